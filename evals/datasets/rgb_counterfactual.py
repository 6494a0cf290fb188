"""RGB, the part on counterfactuals: questions with snippets of web pages, right ones and ones with a planted falsehood.

Chen et al. 2024, "Benchmarking Large Language Models in Retrieval-Augmented Generation",
https://arxiv.org/abs/2309.01431 (CC BY-NC-SA). English and Chinese.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.cases import Case, ClaimCase, ClaimSet, Collection, Label
from evals.datasets.jsonl import Row, read_rows
from index.types import Article
from rag.checks import Claim, Evidence

LANGUAGES = ("en", "zh")
FIELDS = ("id", "lang", "q", "a", "fake", "positive", "positive_wrong", "negative")


def load(folder: Path) -> Iterator[Collection | ClaimSet]:
    """Yield two collections in which every other question meets two snippets that disagree, then the claims."""
    rows = read_rows(folder, "rgb_counterfactual", FIELDS)
    for language in LANGUAGES:
        spoken = [row for row in rows if row["lang"] == language and len(_usable(row)) > 1]
        articles = tuple(article for place, row in enumerate(spoken) for article in _articles(row, place))
        cases = tuple(_case(row, place) for place, row in enumerate(spoken))
        yield Collection("rgb_counterfactual", f"{language}→{language}", articles, cases)
    yield ClaimSet("rgb claims", tuple(case for row in rows for case in _claims(row)))


def _articles(row: Row, place: int) -> list[Article]:
    """Two snippets of different pages, so that they are no copies: both right, or the second one falsified."""
    first, second, *_ = _usable(row)
    texts = (row["positive"][first], row["positive_wrong" if _conflicts(place) else "positive"][second])
    return [Article(f"{row['id']}-{number}", "", text, row["lang"]) for number, text in enumerate(texts)]


def _case(row: Row, place: int) -> Case:
    conflicting = _conflicts(place)
    gold = [article.id for article in _articles(row, place)]
    answers = (*_answers(row), row["fake"]) if conflicting else _answers(row)
    return Case(row["id"], row["q"], row["lang"], frozenset(gold), answers, conflicting=conflicting)


def _conflicts(place: int) -> bool:
    return place % 2 == 0


def _claims(row: Row) -> Iterator[ClaimCase]:
    """The question with an answer behind it: right or planted, over a right, a falsified or another snippet."""
    if not _usable(row):
        return
    place = _usable(row)[0]
    right, wrong = row["positive"][place], row["positive_wrong"][place]
    answer = next(each for each in _answers(row) if each in right)
    tries: list[tuple[str, str, Label]] = [
        (answer, right, "supported"),
        (row["fake"], right, "contradicted"),
        (answer, wrong, "contradicted"),
        *((answer, other, "not_stated") for other in row["negative"][:1]),
    ]
    for number, (said, snippet, label) in enumerate(tries):
        evidence = Evidence(snippet, row["lang"], snippet)
        claim = Claim(f"{row['q']} {said}", row["lang"], (evidence,), row["q"])
        yield ClaimCase(f"{row['id']}-{number}", claim, label, f"{row['lang']}→{row['lang']}", group=row["id"])


def _usable(row: Row) -> list[int]:
    """Places of the snippets that hold the answer, and in their falsified state the planted one instead."""
    answers = _answers(row)
    return [
        place
        for place, (right, wrong) in enumerate(zip(row["positive"], row["positive_wrong"], strict=False))
        if any(answer in right for answer in answers)
        and row["fake"] in wrong
        and row["fake"] not in right
        and not any(answer in wrong for answer in answers)
    ]


def _answers(row: Row) -> tuple[str, ...]:
    """Every way of writing the answer; the set nests some of them in lists."""
    return tuple(_flat(row["a"]))


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for each in value:
            yield from _flat(each)
