"""Days, months, years and clock times as a text states them, in any of the languages of the word lists."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from index.types import Span
from rag.checks.clock import clock_at
from rag.checks.number_words import Marked, marked
from rag.checks.spelled import Spelled, read_number
from rag.checks.units import PERCENT_SIGNS, SIGNS

_YEARS, _PLAIN_YEARS = range(1000, 2101), range(1900, 2100)
_JALALI, _HIJRI = range(1250, 1450), range(1380, 1460)
_LIST_MARKS = frozenset(",،、/–—-~～")
_SIGNS = PERCENT_SIGNS | SIGNS.keys()
_ANCHORS = ("before", "after", "since", "until")


@dataclass(frozen=True, slots=True)
class Moment:
    """What a text says of when; None or "" where it says nothing.

    `decade` is 1990, or 90 where no century is said. `minute` counts from midnight; where `half_day`, noon may
    have to be added. `relative` is a unit and how many of it from the day of writing ("day", -1). `every` is the unit
    at which something recurs, `day_part` is "morning", "afternoon", "evening" or "night". `anchor` is "before", "after", "since" or "until". `foreign`: another calendar.
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


@lru_cache(maxsize=1024)
def moments(text: str, language: str) -> tuple[Moment, ...]:
    """Every statement of when in a text, in order; spans do not overlap."""
    words = marked(text, language)
    found: list[Moment] = []
    numbers = _numbers(words)
    starts = {start: number for start, number in numbers}
    at = 0
    while at < len(words.tokens):
        end = at
        for read in (_digits, _named_month, _east_asian, _clock, _relative, _period, _year, _recurring, _day_part):
            listed, end = read(words, at, starts)
            if listed:
                anchor = _anchor(words, at, end)
                listed[0] = replace(listed[0], anchor=anchor)
                found += listed
                break
        at = max(end, at + 1)
    return tuple(found)


Numbers = dict[int, Spelled]
_Read = tuple[list[Moment], int]
_NOTHING: _Read = ([], 0)


def _numbers(words: Marked) -> Iterator[tuple[int, Spelled]]:
    at = 0
    while at < len(words.tokens):
        is_other = words.mark(at, "other") or words.mark(at, "weekday")
        number = read_number(words, at) if not is_other else None
        if number:
            yield at, number
        at = max(number.end if number else 0, at + 1)


def _span(words: Marked, start: int, end: int) -> Span:
    return words.tokens[start].start, words.tokens[end - 1].end


def _digits(words: Marked, at: int, numbers: Numbers) -> _Read:
    """2014-05-12, 12.05.2014; where day and month may change places ("03/04/2014") only the year is sure."""
    token = words.tokens[at]
    if token.kind != "date":
        return _NOTHING
    parts = [int(part) for part in token.key.replace("/", "-").replace(".", "-").split("-")]
    if parts[0] > 31:
        year, month, day = parts
    else:
        day, month, year = parts
        year += 0 if year > 99 else 2000 if year < 50 else 1900
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month and "." not in token.key:
            return [Moment(_span(words, at, at + 1), year)], at + 1
    if not (1 <= month <= 12 and 1 <= day <= 31 and year in range(1250, 2101)):
        return _NOTHING
    foreign = year in _JALALI
    return [Moment(_span(words, at, at + 1), year, month, day, foreign=foreign)], at + 1


def _named_month(words: Marked, at: int, numbers: Numbers) -> _Read:
    """A month's name with the days and the year beside it; of a list of days each makes one moment.

    Begins at the first of the days where they stand before the month.
    """
    days, name = _days_before(words, at, numbers)
    mark = words.mark(name, "month") or words.mark(name, "month short") or words.mark(name, "month other")
    if mark is None or (words.language == "en" and not words.text[words.tokens[name].start].isupper()):
        return _NOTHING
    end = mark.end
    while (again := words.mark(end + (words.key(end) in ("/", "(")), "month")) and again.value == mark.value:
        end = again.end  # نوفمبر/تشرين الثاني
    year, year_end = _year_after(words, end, numbers)
    if year is None and not days:
        days, end = _days_after(words, end, numbers)
        year, year_end = _year_after(words, end, numbers)
    is_short = words.mark(name, "month") is None
    if not days and year is None and (is_short or (mark.doubtful and not words.mark(name - 1, "in"))):
        if words.mark(name, "month other") is None:
            return _NOTHING
    end = year_end or end
    span = _span(words, at, end)
    if words.mark(name, "month other") or (year is not None and year in _JALALI):
        return [Moment(span, foreign=True)], end
    month = int(mark.value)
    return [Moment(span, year, month, day) for day in days or [None]], end


def _days_before(words: Marked, at: int, numbers: Numbers) -> tuple[list[int], int]:
    """The days of "16, 17 and 18 May", from `at`, and the token of the month; no days: `at` itself."""
    days: list[int] = []
    start = at
    while (number := numbers.get(start)) and (day := _day(number)):
        days.append(day)
        start = number.end
        for section in ("ordinal mark", "of", "day word"):
            if mark := words.mark(start, section):
                start = mark.end
        start += words.key(start) == "."
        if any(words.mark(start, s) for s in ("month", "month short", "month other")):
            return days, start
        start = _listed(words, start, numbers)
    return [], at


def _days_after(words: Marked, at: int, numbers: Numbers) -> tuple[list[int], int]:
    """The days of "May 16, 17 and 18"."""
    days: list[int] = []
    end = at
    start = at + (words.key(at) == ".")
    while (number := numbers.get(start)) and (day := _day(number)) and words.language in ("en", "hi", "und"):
        if any(words.mark(number.end, s) for s in ("unit", "percent", "scale", "money", "month", "clock")):
            break
        days.append(day)
        end = number.end + bool(words.mark(number.end, "ordinal mark"))
        start = _listed(words, end, numbers)
        if start == end:
            break
    return days, end


def _listed(words: Marked, at: int, numbers: Numbers) -> int:
    """Past what joins the members of a list."""
    at += words.key(at) in _LIST_MARKS
    for section in ("range", "and", "until"):
        if mark := words.mark(at, section):
            return at if at in numbers else _past_article(words, mark.end)
    return at


def _past_article(words: Marked, at: int) -> int:
    return at + (words.key(at) in ("el", "le", "o", "the", "zum", "den"))


def _day(number: Spelled) -> int | None:
    return int(number.value) if number.value.denominator == 1 and 1 <= number.value <= 31 else None


def _year_after(words: Marked, at: int, numbers: Numbers) -> tuple[int | None, int]:
    """A year after a month: over a comma, "de" or "of the year"."""
    for _ in range(2):
        if words.key(at) in (",", "،", "."):
            at += 1
        elif mark := words.mark(at, "of") or words.mark(at, "before year"):
            at = mark.end
    number = numbers.get(at)
    if number and number.value in _YEARS and not number.ordinal and not _counts(words, at, number):
        return int(number.value), number.end
    return None, 0


def _east_asian(words: Marked, at: int, numbers: Numbers) -> _Read:
    """2014年5月22日, 5月16、17日, 28日, 9月."""
    number = numbers.get(at)
    if words.language not in ("zh", "ja") or number is None:
        return _NOTHING
    year = month = None
    days: list[int] = []
    end, start = at, at
    if number.value in _YEARS and (mark := words.mark(number.end, "year mark")):
        year, end = int(number.value), mark.end
        start = end
        number = numbers.get(start)
    mark = words.mark(number.end, "month mark") if number else None
    if number and mark and 1 <= number.value <= 12:
        month, end = int(number.value), mark.end
        start = end
    while (number := numbers.get(start)) and (day := _day(number)):
        is_last = words.mark(number.end, "day mark") is not None and (month or words.key(number.end) == "日")
        if not is_last and words.key(number.end) not in "、至-和":
            break
        days.append(day)
        start = number.end + 1
        if is_last:
            end = start
            break
    days = days if end == start else []
    if year is None and month is None and not days:
        return _NOTHING
    return [Moment(_span(words, at, end), year, month, day) for day in days or [None]], end


def _clock(words: Marked, at: int, numbers: Numbers) -> _Read:
    found = clock_at(words, at, numbers)
    if found is None:
        return _NOTHING
    minute, half_day, end = found
    return [Moment(_span(words, at, end), minute=minute, half_day=half_day)], end


def _relative(words: Marked, at: int, numbers: Numbers) -> _Read:
    """Yesterday, last week, Saturday."""
    for section in ("relative", "day", "weekday"):
        mark = words.mark(at, section)
        if mark is None or (mark.doubtful and section != "day"):
            continue
        span = _span(words, at, mark.end)
        if section == "weekday":
            return [Moment(span, weekday=int(mark.value))], mark.end
        if section == "day":
            if mark.doubtful:
                continue
            return [Moment(span, relative=("day", int(mark.value)))], mark.end
        sign = max(mark.value.rfind("+"), mark.value.rfind("-"))
        return [Moment(span, relative=(mark.value[:sign], int(mark.value[sign:])))], mark.end
    return _NOTHING


def _period(words: Marked, at: int, numbers: Numbers) -> _Read:
    """Quarters, seasons, decades and centuries."""
    number = numbers.get(at)
    if number and number.value.denominator == 1:
        value = int(number.value)
        end = number.end + bool(words.mark(number.end, "ordinal mark"))
        end += words.key(end) == "."
        if (mark := words.mark(end, "quarter")) and 1 <= value <= 4 and _is_place(words, at, number):
            return [Moment(_span(words, at, mark.end), quarter=value)], mark.end
        mark = words.mark(number.end, "decade")
        if mark and value % 10 == 0 and (10 <= value < 100 or value in _YEARS):
            return [Moment(_span(words, at, mark.end), decade=value)], mark.end
        if (mark := words.mark(end, "century")) and 1 <= value <= 21 and _is_place(words, at, number):
            return [Moment(_span(words, at, mark.end), century=value)], mark.end
    for section in ("decade before", "century before", "quarter"):
        mark = words.mark(at, section)
        number = numbers.get(mark.end) if mark else None
        if mark is None or number is None or number.value.denominator != 1:
            continue
        value, span = int(number.value), _span(words, at, number.end)
        if section == "decade before" and value % 10 == 0 and (10 <= value < 100 or value in _YEARS):
            return [Moment(span, decade=value)], number.end
        if section == "century before" and 1 <= value <= 21:
            return [Moment(span, century=value)], number.end
        if section == "quarter" and number.ordinal and 1 <= value <= 4:
            return [Moment(span, quarter=value)], number.end
    if (mark := words.mark(at, "decade")) and mark.value != "1":
        return [Moment(_span(words, at, mark.end), decade=int(mark.value))], mark.end
    season = words.mark(at, "season")
    if season and not season.doubtful:
        year, end = _year_after(words, season.end, numbers)
        return [Moment(_span(words, at, end or season.end), year, season=int(season.value))], end or season.end
    key = words.key(at)
    if len(key) == 2 and key[0] in "q" and key[1] in "1234":
        return [Moment(_span(words, at, at + 1), quarter=int(key[1]))], at + 1
    if key == "q" and words.key(at + 1) in ("1", "2", "3", "4") and not words.between(at, at + 1):
        return [Moment(_span(words, at, at + 2), quarter=int(words.key(at + 1)))], at + 2
    return _NOTHING


def _is_place(words: Marked, at: int, number: Spelled) -> bool:
    """Said as a place in a row (third, 3.), or in Chinese and Hindi, which need no ordinal for it."""
    return (
        number.ordinal
        or words.language in ("zh", "ja")
        or words.mark(number.end, "ordinal mark") is not None
        or words.key(number.end) == "."
    )


def _year(words: Marked, at: int, numbers: Numbers) -> _Read:
    """A year by itself: four digits that count nothing, or any after "the year"."""
    before = words.mark(at, "before year")
    start = before.end if before else at
    number = numbers.get(start)
    token = words.tokens[start] if start < len(words.tokens) else None
    if number is None or token is None or number.ordinal or number.value.denominator != 1:
        return _NOTHING
    value, end = int(number.value), number.end
    if other := words.mark(end, "other calendar"):
        return [Moment(_span(words, start, other.end), foreign=True)], other.end
    if words.language in ("zh", "ja") or token.kind != "digits" or len(token.key) != 4 or end != start + 1:
        if not (before and value in _PLAIN_YEARS and number.written):
            return _NOTHING
    if value in _JALALI and words.language in ("fa", "ps") or (value in _HIJRI and words.language == "ar"):
        return [Moment(_span(words, start, end), foreign=True)], end
    cued = before or any(words.mark(at - 1, s) for s in ("since", "until", "before", "after", "in"))
    if value not in (_YEARS if cued else _PLAIN_YEARS) or _counts(words, start, number):
        return _NOTHING
    span = _span(words, start, end)
    if end + 1 <= len(words.tokens) and words.key(end).isdecimal() and len(words.key(end)) == 2:
        if words.between(end - 1, end).strip() in ("-", "–") or words.text[span[1] : span[1] + 1] in "-–":
            span, end = (span[0], words.tokens[end].end), end + 1
    elif words.key(end) in ("/", "–", "—") and len(words.key(end + 1)) == 2 and words.key(end + 1).isdecimal():
        span, end = (span[0], words.tokens[end + 1].end), end + 2
    return [Moment(span, value)], end


def _counts(words: Marked, at: int, number: Spelled) -> bool:
    """Does the number count money, shares, measures or people rather than years?"""
    unit = words.mark(number.end, "unit")
    sections = ("percent", "money", "scale", "classifier", "about after", "more after")
    return (
        (unit is not None and unit.value != "year")
        or any(words.mark(number.end, s) for s in sections)
        or words.key(number.end) in _SIGNS
        or words.key(at - 1) in _SIGNS
    )


def _recurring(words: Marked, at: int, numbers: Numbers) -> _Read:
    mark = words.mark(at, "each")
    if mark is None or mark.doubtful:
        return _NOTHING
    return [Moment(_span(words, at, mark.end), every=mark.value)], mark.end


def _day_part(words: Marked, at: int, numbers: Numbers) -> _Read:
    mark = words.mark(at, "day part")
    return ([Moment(_span(words, at, mark.end), day_part=mark.value)], mark.end) if mark else _NOTHING


def _anchor(words: Marked, at: int, end: int) -> str:
    for anchor in _ANCHORS:
        for start in range(max(0, at - 4), at):
            mark = words.mark(start, anchor)
            if mark and (mark.end == at or (mark.end == at - 1 and _past_article(words, at - 1) == at)):
                return anchor
        # Turkish puts the ending of a number after an apostrophe: 2022'den önce.
        if words.mark(end, f"{anchor} after") or (words.language == "tr" and words.mark(end + 1, f"{anchor} after")):
            return anchor
    return ""
