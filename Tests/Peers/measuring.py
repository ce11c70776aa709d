"""The cases of the comparison, and how one of them is measured: shared by the programs beside it."""

import json
import os
import resource
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

WIDTH, HEIGHT = 90_000.0, 60_000.0
THREADS = 2


@dataclass
class Case:
    """One case of plan.json; the plan is described in Tests/Benchmarks/PeerPlan.swift."""

    folder: Path
    fields: dict
    n: int = 0
    radius: float = 0
    columns: int = 0
    rows: int = 0

    def __post_init__(self):
        for name in ("n", "radius", "columns", "rows"):
            setattr(self, name, self.fields.get(name, 0))
        self.kernel = self.fields.get("kernel")
        self.name, self.bench = self.fields["name"], self.fields["bench"]

    @property
    def cell(self):
        return WIDTH / self.columns, HEIGHT / self.rows

    def points(self):
        numbers = np.fromfile(self.folder / self.fields["input"], "<f8", 2 * self.n)
        return numbers.reshape(-1, 2)

    def exact(self):
        """The surface by the plain definition: rows from the south, columns from the west."""
        numbers = np.fromfile(self.folder / self.fields["exact"], "<f8")
        return numbers.reshape(self.rows, self.columns)

    def polygons(self):
        numbers = np.fromfile(self.folder / self.fields["polygons"], "<f8")
        return numbers.reshape(self.fields["polygonCount"], -1, 2)


def cases(folder):
    plan = json.loads((Path(folder) / "plan.json").read_text())
    return [Case(Path(folder), fields) for fields in plan["cases"]]


@dataclass
class Outcome:
    """What a peer made: a surface for densities, else the answer all programs must agree on."""

    version: str
    surface: np.ndarray | None = None
    answer: float | None = None
    note: str = ""
    threads: int = 1
    # Seconds of processor and wall, where the peer is a program that times itself.
    spent: tuple = ()
    # Of the cells that `surface` stands for; all of them when None.
    cells: slice = field(default_factory=lambda: slice(None))


def best(task, runs=5, patience=10):
    """The least processor time of some runs, with its wall time, children and threads counted."""
    spent, total = [], 0
    while len(spent) < runs and total < patience:
        start = clocks()
        outcome = task()
        here = tuple(clocks() - start)
        spent.append(outcome.spent or here)
        total += here[1]
    return outcome, min(spent), len(spent)


def clocks():
    """Seconds of processor, of all threads and ended children, and of wall."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    processor = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    return np.array([processor, time.perf_counter()])


def line(case, peer, outcome, spent, runs):
    """The JSON line of a case: the fields of PeerResult in Tests/Benchmarks/PeerCase.swift."""
    processor, wall = spent
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    fields = {
        "bench": case.bench,
        "peer": peer,
        "name": case.name,
        "n": case.n,
        "threads": outcome.threads,
        "wall_s": wall,
        "cpu_s": processor,
        "runs": runs,
        "peak_mb": peak // 1024,
        "version": outcome.version,
        "note": outcome.note,
    }
    if case.bench == "density":
        fields |= {
            "kernel": case.kernel,
            "cells": case.columns * case.rows,
            "radius_m": case.radius,
            "error_of_max": error_of_max(case, outcome),
        }
    if outcome.answer is not None:
        fields["answer"] = float(outcome.answer)
    return json.dumps(fields)


def error_of_max(case, outcome):
    if outcome.surface is None:
        return None
    exact = case.exact()
    difference = np.abs(outcome.surface.ravel() - exact.ravel()[outcome.cells])
    return float(difference.max() / exact.max())


def main(peers):
    """`program PEER FOLDER CASE`: measures one peer on one case and prints a line of JSON."""
    peer, folder, name = sys.argv[1:]
    case = next(case for case in cases(folder) if case.name == name)
    # Libraries with threads of their own use as many as we do.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"):
        os.environ.setdefault(variable, str(THREADS))
    task = peers[peer](case)
    outcome, spent, runs = best(task)
    print(line(case, peer, outcome, spent, runs))
