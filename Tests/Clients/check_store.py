#!/usr/bin/python3
"""Opens a store as any GDAL program would, and checks that it is the GeoPackage it says it is.

    /usr/bin/python3 check_store.py hotbeat.gpkg [incidents] [areas]

Validates the file with GDAL's own validate_gpkg, counts its incidents and areas (the numbers
expected may be given), compares the extent with the places themselves, and compares what a
rectangle finds through the R-tree with what a scan of every row finds.

Ends with 0 when the store is sound, 1 when it is not (one line each on standard error), 2 when it
cannot check: wrong arguments, no such file, or no GDAL.
Needs the system's Python with python3-gdal (Debian, Ubuntu), not the notebooks' environment.
"""

import sqlite3
import sys
from pathlib import Path

try:
    from osgeo import gdal, ogr
except ImportError as missing:
    print(f"cannot check: {missing}; install python3-gdal", file=sys.stderr)
    sys.exit(2)
try:
    from osgeo_utils.samples import validate_gpkg
except ImportError:  # some packagings leave the samples out
    validate_gpkg = None

gdal.UseExceptions()
ogr.UseExceptions()

LAYERS = {"incidents": (ogr.wkbPoint, "fid"), "areas": (ogr.wkbMultiPolygon, "fid")}
EXTENT_SLACK = 1.0  # metres: the R-tree keeps single-precision bounds, rounded outwards


def validation_errors(path):
    """What GDAL's validator objects to, warnings and checks beyond the specification included."""
    if validate_gpkg is None:
        print("note: this GDAL comes without validate_gpkg, so the file was not validated")
        return []
    errors = validate_gpkg.check(
        str(path), abort_at_first_error=False, extra_checks=True, warning_as_error=True
    )
    return [f"requirement {number}: {text}" if number else text for number, text in errors]


def places(layer):
    """The box of each row that has a place, by row id, from a scan of every row."""
    layer.SetSpatialFilter(None)
    layer.ResetReading()
    boxes = {}
    for feature in layer:
        shape = feature.GetGeometryRef()
        if shape is not None and not shape.IsEmpty():
            boxes[feature.GetFID()] = shape.GetEnvelope()  # west, east, south, north
    return boxes


def meets(box, window):
    return box[0] <= window[1] and box[1] >= window[0] and box[2] <= window[3] and box[3] >= window[2]


def windows(boxes):
    """Rectangles to ask for: most rows, some, few, one exact place, and none."""
    west, east = min(b[0] for b in boxes), max(b[1] for b in boxes)
    south, north = min(b[2] for b in boxes), max(b[3] for b in boxes)
    middle = sorted(boxes)[len(boxes) // 2]
    x, y = (middle[0] + middle[1]) / 2, (middle[2] + middle[3]) / 2
    yield west, east, south, north
    for reach in (20_000, 2_000, 150):
        yield x - reach, x + reach, y - reach, y + reach
    yield middle
    yield east + 10_000, east + 11_000, north + 10_000, north + 11_000


def check_filter(layer, name, boxes):
    """Through the index a rectangle must find what a scan finds."""
    is_points = layer.GetGeomType() == ogr.wkbPoint
    for window in windows(list(boxes.values())):
        west, east, south, north = window
        layer.SetSpatialFilterRect(west, south, east, north)
        layer.ResetReading()
        found = {feature.GetFID() for feature in layer}
        counted = layer.GetFeatureCount()
        if is_points:
            expected = {fid for fid, box in boxes.items() if meets(box, window)}
        else:
            rectangle = ogr.CreateGeometryFromWkt(
                f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"
            )
            layer.SetSpatialFilter(None)
            layer.ResetReading()
            expected = {f.GetFID() for f in layer if f.GetGeometryRef().Intersects(rectangle)}
        where = f"{name}: the rectangle {west:.1f} {south:.1f} {east:.1f} {north:.1f}"
        if found != expected:
            yield f"{where} finds {len(found)} rows through the index, {len(expected)} by a scan"
        if is_points and counted != len(found):
            yield f"{where} counts {counted} rows but gives {len(found)}"
    layer.SetSpatialFilter(None)


def check_layer(store, name, expected_count):
    kind, key = LAYERS[name]
    layer = store.GetLayerByName(name)
    if layer is None:
        if expected_count == 0:  # a store without imports has no reference system yet, so no layer
            print(f"{name}: no layer, as is right for a store without any")
        else:
            yield f"no layer {name}"
        return
    count = layer.GetFeatureCount()
    print(f"{name}: {count} rows, {ogr.GeometryTypeToName(layer.GetGeomType())}")
    if expected_count is not None and count != expected_count:
        yield f"{name}: {count} rows, but {expected_count} were expected"
    if layer.GetGeomType() != kind:
        yield f"{name}: {ogr.GeometryTypeToName(layer.GetGeomType())}, not {ogr.GeometryTypeToName(kind)}"
    if layer.GetFIDColumn() != key:
        yield f"{name}: the key is {layer.GetFIDColumn()}, not {key}"
    reference = layer.GetSpatialRef()
    if reference is None or reference.GetAuthorityCode(None) is None:
        yield f"{name}: no reference system"
    else:
        print(f"  {reference.GetAuthorityName(None)}:{reference.GetAuthorityCode(None)}")
    if not layer.TestCapability(ogr.OLCFastSpatialFilter):
        yield f"{name}: GDAL sees no spatial index"

    boxes = places(layer)
    if not boxes:
        print("  no row has a place")
        return
    stated = layer.GetExtent()
    actual = (
        min(box[0] for box in boxes.values()), max(box[1] for box in boxes.values()),
        min(box[2] for box in boxes.values()), max(box[3] for box in boxes.values()),
    )
    print("  extent {:.1f} {:.1f} to {:.1f} {:.1f}".format(actual[0], actual[2], actual[1], actual[3]))
    outward = (actual[0] - stated[0], stated[1] - actual[1], actual[2] - stated[2], stated[3] - actual[3])
    if not all(0 <= metres <= EXTENT_SLACK for metres in outward):
        yield f"{name}: the extent stated is {stated}, that of the places {actual}"
    yield from check_filter(layer, name, boxes)


def check_index_rows(path):
    """The R-tree must hold each row with a place once: a stale entry is a wrong answer later."""
    store = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY)
    for name in LAYERS:
        if store.GetLayerByName(name) is None:
            continue
        sql = (
            f"SELECT (SELECT count(*) FROM {name} WHERE geom IS NOT NULL AND NOT ST_IsEmpty(geom)),"
            f" (SELECT count(*) FROM rtree_{name}_geom),"
            f" (SELECT count(*) FROM rtree_{name}_geom r JOIN {name} t ON t.fid = r.id)"
        )
        result = store.ExecuteSQL(sql)
        row = result.GetNextFeature()
        with_place, indexed, joined = (row.GetField(column) for column in range(3))
        store.ReleaseResultSet(result)
        if not with_place == indexed == joined:
            yield f"{name}: {with_place} rows with a place, {indexed} in the R-tree, {joined} in both"


def check(path, expected):
    findings = [f"validate_gpkg: {error}" for error in validation_errors(path)]
    store = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=["GPKG"])
    for name in LAYERS:
        findings.extend(check_layer(store, name, expected.get(name)))
    store = None
    findings.extend(check_index_rows(path))
    for suffix in ("-wal", "-shm", "-journal"):
        if Path(f"{path}{suffix}").exists():
            findings.append(f"{path.name}{suffix} was left behind: the store is not one plain file")
    return findings


def main(arguments):
    if not 1 <= len(arguments) <= 3 or not all(number.isdecimal() for number in arguments[1:]):
        print("usage: check_store.py STORE.gpkg [incidents] [areas]", file=sys.stderr)
        return 2
    path = Path(arguments[0])
    if not path.is_file():
        print(f"cannot check: there is no file {path}", file=sys.stderr)
        return 2
    expected = dict(zip(LAYERS, (int(number) for number in arguments[1:])))
    try:
        findings = check(path, expected)
    except (RuntimeError, sqlite3.Error) as error:  # what GDAL and its validator raise
        findings = [f"cannot be read as a GeoPackage: {error}"]
    for line in findings:
        print(f"{path}: {line}", file=sys.stderr)
    if findings:
        return 1
    print(f"{path}: sound, read with GDAL {gdal.__version__}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
