"""Numbers put together from words, digits, or both: "twenty-one", خمسة وعشرون, "1,2 Millionen", एक लाख बीस हज़ार.

Words add up while each is smaller than the last place of what stands before (twenty, one), and a scale multiplies
what stands before it (two hundred; five million). What differs by language: Arabic and German put the unit before
the ten, Arabic and Persian need an "and", French counts on to nineteen after sixty and eighty, Turkish and German
write the words together.
"""

from dataclasses import dataclass
from fractions import Fraction

from rag.checks.digits import read_digits, read_han, significant
from rag.checks.glued import glued
from rag.checks.number_words import Marked

_HALF = Fraction(1, 2)
_TENS = frozenset(range(10, 100, 10))
_NEEDS_AND = frozenset(("ar", "fa"))


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number that ends before token `end`. `doubtful`: its only word means something else more often."""

    value: Fraction
    step: Fraction
    end: int
    ordinal: bool = False
    doubtful: bool = False
    other: Fraction | None = None
    written: bool = False

    @property
    def whole(self) -> int | None:
        """The value where it is a whole number, or None."""
        return self.value.numerator if self.value.denominator == 1 else None


Numbers = dict[int, Spelled]
"""The numbers of a text by the token they begin at."""


@dataclass(slots=True)
class _Sum:
    """`total` is closed by its last scale; `current` is what may still grow; both None and 0 before anything."""

    marked: Marked
    end: int
    current: Fraction | None = None
    total: Fraction = Fraction(0)
    scale: Fraction | None = None
    ordinal: bool = False
    doubtful: bool = False
    pieces: int = 1
    literal: Fraction | None = None
    step: Fraction = Fraction(0)
    other: Fraction | None = None

    def spelled(self) -> Spelled:
        value = self.total + (self.current or 0)
        written = self.literal is None
        grown = value / self.literal if self.literal else Fraction(1)
        step = significant(value) if written else self.step * grown
        other = self.other * grown if self.other is not None else None
        return Spelled(value, step, self.end, self.ordinal, self.doubtful and self.pieces == 1, other, written)


def read_number(marked: Marked, at: int) -> Spelled | None:
    """The longest number that begins at a token, cardinal or ordinal, or None."""
    found = _start(marked, at)
    if found is None:
        return None
    while found.end < len(marked.tokens) and not found.ordinal and _extend(found):
        found.pieces += 1
    return found.spelled()


def _start(marked: Marked, at: int) -> _Sum | None:
    token = marked.tokens[at]
    if token.kind in ("digits", "han"):
        numeral = read_digits(token.key, marked.language) if token.kind == "digits" else read_han(token.key)
        if numeral is None:
            return None
        return _Sum(marked, at + 1, numeral.value, literal=numeral.value, step=numeral.step, other=numeral.other)
    if before := marked.mark(at, "half before"):
        return _half_before(marked, before.end, Fraction(before.value))
    number, ordinal = marked.mark(at, "number"), marked.mark(at, "ordinal")
    if ordinal and (number is None or ordinal.end > number.end):
        return _ordinal_first(marked, ordinal.end, Fraction(ordinal.value), ordinal.doubtful)
    if number:
        return _cardinal(marked, number.end, Fraction(number.value), number.doubtful)
    if (article := marked.mark(at, "article")) and marked.mark(article.end, "scale"):
        return _Sum(marked, article.end, Fraction(1))
    if (bare := marked.mark(at, "bare")) and (scale := marked.mark(at, "scale")):
        found = _Sum(marked, at, doubtful=bare.doubtful)
        _scaled(found, Fraction(scale.value), scale.end)
        return found
    one = glued(token.key, marked.language)
    return _Sum(marked, at + 1, one[0], ordinal=one[1], pieces=2) if one else None


def _cardinal(marked: Marked, end: int, value: Fraction, doubtful: bool) -> _Sum:
    if value < 1000:
        return _Sum(marked, end, value, doubtful=doubtful)
    return _Sum(marked, end, None, value, scale=significant(value))  # مليونان: a dual is its own scale


def _half_before(marked: Marked, at: int, more: Fraction) -> _Sum | None:
    """Hindi: साढ़े तीन is three and a half, सवा लाख a lakh and a quarter."""
    if number := marked.mark(at, "number"):
        return _Sum(marked, number.end, Fraction(number.value) + more)
    if at < len(marked.tokens) and marked.tokens[at].kind == "digits" and (found := _start(marked, at)):
        found.current = (found.current or 0) + more
        return found
    return _Sum(marked, at, 1 + more) if marked.mark(at, "scale") else None


def _ordinal_first(marked: Marked, end: int, value: Fraction, doubtful: bool) -> _Sum:
    """Arabic says the unit first: الثالث عشر, السابع والخمسون; Spanish and Portuguese put both in order."""
    if marked.language == "ar" and value < 10 and (more := marked.mark(end, "number")):
        ten = Fraction(more.value)
        if (ten == 10 and not more.joined) or (20 <= ten < 100 and more.joined):
            return _Sum(marked, more.end, value + ten, ordinal=True)
    last = marked.mark(end, "ordinal") if marked.language in ("es", "pt") else None
    if last and value % 10 == 0 and Fraction(last.value) < 10:
        return _Sum(marked, last.end, value + Fraction(last.value), ordinal=True)  # quincuagésimo séptimo
    return _Sum(marked, end, value, ordinal=True, doubtful=doubtful)


def _extend(found: _Sum) -> bool:
    marked, at = found.marked, found.end
    if half := marked.mark(at, "half"):
        return _and_a_half(found, half.end)
    joint = marked.mark(at, "and")
    if found.scale is not None and _more_digits(found, joint.end if joint else at):
        return True
    if _extend_scale(found, at, joined=False) or (joint and _extend_scale(found, joint.end, joined=True)):
        return True
    if found.literal is not None:
        return False
    if joint and marked.language == "en" and found.total + (found.current or 0) < 100:
        return False
    at = joint.end if joint else at
    for section in ("number", "ordinal"):
        more = marked.mark(at, section)
        if more is None:
            continue
        value, joined = Fraction(more.value), more.joined or joint is not None
        if marked.language in _NEEDS_AND and not joined and not (value == 10 and marked.language == "ar"):
            continue
        if _add(found, value, more.end, joined=joined):
            found.ordinal = section == "ordinal"
            return True
    one = glued(marked.key(at), marked.language)
    if one and _add(found, one[0], at + 1, joined=False):
        found.ordinal = one[1]
        return True
    return False


def _more_digits(found: _Sum, at: int) -> bool:
    """12 लाख 50 हज़ार, 3 million 200 thousand: digits again, with a smaller scale."""
    scale = found.marked.mark(at + 1, "scale")
    if scale is None or found.scale is None or Fraction(scale.value) >= found.scale:
        return False
    token = found.marked.tokens[at]
    numeral = read_digits(token.key, found.marked.language) if token.kind == "digits" else None
    if numeral is None:
        return False
    found.total += numeral.value * Fraction(scale.value)
    found.scale, found.end = Fraction(scale.value), scale.end
    return True


def _extend_scale(found: _Sum, at: int, joined: bool) -> bool:
    """A scale multiplies; after an "and" it is one of itself: ألف ومئة, هزار و صد."""
    scale, percent = found.marked.mark(at, "scale"), found.marked.mark(at, "percent")
    if scale is None or (percent and percent.end >= scale.end):
        return False
    value, smaller = Fraction(scale.value), found.scale is not None and Fraction(scale.value) < found.scale
    if (joined or scale.joined or (found.current is None and smaller)) and not (
        smaller and found.current is None and found.marked.mark(at, "bare")
    ):
        return False
    return _scaled(found, value, scale.end)


def _add(found: _Sum, value: Fraction, end: int, joined: bool) -> bool:
    current = found.current
    if current is None:
        if found.scale is None or value >= found.scale:
            return False
        found.current = value
    elif found.marked.language != "ar" and current < 100 and value in (100, 1000):
        found.current = current * value  # two hundredth
    elif _fits(current, value, found.marked.language) or _follows_unit(found, current, value, joined):
        found.current = current + value
    elif found.marked.language == "en" and 13 <= current <= 20 and 10 <= value < 100 and not found.total:
        found.current = current * 100 + value  # nineteen eighty-four
    else:
        return False
    found.end = end
    return True


def _follows_unit(found: _Sum, current: Fraction, value: Fraction, joined: bool) -> bool:
    """Arabic: خمسة وعشرون, خمسة عشر."""
    return found.marked.language == "ar" and current % 100 < 10 and value in _TENS and (value == 10) != joined


def _fits(current: Fraction, value: Fraction, language: str) -> bool:
    """Is the value smaller than the last place of what stands before it?"""
    if current.denominator != 1 or value.denominator != 1 or value < 1:
        return False
    if language == "fr" and (
        (current % 100 in (60, 80) and 10 <= value <= 19) or (current % 100 == 10 and 7 <= value <= 9)
    ):
        return True
    if value < 10:
        return current >= 20 and current % 10 == 0
    size = 100 if value < 100 else 1000
    return value < 1000 and current >= size and current % size == 0


def _scaled(found: _Sum, value: Fraction, end: int) -> bool:
    if value <= 100:
        found.current = (Fraction(1) if found.current is None else found.current) * value
        if found.current >= 10**6:
            return False
    elif found.scale is not None and value > found.scale:
        found.total = (found.total + (found.current or 0)) * value
        found.current, found.scale = None, value
    elif found.scale is not None and value == found.scale:
        return False
    else:
        found.total += (Fraction(1) if found.current is None else found.current) * value
        found.current, found.scale = None, value
    found.end = end
    return True


def _and_a_half(found: _Sum, end: int) -> bool:
    """Half of one, or of the scale just said: two and a half million, dos millones y medio."""
    if found.current is None:
        found.total += (found.scale or 1) * _HALF
    else:
        found.current += _HALF
    if found.literal is not None:
        found.literal, found.other = None, None
    found.end = end
    return True
