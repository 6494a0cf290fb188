"""NoMIRACL: questions with ten retrieved Wikipedia passages, in half of the cases none of them an answer.

Thakur et al. 2024, "Knowing When You Don't Know", https://aclanthology.org/2024.findings-emnlp.730
(Apache-2.0 repository). Which passage answers is not labelled, so this set judges abstention and confidence.
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import Case, Collection
from evals.datasets.jsonl import Row, read_rows
from index.types import Article

LANGUAGES = ("ar", "en", "ru", "zh", "fa")


def load(folder: Path) -> Iterator[Collection]:
    """Yield per language 40 questions over the passages of all 40; `gold` are the question's own ten.

    Pooling takes it that no passage retrieved for one question answers another.
    """
    rows = read_rows(folder, "nomiracl", ("id", "lang", "answerable", "q", "passages"))
    for language in LANGUAGES:
        spoken = [row for row in rows if row["lang"] == language]
        articles = tuple(article for row in spoken for article in _articles(row))
        cases = tuple(
            Case(
                id=row["id"],
                question=row["q"],
                language=language,
                gold=frozenset(article.id for article in _articles(row)),
                answerable=row["answerable"],
            )
            for row in spoken
        )
        yield Collection("nomiracl", f"{language}→{language}", articles, cases, searched=False)


def _articles(row: Row) -> list[Article]:
    return [Article(f"{row['id']}-{number}", "", text, row["lang"]) for number, text in enumerate(row["passages"])]
