"""Gi* of a lattice of cells with 999 conditional permutations; the weights are made beforehand."""

import numpy as np

from measuring import WIDTH, Outcome, main

REPLICATES = 999


def esda(case):
    import esda
    from libpysal.weights import lat2W

    side = round(case.n**0.5)
    values = np.floor(case.points()[:, 0] / WIDTH * 10)
    weights = lat2W(side, side, rook=False)

    def task():
        found = esda.G_Local(
            values, weights, transform="B", star=True, permutations=REPLICATES, n_jobs=1
        )
        return Outcome(esda.__version__, answer=np.abs(found.Zs).sum(), note="one thread")

    return task


if __name__ == "__main__":
    main({"esda": esda})
