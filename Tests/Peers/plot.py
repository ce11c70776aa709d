"""The plot of docs/performance.svg: cost against points, cells and radius, a row for each kernel."""

import matplotlib

matplotlib.use("svg")
# The same file from the same numbers, with text as text.
matplotlib.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "hotbeat", "font.family": "sans-serif"}

from matplotlib import pyplot  # noqa: E402
from matplotlib.ticker import FuncFormatter, NullFormatter  # noqa: E402

OURS = "hotbeat"
# Exact programs are drawn solid, those that move points to cells dashed.
COLOURS = {
    OURS: "#c2410c",
    "SLAM -O3": "#1d4ed8",
    "LIBKDV in memory": "#4f7fd9",
    "LIBKDV": "#7ba7e8",
    "scikit-learn": "#0f766e",
    "KDEpy": "#6b7280",
    "scipy": "#9333ea",
    "spatstat": "#a16207",
}
DASHED = {"KDEpy", "scipy", "spatstat"}
INK = "#374151"
# What a column changes: its title, the part of a case's name, and the values of the other parts.
COLUMNS = [
    ("points", 2, {3: "1000", 4: "500"}, "a million cells, 500 m"),
    ("cells", 3, {2: "1000000", 4: "500"}, "a million points, 500 m"),
    ("radius, m", 4, {2: "1000000", 3: "1000"}, "a million points and cells"),
]
KERNELS = ["quartic", "epanechnikov", "gaussian"]


def series(results, kernel, part, fixed):
    """For each program the points of its line, by the part of the names that changes."""
    names = [
        name
        for name in results.cases("density", kernel)
        if all(name.split("-")[place] == value for place, value in fixed.items())
    ]
    lines = {}
    for peer in results.peers(names):
        found = [(name, line) for name in names if (line := results.get(name, peer))]
        places = [int(name.split("-")[part]) ** (2 if part == 3 else 1) for name, _ in found]
        lines[peer] = sorted(zip(places, (line["cpu_s"] for _, line in found)))
    return lines


def draw(results, path):
    figure, axes = pyplot.subplots(3, 3, figsize=(11, 11), sharey="row", sharex="col")
    for axes_row, kernel in zip(axes, KERNELS):
        lows, highs = [], []
        for axis, column in zip(axes_row, COLUMNS):
            lines = series(results, kernel, column[1], column[2])
            for peer, points in lines.items():
                draw_line(axis, peer, points)
                lows.append(min(y for _, y in points))
                highs.append(max(y for _, y in points))
            dress(axis, column, kernel)
        if not lows:
            continue
        axes_row[0].set_ylim(min(lows) / 1.6, max(highs) * 1.6)
        for axis, column in zip(axes_row, COLUMNS):
            label(axis, series(results, kernel, column[1], column[2]))
        axes_row[0].set_ylabel(f"{kernel}: processor time", color=INK, fontsize=10)
    for axis, column in zip(axes[0], COLUMNS):
        axis.set_title(column[3], fontsize=10, color=INK, loc="left")
    for axis, column in zip(axes[-1], COLUMNS):
        axis.set_xlabel(column[0], color=INK, fontsize=10)
    figure.text(
        0.01, 0.005, "Solid lines are exact up to rounding, dashed ones move points to cells.",
        fontsize=9, color=INK,
    )  # fmt: skip
    figure.tight_layout(rect=(0, 0.015, 1, 1), w_pad=1.5)
    figure.savefig(path, metadata={"Date": None, "Creator": None})
    pyplot.close(figure)


def draw_line(axis, peer, points):
    axis.plot(
        *zip(*points),
        color=COLOURS.get(peer, INK),
        linestyle=(0, (4, 2)) if peer in DASHED else "-",
        linewidth=2.6 if peer == OURS else 1.4,
        marker="o",
        markersize=4.5 if peer == OURS else 3,
        zorder=3 if peer == OURS else 2,
    )


def dress(axis, column, kernel):
    axis.set_xscale("log")
    axis.set_yscale("log")
    ticks = {
        2: ([1e4, 1e5, 1e6, 1e7], ["10⁴", "10⁵", "10⁶", "10⁷"]),
        3: ([250_000, 1e6, 4e6], ["500²", "1000²", "2000²"]),
        4: ([300, 500, 1000], ["300", "500", "1000"]),
    }[column[1]]
    axis.set_xticks(*ticks)
    axis.xaxis.set_minor_formatter(NullFormatter())
    axis.yaxis.set_major_formatter(FuncFormatter(duration))
    axis.tick_params(which="both", colors=INK, labelsize=9, length=0)
    axis.grid(which="major", color="#e5e7eb", linewidth=0.8)
    for side in axis.spines.values():
        side.set_visible(False)
    # Room for the names at the lines' ends.
    low, high = ticks[0][0], ticks[0][-1]
    axis.set_xlim(low / (high / low) ** 0.06, high * (high / low) ** 0.62)


def duration(value, _):
    return f"{value * 1000:g} ms" if value < 1 else f"{value:g} s"


def label(axis, lines):
    """Writes each program's name at the end of its line, apart from one another."""
    low, high = (axis.transScale.transform((1, y))[1] for y in axis.get_ylim())
    end = max(x for points in lines.values() for x, _ in points)
    wanted = sorted(
        (axis.transScale.transform((1, points[-1][1]))[1], peer, points[-1])
        for peer, points in lines.items()
    )
    step = (high - low) * 0.058
    heights = [height for height, _, _ in wanted]
    for _ in range(200):
        for below in range(len(heights) - 1):
            gap = step - (heights[below + 1] - heights[below])
            if gap > 0:
                heights[below] -= gap / 2
                heights[below + 1] += gap / 2
    for height, (_, peer, (x, y)) in zip(heights, wanted):
        axis.annotate(
            peer,
            (x, y),
            xytext=(end * (axis.get_xlim()[1] / end) ** 0.12, 10**height),
            textcoords="data",
            va="center",
            fontsize=9,
            color=COLOURS.get(peer, INK),
            fontweight="bold" if peer == OURS else "normal",
            arrowprops={"arrowstyle": "-", "color": COLOURS.get(peer, INK), "linewidth": 0.4},
            annotation_clip=False,
        )
