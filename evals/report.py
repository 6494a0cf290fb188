"""Results for people and for programs: a terminal table, Markdown for docs/quality.md, JSON-able dicts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from rich.table import Table

from evals.metrics import Scores, Share, mean_scores
from evals.run import AnswerResult, RetrievalResult

SCORES: dict[str, Callable[[Scores], float]] = {
    "R@1": lambda scores: scores.r1,
    "R@5": lambda scores: scores.r5,
    "R@10": lambda scores: scores.r10,
    "MRR": lambda scores: scores.mrr,
    "nDCG@10": lambda scores: scores.ndcg10,
}
ANSWERS: dict[str, Callable[[AnswerResult], Share | float | None]] = {
    "gold article": lambda result: result.gold_first,
    "holds answer": lambda result: result.holds_first,
    "holds in 3": lambda result: result.holds_in_three,
    "evidence": lambda result: result.evidence_first,
    "evidence in 3": lambda result: result.evidence_in_three,
    "whole in 3": lambda result: result.whole_in_three,
    "abstains wrongly": lambda result: result.abstained_wrongly,
    "abstains rightly": lambda result: result.abstained_rightly,
    "confidence": lambda result: result.confidence_answerable,
    "if no answer": lambda result: result.confidence_unanswerable,
    "AUROC": lambda result: result.auroc,
}
WHERE = ("data set", "question→passages", "n")


def as_dicts(results: Iterable[RetrievalResult | AnswerResult]) -> list[dict[str, Any]]:
    """Return each result as plain dicts, lists, strings and numbers, one dict a collection and system."""
    return [asdict(result) for result in results]


def retrieval_table(results: Sequence[RetrievalResult]) -> Table:
    """Return the five scores of each system on each collection as a terminal table, a row each."""
    return _table((*WHERE, "system", *SCORES), _full_rows(results))


def answers_table(results: Sequence[AnswerResult]) -> Table:
    """Return the scores of `AnswerResult` as a terminal table, without intervals and columns all empty."""
    return _table(*_answers(results, intervals=False))


def retrieval_markdown(results: Sequence[RetrievalResult]) -> str:
    """Return a compact table (R@1 / R@10 of each system, one row a direction) with the full one below.

    A data set of several directions closes with their mean. Systems must be the same for all collections;
    raises `ValueError` otherwise.
    """
    parts = [
        _compact(results),
        _ceilings(results),
        _markdown((*WHERE, "system", *SCORES), _full_rows(results)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def answers_markdown(results: Sequence[AnswerResult]) -> str:
    """Return the answer table in Markdown, shares with the ends of their 95% interval.

    n is "answerable+unanswerable" cases; a column without "in 3" is about the first quote alone.
    """
    return _markdown(*_answers(results, intervals=True)) + "\n"


def _compact(results: Sequence[RetrievalResult]) -> str:
    systems = list(dict.fromkeys(result.system for result in results))
    rows = []
    for data_set, members in groupby(results, key=lambda result: result.data_set):
        by_direction = [list(cell) for _, cell in groupby(members, key=lambda result: result.direction)]
        for cell in by_direction:
            if [result.system for result in cell] != systems:
                raise ValueError(f"{data_set} {cell[0].direction}: not the systems {', '.join(systems)}")
            pairs = [_pair(result.scores) for result in cell]
            rows.append([data_set, cell[0].direction, str(cell[0].n), *pairs])
        if len(by_direction) > 1:
            pairs = [_pair(mean_scores(r.scores for r in column)) for column in zip(*by_direction, strict=True)]
            total = sum(cell[0].n for cell in by_direction)
            rows.append([data_set, f"mean of {len(by_direction)}", str(total), *pairs])
    return _markdown((*WHERE, *(f"{system}: R@1 / R@10" for system in systems)), rows)


def _pair(scores: Scores) -> str:
    return f"{_number(scores.r1, 2)} / {_number(scores.r10, 2)}"


def _ceilings(results: Sequence[RetrievalResult]) -> str:
    highest = {result.data_set: result.perfect.r1 for result in results if result.perfect.r1 < 1}
    if not highest:
        return ""
    listed = ", ".join(f"{name} {_number(r1, 2)}" for name, r1 in highest.items())
    return f"Several articles answer some questions, so a perfect ranking has R@1 below 1: {listed}."


def _full_rows(results: Iterable[RetrievalResult]) -> list[list[str]]:
    return [
        [
            result.data_set,
            result.direction,
            str(result.n),
            result.system,
            *(_number(score(result.scores), 3) for score in SCORES.values()),
        ]
        for result in results
    ]


def _answers(results: Sequence[AnswerResult], intervals: bool) -> tuple[tuple[str, ...], list[list[str]]]:
    columns = {name: value for name, value in ANSWERS.items() if any(value(result) is not None for result in results)}
    rows = [
        [
            result.data_set,
            result.direction,
            f"{result.answerable}+{result.unanswerable}",
            result.system,
            *(_cell(value(result), intervals) for value in columns.values()),
        ]
        for result in results
    ]
    return (*WHERE, "system", *columns), rows


def _cell(value: Share | float | None, interval: bool) -> str:
    if isinstance(value, Share):
        ends = f" ({_number(value.low, 2)}–{_number(value.high, 2)})" if interval else ""
        return _number(value.value, 2) + ends
    return "" if value is None else _number(value, 2)


def _number(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.{places}f}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table()
    for name in header:
        table.add_column(name, justify="left" if name in (*WHERE[:2], "system") else "right")
    for row in rows:
        table.add_row(*row)
    return table


def _markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
