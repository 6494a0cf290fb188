"""What is measured of a sentence that may answer: the features of the ranker in `rag.quotes`.

A question names its topic, and so do most sentences of the right article: similarity alone points at the one that
repeats the topic best, not at the one that answers. So two features look past the topic. `topic` is how much a
sentence says what its whole article says, and counts against it. `focus` is the similarity of question and sentence
once the direction of the passage is taken out of both.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.centring import centre
from index.embedders import Vectors
from index.library import Library
from index.search import WORDS_EXPECTED, Candidate, Query, Searcher, mean_of
from rag.question import holds_date, holds_number, wants_number, wants_time

FEATURES = (
    "passage", "context", "alone", "view", "words", "number", "time", "length", "question",
    "context_unviewed", "alone_unviewed", "topic", "focus",
)  # fmt: skip
"""Those `_unviewed` count where the second encoder can read none of the passages, or not the question."""
ALONE = tuple(FEATURES.index(name) for name in ("alone", "alone_unviewed", "topic"))
"""The features for which a sentence must be embedded alone."""
Place = tuple[Candidate, int]
"""A sentence: the passage, and which of its sentences."""
_BELOW = 0.15
"""How far below the best view a sentence is put that the second encoder cannot read."""


class Signals:
    """The features of the sentences of the passages that are read."""

    def __init__(self, searcher: Searcher, query: Query, read: Sequence[Candidate]) -> None:
        self._searcher, self._query, self._read = searcher, query, read
        self._unviewed = 1.0 if all(c.view is None for c in read) else 0.0
        self._in_context = {id(c): in_context(searcher.library, c) for c in read}
        self._topics = _topics(read, self._in_context)

    def first(self, places: Sequence[Place]) -> NDArray[np.float64]:
        """Shape (places, FEATURES), those of ALONE zero."""
        query = self._query
        number, time = wants_number(query.text), wants_time(query.text)
        meaning = {id(c): self._in_context[id(c)] @ query.centred for c in self._read}
        focus = {id(c): self._focus(c, meaning[id(c)]) for c in self._read}
        views = [float(c.view[i]) if c.view is not None else math.nan for c, i in places]
        best_view = max((v for v in views if v == v), default=0.0)
        rows = []
        for (candidate, i), view in zip(places, views, strict=True):
            text, language = text_of((candidate, i)), candidate.row.article.language
            word = query.coverage(text, language)
            rows.append(
                [
                    candidate.score - self._read[0].score,
                    meaning[id(candidate)][i],
                    0.0,
                    0.0 if self._unviewed else (view if view == view else best_view - _BELOW) - best_view,
                    word - WORDS_EXPECTED if word is not None else 0.0,
                    float(number and holds_number(text)),
                    float(time and holds_date(text)),
                    math.log(len(text) * density(language) + 1),
                    float(text.endswith(("?", "؟", "？"))),
                    self._unviewed * meaning[id(candidate)][i],
                    0.0,
                    0.0,
                    focus[id(candidate)][i],
                ]
            )
        return np.array(rows, dtype=np.float64)

    def alone(self, places: Sequence[Place]) -> tuple[NDArray[np.float64], Vectors]:
        """From the sentences embedded alone: shape (places, ALONE), and their plain cosine to the question."""
        vectors = self._searcher.embedder.embed_sentences([text_of(place) for place in places])
        means = np.stack([mean_of(self._searcher.library, c.row.article.language) for c, _ in places])
        centred = centre(vectors, means)
        meaning = centred @ self._query.centred
        topics = np.stack([self._topics[c.row.article.id] for c, _ in places])
        features = np.column_stack([meaning, self._unviewed * meaning, (centred * topics).sum(1)])
        return features.astype(np.float64), np.asarray(vectors @ self._query.vector, np.float32)

    def _focus(self, candidate: Candidate, meaning: Vectors) -> Vectors:
        """The similarity in context, less what question and sentence share with the passage as a whole."""
        row = candidate.row
        passage = centre(row.vector, mean_of(self._searcher.library, row.article.language))
        shared = (self._in_context[id(candidate)] @ passage) * (passage @ self._query.centred)
        return np.asarray(meaning - shared, np.float32)


def in_context(library: Library, candidate: Candidate) -> Vectors:
    """The vectors of a passage's sentences as read in it, centred; shape (sentences, dim)."""
    return centre(candidate.row.parts, mean_of(library, candidate.row.article.language))


def text_of(place: Place) -> str:
    candidate, sentence = place
    start, end = candidate.row.passage.sentences[sentence]
    return candidate.row.article.text[start:end]


def density(language: str) -> float:
    """How many letters of an alphabet a character of the language stands for."""
    return 2.5 if language in ("zh", "ja") else 1.0


def _topics(read: Sequence[Candidate], vectors: dict[int, Vectors]) -> dict[str, Vectors]:
    """By article, the mean direction of its sentences that are read."""
    topics = {}
    for article in dict.fromkeys(c.row.article.id for c in read):
        mean = np.concatenate([vectors[id(c)] for c in read if c.row.article.id == article]).mean(0)
        topics[article] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return topics
