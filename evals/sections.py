"""What a run found, told in sections of words, tables and plots, what matters most first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evals.charts import Bars, Chart, Curve, Heat, short
from evals.judge import SEARCH
from evals.measures import ALL, BY_NAME, Figure, Point, bins, figure, points
from evals.records import Record
from evals.tables import (
    ABSTAINING,
    CHECKING,
    GAPS,
    QUOTES,
    SURENESS,
    TRAPS,
    Table,
    by_direction,
    by_system,
    cell,
    pairs,
)  # fmt: skip

OWN = "khabar"
_PLOTTED = ("R@5", "evidence first", "evidence in 3", "holds answer")
_BESIDE = ("random", "similarity", "dense", "RRF", "quotas", "newsrag", "khabar, reranked", OWN)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs, then tables and plots."""

    title: str
    words: tuple[str, ...]
    parts: tuple[Table | Chart, ...]


def sections(
    kept: Sequence[Record], found: Sequence[Figure], plan: dict[str, Any], times: Sequence[dict[str, Any]]
) -> list[Section]:
    """The whole report, what matters most first."""
    told = [_in_short(found)]
    for data_set in dict.fromkeys(record.data_set for record in kept):
        of_set = [record for record in kept if record.data_set == data_set]
        figures_of = [f for f in found if f.data_set == data_set]
        if data_set == "speed":
            told.append(_speed(of_set))
        else:
            told.append(Section(data_set, _about(of_set), tuple(_parts(of_set, figures_of))))
    return [*told, _made(plan, times)]


def _in_short(found: Sequence[Figure]) -> Section:
    """The figure that matters most of each set, Khabar beside the rest."""
    rows = []
    for data_set in dict.fromkeys(f.data_set for f in found):
        of_set = [f for f in found if f.data_set == data_set]
        whole = [f for f in of_set if f.direction == ALL] or of_set
        for measure in ("R@5", "evidence first", "holds answer", "balanced accuracy", "AUROC", "right when high"):
            values = {f.system: f.estimate for f in whole if f.measure == measure}
            if OWN in values:
                beside = (short(values[s].value) if s in values else "" for s in _BESIDE[:-1])
                rows.append((data_set, measure, str(values[OWN].n), *beside, cell(values[OWN])))
    words = (
        "Shares between 0 and 1, in brackets the ends of the 95% bootstrap interval, drawn by question: the same "
        "question in several languages is one draw. n is how many outcomes the first figure of a row rests on.",
    )
    header = ("data set", "measure", "n", *_BESIDE)
    used = [i for i, name in enumerate(header) if i < 3 or name == OWN or any(row[i] for row in rows)]
    trimmed = tuple(tuple(row[i] for i in used) for row in rows)
    return Section("In short", words, (Table("", tuple(header[i] for i in used), trimmed, (0, 1)),))


def _about(of_set: Sequence[Record]) -> tuple[str, ...]:
    positive = sum(record.positive is True for record in of_set)
    negative = sum(record.positive is False for record in of_set)
    words = [f"{len(of_set)} records: {positive} with an answer or true, {negative} without or false."]
    if not all(record.shown for record in of_set):
        words.append("Only totals are looked at here, so that rules are not made for these cases.")
    if of_set[0].data_set.startswith("reading"):
        words.append("Weights were fitted on this set: its figures flatter.")
    few = {s: sum(s in r.outcomes for r in of_set) for s in ("newsrag",)}
    words += [f"{s} answered {n} of them only: it is slow." for s, n in few.items() if 0 < n < len(of_set) // 2]
    return tuple(words)


def _parts(of_set: Sequence[Record], found: Sequence[Figure]) -> Iterator[Table | Chart]:
    own = points(of_set).get(OWN, [])
    is_claims = any(f.measure in ("kept", "caught") for f in found)
    if not is_claims:
        yield from _plots(own)
    groups = {"checking": CHECKING} if is_claims else {
        "finding": SEARCH, "quoting": QUOTES, "abstaining": ABSTAINING, "confidence": SURENESS, "traps": TRAPS,
        "gap between the best and the worst question language": GAPS,
    }  # fmt: skip
    for title, measures in groups.items():
        table = by_system(found, measures, title)
        if len(table.header) > 2:
            yield table
    if is_claims:
        yield from _of_claims(own, all(record.shown for record in of_set))
    elif len({f.direction for f in found}) > 1:
        shown = tuple(m for m in (*_PLOTTED, "AUROC", "right when high") if any(f.measure == m for f in found))
        yield by_direction(found, OWN, shown, "Khabar, by direction")
        yield from (table for table in [pairs(found, "finding, by direction")] if table.rows)
    yield from _bins(own)


def _plots(own: Sequence[Point]) -> Iterator[Chart]:
    """First, as people look before they read."""
    yield from _bars(own)
    yield from _heat(own)
    if by_bin := bins([point for point in own if point.called]):
        yield Curve("Khabar: is it right as often as it says?", tuple(by_bin))


def _bars(own: Sequence[Point]) -> Iterator[Bars]:
    languages = tuple(dict.fromkeys(point.asked for point in own))
    series = {}
    for name in _PLOTTED:
        if any(name in point.scores for point in own):
            measure = BY_NAME[name]
            series[name] = tuple(figure(measure, [p for p in own if p.asked == asked]) for asked in languages)
    if series and len(languages) > 1:
        yield Bars("Khabar, by language of the question", languages, series)


def _heat(own: Sequence[Point]) -> Iterator[Heat]:
    rows = tuple(dict.fromkeys(point.asked for point in own))
    columns = tuple(sorted({point.printed for point in own if point.printed}))
    for name in ("R@5", "R@1", "evidence first"):
        cells = tuple(tuple(_share(own, name, row, column) for column in columns) for row in rows)
        filled = sum(value is not None for line in cells for value in line)
        if min(len(rows), len(columns)) > 1 and filled > len(rows) * len(columns) / 3:
            named = tuple(f"{column} ({_questions(own, column)})" for column in columns)
            yield Heat(f"Khabar, {name} by language pair", rows, named, cells, "printed in (questions)", "asked in")


def _questions(own: Sequence[Point], printed: str) -> int:
    return len({point.group for point in own if point.printed == printed})


def _share(own: Sequence[Point], score: str, asked: str, printed: str) -> float | None:
    values = [p.scores[score] for p in own if (p.asked, p.printed) == (asked, printed) and score in p.scores]
    return sum(values) / len(values) if values else None


def _bins(own: Sequence[Point]) -> Iterator[Table]:
    if by_bin := bins([point for point in own if point.called]):
        rows = tuple((short(confidence), short(right), str(n)) for confidence, right, n in by_bin)
        yield Table("calibration", ("mean confidence", "share right", "n"), rows, ())


def _of_claims(own: Sequence[Point], shown: bool) -> Iterator[Table]:
    """By kind of change and by language pair, where single cases may be looked at."""
    ways: dict[tuple[str, str], Callable[[Point], str]] = {
        ("by kind", "kind"): lambda point: point.kind,
        ("by pair", "claim→evidence"): lambda point: point.key[1],
    }
    for (title, first), of in ways.items():
        by_name: dict[str, list[Point]] = {}
        for point in own if shown else ():
            by_name.setdefault(of(point), []).append(point)
        rows = []
        for name, chosen in by_name.items():
            found = [figure(BY_NAME[measure], chosen) for measure in ("kept", "caught")]
            rows.append((name, str(len(chosen)), *(cell(each) for each in found)))
        if len(rows) > 1:
            yield Table(f"Khabar, {title}", (first, "n", "kept", "caught"), tuple(rows))


def _speed(of_set: Sequence[Record]) -> Section:
    own = points(of_set)[OWN]
    rows = []
    for stage in own[0].scores:
        values = sorted(point.scores[stage] * 1000 for point in own)
        named = stage.removeprefix("seconds").strip() or "to answer in quotes"
        rows.append((named, f"{values[len(values) // 2]:.0f}", f"{values[int(len(values) * 0.95)]:.0f}"))
    words = ("Milliseconds of one question, nothing remembered from an earlier one, on the machine of this run.",)
    return Section("Speed", words, (Table("", ("stage", "median", "95 of 100 within"), tuple(rows)),))


def _made(plan: dict[str, Any], times: Sequence[dict[str, Any]]) -> Section:
    by_set: dict[str, tuple[float, float]] = {}
    for row in times:
        clock, work = by_set.get(row["data_set"], (0.0, 0.0))
        by_set[row["data_set"]] = (clock + row["seconds"], work + row["cpu"])
    limits = {name: limit for name, limit in plan["limits"].items() if limit}
    words = [f"Khabar {plan['version']} with the embedder {plan['embedder']}, seed {plan['seed']}."]
    words += [f"Written answers by {plan['written_by']}."] if plan["written_by"] else []
    words += [f"Reranked by {plan['reranker']}."] if plan.get("reranker") else []
    if limits:
        listed = ", ".join(f"{name} {limit}" for name, limit in limits.items())
        words.append(f"Asked by sample, so many questions of each direction: {listed}.")
    words += [f"Skipped: {name} ({reason})." for name, reason in plan["skipped"].items()]
    words += [f"Not installed, so not measured: {name}." for name in plan["missing_systems"]]
    by_set["in all"] = (sum(clock for clock, _ in by_set.values()), sum(work for _, work in by_set.values()))
    rows = tuple((name, f"{clock:.0f}", f"{work:.0f}") for name, (clock, work) in by_set.items())
    table = Table("seconds, with building the libraries", ("data set", "by the clock", "of all processors"), rows)
    return Section("How this was made", tuple(words), (table,))
