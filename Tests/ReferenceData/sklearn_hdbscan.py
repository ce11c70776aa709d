"""Labels and merge distances of HDBSCAN by scikit-learn on points.csv: python3 sklearn_hdbscan.py

Where the core distance counts, many sides of the tree are equally long, and scikit-learn takes them in the
order its sort leaves them; Campello et al. (2013) remove them at once. So labels are compared where no
core distance counts (min_samples=1), which has no ties, and the tree's lengths where it does.
"""

import csv
import pathlib

import numpy as np
import sklearn
from sklearn.cluster import HDBSCAN

here = pathlib.Path(__file__).parent
points = np.loadtxt(here / "points.csv", delimiter=",", skiprows=1)[:, :2]


def model(least, samples):
    return HDBSCAN(min_cluster_size=least, min_samples=samples, algorithm="brute", copy=True).fit(points)


with open(here / "sklearn_hdbscan_labels.csv", "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["least", "point", "label"])
    for least in [5, 15]:
        rows.writerows([least, point, label] for point, label in enumerate(model(least, 1).labels_))
with open(here / "sklearn_hdbscan_lengths.csv", "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["samples", "length"])
    for samples in [1, 5, 15]:
        tree = model(5, samples)._single_linkage_tree_
        rows.writerows([samples, repr(float(length))] for length in np.sort(tree["value"]))
print(sklearn.__version__)
