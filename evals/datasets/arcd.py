"""ARCD: Arabic questions by Arabic speakers over 231 paragraphs of the Arabic Wikipedia.

Mozannar, El Hajal, Maamary, Hajj 2019, "Neural Arabic Question Answering",
https://aclanthology.org/W19-4612 (MIT repository).
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import Case, Collection
from evals.datasets.jsonl import read_rows
from index.types import Article


def load(folder: Path) -> Iterator[Collection]:
    """Yield ar→ar: 100 questions, 231 passages, the answers as they stand in the passages."""
    passages = read_rows(folder, "arcd_passages", ("id", "lang", "text"))
    questions = read_rows(folder, "arcd_questions", ("id", "group", "q", "a"))
    articles = tuple(Article(row["id"], "", row["text"], row["lang"]) for row in passages)
    cases = tuple(
        Case(row["id"], row["q"], "ar", frozenset({row["group"]}), tuple(row["a"]), accepted=tuple(row["a"]))
        for row in questions
    )
    yield Collection("arcd", "ar→ar", articles, cases)
