"""DBSCAN within 50 m of 20 points, the point itself counted; the answer is how many points are noise."""

from measuring import THREADS, Outcome, main


def scikit_learn(case):
    import sklearn
    from sklearn.cluster import DBSCAN

    points = case.points()

    def task():
        # Of its indexes the fastest in the plane.
        labels = DBSCAN(eps=50, min_samples=20, algorithm="kd_tree", n_jobs=THREADS).fit(points).labels_
        return Outcome(sklearn.__version__, answer=(labels < 0).sum(), threads=THREADS)

    return task


if __name__ == "__main__":
    main({"scikit-learn": scikit_learn})
