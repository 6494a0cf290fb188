"""A name, place or time of the earlier question, and the one that a follow-up puts in its place."""

import re
from datetime import date

from babel import Locale

from index.language import function_words, terms
from index.types import Span
from rag.rewrite.names import Country, Names, capitalised, countries
from rag.when.folded import folded
from rag.when.frames import frame_of
from rag.when.languages import grammar_of
from rag.when.moments import CALENDAR, moments

_ARTICLE = re.compile(r"(?<!\w)(?:the |la |le |les |l['’]|el |los |las |os? |as? |der |die |das |den )$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"(?<!\w)(?:in|from|by|en|au|aux|du|des?|d['’]|em|n[oa]s?|d[oa]s?|im|aus|von|в|во|на|из|с)"
    r"(?: (?:the|la|le|les|l['’]|el|los|las|der|die|das|den|dem))? ?$",
    re.IGNORECASE,
)
_ANY_DAY = date(2020, 1, 1)
_FRAMES = ("since", "until", "before", "after", "between", "at", "at date", "at weekday")


def time_of(text: str, language: str) -> Span | None:
    """Where the last time phrase stands, with its preposition."""
    spans = _times(text, language)
    return spans[1] if spans else None


def _times(text: str, language: str) -> tuple[Span, Span, bool] | None:
    """The last time phrase without its preposition and with it, and whether it is one of the calendar."""
    plain, grammar = folded(text), grammar_of(language)
    found = moments(plain.text, grammar, _ANY_DAY)
    if not found:
        return None
    framed = frame_of(plain.text, found[-1].span, grammar, _FRAMES)
    bare = plain.span(*found[-1].span)
    return bare, plain.span(*framed[1]) if framed else bare, found[-1].kind in CALENDAR


def filled(earlier: str, before: str, fragment: str, language: str, names: Names | None) -> str | None:
    """The earlier question with `fragment` in place of its like; None where it holds nothing of the kind.

    Across languages only countries change places, under their name in the earlier question's language.
    """
    result, left = earlier, fragment
    place = next(iter(countries(fragment, language)), None)
    if place:
        target = _counterpart(earlier, before, fragment, place)
        if target is None:
            return None
        result = _placed(earlier, target, before, fragment, place, language)
        left = f"{fragment[: place.span[0] - len(place.joined)]} {fragment[place.span[1] :]}"
    span = time_of(left, language) if language == before else None
    if span:
        result = _timed(result, before, left)
        left = f"{left[: span[0]]} {left[span[1] :]}"
    if place or span:
        return result if not _own_words(left, language) else None
    return _renamed(earlier, before, fragment, names) if language == before else None


def _counterpart(earlier: str, before: str, fragment: str, place: Country) -> Country | None:
    """The country that stands behind the same preposition, or else the first."""
    known = countries(earlier, before)
    preposition = fragment[: place.span[0]].split()[-1:] or [place.joined]
    behind = [c for c in known if (earlier[: c.span[0]].split()[-1:] or [""]) == preposition]
    return next(iter(behind or known), None)


def _placed(earlier: str, target: Country, before: str, fragment: str, place: Country, language: str) -> str:
    """The earlier question with one country for another: in its language, behind the preposition that it wants."""
    name, replaced = place.name, earlier[slice(*target.span)]
    territories = Locale.parse(before).territories
    led, ahead = fragment[: place.span[0]], earlier[: target.span[0]]
    if language != before or (before == "ru" and not led and replaced == territories.get(target.code)):
        name = str(territories.get(place.code, name))
    elif _PREPOSITION.search(led) and _PREPOSITION.search(ahead):
        name, ahead = led.lstrip() + name, _PREPOSITION.sub("", ahead)
    else:
        article = _ARTICLE.search(led)
        name, ahead = (article[0] if article else "") + name, _ARTICLE.sub("", ahead)
    if target.joined == "ل" and name.startswith("ال"):
        name = "ل" + name[2:]
    return f"{ahead}{name}{earlier[target.span[1] :]}"


def _timed(earlier: str, before: str, left: str) -> str:
    """With the time of `left`, behind the preposition that it brings or else finds."""
    new, old = _times(left, before), _times(earlier, before)
    if new is None:
        return earlier
    phrase = left[slice(*new[1])]
    if old is None:
        return f"{earlier} {phrase}" if before != "zh" else phrase + earlier
    unled = new[0] == new[1] and new[2] and old[2]
    start, end = old[0] if unled else old[1]
    return f"{earlier[:start]}{phrase}{earlier[end:]}"


def _renamed(earlier: str, before: str, fragment: str, names: Names | None) -> str | None:
    """A name in place of a name that is no country; None where either is missing."""
    if not (names and fragment in names(fragment)) and not all(w[0].isupper() for w in fragment.split() if len(w) > 3):
        return None
    places = [c.span for c in countries(earlier, before)]
    spans = capitalised(earlier, before)
    spans += [(at, at + len(name)) for name in (names(earlier) if names else ()) if (at := earlier.find(name)) >= 0]
    spans = [s for s in sorted(spans) if not _ARTICLE.search(earlier[: s[0]])]  # "the Arab resolution" names no Arab
    free = [s for s in spans if not any(a < s[1] and s[0] < b for a, b in places)]
    return f"{earlier[: free[0][0]]}{fragment}{earlier[free[0][1] :]}" if free else None


def _own_words(text: str, language: str) -> bool:
    common = function_words(language)
    return any(len(word) > 2 and word not in common for word in terms(text, language))
