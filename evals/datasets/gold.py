"""The gold news: 62 items of 2018, each printed in one of 14 languages, asked about in six.

Text: NTREX-128 (Federmann, Kocmi, Xin 2022, https://aclanthology.org/2022.sumeval-1.4, CC BY-SA 4.0);
questions, evidence and answers are the project's own. 18 of the 110 questions have no answer here. 8 carry a
false premise: the evidence that contradicts it is what ought to be quoted.
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import AnswerCase, AnswerCollection, Case, Collection, Evidence
from evals.datasets.jsonl import Row, read_rows
from index.types import Article, InputError

LANGUAGES = ("en", "ar", "ru", "zh", "fr", "fa")


def load_retrieval(folder: Path) -> Iterator[Collection]:
    """Yield the answerable questions in each of six languages over the whole mixed collection."""
    documents, questions = _read(folder)
    articles = tuple(_article(row) for row in documents)
    for asked in LANGUAGES:
        cases = tuple(
            Case(row["id"], row["question"][asked], asked, frozenset(row["docs"]))
            for row in questions
            if row["evidence"]
        )
        yield Collection("gold", f"{asked}→pooled", articles, cases)


def load_answers(folder: Path) -> Iterator[AnswerCollection]:
    """Yield all questions in each of six languages, with the evidence sentences as they are printed."""
    documents, questions = _read(folder)
    articles = tuple(_article(row) for row in documents)
    printed = {
        number: Evidence(row["doc"], sentence)
        for row in documents
        for number, sentence in zip(row["lines"], row["sentences"][row["printed"]], strict=True)
    }
    for asked in LANGUAGES:
        cases = tuple(_case(row, asked, printed) for row in questions)
        yield AnswerCollection("gold", f"{asked}→pooled", articles, cases)


def _read(folder: Path) -> tuple[list[Row], list[Row]]:
    return (
        read_rows(folder, "gold_corpus", ("doc", "printed", "lines", "sentences")),
        read_rows(folder, "gold_questions", ("id", "docs", "evidence", "question")),
    )


def _article(row: Row) -> Article:
    return Article(row["doc"], "", "\n".join(row["sentences"][row["printed"]]), row["printed"])


def _case(row: Row, asked: str, printed: dict[int, Evidence]) -> AnswerCase:
    unknown = [line for alternative in row["evidence"] for line in alternative if line not in printed]
    if unknown:
        raise InputError(f"gold_questions: {row['id']} names line {unknown[0]}, which no document of gold_corpus has")
    return AnswerCase(
        id=row["id"],
        question=row["question"][asked],
        language=asked,
        gold=frozenset(row["docs"]),
        evidence=tuple(tuple(printed[line] for line in alternative) for alternative in row["evidence"]),
        answerable=bool(row["evidence"]),
    )
