"""Searching or quoting measured alone, at once and without a run's folder."""

from collections.abc import Iterator, Sequence
from typing import Literal

from evals import quoting, searching
from evals.cases import Collection
from evals.judge import SEARCH
from evals.measures import Figure, figures
from evals.records import Record
from evals.run import ask
from evals.sets import Sources, load, sampled
from evals.tables import ABSTAINING, QUOTES, SURENESS, Table, full, pairs
from evals.workbench import Workbench

Part = Literal["search", "quotes"]
_TERSE = ("holds answer", "evidence first", "evidence in 3", "abstention error", "AUROC", "right when high")
DEFAULT: dict[Part, tuple[str, ...]] = {
    "search": ("xquad", "arcd", "saudi", "rtqa"),
    "quotes": ("xquad", "reading", "gold"),
}


def measure(
    part: Part,
    bench: Workbench,
    sources: Sources,
    names: Sequence[str] = (),
    directions: Sequence[str] = (),
    sample: int | None = None,
) -> list[Figure]:
    """What every system reaches on the named sets, or on the usual ones; claims are left out."""
    return list(figures(list(_records(part, bench, sources, names or DEFAULT[part], directions, sample))))


def tables(part: Part, found: Sequence[Figure], intervals: bool = True) -> list[Table]:
    """Every figure, of searching with a compact table above; or, without intervals, what a terminal has room for."""
    if not intervals:
        return [_terse(part, data_set, found) for data_set in dict.fromkeys(f.data_set for f in found)]
    if part == "quotes":
        return [full(found, (*QUOTES, *ABSTAINING, *SURENESS))]
    return [pairs(found), full(found, SEARCH)]


def _terse(part: Part, data_set: str, found: Sequence[Figure]) -> Table:
    """One data set, its name above instead of in every row."""
    whole = full([f for f in found if f.data_set == data_set], SEARCH if part == "search" else _TERSE, False)
    return Table(data_set, whole.header[1:], tuple(row[1:] for row in whole.rows), (0, 2))


def _records(
    part: Part,
    bench: Workbench,
    sources: Sources,
    names: Sequence[str],
    directions: Sequence[str],
    sample: int | None,
) -> Iterator[Record]:
    searches = searching.systems(bench) if part == "search" else {}
    quotes = quoting.systems(bench) if part == "quotes" else {}
    for task in load(sources, names):
        if not isinstance(task, Collection) or (directions and task.direction not in directions):
            continue
        if task.searched and searches:
            kept = {case.id for case in task.sought}
            cases = [case for case in sampled(task.cases, sample, sources.seed) if case.id in kept]
            yield from ask(task, cases, searches, {})
        elif task.quoted and quotes:
            yield from ask(task, sampled(task.cases, sample, sources.seed), {}, quotes)
