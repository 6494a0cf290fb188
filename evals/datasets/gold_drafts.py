"""Drafts of a scripted writer over the gold news: a perfect one, and one that changes a number, a name or the polarity.

The perfect drafter writes an evidence sentence as people translated it into the question's language, and quotes it as
printed. The other one writes the same with one small change (`evals.flips`). Text: NTREX-128, as of `gold`.
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import ClaimCase, ClaimSet
from evals.datasets.gold import LANGUAGES, read
from evals.datasets.jsonl import Row
from evals.flips import flips
from rag.checks import Claim, Evidence

NAME = "gold-drafts"
_AROUND = 3
"""Lines before and after the quote that make up its passage."""


def load(folder: Path) -> Iterator[ClaimSet]:
    """Yield the perfect drafts of every sentence that answers a question, and those with a change, all in one set.

    A sentence in all its languages and with all its changes is one group.
    """
    documents, questions = read(folder)
    places = {line: (row, i) for row in documents for i, line in enumerate(row["lines"])}
    asked: dict[int, Row] = {}
    for question in questions:
        for line in (line for alternative in question["evidence"] for line in alternative):
            asked.setdefault(line, question)
    yield ClaimSet(
        NAME,
        tuple(
            case
            for line, question in asked.items()
            for language in LANGUAGES
            for case in _drafted(line, *places[line], question, language)
        ),
    )


def _drafted(line: int, document: Row, at: int, question: Row, language: str) -> Iterator[ClaimCase]:
    sentence = document["sentences"][language][at]
    yield _case(f"{line}-{language}", sentence, document, at, question, language)
    known = "\n".join(document["sentences"][language])
    for how, changed in flips(sentence, language, f"{line} {language}", known):
        yield _case(f"{line}-{language}-{how}", changed, document, at, question, language, how)


def _case(id: str, sentence: str, document: Row, at: int, question: Row, language: str, how: str = "") -> ClaimCase:
    printed = document["printed"]
    lines = document["sentences"][printed]
    passage = "\n".join(lines[max(0, at - _AROUND) : at + _AROUND + 1])
    return ClaimCase(
        id=id,
        claim=Claim(sentence, language, (Evidence(lines[at], printed, passage),), question["question"][language]),
        label="contradicted" if how else "supported",
        direction=f"{language}→{printed}",
        how=how,
        group=str(document["lines"][at]),
    )
