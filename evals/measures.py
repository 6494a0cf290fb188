"""Records to figures: what is measured, of whom, and how sure it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from evals.bootstrap import Estimate, Floats, Groups, estimate
from evals.judge import SEARCH
from evals.records import Record

ALL = "all"
"""Stands for all directions of a data set together."""
BINS = tuple(edge / 10 for edge in range(11))
"""Edges of the bins of confidence."""


@dataclass(frozen=True, slots=True)
class Point:
    """What one system made of one question: a record seen from one side."""

    key: tuple[str, str, str]
    group: str
    asked: str
    printed: str
    kind: str
    positive: bool | None
    scores: Mapping[str, float]
    confidence: float | None
    called: str
    right: bool | None


ORDER = (
    "random", "similarity", "dense", "centred", "lexical", "RRF", "quotas", "newsrag", "khabar", "khabar, reranked",
    "khabar, written", "dense in gold", "khabar in gold", "perfect",
)  # fmt: skip
"""Of systems: the floor, the recipes, Khabar, and what is out of reach."""
_CALLED = ("high", "medium", "low", "none")
Statistic = Callable[[Sequence[Point], Groups], Floats | None]
"""Shape (1 + resamples,), or None where no point can tell."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a set of points. `higher` is better, or lower; `uses` says which points count for it."""

    name: str
    statistic: Statistic
    uses: Callable[[Point], bool]
    higher: bool = True
    score: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of one system on one direction of a data set, or on all of them."""

    data_set: str
    direction: str
    system: str
    measure: str
    estimate: Estimate


def points(records: Iterable[Record]) -> dict[str, list[Point]]:
    """By system, in the order of ORDER, others behind."""
    found: dict[str, list[Point]] = {}
    for r in records:
        for system, o in r.outcomes.items():
            of_record = (r.key, r.group, r.asked, r.printed, r.kind, r.positive)
            found.setdefault(system, []).append(Point(*of_record, o.scores, o.confidence, o.called, o.right))
    last = len(ORDER)
    order = sorted(found, key=lambda name: ORDER.index(name) if name in ORDER else last)
    return {name: found[name] for name in order}


def figure(measure: Measure, chosen: Sequence[Point], seed: int = 0) -> Estimate | None:
    """The measure with its interval; None where no point can tell."""
    used = [point for point in chosen if measure.uses(point)]
    if not used:
        return None
    statistic = measure.statistic(used, Groups([point.group for point in used], seed))
    return None if statistic is None else estimate(statistic, len(used))


def figures(records: Sequence[Record], seed: int = 0) -> Iterator[Figure]:
    """Every measure of every system, on each direction of each data set and on all of it."""
    for data_set in dict.fromkeys(record.data_set for record in records):
        of_set = [record for record in records if record.data_set == data_set]
        directions = list(dict.fromkeys(record.direction for record in of_set))
        for direction in [ALL, *directions] if len(directions) > 1 else directions:
            cell = [record for record in of_set if direction in (ALL, record.direction)]
            for system, seen in points(cell).items():
                for measure in MEASURES:
                    if found := figure(measure, seen, seed):
                        yield Figure(data_set, direction, system, measure.name, found)


def gap(score: str) -> Measure:
    """How far the worst question language is below the best. Chance alone makes some of it: read the interval."""

    def statistic(used: Sequence[Point], groups: Groups) -> Floats | None:
        languages = sorted({point.asked for point in used})
        if len(languages) < 2:
            return None
        means = np.stack([_mean(score, [p for p in used if p.asked == asked], groups) for asked in languages])
        return np.asarray(np.nanmax(means, axis=0) - np.nanmin(means, axis=0), np.float64)

    return Measure(f"gap of {score}", statistic, lambda point: score in point.scores, higher=False)


def bins(chosen: Sequence[Point]) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, n) of each bin of confidence that is not empty."""
    judged = [(p.confidence, float(p.right)) for p in chosen if p.confidence is not None and p.right is not None]
    found = []
    for low, high in pairwise(BINS):
        inside = [(c, r) for c, r in judged if low <= c < high or c == high == BINS[-1]]
        if inside:
            confidence, share = np.mean(inside, axis=0)
            found.append((float(confidence), float(share), len(inside)))
    return found


def _mean(score: str, used: Sequence[Point], groups: Groups) -> Floats:
    return groups.mean([point.scores[score] for point in used], [point.group for point in used])


def _score(name: str, higher: bool = True) -> Measure:
    return Measure(name, lambda used, groups: _mean(name, used, groups), lambda p: name in p.scores, higher, name)


def _balanced(name: str, first: str, second: str, higher: bool = True) -> Measure:
    """The mean of two shares, each over its own points, whatever their number."""

    def statistic(used: Sequence[Point], groups: Groups) -> Floats | None:
        parts = [[point for point in used if score in point.scores] for score in (first, second)]
        if not all(parts):
            return None
        of_first, of_second = (_mean(score, part, groups) for score, part in zip((first, second), parts, strict=True))
        return (of_first + of_second) / 2

    return Measure(name, statistic, lambda p: first in p.scores or second in p.scores, higher)


def _auroc(used: Sequence[Point], groups: Groups) -> Floats | None:
    """Of confidence: does it tell what is answerable, or supported, from what is not?"""
    sides = [[(p.confidence, p.group) for p in used if p.positive is side] for side in (True, False)]
    if not all(sides):
        return None
    (yes, of_yes), (no, of_no) = (zip(*side, strict=True) for side in sides)
    return groups.auroc(yes, of_yes, no, of_no)


def _calibration_error(used: Sequence[Point], groups: Groups) -> Floats:
    """Expected calibration error (Naeini et al. 2015): how far confidence is from the share right, bin by bin."""
    total = groups.sums([1.0] * len(used), [point.group for point in used])
    error = np.zeros_like(total)
    for low, high in pairwise(BINS):
        inside = [p for p in used if low <= (p.confidence or 0.0) < high or p.confidence == high == BINS[-1]]
        off = [(p.confidence or 0.0) - float(p.right or 0) for p in inside]
        error += abs(groups.sums(off, [point.group for point in inside]))
    return np.asarray(error / total, np.float64)


def _right_when(called: str) -> Measure:
    def statistic(used: Sequence[Point], groups: Groups) -> Floats:
        return groups.mean([float(p.right or 0) for p in used], [p.group for p in used])

    return Measure(f"right when {called}", statistic, lambda p: p.called == called and p.right is not None)


def _called(called: str) -> Measure:
    def statistic(used: Sequence[Point], groups: Groups) -> Floats:
        return groups.mean([float(p.called == called) for p in used], [p.group for p in used])

    return Measure(f"called {called}", statistic, lambda p: p.called in _CALLED and p.right is not None)


MEASURES: tuple[Measure, ...] = (
    *(_score(name) for name in SEARCH),
    _score("gold article first"),
    _score("holds answer"),
    _score("holds in 3"),
    _score("evidence first"),
    _score("evidence in 3"),
    _score("whole in 3"),
    _score("first citation"),
    _score("citation precision"),
    _score("citation recall"),
    _score("accepted answer"),
    _score("in its language"),
    _score("hallucinated", higher=False),
    _score("abstained wrongly", higher=False),
    _balanced("abstention error", "hallucinated", "abstained wrongly", higher=False),
    _score("premise countered"),
    _score("premise confirmed", higher=False),
    _score("conflict shown"),
    _score("conflict invented", higher=False),
    _score("rejected again", higher=False),
    _score("kept"),
    _score("caught"),
    _balanced("balanced accuracy", "kept", "caught"),
    _score("kept, or weak"),
    _score("caught, not weak"),
    Measure("AUROC", _auroc, lambda p: p.confidence is not None and p.positive is not None),
    Measure(
        "calibration error",
        _calibration_error,
        lambda p: bool(p.called) and p.confidence is not None and p.right is not None,
        higher=False,
    ),
    _right_when("high"),
    _right_when("medium"),
    _right_when("low"),
    _called("high"),
    gap("R@5"),
    gap("evidence first"),
    gap("evidence in 3"),
)
BY_NAME = {measure.name: measure for measure in MEASURES}
