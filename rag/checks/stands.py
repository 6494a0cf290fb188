"""Who stood on which side of a vote, as one text tells it: in favour, against, abstaining, absent.

Each name and number goes to the word of a side that stands closest by the grammar of news: the subject before its verb,
the list after "including", the count beside its side. Places and bodies are known in every language (`places`); other
names are left to the tables of opposites.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from rag.checks.opposites.negation import denied, statements
from rag.checks.opposites.tables import IDIOM, LANGUAGES, NOT, Match, Phrase, Table, built, parsed, table
from rag.checks.opposites.words import Word, words
from rag.checks.places import mentions as known_places

Side = Literal["in favour", "against", "abstaining", "absent", "not in favour", "not against"]

_SIDES: dict[tuple[str, int], Side] = {
    ("side", +1): "in favour",
    ("side", -1): "against",
    ("stay", +1): "abstaining",
    ("stay", -1): "absent",
}
_DENIED: dict[Side, Side] = {"in favour": "not in favour", "against": "not against"}
_TALK, _THING = "talk", "thing"
_BREAK, _COMMA, _STEP = 3.0, 1.0, 0.05
_SUBJECT_FIRST = 0.4
_NEW_VERB = 2.0
_MOST_STEPS = 12
_HIGHEST_COUNT = 1500
# How far before and after the name of a country the word draft or resolution makes it the country's draft.
_OWNERS = {
    "en": (0, 2),
    "zh": (0, 3),
    "tr": (0, 1),
    "hi": (0, 2),
    "ur": (0, 2),
    "fa": (1, 0),
    "ar": (1, 0),
} | dict.fromkeys(("ru", "fr", "es", "pt", "de"), (2, 0))
_DASHES = frozenset([":", "：", "—", "–"])
_SCORES = frozenset(["to", "zu", "votes", "vote", "对", "比", "票"])
# Prepositions that mean a side only right after a word of voting, or at the end of their phrase.
_BARE = frozenset(["за", "pour", "für", "por", "for", "karşı", "karsi", "为", "ضد"])


@dataclass(frozen=True, slots=True)
class _Marker:
    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stands:
    """Sides by what takes them: "RU" or another key of the gazetteer, or "#120" for a count.

    `shown` has them as printed. `authors` are those whose draft was voted on; `voting` tells that there was a vote.
    """

    sides: dict[str, frozenset[Side]]
    shown: dict[str, str]
    voting: bool
    authors: frozenset[str] = frozenset()


def stands(text: str, language: str) -> Stands:
    """Who and how many stood where in `text`."""
    listed = words(text, language)
    if language not in LANGUAGES or not listed:
        return Stands({}, {}, False)
    matches = _table(language).find(listed, language)
    marked = [m for m in matches if (m.phrase.concept, m.phrase.pole) in _SIDES]
    talk = {m.start for m in matches if m.phrase.concept == _TALK and m.phrase.pole > 0}
    listing = {m.end for m in matches if m.phrase.concept == _TALK and m.phrase.pole < 0}
    things = {m.start for m in matches if m.phrase.concept == _THING}
    turned = denied(listed, marked, [m for m in matches if m.phrase.concept == NOT], language)
    markers = [_marker(m, i in turned) for i, m in enumerate(marked) if _is_side(m, listed, talk | things)]
    markers = [m for m in markers if m.side != "absent" or not any(0 <= o.start - m.end <= 2 for o in markers)]
    voting = bool(talk) or any(m.side in ("abstaining", "absent") for m in markers)
    if not markers and not talk:
        return Stands({}, {}, voting)
    scene = _Scene(text, language, listed, statements(listed, language), markers, listing)
    sides: dict[str, frozenset[Side]] = {}
    shown: dict[str, str] = {}
    for group in list(scene.groups(things)):
        if marker := scene.nearest(group[0].start, group[-1].end):
            for place in group:
                sides[place.key] = sides.get(place.key, frozenset()) | {marker.side}
                shown[place.key] = place.written
    for count, side in scene.counts():
        sides["#" + count] = sides.get("#" + count, frozenset()) | {side}
        shown["#" + count] = count
    return Stands(sides, shown, voting, frozenset(scene.authors))


@dataclass(frozen=True, slots=True)
class _Place:
    key: str
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Scene:
    text: str
    language: str
    listed: list[Word]
    parts: list[int]
    markers: list[_Marker]
    listing: set[int]
    places: set[int] = field(default_factory=set)
    authors: set[str] = field(default_factory=set)

    def groups(self, things: set[int]) -> Iterable[list[_Place]]:
        """Places in runs: Russia, China and Iran."""
        group: list[_Place] = []
        listed = list(self._places(things))
        self.places.update(place.start for place in listed)
        for place in listed:
            if group and not self._joined(group, place):
                yield group
                group = []
            group.append(place)
        if group:
            yield group

    def nearest(self, start: int, end: int) -> _Marker | None:
        """The marker to which the words `start` to `end` belong."""
        costs = [(self._cost(m, start, end), m.start, m) for m in self.markers if not (m.start < end and start < m.end)]
        if not costs:
            return None
        cost, _, best = min(costs, key=lambda c: c[:2])
        return best if cost < _BREAK else None

    def counts(self) -> Iterable[tuple[str, Side]]:
        """Each count with the side beside it, the closest pairs first."""
        numbers = [i for i, w in enumerate(self.listed) if w.number and int(w.shapes[0][:9]) <= _HIGHEST_COUNT]
        pairs = sorted((self._steps(n, m), n, k) for n in numbers for k, m in enumerate(self.markers))
        taken: set[int] = set()
        used: set[int] = set()
        for a, b in pairwise(numbers):
            if self._score(a, b):
                taken |= {a, b}
                yield self.listed[a].shapes[0], "in favour"
                yield self.listed[b].shapes[0], "against"
        for steps, n, k in pairs:
            if steps <= _MOST_STEPS and n not in taken and k not in used:
                taken.add(n)
                used.add(k)
                yield self.listed[n].shapes[0], self.markers[k].side

    def _score(self, a: int, b: int) -> bool:
        """120 votes to 14, 120 voix contre 14."""
        between = {w.shapes[0] for w in self.listed[a + 1 : b]}
        if between & {"to", "zu", "对", "比"} and between <= _SCORES:
            return True
        return b - a <= 3 and any(m.side == "against" and m.start > a and m.end == b for m in self.markers)

    def _places(self, things: set[int]) -> Iterable[_Place]:
        for mention in known_places(self.text, self.language):
            inside = [i for i, w in enumerate(self.listed) if w.start < mention.end and mention.start < w.end]
            if not inside or not mention.stated or not mention.entries:
                continue
            start, end = inside[0], inside[-1] + 1
            if self._names_thing(start, end, things):
                self.authors.add(mention.entries[0].key)
                continue
            yield _Place(mention.entries[0].key, self.text[mention.start : mention.end], start, end)

    def _names_thing(self, start: int, end: int, things: set[int]) -> bool:
        """The US draft, a draft of the United States, الأمريكي: whose text is voted on, not who votes."""
        before, after = _OWNERS[self.language]
        if any(at in things for at in range(end, min(end + after, len(self.listed)))):
            return self.language != "hi" or self.listed[end].shapes[0] in ("के", "का", "की")
        near = range(max(0, start - before), start)
        if not any(at in things for at in near) or self.listed[start].phrase != self.listed[near[0]].phrase:
            return False
        return self.language != "ar" or self.listed[start].shapes[0].endswith(("ي", "يه"))

    def _joined(self, group: list[_Place], other: _Place) -> bool:
        one = group[-1]
        between = range(one.end, other.start)
        comma = self.listed[one.end - 1].phrase != self.listed[other.start].phrase
        if comma and len(group) > 1 and self.listed[one.start].phrase == self.listed[group[-2].start].phrase:
            return False  # "Russia and China, India": the list ended with "and"
        crossed = any(m.start in between for m in self.markers) or any(self.listed[i].number for i in between)
        return len(between) <= 2 and not crossed and self.parts[one.start] == self.parts[other.start]

    def _cost(self, m: _Marker, start: int, end: int) -> float:
        after = m.end <= start
        first, last = (m.end - 1, start) if after else (end - 1, m.start)
        between = range(first + 1, last)
        listed = bool(self.listing & {start, start - 1})
        subject = 0.0 if after or listed or self.language == "ar" else _SUBJECT_FIRST
        if self.text[self.listed[first].end : self.listed[last].start].strip() in _DASHES:
            return -subject
        commas = self.listed[last].phrase - self.listed[first].phrase
        if after and listed:
            commas = max(0, commas - 1)
        cost = _STEP * len(between) + _COMMA * commas + _BREAK * (self.parts[first] != self.parts[last])
        cost += _BREAK * sum(other.start in between for other in self.markers)
        cost += _COMMA * (not after and any(at in between for at in self.places))
        if self.language == "ar":
            opened = between if after else range(first + 1, last + 1)
            cost += _NEW_VERB * any(self._opens_clause(i) for i in opened)
        return cost - subject

    def _opens_clause(self, at: int) -> bool:
        """An Arabic verb of voting after "and": a new subject follows it."""
        word = self.listed[at]
        return word.shapes[0].startswith("و") and any(
            s.startswith(("صوت", "امتنع", "عارض", "ايد", "رفض")) for s in word.shapes
        )

    def _steps(self, n: int, m: _Marker) -> float:
        first, last = (m.end - 1, n) if m.end <= n else (n, m.start)
        between = range(first + 1, last)
        if self.parts[first] != self.parts[last] or any(self.listed[i].number for i in between):
            return float("inf")
        if any(other.start in between for other in self.markers):
            return float("inf")
        commas = self.listed[last].phrase - self.listed[first].phrase
        return len(between) + 2 * commas + (0.5 if m.end <= n else 0.0)


def _marker(m: Match, turned: bool) -> _Marker:
    side = _SIDES[m.phrase.concept, m.phrase.pole]
    return _Marker(_DENIED.get(side, side) if turned else side, m.start, m.end)


def _is_side(m: Match, listed: list[Word], talk: set[int]) -> bool:
    if m.end - m.start > 1 or listed[m.start].shapes[0] not in _BARE:
        return True
    last = m.end == len(listed) or listed[m.end].phrase != listed[m.start].phrase
    return last or bool(talk & {m.start - 1, m.start - 2, m.end})


@cache
def _table(language: str) -> Table:
    lines = files("rag.checks.opposites").joinpath("votes.txt").read_text(encoding="utf-8").splitlines()
    phrases: list[Phrase] = []
    for line in lines:
        name, *columns = line.split("|")
        if name.split()[0] == language:
            for pole, column in zip((+1, -1), columns, strict=True):
                phrases += parsed(name.split()[1], pole, column, language)
    kept = table(language, NOT, IDIOM)
    phrases += [p for listed in (*kept.exact.values(), *kept.stems.values()) for p in listed]
    return built(phrases)
