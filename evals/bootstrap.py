"""How sure a figure is: bootstrap intervals and tests in which the questions of one group go together.

The same question in six languages is one group: drawn together, else six copies of one question would pass for six
questions. A statistic is an array of shape (1 + resamples,): its value on all groups, then on each resample (Efron
1979). Two runs over the same groups see the same resamples, so their difference is a statistic too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
LEVEL = 0.95
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure from `n` outcomes with the ends of its 95% bootstrap interval.

    Where all outcomes agree the interval has no width, however few they are: read it with `n`.
    """

    value: float
    low: float
    high: float
    n: int


class Groups:
    """The groups of one or more series of outcomes, and how often each resample draws each of them."""

    def __init__(self, names: Sequence[str], seed: int = 0) -> None:
        self._place = {name: place for place, name in enumerate(sorted(set(names)))}
        self.weights = _weights(len(self._place), seed)

    def sums(self, values: Sequence[float], groups: Sequence[str]) -> Floats:
        """The sum of the values in all, and in each resample."""
        return np.asarray(self.weights @ self._totals(values, groups), np.float64)

    def mean(self, values: Sequence[float], groups: Sequence[str]) -> Floats:
        """The mean; NaN in a resample that drew none of the values."""
        with np.errstate(invalid="ignore"):
            return self.sums(values, groups) / self.sums([1.0] * len(values), groups)

    def auroc(
        self, positives: Sequence[float], of_positives: Sequence[str], negatives: Sequence[float], of: Sequence[str]
    ) -> Floats:
        """How often a positive outranks a negative, a tie counting half: the area under the ROC curve.

        This is the Mann-Whitney statistic; NaN in a resample that has no pair.
        """
        above = np.asarray(positives, float)[:, None] - np.asarray(negatives, float)[None, :]
        won = (above > 0) + (above == 0) / 2
        rows, columns = self._places(of_positives), self._places(of)
        by_group = np.zeros((len(self._place), len(self._place)))
        np.add.at(by_group, (rows[:, None], columns[None, :]), won)
        wins = ((self.weights @ by_group) * self.weights).sum(axis=1)
        pairs = self.sums([1.0] * len(positives), of_positives) * self.sums([1.0] * len(negatives), of)
        with np.errstate(invalid="ignore"):
            return np.asarray(wins / pairs, np.float64)

    def _totals(self, values: Sequence[float], groups: Sequence[str]) -> Floats:
        totals = np.bincount(self._places(groups), np.asarray(values, float), len(self._place))
        return np.asarray(totals, np.float64)

    def _places(self, groups: Sequence[str]) -> NDArray[np.int64]:
        return np.array([self._place[group] for group in groups], np.int64)


def estimate(statistic: Floats, n: int) -> Estimate | None:
    """The value with its percentile interval; None where it has no value."""
    if np.isnan(statistic[0]):
        return None
    tail = (1 - LEVEL) / 2
    low, high = np.nanquantile(statistic[1:], [tail, 1 - tail]) if len(statistic) > 1 else (statistic[0],) * 2
    return Estimate(float(statistic[0]), float(low), float(high), n)


def sign_flip_test(differences: Sequence[float], groups: Sequence[str], flips: int = 10_000, seed: int = 0) -> float:
    """The chance of a mean difference as large if each group's sign were random (Fisher's paired randomisation).

    `differences` are paired: the same question, before and after.
    """
    by_group: dict[str, float] = {}
    for difference, group in zip(differences, groups, strict=True):
        by_group[group] = by_group.get(group, 0.0) + difference
    totals = np.array([by_group[group] for group in sorted(by_group)])
    seen = abs(totals.sum())
    if not seen:
        return 1.0
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], size=(flips, len(totals)))
    as_large = int((abs(signs @ totals) >= seen - 1e-9).sum())
    return (as_large + 1) / (flips + 1)


def tail_test(difference: Floats) -> float:
    """Twice the share of resamples on the smaller side of zero: a p-value where outcomes cannot be paired."""
    drawn = difference[1:][~np.isnan(difference[1:])]
    if not len(drawn):
        return 1.0
    side = min((drawn <= 0).mean(), (drawn >= 0).mean())
    return float(min(1.0, 2 * max(side, 1 / len(drawn))))


def holm(p_values: Sequence[float]) -> list[float]:
    """The p-values corrected for how many they are (Holm 1979), in the order given."""
    adjusted = [1.0] * len(p_values)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = highest
    return adjusted


@lru_cache(maxsize=16)
def _weights(groups: int, seed: int) -> Floats:
    """Shape (1 + resamples, groups): ones, then how often each group was drawn."""
    if not groups:
        return np.ones((1 + RESAMPLES, 0))
    drawn = np.random.default_rng(seed).multinomial(groups, np.full(groups, 1 / groups), size=RESAMPLES)
    return np.vstack([np.ones((1, groups)), drawn])
