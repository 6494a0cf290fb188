"""Reading: 160 of the project's own labels over 88 news items in Arabic, English and Chinese.

Each label is a question in six languages with the sentences that answer it, and a near-miss question in three
(ar, en, ru) that no sentence answers although the item is about it. Weights were fitted on this set: its figures
flatter.
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import Case, Collection, Evidence
from evals.datasets.jsonl import Row, iso_date, read_rows
from index.types import Article, InputError

LANGUAGES = ("en", "ar", "ru", "zh", "fr", "fa")
FIELDS = (
    "id", "article", "language", "title", "source", "published", "sentences",
    "question", "evidence", "near_miss",
)  # fmt: skip


def load(folder: Path) -> Iterator[Collection]:
    """Yield questions and near misses (id ending in "-near") in each of six languages over all 88 items."""
    rows = read_rows(folder, "reading", FIELDS)
    articles = _articles(rows)
    for asked in LANGUAGES:
        answerable = [_case(row, asked) for row in rows]
        misses = [_near_miss(row, asked) for row in rows if asked in row["near_miss"]]
        yield Collection("reading", f"{asked}→pooled", articles, (*answerable, *misses))


def _articles(rows: list[Row]) -> tuple[Article, ...]:
    """Return each item once, its text the sentences joined by a space as in the set `claims`."""
    firsts: dict[str, Row] = {}
    for row in rows:
        firsts.setdefault(row["article"], row)
    return tuple(
        Article(
            id=row["article"],
            title=row["title"] or "",
            text=" ".join(row["sentences"]),
            language=row["language"],
            source=row["source"],
            published=iso_date(row["published"]),
        )
        for row in firsts.values()
    )


def _case(row: Row, asked: str) -> Case:
    if any(not 0 <= line < len(row["sentences"]) for alternative in row["evidence"] for line in alternative):
        raise InputError(f"reading: {row['id']} names as evidence a sentence that its article has not")
    evidence = tuple(
        tuple(Evidence(row["article"], row["sentences"][line]) for line in alternative)
        for alternative in row["evidence"]
    )
    gold = frozenset({row["article"]})
    accepted = row.get("answer", {}).get(asked)
    return Case(
        row["id"], row["question"][asked], asked, gold, evidence=evidence, accepted=(accepted,) if accepted else ()
    )


def _near_miss(row: Row, asked: str) -> Case:
    gold = frozenset({row["article"]})
    return Case(f"{row['id']}-near", row["near_miss"][asked], asked, gold, answerable=False)
