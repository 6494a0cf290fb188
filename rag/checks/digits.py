"""A number in digits → its value, whichever way its language divides thousands and marks decimals."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from rag.checks.tokens import HAN_DIGITS, SPACED

_DECIMAL_COMMA = SPACED | {"az", "el", "hr", "id", "sr", "tr", "vi"}
_GROUPING = "٬،'’\u00a0\u2009\u202f "
_HAN_UNITS = {"兆": 10**12, "亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4}
_HAN_SMALL = {"千": 1000, "百": 100, "十": 10}
_HAN_VALUES = dict(zip(HAN_DIGITS, (0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


@dataclass(frozen=True, slots=True)
class Numeral:
    """`step` is the weight of the last digit that tells something: 100 in 1,500 and 0.1 in 20.6.

    `other` is the value under the other convention, where the digits allow two ("1.200"), or None.
    """

    value: Fraction
    step: Fraction
    other: Fraction | None = None


def read_digits(text: str, language: str) -> Numeral | None:
    """Of "1,234.5", "1.234,5", "12,34,567", "20 400", "7,4" or "½"; None for what is no number ("1.2.3")."""
    if len(text) == 1 and not text.isdecimal():
        value = Fraction(unicodedata.numeric(text)).limit_denominator(10)
        return Numeral(value, value / 10)
    parts = re.split(r"\D", text)
    marks = "".join(c for c in text if not c.isdecimal()).replace("٫", "." if language not in _DECIMAL_COMMA else ",")
    if not marks:
        return _numeral(parts[0], "")
    last = marks[-1]
    if last in _GROUPING or (len(marks) > 1 and len(set(marks)) == 1):
        return _numeral("".join(parts), "") if _grouped(parts, last) else None
    head, tail = parts[:-1], parts[-1]
    if len(marks) > 1:
        return _numeral("".join(head), tail) if last not in marks[:-1] and _grouped(head, marks[0]) else None
    decimal, grouped = _numeral(head[0], tail), _numeral(head[0] + tail, "")
    if "٫" in text or len(tail) != 3 or len(head[0]) > 3 or head[0][0] == "0":
        return decimal
    if (last == ",") == (language in _DECIMAL_COMMA):
        return Numeral(decimal.value, decimal.step, grouped.value)
    return Numeral(grouped.value, grouped.step, decimal.value)


def read_han(text: str) -> Numeral | None:
    """Of 一百二十, 4万, 1亿2000万, 两千, 二〇二三; None for what is no number (a bare 亿)."""
    value = _han(re.sub(r"\s", "", text))
    return Numeral(value, significant(value)) if value is not None else None


def significant(value: Fraction) -> Fraction:
    """The weight of the last decimal digit of a number that is not 0: 100 for 1,500; 1 for 0."""
    if value.denominator != 1 or not value:
        step = Fraction(1)
        while value and (value / step).denominator != 1 and step > Fraction(1, 10**6):
            step /= 10
        return step
    step = Fraction(1)
    while (value / (step * 10)).denominator == 1:
        step *= 10
    return step


def _grouped(parts: list[str], mark: str) -> bool:
    """Thousands; with commas also lakhs and crores: 12,34,567."""
    inner = parts[1:-1]
    return (
        1 <= len(parts[0]) <= 3
        and (len(parts) == 1 or len(parts[-1]) == 3)
        and (all(len(p) == 3 for p in inner) or (mark == "," and all(len(p) == 2 for p in inner)))
    )


def _numeral(whole: str, decimals: str) -> Numeral:
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    return Numeral(value, Fraction(1, 10 ** len(decimals)) if decimals else significant(value))


def _han(text: str) -> Fraction | None:
    if not text:
        return None
    for unit, weight in _HAN_UNITS.items():
        if unit in text:
            left, _, right = text.rpartition(unit)
            many, rest = _han(left), _han(right)
            if many is None or (right and rest is None):
                return None
            if len(right) == 1 and right in _HAN_VALUES and right not in "零〇":
                rest = Fraction(_HAN_VALUES[right] * weight, 10)  # 三万五: 35,000
            return many * weight + (rest or 0)
    if text[0].isascii() and text[-1].isascii():
        number = read_digits(text, "zh")
        return number.value if number else None
    return _han_small(text)


def _han_small(text: str) -> Fraction | None:
    """Below 10,000, or digits one by one."""
    if all(char in _HAN_VALUES for char in text):
        if len(text) > 1 and len(text) != 4 and "零" not in text and "〇" not in text:
            return None  # 三四百, 七八: from three to four hundred
        return Fraction(int("".join(str(_HAN_VALUES[char]) for char in text)))
    total, digit, last = Fraction(0), None, 0
    for piece in re.findall(r"\d+(?:[.,]\d+)*|\D", text):
        if piece in _HAN_SMALL:
            total += (1 if digit is None else digit) * _HAN_SMALL[piece]
            digit, last = None, _HAN_SMALL[piece]
        elif digit is not None and digit:
            return None
        elif piece in _HAN_VALUES:
            digit = Fraction(_HAN_VALUES[piece])
            last = 0 if not digit else last
        else:
            number = read_digits(piece, "zh")
            digit = number.value if number else None
    if digit is not None:
        total += digit * (last // 10 if last > 10 and text[-1] in _HAN_VALUES else 1)  # 一百二: 120
    return total
