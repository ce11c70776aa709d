"""Labels of HDBSCAN and DBSCAN by scikit-learn, for sklearn_hdbscan.csv: python3 sklearn_hdbscan.py

Cases: points.csv with two minimum sizes, and redwood (in metres, times 1000), whose coordinates on a grid
make many ties.
"""

import csv
import pathlib
import re

import numpy as np
import sklearn
from sklearn.cluster import HDBSCAN

here = pathlib.Path(__file__).parent
points = np.loadtxt(here / "points.csv", delimiter=",", skiprows=1)[:, :2]
swift = (here.parent / "HotspotsTests" / "Redwood.swift").read_text()
pairs = re.findall(r"\((-?[\d.]+), (-?[\d.]+)\)", swift.split("coordinates: [(Double, Double)] = [")[1])
redwood = np.round(np.array(pairs, dtype=float) * 1000)
assert len(redwood) == 62
with open(here / "sklearn_hdbscan.csv", "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["case", "point", "label"])
    for case, (data, least) in enumerate([(points, 5), (points, 15), (redwood, 5)]):
        labels = HDBSCAN(min_cluster_size=least, min_samples=least, algorithm="brute", copy=True).fit(data).labels_
        print(sklearn.__version__, case, sorted(np.bincount(labels[labels >= 0])), (labels < 0).sum())
        for point, label in enumerate(labels):
            rows.writerow([case, point, label])
