"""Writes what run.py measured into the documentation: `report.py LINES... docs`.

The tables go between the markers of docs/performance.md, the plot to docs/performance.svg. Lines may
come from several files: run.py's, and `.build/bench.jsonl` for cases of ours measured elsewhere (a
line without a peer is ours); a later line for the same case and program replaces an earlier one.
"""

import json
import platform
import sys
from pathlib import Path

import plot

OURS = "hotbeat"
BEGIN = "<!-- peers: written by `make bench-peers`, from here -->"
END = "<!-- peers: to here -->"
EXACT = ["SLAM -O3", "LIBKDV in memory", "LIBKDV", "scikit-learn"]
ORDER = [OURS, *EXACT]
KERNELS = ["quartic", "epanechnikov", "gaussian"]


class Results:
    def __init__(self, files):
        self.lines = {}
        for file in files:
            for text in Path(file).read_text().splitlines():
                line = {"peer": OURS} | json.loads(text)
                if "skipped" in line or "cpu_s" in line:
                    self.lines[self.key(line), line["peer"]] = line

    @staticmethod
    def key(line):
        """What tells a case: of skipped lines only the name says it."""
        if "name" in line:
            return line["name"]
        side = int(line.get("cells", 0) ** 0.5)
        parts = [line["bench"], line.get("kernel"), line["n"], side, line.get("radius_m")]
        return "-".join(str(int(part) if isinstance(part, float) else part) for part in parts if part)

    def cases(self, bench, kernel=None):
        """The names of a task's cases in the order measured."""
        names = dict.fromkeys(
            name
            for (name, _), line in self.lines.items()
            if line["bench"] == bench and line.get("kernel", kernel) == kernel
            and (kernel is None or f"-{kernel}-" in name)
        )  # fmt: skip
        return list(names)

    def peers(self, names):
        """The programs that did any of the cases: ours, exact ones, the others."""
        peers = dict.fromkeys(
            peer for (name, peer), line in self.lines.items() if name in names and "cpu_s" in line
        )
        return sorted(peers, key=lambda peer: ORDER.index(peer) if peer in ORDER else len(ORDER))

    def get(self, name, peer):
        line = self.lines.get((name, peer), {})
        return line if "cpu_s" in line else None


def seconds(value):
    return f"{value:.3g} s" if value >= 0.1 else f"{value * 1000:.2g} ms"


def cost(results, name, peer):
    """Seconds, and how many times ours; an empty cell when a program did not do the case."""
    line, ours = results.get(name, peer), results.get(name, OURS)
    if not line:
        return ""
    if peer == OURS or not ours:
        return seconds(line["cpu_s"])
    ratio = line["cpu_s"] / ours["cpu_s"]
    return f"{seconds(line['cpu_s'])} ({ratio:.{0 if ratio >= 9.95 else 1}f} ×)"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def raised(exponent):
    return "10" + str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def number(value):
    exponent = len(str(value)) - 1
    return raised(exponent) if value == 10**exponent else f"{value:,}"


def power(value):
    digit, exponent = f"{value:.0e}".split("e")
    return f"{digit} × {raised(int(exponent))}"


def density_table(results, kernel):
    names = sorted(results.cases("density", kernel), key=size)
    peers = results.peers(names)
    rows = []
    for name in names:
        _, _, n, side, radius = name.split("-")
        rows.append(
            [number(int(n)), f"{side} × {side}", f"{radius} m"]
            + [cost(results, name, peer) for peer in peers]
        )
    return table(["points", "cells", "radius", *peers], rows)


def size(name):
    """Points first, then cells and radius at the same number of points."""
    _, _, n, side, radius = name.split("-")
    return int(n), int(side), int(radius)


def accuracy_table(results):
    """One case of each kernel in full: a million points, a million cells, 500 m."""
    rows = []
    for kernel in KERNELS:
        name = f"density-{kernel}-1000000-1000-500"
        for peer in results.peers([name]):
            line = results.get(name, peer)
            program = f"{peer} {line.get('version', '')}".strip()
            wall = f"{seconds(line['wall_s'])} on {line['threads']}"
            error = power(line["error_of_max"]) if line.get("error_of_max") is not None else ""
            rows.append(
                [kernel, program, cost(results, name, peer), wall, f"{line['peak_mb']} MB", error]
                + [line.get("note") or ""]
            )
    head = ["kernel", "program", "processor", "wall, threads", "memory", "greatest error", ""]
    return table(head, rows)


def task_table(results, bench):
    names = results.cases(bench)
    peers = results.peers(names)
    rows = []
    for name in names:
        n = next(line["n"] for peer in peers if (line := results.get(name, peer)))
        rows.append([number(n)] + [cost(results, name, peer) for peer in peers])
    return table(["rows" if bench == "csv" else "points", *versions(results, names, peers)], rows)


def versions(results, names, peers):
    for peer in peers:
        line = next(line for name in names if (line := results.get(name, peer)))
        yield f"{peer} {line.get('version', '')}".strip()


def answers_differ(results):
    """The cases in which programs do not agree on what they counted; rounding is allowed for."""
    for bench in ("neighbours", "dbscan", "point-in-polygon", "knox", "k", "gi-star", "csv"):
        for name in results.cases(bench):
            answers = {
                peer: line["answer"]
                for peer in results.peers([name])
                if (line := results.get(name, peer)).get("answer") is not None
            }
            if answers and max(answers.values()) - min(answers.values()) > 1e-9 * max(answers.values()):
                yield f"{name}: {answers}"


def processor_name():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return " ".join(line.split(":")[1].split())
    return platform.machine()


METHOD = """All programs read the same seeded points: 200 clusters with deviations of 50 to 800 m and 30 % spread \
evenly over 90 × 60 km. What counts is processor time, of all threads and child processes together and \
the best of up to five runs in a process of its own, from points in memory to the finished result: \
sorting, binning and trees count, imports and reading files do not. In brackets, how many times our \
time; from 0.7 to 1.5 that says nothing. Wall times depend on what else the machine does. Memory is the greatest a whole process held, its input included. \
The error is the greatest difference from the plain definition in any cell, as a share of the greatest \
density. Every kernel is scaled to the stated radius; for a Gaussian the radius is √8 standard \
deviations, where a quartic kernel smooths as much. `Tests/Peers` tells how each program is set up."""

DENSITY = """**SLAM** is the paper's algorithm in C++ at `-O3`; **LIBKDV** its authors' library, which passes \
text, and is compiled without optimisation (*in memory*: timed between the texts). SLAM, LIBKDV, \
scikit-learn and hotbeat are exact up to rounding; the others move points to cells or their corners."""


def section(results):
    """All that stands between the markers."""
    parts = [
        f"Measured on {processor_name()}, two cores.",
        METHOD,
        "![Cost against points, cells and radius](performance.svg)",
        "### A million points on a million cells, 500 m",
        accuracy_table(results),
        DENSITY,
    ]
    for kernel in KERNELS:
        parts += [f"### {kernel.capitalize()} density, processor time", density_table(results, kernel)]
    parts += [
        "### Eight nearest neighbours of each point",
        task_table(results, "neighbours"),
        "### Clusters by DBSCAN, within 50 m of 20 points",
        task_table(results, "dbscan"),
        "### Points in 1,100 polygons of 374 corners",
        task_table(results, "point-in-polygon"),
        "### Near repeats: Knox test of pairs within 400 m and 28 days, 99 shuffles",
        task_table(results, "knox"),
        "### Ripley's K at 500 distances to 500 m, isotropic edge rule",
        task_table(results, "k"),
        "### Gi* of cells with eight neighbours, 999 conditional permutations",
        task_table(results, "gi-star"),
        "### Reading a file of data.police.uk",
        task_table(results, "csv"),
        "Five of twelve columns; hotbeat checks each row and numbers repeated texts.",
    ]
    return "\n\n".join(parts)


def main():
    *files, docs = sys.argv[1:]
    results = Results(files)
    for difference in answers_differ(results):
        print(f"The programs disagree on {difference}", file=sys.stderr)
    page = Path(docs) / "performance.md"
    text = page.read_text()
    if BEGIN not in text:
        text += f"\n## Against other programs\n\n{BEGIN}\n{END}\n"
    before, rest = text.split(BEGIN)
    page.write_text(f"{before}{BEGIN}\n{section(results)}\n{END}{rest.split(END)[1]}")
    plot.draw(results, Path(docs) / "performance.svg")


if __name__ == "__main__":
    main()
