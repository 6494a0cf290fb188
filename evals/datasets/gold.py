"""The gold news: 62 items of 2018, each printed in one of 14 languages, asked about in six.

Text: NTREX-128 (Federmann, Kocmi, Xin 2022, https://aclanthology.org/2022.sumeval-1.4, CC BY-SA 4.0);
questions, evidence and answers are the project's own. 18 of the 110 questions have no answer here. 8 carry a
false premise: the evidence that contradicts it is what ought to be quoted.
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import Case, Collection, Evidence
from evals.datasets.jsonl import Row, read_rows
from index.types import Article, InputError

LANGUAGES = ("en", "ar", "ru", "zh", "fr", "fa")


def load(folder: Path, others: tuple[Article, ...] = (), name: str = "gold") -> Iterator[Collection]:
    """Yield the questions in each of six languages over the mixed collection, `others` among it to distract."""
    documents, questions = read(folder)
    printed = {row["doc"]: row["printed"] for row in documents}
    articles = (*(_article(row, row["printed"]) for row in documents), *others)
    evidence = _evidence(documents, printed)
    for asked in LANGUAGES:
        cases = tuple(_case(row, asked, evidence) for row in questions)
        yield Collection(name, f"{asked}→pooled", articles, cases)


def load_same(folder: Path) -> Iterator[Collection]:
    """Yield, per language, its questions over the collection printed in it alone: is any served worse?"""
    documents, questions = read(folder)
    for language in LANGUAGES:
        articles = tuple(_article(row, language) for row in documents)
        evidence = _evidence(documents, {row["doc"]: language for row in documents})
        cases = tuple(_case(row, language, evidence) for row in questions)
        yield Collection("gold-same", f"{language}→{language}", articles, cases)


def read(folder: Path) -> tuple[list[Row], list[Row]]:
    """The documents and the questions as they are kept."""
    return (
        read_rows(folder, "gold_corpus", ("doc", "printed", "lines", "sentences")),
        read_rows(folder, "gold_questions", ("id", "docs", "evidence", "question")),
    )


def _article(row: Row, language: str) -> Article:
    return Article(row["doc"], "", "\n".join(row["sentences"][language]), language)


def _evidence(documents: list[Row], printed: dict[str, str]) -> dict[int, Evidence]:
    """By line number, the sentence as its document has it in its language."""
    return {
        number: Evidence(row["doc"], sentence)
        for row in documents
        for number, sentence in zip(row["lines"], row["sentences"][printed[row["doc"]]], strict=True)
    }


def _case(row: Row, asked: str, evidence: dict[int, Evidence]) -> Case:
    unknown = [line for alternative in row["evidence"] for line in alternative if line not in evidence]
    if unknown:
        raise InputError(f"gold_questions: {row['id']} names line {unknown[0]}, which no document of gold_corpus has")
    return Case(
        id=row["id"],
        question=row["question"][asked],
        language=asked,
        gold=frozenset(row["docs"]),
        evidence=tuple(tuple(evidence[line] for line in alternative) for alternative in row["evidence"]),
        answerable=bool(row["evidence"]),
        accepted=tuple(row.get("answers", {}).get(asked, ())),
        numbers=tuple(row.get("numbers", ())),
        kind=row.get("type", ""),
    )
