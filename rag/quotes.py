"""The answerer that needs no language model: the best sentences, verbatim.

A sentence is judged by its passage, by its meaning in context and alone, by the second encoder, by shared words,
by what it says beyond the topic, and by whether it holds the kind of thing asked for (`rag.signals`). The weights
are a linear ranker fitted on the `reading` set (`make calibrate`); how well it points is in docs/quality.md.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.db import PassageRow
from index.language import fold
from index.search import Candidate, Query, Searcher
from index.types import Span
from rag.elsewhere import elsewhere
from rag.hostile import ordered
from rag.question import holds_date, holds_number, leans_on_neighbour, wants_number, wants_time
from rag.rerank import Reranker, reordered
from rag.signals import ALONE, FEATURES, Place, Signals, density, text_of

PASSAGES = 5
"""How many of the best passages are read."""
READ_ALONE = 12
"""How many sentences, the best at a first look, are embedded alone; the others are out of the running."""

WEIGHTS: NDArray[np.float64] = np.array([4.64, 7.07, 9.12, 4.81, 3.0, 1.59, 1.08, 1.12, -1.25, 0.85, 4.37, -5.0, 20.59])
"""In the order of `rag.signals.FEATURES`."""
ABROAD = 2.5
"""Taken from a sentence whose passage tells of other countries than the question names (`rag.elsewhere`)."""
CHANCE = (-1.26, -0.53, 0.54, 3.48, 18.65, -1.7, -0.69, -16.77)
"""Logistic weights, in the order of `Choice.signals`."""
_COMPANIONS, _COMPANION_SHARE, _COMPANION_CHANCE = 2, 0.75, 0.5
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence that may answer. `features` are in the order of FEATURES; `share` is its softmax share.

    `view` is the second encoder's cosine, `plain` that of the bundled one with nothing taken out: higher in the
    question's `own` language. `lacks`: it holds no number, or no date, although one is asked for.
    """

    row: PassageRow
    sentence: int
    features: NDArray[np.float64]
    score: float
    share: float
    view: float
    plain: float
    own: bool
    lacks: bool

    @property
    def span(self) -> Span:
        return self.row.passage.sentences[self.sentence]

    @property
    def text(self) -> str:
        start, end = self.span
        return self.row.article.text[start:end]

    @property
    def alone(self) -> float:
        return float(self.features[FEATURES.index("alone")])

    @property
    def context(self) -> float:
        return float(self.features[FEATURES.index("context")])

    @property
    def nearness(self) -> float:
        """The sum of the three similarities: alone, in context, and to the second encoder."""
        return self.alone + self.context + self.view

    @property
    def signals(self) -> tuple[float, ...]:
        """What the chance is made from, and the constant."""
        return (self.alone, self.context, self.view, self.share, self.plain, float(self.own), float(self.lacks), 1.0)

    @property
    def probability(self) -> float:
        """The calibrated chance, 0 to 1, that this sentence answers."""
        return 1 / (1 + math.exp(-sum(w * s for w, s in zip(CHANCE, self.signals, strict=True))))


def choose(
    searcher: Searcher, query: Query, candidates: Sequence[Candidate], reranker: Reranker | None = None
) -> list[Choice]:
    """The sentences of the best passages, best first; ties by passage and place."""
    read = list(candidates[:PASSAGES])
    places = [(c, i) for c in read for i, span in enumerate(c.row.passage.sentences) if _readable(c, span)]
    if not places:
        return []
    signals = Signals(searcher, query, read)
    features = signals.first(places)
    kept = [int(i) for i in np.argsort(-(features @ WEIGHTS), kind="stable")[:READ_ALONE]]
    features = features[kept]
    features[:, ALONE], plain = signals.alone([places[i] for i in kept])
    abroad = {id(c): elsewhere(query.text, query.language, c.row) for c in read}
    scores = features @ WEIGHTS
    if reranker:
        scores = reordered(reranker, query, [text_of(places[i]) for i in kept], scores)
    scores -= ABROAD * np.array([abroad[id(places[i][0])] for i in kept])
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    choices = [
        _choice(query, places[i], features[n], float(scores[n]), float(shares[n]), float(plain[n]))
        for n, i in enumerate(kept)
    ]
    return sorted(choices, key=lambda c: (-round(c.score, 6), c.row.passage.id, c.sentence))


def compose(choices: Sequence[Choice]) -> list[tuple[Choice, Span]]:
    """What is quoted: the best sentence, others as good and likely, and the neighbour that a pronoun points to.

    The best article comes first, and inside an article the order is that of reading.
    """
    best = choices[0]
    picked = [best]
    seen = {fold(best.text)}
    for choice in choices[1:]:
        if len(picked) > _COMPANIONS or choice.share < _COMPANION_SHARE * best.share:
            break
        if choice.probability < _COMPANION_CHANCE * best.probability:
            continue
        if fold(choice.text) not in seen:
            seen.add(fold(choice.text))
            picked.append(choice)
    articles = list(dict.fromkeys(c.row.article.id for c in picked))
    picked.sort(key=lambda c: (articles.index(c.row.article.id), c.span))
    quoted = [(choice, with_neighbour(choice)) for choice in picked]
    return [pair for pair in quoted if not any(_inside(pair, other) for other in quoted)]


def _inside(pair: tuple[Choice, Span], other: tuple[Choice, Span]) -> bool:
    """Whether a quote stands whole inside a longer one."""
    (choice, (start, end)), (longer, (first, last)) = pair, other
    same = choice.row.article.id == longer.row.article.id
    return same and first <= start and end <= last and (first, last) != (start, end)


def with_neighbour(choice: Choice) -> Span:
    """The span that is quoted: the sentence, and the one before it where a pronoun points there."""
    start, end = choice.span
    article = choice.row.article
    if choice.sentence and leans_on_neighbour(choice.text, article.language):
        before = choice.row.passage.sentences[choice.sentence - 1]
        if "\n\n" not in article.text[before[1] : start] or article.text[before[1] : start].count("\n") <= 2:
            start = before[0]
    return start, end


def _choice(
    query: Query, place: Place, features: NDArray[np.float64], score: float, share: float, plain: float
) -> Choice:
    candidate, sentence = place
    alone = float(features[FEATURES.index("alone")])
    view = float(candidate.view[sentence]) if candidate.view is not None else 0.15 + 0.5 * alone
    own, lacks = candidate.row.article.language == query.language, _lacks(query.text, text_of(place))
    return Choice(candidate.row, sentence, features, score, share, view, plain, own, lacks)


def _lacks(question: str, text: str) -> bool:
    return (wants_number(question) and not holds_number(text)) or (wants_time(question) and not holds_date(text))


def _readable(candidate: Candidate, span: Span) -> bool:
    size = (span[1] - span[0]) * density(candidate.row.article.language)
    return size >= _SHORTEST and not ordered(candidate.row.article.text, span)
