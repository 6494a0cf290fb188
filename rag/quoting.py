"""Chosen sentences to an answer in quotes alone, or to the reason why nothing can be quoted."""

from collections.abc import Sequence
from dataclasses import replace

from index.passages import PassageRow, outlet
from index.search import Candidate, Filters, Query, missing_years
from index.types import Article, Hit
from rag.asked import lacks_name
from rag.conflict import Report, corrects, valid
from rag.numbering import Numbering
from rag.quotes import Choice, compose, with_neighbour
from rag.types import Answer, Confidence, Notice, Sentence, Version

NEAR, PASSAGE_WEIGHT = 1.85, 2.47
"""Nearness of the best sentence, plus the weighted score of the best passage, under which there is no evidence.
From `evals.fit_refusal`, where 4 in 100 answerable questions of `reading` fall under it; see docs/quality.md."""
_NAMELESS = 0.7
"""The most that the chance of a quote is taken for that lacks the name asked for: it is never called high."""
_DOUBTFUL = 0.25
"""The most that a quote's chance is taken for where its time is not known to be the one asked for."""
HIGH, MEDIUM = 0.75, 0.3
"""Calibrated chance from which an answer is called so; the measured hit rates are in docs/quality.md."""

_WORDS: dict[Confidence, str] = {
    "high": "Most such quotes answered when it was measured: read it before you rely on it.",
    "medium": "Near the question, but about as often as not another matter: check what the sentence says.",
    "low": "The nearest sentence found; most such quotes do not answer the question.",
    "none": "No evidence found. The nearest articles are listed.",
}
_NOTHING_MATCHES = Notice("nothing_matches", "No evidence found: nothing in the library matches.")
_NOTHING_NEAR = Notice("nothing_near", _WORDS["none"])


def refusal(query: Query, candidates: Sequence[Candidate], choices: Sequence[Choice]) -> Notice | None:
    """Why nothing found is evidence, or None where the best sentence may be quoted."""
    if not candidates or not choices:
        return _NOTHING_MATCHES
    best, passage = choices[0], candidates[0]
    if best.nearness + PASSAGE_WEIGHT * (passage.score - passage.rules) < NEAR:
        return _NOTHING_NEAR
    if of_other_years(query, best.row):
        years = ", ".join(sorted(query.years))
        text = f"No evidence found: the nearest articles do not speak of {years}."
        return Notice("missing_years", text, (("years", years),))
    return None


def of_other_years(query: Query, row: PassageRow) -> bool:
    """Whether the article names no year that is asked for, and was printed more than a year from all of them.

    News says "last year" and "next year"; and of an article without a date nobody knows which year it means.
    """
    printed = (row.article.published or "")[:4]
    if not printed or not query.years or missing_years(query, row) != query.years:
        return False
    return all(abs(int(year) - int(printed)) > 1 for year in query.years)


def insufficient(question: str, query: Query, reason: Notice, found: Sequence[Hit], filters: Filters) -> Answer:
    """The answer that says that there is none, with the nearest passages."""
    return Answer(
        question,
        query.language,
        "insufficient_evidence",
        "none",
        0.0,
        reason.text,
        (),
        (),
        tuple(found),
        standalone=query.text,
        filters=filters,
        reason=reason,
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
    best = choices[0]
    probability = min(best.probability, _NAMELESS) if _nameless(query, best) else best.probability
    answer = Answer(
        question,
        query.language,
        "answered",
        _called(probability),
        round(probability, 3),
        _WORDS[_called(probability)],
        tuple(Sentence(c.quote, (c.number,), "quoted") for c in citations),
        tuple(citations),
        tuple(found),
        standalone=query.text,
        filters=filters,
    )
    missing = missing_years(query, best.row)
    return doubted(answer, _unnamed(missing)) if missing else answer


def doubted(answer: Answer, why: Notice) -> Answer:
    """The same with low confidence at most: it is of another time than was asked for, or nobody knows of which."""
    probability, called = min(answer.probability, _DOUBTFUL), _called(_DOUBTFUL)
    doubt = replace(answer, probability=probability, confidence=called, note=_WORDS[called])
    return replace(doubt, notices=(why, *answer.notices))


def _called(probability: float) -> Confidence:
    return "high" if probability >= HIGH else "medium" if probability >= MEDIUM else "low"


def _nameless(query: Query, best: Choice) -> bool:
    """Looked at only where it matters: telling names takes a while the first time."""
    if best.probability <= _NAMELESS:
        return False
    article, (start, end) = best.row.article, with_neighbour(best)
    return lacks_name(query.text, query.language, article.text[start:end], article.language)


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
    notices = [_correction(r) for version in left for r in version if corrects(r.article)]
    return replace(
        answer,
        status="conflicting" if len(left) > 1 else answer.status,
        versions=tuple(listed),
        citations=tuple(citations),
        notices=(*notices, *answer.notices),
    )


def _unnamed(missing: frozenset[str]) -> Notice:
    years = ", ".join(sorted(missing))
    text = f"The article does not name {years}: check which year it speaks of."
    return Notice("unnamed_years", text, (("years", years),))


def _correction(report: Report) -> Notice:
    name, day = outlet(report.article), _day(report.article)
    text = f"{_isolated(name)} ({day or 'no date'}) corrects earlier reports: {report.value}."
    values = [("outlet", name), ("value", report.value), *([("day", day)] if day else [])]
    return Notice("correction", text, tuple(values))


def _isolated(name: str) -> str:
    """A name that keeps its own direction: an Arabic one would draw the date behind it to its other side."""
    return f"\u2068{name}\u2069"


def _day(article: Article) -> str:
    return (article.published or "")[:10]
