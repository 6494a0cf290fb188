"""Tables of phrases, and where their phrases stand in a text.

A table is a text file: `name | phrases of one pole | phrases of the other`, one concept a line. In a phrase `*` stands
for any ending, `_` parts its words, `..` is a gap of some words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rag.checks.opposites.words import Word, folded

LANGUAGES = frozenset(["ar", "de", "en", "es", "fa", "fr", "hi", "pt", "ru", "tr", "ur", "zh"])
IDIOM, NOT = "idioms", "not"
GAP = ".."
_GAP_WORDS = 9
_EXACT = 100
_PARTICLES = frozenset([
    "ab", "an", "auf", "aus", "bei", "ein", "fest", "frei", "stand", "zu", "zurück", "vor", "nach", "um",
    "durch", "weg", "mit", "los", "teil", "fern",
])  # fmt: skip
_JOINS = frozenset(["und", "oder", "als", "wie", "um"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say one pole, +1 or -1, of a concept; `parts` are folded words."""

    concept: str
    pole: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """`phrase` stands at words `start` to `end` of a text. `letters` tells how exactly its first word is meant,
    `ending` is what follows its stem."""

    phrase: Phrase
    start: int
    end: int
    letters: int = _EXACT
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Phrases by their first word, and by the stem of it."""

    exact: dict[str, list[Phrase]]
    stems: dict[str, list[Phrase]]

    def find(self, text: list[Word], language: str) -> list[Match]:
        """All matches in order, without those inside a longer one or an idiom."""
        found: dict[tuple[str, int, int, int], Match] = {}
        for at in range(len(text)):
            for match in self._at(text, at):
                side = match.phrase.pole if match.phrase.concept == NOT else 0
                key = (match.phrase.concept, side, match.start, match.end)
                if key not in found or found[key].letters < match.letters:
                    found[key] = match
        kept = (m for m in found.values() if not any(_swallows(other, m, language) for other in found.values()))
        return sorted(kept, key=lambda m: (m.start, m.end))

    def _at(self, text: list[Word], at: int) -> Iterable[Match]:
        for shape in text[at].shapes:
            for phrase in self.exact.get(shape, ()):
                if end := _end(text, at, phrase.parts):
                    yield Match(phrase, at, end)
            for length in range(1, len(shape) + 1):
                for phrase in self.stems.get(shape[:length], ()):
                    if end := _end(text, at, phrase.parts):
                        yield Match(phrase, at, end, length, shape[length:])


@cache
def table(language: str, *concepts: str) -> Table:
    """The opposites of a language, or only some concepts of it; empty where the language has none."""
    if language not in LANGUAGES:
        return Table({}, {})
    return built(
        phrase for phrase in _phrases(f"{language}.txt", language) if not concepts or phrase.concept in concepts
    )


def built(phrases: Iterable[Phrase]) -> Table:
    """A table of these phrases."""
    exact: defaultdict[str, list[Phrase]] = defaultdict(list)
    stems: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        first = phrase.parts[0]
        (stems if first.endswith("*") else exact)[first.rstrip("*")].append(phrase)
    return Table(dict(exact), dict(stems))


def _phrases(file: str, language: str) -> Iterable[Phrase]:
    for line in files(__package__).joinpath(file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            concept, plus, minus = line.split("|")
            yield from parsed(concept.strip(), +1, plus, language)
            yield from parsed(concept.strip(), -1, minus, language)


def parsed(concept: str, pole: int, written: str, language: str) -> Iterable[Phrase]:
    """The phrases of one column."""
    for one in written.split():
        pieces = list(one) if language == "zh" else [p for p in re.split(r"[_'’\-]", one) if p]
        yield Phrase(concept, pole, tuple(p if p == GAP else folded(p, language) for p in pieces))


def _end(text: list[Word], at: int, parts: tuple[str, ...]) -> int:
    """Where the phrase that begins at `at` ends, or 0 where it does not stand there."""
    if len(parts) == 3 and parts[1] == GAP and parts[2] in _PARTICLES:
        return _separable(text, at, parts[2])
    here, reach = at + 1, 1
    for part in parts[1:]:
        if part == GAP:
            reach = _GAP_WORDS
            continue
        stop = min(len(text), here + reach)
        while here < stop and not (text[here].clause == text[at].clause and fits(part, text[here])):
            here += 1
        if here >= stop:
            return 0
        here, reach = here + 1, 1
    return here


def _separable(text: list[Word], at: int, particle: str) -> int:
    """A German verb whose particle closes its phrase: lehnte den Antrag ab."""
    for here in range(at + 1, len(text)):
        if text[here].phrase != text[at].phrase:
            break
        last = here + 1 == len(text) or text[here + 1].phrase != text[at].phrase or text[here + 1].shapes[0] in _JOINS
        if last and fits(particle, text[here]):
            return here + 1
    return 0


def fits(part: str, word: Word) -> bool:
    """Whether one word of a phrase stands for `word`."""
    if part.endswith("*"):
        return any(shape.startswith(part[:-1]) for shape in word.shapes)
    return part in word.shapes


def _swallows(other: Match, m: Match, language: str) -> bool:
    if other is m or other.start > m.start or other.end < m.end:
        return False
    if m.phrase.concept == NOT and other.phrase.concept not in (NOT, IDIOM) and language != "zh":
        return False
    if other.end - other.start > m.end - m.start:
        return GAP not in other.phrase.parts or other.phrase.concept == m.phrase.concept
    return other.phrase.concept == IDIOM and language != "zh" and other.letters >= m.letters
