"""Travel advice (CC BY 4.0): 191 documents in Arabic and English, mixed, and questions in both.

The set comes without a citation; what it is and its licence are as the README beside the data says.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from evals.cases import Case, Collection
from evals.datasets.jsonl import read_rows
from index.types import Article

LANGUAGES = ("ar", "en")


def load(folder: Path) -> Iterator[Collection]:
    """Yield four directions of 40 questions; the direction names the evidence, the pool is always all 191.

    The answers are written freely, so quotes cannot be judged by them.
    """
    documents = read_rows(folder, "travel_docs", ("id", "lang", "text"))
    questions = read_rows(folder, "travel_questions", ("id", "group", "q_lang", "d_lang", "q"))
    articles = tuple(Article(row["id"], "", row["text"], row["lang"]) for row in documents)
    for asked, spoken in product(LANGUAGES, LANGUAGES):
        cases = tuple(
            Case(row["id"], row["q"], asked, frozenset({row["group"]}))
            for row in questions
            if (row["q_lang"], row["d_lang"]) == (asked, spoken)
        )
        yield Collection("travel", f"{asked}→{spoken}", articles, cases, quoted=False)
