"""The Knox test of pairs at most 400 m and 28 days apart, against 99 shuffles of the days."""

import numpy as np

from measuring import Outcome, main

DISTANCE, DAYS, SHUFFLES = 400, 28, 99


def pointpats(case):
    from importlib.metadata import version

    from pointpats import Knox

    points = case.points()
    days = (np.arange(case.n) * 7919 % 365).reshape(-1, 1)

    def task():
        test = Knox(points, days, delta=DISTANCE, tau=DAYS, permutations=SHUFFLES)
        return Outcome(version("pointpats"), answer=test.statistic_, note=f"{SHUFFLES} shuffles")

    return task


if __name__ == "__main__":
    main({"pointpats": pointpats})
