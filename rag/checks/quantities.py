"""Numbers in a text with what they count: values, units and bounds, in any of the languages of the word lists."""

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from rag.checks.counted import Quantity, bound_of, made, with_unit
from rag.checks.glued import GLUING, number_and_unit
from rag.checks.labels import is_label
from rag.checks.number_words import Marked, marked
from rag.checks.shares import part_at, shared, tenths_at, times_at
from rag.checks.spelled import Spelled, read_number
from rag.checks.units import SIGNS, UNITS

__all__ = ["Quantity", "quantities"]

_DASH = re.compile(r"\s*[-‐‑–—~～−/]\s*$")
_ROMAN = re.compile(r"(?<![\w-])(?=[IVXL]{2})(X{0,3}|XL|LX{0,3})(IX|IV|V?I{0,3})(?![\w])")
_SHORT = {"k": 10**3, "m": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


@lru_cache(maxsize=1024)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every number of a text, in order, with spans of the text; those in dates are among them as plain numbers."""
    words = marked(text, language)
    found: list[Quantity] = []
    ends: list[tuple[int, int]] = []
    at = 0
    while at < len(words.tokens):
        idle = words.is_idle(at) and words.language not in GLUING
        read = None if idle else _quantity(words, at)
        if read is None:
            at += 1
            continue
        quantity, end = read
        found.append(quantity)
        ends.append((at, end))
        at = max(end, at + 1)
    _share_units(words, found, ends)
    return (*found, *_roman(text))


def _quantity(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """What begins at a token, and the token after it."""
    weekday = words.mark(at, "weekday")
    if words.mark(at, "other") or (weekday and not weekday.doubtful):
        return None
    for read in (_dual, part_at, times_at, _joined, tenths_at, _number):
        if found := read(words, at):
            return found
    return _single(words, at)


def _number(words: Marked, at: int) -> tuple[Quantity, int] | None:
    number = read_number(words, at)
    if number is None:
        return None
    number = _abbreviated(words, at, number)
    part = words.mark(number.end, "part")
    share = number.value * Fraction(part.value) if part else Fraction(0)
    if part and 0 < share < 1 and number.value.denominator == 1:
        return shared(words, at, share, part.end)
    if number.ordinal or _is_ordinal(words, at, number):
        end = number.end + bool(not number.ordinal and words.mark(number.end, "ordinal mark"))
        number = replace(number, doubtful=number.doubtful or number.value == 1)
        return made(words, at, end, number, sort="ordinal"), end
    if is_label(words, at, number):
        return made(words, at, number.end, number, sort="label"), number.end
    if words.key(number.end) == "/" and (fraction := _slash(words, at, number)):
        return fraction
    return with_unit(words, at, number)


def _abbreviated(words: Marked, at: int, number: Spelled) -> Spelled:
    """£125m, $4bn: after the sign of a currency these letters are no unit."""
    scale = _SHORT.get(words.key(number.end)) if words.key(at - 1)[-1:] in SIGNS else None
    if at == 0 or scale is None or words.between(number.end - 1, number.end) != "":
        return number
    return replace(number, value=number.value * scale, step=number.step * scale, end=number.end + 1, other=None)


def _is_ordinal(words: Marked, at: int, number: Spelled) -> bool:
    before = words.marks[at - 1].get("before ordinal") if at else None
    if before and before.end == at:
        return True
    mark = words.mark(number.end, "ordinal mark")
    if mark is None or words.tokens[at].kind == "word":
        return False
    return words.between(number.end - 1, number.end) in ("", "-", "‐", "‑", "'", "’", "\u200c")


def _slash(words: Marked, at: int, number: Spelled) -> tuple[Quantity, int] | None:
    """Persian writes 2.9 as ۲/۹; elsewhere 1/2 is a half and 9/11 is neither."""
    second = words.tokens[at + 2] if at + 2 < len(words.tokens) else None
    if words.language not in ("fa", "ps") or second is None or words.between(at, at + 2) != "/":
        return None
    if second.kind != "digits" or not second.key.isdecimal():
        return None
    value = number.value + Fraction(int(second.key), 10 ** len(second.key))
    step = Fraction(1, 10 ** len(second.key))
    scale = words.mark(at + 3, "scale")
    times = Fraction(scale.value) if scale else Fraction(1)
    whole = Spelled(value * times, step * times, scale.end if scale else at + 3)
    return with_unit(words, at, whole)


def _dual(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """Arabic: عامان are two years."""
    mark = words.mark(at, "dual")
    if mark is None:
        return None
    unit, value, end = (mark.value if mark.value in UNITS else ""), Fraction(2), mark.end
    if unit and (half := words.mark(end, "half")):
        value, end = value + Fraction(1, 2), half.end
    number = Spelled(value, Fraction(1), end, written=True)
    return made(words, at, end, number, "measure" if unit else "count", unit), end


def _single(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """A unit that stands alone for one of it: نحو ساعة, через час. Sure only after "about" or "a"."""
    section = "unit" if words.mark(at, "article") else "single"
    start = words.marks[at]["article"].end if section == "unit" else at
    mark = words.mark(start, section)
    if mark is None or (start == at and at and words.tokens[at - 1].kind in ("digits", "han")):
        return None
    value, end = Fraction(1), mark.end
    half = words.mark(end, "half")
    if half:
        value, end = Fraction(3, 2), half.end
    bound = bound_of(words, at, end)
    span = (words.tokens[at].start, words.tokens[end - 1].end)
    doubtful = bound != "about" and not half
    return Quantity(value, span, "measure", mark.value, bound, Fraction(1), None, doubtful, True), end


def _joined(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """A number and its unit in one word: двухнедельный, sechsmonatig, полчаса, полмиллиона."""
    found = number_and_unit(words.key(at), words.language)
    if found is None:
        return None
    value, unit = found
    number = Spelled(value, Fraction(1), at + 1, written=True)
    return made(words, at, at + 1, number, "measure" if unit else "count", unit), at + 1


def _share_units(words: Marked, found: list[Quantity], ends: list[tuple[int, int]]) -> None:
    """Of "two to three weeks", "5-10 km" and "7.9 of 11.6 million" the first takes the unit or scale of the second."""
    for i in range(len(found) - 2, -1, -1):
        one, two = found[i], found[i + 1]
        if one.sort != "count" or one.doubtful:
            continue
        left, right = ends[i][1], ends[i + 1][0]
        mark = words.mark(left, "range") or words.mark(left, "of")
        gap = words.text[one.span[1] : two.span[0]]
        if not (mark and mark.end == right) and not (left == right and _DASH.match(gap)):
            continue
        if two.sort in ("percent", "money", "measure") and not words.mark(left, "of"):
            one = replace(one, sort=two.sort, unit=two.unit)
        scales = [m["scale"] for m in words.marks[right : ends[i + 1][1]] if "scale" in m]
        if scales and one.value < 1000 and one.other is None:
            one = replace(one, other=one.value * Fraction(scales[-1].value))
        found[i] = one


def _roman(text: str) -> list[Quantity]:
    """Roman numerals of two letters and more: they can prove a number, never refute one."""
    listed = []
    for match in _ROMAN.finditer(text) if any(c in text for c in ("II", "V", "X", "L")) else ():
        values = [_ROMAN_VALUES[c] for c in match[0]]
        total = sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
        listed.append(Quantity(Fraction(total), match.span(), "ordinal", doubtful=True))
    return listed
