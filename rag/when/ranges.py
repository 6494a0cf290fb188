"""Calendar arithmetic: which days a phrase such as "last week" or "in March" stands for.

Weeks are ISO weeks, Monday to Sunday, in every language, also where the week begins on Saturday or Sunday. Persian
months and years may be solar or Gregorian ones, so both are taken in.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date

from index.dates import jalali_to_gregorian

EARLIEST, LATEST = date(1800, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, both ends inclusive."""

    first: date
    last: date

    def joined(self, other: "Days") -> "Days":
        return Days(min(self.first, other.first), max(self.last, other.last))


def shifted(day: date, days: int) -> date:
    """Held between 1800 and 2100, so that no phrase runs off the calendar."""
    limit = max(-400_000, min(400_000, days))
    ordinal = max(EARLIEST.toordinal(), min(LATEST.toordinal(), day.toordinal() + limit))
    return date.fromordinal(ordinal)


def month_of(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_of(year: int) -> Days:
    return Days(date(year, 1, 1), date(year, 12, 31))


def months_away(day: date, months: int) -> Days:
    """The calendar month that lies `months` after that of `day`."""
    count = day.year * 12 + day.month - 1 + months
    year = max(EARLIEST.year, min(LATEST.year, count // 12))
    return month_of(year, count % 12 + 1)


def unit_of(unit: str, away: int, today: date, language: str) -> Days:
    """The day, week, weekend, month or year that lies `away` (0: this one) from today's."""
    if unit == "week":
        monday = shifted(today, -today.weekday() + 7 * away)
        return Days(monday, shifted(monday, 6))
    if unit == "weekend":
        saturday = shifted(today, 5 - today.weekday() + 7 * away)
        return Days(saturday, shifted(saturday, 1))
    if unit == "month":
        gregorian = months_away(today, away)
        return gregorian.joined(_solar_month(today, away)) if language == "fa" else gregorian
    if unit == "year":
        gregorian = year_of(max(EARLIEST.year, min(LATEST.year, today.year + away)))
        return gregorian.joined(_solar_year(today, away)) if language == "fa" else gregorian
    day = shifted(today, away)
    return Days(day, day)


def rolling(unit: str, count: int, today: date) -> Days:
    """The last `count` units up to today: three days, two months."""
    if unit == "hour":
        return Days(shifted(today, -((count + 23) // 24)), today)
    if unit in ("day", "week", "weekend"):
        return Days(shifted(today, -count * (1 if unit == "day" else 7)), today)
    month = months_away(today, -count * (12 if unit == "year" else 1))
    return Days(min(month.last, month.first.replace(day=min(today.day, month.last.day))), today)


def latest_month(month: int, today: date) -> Days:
    """The month of that number that has begun last."""
    return month_of(today.year - (month > today.month), month)


def latest_day(month: int, day: int, today: date) -> date | None:
    """The last time that such a day came, today included; None where there is none (30 February)."""
    for year in range(today.year, today.year - 9, -1):
        if (found := day_of(year, month, day)) and found <= today:
            return found
    return None


def monthday(day: int, today: date) -> date | None:
    """The day of that number in today's month, or in the month before where it would lie far ahead."""
    here = day_of(today.year, today.month, day)
    if here and (here - today).days <= 15:
        return here
    before = months_away(today, -1).first
    return day_of(before.year, before.month, day)


def nearest_day(month: int, day: int, today: date) -> date | None:
    """The day of that month and number nearest to today."""
    found = [day_of(today.year + away, month, day) for away in (-1, 0, 1)]
    return min((d for d in found if d), key=lambda d: abs((d - today).days), default=None)


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        found = date(min(year, MAXYEAR), month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def latest_weekday(weekday: int, today: date) -> date:
    """The last such day (0 is Monday), today included."""
    return shifted(today, -((today.weekday() - weekday) % 7))


def solar_month(year: int, month: int) -> Days:
    """A month of the Iranian solar calendar."""
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    return Days(jalali_to_gregorian(year, month, 1), shifted(jalali_to_gregorian(*after, 1), -1))


def latest_solar_month(month: int, today: date) -> Days:
    year, now = _solar(today)
    return solar_month(year - (month > now), month)


def _solar(day: date) -> tuple[int, int]:
    """Year and month of the Iranian solar calendar."""
    year = day.year - 621
    if day < jalali_to_gregorian(year, 1, 1):
        year -= 1
    month = max(m for m in range(1, 13) if jalali_to_gregorian(year, m, 1) <= day)
    return year, month


def _solar_month(today: date, away: int) -> Days:
    year, month = _solar(today)
    count = year * 12 + month - 1 + away
    return solar_month(count // 12, count % 12 + 1)


def _solar_year(today: date, away: int) -> Days:
    return solar_year(_solar(today)[0] + away)


def solar_year(year: int) -> Days:
    """From Nowruz, about 21 March, to the day before the next."""
    return Days(jalali_to_gregorian(year, 1, 1), shifted(jalali_to_gregorian(year + 1, 1, 1), -1))
