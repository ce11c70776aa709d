#!/usr/bin/env python3
"""Reads an ASCII grid and a GeoTIFF of one density with GDAL and checks that they are the same surface.

    /usr/bin/python3 check_grids.py density.asc density.tif INCIDENTS

INCIDENTS is what the surface must hold: its values are incidents per km². Ends with 0 when all is right,
1 when not (one line each on standard error). Needs python3-gdal.
"""

import sys

import numpy
from osgeo import gdal

gdal.UseExceptions()


def findings(grid_path, tiff_path, incidents):
    gdal.SetConfigOption("AAIGRID_DATATYPE", "Float64")
    grid, tiff = gdal.Open(grid_path), gdal.Open(tiff_path)
    if grid.GetGeoTransform() != tiff.GetGeoTransform():
        yield "the files lie at different places"
    if 'ID["EPSG",27700]' not in tiff.GetProjection() and '"EPSG","27700"' not in tiff.GetProjection():
        yield f"the GeoTIFF is not in EPSG:27700: {tiff.GetProjection()}"
    a, b = (source.GetRasterBand(1).ReadAsArray() for source in (grid, tiff))
    if not numpy.array_equal(a, b):
        yield "the files hold different numbers"
    if tiff.GetRasterBand(1).GetNoDataValue() != -9999:
        yield "the GeoTIFF does not say which number stands for an absent cell"
    present = b[b != -9999]
    if present.size == b.size or present.min() < 0:
        yield "no cell is absent, or one is negative"
    width, height = tiff.GetGeoTransform()[1], -tiff.GetGeoTransform()[5]
    held = present.sum() * width * height / 1e6
    if abs(held / incidents - 1) > 0.01:
        yield f"the surface holds {held} incidents, not {incidents}"


lines = list(findings(sys.argv[1], sys.argv[2], float(sys.argv[3])))
print("\n".join(lines), file=sys.stderr)
sys.exit(1 if lines else 0)
