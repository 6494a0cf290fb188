"""A sentence about a vote: its words for sides, and which of them a name or a number belongs to.

The cheapest pair wins. Words between cost little, commas more, another statement or another side between most; a
subject stands before its verb, a list after "including" goes with what came before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rag.checks.opposites.words import Word

Side = Literal["in favour", "against", "abstaining", "absent", "not in favour", "not against"]

_LISTED_WITHIN = 3
"""Words from "including" to the first that is listed: dont celles de la France."""
_JOINTS = {"fr": 3, "es": 3, "pt": 3}
"""Words between two names of one list: et de la, y de los; two elsewhere."""
_BREAK, _COMMA, _STEP = 3.0, 1.0, 0.05
_SUBJECT_FIRST = 0.4
_NEW_VERB = 2.0
_MOST_STEPS = 12
_HIGHEST_COUNT = 1500
_COLONS = (":", "：")
_DASHES = frozenset([*_COLONS, "—", "–"])
_SCORES = frozenset(["to", "zu", "votes", "vote", "对", "比", "票"])
_ARABIC_VERBS = ("صوت", "امتنع", "عارض", "ايد", "رفض", "رحب")
_RELATIVES = frozenset([
    "who", "which", "that", "qui", "que", "der", "die", "das", "который", "которая", "которые", "которое", "الذي",
    "التي", "الذين", "که", "जो", "जिसने", "جو",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    """Words `start` to `end` name a side."""

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Words `start` to `end` name what the gazetteer knows as `key`."""

    key: str
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """`parts` numbers the statement of each word; `listing` are the positions right after words like "including"."""

    text: str
    language: str
    listed: list[Word]
    parts: list[int]
    markers: list[Marker]
    places: list[Place]
    listing: set[int]

    def groups(self) -> Iterable[list[Place]]:
        """Places in runs: Russia, China and Iran."""
        group: list[Place] = []
        for place in self.places:
            if group and not self._joined(group, place):
                yield group
                group = []
            group.append(place)
        if group:
            yield group

    def nearest(self, group: list[Place]) -> Marker | None:
        """The marker to which the places belong."""
        start, end = group[0].start, group[-1].end
        markers = [m for m in self.markers if not (m.start < end and start < m.end)]
        main = [m for m in markers if not self._aside(end, m)]
        later = any(m.start >= end and self.parts[m.start] == self.parts[start] for m in main)
        rivals = main if later else markers
        costs = [(self._cost(m, start, end, rivals), m.start, m) for m in rivals]
        if not costs:
            return None
        cost, _, best = min(costs, key=lambda c: c[:2])
        return best if cost < _BREAK else None

    def counts(self) -> Iterable[tuple[str, Side]]:
        """Each count with the side beside it, the closest pairs first."""
        numbers = [i for i, w in enumerate(self.listed) if w.number and int(w.shapes[0][:9]) <= _HIGHEST_COUNT]
        taken: set[int] = set()
        used: set[int] = set()
        for a, b in pairwise(numbers):
            if a not in taken and self._score(a, b):
                taken |= {a, b}
                yield self.listed[a].shapes[0], "in favour"
                yield self.listed[b].shapes[0], "against"
        for steps, n, k in sorted((self._steps(n, m), n, k) for n in numbers for k, m in enumerate(self.markers)):
            if steps <= _MOST_STEPS and n not in taken and k not in used:
                taken.add(n)
                used.add(k)
                yield self.listed[n].shapes[0], self.markers[k].side

    def _score(self, a: int, b: int) -> bool:
        """120 votes to 14, 120 voix contre 14, 120-14."""
        if self._between(a, b) in ("-", "–"):
            return True
        between = {w.shapes[0] for w in self.listed[a + 1 : b]}
        if between & {"to", "zu", "对", "比"} and between <= _SCORES:
            return True
        return b - a <= 3 and any(m.side == "against" and m.start > a and m.end == b for m in self.markers)

    def _joined(self, group: list[Place], other: Place) -> bool:
        one = group[-1]
        between = range(one.end, other.start)
        comma = self.listed[one.end - 1].phrase != self.listed[other.start].phrase
        if comma and len(group) > 1 and self.listed[one.start].phrase == self.listed[group[-2].start].phrase:
            return False  # "Russia and China, India": the list ended with "and"
        crossed = any(m.start in between for m in self.markers) or any(self.listed[i].number for i in between)
        near = len(between) <= _JOINTS.get(self.language, 2)
        return near and not crossed and self.parts[one.start] == self.parts[other.start]

    def _aside(self, end: int, m: Marker) -> bool:
        """India, which had abstained before, …: the verb of a clause set in after the name."""
        if end >= len(self.listed) or self.listed[end].shapes[0] not in _RELATIVES:
            return False
        return self.listed[end].phrase == self.listed[m.start].phrase != self.listed[end - 1].phrase

    def _same_phrase(self, one: int, other: int) -> bool:
        return one < len(self.listed) and self.listed[one].phrase == self.listed[other].phrase

    def _cost(self, m: Marker, start: int, end: int, rivals: list[Marker]) -> float:
        after = m.end <= start
        first, last = (m.end - 1, start) if after else (end - 1, m.start)
        between = range(first + 1, last)
        crossed = _BREAK * sum(other.start in between for other in rivals)
        listed = any(self._same_phrase(i, start) for i in self.listing if start - _LISTED_WITHIN <= i <= start)
        subject = 0.0 if after or listed or self.language == "ar" else _SUBJECT_FIRST
        if self._between(first, last) in _DASHES:
            return -subject
        if after and self._between(start - 1, start).endswith(_COLONS):
            return _STEP * len(between) + crossed
        commas = self.listed[last].phrase - self.listed[first].phrase
        if after and listed:
            commas = max(0, commas - 1)
        cost = _STEP * len(between) + _COMMA * commas + _BREAK * (self.parts[first] != self.parts[last]) + crossed
        cost += _COMMA * (not after and any(place.start in between for place in self.places))
        if self.language == "ar":
            opened = between if after else range(first + 1, last + 1)
            cost += _NEW_VERB * any(self._opens_clause(i) for i in opened)
        return cost - subject

    def _between(self, one: int, other: int) -> str:
        return self.text[self.listed[one].end : self.listed[other].start].strip() if one >= 0 else ""

    def _opens_clause(self, at: int) -> bool:
        """An Arabic verb of voting after "and": a new subject follows it."""
        shapes = self.listed[at].shapes
        return shapes[0].startswith("و") and any(shape.startswith(_ARABIC_VERBS) for shape in shapes)

    def _steps(self, n: int, m: Marker) -> float:
        first, last = (m.end - 1, n) if m.end <= n else (n, m.start)
        between = range(first + 1, last)
        if self.parts[first] != self.parts[last] or any(self.listed[i].number for i in between):
            return float("inf")
        if any(other.start in between for other in self.markers):
            return float("inf")
        commas = self.listed[last].phrase - self.listed[first].phrase
        return len(between) + 2 * commas + (0.5 if m.end <= n else 0.0)
