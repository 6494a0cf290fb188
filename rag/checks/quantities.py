"""Numbers in a text with what they count: values, units and bounds, in any of the languages of the word lists."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from index.types import Span
from rag.checks.number_words import LATIN, Mark, Marked, marked, word_list
from rag.checks.spelled import Spelled, read_number
from rag.checks.units import PERCENT_SIGNS, SIGNS, UNITS

Bound = Literal["exact", "about", "more", "less", "at least", "at most"]
Sort = Literal["count", "ordinal", "percent", "share", "times", "money", "measure", "label"]

_BOUNDS: tuple[Bound, ...] = ("at least", "at most", "more", "less", "about")
_LETTER_BEFORE = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f][-‐‑]?$")
_LETTER_AFTER = re.compile(r"[-‐‑]?[A-Za-z\u0370-\u052f]+")
_DASH = re.compile(r"\s*[-‐‑–—~～−/]\s*$")
_STOPS = frozenset('.!?:"“”«»')
_SENSES = ("number", "scale", "money", "range", "since", "until", "before", "after", "in", "of", "unit", "before ordinal")
_TENTHS = re.compile(r"\s?成(?![为立功都员本果长熟交绩份])")
_ROMAN = re.compile(r"(?<![\w-])(?=[IVXL]{2})(X{0,3}|XL|LX{0,3})(IX|IV|V?I{0,3})(?![\w])")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


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


@lru_cache(maxsize=1024)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every number of a text, in order, with spans of the text. Days and clock times are among them as plain numbers."""
    words = marked(text, language)
    found: list[Quantity] = []
    ends: list[tuple[int, int]] = []
    at = 0
    while at < len(words.tokens):
        read = _quantity(words, at)
        if read is None:
            at += 1
            continue
        quantity, end = read
        found.append(quantity)
        ends.append((at, end))
        at = max(end, at + 1)
    _share_units(words, found, ends)
    return tuple(found + _roman(text, found))


def _quantity(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """What begins at a token, and the token after it."""
    weekday = words.mark(at, "weekday")
    if words.mark(at, "other") or (weekday and not weekday.doubtful):
        return None
    for read in (_dual, _part, _times, _joined, _tenths, _number):
        if found := read(words, at):
            return found
    return _single(words, at)


def _number(words: Marked, at: int) -> tuple[Quantity, int] | None:
    number = read_number(words, at)
    if number is None:
        return None
    if (part := words.mark(number.end, "part")) and number.value > 0 and Fraction(part.value) < 1:
        if number.value.denominator == 1 and number.value * Fraction(part.value) < 1:
            return _shared(words, at, number.value * Fraction(part.value), part.end)
    if number.ordinal or _is_ordinal(words, at, number):
        end = number.end + bool(not number.ordinal and words.mark(number.end, "ordinal mark"))
        number = replace(number, doubtful=number.doubtful or number.value == 1)
        return _made(words, at, end, number, sort="ordinal"), end
    if _is_label(words, at, number):
        return _made(words, at, number.end, number, sort="label"), number.end
    if words.key(number.end) == "/" and (fraction := _slash(words, at, number)):
        return fraction
    return _with_unit(words, at, number)


def _with_unit(words: Marked, at: int, number: Spelled) -> tuple[Quantity, int]:
    """The unit after the number, or the sign before it; "and a half" after the unit counts in."""
    end, value = number.end, number.value
    sort, unit, after = _unit(words, at, end)
    if half := words.mark(after, "half"):
        value, after = value + Fraction(1, 2), half.end
    bare = not sort
    number = replace(number, value=value, end=after, doubtful=_is_doubtful(words, at, number, bare))
    return _made(words, at, after, number, sort or "count", unit), after


def _unit(words: Marked, at: int, end: int) -> tuple[Sort | None, str, int]:
    """What the number counts, and the token after that: percent, money, a measure or nothing."""
    before = words.key(at - 1)
    if words.key(end) in PERCENT_SIGNS:
        return "percent", "", end + 1
    if before in PERCENT_SIGNS or words.mark(at - 1, "over") and words.marks[at - 1]["over"].value == "100":
        return "percent", "", end
    if before in SIGNS or (len(before) > 1 and before[-1] in SIGNS):
        return "money", SIGNS.get(before, SIGNS.get(before[-1:], "")), end + (words.key(end) in SIGNS)
    if words.key(end) in SIGNS:
        return "money", SIGNS[words.key(end)], end + 1
    for start in _unit_starts(words, end):
        if found := words.mark(start, "percent"):
            return "percent", "", found.end
        money, unit = words.mark(start, "money"), words.mark(start, "unit")
        if money and (unit is None or money.end >= unit.end):
            return "money", money.value, money.end
        if unit and (start == end or UNITS[unit.value][0] == "time" or words.language in ("zh", "ja")):
            return "measure", unit.value, unit.end
    return None, "", end


def _unit_starts(words: Marked, end: int) -> list[int]:
    """Where the unit may begin: after the number, after "more than", or after one word ("six full weeks")."""
    after = words.mark(end, "more after") or words.mark(end, "about after")
    starts = [end, after.end] if after else [end]
    if words.language not in ("zh", "ja") and end < len(words.tokens) and words.tokens[end].kind == "word":
        if not any(section in words.marks[end] for section in ("range", "and", "number", "month", "since", "before")):
            starts.append(end + 1)
    return starts


def _made(words: Marked, at: int, end: int, number: Spelled, sort: Sort, unit: str = "") -> Quantity:
    span = (words.tokens[at].start, words.tokens[end - 1].end)
    bound = _bound(words, at, end)
    return Quantity(
        number.value, span, sort, unit, bound, number.step, number.other, number.doubtful, number.written
    )


def _bound(words: Marked, at: int, end: int) -> Bound:
    """From the words before the number, over a sign or an article, or after its unit."""
    for bound in _BOUNDS:
        for start in range(max(0, at - 6), at):
            mark = words.mark(start, bound)
            if mark and (mark.end == at or (mark.end < at and _is_between(words, mark.end, at))):
                return bound
    for bound in _BOUNDS:
        for start in (end, end + 1):
            if words.mark(start, f"{bound} after") and (start == end or words.tokens[end].kind == "word"):
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


def _is_ordinal(words: Marked, at: int, number: Spelled) -> bool:
    before = words.marks[at - 1].get("before ordinal") if at else None
    if before and before.end == at:
        return True
    mark = words.mark(number.end, "ordinal mark")
    if mark is None or words.tokens[at].kind == "word":
        return False
    return words.between(number.end - 1, number.end) in ("", "-", "‐", "‑", "'", "’", "\u200c")


def _is_label(words: Marked, at: int, number: Spelled) -> bool:
    """Part of a name: COVID-19, G54, S-300, 4G, 3X3."""
    token = words.tokens[at]
    if token.kind != "digits":
        return False
    if _LETTER_BEFORE.search(words.text, max(0, token.start - 2), token.start):
        before = words.marks[at - 1] if at else {}
        return not any(s in before for s in ("unit", "month", "month short", "am", "range", "money", "until", "less"))
    if _follows_name(words, at, number):
        return True
    after = _LETTER_AFTER.match(words.text, token.end)
    if after is None or number.end > at + 1 or words.language in ("ru", "tr") and after[0][0] in "-'’":
        return False
    following = words.marks[at + 1] if at + 1 < len(words.marks) else {}
    sections = ("unit", "suffix", "percent", "money", "scale", "clock", "decade", "quarter", "am", "pm", "ordinal mark")
    hyphened = after[0][0] in "-‐‑"
    return not hyphened and words.key(at + 1) not in SIGNS and not any(s in following for s in sections)


def _follows_name(words: Marked, at: int, number: Spelled) -> bool:
    """iPhone 14, Boeing 737, LTO 9: a short number after a name in Latin letters, with nothing that it counts.

    One capital is enough inside another script and, but for German, in the middle of a Latin sentence.
    """
    token, before = words.tokens[at], words.tokens[at - 1] if at else None
    if before is None or number.end > at + 1 or not token.key.isdecimal() or len(token.key) > 4:
        return False
    word = words.text[before.start : before.end]
    capitals = sum(c.isupper() for c in word)
    if not capitals or not word.isascii() or words.between(at - 1, at) not in (" ", "\u00a0"):
        return False
    if any(s in words.marks[at - 1] for s in ("month", "month short", "weekday", *_BOUNDS, *_SENSES)):
        return False
    if _unit(words, at, number.end)[0]:
        return False
    foreign = words.language not in LATIN
    started = at > 1 and words.key(at - 2) not in _STOPS
    return capitals > 1 or foreign or (started and words.language != "de")


def _slash(words: Marked, at: int, number: Spelled) -> tuple[Quantity, int] | None:
    """Persian writes 2.9 as ۲/۹; elsewhere 1/2 is a half and 9/11 is neither."""
    if words.language not in ("fa", "ps") or words.between(at, at + 2) != "/":
        return None
    second = words.tokens[at + 2] if at + 2 < len(words.tokens) else None
    if second is None or second.kind != "digits" or not second.key.isdecimal():
        return None
    value = number.value + Fraction(int(second.key), 10 ** len(second.key))
    step = Fraction(1, 10 ** len(second.key))
    scale = words.mark(at + 3, "scale")
    times = Fraction(scale.value) if scale else Fraction(1)
    whole = Spelled(value * times, step * times, scale.end if scale else at + 3)
    return _with_unit(words, at, whole)


def _dual(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """Arabic: عامان are two years."""
    mark = words.mark(at, "dual")
    if mark is None:
        return None
    unit, value, end = (mark.value if mark.value in UNITS else ""), Fraction(2), mark.end
    if unit and (half := words.mark(end, "half")):
        value, end = value + Fraction(1, 2), half.end
    number = Spelled(value, Fraction(1), end, written=True)
    return _made(words, at, end, number, "measure" if unit else "count", unit), end


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
    bound = _bound(words, at, end)
    span = (words.tokens[at].start, words.tokens[end - 1].end)
    doubtful = bound != "about" and not half
    return Quantity(value, span, "measure", mark.value, bound, Fraction(1), None, doubtful, True), end


def _part(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """Half, a third, two thirds; half a million and half an hour take their scale and unit."""
    if over := words.mark(at, "over"):
        number = read_number(words, over.end) if over.end < len(words.tokens) else None
        if number and not number.ordinal:
            return _shared(words, at, number.value / Fraction(over.value), number.end)
    if words.language in ("zh", "ja") and (found := _of_parts(words, at)):
        return found
    mark = words.mark(at, "part")
    if mark is None:
        return None
    number = words.mark(at, "number")
    if number and number.end >= mark.end:
        return None
    return _shared(words, at, Fraction(mark.value), mark.end, mark)


def _of_parts(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """Chinese says the whole first: 百分之三十, 三分之二."""
    if words.key(at + 1) != "分" or words.key(at + 2) != "之" or at + 3 >= len(words.tokens):
        return None
    whole, part = read_number(words, at), read_number(words, at + 3)
    if whole is None or part is None or not whole.value:
        return None
    return _shared(words, at, part.value / whole.value, part.end)


def _shared(words: Marked, at: int, value: Fraction, end: int, mark: Mark | None = None) -> tuple[Quantity, int]:
    start, small = end, Fraction(1, 10)
    for _ in range(2):
        if (of := words.mark(start, "of")) or (of := words.mark(start, "article")):
            start = of.end
        if scale := words.mark(start, "scale"):
            number = Spelled(value * Fraction(scale.value), small * Fraction(scale.value), scale.end, written=True)
            return _with_unit(words, at, number)
        if percent := words.mark(start, "percent"):
            return _made(words, at, percent.end, Spelled(value, small / 10, percent.end), "percent"), percent.end
        unit = words.mark(start, "unit")
        if unit and UNITS[unit.value][0] == "time":
            number = Spelled(value, small, unit.end, written=True)
            return _made(words, at, unit.end, number, "measure", unit.value), unit.end
    doubtful = mark.doubtful if mark else False
    number = Spelled(value * 100, Fraction(1), end, doubtful=doubtful, written=True)
    return _made(words, at, end, number, "share"), end


def _times(words: Marked, at: int) -> tuple[Quantity, int] | None:
    mark = words.mark(at, "times")
    if mark is None:
        return None
    number = Spelled(Fraction(mark.value), Fraction(1), mark.end, doubtful=True, written=True)
    return _made(words, at, mark.end, number, "times"), mark.end


def _tenths(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """Chinese 三成: thirty per cent."""
    if words.language != "zh" or words.tokens[at].kind not in ("han", "digits"):
        return None
    number = read_number(words, at)
    if number is None or number.value >= 10 or not _TENTHS.match(words.text, words.tokens[number.end - 1].end):
        return None
    ten = Spelled(number.value * 10, Fraction(1), number.end + 1)
    return _made(words, at, number.end + 1, ten, "percent"), number.end + 1


def _joined(words: Marked, at: int) -> tuple[Quantity, int] | None:
    """A number and its unit in one word: двухнедельный, sechsmonatig, полчаса, полмиллиона."""
    if words.tokens[at].kind != "word" or words.language not in ("ru", "de"):
        return None
    found = _split(words.key(at), words.language)
    if found is None:
        return None
    value, unit = found
    number = Spelled(value, Fraction(1), at + 1, written=True)
    return _made(words, at, at + 1, number, "measure" if unit else "count", unit), at + 1


@lru_cache(maxsize=16384)
def _split(word: str, language: str) -> tuple[Fraction, str] | None:
    if len(word) < 6:
        return None
    listed = word_list(language)
    numbers = listed.words("number")
    if language == "ru" and word.startswith("пол"):
        units, scales = listed.words("unit"), listed.words("scale")
        for half in (word.removeprefix("пол"), word.removeprefix("полу")):
            if half in units:
                return Fraction(1, 2), units[half]
            if half in scales:
                return Fraction(scales[half]) / 2, ""
    for cut in range(2, len(word) - 3):
        if word[:cut] not in numbers:
            continue
        rest = word[cut:]
        entries = list(listed.phrases.get(rest, ()))
        for length in range(len(rest), max(2, len(rest) - 5), -1):
            entries += listed.stems.get(rest[:length], ())
        for words, section, value, _ in entries:
            if section == "suffix" and len(words) == 1:
                return Fraction(numbers[word[:cut]]), value
    return None


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


def _roman(text: str, found: list[Quantity]) -> list[Quantity]:
    """Roman numerals of two letters and more: they can prove a number, never refute one."""
    listed = []
    for match in _ROMAN.finditer(text) if any(c in text for c in ("II", "V", "X", "L")) else ():
        values = [_ROMAN_VALUES[c] for c in match[0]]
        total = sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
        listed.append(Quantity(Fraction(total), match.span(), "ordinal", doubtful=True))
    return listed
