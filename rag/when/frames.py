"""Phrases of time with the words around them, to the first and last day of printing that each allows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.types import Span
from rag.when import ranges
from rag.when.moments import CALENDAR, Moment
from rag.when.ranges import Days
from rag.when.words import Grammar

MORNING_AFTER = 1
DAYS_AFTER_WEEKDAY = 3
DAYS_AFTER_DAY = 7
MONTHS_AFTER_MONTH = 1
MONTHS_AFTER_MONTHS = 3
"""How long after something happened it is still news: of a period, in the papers of the morning after; of "Tuesday",
often the day of a thing that had its echo; of a calendar date, the week after; a month's figures come out in the next
month, and those of several months in the next quarter."""
REACH = 20
"""Years back that a news library is taken to reach; an older bound would only hide articles without a date."""


@dataclass(frozen=True, slots=True)
class Told:
    """How a question speaks: of the past or for news (`past`), of what is expected (`ahead`)."""

    past: bool
    ahead: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one phrase says. `frame` is since, until or at; `span` is in the folded text, with its preposition.

    `now` asks for the latest instead of giving bounds. `droppable`: the words only say when. `ends` is the last day
    of what the phrase names, where later reports of it count too.
    """

    frame: str
    first: date | None
    last: date | None
    span: Span
    hard: bool = True
    droppable: bool = False
    now: bool = False
    ends: date | None = None


def bounds(found: Sequence[Moment], text: str, grammar: Grammar, today: date, told: Told) -> list[Bounds]:
    """One for each phrase, or pair of phrases, that gives any."""
    given: list[Bounds] = []
    if any(m.kind in CALENDAR and not m.yearless for m in found):  # "that Tuesday of July 2015"
        found = [m for m in found if not (m.open and m.kind in ("day", "unit", "weekday"))]
    at = 0
    while at < len(found):
        pair = _between(found[at], found[at + 1], text, grammar, today) if at + 1 < len(found) else None
        one = pair or _single(found[at], text, grammar, today, told)
        if one and not (told.ahead and found[at].kind in CALENDAR):
            given.append(one)
        at += 2 if pair else 1
    return given


def _between(first: Moment, last: Moment, text: str, grammar: Grammar, today: date) -> Bounds | None:
    if not grammar.joins.fullmatch(text, first.span[1], last.span[0]) or not (first.days and last.days):
        return None
    framed = frame_of(text, (first.span[0], last.span[1]), grammar, ("between",))
    if not framed or not _reachable(first.days.first, today):
        return None
    if last.kind == "year":
        until, hard = None, False
    elif last.kind == "month":
        until, hard = ranges.months_away(last.days.last, MONTHS_AFTER_MONTHS).last, False
    else:
        until, hard = ranges.shifted(last.days.last, MORNING_AFTER), True
    return Bounds("at", first.days.first, until, framed[1], hard)


def _single(moment: Moment, text: str, grammar: Grammar, today: date, told: Told) -> Bounds | None:
    days = moment.days
    if days is None or not _reachable(days.first, today) or _beside(text, moment.span, grammar.against):
        return None
    names = _OF_RANGE if moment.kind == "range" else (*_SINGLE, f"at {moment.kind}")
    name, span = frame_of(text, moment.span, grammar, names) or ("", moment.span)
    if name == "since":
        return Bounds("since", days.first, None, span)
    attached = name == "of" or _beside(text, span, grammar.attached)
    if name in ("until", "before", "after"):
        return _edge(name, moment, days, span, told, loose=attached)
    if moment.kind in CALENDAR:
        if name == "of" or not (name or _bare(text, moment)):
            return None
        return _calendar(moment, days, span, told, attached)
    framed = name.startswith("at") or grammar.words.weekday_alone
    return _counted(moment, days, span, today, told, framed=framed, attached=attached)


_NEAR = 160
"""Characters before a phrase that are looked at."""
_SINGLE = ("since", "until", "before", "after", "of", "at")
_OF_RANGE = ("between", "of", "at")
_NUMERIC = re.compile(r"[\d./-]+")


def _bare(text: str, moment: Moment) -> bool:
    """Whether a calendar date needs no preposition to say when."""
    return moment.kind == "date" and bool(_NUMERIC.fullmatch(text, *moment.span))


def _edge(name: str, moment: Moment, days: Days, span: Span, told: Told, *, loose: bool) -> Bounds | None:
    """ "until", "before", "after": `loose` where an event of that time is meant, not the time itself."""
    if moment.open and not told.past:
        return None
    if name == "after":
        return Bounds("since", days.first if loose else ranges.shifted(days.last, 1), None, span)
    if moment.kind == "year" or loose:
        return None
    last = days.last if name == "until" else ranges.shifted(days.first, -1)
    if moment.kind == "month":
        return Bounds("until", None, ranges.months_away(last, MONTHS_AFTER_MONTH).last, span, hard=False)
    return Bounds("until", None, ranges.shifted(last, MORNING_AFTER), span)


def _calendar(moment: Moment, days: Days, span: Span, told: Told, attached: bool) -> Bounds | None:
    """When something happened: it cannot have been reported before, and seldom first long after."""
    if told.ahead or (moment.open and not told.past):
        return None
    until: date | None = None
    if not attached and moment.kind == "range":
        return Bounds("at", days.first, ranges.shifted(days.last, MORNING_AFTER), span)
    if not attached and moment.kind == "date":
        until = ranges.shifted(days.last, DAYS_AFTER_DAY)
    elif not attached and moment.kind == "month":
        until = ranges.months_away(days.last, MONTHS_AFTER_MONTH).last
    return Bounds("at", days.first, until, span, hard=False, ends=days.last)


def _counted(
    moment: Moment, days: Days, span: Span, today: date, told: Told, *, framed: bool, attached: bool
) -> Bounds | None:
    """Counted from today: "yesterday", "last week", "on Saturday" (on a Saturday: this one or the last)."""
    if moment.open and not told.past:
        return Bounds("at", None, None, span, now=True) if moment.now else None
    if moment.kind == "weekday" and moment.open and not framed:
        return None
    first = ranges.shifted(today, -7) if moment.kind == "weekday" and days.first == today else days.first
    if attached:
        return Bounds("at", first, None, span, hard=False)
    after = DAYS_AFTER_WEEKDAY if moment.kind in ("weekday", "ago") else MORNING_AFTER
    last = min(ranges.shifted(days.last, after), ranges.shifted(today, MORNING_AFTER))
    return Bounds("at", first, last, span, droppable=True)


def _reachable(first: date, today: date) -> bool:
    return today.year - REACH <= first.year and first <= today


def frame_of(text: str, span: Span, grammar: Grammar, names: Sequence[str]) -> tuple[str, Span] | None:
    """The name of the first frame among `names` that fits around `span`, and the span with its words."""
    for name, left, right in grammar.frames:
        before, behind = left.search(text, max(0, span[0] - _NEAR), span[0]), right.match(text, span[1])
        if name in names and before and behind:
            start = before.start() + len(before[0]) - len(before[0].lstrip())
            return name, (start, max(behind.end(), span[1]))
    return None


def _beside(text: str, span: Span, words: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    before, behind = words
    return bool(before.search(text, max(0, span[0] - _NEAR), span[0]) or behind.match(text, span[1]))
