"""Kernel densities by libraries of Python; see README.md for how each is set up.

Each peer is a function that prepares what does not count (imports, points in memory) and gives back
the task that does. Densities are per square metre and count all points, also those outside the grid.
"""

import numpy as np

from measuring import HEIGHT, WIDTH, Outcome, clocks, main


def margin(case, reach):
    """Whole cells around the grid that hold every point within reach of it."""
    width, height = case.cell
    return int(np.ceil(reach / width)) + 1, int(np.ceil(reach / height)) + 1


def within(points, case, columns, rows):
    """The points inside the grid and its margin of some columns and rows."""
    width, height = case.cell
    (x, y), inset = points.T, 0.75
    west, south = -(columns - inset) * width, -(rows - inset) * height
    return points[
        (x > west) & (x < WIDTH - west) & (y > south) & (y < HEIGHT - south)
    ]


def kdepy(case):
    """FFTKDE: linear binning, then a convolution. Its bandwidth is the kernel's deviation in 1-D."""
    import KDEpy

    name, deviations = {
        "quartic": ("biweight", np.sqrt(7)),
        "epanechnikov": ("epa", np.sqrt(5)),
        "gaussian": ("gaussian", np.sqrt(8)),
    }[case.kernel]
    bandwidth = case.radius / deviations
    points = case.points()
    columns, rows = margin(case, case.radius * (2 if case.kernel == "gaussian" else 1))
    width, height = case.cell
    x = (np.arange(-columns, case.columns + columns) + 0.5) * width
    y = (np.arange(-rows, case.rows + rows) + 0.5) * height
    # In units of the bandwidth: it cuts a Gaussian where its density is 1e-4 in those units.
    grid = np.stack(np.meshgrid(x / bandwidth, y / bandwidth, indexing="ij"), -1).reshape(-1, 2)

    def task():
        near = within(points, case, columns, rows)
        kde = KDEpy.FFTKDE(kernel=name, bw=1).fit(near / bandwidth)
        density = kde.evaluate(grid).reshape(len(x), len(y))
        density *= len(near) / bandwidth**2
        surface = density[columns:-columns, rows:-rows].T
        return Outcome(KDEpy.__version__, surface, note="linear binning and FFT")

    return task


def scipy_filter(case):
    """A histogram smoothed by a Gaussian cut at 6 deviations: each point moves to its cell's centre."""
    import scipy
    from scipy.ndimage import gaussian_filter

    points = case.points()
    deviation = case.radius / np.sqrt(8)
    width, height = case.cell
    columns, rows = margin(case, 6 * deviation)
    bins = case.rows + 2 * rows, case.columns + 2 * columns
    edges = (
        (-rows * height, HEIGHT + rows * height),
        (-columns * width, WIDTH + columns * width),
    )

    def task():
        counts, _, _ = np.histogram2d(points[:, 1], points[:, 0], bins, edges)
        sigma = deviation / height, deviation / width
        smooth = gaussian_filter(counts, sigma, mode="constant", truncate=6)
        surface = smooth[rows:-rows, columns:-columns] / (width * height)
        return Outcome(scipy.__version__, surface, note="each point moved to its cell's centre")

    return task


def scikit_learn(case):
    """KernelDensity: a tree, no binning. Asked for each 101st cell, and that time scaled up."""
    import sklearn
    from sklearn.neighbors import KernelDensity

    points = case.points()
    width, height = case.cell
    cells = slice(0, None, 101)
    x, y = (np.arange(case.columns) + 0.5) * width, (np.arange(case.rows) + 0.5) * height
    centres = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)[cells]
    bandwidth = case.radius / (np.sqrt(8) if case.kernel == "gaussian" else 1)

    def task():
        start = clocks()
        kde = KernelDensity(bandwidth=bandwidth, kernel=case.kernel).fit(points)
        fitted = clocks()
        surface = len(points) * np.exp(kde.score_samples(centres))
        # Fitting counts once, asking for each cell 101 times.
        spent = tuple(fitted - start + 101 * (clocks() - fitted))
        note = "asked for each 101st cell, time scaled"
        return Outcome(sklearn.__version__, surface, note=note, spent=spent, cells=cells)

    return task


if __name__ == "__main__":
    main({"KDEpy": kdepy, "scipy": scipy_filter, "scikit-learn": scikit_learn})
