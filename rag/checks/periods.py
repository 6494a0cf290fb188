"""Days told from the day of writing, quarters, seasons, decades, centuries, and what recurs."""

from index.types import Span
from rag.checks.dating import NOTHING, Moment, Reading
from rag.checks.number_words import Marked
from rag.checks.spelled import Numbers, Spelled
from rag.checks.years import YEARS, year_after


def relative_at(words: Marked, at: int, numbers: Numbers) -> Reading:
    """Yesterday, last week, Saturday."""
    for section in ("relative", "day", "weekday"):
        mark = words.mark(at, section)
        if mark is None or mark.doubtful or (section != "weekday" and _is_counted(words, at, numbers)):
            continue
        span = words.span(at, mark.end)
        if section == "weekday":
            return [Moment(span, weekday=int(mark.value))], mark.end
        if section == "day":
            return [Moment(span, relative=("day", int(mark.value)))], mark.end
        sign = max(mark.value.rfind("+"), mark.value.rfind("-"))
        return [Moment(span, relative=(mark.value[:sign], int(mark.value[sign:])))], mark.end
    return NOTHING


def _is_counted(words: Marked, at: int, numbers: Numbers) -> bool:
    """Persian: سال پیش is last year, ده سال پیش ten years ago."""
    return words.language == "fa" and words.mark(at, "unit") is not None and any(n.end == at for n in numbers.values())


def period_at(words: Marked, at: int, numbers: Numbers) -> Reading:
    """Quarters, seasons, decades and centuries."""
    for read in (_numbered, _named, _quarter_in_letters):
        if (found := read(words, at, numbers))[0]:
            return found
    return NOTHING


def _numbered(words: Marked, at: int, numbers: Numbers) -> Reading:
    """The third quarter, 90-е годы, the 19th century; or the word first: años 90, القرن العشرون, الربع الثالث."""
    number = numbers.get(at)
    if number and number.value.denominator == 1:
        end = number.end + bool(words.mark(number.end, "ordinal mark"))
        end += words.key(end) == "."
        for section, start in (("quarter", end), ("decade", number.end), ("century", end)):
            mark = words.mark(start, section)
            sure = section == "decade" or _is_place(words, number)
            if mark and sure and (found := _period(section, words.span(at, mark.end), int(number.value))):
                return [found], mark.end
    for section in ("decade before", "century before", "quarter"):
        mark = words.mark(at, section)
        number = numbers.get(mark.end) if mark else None
        if number is None or number.value.denominator != 1 or (section == "quarter" and not number.ordinal):
            continue
        if found := _period(section, words.span(at, number.end), int(number.value)):
            return [found], number.end
    return NOTHING


def _period(section: str, span: Span, value: int) -> Moment | None:
    if section == "quarter":
        return Moment(span, quarter=value) if 1 <= value <= 4 else None
    if section.startswith("century"):
        return Moment(span, century=value) if 1 <= value <= 21 else None
    is_decade = value % 10 == 0 and (10 <= value < 100 or value in YEARS)
    return Moment(span, decade=value) if is_decade else None


def _named(words: Marked, at: int, numbers: Numbers) -> Reading:
    if (mark := words.mark(at, "decade")) and mark.value != "1":
        return [Moment(words.span(at, mark.end), decade=int(mark.value))], mark.end
    season = words.mark(at, "season")
    if season is None or season.doubtful:
        return NOTHING
    year, end = year_after(words, season.end, numbers)
    return [Moment(words.span(at, end or season.end), year, season=int(season.value))], end or season.end


def _quarter_in_letters(words: Marked, at: int, _numbers: Numbers) -> Reading:
    """Q3, T3."""
    if words.mark(at, "quarter letter") and words.key(at + 1) in ("1", "2", "3", "4") and not words.between(at, at + 1):
        return [Moment(words.span(at, at + 2), quarter=int(words.key(at + 1)))], at + 2
    return NOTHING


def recurring_at(words: Marked, at: int, _numbers: Numbers) -> Reading:
    """Daily, every year."""
    mark = words.mark(at, "each")
    if mark is None or mark.doubtful:
        return NOTHING
    return [Moment(words.span(at, mark.end), every=mark.value)], mark.end


def day_part_at(words: Marked, at: int, _numbers: Numbers) -> Reading:
    """Morning, evening."""
    mark = words.mark(at, "day part")
    return ([Moment(words.span(at, mark.end), day_part=mark.value)], mark.end) if mark else NOTHING


def _is_place(words: Marked, number: Spelled) -> bool:
    """Said as a place in a row (third, 3.), or in Chinese and Hindi, which need no ordinal for it."""
    return (
        number.ordinal
        or words.language in ("zh", "ja")
        or words.mark(number.end, "ordinal mark") is not None
        or words.key(number.end) == "."
    )
