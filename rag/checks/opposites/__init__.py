"""What a sentence says of things that have two sides: rise or fall, for or against, won or lost.

The tables beside this module, one a language, name some hundred pairs of poles and the words for them. A mention is
one such word in a text, its pole turned round where the sentence denies it: "not allowed" is banned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rag.checks.opposites.negation import denied, positions
from rag.checks.opposites.tables import IDIOM, LANGUAGES, NOT, Match, Table, table
from rag.checks.opposites.words import Word

_SILENT = (NOT, IDIOM, "but")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `start` to `end` of a text say `pole` (+1 or -1, after negation) of `concept`."""

    concept: str
    pole: int
    start: int
    end: int
    written: str
    negated: bool = False


def mentions(text: Sequence[Word], language: str) -> list[Mention]:
    """Every word of the tables in `text`, in order; none where the language has no table."""
    if language not in LANGUAGES:
        return []
    listed = list(text)
    matches = table(language).find(listed, language)
    said = [m for m in matches if m.phrase.concept not in _SILENT]
    turned = denied(listed, said, [m for m in matches if m.phrase.concept == NOT], language)
    return [_mention(listed, m, i in turned, language) for i, m in enumerate(said)]


def negations(text: Sequence[Word], language: str) -> list[int]:
    """Positions of the words that deny something."""
    if language not in LANGUAGES:
        return []
    return positions(list(text), _negators(language).find(list(text), language), language)


@cache
def _negators(language: str) -> Table:
    return table(language, NOT, IDIOM)


def _mention(text: list[Word], m: Match, negated: bool, language: str) -> Mention:
    written = ("" if language == "zh" else " ").join(w.written for w in text[m.start : m.end])
    return Mention(m.phrase.concept, -m.phrase.pole if negated else m.phrase.pole, m.start, m.end, written, negated)
