"""The answerer that needs no language model: the best sentences, verbatim.

A sentence is judged by its passage, by its meaning in context and alone, by the second encoder, by shared words,
and by whether it holds the kind of thing asked for. The weights are a linear ranker fitted on the `reading`
set (`make calibrate`); how well it points is in docs/quality.md.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.centring import centre
from index.db import PassageRow
from index.embedders import Vectors
from index.language import fold
from index.library import Library
from index.search import WORDS_EXPECTED, Candidate, Query, Searcher, mean_of
from index.types import Span
from rag.elsewhere import elsewhere
from rag.hostile import ordered
from rag.question import holds_date, holds_number, leans_on_neighbour, wants_number, wants_time
from rag.rerank import Reranker, reordered

PASSAGES = 5
"""How many of the best passages are read."""
READ_ALONE = 12
"""How many sentences, the best at a first look, are embedded alone; the others are out of the running."""

FEATURES = (
    "passage", "context", "alone", "view", "words", "number", "time", "length", "question",
    "context_unviewed", "alone_unviewed",
)  # fmt: skip
WEIGHTS: NDArray[np.float64] = np.array([2.9, 10.9, 7.3, 4.87, 5.0, 1.6, 0.96, 0.69, -0.93, 9.05, 3.44])
_ALONE = [FEATURES.index("alone"), FEATURES.index("alone_unviewed")]

ABROAD = 2.5
"""Taken from a sentence whose passage tells of other countries than the question names (`rag.elsewhere`)."""
CHANCE = (5.17, -4.73, 1.52, 2.48, -2.49)
"""Logistic weights: meaning alone, in context, second encoder, share of the score, and the constant."""
_COMPANIONS, _COMPANION_SHARE = 2, 0.75
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence that may answer. `features` are in the order of FEATURES; `share` is its softmax share."""

    row: PassageRow
    sentence: int
    features: NDArray[np.float64]
    score: float
    share: float
    alone: float
    context: float
    view: float

    @property
    def span(self) -> Span:
        return self.row.passage.sentences[self.sentence]

    @property
    def text(self) -> str:
        start, end = self.span
        return self.row.article.text[start:end]

    @property
    def probability(self) -> float:
        """The calibrated chance, 0 to 1, that this sentence answers."""
        signals = (self.alone, self.context, self.view, self.share, 1.0)
        return 1 / (1 + math.exp(-sum(w * s for w, s in zip(CHANCE, signals, strict=True))))


def choose(
    searcher: Searcher, query: Query, candidates: Sequence[Candidate], reranker: Reranker | None = None
) -> list[Choice]:
    """The sentences of the best passages, best first; ties by passage and place."""
    read = list(candidates[:PASSAGES])
    places = [(c, i) for c in read for i, span in enumerate(c.row.passage.sentences) if _readable(c, span)]
    if not places:
        return []
    features = _first_features(searcher, query, read, places)
    first = np.argsort(-(features @ np.where(np.isin(range(len(FEATURES)), _ALONE), 0, WEIGHTS)), kind="stable")
    kept = [int(i) for i in first[:READ_ALONE]]
    alone = _alone(searcher, query, [places[i] for i in kept])
    features = features[kept]
    unviewed = 1.0 if all(c.view is None for c in read) else 0.0
    features[:, _ALONE[0]], features[:, _ALONE[1]] = alone, unviewed * alone
    abroad = {id(c): elsewhere(query.text, query.language, c.row) for c in read}
    scores = features @ WEIGHTS
    if reranker:
        scores = reordered(reranker, query, [_text(*places[i]) for i in kept], scores)
    scores -= ABROAD * np.array([abroad[id(places[i][0])] for i in kept])
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    choices = [_choice(places[i], features[n], float(scores[n]), float(shares[n])) for n, i in enumerate(kept)]
    return sorted(choices, key=lambda c: (-round(c.score, 6), c.row.passage.id, c.sentence))


def compose(choices: Sequence[Choice]) -> list[tuple[Choice, Span]]:
    """What is quoted: the best sentence and those nearly as good, with the neighbour that a pronoun points to.

    The best article comes first, and inside an article the order is that of reading.
    """
    best = choices[0]
    picked = [best]
    seen = {fold(best.text)}
    for choice in choices[1:]:
        if len(picked) > _COMPANIONS or choice.share < _COMPANION_SHARE * best.share:
            break
        if fold(choice.text) not in seen:
            seen.add(fold(choice.text))
            picked.append(choice)
    articles = list(dict.fromkeys(c.row.article.id for c in picked))
    picked.sort(key=lambda c: (articles.index(c.row.article.id), c.span))
    quoted = [(choice, _with_neighbour(choice)) for choice in picked]
    return [pair for pair in quoted if not any(_inside(pair, other) for other in quoted)]


def _inside(pair: tuple[Choice, Span], other: tuple[Choice, Span]) -> bool:
    """Whether a quote stands whole inside a longer one."""
    (choice, (start, end)), (longer, (first, last)) = pair, other
    same = choice.row.article.id == longer.row.article.id
    return same and first <= start and end <= last and (first, last) != (start, end)


def _with_neighbour(choice: Choice) -> Span:
    start, end = choice.span
    article = choice.row.article
    if choice.sentence and leans_on_neighbour(choice.text, article.language):
        before = choice.row.passage.sentences[choice.sentence - 1]
        if "\n\n" not in article.text[before[1] : start] or article.text[before[1] : start].count("\n") <= 2:
            start = before[0]
    return start, end


def _first_features(
    searcher: Searcher, query: Query, read: Sequence[Candidate], places: Sequence[tuple[Candidate, int]]
) -> NDArray[np.float64]:
    number, time = wants_number(query.text), wants_time(query.text)
    context = {id(c): _context(searcher.library, query, c) for c in read}
    unviewed = 1.0 if all(c.view is None for c in read) else 0.0
    views = [float(c.view[i]) if c.view is not None else math.nan for c, i in places]
    best_view = max((v for v in views if v == v), default=0.0)
    words = [query.coverage(_text(c, i), c.row.article.language) for c, i in places]
    rows = []
    for (candidate, i), view, word in zip(places, views, words, strict=True):
        text = _text(candidate, i)
        meaning = float(context[id(candidate)][i])
        density = 2.5 if candidate.row.article.language in ("zh", "ja") else 1.0
        rows.append(
            [
                candidate.score - read[0].score,
                meaning,
                0.0,
                0.0 if unviewed else (view if view == view else best_view - 0.15) - best_view,
                word - WORDS_EXPECTED if word is not None else 0.0,
                float(number and holds_number(text)),
                float(time and holds_date(text)),
                math.log(len(text) * density + 1),
                float(text.endswith(("?", "؟", "？"))),
                unviewed * meaning,
                0.0,
            ]
        )
    return np.array(rows, dtype=np.float64)


def _context(library: Library, query: Query, candidate: Candidate) -> Vectors:
    mean = mean_of(library, candidate.row.article.language)
    return np.asarray(centre(candidate.row.parts, mean) @ query.centred, np.float32)


def _alone(searcher: Searcher, query: Query, places: Sequence[tuple[Candidate, int]]) -> NDArray[np.float64]:
    vectors = searcher.embedder.embed_sentences([_text(c, i) for c, i in places])
    means = np.stack([mean_of(searcher.library, c.row.article.language) for c, _ in places])
    return np.asarray(centre(vectors, means) @ query.centred, np.float64)


def _choice(place: tuple[Candidate, int], features: NDArray[np.float64], score: float, share: float) -> Choice:
    candidate, sentence = place
    alone, context = float(features[_ALONE[0]]), float(features[FEATURES.index("context")])
    view = float(candidate.view[sentence]) if candidate.view is not None else 0.15 + 0.5 * alone
    return Choice(candidate.row, sentence, features, score, share, alone, context, view)


def _text(candidate: Candidate, sentence: int) -> str:
    start, end = candidate.row.passage.sentences[sentence]
    return candidate.row.article.text[start:end]


def _readable(candidate: Candidate, span: Span) -> bool:
    density = 2.5 if candidate.row.article.language in ("zh", "ja") else 1.0
    return (span[1] - span[0]) * density >= _SHORTEST and not ordered(candidate.row.article.text, span)
