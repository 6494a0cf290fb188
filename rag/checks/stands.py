"""Who stood on which side of a vote, as one text tells it: in favour, against, abstaining, absent.

Places and bodies are known in every language (`places`); other names are left to the tables of opposites. How a name
finds its side is told in `scene`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rag.checks.opposites.negation import denied, statements
from rag.checks.opposites.tables import IDIOM, LANGUAGES, NOT, Match, Phrase, Table, built, parsed, table
from rag.checks.opposites.words import Word, words
from rag.checks.places import mentions as known_places
from rag.checks.scene import Marker, Place, Scene, Side

_SIDES: dict[tuple[str, int], Side] = {
    ("side", +1): "in favour",
    ("side", -1): "against",
    ("stay", +1): "abstaining",
    ("stay", -1): "absent",
}
_DENIED: dict[Side, Side] = {"in favour": "not in favour", "against": "not against"}
_TALK, _THING = "talk", "thing"
# How many words before and after a country's name "draft" or "resolution" makes it the country's own.
_OWNERS = {"en": (0, 2), "zh": (0, 3), "tr": (0, 1), "hi": (0, 2), "ur": (0, 2), "fa": (1, 0), "ar": (1, 0)}
_OWNER_AFTER = (2, 0)
_GENITIVES = {
    "hi": frozenset(["के", "का", "की"]),
    "tr": frozenset(["in", "un", "ün", "nin", "nun", "nün"]),
}
_GENITIVE_REACH = 4
# Prepositions that mean a side only beside a word of voting, or at the end of their phrase.
_BARE = frozenset(["за", "pour", "für", "por", "for", "karşi", "为", "ضد"])


_VOTED = re.compile(r"^vot|голос|صوت|票|^stimm|^oy|मत|رای|رأی|ووٹ|वोट|voix|veto|vét")


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
    talk = {m.start for m in matches if m.phrase.concept == _TALK and m.phrase.pole > 0}
    things = {m.start for m in _things(language).find(listed, language)}
    markers = _markers(matches, listed, language, talk | things)
    voting = bool(talk) or any(m.side in ("abstaining", "absent") or _votes(m, listed) for m in markers)
    if not markers and not talk:
        return Stands({}, {}, voting)
    places = list(_places(text, language, listed))
    authors = [p for p in places if _owns(p, listed, language, things, {m.start for m in markers})]
    voters = [p for p in places if p not in authors]
    listing = {m.end for m in matches if m.phrase.concept == _TALK and m.phrase.pole < 0}
    scene = Scene(text, language, listed, statements(listed, language), markers, voters, listing)
    sides: dict[str, frozenset[Side]] = {}
    shown: dict[str, str] = {}
    for group in scene.groups():
        if marker := scene.nearest(group):
            for place in group:
                sides[place.key] = sides.get(place.key, frozenset()) | {marker.side}
                shown[place.key] = place.written
    for count, side in scene.counts() if voting else ():
        sides["#" + count] = sides.get("#" + count, frozenset()) | {side}
        shown["#" + count] = count
    return Stands(sides, shown, voting, frozenset(p.key for p in authors))


def _markers(matches: list[Match], listed: list[Word], language: str, talk: set[int]) -> list[Marker]:
    marked = [m for m in matches if (m.phrase.concept, m.phrase.pole) in _SIDES]
    turned = denied(listed, marked, [m for m in matches if m.phrase.concept == NOT], language)
    markers = [_marker(m, i in turned) for i, m in enumerate(marked) if _is_side(m, listed, talk)]
    return [m for m in markers if m.side != "absent" or not any(0 <= o.start - m.end <= 2 for o in markers)]


def _marker(m: Match, turned: bool) -> Marker:
    side = _SIDES[m.phrase.concept, m.phrase.pole]
    return Marker(_DENIED.get(side, side) if turned else side, m.start, m.end)


def _votes(m: Marker, listed: list[Word]) -> bool:
    """Whether the words of a side are words of voting themselves: voted for."""
    return any(_VOTED.search(shape) for word in listed[m.start : m.end] for shape in word.shapes)


def _is_side(m: Match, listed: list[Word], talk: set[int]) -> bool:
    if m.end - m.start > 1 or listed[m.start].shapes[0] not in _BARE:
        return True
    last = m.end == len(listed) or listed[m.end].phrase != listed[m.start].phrase
    return last or bool(talk & {m.start - 1, m.start - 2, m.end, m.end + 1})


def _places(text: str, language: str, listed: list[Word]) -> Iterable[Place]:
    for mention in known_places(text, language):
        inside = [i for i, w in enumerate(listed) if w.start < mention.end and mention.start < w.end]
        if inside and mention.stated and mention.entries:
            yield Place(mention.entries[0].key, text[mention.start : mention.end], inside[0], inside[-1] + 1)


def _owns(place: Place, listed: list[Word], language: str, things: set[int], sides: set[int]) -> bool:
    """The US draft, a draft of the United States, الأمريكي: whose text is voted on, not who votes."""
    before, after = _OWNERS.get(language, _OWNER_AFTER)
    genitives = _GENITIVES.get(language)
    if genitives and place.end < len(listed) and listed[place.end].shapes[0] in genitives:
        after = _GENITIVE_REACH
    elif language == "hi":
        after = 0
    thing = next((at for at in range(place.end, place.end + after) if at in things), -1)
    if thing >= 0:
        return not sides & set(range(place.end, thing))
    near = range(max(0, place.start - before), place.start)
    if not any(at in things for at in near) or listed[place.start].phrase != listed[near[0]].phrase:
        return False
    return language != "ar" or listed[place.start].shapes[0].endswith(("ي", "يه"))


@cache
def _table(language: str) -> Table:
    phrases = [p for p in _phrases(language) if p.concept != _THING]
    kept = table(language, NOT, IDIOM)
    phrases += [p for listed in (*kept.exact.values(), *kept.stems.values()) for p in listed]
    return built(phrases)


@cache
def _things(language: str) -> Table:
    return built(p for p in _phrases(language) if p.concept == _THING)


def _phrases(language: str) -> Iterable[Phrase]:
    for line in files("rag.checks.opposites").joinpath("votes.txt").read_text(encoding="utf-8").splitlines():
        name, *columns = line.split("|")
        if name.split()[0] == language:
            for pole, column in zip((+1, -1), columns, strict=True):
                yield from parsed(name.split()[1], pole, column, language)
