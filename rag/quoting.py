"""Chosen sentences to an answer in quotes alone, or to the reason why nothing can be quoted."""

from collections.abc import Sequence

from index.search import Candidate, Filters, Query, missing_years
from index.types import Hit
from rag.quotes import Choice, compose
from rag.types import Answer, Citation, Confidence, Sentence

NEAR = 0.17
"""Centred cosine under which the best sentence is not even near; 1 in 100 answerable questions falls under it."""
HIGH, MEDIUM = 0.6, 0.35
"""Calibrated chance from which an answer is called so; the measured hit rates are in docs/quality.md."""

_WORDS: dict[Confidence, str] = {
    "high": "Two in three such quotes answered in the hardest test: read it before you rely on it.",
    "medium": "Near the question, but about as often as not another matter: check what the sentence says.",
    "low": "The nearest sentence found; most such quotes do not answer the question.",
    "none": "No evidence found. The nearest articles are listed.",
}


def refusal(query: Query, candidates: Sequence[Candidate], choices: Sequence[Choice]) -> str | None:
    """Why nothing found is evidence, in words for the reader, or None where the best sentence may be quoted."""
    if not candidates or not choices:
        return "No evidence found: nothing in the library matches."
    best = choices[0]
    if max(best.alone, best.context) < NEAR:
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
    question: str, query: Query, choices: Sequence[Choice], found: Sequence[Hit], filters: Filters, first: int = 1
) -> Answer:
    """The best sentences, verbatim, cited from number `first` on."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for number, (choice, (start, end)) in enumerate(compose(choices), start=first):
        article = choice.row.article
        quote = article.text[start:end]
        citations.append(Citation(number, article, quote, start, end, choice.row.also_in))
        sentences.append(Sentence(quote, (number,), "quoted"))
    probability = choices[0].probability
    confidence: Confidence = "high" if probability >= HIGH else "medium" if probability >= MEDIUM else "low"
    return Answer(
        question,
        query.language,
        "answered",
        confidence,
        round(probability, 3),
        _WORDS[confidence],
        tuple(sentences),
        tuple(citations),
        tuple(found),
        standalone=query.text,
        filters=filters,
    )
