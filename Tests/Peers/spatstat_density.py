"""density.ppp of R's spatstat: points snapped to pixels, then an FFT. spatstat.R does the work."""

import subprocess
import tempfile
from pathlib import Path

import numpy as np

from density import margin
from measuring import Outcome, main

# Standard deviations per radius: `sigma` is the deviation for every kernel.
DEVIATIONS = {"quartic": np.sqrt(8), "epanechnikov": np.sqrt(6), "gaussian": np.sqrt(8)}


def widened(cells, margin):
    """The least margin, from the one given, that lets R's FFT work on small factors."""

    def rest(size):
        for factor in (2, 3, 5):
            while size % factor == 0:
                size //= factor
        return size

    return next(m for m in range(margin, margin + cells) if rest(cells + 2 * m) == 1)


def spatstat(case):
    reach = case.radius * (3 if case.kernel == "gaussian" else 1)
    columns, rows = margin(case, reach)
    columns, rows = widened(case.columns, columns), widened(case.rows, rows)
    script = Path(__file__).with_name("spatstat.R")
    points = case.folder / case.fields["input"]

    def task():
        with tempfile.TemporaryDirectory() as folder:
            numbers = (
                case.n, case.kernel, case.radius / DEVIATIONS[case.kernel], case.columns, case.rows,
                columns, rows,
            )  # fmt: skip
            said = subprocess.run(
                ["Rscript", script, points, *map(str, numbers), folder + "/surface"],
                check=True,
                capture_output=True,
                text=True,
            )
            version, processor, wall = said.stdout.split()
            surface = np.fromfile(folder + "/surface").reshape(case.rows, case.columns)
        spent = float(processor), float(wall)
        return Outcome(version, surface, note="points snapped to pixels, FFT", spent=spent)

    return task


if __name__ == "__main__":
    main({"spatstat": spatstat})
