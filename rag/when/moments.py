"""Phrases of time found in a text, and the days that each stands for."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from index.dates import parse_date
from index.types import Span
from rag.when import ranges
from rag.when.ranges import Days
from rag.when.words import Grammar

CALENDAR = ("date", "monthday", "range", "month", "year")
_NUMERIC = re.compile(r"(?<![\w./-])(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})(?![\w-])")
_DATED = {(1, 6), (9, 11), (10, 7)}
"""Days that stand for one event of one year: 6 January 2021, 11 September 2001, 7 October 2023."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`span` is in the folded text. `kind`: day, unit, rolling, ago or weekday, counted from today; date, monthday
    (11日), range of dates, month or year, of the calendar.

    `open`: it may lie ahead as well as behind, such as "on Saturday". `now`: it holds today, such as "this week".
    `yearless`: the year was supplied. `days` is None for what is to come and for what cannot be told.
    """

    span: Span
    kind: str
    days: Days | None
    open: bool = False
    now: bool = False
    yearless: bool = False


def moments(text: str, grammar: Grammar, today: date, *, only: Collection[str] = ()) -> list[Moment]:
    """In order, without overlaps; of two that overlap, the one that begins first, or else the longer.

    With `only`, no others than readings of these names are looked for, which is faster.
    """
    found = [_Found(m.span(), "numeric", m) for m in _NUMERIC.finditer(text)]
    for meaning, pattern in grammar.readings:
        if only and meaning.split()[0] not in only:
            continue
        group = "phrase" if "phrase" in pattern.groupindex else 0
        found += [_Found(m.span(group), meaning, m) for m in pattern.finditer(text)]
    barred = [m.span() for m in grammar.fixed.finditer(text)]
    taken: list[Moment] = []
    for each in sorted(found, key=lambda f: (f.span[0], -f.span[1])):
        start, end = each.span
        if (taken and start < taken[-1].span[1]) or any(a < end and start < b for a, b in barred):
            continue
        taken.append(_moment(each, grammar, today))
    return _with_years(taken, text, grammar)


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    meaning: str
    match: re.Match[str]

    def get(self, name: str) -> str | None:
        return self.match[name] if name in self.match.re.groupindex else None


def _moment(found: _Found, grammar: Grammar, today: date) -> Moment:
    kind, *rest = found.meaning.split()
    if kind == "numeric":
        return _numeric(found)
    if kind in ("rolling", "ago"):
        return _counted(found, kind, rest, grammar, today)
    if kind == "monthday":
        when = ranges.monthday(int(found.match["day"]), today)
        return Moment(found.span, "monthday", Days(when, when) if when else None, open=True, yearless=True)
    if kind == "weekday":
        return _weekday(found, rest, grammar, today)
    if kind in ("date", "range", "month", "year") and (found.get("month") or found.get("year")):
        return _calendar(found, kind, rest, grammar, today)
    away = int(rest[-1])
    unit = grammar.unit(found.match["unit"]) if kind == "unit" else kind
    sort = "day" if unit == "day" else "unit"
    days = None if kind == "unit" and unit in ("hour", "day") else ranges.unit_of(unit, away, today, grammar.language)
    if unit == "weekend" and away == 0 and days and days.first > today:
        days = ranges.unit_of(unit, -1, today, grammar.language)
    if unit == "day" and days and (named := found.get("weekday")):
        days = _agreeing(days.first, grammar.weekday(named))
    return Moment(found.span, sort, days, open=away == 0 or rest[0] == "past", now=away == 0)


def _agreeing(day: date, weekday: int) -> Days | None:
    """ "Today, Saturday": the named weekday, if it is at most a day away, as where the date is that of another zone."""
    near = [ranges.shifted(day, away) for away in (0, -1, 1)]
    return next((Days(d, d) for d in near if d.weekday() == weekday), None)


def _numeric(found: _Found) -> Moment:
    day = parse_date(found.match[0])
    when = date.fromisoformat(day[:10]) if day else None
    return Moment(found.span, "date", Days(when, when) if when else None)


def _counted(found: _Found, kind: str, rest: list[str], grammar: Grammar, today: date) -> Moment:
    """ "the last two weeks", "three days ago". Beyond five years, or one year ago and more, it is no news."""
    number = int(rest[0]) if rest else grammar.number(found.match["n"])
    unit = rest[1] if len(rest) > 1 else grammar.unit(found.match["unit"])
    days: Days | None = None
    if kind == "rolling":
        days = ranges.rolling(unit, number, today) if number * (unit == "year") <= 5 else None
    elif unit in ("day", "week"):
        days = ranges.unit_of(unit, -number, today, grammar.language)
    return Moment(found.span, kind, days)


def _weekday(found: _Found, rest: list[str], grammar: Grammar, today: date) -> Moment:
    number = grammar.weekday(found.match["weekday"])
    if rest and rest[0] == "week":
        day = ranges.shifted(ranges.unit_of("week", int(rest[1]), today, "").first, number)
        return Moment(found.span, "weekday", Days(day, day), open=rest[1] == "0")
    day = ranges.latest_weekday(number, today)
    if rest and rest[0] == "next":
        return Moment(found.span, "weekday", Days(ranges.shifted(day, 7), ranges.shifted(day, 7)))
    if rest and day == today:
        day = ranges.shifted(day, -7)
    return Moment(found.span, "weekday", Days(day, day), open=not rest)


def _calendar(found: _Found, kind: str, rest: list[str], grammar: Grammar, today: date) -> Moment:
    stated = found.get("year")
    year = int(stated) if stated else today.year + int(rest[1]) if rest[:1] == ["year"] else None
    if kind == "year" and year:
        return Moment(found.span, "year", ranges.year_of(year) if year > 1500 else ranges.solar_year(year))
    if rest == ["next"]:
        return Moment(found.span, "month", None)
    month, solar = grammar.month(found.match["month"])
    if year and solar != (year < 1500):
        return Moment(found.span, kind, None)
    number = int(found.get("day") or 0)
    yearless = year is None
    if kind == "month":
        days = _month(month, year, today, solar)
        if rest == ["last"]:
            return Moment(found.span, "unit", days)
        return Moment(found.span, "month", days, open=yearless, yearless=yearless)
    first = _day(month, number, year, today, solar)
    last = _day(month, int(found.get("day2") or number), year, today, solar)
    if yearless and (month, number) in _DATED:
        first = None
    days = Days(first, last) if first and last and first <= last else None
    return Moment(found.span, kind, days, open=yearless, yearless=yearless)


def _month(month: int, year: int | None, today: date, solar: bool) -> Days | None:
    if solar:
        return ranges.solar_month(year, month) if year else ranges.latest_solar_month(month, today)
    return ranges.month_of(year, month) if year else ranges.latest_month(month, today)


def _day(month: int, day: int, year: int | None, today: date, solar: bool) -> date | None:
    if solar:
        within = _month(month, year, today, True)
        found = ranges.shifted(within.first, day - 1) if within else None
        return found if within and found and found <= within.last else None
    return ranges.day_of(year, month, day) if year else ranges.latest_day(month, day, today)


def _with_years(taken: list[Moment], text: str, grammar: Grammar) -> list[Moment]:
    """In "between April and June 2018", also "2018年4月到6月", both months are of the year that one of them states."""
    years = list(taken)
    for at in range(len(taken) - 1):
        first, last = years[at], years[at + 1]
        if first.kind in CALENDAR and last.kind in CALENDAR and first.days and last.days:
            joined = grammar.joins.fullmatch(text, first.span[1], last.span[0])
            if joined and first.yearless and not last.yearless:
                years[at] = _moved(first, first.days, last.days.first, -1)
            elif joined and last.yearless and not first.yearless:
                years[at + 1] = _moved(last, last.days, first.days.first, 1)
    return years


def _moved(moment: Moment, days: Days, beside: date, way: int) -> Moment:
    """The moment in the year of `beside`, or in the next one (`way` 1) or the last (-1) where the order asks for it."""
    first, last = days.first, days.last
    wrong = (first.month, first.day) < (beside.month, 1) if way > 0 else (first.month, 1) > (beside.month, beside.day)
    year = beside.year + way * wrong
    if moment.kind == "month":
        return Moment(moment.span, "month", ranges.month_of(year, first.month))
    moved = ranges.day_of(year, first.month, first.day), ranges.day_of(year, last.month, last.day)
    return Moment(moment.span, moment.kind, Days(moved[0], moved[1]) if moved[0] and moved[1] else None)
