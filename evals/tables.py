"""Figures as tables: for Markdown, for the terminal, for the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import JustifyMethod
from rich.table import Table as RichTable

from evals.bootstrap import Estimate
from evals.charts import short
from evals.measures import ALL, Figure

QUOTES = (
    "gold article first", "holds answer", "holds in 3", "evidence first", "evidence in 3", "whole in 3",
    "first citation", "citation precision", "citation recall", "accepted answer", "in its language",
)  # fmt: skip
ABSTAINING = ("hallucinated", "abstained wrongly", "abstention error", "AUROC")
SURENESS = ("called high", "right when high", "right when medium", "right when low", "calibration error")
TRAPS = ("premise countered", "premise confirmed", "conflict shown", "conflict invented", "rejected again")
CHECKING = ("kept", "caught", "balanced accuracy", "kept, or weak", "caught, not weak", "AUROC")
GAPS = ("gap of R@5", "gap of evidence first", "gap of evidence in 3")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a header. `worded` are the columns that hold words, not figures."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    worded: tuple[int, ...] = (0,)


def by_system(figures: Iterable[Figure], measures: Sequence[str], title: str = "", direction: str = ALL) -> Table:
    """A row a system: all directions of one data set, or the one that it has. Measures without a figure are left out.

    n is how many outcomes the first of a system's figures rests on.
    """
    of_set = list(figures)
    whole = [f for f in of_set if f.direction == direction] or of_set
    return _table(title, "system", [(f.system, f) for f in whole], measures)


def by_direction(figures: Iterable[Figure], system: str, measures: Sequence[str], title: str = "") -> Table:
    """A row a direction of one data set, for one system."""
    chosen = [(f.direction, f) for f in figures if f.system == system]
    return _table(title, "question→passages", chosen, measures)


def pairs(figures: Iterable[Figure], title: str = "") -> Table:
    """R@1 / R@10 of every system, a row a direction, a set's directions closed by all of them together."""
    chosen = [f for f in figures if f.measure in ("R@1", "R@10")]
    systems = list(dict.fromkeys(f.system for f in chosen))
    values = {(f.data_set, f.direction, f.system, f.measure): f.estimate for f in chosen}
    cells = sorted(dict.fromkeys((f.data_set, f.direction) for f in chosen), key=lambda cell: (cell[0], cell[1] == ALL))
    order = list(dict.fromkeys(f.data_set for f in chosen))
    rows = []
    for data_set, direction in sorted(cells, key=lambda cell: order.index(cell[0])):
        shown = [
            " / ".join(_plain(values.get((data_set, direction, system, name))) for name in ("R@1", "R@10"))
            for system in systems
        ]
        counted = next(e.n for (s, d, *_), e in values.items() if (s, d) == (data_set, direction))
        rows.append((data_set, direction, str(counted), *shown))
    header = ("data set", "question→passages", "n", *(f"{system}: R@1 / R@10" for system in systems))
    return Table(title, header, tuple(rows), (0, 1))


def full(figures: Iterable[Figure], measures: Sequence[str], intervals: bool = True) -> Table:
    """A row a data set, direction and system."""
    cells: dict[tuple[str, str, str], dict[str, Estimate]] = {}
    for f in figures:
        if f.measure in measures:
            cells.setdefault((f.data_set, f.direction, f.system), {})[f.measure] = f.estimate
    there = [name for name in measures if any(name in row for row in cells.values())]
    shown = cell if intervals else _plain
    rows = [
        (data_set, direction, str(max(e.n for e in found.values())), system, *(shown(found.get(m)) for m in there))
        for (data_set, direction, system), found in cells.items()
    ]
    return Table("", ("data set", "question→passages", "n", "system", *there), tuple(rows), (0, 1, 3))


def cell(found: Estimate | None) -> str:
    """A figure with the ends of its interval; nothing where there is none."""
    return f"{short(found.value)} ({short(found.low)}–{short(found.high)})" if found else ""


def markdown(table: Table) -> str:
    """The table in Markdown, its title above it."""
    lines = [table.header, ("---",) * len(table.header), *table.rows]
    body = "\n".join("| " + " | ".join(text.replace("|", "\\|") for text in line) + " |" for line in lines)
    return f"*{table.title}*\n\n{body}" if table.title else body


def terminal(table: Table) -> RichTable:
    """The table for a terminal; where it is narrow, words fold, and figures stay whole."""
    shown = RichTable(title=table.title or None, box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for place, name in enumerate(table.header):
        worded = place in table.worded
        justify: JustifyMethod = "left" if worded else "right"
        shown.add_column(name, justify=justify, min_width=7 if worded else 4, overflow="fold")
    for row in table.rows:
        shown.add_row(*row)
    return shown


def _table(title: str, first: str, chosen: Sequence[tuple[str, Figure]], measures: Sequence[str]) -> Table:
    rows: dict[str, dict[str, Estimate]] = {}
    for name, f in chosen:
        if f.measure in measures:
            rows.setdefault(name, {})[f.measure] = f.estimate
    there = [measure for measure in measures if any(measure in row for row in rows.values())]
    body = [
        (name, str(next(found[m].n for m in there if m in found)), *(cell(found.get(m)) for m in there))
        for name, found in rows.items()
    ]
    return Table(title, (first, "n", *there), tuple(body))


def _plain(found: Estimate | None) -> str:
    return short(found.value) if found else ""
