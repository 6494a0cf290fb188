"""Saudi newspapers of 2015: 150 headlines as questions, 600 article bodies (CC BY-NC-SA).

By its fields and dates the corpus is Alhagri's SaudiNewsNet, https://github.com/inparallel/SaudiNewsNet. A
body comes without its headline, so that finding it is more than matching the same line.
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import Case, Collection
from evals.datasets.jsonl import iso_date, read_rows
from index.types import Article


def load(folder: Path) -> Iterator[Collection]:
    """Yield ar→ar: each headline is looked for among all bodies; a headline asks nothing, so nothing is quoted."""
    passages = read_rows(folder, "saudi_passages", ("id", "lang", "source", "date", "text"))
    questions = read_rows(folder, "saudi_questions", ("id", "group", "q"))
    articles = tuple(
        Article(
            id=row["id"],
            title="",
            text=row["text"],
            language=row["lang"],
            source=row["source"],
            published=iso_date(row["date"]),
        )
        for row in passages
    )
    cases = tuple(Case(row["id"], row["q"], "ar", frozenset({row["group"]})) for row in questions)
    yield Collection("saudi", "ar→ar", articles, cases, quoted=False)
