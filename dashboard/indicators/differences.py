"""Whether groups differ more than chance alone would make them: one test for each, Holm's rule for many."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Floats = NDArray[np.float64]

LEVEL = 0.05  # of all tests of one figure together
LEAST_EXPECTED = 1.0  # of either answer: with fewer the normal curve says nothing (Campbell 2007)


def share_variance(share: Floats, n: Floats) -> Floats:
    """The sample variance (n − 1) of n answers of 0 or 1; NaN for fewer than two."""
    return share * (1 - share) * n / np.where(n > 1, n - 1, np.nan)


def is_enough(share: Floats, n: Floats, n_rest: Floats) -> NDArray[np.bool_]:
    """Whether at least one answer of each kind is to be expected on both sides, were there no difference."""
    rarer = np.minimum(share, 1 - share)
    return np.asarray(np.round(np.minimum(n, n_rest) * rarer, 9) >= LEAST_EXPECTED)


def difference_p(mean: Floats, n: Floats, rest: Floats, n_rest: Floats, variance: Floats) -> Floats:
    """Two-sided p that a group's mean and that of all the rest differ as much by chance alone.

    `variance` is the sample variance of group and rest together, as if there were no difference. For shares
    this is the "N − 1" chi-square test of two proportions. NaN where there is nothing to compare.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(variance * (1 / n + 1 / n_rest))
        z = np.abs(mean - rest) / error
    is_known = (n > 0) & (n_rest > 0) & (error > 0)
    return np.where(is_known, 2 * ndtr(-np.where(is_known, z, 0.0)), np.nan)


def holm(p: Floats) -> Floats:
    """Holm's (1979) adjusted p of several tests: below LEVEL, no more than one figure in twenty errs at all.

    Tests that could not be made (NaN) stay NaN, and do not count.
    """
    adjusted = np.full(len(p), np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    steps = p[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(steps)) if len(order) else steps
    return adjusted
