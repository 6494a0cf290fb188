"""Chosen sentences to an answer in quotes alone, or to the reason why nothing can be quoted."""

from collections.abc import Sequence
from dataclasses import replace

from index.passages import outlet
from index.search import Candidate, Filters, Query, missing_years
from index.types import Article, Hit
from rag.conflict import Report, corrects, valid
from rag.numbering import Numbering
from rag.quotes import Choice, compose
from rag.types import Answer, Confidence, Sentence, Version

NEAR = 0.82
"""Nearness under which the best sentence is no evidence: 4 in 100 answerable questions fall under it, and 2 in 3 of
those about something else altogether (`reading` asked of `gold`, and the other way round)."""
HIGH, MEDIUM = 0.75, 0.3
"""Calibrated chance from which an answer is called so; the measured hit rates are in docs/quality.md."""

_WORDS: dict[Confidence, str] = {
    "high": "Most such quotes answered when it was measured: read it before you rely on it.",
    "medium": "Near the question, but about as often as not another matter: check what the sentence says.",
    "low": "The nearest sentence found; most such quotes do not answer the question.",
    "none": "No evidence found. The nearest articles are listed.",
}


def refusal(query: Query, candidates: Sequence[Candidate], choices: Sequence[Choice]) -> str | None:
    """Why nothing found is evidence, in words for the reader, or None where the best sentence may be quoted."""
    if not candidates or not choices:
        return "No evidence found: nothing in the library matches."
    best = choices[0]
    if best.nearness < NEAR:
        return _WORDS["none"]
    missing = missing_years(query, best.row)
    if missing:
        years = ", ".join(sorted(missing))
        return f"No evidence found: the nearest articles do not speak of {years}."
    return None


def insufficient(question: str, query: Query, reason: str, found: Sequence[Hit], filters: Filters) -> Answer:
    """The answer that says that there is none, with the nearest passages."""
    return Answer(
        question,
        query.language,
        "insufficient_evidence",
        "none",
        0.0,
        reason,
        (),
        (),
        tuple(found),
        standalone=query.text,
        filters=filters,
    )


def quoted(
    question: str,
    query: Query,
    choices: Sequence[Choice],
    found: Sequence[Hit],
    filters: Filters,
    numbering: Numbering,
    versions: Sequence[Sequence[Report]] = (),
) -> Answer:
    """The best sentences, verbatim; where reports disagree, a sentence of each version, the newest last."""
    spans = [(choice, span) for choice, span in compose(choices)]
    if versions:
        spans = [(version[-1].choice, version[-1].choice.span) for version in valid(versions)]
    citations = [numbering.cite(c.row.article, span, c.row.also_in) for c, span in spans]
    probability = choices[0].probability
    confidence: Confidence = "high" if probability >= HIGH else "medium" if probability >= MEDIUM else "low"
    return Answer(
        question,
        query.language,
        "answered",
        confidence,
        round(probability, 3),
        _WORDS[confidence],
        tuple(Sentence(c.quote, (c.number,), "quoted") for c in citations),
        tuple(citations),
        tuple(found),
        standalone=query.text,
        filters=filters,
    )


def with_versions(answer: Answer, versions: Sequence[Sequence[Report]], numbering: Numbering) -> Answer:
    """The answer with what the reports disagree on, each version cited; a correction is named in a notice."""
    if not versions or answer.status == "insufficient_evidence":
        return answer
    left = valid(versions)
    listed, citations = list[Version](), list(answer.citations)
    for version in versions:
        cited = [numbering.cite(r.article, r.choice.span, r.choice.row.also_in) for r in version]
        citations += [c for c in cited if c not in citations]
        listed.append(Version(version[-1].value, tuple(c.number for c in cited), version not in left))
    notices = [
        f"{_isolated(outlet(r.article))} ({_day(r.article)}) corrects earlier reports: {r.value}."
        for version in left
        for r in version
        if corrects(r.article)
    ]
    return replace(
        answer,
        status="conflicting" if len(left) > 1 else answer.status,
        versions=tuple(listed),
        citations=tuple(citations),
        notices=(*notices, *answer.notices),
    )


def _isolated(name: str) -> str:
    """A name that keeps its own direction: an Arabic one would draw the date behind it to its other side."""
    return f"\u2068{name}\u2069"


def _day(article: Article) -> str:
    return (article.published or "no date")[:10]
