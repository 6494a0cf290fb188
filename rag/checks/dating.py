"""Statements of when: what they may say, when one carries another, and what a relative day is in a dated article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from index.types import Span

Part = Literal[
    "day", "year", "weekday", "quarter", "season", "decade", "century", "minute", "relative", "every", "day_part"
]
PARTS: tuple[Part, ...] = (
    "day", "year", "weekday", "quarter", "season", "decade", "century", "minute", "relative", "every",
    "day_part",
)  # fmt: skip
"""What a moment may say; month and day of the month are one part, "day"."""
Verdict = Literal["carried", "rival", "absent"]

_SEASONS = {1: (3, 4, 5, 6), 2: (6, 7, 8, 9), 3: (9, 10, 11, 12), 4: (12, 1, 2, 3)}
_MERGING = ({"evening", "night"}, {"afternoon", "evening"}, {"night", "morning"})
"""Parts of the day that one language calls by the one name and another by the other."""
_HALF_DAY = 12 * 60
_HALF_YEAR = 183


@dataclass(frozen=True, slots=True)
class Moment:
    """What a text says of when; None or "" where it says nothing.

    `decade` is 1990, or 90 where no century is said. `minute` counts from midnight; where `half_day`, noon may
    have to be added. `relative` is a unit and how many of it from the day of writing ("day", -1). `every` is the unit
    at which something recurs, `day_part` is "morning", "afternoon", "evening" or "night". `anchor` is "before",
    "after", "since" or "until". `foreign`: another calendar.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    season: int | None = None
    decade: int | None = None
    century: int | None = None
    minute: int | None = None
    half_day: bool = False
    relative: tuple[str, int] | None = None
    every: str = ""
    day_part: str = ""
    anchor: str = ""
    foreign: bool = False


Reading = tuple[list[Moment], int]
"""Moments read from a text, and the token after them."""
NOTHING: Reading = ([], 0)


def parts(moment: Moment) -> list[Part]:
    """The parts that a moment states."""
    return [part for part in PARTS if _has(moment, part)]


def compare(part: Part, claimed: Moment, stated: Moment) -> Verdict:
    """Does what is stated carry this part of what is claimed, say something else in its place, or say nothing of it?"""
    if part == "day":
        return _compare_days(claimed, stated)
    if part == "minute":
        return _compare_minutes(claimed, stated)
    if part == "relative":
        return _compare_relative(claimed, stated)
    if part == "season" and stated.season is None:
        if stated.month is None:
            return "absent"
        return "carried" if stated.month in _SEASONS[claimed.season or 1] else "rival"
    if part == "quarter" and stated.season is not None and claimed.quarter:
        months = range(3 * claimed.quarter - 2, 3 * claimed.quarter + 1)
        return "carried" if len({*months, *_SEASONS[stated.season]}) < 6 else "rival"
    if part == "day_part" and {claimed.day_part, stated.day_part} in _MERGING:
        return "carried"
    one, two = _value(claimed, part), _value(stated, part)
    if isinstance(one, int) and isinstance(two, int) and part == "decade" and min(one, two) < 100:
        one, two = one % 100, two % 100
    if two is None:
        return "absent"
    return "carried" if one == two else "rival"


def settled(moment: Moment, published: str | None) -> list[Moment]:
    """The moment, and the days or years that it may mean in an article of this date (ISO 8601)."""
    try:
        written = date.fromisoformat((published or "")[:10])
    except ValueError:
        return [moment]
    if moment.relative:
        return [moment, *_settle_relative(moment, written)]
    if moment.weekday and moment.day is None:
        back = (written.isoweekday() - moment.weekday) % 7
        days = (written - timedelta(back), written + timedelta(7 - back))
        return [moment, *(_on(moment, day) for day in days)]
    if moment.day and moment.month is None:
        return [moment, *(_on(moment, day) for day in _days_near(written, moment.day))]
    if moment.month and moment.year is None:
        years = (written.year, written.year - 1, written.year + 1)
        return [moment, *(replace(moment, year=y) for y in years if _is_near(written, y, moment))]
    return [moment]


def is_unsettled(moment: Moment) -> bool:
    """Is it a day that only the day of writing tells: yesterday, Saturday, the 28th?"""
    if moment.relative:
        return moment.relative[0] in ("day", "week") and moment.day is None
    return (moment.weekday is not None and moment.day is None) or (moment.day is not None and moment.month is None)


def _has(moment: Moment, part: Part) -> bool:
    if part == "day":
        return moment.month is not None or moment.day is not None
    return bool(getattr(moment, part)) or (part == "minute" and moment.minute == 0)


def _value(moment: Moment, part: Part) -> int | str | None:
    """A part as stated, or as it follows from the others."""
    if part == "weekday" and moment.weekday is None and moment.year and moment.month and moment.day:
        try:
            return date(moment.year, moment.month, moment.day).isoweekday()
        except ValueError:
            return None
    if part == "quarter" and moment.quarter is None and moment.month:
        return (moment.month + 2) // 3
    if part == "decade" and moment.decade is None and moment.year:
        return moment.year // 10 * 10
    if part == "century" and moment.century is None and moment.year:
        return (moment.year + 99) // 100
    value: int | str | None = getattr(moment, part)
    return value or None


def _compare_days(claimed: Moment, stated: Moment) -> Verdict:
    if stated.month is None and stated.day is None:
        return "absent"
    if None not in (claimed.month, stated.month) and claimed.month != stated.month:
        return "rival"
    if None not in (claimed.day, stated.day):
        return "carried" if claimed.day == stated.day else "rival"
    return "carried" if claimed.day is None and stated.month is not None else "absent"


def _compare_minutes(claimed: Moment, stated: Moment) -> Verdict:
    if stated.minute is None or claimed.minute is None:
        return "absent"
    off = abs(claimed.minute - stated.minute)
    if off == 0 or (off == _HALF_DAY and (claimed.half_day or stated.half_day)):
        return "carried"
    return "rival"


def _compare_relative(claimed: Moment, stated: Moment) -> Verdict:
    if claimed.relative is None or stated.relative is None or claimed.relative[0] != stated.relative[0]:
        return "absent"
    return "carried" if claimed.relative == stated.relative else "rival"


def _settle_relative(moment: Moment, written: date) -> Sequence[Moment]:
    unit, many = moment.relative or ("", 0)
    if unit == "day":
        return [_on(moment, written + timedelta(many))]
    if unit == "week":
        monday = written - timedelta(written.weekday()) + timedelta(7 * many)
        return [_on(moment, monday + timedelta(day)) for day in range(7)]
    if unit == "month":
        months = written.year * 12 + written.month - 1 + many
        return [replace(moment, year=months // 12, month=months % 12 + 1)]
    if unit == "quarter":
        quarters = written.year * 4 + (written.month - 1) // 3 + many
        return [replace(moment, year=quarters // 4, quarter=quarters % 4 + 1)]
    return [replace(moment, year=written.year + many)]


def _on(moment: Moment, day: date) -> Moment:
    return replace(moment, year=day.year, month=day.month, day=day.day, weekday=day.isoweekday())


def _days_near(written: date, day: int) -> list[date]:
    """That day of the month of writing, the one before and the one after."""
    first = written.replace(day=1)
    months = (first, (first - timedelta(1)).replace(day=1), (first + timedelta(31)).replace(day=1))
    return [found for month in months if (found := month + timedelta(day - 1)).month == month.month]


def _is_near(written: date, year: int, moment: Moment) -> bool:
    try:
        day = date(year, moment.month or 1, moment.day or 15)
    except ValueError:
        return False
    return abs((day - written).days) <= _HALF_YEAR
