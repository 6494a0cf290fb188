"""A date as news prints it → ISO 8601, or None: never a guess.

"03/04/2023" is the third of April here and the fourth of March there; it is None unless the caller knows the
order (`day_order` learns it from a collection's other dates).
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Literal, TypeVar

from index.months import JALALI_MONTHS, MONTHS

Day = TypeVar("Day", bound=date)
Order = Literal["day first", "month first"]

_TIME = (
    r"(?:\D{0,12}?\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d))?(?P<half>\s*[ap]\.?m)?)?"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?$")
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})\s*[-/.年년]\s*(?P<month>\d{1,2})\s*[-/.月월]\s*(?P<day>\d{1,2})(?!\d)\s*[日일]?" + _TIME
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(?P<year>\d{4})(?!\d)" + _TIME)
_NAME = r"(?P<name>[^\W\d_](?:[^\W\d_]|[\u0900-\u0963])*(?:[\u200c ](?:الأول|الثاني|الآخر))?)"
_DAY_NAME = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s,]+(?:de\s+|of\s+)?"
    + _NAME
    + r"\.?[\s,،/]+(?:de\s+|del\s+)?(?P<year>\d{4})(?!\d)"
    + _TIME
)
_NAME_DAY = re.compile(
    r"(?<!\w)(?P<name>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)" + _TIME
)
_DIGITS = {ord(char): str(i % 10) for i, char in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९")}


def parse_date(value: str, order: Order | None = None) -> str | None:
    """ISO 8601 to the day, or to the second where a time is printed, with the offset where that is.

    Reads ISO and RFC 2822, year-first numbers, day and month by name in a dozen languages, CJK dates and
    Jalali dates by month name. Anything ambiguous, or outside 1800–2100, is None.
    """
    value = value.translate(_DIGITS).strip()
    if _ISO.match(value):
        return _iso(value)
    if found := _YEAR_FIRST.search(value):
        return _join(found, int(found["month"]), int(found["day"]))
    if found := _NUMBERS.search(value):
        first, second = int(found[1]), int(found[3])
        if first > 12 or first == second or order == "day first":
            return _join(found, second, first)
        return _join(found, first, second) if second > 12 or order == "month first" else None
    return _mail(value) or _named(value)


def take_date(line: str) -> tuple[str, str] | None:
    """The first full date in a line, as ISO 8601, and the line without it; None where there is none."""
    plain = line.translate(_DIGITS)
    for pattern in (_YEAR_FIRST, _NUMBERS, _DAY_NAME, _NAME_DAY):
        for found in pattern.finditer(plain):
            if when := parse_date(found[0]):
                return when, line[: found.start()] + " " + line[found.end() :]
    return None


def day_order(values: Iterable[str]) -> Order | None:
    """Which way round numeric dates are written, as the unambiguous ones among `values` tell.

    None unless at least three tell and none contradicts.
    """
    day = month = 0
    for value in values:
        if found := _NUMBERS.search(value.translate(_DIGITS)):
            day += int(found[1]) > 12 >= int(found[3])
            month += int(found[3]) > 12 >= int(found[1])
    if day >= 3 and not month:
        return "day first"
    return "month first" if month >= 3 and not day else None


def from_epoch(seconds: float) -> str | None:
    """ISO 8601 in UTC for a Unix time in seconds or milliseconds; None where it is neither."""
    for unit in (1, 1000):
        if 5e8 < seconds / unit < 4e9:
            return datetime.fromtimestamp(seconds // unit, UTC).isoformat()
    return None


def jalali_to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day in the Iranian solar calendar.

    Counts days from 1 Farvardin 979 (21 March 1600) with the 33-year leap cycle (leap where the year's
    remainder by 33 is 1, 5, 9, 13, 17, 22, 26 or 30), exact for the years 1244–1472 (1865–2094) on which
    the cycle and the astronomical calendar agree (K. M. Borkowski, Earth, Moon and Planets 74, 1996).
    """
    before = sum(366 if _is_jalali_leap(y) else 365 for y in range(1300, year))
    before -= sum(366 if _is_jalali_leap(y) else 365 for y in range(year, 1300))
    in_year = (month - 1) * 31 - max(month - 7, 0) + day - 1
    return date.fromordinal(_FARVARDIN_1300 + before + in_year)


_FARVARDIN_1300 = date(1921, 3, 21).toordinal()


def _is_jalali_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)


def _iso(value: str) -> str | None:
    try:
        if len(value) == 10:
            return _sane(date.fromisoformat(value)).isoformat()
        return _sane(datetime.fromisoformat(value.replace(" +", "+"))).replace(microsecond=0).isoformat()
    except ValueError:
        return None


def _mail(value: str) -> str | None:
    if not re.match(r"[A-Za-z]{3}, \d", value):
        return None
    try:
        return _sane(parsedate_to_datetime(value)).isoformat()
    except (ValueError, IndexError):
        return None


def _named(value: str) -> str | None:
    for pattern in (_DAY_NAME, _NAME_DAY):
        for found in pattern.finditer(value):
            name = found["name"].casefold()
            if month := MONTHS.get(name) or MONTHS.get(name.partition(" ")[0]):
                return _join(found, month, int(found["day"]))
            year = int(found["year"])
            if (month := JALALI_MONTHS.get(name)) and 1250 <= year <= 1470 and 1 <= int(found["day"]) <= 31:
                gregorian = jalali_to_gregorian(year, month, int(found["day"]))
                return gregorian.isoformat() + _time(found)
    return None


def _join(found: re.Match[str], month: int, day: int) -> str | None:
    try:
        return _sane(date(int(found["year"]), month, day)).isoformat() + _time(found)
    except ValueError:
        return None


def _time(found: re.Match[str]) -> str:
    if found["hour"] is None:
        return ""
    hour = int(found["hour"])
    if half := (found["half"] or "").strip().lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"T{hour:02}:{found['minute']}:{found['second'] or '00'}"


def _sane(day: Day) -> Day:
    if not 1800 <= day.year <= 2100:
        raise ValueError("a year no newspaper printed")
    return day
