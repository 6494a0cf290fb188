"""What a number counts: its unit, money or percentage, and whether it is a bound."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from index.types import Span
from rag.checks.number_words import Marked
from rag.checks.spelled import Spelled
from rag.checks.units import PERCENT_SIGNS, SIGNS, UNITS

Bound = Literal["exact", "about", "more", "less", "at least", "at most"]
Sort = Literal["count", "ordinal", "percent", "share", "times", "money", "measure", "label"]

BOUNDS: tuple[Bound, ...] = ("at least", "at most", "more", "less", "about")
_NO_ADJECTIVE = ("range", "and", "number", "month", "since", "before")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text states it.

    `value` is in whatever `unit` names: a currency, a unit of `units.UNITS`, or "" for things counted; a percentage
    is 40 for 40 %, and half of something (`share`) is 50. `step` is the weight of its last telling digit. `other` is
    the value under the other way of writing decimals. `doubtful`: perhaps no number at all ("one", a Roman numeral).
    """

    value: Fraction
    span: Span
    sort: Sort = "count"
    unit: str = ""
    bound: Bound = "exact"
    step: Fraction = Fraction(1)
    other: Fraction | None = None
    doubtful: bool = False
    written: bool = False

    @property
    def dimension(self) -> str:
        """What the unit measures: "time", "length" …; "" for things counted, money and shares."""
        return UNITS[self.unit][0] if self.unit in UNITS else ""

    @property
    def size(self) -> Fraction:
        """The value in the first unit of its dimension: seconds, metres, kilograms."""
        return self.value * UNITS[self.unit][1] if self.unit in UNITS else self.value


def with_unit(words: Marked, at: int, number: Spelled) -> tuple[Quantity, int]:
    """The unit after the number, or the sign before it; "and a half" after the unit counts in."""
    value = number.value
    sort, unit, after = unit_of(words, at, number.end)
    if half := words.mark(after, "half"):
        value, after = value + Fraction(1, 2), half.end
    number = replace(number, value=value, end=after, doubtful=_is_doubtful(words, at, number, bare=not sort))
    return made(words, at, after, number, sort or "count", unit), after


def unit_of(words: Marked, at: int, end: int) -> tuple[Sort | None, str, int]:
    """What the number counts, and the token after that: percent, money, a measure or nothing."""
    before = words.key(at - 1)
    if words.key(end) in PERCENT_SIGNS:
        return "percent", "", end + 1
    over = words.mark(at - 1, "over")
    if before in PERCENT_SIGNS or (over and over.value == "100"):
        return "percent", "", end
    if before in SIGNS or (len(before) > 1 and before[-1] in SIGNS):
        return "money", SIGNS.get(before, SIGNS.get(before[-1:], "")), end + (words.key(end) in SIGNS)
    if words.key(end) in SIGNS:
        return "money", SIGNS[words.key(end)], end + 1
    for start in _unit_starts(words, end):
        if found := words.mark(start, "percent"):
            return "percent", "", found.end
        money, unit = words.mark(start, "money"), words.mark(start, "unit")
        if unit and start > end and words.key(unit.end)[:1].isdecimal():
            continue  # "5,706 cases, year 2011": the unit belongs to what follows
        if money and (unit is None or money.end >= unit.end):
            return "money", money.value, money.end
        if unit and (start == end or UNITS[unit.value][0] == "time" or words.language in ("zh", "ja")):
            return "measure", unit.value, unit.end
    return None, "", end


def _unit_starts(words: Marked, end: int) -> list[int]:
    """Where the unit may begin: after the number, after "more than", or after one word ("six full weeks")."""
    after = words.mark(end, "more after") or words.mark(end, "about after")
    starts = [end, after.end] if after else [end]
    if words.language in ("zh", "ja") or end >= len(words.tokens) or words.tokens[end].kind != "word":
        return starts
    return starts if any(section in words.marks[end] for section in _NO_ADJECTIVE) else [*starts, end + 1]


def made(words: Marked, at: int, end: int, number: Spelled, sort: Sort, unit: str = "") -> Quantity:
    """The quantity that stands between two tokens."""
    span = (words.tokens[at].start, words.tokens[end - 1].end)
    bound = bound_of(words, at, end)
    return Quantity(number.value, span, sort, unit, bound, number.step, number.other, number.doubtful, number.written)


def bound_of(words: Marked, at: int, end: int) -> Bound:
    """From the words before the number, over a sign or an article, or after its unit."""
    for bound in BOUNDS:
        for start in range(max(0, at - 6), at):
            mark = words.mark(start, bound)
            if mark and (mark.end == at or (mark.end < at and _is_between(words, mark.end, at))):
                return bound
    for bound in BOUNDS:
        inside = range(at + 1, end) if words.language == "zh" else ()  # 40多斤
        for start in (*inside, end, end + 1):
            if words.mark(start, f"{bound} after") and (start <= end or words.tokens[end].kind == "word"):
                return bound
    return "exact"


def _is_between(words: Marked, start: int, at: int) -> bool:
    """Only articles, signs and such between a bound and its number."""
    if at - start > 2:
        return False
    return all(
        words.key(i) in SIGNS or words.key(i) in PERCENT_SIGNS or words.key(i) in "(（«\"“"
        or words.mark(i, "article") or words.mark(i, "of") or words.mark(i, "over") or words.mark(i, "before percent")
        for i in range(start, at)
    )  # fmt: skip


def _is_doubtful(words: Marked, at: int, number: Spelled, bare: bool) -> bool:
    """Words that are not always numbers, "one" first of all; a lone Chinese numeral without a measure word."""
    token = words.tokens[at]
    if token.kind == "han":
        if token.key[0] in "百千万亿" or number.value == 1:
            return True
        counted = words.mark(number.end, "classifier") or words.mark(number.end, "more after")
        return bare and len(token.key) == 1 and not counted
    return number.doubtful if not bare else number.doubtful or (number.value == 1 and number.written)
