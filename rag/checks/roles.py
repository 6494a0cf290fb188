"""Which name of a quote stands where a name of the claim stands, by the words around the two.

Words that mean the same in claim and quote (`lexicon`), figures and shared names are anchors. A name of the quote
plays the part of a name of the claim in so far as the anchors near the one are near the other.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
from rapidfuzz import fuzz

from index.language import fold, function_words
from rag.checks.carried import script
from rag.checks.chinese import Token, tokens
from rag.checks.lexicon import Vector, sameness
from rag.checks.romanize import coarse, likeness, skeleton
from rag.checks.words import HAN, form, stem

Span = tuple[int, int]

_SAME = 0.25
_CLAUSE = 4
_CLAUSE_END = re.compile(r"[,;:.!?،؛。，；：！？\n—–]")
_ALMOST = 0.8
_LONG_WORD, _SPELT = 5, 75
_SOUNDS, _SOUNDING = 3, 0.85
_REACH_CLAIM = 6.0
_REACH_QUOTE = 4.0
"""How many words away an anchor loses two thirds of its pull. A claim is shorter than its quote and ordered freely."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Word `claim` of the claim and word `quote` of the quote say the same, as surely as `weight`, 0 to 1."""

    claim: int
    quote: int
    weight: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim and a quote word by word, with their anchors."""

    claim: tuple[Token, ...]
    quote: tuple[Token, ...]
    anchors: tuple[Anchor, ...]
    places: tuple[int, ...]
    """Where each word of the quote stands: its number, and some more for every clause before it."""

    def fit(self, name: Span, other: Span) -> float:
        """How well `other` in the quote stands where `name` stands in the claim; about 1 for one anchor beside both.

        Anchors within either do not count.
        """
        here, there = _within(self.claim, name), _within(self.quote, other)
        if not here or not there:
            return 0.0
        return sum(
            a.weight
            * _near(a.claim, here, _REACH_CLAIM)
            * _near(self.places[a.quote], [self.places[j] for j in there], _REACH_QUOTE)
            for a in self.anchors
            if a.claim not in here and a.quote not in there
        )

    def best(self, name: Span) -> float:
        """The best fit that any one word of the quote has."""
        return max((self.fit(name, (t.start, t.end)) for t in self.quote), default=0.0)


@lru_cache(maxsize=64)
def align(claim: str, language: str, quote: str, other: str, shared: tuple[tuple[Span, Span], ...] = ()) -> Alignment:
    """Anchors between a claim and a quote; `shared` are the places of names that both have."""
    ours, theirs = tokens(claim), tokens(quote)
    scores = np.maximum(
        sameness([t.text for t in ours], [t.text for t in theirs]), _written(ours, theirs, language, other)
    )
    scores[[i for i, t in enumerate(ours) if empty(t, language)], :] = 0
    scores[:, [j for j, t in enumerate(theirs) if empty(t, other)]] = 0
    anchors = [Anchor(i, int(j), float(scores[i, j])) for i, j in enumerate(scores.argmax(axis=1)) if scores.size]
    kept = [a for a in anchors if a.weight >= _SAME and a.weight >= scores[:, a.quote].max()]
    for name, place in shared:
        kept += [Anchor(i, j, 1.0) for i in _within(ours, name)[:1] for j in _within(theirs, place)[:1]]
    return Alignment(ours, theirs, tuple(kept), _places(quote, theirs))


def _written(ours: tuple[Token, ...], theirs: tuple[Token, ...], language: str, other: str) -> Vector:
    """Words that are the same, or nearly: one stem, one spelling but for an ending, or one borrowed word."""
    scores = np.zeros((len(ours), len(theirs)), np.float32)
    for i, a in enumerate(ours):
        for j, b in enumerate(theirs):
            scores[i, j] = _cognate(form(a.text), form(b.text), language, other)
    return scores


@lru_cache(maxsize=50_000)
def _cognate(a: str, b: str, language: str, other: str) -> float:
    if a == b or (language == other and stem(a, language) == stem(b, language)):
        return 1.0
    if min(len(a), len(b)) < _LONG_WORD:
        return 0.0
    if script(a) == script(b):
        return _ALMOST if fuzz.ratio(a, b) >= _SPELT else 0.0
    sounds_a, sounds_b = skeleton(a, language), skeleton(b, other)
    if min(len(coarse(sounds_a)), len(coarse(sounds_b))) < _SOUNDS:
        return 0.0
    return _ALMOST if likeness(sounds_a, sounds_b) >= _SOUNDING else 0.0


def _places(text: str, listed: tuple[Token, ...]) -> tuple[int, ...]:
    gaps = (text[a.end : b.start] for a, b in pairwise(listed))
    steps = (1 + _CLAUSE * bool(_CLAUSE_END.search(gap)) for gap in gaps)
    return tuple(accumulate(steps, initial=0)) if listed else ()


def _near(at: int, span: list[int], reach: float) -> float:
    return math.exp(-min(abs(at - i) for i in span) / reach)


def _within(tokens: tuple[Token, ...], span: Span) -> list[int]:
    return [i for i, token in enumerate(tokens) if token.start < span[1] and token.end > span[0]]


def empty(token: Token, language: str) -> bool:
    """Whether the word says nothing by itself: a function word, or one or two letters."""
    if fold(token.text) in function_words(language):
        return True
    return len(token.text) < 3 and not token.text.isdigit() and not HAN.match(token.text)
