"""Reference values of the statistics, by SciPy: python3 reference.py > reference.json (SciPy 1.17.1, NumPy 2).

The indices of every resample come from a generator that fits on a line, so that the test draws the very same:
x -> (1664525 x + 1013904223) mod 2^32, begun with x = 42; index = floor(x n / 2^32); 10,000 rows of n.
"""
import json
import numpy as np
import scipy
from scipy import stats
from scipy.special import ndtr, ndtri

RESAMPLES = 10_000

# Sixteenths, so that every sum is exact: whether a resample equals the figure is then no matter of rounding.
DATA = {
    "normal, 12": [9.8125, 10.4375, 8.75, 11.0, 10.1875, 9.25, 10.6875, 9.9375, 12.125, 8.3125, 10.0625, 9.5625],
    "skewed, 30": [1.1875, 0.375, 3.6875, 0.875, 1.125, 22.5, 0.3125, 2.8125, 1.875, 0.6875, 5.625, 1.375, 0.8125, 2.1875, 9.125, 0.5, 1.6875, 3.125,
                   0.625, 1.3125, 4.375, 0.1875, 1.0, 2.5, 14.875, 0.125, 1.625, 6.3125, 1.5, 2.0],
    "ratios with ties, 15": [0, 0, 0.5, 0.5, 0.5, 1, 1, 1, 0.984375, 0.25, 0, 1, 0.5, 0.75, 1],
    "bytes, 9": [2097152, 4096, 1073741824, 2093056, 536870912, 0, 8192, 2097152, 67108864],
    "three": [1, 2, 4],
}

PAIRS = {
    "no ties, 10": [1.5, -0.3, 2.2, 0.8, 3.1, -1.1, 0.4, 2.7, 1.9, -0.6],
    "no ties, 6, all up": [1, 2, 3, 4, 5, 6],
    "zeros and no ties, 9": [0, 0, 0.5, -1.25, 2, 3.5, 0, -0.75, 1],
    "ties, 12": [1, 1, -1, 2, 2, -2, 3, 1, 0, 0, 2, 1],
    "one size, 8": [0.5] * 8,
    "no ties, 60": [((37 * i) % 61 + 1) * (1 if i % 3 else -1) / 8 for i in range(60)],
    "ties, 80": [((i * i) % 11 - 3) / 4 for i in range(80)],
}


def indices(n):
    x, out = 42, np.empty(RESAMPLES * n, dtype=np.int64)
    for i in range(RESAMPLES * n):
        x = (1664525 * x + 1013904223) % 2**32
        out[i] = x * n >> 32
    return out.reshape(RESAMPLES, n)


class Recorded(np.random.Generator):
    """A generator that answers the recorded indices to scipy.stats.bootstrap."""

    def integers(self, low, high=None, size=None, **_):
        return indices(high)


def interval(values, statistic):
    """Medians draw from the values in ascending order, means from the values as they come."""
    drawn = np.sort(values) if statistic is np.median else np.array(values)
    found = stats.bootstrap((drawn,), statistic, n_resamples=RESAMPLES, method="BCa",
                            vectorized=True, rng=Recorded(np.random.PCG64()))
    return [float(found.confidence_interval.low), float(found.confidence_interval.high)]


def exact(differences):
    """p over all 2^n signs of the differences that are not 0, ties as they are."""
    kept = np.array([d for d in differences if d != 0])
    if len(kept) > 16:
        return None
    ranks = stats.rankdata(np.abs(kept))
    seen = ranks[kept > 0].sum()
    sums = np.zeros(1)
    for rank in ranks:
        sums = np.concatenate([sums, sums + rank])
    return min(1.0, 2 * min(np.mean(sums <= seen), np.mean(sums >= seen)))


def paired(differences):
    kept = [d for d in differences if d != 0]
    tied = len(set(map(abs, kept))) < len(kept)
    ranks = stats.rankdata(np.abs(kept))
    up = float(ranks[np.array(kept) > 0].sum())
    total = len(kept) * (len(kept) + 1) / 2
    test = lambda method: float(stats.wilcoxon(kept, correction=True, method=method).pvalue)
    return {
        "differences": differences,
        "rank sum": up,
        "effect": (up - (total - up)) / total,
        "exact": None if tied or len(kept) > 50 else test("exact"),
        "counted": exact(differences),
        "approximate": test("asymptotic"),
    }


# R 4.2.2: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5, 0.04), "holm")
HOLM = {"p": [0.01, 0.04, 0.03, 0.005, 0.5, 0.04], "corrected": [0.05, 0.12, 0.12, 0.03, 0.5, 0.12]}

FOUND = {
    "made by": f"reference.py with SciPy {scipy.__version__}, NumPy {np.__version__}",
    "intervals": {name: {"values": values, "mean": interval(values, np.mean), "median": interval(values, np.median)}
                  for name, values in DATA.items()},
    "paired": {name: paired(differences) for name, differences in PAIRS.items()},
    "holm": HOLM,
    "cdf": [[x, float(ndtr(x))] for x in (-8, -5.5, -3, -2.999, -1.96, -0.1, 0, 0.7, 2.5, 4)],
    "quantile": [[p, float(ndtri(p))] for p in (1e-12, 1e-6, 0.001, 0.025, 0.3, 0.5, 0.841, 0.975, 0.9999)],
    "quantiles": [[q, float(np.quantile(DATA["normal, 12"], q))] for q in (0, 0.025, 0.33, 0.5, 0.9, 1)],
}
print("{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in FOUND.items()) + "\n}")
