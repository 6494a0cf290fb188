"""Relative days inside an article, read against the day on which it was printed.

"Saturday" is the last one, today included, or the next where the nearest verb speaks of what is to come. Where no
verb tells, it is left out: a wrong day would be worse than none.
"""

import re
from datetime import date

from index.types import Span
from rag.when import ranges
from rag.when.folded import Folded, folded
from rag.when.frames import frame_of
from rag.when.languages import grammar_of
from rag.when.moments import Moment, moments
from rag.when.words import Grammar

_BEFORE, _BEHIND = 60, 50
"""How near to a day, in characters, its verb is looked for."""
_KINDS = ("day", "date", "monthday", "weekday", "ago")
_STOP = re.compile(r"[.!?;。！？；।۔\n]")
_FRAMES = ("since", "until", "before", "after", "of", "at", "at weekday")
_CAPITALISED = re.compile(r"[A-Z][\w'-]*")


def relative_days(text: str, language: str, published: str | None) -> list[tuple[Span, str]]:
    """(span in `text`, ISO day) of "yesterday", "on Saturday", «اليوم السبت», "27 October", 11日, in order.

    Dates with a year, weeks and months are no relative days. Empty where `published` is no date.
    """
    printed = _day(published)
    if printed is None:
        return []
    grammar, plain = grammar_of(language), folded(text)
    found: list[tuple[Span, str]] = []
    for moment in moments(plain.text, grammar, printed, only=_KINDS):
        day = None if _named(moment, text, plain) else _read(moment, text, plain, grammar, printed)
        if day:
            found.append((plain.span(*moment.span), day.isoformat()))
    return found


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _read(moment: Moment, text: str, plain: Folded, grammar: Grammar, printed: date) -> date | None:
    if moment.days is None or moment.days.first != moment.days.last:
        return None
    day = moment.days.first
    if moment.kind == "monthday":
        return day
    if moment.kind == "date":
        return ranges.nearest_day(day.month, day.day, printed) if moment.yearless else None
    if moment.kind == "weekday" and moment.open:
        return _weekday(day, moment, text, plain, grammar, printed) if day <= printed else day
    if moment.kind == "day" and moment.open and not moment.now:
        tense = _tense(moment, plain.text, grammar)
        return day if tense == "past" else ranges.shifted(printed, (printed - day).days) if tense else None
    return day if moment.kind in ("day", "weekday", "ago") else None


def _weekday(day: date, moment: Moment, text: str, plain: Folded, grammar: Grammar, printed: date) -> date | None:
    framed = frame_of(plain.text, moment.span, grammar, _FRAMES)
    if not (framed or grammar.words.weekday_alone or _alone(plain.span(*moment.span), text, grammar)):
        return None
    tense = _tense(moment, plain.text, grammar) or ("past" if grammar.words.tenseless else "")
    if tense == "ahead" and day < printed:
        return ranges.shifted(day, 7)
    return day if tense else None


def _named(moment: Moment, text: str, plain: Folded) -> bool:
    """A capital inside a sentence makes a name of it: the Today show."""
    start, _ = plain.span(*moment.span)
    return moment.kind == "day" and text[start].isupper() and text[:start].rstrip(" ")[-1:].isalnum()


def _alone(span: Span, text: str, grammar: Grammar) -> bool:
    """English papers print "said Saturday"; between other capitals it is part of a name."""
    before, behind = text[: span[0]].split(), text[span[1] :].split(maxsplit=1)
    beside = [*before[-1:], *behind[:1]]
    return grammar.language == "en" and not any(_CAPITALISED.match(word) for word in beside)


def _tense(moment: Moment, text: str, grammar: Grammar) -> str:
    """ "past" or "ahead", as the nearest words of either kind in the sentence speak; "" where there are none."""
    start, end = moment.span
    before = _STOP.split(text[max(0, start - _BEFORE) : start])[-1]
    behind = _STOP.split(text[end : end + _BEHIND])[0]
    nearest = [(_BEFORE + _BEHIND, "")]
    for tense, hint in (("ahead", grammar.ahead), ("past", grammar.past)):
        nearest += [(len(before) - m.end(), tense) for m in hint.finditer(before)]
        nearest += [(m.start(), tense) for m in hint.finditer(behind)]
    return min(nearest, key=lambda pair: pair[0])[1]
