"""Which words of two languages mean the same, by the input layer of the bundled encoder.

A multilingual encoder's word-piece embeddings already lie near those of their translations. Read straight from the
model file, without running the model, they make a dictionary over a hundred languages that costs microseconds.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.embedders.weights import WeightsFile, bundled_file
from rag.checks.chinese import tokens

Vector = NDArray[np.float32]

_MATRIX = "emb.word"
START = "\u2581"
_LONGEST = 16
_SAMPLED = 80
"""Every so manieth row is taken for the mean of all."""


class Lexicon:
    """The word pieces of the encoder and their vectors, less their mean. `ids` are the rows of the pieces in `file`."""

    def __init__(self) -> None:
        self.file = WeightsFile(bundled_file())
        self.ids = {piece: i for i, (piece, _) in enumerate(self.file.vocabulary.pieces)}
        sample = np.arange(0, self.file.shape.vocabulary, _SAMPLED)
        self._mean: Vector = self.file.rows(_MATRIX, sample).mean(axis=0)

    def vector(self, word: str) -> Vector:
        """Unit vector of a word: the mean of its pieces by length, as the longer ones mean more; zeros if unknown."""
        shapes = dict.fromkeys((word, word.lower()))
        pieces = min((self._pieces(mark + w) for w in shapes for mark in (START, "")), key=_parted)
        if not pieces:
            return np.zeros(self.file.shape.hidden, np.float32)
        rows = self.file.rows(_MATRIX, np.array([self.ids[piece] for piece in pieces])) - self._mean
        weights = np.array([len(piece.lstrip(START)) ** 2 for piece in pieces], np.float32)
        mean: Vector = weights @ rows
        return mean / max(float(np.linalg.norm(mean)), 1e-9)

    def _pieces(self, text: str) -> list[str]:
        """The longest known piece from the left, again and again."""
        at, found = 0, []
        while at < len(text):
            sizes = range(min(_LONGEST, len(text) - at), 0, -1)
            size = next((n for n in sizes if text[at : at + n] in self.ids), 0)
            if size:
                found.append(text[at : at + size])
            at += size or 1
        return found


def _parted(pieces: list[str]) -> float:
    return len(pieces) or 99


@cache
def lexicon() -> Lexicon:
    """The one lexicon, loaded on first use: some 150 ms, and 40 MB."""
    return Lexicon()


@lru_cache(maxsize=20_000)
def vector(word: str) -> Vector:
    """`Lexicon.vector` of the one lexicon, remembered."""
    return lexicon().vector(word)


@lru_cache(maxsize=64)
def _matrix(text: str) -> Vector:
    return np.stack([vector(t) for t in dict.fromkeys(token.text for token in tokens(text))] or [vector("")])


def nearest(word: str, text: str) -> float:
    """The cosine of `word` to the word of `text` that is nearest in meaning."""
    return float((_matrix(text) @ vector(word)).max())


def sameness(some: Sequence[str], others: Sequence[str]) -> Vector:
    """Cosines, shape (some, others): translations lie at .25 to .8, unrelated words below .2."""
    if not some or not others:
        return np.zeros((len(some), len(others)), np.float32)
    found: Vector = np.stack([vector(w) for w in some]) @ np.stack([vector(w) for w in others]).T
    return found
