"""ARCD: Arabic questions by Arabic speakers over 231 paragraphs of the Arabic Wikipedia.

Mozannar, El Hajal, Maamary, Hajj 2019, "Neural Arabic Question Answering",
https://aclanthology.org/W19-4612 (MIT repository).
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import AnswerCase, AnswerCollection, Case, Collection
from evals.datasets.jsonl import Row, read_rows
from index.types import Article


def load_retrieval(folder: Path) -> Iterator[Collection]:
    """Yield ar→ar: 100 questions, 231 passages."""
    articles, questions = _read(folder)
    cases = tuple(Case(row["id"], row["q"], "ar", frozenset({row["group"]})) for row in questions)
    yield Collection("arcd", "ar→ar", articles, cases)


def load_answers(folder: Path) -> Iterator[AnswerCollection]:
    """Yield ar→ar with the answers as they stand in the passages."""
    articles, questions = _read(folder)
    cases = tuple(
        AnswerCase(row["id"], row["q"], "ar", frozenset({row["group"]}), tuple(row["a"])) for row in questions
    )
    yield AnswerCollection("arcd", "ar→ar", articles, cases)


def _read(folder: Path) -> tuple[tuple[Article, ...], list[Row]]:
    passages = read_rows(folder, "arcd_passages", ("id", "lang", "text"))
    questions = read_rows(folder, "arcd_questions", ("id", "group", "q", "a"))
    return tuple(Article(row["id"], "", row["text"], row["lang"]) for row in passages), questions
