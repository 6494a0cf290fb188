"""Years by themselves: four digits that count nothing, and any number after "the year"."""

from rag.checks.dating import NOTHING, Moment, Reading
from rag.checks.number_words import Marked
from rag.checks.spelled import Numbers, Spelled
from rag.checks.units import PERCENT_SIGNS, SIGNS

YEARS = range(1000, 2101)
JALALI, _HIJRI = range(1250, 1450), range(1380, 1460)
_PLAIN = range(1900, 2100)
"""Years that need no word before them to be known as years."""
_CUES = ("since", "until", "before", "after", "in")
_COUNTED = ("percent", "money", "scale", "classifier", "about after", "more after")
_SIGNS = PERCENT_SIGNS | SIGNS.keys()


def year_at(words: Marked, at: int, numbers: Numbers) -> Reading:
    """A year by itself: four digits that count nothing, or any after "the year"."""
    before = words.mark(at, "before year")
    start = before.end if before else at
    number = numbers.get(start)
    token = words.tokens[start] if start < len(words.tokens) else None
    if number is None or token is None or number.ordinal or number.value.denominator != 1:
        return NOTHING
    value, end = int(number.value), number.end
    if other := words.mark(end, "other calendar"):
        return [Moment(words.span(start, other.end), foreign=True)], other.end
    is_four = token.kind == "digits" and len(token.key) == 4 and end == start + 1 and words.language not in ("zh", "ja")
    if not is_four and not (before and value in _PLAIN and number.written):
        return NOTHING
    if (value in JALALI and words.language in ("fa", "ps")) or (value in _HIJRI and words.language == "ar"):
        return [Moment(words.span(start, end), foreign=True)], end
    cued = before or any(words.mark(at - 1, section) for section in _CUES)
    if value not in (YEARS if cued else _PLAIN) or counts(words, start, number):
        return NOTHING
    end = _range_end(words, end)
    return [Moment(words.span(at, end), value)], end


def _range_end(words: Marked, end: int) -> int:
    """Past the second year of "2014-15" and "2014/15"."""
    start = end + (words.key(end) in ("/", "–", "—"))
    key = words.key(start)
    if len(key) != 2 or not key.isdecimal():
        return end
    return start + 1 if words.between(end - 1, start).strip() in ("-", "‐", "‑", "–", "—", "/") else end


def year_after(words: Marked, at: int, numbers: Numbers) -> tuple[int | None, int]:
    """A year after a month: over a comma, "de" or "of the year"."""
    for _ in range(2):
        if words.key(at) in (",", "،", "."):
            at += 1
        elif mark := words.mark(at, "of") or words.mark(at, "before year"):
            at = mark.end
    number = numbers.get(at)
    if number and number.whole in YEARS and not number.ordinal and not counts(words, at, number):
        return number.whole, number.end
    return None, 0


def counts(words: Marked, at: int, number: Spelled) -> bool:
    """Does the number count money, shares, measures or people rather than years?"""
    unit = words.mark(number.end, "unit")
    return (
        (unit is not None and unit.value != "year")
        or any(words.mark(number.end, section) for section in _COUNTED)
        or words.key(number.end) in _SIGNS
        or words.key(at - 1) in _SIGNS
    )
