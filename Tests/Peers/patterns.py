"""Ripley's K to 500 m with the isotropic edge rule, by R's spatstat. spatstat_k.R does the work."""

import subprocess
from pathlib import Path

from measuring import Outcome, main


def spatstat(case):
    script = Path(__file__).with_name("spatstat_k.R")
    points = case.folder / case.fields["input"]

    def task():
        said = subprocess.run(
            ["Rscript", script, points, str(case.n)], check=True, capture_output=True, text=True
        )
        version, processor, wall, value = said.stdout.split()
        spent = float(processor), float(wall)
        return Outcome(version, answer=float(value), note="K(500 m)", spent=spent)

    return task


if __name__ == "__main__":
    main({"spatstat": spatstat})
