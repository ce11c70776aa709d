"""Measures every case by every program that can bear it, each in a process of its own.

`run.py HOTBEAT-BENCH INPUTS OUTPUT [TASK...]`: our side and the peers of a case take turns, so that
both meet the same machine. OUTPUT gets a line of JSON for each; a program left out gets a line that
says why. Tasks are `density-gaussian`, `neighbours` and other beginnings of the cases' names; all
when none is given.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from measuring import Case, cases

HERE = Path(__file__).parent
# Seconds after which a program is given up; limits below keep cases under about a minute.
PATIENCE = 240


@dataclass
class Peer:
    bench: str
    program: str
    name: str
    # Why it is not asked for a case; an empty text when it is.
    refuses: Callable[[Case], str] = lambda case: ""


def kernels(*names):
    return lambda case: "" if case.kernel in names else f"has no {case.kernel} kernel"


def at_most(limit, size=lambda case: case.n):
    return lambda case: "" if size(case) <= limit else "would take more than a minute"


def scikit_learn(case):
    limit = 10_000 if case.kernel == "gaussian" else 1_000_000
    return kernels("epanechnikov", "gaussian")(case) or at_most(limit)(case)


def sweeping(limit):
    scan = at_most(limit, lambda case: case.n * case.rows)
    return lambda case: kernels("epanechnikov")(case) or scan(case)


def spatstat(case):
    return "would need 8 GB" if case.n > 1_000_000 else ""


PEERS = [
    Peer("density", "libkdv_density.py", "SLAM -O3", sweeping(2e10)),
    Peer("density", "libkdv_density.py", "LIBKDV in memory", sweeping(1e9)),
    Peer("density", "libkdv_density.py", "LIBKDV", sweeping(1e9)),
    Peer("density", "density.py", "KDEpy"),
    Peer("density", "density.py", "scipy", kernels("gaussian")),
    Peer("density", "density.py", "scikit-learn", scikit_learn),
    Peer("density", "spatstat_density.py", "spatstat", spatstat),
    Peer("neighbours", "neighbours.py", "pykdtree"),
    Peer("neighbours", "neighbours.py", "scipy"),
    Peer("dbscan", "clusters.py", "scikit-learn"),
    Peer("point-in-polygon", "polygons.py", "shapely"),
    Peer("point-in-polygon", "polygons.py", "shapely, tree of polygons", at_most(1_000_000)),
    Peer("knox", "near_repeats.py", "pointpats", at_most(10_000)),
    Peer("k", "patterns.py", "spatstat"),
    Peer("gi-star", "association.py", "esda"),
    Peer("csv", "tables.py", "polars"),
    Peer("csv", "tables.py", "pandas"),
]


def measured(command):
    """The line that a program printed, or why there is none."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return {"skipped": f"took more than {PATIENCE} s"}
    lines = run.stdout.strip().splitlines()
    if run.returncode == 0 and lines:
        return json.loads(lines[-1])
    reason = (run.stderr.strip().splitlines() or ["no answer"])[-1]
    return {"skipped": reason if run.returncode else "not measured yet"}


def main():
    bench, folder, output, *tasks = sys.argv[1:]
    with open(output, "w") as lines:

        def report(case, peer, fields):
            fields = {"bench": case.bench, "name": case.name, "peer": peer} | fields
            print(json.dumps(fields), file=lines, flush=True)
            cost = fields.get("skipped") or f"{fields['cpu_s']:.3f} s"
            print(f"{case.name:40} {peer:26} {cost}", flush=True)

        for case in cases(folder):
            if tasks and not case.name.startswith(tuple(tasks)):
                continue
            report(case, "hotbeat", measured([bench, "peer-case", folder, case.name]))
            for peer in PEERS:
                if peer.bench != case.bench:
                    continue
                refusal = peer.refuses(case)
                program = [sys.executable, HERE / peer.program, peer.name, folder, case.name]
                report(case, peer.name, {"skipped": refusal} if refusal else measured(program))


if __name__ == "__main__":
    main()
