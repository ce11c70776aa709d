"""The distances to the eight nearest other points of each point; the tree's building counts."""

import numpy as np

from measuring import THREADS, Outcome, main

# The point itself comes first.
NEAREST = 9


def scipy(case):
    import scipy
    from scipy.spatial import cKDTree

    points = case.points()

    def task():
        distances, _ = cKDTree(points).query(points, k=NEAREST, workers=THREADS)
        return Outcome(scipy.__version__, answer=distances[:, -1].sum(), threads=THREADS)

    return task


def pykdtree(case):
    from importlib.metadata import version

    from pykdtree.kdtree import KDTree

    points = case.points()

    def task():
        distances, _ = KDTree(points).query(points, k=NEAREST)
        last = distances[:, -1].sum()
        return Outcome(version("pykdtree"), answer=last, threads=THREADS)

    return task


if __name__ == "__main__":
    main({"scipy": scipy, "pykdtree": pykdtree})
