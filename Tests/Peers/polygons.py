"""Which of 1,100 polygons with 374 corners each holds each point; building the index counts."""

import numpy as np

from measuring import Outcome, main


def shapely(case):
    import shapely

    points, corners = case.points(), case.polygons()
    polygons = shapely.polygons(corners)

    def task():
        # A tree of the points asked for each polygon: the faster way round. Points become shapes first.
        tree = shapely.STRtree(shapely.points(points))
        polygon, _ = tree.query(polygons, predicate="contains")
        return Outcome(shapely.__version__, answer=int((polygon + 1).sum()))

    return task


def shapely_polygon_tree(case):
    import shapely

    points, corners = case.points(), case.polygons()
    polygons = shapely.polygons(corners)

    def task():
        shapely.prepare(polygons)
        _, polygon = shapely.STRtree(polygons).query(shapely.points(points), predicate="within")
        return Outcome(shapely.__version__, answer=int((polygon + 1).sum()))

    return task


if __name__ == "__main__":
    main({"shapely": shapely, "shapely, tree of polygons": shapely_polygon_tree})
