"""What a sentence says of things that have two sides: rise or fall, for or against, won or lost.

The tables beside this module, one a language, name some hundred pairs of poles and the words for them. A mention is
one such word in a text, its pole turned round where the sentence denies it: "not allowed" is banned.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from rag.checks.opposites.words import Word, folded, words

LANGUAGES = frozenset(["ar", "de", "en", "es", "fa", "fr", "hi", "pt", "ru", "tr", "ur", "zh"])
NOT, IDIOM = "not", "idioms"
_GAP = ".."
_GAP_WORDS = 9
_AHEAD, _BACK = 4, 5
_TURKISH_NOT = re.compile(r"(?:[ae]?m[ae](?:d[iı]|y[ae]c|y[ae]n|y[ıiuü]p|m[iıuü]ş|z)|[ae]?m[iıuü]yor)")
_PERSIAN_NOT = re.compile(
    r"^(?:نمي.*|ن(?:شد|كرد|كن|داد|ده|داشت|دار|خواه|توان|يافت|گرفت|گير|رسيد|رس|باش|امد|يامد|رفت|رو|شو|پذير|گفت|ديد|ماند|بود|يست)\w*)$"
)

_PARTICLES = frozenset(
    "ab an auf aus bei ein fest frei stand zu zurück vor nach um durch weg mit los teil fern bekannt".split()
)
_JOINS = frozenset(["und", "oder", "als", "wie", "um"])


@dataclass(frozen=True, slots=True)
class Mention:
    """`start` and `end` count words of the text, `pole` is +1 or -1 after negation, `words` as printed."""

    concept: str
    pole: int
    start: int
    end: int
    words: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    concept: str
    pole: int
    pattern: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    exact: dict[str, list[_Entry]]
    stems: dict[str, list[_Entry]]


@dataclass(frozen=True, slots=True)
class _Match:
    entry: _Entry
    start: int
    end: int
    letters: int
    shape_rest: str = ""


def mentions(text: list[Word], language: str) -> list[Mention]:
    """Every word of the tables in `text`, in order; longer phrases win. Nothing where the language has no table."""
    if language not in LANGUAGES:
        return []
    table = _table(language)
    matches = _longest([m for i in range(len(text)) for m in _matches(text, i, table)], language)
    said = [m for m in matches if m.entry.concept not in (NOT, IDIOM)]
    joiner = "" if language == "zh" else " "
    found = [
        Mention(m.entry.concept, m.entry.pole, m.start, m.end, joiner.join(w.text for w in text[m.start : m.end]))
        for m in said
    ]
    return _negated(text, found, said, [m for m in matches if m.entry.concept == NOT], language)


def negations(text: list[Word], language: str) -> list[int]:
    """Positions of the words that deny something."""
    if language not in LANGUAGES:
        return []
    matches = _longest([m for i in range(len(text)) for m in _matches(text, i, _table(language))], language)
    return [m.start for m in matches if m.entry.concept == NOT] + _by_shape(text, [], language)


def _matches(text: list[Word], at: int, table: _Table) -> list[_Match]:
    found: list[_Match] = []
    for shape in text[at].shapes:
        for entry in table.exact.get(shape, ()):
            if end := _whole(text, at, entry.pattern):
                found.append(_Match(entry, at, end, 100))
        for length in range(1, len(shape) + 1):
            for entry in table.stems.get(shape[:length], ()):
                if end := _whole(text, at, entry.pattern):
                    found.append(_Match(entry, at, end, length, shape[length:]))
    return found


def _whole(text: list[Word], at: int, pattern: tuple[str, ...]) -> int:
    """Where the phrase that begins at `at` ends, or 0."""
    if len(pattern) == 1:
        return at + 1
    if len(pattern) == 3 and pattern[1] == _GAP and pattern[2] in _PARTICLES:
        return _separable(text, at, pattern)
    here, gap = at + 1, False
    for part in pattern[1:]:
        if part == _GAP:
            gap = True
            continue
        stop = min(len(text), here + (_GAP_WORDS if gap else 1))
        while here < stop and not (text[here].clause == text[at].clause and _fits(part, text[here])):
            here += 1
        if here >= stop:
            return 0
        here, gap = here + 1, False
    return here


def _separable(text: list[Word], at: int, pattern: tuple[str, ...]) -> int:
    """A German verb whose particle stands at the end of its phrase: lehnte den Antrag ab."""
    here = at + 1
    while here < len(text) and text[here].phrase == text[at].phrase:
        last = here + 1 == len(text) or text[here + 1].phrase != text[at].phrase or text[here + 1].shapes[0] in _JOINS
        if last and _fits(pattern[-1], text[here]):
            return here + 1
        here += 1
    return 0


def _fits(part: str, word: Word) -> bool:
    if part.endswith("*"):
        return any(shape.startswith(part[:-1]) for shape in word.shapes)
    return part in word.shapes


def _longest(matches: list[_Match], language: str) -> list[_Match]:
    """Without the matches that stand inside a longer one; of one concept in one place only the most exact."""
    best: dict[tuple[str, int, int], _Match] = {}
    for m in matches:
        key = (m.entry.concept, m.start, m.end)
        if key not in best or best[key].letters < m.letters:
            best[key] = m
    kept = sorted(best.values(), key=lambda m: (m.start, m.end))
    by_gap = [m for m in kept if _GAP not in m.entry.pattern]
    return [m for m in kept if not any(_swallows(other, m, language) for other in by_gap if other is not m)]


def _swallows(other: _Match, m: _Match, language: str) -> bool:
    if other.start > m.start or other.end < m.end:
        return False
    if other.end - other.start > m.end - m.start:
        return True
    return other.entry.concept == IDIOM and language != "zh" and other.letters >= m.letters


def _negated(
    text: list[Word], found: list[Mention], said: list[_Match], nots: list[_Match], language: str
) -> list[Mention]:
    flips: dict[int, int] = defaultdict(int)
    for i, m in enumerate(said):
        if language == "tr" and _TURKISH_NOT.match(m.shape_rest):
            flips[i] += 1
    for n in nots:
        if n.entry.pole > 0:
            starts = [m.start for m in said if n.end <= m.start < n.end + _AHEAD and _same_clause(text, n.start, m)]
            near = min(starts, default=None)
        else:
            ends = [m.end for m in said if n.start - _BACK <= m.end <= n.start and _same_clause(text, n.start, m)]
            near = max(ends, default=None)
        for i, m in enumerate(said):
            if near is not None and (m.start if n.entry.pole > 0 else m.end) == near:
                flips[i] += 1
    for at in _by_shape(text, said, language):
        ends = [m.end for m in said if at - _BACK <= m.end <= at and text[m.start].clause == text[at].clause]
        for i, m in enumerate(said):
            if ends and m.end == max(ends):
                flips[i] += 1
    return [
        replace(m, pole=-m.pole if flips[i] % 2 else m.pole, negated=bool(flips[i] % 2)) for i, m in enumerate(found)
    ]


def _same_clause(text: list[Word], at: int, m: _Match) -> bool:
    return text[at].clause == text[m.start].clause


def _by_shape(text: list[Word], said: list[_Match], language: str) -> list[int]:
    """Positions of negative verbs that carry no meaning of the tables themselves: Turkish etmedi, Persian نکرد."""
    if language == "fa":
        return [i for i, word in enumerate(text) if _PERSIAN_NOT.match(word.shapes[0])]
    if language == "tr":
        own = {m.start for m in said}
        return [i for i, w in enumerate(text) if i not in own and _TURKISH_NOT.search(w.shapes[0], 2)]
    return []


@cache
def _table(language: str) -> _Table:
    table = _Table(defaultdict(list), defaultdict(list))
    lines = files(__package__).joinpath(f"{language}.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        concept, plus, minus = line.split("|")
        for pole, column in ((1, plus), (-1, minus)):
            for written in column.split():
                pattern = _pattern(written, language)
                where = table.stems if pattern[0].endswith("*") else table.exact
                where[pattern[0].rstrip("*")].append(_Entry(concept.strip(), pole, pattern))
    return _Table(dict(table.exact), dict(table.stems))


def _pattern(written: str, language: str) -> tuple[str, ...]:
    parts = [p for p in re.split(r"[_'’\-]", written) if p]
    if language == "zh":
        return tuple(folded(c, language) for c in written)
    return tuple(p if p == _GAP else folded(p, language) for p in parts)
