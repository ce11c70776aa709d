#!/usr/bin/env python3
"""Reads what `hotbeat hotspots` wrote as a stranger would, with geopandas, and checks every promise.

    python check_hotspots.py hotspots.geojson

Ends with 0 when the file is sound, 1 when a promise is broken (one line each on standard error),
2 when it cannot check: wrong arguments, no such file, or a package is missing.
Needs geopandas, shapely and pyproj (notebooks/requirements.txt).
"""

import json
import re
import sys
import warnings
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

try:
    import geopandas
    from shapely.validation import explain_validity
except ImportError as missing:
    print(f"cannot check: {missing}", file=sys.stderr)
    sys.exit(2)

NUMBER = (int, float)
TEXT_OR_NOTHING = (str, type(None))
REQUIRED = {  # DESIGN.md, section 4
    "rank": (int,),
    "count": (int,),
    "share": NUMBER,
    "area_km2": NUMBER,
    "density_peak_per_km2": NUMBER,
    "density_mean_per_km2": NUMBER,
    "pai": NUMBER,
    "areas": (list,),
    "area": TEXT_OR_NOTHING,
    "area_name": TEXT_OR_NOTHING,
    "parents": (dict,),
    "place": TEXT_OR_NOTHING,
    "offences": (dict,),
    "months": (dict,),
}
MEMBERS = {"study": dict, "summary": dict, "caveats": list, "provenance": dict}
MOST_DECIMALS = 6
HALF_A_UNIT = 0.5 * 10**-MOST_DECIMALS  # what rounding to six decimals may take or add
LARGEST_AREA_ERROR = 0.005  # half a per cent: six decimals (0.1 m) cost the smallest hotspot less


class Findings:
    """What is wrong with the file, in the order in which it was found."""

    def __init__(self):
        self.lines = []

    def expect(self, holds, sentence):
        if not holds:
            self.lines.append(sentence)
        return holds


def rings(geometry):
    """Every ring of a polygon or multipolygon, with whether it is a hole."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for index, ring in enumerate(polygon):
            yield index > 0, ring


def twice_signed_area(ring):
    """In square degrees; positive when the ring runs counter-clockwise."""
    x0, y0 = ring[0]  # relative to the first position: the rings are small and far from 0°, 0°
    return sum(
        (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        for (x1, y1), (x2, y2) in zip(ring, ring[1:])
    )


def check_geometry(name, geometry, findings):
    if not findings.expect(
        geometry and geometry["type"] in ("Polygon", "MultiPolygon"), f"{name}: not a polygon"
    ):
        return
    for is_hole, ring in rings(geometry):
        kind = "hole" if is_hole else "exterior ring"
        if not findings.expect(
            len(ring) >= 4 and ring[0] == ring[-1], f"{name}: an {kind} is not closed"
        ):
            continue
        findings.expect(
            all(len(position) == 2 for position in ring), f"{name}: positions are not pairs"
        )
        for position in ring:
            longitude, latitude = position[:2]
            if not findings.expect(
                -180 <= longitude <= 180 and -90 <= latitude <= 90,
                f"{name}: {longitude}, {latitude} is not a place in degrees",
            ):
                break
        area = twice_signed_area([position[:2] for position in ring])
        findings.expect(
            area < 0 if is_hole else area > 0,
            f"{name}: {kind} runs {'clockwise' if area < 0 else 'counter-clockwise'} (RFC 7946, 3.1.6)",
        )


def check_properties(name, properties, findings):
    """Whether the properties are there with their types; returns whether sums can be checked."""
    sound = True
    for key, types in REQUIRED.items():
        if not findings.expect(key in properties, f"{name}: no property '{key}'"):
            sound = False
            continue
        value = properties[key]
        fits = isinstance(value, types) and not isinstance(value, bool)
        if not findings.expect(fits, f"{name}: '{key}' is {value!r}, a {type(value).__name__}"):
            sound = False
    if not sound:
        return False
    for key in ("offences", "months"):
        counts = properties[key]
        whole = all(isinstance(count, int) and count >= 0 for count in counts.values())
        if not findings.expect(whole, f"{name}: '{key}' holds something that is not a count"):
            return False
        findings.expect(
            sum(counts.values()) == properties["count"],
            f"{name}: '{key}' adds up to {sum(counts.values())}, but count is {properties['count']}",
        )
    findings.expect(
        all(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month) for month in properties["months"]),
        f"{name}: 'months' has a key that is not a month",
    )
    findings.expect(
        all(isinstance(code, str) for code in properties["areas"]), f"{name}: 'areas' are not codes"
    )
    findings.expect(
        properties["area"] is None or properties["area"] in properties["areas"],
        f"{name}: 'area' {properties['area']} is not one of 'areas'",
    )
    findings.expect(
        properties["density_peak_per_km2"] >= properties["density_mean_per_km2"] > 0,
        f"{name}: the peak density is below the mean",
    )
    return True


def check_rates(name, properties, study, summary, findings):
    share, area = properties["share"], properties["area_km2"]
    expected = properties["count"] / summary["incidents"]
    findings.expect(
        abs(share - expected) <= HALF_A_UNIT * 1.001,
        f"{name}: share is {share}, but count / incidents is {expected:.6f}",
    )
    # The file holds rounded numbers: pai must lie between what the extremes would give.
    index = expected * study["area_km2"] / area
    slack = index * (HALF_A_UNIT / area + 1e-4 / study["area_km2"]) + 1e-4
    findings.expect(
        abs(properties["pai"] - index) <= slack,
        f"{name}: pai is {properties['pai']}, but share / (area / study area) is {index:.4f}",
    )


def check_ranks(features, study, findings):
    groups = defaultdict(list)
    for feature in features:
        groups[feature["properties"]["area"] if study.get("per") else None].append(feature)
    for code, members in groups.items():
        where = f"area {code}" if study.get("per") else "the study area"
        members.sort(key=lambda feature: feature["properties"]["rank"])
        ranks = [feature["properties"]["rank"] for feature in members]
        findings.expect(
            ranks == list(range(1, len(ranks) + 1)), f"{where}: ranks are {ranks}, not 1 to {len(ranks)}"
        )
        if study.get("top"):
            findings.expect(len(ranks) <= study["top"], f"{where}: more than {study['top']} hotspots")
        order = [
            (f["properties"]["density_mean_per_km2"], f["properties"]["count"]) for f in members
        ]
        for place, (higher, lower) in enumerate(zip(order, order[1:]), start=1):
            findings.expect(
                higher >= lower, f"{where}: rank {place + 1} {lower} comes after rank {place} {higher}"
            )


def check_as_geopandas_reads_it(path, features, findings):
    warnings.simplefilter("ignore")  # what they warn of is a finding already
    table = geopandas.read_file(path)
    findings.expect(
        len(table) == len(features), f"geopandas reads {len(table)} of {len(features)} features"
    )
    if not features:
        return
    findings.expect(
        table.crs is not None and table.crs.to_epsg() == 4326, f"geopandas reads the CRS {table.crs}"
    )
    drawn = table.to_crs("EPSG:27700").area / 1e6
    for feature, shape, square_kilometres in zip(features, table.geometry, drawn):
        name = f"feature {feature.get('id')}"
        if shape is None or shape.is_empty:
            findings.expect(False, f"{name}: geopandas reads no polygon")
            continue
        findings.expect(shape.is_valid, f"{name}: {explain_validity(shape)}")
        stated = feature["properties"].get("area_km2")
        findings.expect(
            isinstance(stated, NUMBER) and abs(square_kilometres - stated) <= LARGEST_AREA_ERROR * stated,
            f"{name}: area_km2 is {stated}, but its polygon has {square_kilometres:.6f}",
        )


def check_decimals(text, findings):
    longest = 0

    def remember(number):
        nonlocal longest
        longest = max(longest, -Decimal(number).normalize().as_tuple().exponent)
        return float(number)

    json.loads(text, parse_float=remember)
    findings.expect(
        longest <= MOST_DECIMALS, f"a number has {longest} decimals; at most {MOST_DECIMALS} are promised"
    )


def check(path):
    findings = Findings()
    text = path.read_text(encoding="utf-8")
    collection = json.loads(text)
    if not findings.expect(collection.get("type") == "FeatureCollection", "not a FeatureCollection"):
        return findings, 0
    members_there = [
        findings.expect(isinstance(collection.get(name), kind), f"no member '{name}'")
        for name, kind in MEMBERS.items()
    ]
    features = collection["features"]
    check_decimals(text, findings)

    ids = [feature.get("id") for feature in features]
    whole = all(isinstance(id, int) and not isinstance(id, bool) for id in ids)
    findings.expect(
        whole and sorted(ids) == list(range(1, len(ids) + 1)),
        f"ids are not 1 to {len(ids)}, each once: {ids[:10]}",
    )
    sound = True
    for index, feature in enumerate(features):
        name = f"feature {feature.get('id', f'number {index + 1}')}"
        check_geometry(name, feature.get("geometry"), findings)
        has_properties = check_properties(name, feature.get("properties") or {}, findings)
        sound = has_properties and sound
        if has_properties and all(members_there):
            check_rates(name, feature["properties"], collection["study"], collection["summary"], findings)
    if sound and all(members_there):
        check_ranks(features, collection["study"], findings)
        summary = collection["summary"]
        total = sum(feature["properties"]["count"] for feature in features)
        # Hotspots of neighbouring areas may overlap, so their counts may add up to more.
        findings.expect(
            summary["in_hotspots"] <= min(total, summary["incidents"]),
            f"summary.in_hotspots is {summary['in_hotspots']}, but the counts add up to {total}",
        )
    check_as_geopandas_reads_it(path, features, findings)
    return findings, len(features)


def main(arguments):
    if len(arguments) != 1:
        print("usage: check_hotspots.py FILE.geojson", file=sys.stderr)
        return 2
    path = Path(arguments[0])
    try:
        findings, count = check(path)
    except OSError as error:
        print(f"cannot check: {error}", file=sys.stderr)
        return 2
    except json.JSONDecodeError as error:
        print(f"{path}: not JSON: {error}", file=sys.stderr)
        return 1
    for line in findings.lines:
        print(f"{path}: {line}", file=sys.stderr)
    if findings.lines:
        return 1
    print(f"{path}: {count} hotspots, all as promised")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
