"""Five of the twelve columns of a file of data.police.uk, into memory; the file is cached."""

from measuring import THREADS, Outcome, main

COLUMNS = ["Month", "Longitude", "Latitude", "LSOA code", "Crime type"]


def polars(case):
    import polars

    path = case.folder / case.fields["input"]

    def task():
        table = polars.read_csv(path, columns=COLUMNS)
        note = "five columns"
        return Outcome(polars.__version__, answer=table.height, threads=THREADS, note=note)

    return task


def pandas(case):
    import pandas

    path = case.folder / case.fields["input"]

    def task():
        table = pandas.read_csv(path, usecols=COLUMNS)
        return Outcome(pandas.__version__, answer=len(table), note="five columns")

    return task


if __name__ == "__main__":
    main({"polars": polars, "pandas": pandas})
