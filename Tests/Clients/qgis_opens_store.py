#!/usr/bin/python3
"""Opens a store in QGIS, as an analyst would by dragging it onto the map, and listens for complaints.

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 qgis_opens_store.py hotbeat.gpkg

Both layers must open, know their reference system and count their rows; a rectangle must find
through the index what a scan finds; and QGIS must log no warning and nothing critical meanwhile.

Ends with 0 when QGIS is content, 1 when it is not (one line each on standard error), 2 when it
cannot check: wrong arguments, no such file, or no QGIS.
Needs the system's Python with python3-qgis and qgis-providers (Debian, Ubuntu).
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# QGIS writes its settings where it finds a home: not in anybody's.
settings = tempfile.TemporaryDirectory(prefix="hotbeat-qgis-")
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = settings.name
os.environ.setdefault("XDG_RUNTIME_DIR", settings.name)

try:
    from qgis.core import Qgis, QgsApplication, QgsFeatureRequest, QgsRectangle, QgsVectorLayer, QgsWkbTypes
except ImportError as missing:
    print(f"cannot check: {missing}; install python3-qgis and qgis-providers", file=sys.stderr)
    sys.exit(2)

LAYERS = ("incidents", "areas")
REFERENCE_SYSTEM = "EPSG:27700"
# QGIS warns so of EPSG:27700 wherever the Ordnance Survey's OSTN15 grid is not installed.
MACHINE = "Using non-preferred coordinate operation"


def rectangles(layer, shapes):
    """Rectangles to ask for: everything, two around the middle row, and nothing."""
    extent = layer.extent()
    yield QgsRectangle(extent)
    placed = sorted(id for id, shape in shapes.items() if not shape.isNull())
    middle = placed[len(placed) // 2]
    centre = shapes[middle].boundingBox().center()
    for reach in (10_000, 500):
        yield QgsRectangle(
            centre.x() - reach, centre.y() - reach, centre.x() + reach, centre.y() + reach
        )
    yield QgsRectangle(
        extent.xMaximum() + 1_000, extent.yMaximum() + 1_000,
        extent.xMaximum() + 2_000, extent.yMaximum() + 2_000,
    )


def check_layer(path, name):
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    if not layer.isValid():
        yield f"{name}: QGIS cannot open the layer"  # why stands in its log
        return
    count = layer.featureCount()
    print(f"{name}: {count} rows, {layer.crs().authid()}, {QgsWkbTypes.displayString(layer.wkbType())}")
    if layer.crs().authid() != REFERENCE_SYSTEM:
        yield f"{name}: the reference system is {layer.crs().authid()}, not {REFERENCE_SYSTEM}"
    if layer.hasSpatialIndex() != 2:  # QgsFeatureSource.SpatialIndexPresent
        yield f"{name}: QGIS sees no spatial index"

    shapes = {feature.id(): feature.geometry() for feature in layer.getFeatures()}
    if len(shapes) != count:
        yield f"{name}: featureCount is {count}, but {len(shapes)} rows are read"
    broken = [id for id, shape in shapes.items() if not shape.isNull() and not shape.isGeosValid()]
    if broken:
        yield f"{name}: QGIS finds {len(broken)} shapes not valid, first in row {broken[0]}"
    if all(shape.isNull() for shape in shapes.values()):
        print("  no row has a place")
        return
    for rectangle in rectangles(layer, shapes):
        request = QgsFeatureRequest(rectangle)
        request.setFlags(QgsFeatureRequest.ExactIntersect)
        found = {feature.id() for feature in layer.getFeatures(request)}
        expected = {
            id for id, shape in shapes.items() if not shape.isNull() and shape.intersects(rectangle)
        }
        if found != expected:
            yield (
                f"{name}: {rectangle.toString(1)} finds {len(found)} rows through the index, "
                f"{len(expected)} by a scan"
            )
        else:
            print(f"  {rectangle.toString(0)}: {len(found)} rows")


def check(path):
    complaints = []

    def listen(message, tag, level):
        if message.startswith(MACHINE):
            print(f"note: about this machine, not the store: {message[:90]}…")
        elif level in (Qgis.Warning, Qgis.Critical):
            complaints.append(f"QGIS says{f' ({tag})' if tag else ''}: {message}")

    application = QgsApplication([], False)
    application.initQgis()
    # What QGIS says while it starts is about its installation, not about the store.
    application.messageLog().messageReceived.connect(listen)
    findings = [finding for name in LAYERS for finding in check_layer(path, name)]
    application.processEvents()
    findings.extend(complaints)
    application.exitQgis()
    return findings


def main(arguments):
    if len(arguments) != 1:
        print("usage: qgis_opens_store.py STORE.gpkg", file=sys.stderr)
        return 2
    path = Path(arguments[0]).resolve()
    if not path.is_file():
        print(f"cannot check: there is no file {path}", file=sys.stderr)
        return 2
    findings = check(path)
    for suffix in ("-wal", "-shm", "-journal"):
        if Path(f"{path}{suffix}").exists():
            print(f"note: QGIS left {path.name}{suffix} beside the store")
    for line in findings:
        print(f"{path}: {line}", file=sys.stderr)
    if findings:
        return 1
    print(f"{path}: sound, read with QGIS {Qgis.QGIS_VERSION}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
