"""Halves, thirds, tenths and multiples: two thirds, 百分之三十, üçte iki, half an hour, doubled."""

import re
from fractions import Fraction

from rag.checks.counted import Quantity, made, with_unit
from rag.checks.number_words import Mark, Marked
from rag.checks.spelled import Spelled, read_number
from rag.checks.units import UNITS

_TENTHS = re.compile(r"\s?成(?![为立功都员本果长熟交绩份])")


def part_at(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """Half, a third, two thirds; half a million and half an hour take their scale and unit."""
    if over := words.mark(at, "over"):
        number = read_number(words, over.end) if over.end < len(words.tokens) else None
        if number and not number.ordinal:
            return shared(words, at, number.value / Fraction(over.value), number.end)
    if words.language in ("zh", "ja") and (found := _of_parts(words, at)):
        return found
    mark = words.mark(at, "part")
    if mark is None:
        return None
    counted = words.mark(at, "number")
    if counted and counted.end >= mark.end:
        return None
    return shared(words, at, Fraction(mark.value), mark.end, mark)


def times_at(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """A word for so many times as much; it cannot be missed, for there are many."""
    mark = words.mark(at, "times")
    if mark is None:
        return None
    number = Spelled(Fraction(mark.value), Fraction(1), mark.end, doubtful=True, written=True)
    return made(words, at, mark.end, number, "times"), mark.end


def tenths_at(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """Chinese 三成: thirty per cent."""
    if words.language != "zh" or words.tokens[at].kind not in ("han", "digits"):
        return None
    number = read_number(words, at)
    if number is None or number.value >= 10 or not _TENTHS.match(words.text, words.tokens[number.end - 1].end):
        return None
    ten = Spelled(number.value * 10, Fraction(1), number.end + 1)
    return made(words, at, number.end + 1, ten, "percent"), number.end + 1


def shared(words: Marked, at: int, value: Fraction, end: int, mark: Mark | None = None) -> tuple[Quantity, int]:
    """A part of the scale, percentage or span of time that follows; else a share, in percent."""
    start, small = end, Fraction(1, 10)
    for _ in range(2):
        if (of := words.mark(start, "of")) or (of := words.mark(start, "article")):
            start = of.end
        if scale := words.mark(start, "scale"):
            number = Spelled(value * Fraction(scale.value), small * Fraction(scale.value), scale.end, written=True)
            return with_unit(words, at, number)
        if percent := words.mark(start, "percent"):
            return made(words, at, percent.end, Spelled(value, small / 10, percent.end), "percent"), percent.end
        unit = words.mark(start, "unit")
        if unit and UNITS[unit.value][0] == "time":
            number = Spelled(value, small, unit.end, written=True)
            return made(words, at, unit.end, number, "measure", unit.value), unit.end
    doubtful = mark.doubtful if mark else False
    number = Spelled(value * 100, Fraction(1), end, doubtful=doubtful, written=True)
    return made(words, at, end, number, "share"), end


def _of_parts(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """Chinese says the whole first: 百分之三十, 三分之二."""
    if words.key(at + 1) != "分" or words.key(at + 2) != "之" or at + 3 >= len(words.tokens):
        return None
    whole, part = read_number(words, at), read_number(words, at + 3)
    if whole is None or part is None or not whole.value:
        return None
    return shared(words, at, part.value / whole.value, part.end)
