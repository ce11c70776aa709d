"""LIBKDV, the published record holder for exact surfaces (SLAM, Chan et al., SIGMOD 2022).

Its wheel hands points and surface over as text. `LIBKDV` is the call that users make; `LIBKDV in
memory` calls the steps of the same shared library one by one and times those between the texts.
`SLAM -O3` is the paper's algorithm in slam.cpp, because the wheel's library is not optimised.
"""

import ctypes
import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from measuring import HEIGHT, THREADS, WIDTH, Outcome, clocks, main

VERSION = "1.1.20"


def pixels(case):
    """The centres of the outermost cells: x from, x to, y from, y to."""
    width, height = case.cell
    return width / 2, WIDTH - width / 2, height / 2, HEIGHT - height / 2


def near(case):
    """The points within the radius of the outermost cells: it crashes when it is given others."""
    points = case.points()
    west, east, south, north = pixels(case)
    reach = 0.999 * case.radius
    (x, y) = points.T
    return points[
        (x > west - reach) & (x < east + reach) & (y > south - reach) & (y < north + reach)
    ]


def wheel(case):
    # The module of that name, not the class within it.
    from libkdv.kdv import kdv

    points = near(case)
    west, east, south, north = pixels(case)

    def task():
        # Half the radius: the constructor doubles it. The bounds come as y, then x, and it shifts
        # the points to their least x and y, but not the bounds.
        x, y = points[:, 0].min(), points[:, 1].min()
        bound = [south - y, north - y, west - x, east - x]
        surface = kdv(
            points, GPS=False, bound=bound, num_threads=THREADS, row_pixels=case.columns,
            col_pixels=case.rows, bandwidth=case.radius / 2,
        )  # fmt: skip
        table = surface.compute()
        return Outcome(
            VERSION, on_grid(case, table.to_numpy()), threads=THREADS, note="text in and out"
        )

    return task


def on_grid(case, table):
    """Rows of x, y and share of the maximum as a surface; the exact maximum gives back the scale."""
    width, height = case.cell
    surface = np.zeros((case.rows, case.columns))
    column = np.rint(table[:, 0] / width - 0.5).astype(int)
    row = np.rint(table[:, 1] / height - 0.5).astype(int)
    surface[row, column] = table[:, 2]
    return surface * (case.exact().max() / surface.max())


class Steps:
    """The C++ class behind the wheel, by the names that its shared library exports."""

    def __init__(self, arguments):
        import libkdv

        folder = Path(libkdv.__file__).parent
        self.library = ctypes.CDLL(str(folder / "libkdv_linux.dll"))
        # Larger than the object, whose size the library does not tell.
        self.object = ctypes.create_string_buffer(1 << 16)
        self.arguments = (ctypes.c_char_p * len(arguments))(*arguments)
        self.call("C1Ev")
        self.call("13load_datasetsEPPc", self.arguments)

    def call(self, name, *arguments):
        function = self.library["_ZN10alg_visual" + name]
        function.restype = None
        return function(self.object, *arguments)

    def compute(self):
        self.call("15load_parametersEiPPc", len(self.arguments), self.arguments)
        self.call("15filter_datasetsEv")
        self.call("11init_visualEv")
        self.call("16visual_AlgorithmEv")

    def text(self):
        """The surface as text: a std::string of before C++11, which is one pointer to its characters."""
        result = (ctypes.c_char_p * 4)()
        function = self.library["_ZN10alg_visual19saveMatrix_toStringEv"]
        function.restype = None
        function(result, self.object)
        return result[0].decode()


def in_memory(case):
    import pandas

    points = pandas.DataFrame(near(case), columns=["x", "y"]).assign(w=1)
    text = points.to_csv(index=False, float_format="%.16f")
    west, east, south, north = pixels(case)
    arguments = [
        0, text, 1, THREADS, west, east, south, north, case.columns, case.rows, 1, case.radius,
        0, 0, 32, 1, 6, 0,
    ]  # fmt: skip

    def task():
        steps = Steps([str(argument).encode() for argument in arguments])
        start = clocks()
        steps.compute()
        spent = tuple(clocks() - start)
        lines = steps.text().strip().split("\n")[1:]
        table = np.array([line.split(",")[:3] for line in lines], float)
        note = "without its texts; the wheel's library is compiled without optimisation"
        return Outcome(VERSION, on_grid(case, table), threads=THREADS, note=note, spent=spent)

    return task


def slam(case):
    compiler = os.environ.get("CXX", "c++")
    source = Path(__file__).with_name("slam.cpp")
    # Removed when the process ends, since the task runs more than once.
    folder = tempfile.TemporaryDirectory()
    program, surface = folder.name + "/slam", folder.name + "/surface"
    subprocess.run([compiler, "-O3", "-march=native", "-o", program, source], check=True)
    points = case.folder / case.fields["input"]

    def task():
        _ = folder
        numbers = (case.n, case.columns, case.rows, case.radius)
        said = subprocess.run(
            [program, points, *map(str, numbers), surface], check=True, capture_output=True
        )
        spent = tuple(float(word) for word in said.stdout.split())
        values = np.fromfile(surface).reshape(case.rows, case.columns)
        note = "the paper's bucket variant in C++ -O3, one thread"
        return Outcome("2022", values, note=note, spent=spent)

    return task


if __name__ == "__main__":
    main({"LIBKDV": wheel, "LIBKDV in memory": in_memory, "SLAM -O3": slam})
