"""Days and months of the calendar: 16, 17 and 18 May, Sept. 28, 5月22日, 18 نوفمبر/تشرين الثاني, 12.05.2014."""

from rag.checks.dating import NOTHING, Moment, Reading
from rag.checks.number_words import Marked
from rag.checks.spelled import Numbers, Spelled
from rag.checks.years import JALALI, YEARS, year_after

_LIST_MARKS = frozenset(",،、/–—-~～")
_MONTHS = ("month", "month short", "month other")
_ARTICLES = frozenset(("el", "le", "o", "the", "zum", "den"))
_MONTH_FIRST = frozenset(("en", "hi", "und"))
_NO_DAYS = ("unit", "percent", "scale", "money", "month", "clock")


def digits_at(words: Marked, at: int, _numbers: Numbers) -> Reading:
    """2014-05-12, 12.05.2014; where day and month may change places ("03/04/2014") only the year is sure."""
    token = words.tokens[at]
    if token.kind != "date":
        return NOTHING
    parts = [int(part) for part in token.key.replace("/", "-").replace(".", "-").split("-")]
    if parts[0] > 31:
        year, month, day = parts
    else:
        day, month, year = parts
        year += 0 if year > 99 else 2000 if year < 50 else 1900
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month and "." not in token.key:
            return [Moment(words.span(at, at + 1), year)], at + 1
    if not (1 <= month <= 12 and 1 <= day <= 31 and year in range(1250, 2101)):
        return NOTHING
    foreign = year in JALALI
    return [Moment(words.span(at, at + 1), year, month, day, foreign=foreign)], at + 1


def named_month_at(words: Marked, at: int, numbers: Numbers) -> Reading:
    """A month's name with the days and the year beside it; of a list of days each makes one moment.

    Begins at the first of the days where they stand before the month.
    """
    days, name = _days_before(words, at, numbers)
    mark = words.mark(name, "month") or words.mark(name, "month short") or words.mark(name, "month other")
    if mark is None or (words.language == "en" and not words.text[words.tokens[name].start].isupper()):
        return NOTHING
    end = mark.end
    while (again := words.mark(end + (words.key(end) in ("/", "(")), "month")) and again.value == mark.value:
        end = again.end  # نوفمبر/تشرين الثاني
    year, year_end = year_after(words, end, numbers)
    if year is None and not days:
        days, end = _days_after(words, end, numbers)
        year, year_end = year_after(words, end, numbers)
    end = year_end or end
    span, other = words.span(at, end), words.mark(name, "month other") is not None
    if other or (year is not None and year in JALALI):
        return [Moment(span, foreign=True)], end
    alone = words.mark(name, "month") is None or (mark.doubtful and not words.mark(name - 1, "in"))
    if not days and year is None and alone:
        return NOTHING
    month = int(mark.value)
    return [Moment(span, year, month, day) for day in days or (None,)], end


def east_asian_at(words: Marked, at: int, numbers: Numbers) -> Reading:
    """2014年5月22日, 5月16、17日, 28日, 9月."""
    number = numbers.get(at)
    if words.language not in ("zh", "ja") or number is None:
        return NOTHING
    year = month = None
    days: list[int] = []
    end, start = at, at
    if number.whole in YEARS and (mark := words.mark(number.end, "year mark")):
        year, end = number.whole, mark.end
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
        return NOTHING
    return [Moment(words.span(at, end), year, month, day) for day in days or (None,)], end


def past_article(words: Marked, at: int) -> int:
    """The token after the article that may stand there."""
    return at + (words.key(at) in _ARTICLES)


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
        if any(words.mark(start, section) for section in _MONTHS):
            return days, start
        start = _listed(words, start, numbers)
    return [], at


def _days_after(words: Marked, at: int, numbers: Numbers) -> tuple[list[int], int]:
    """The days of "May 16, 17 and 18"."""
    days: list[int] = []
    end = at
    start = at + (words.key(at) == ".")
    while (number := numbers.get(start)) and (day := _day(number)) and words.language in _MONTH_FIRST:
        if any(words.mark(number.end, section) for section in _NO_DAYS):
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
            return at if at in numbers else past_article(words, mark.end)
    return at


def _day(number: Spelled) -> int | None:
    return int(number.value) if number.value.denominator == 1 and 1 <= number.value <= 31 else None
