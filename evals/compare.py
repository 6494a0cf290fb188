"""What one run does better or worse than another on the questions that both were asked, and whether it is noise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from evals.bootstrap import Estimate, Groups, estimate, holm, sign_flip_test, tail_test
from evals.charts import short
from evals.measures import MEASURES, Measure, Point, points
from evals.records import Record
from evals.tables import Table

ALPHA = 0.05
Verdict = Literal["better", "worse", "noise", "the same"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure before and after. `p` is the chance of such a difference by chance, `among_all` corrected by Holm.

    Paired outcomes are tested by flipping signs group by group, what cannot be paired by the bootstrap.
    """

    data_set: str
    measure: str
    before: float
    after: float
    difference: Estimate
    p: float
    verdict: Verdict
    among_all: float = 1.0


def compare(before: Sequence[Record], after: Sequence[Record], system: str = "khabar") -> list[Difference]:
    """Every measure that both runs have, by data set, over the questions that they share."""
    found: list[Difference] = []
    for data_set in dict.fromkeys(record.data_set for record in before):
        old, new = (_shared(records, system, data_set) for records in (before, after))
        paired = [(old[key], new[key]) for key in old if key in new]
        found += [each for measure in MEASURES if (each := _difference(data_set, measure, paired))]
    corrected = holm([each.p for each in found])
    return [replace(each, among_all=p) for each, p in zip(found, corrected, strict=True)]


def table(found: Sequence[Difference], every: bool = False) -> Table:
    """What changed, the surest first; with `every`, what did not as well."""
    chosen = [each for each in found if every or each.verdict in ("better", "worse")]
    rows = [
        (
            each.data_set,
            each.measure,
            str(each.difference.n),
            short(each.before),
            short(each.after),
            f"{_signed(each.difference.value)} ({_signed(each.difference.low)} to {_signed(each.difference.high)})",
            short(each.p, 3),
            short(each.among_all, 3),
            each.verdict,
        )
        for each in sorted(chosen, key=lambda each: each.p)
    ]
    header = ("data set", "measure", "n", "before", "after", "difference", "p", "p among all", "verdict")
    return Table("", header, tuple(rows), (0, 1, 8))


def in_words(found: Sequence[Difference]) -> str:
    """How many figures went which way, and how many would seem to by chance."""
    counts = {verdict: sum(each.verdict == verdict for each in found) for verdict in ("better", "worse", "noise")}
    same = len(found) - sum(counts.values())
    moved = len(found) - same
    listed = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    return (
        f"Of {len(found)} figures {same} are the same; {listed}. Of {moved} that moved, about "
        f"{moved * ALPHA:.0f} would seem better or worse by chance alone: “p among all” allows for that."
    )


def _shared(records: Sequence[Record], system: str, data_set: str) -> dict[tuple[str, str, str], Point]:
    seen = points([record for record in records if record.data_set == data_set]).get(system, [])
    return {point.key: point for point in seen}


def _difference(data_set: str, measure: Measure, paired: Sequence[tuple[Point, Point]]) -> Difference | None:
    used = [(old, new) for old, new in paired if measure.uses(old) or measure.uses(new)]
    if measure.score:
        used = [(old, new) for old, new in used if measure.uses(old) and measure.uses(new)]
    sides = [[pair[side] for pair in used if measure.uses(pair[side])] for side in (0, 1)]
    if not all(sides):
        return None
    groups = Groups([old.group for old, _ in used])
    statistics = [measure.statistic(side, groups) for side in sides]
    if statistics[0] is None or statistics[1] is None:
        return None
    moved = statistics[1] - statistics[0]
    found = estimate(moved, len(used))
    if found is None:
        return None
    p = _p_value(measure, used) if measure.score else tail_test(moved) if moved.any() else 1.0
    before, after = float(statistics[0][0]), float(statistics[1][0])
    return Difference(data_set, measure.name, before, after, found, p, _verdict(measure, found.value, p))


def _p_value(measure: Measure, used: Sequence[tuple[Point, Point]]) -> float:
    name = measure.score or ""
    moved = [new.scores[name] - old.scores[name] for old, new in used]
    return sign_flip_test(moved, [old.group for old, _ in used])


def _verdict(measure: Measure, moved: float, p: float) -> Verdict:
    if not moved:
        return "the same"
    if p >= ALPHA:
        return "noise"
    return "better" if (moved > 0) == measure.higher else "worse"


def _signed(value: float) -> str:
    return ("+" if value > 0 else "") + short(value)
