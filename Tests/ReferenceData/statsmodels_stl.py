"""Makes statsmodels_stl.csv: seasonal decompositions by statsmodels' STL of made-up monthly series.

Run: python statsmodels_stl.py > statsmodels_stl.csv
"""
import math
import statsmodels
from statsmodels.tsa.seasonal import STL

def recurrence(seed, count):
    values, state = [], seed
    for _ in range(count):
        state = state * 16807 % 2147483647
        values.append(state / 2147483647)
    return values

def series(seed, count):
    noise = recurrence(seed, count)
    values = [round(100 + 0.5 * t + 25 * math.sin(2 * math.pi * t / 12) + 40 * (u - 0.5))
              for t, u in enumerate(noise)]
    values[count // 3] += 150
    return values

print(f"# statsmodels {statsmodels.__version__}, STL; made by statsmodels_stl.py\ncase,quantity,value")
def show(case, quantity, values):
    for i, value in enumerate(values, 1):
        print(f"{case},{quantity}{i},{float(value)!r}")

for case, seed, count, options in [
    ("plain", 7, 60, dict(seasonal=7)),
    ("robust", 7, 60, dict(seasonal=7, robust=True)),
    ("smooth", 11, 84, dict(seasonal=13, trend=25)),
    ("constant", 11, 84, dict(seasonal=841, seasonal_deg=0, robust=True)),
]:
    y = series(seed, count)
    result = STL(y, period=12, **options).fit()
    show(case, "count", y)
    show(case, "seasonal", result.seasonal)
    show(case, "trend", result.trend)
    show(case, "weight", result.weights)
