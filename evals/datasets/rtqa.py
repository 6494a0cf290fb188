"""RealTime QA: 60 English news-quiz questions of 2023-24 over 211 web pages of the days around them.

Kasai et al. 2023, "RealTime QA: What's the Answer Right Now?", https://arxiv.org/abs/2207.13332. Two pages
answer most questions, so R@1 of a perfect ranking is .66, not 1.
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import Case, Collection
from evals.datasets.jsonl import iso_date, read_rows
from index.types import Article


def load(folder: Path) -> Iterator[Collection]:
    """Yield en→en; gold are the pages that hold the answer, which is the right choice of the quiz."""
    passages = read_rows(folder, "rtqa_passages", ("id", "lang", "url", "title", "date", "text"))
    questions = read_rows(folder, "rtqa_questions", ("id", "q", "a", "gold"))
    articles = tuple(
        Article(
            id=row["id"],
            title=row["title"],
            text=row["text"],
            language=row["lang"],
            url=row["url"],
            published=iso_date(row["date"]),
        )
        for row in passages
    )
    cases = tuple(
        Case(row["id"], row["q"], "en", frozenset(row["gold"]), tuple(row["a"]), accepted=tuple(row["a"]))
        for row in questions
    )
    yield Collection("rtqa", "en→en", articles, cases)
