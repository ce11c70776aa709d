#!/usr/bin/env python3
"""Reads what `hotbeat density` wrote as a stranger would, with geopandas, and checks every promise.

    python check_density.py density.geojson

Ends with 0 when the file is sound, 1 when a promise is broken (one line each on standard error),
2 when it cannot check. Needs geopandas and shapely (notebooks/requirements.txt).
"""

import json
import sys
import warnings
from pathlib import Path

try:
    import geopandas
    from shapely.validation import explain_validity
except ImportError as missing:
    print(f"cannot check: {missing}", file=sys.stderr)
    sys.exit(2)

MEMBERS = {"study": dict, "summary": dict, "caveats": list, "provenance": dict}
STUDY = [
    "question", "offences", "from", "to", "days", "layer", "areas", "area_km2", "crs", "kernel",
    "bandwidth_m", "standard_deviation_m", "bandwidth_rule", "adaptive", "cell_m",
    "edge_correction", "locations", "unit", "breaks",
]
LARGEST_AREA_ERROR = 0.005  # half a per cent: six decimals (0.1 m) cost the smallest shape less


def findings(path):
    text = json.loads(Path(path).read_text(encoding="utf-8"))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        frame = geopandas.read_file(path)
    for warning in caught:
        yield f"geopandas warns: {warning.message}"
    for name, kind in MEMBERS.items():
        if not isinstance(text.get(name), kind):
            yield f"the member {name} is missing or no {kind.__name__}"
    for name in STUDY:
        if name not in text["study"]:
            yield f"study lacks {name}"
    if text["study"]["question"] != "density":
        yield "the question is not named"
    if any(not caveat["sentence"].endswith(".") for caveat in text["caveats"]):
        yield "a caveat is no sentence"
    if not text["provenance"]["incidents"]:
        yield "no file of incidents is named"
    if len(text["features"]) == 0:
        yield "there is no feature"
    ids = [feature["id"] for feature in text["features"]]
    if ids != list(range(1, len(ids) + 1)):
        yield "ids do not run from 1"
    yield from shapes(frame, text["study"])


def shapes(frame, study):
    metres = frame.to_crs(study["crs"])
    for number, (shape, area) in enumerate(zip(metres.geometry, frame["area_km2"]), start=1):
        if not frame.geometry[number - 1].is_valid:
            yield f"feature {number}: {explain_validity(frame.geometry[number - 1])}"
        if abs(shape.area / 1e6 - area) > LARGEST_AREA_ERROR * area + 1e-4:
            yield f"feature {number}: {shape.area / 1e6} km² where {area} is said"
        if area > study["area_km2"] * (1 + LARGEST_AREA_ERROR):
            yield f"feature {number} is larger than the study area"
    if "incident_share" in frame:
        ordered = metres.sort_values("level")
        for lower, higher in zip(ordered.geometry, ordered.geometry[1:]):
            if higher.difference(lower.buffer(1)).area > 1:
                yield "a higher level lies outside a lower one"
        if list(ordered["incident_share"]) != sorted(ordered["incident_share"], reverse=True):
            yield "more incidents above a higher level"
        if list(ordered["ground_share"]) != sorted(ordered["ground_share"], reverse=True):
            yield "more ground above a higher level"


def main():
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        print(__doc__, file=sys.stderr)
        return 2
    lines = list(findings(sys.argv[1]))
    print("\n".join(lines), file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
