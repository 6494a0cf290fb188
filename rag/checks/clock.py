"""Times of day: 18:00, 3 p.m., 下午3点, половина десятого, الساعة الثالثة."""

from fractions import Fraction

from rag.checks.number_words import Marked
from rag.checks.spelled import Numbers, Spelled

_DAY = 24 * 60
_HALF = 12 * 60
_HOURS_IN_LETTERS = frozenset(("es", "fr", "pt"))
"""Languages that write 15h30."""
_HUNDREDTH = Fraction(1, 100)

Clock = tuple[int, bool, int]
"""Minutes from midnight, whether noon may have to be added, and the token after it."""


def clock_at(words: Marked, at: int, numbers: Numbers) -> Clock | None:
    """The time of day that begins at a token, or None."""
    if words.tokens[at].kind == "clock":
        hour, minute = (int(part) for part in words.tokens[at].key.split(":")[:2])
        if hour > 24 or minute > 59:
            return None
        return _with_half(words, at, at + 1, hour * 60 + minute, words.tokens[at].key[0] == "0")
    if mark := words.mark(at, "clock words"):
        return (int(mark.value) * 60, False, mark.end) if not mark.doubtful else None
    return _half_hour(words, at, numbers) or _told_before(words, at, numbers) or _told_after(words, at, numbers)


def _half_hour(words: Marked, at: int, numbers: Numbers) -> Clock | None:
    """Half of the hour to come: halb elf, половина одиннадцатого."""
    mark = words.mark(at, "half hour before")
    number = numbers.get(mark.end) if mark else None
    hour = number.whole if number else None
    if number is None or hour is None or not 1 <= hour <= 12 or (words.language == "ru" and not number.ordinal):
        return None
    if words.language == "de" and (words.mark(number.end, "unit") or words.mark(number.end, "scale")):
        return None
    return _with_half(words, at, number.end, hour * 60 - 30, False)


def _told_before(words: Marked, at: int, numbers: Numbers) -> Clock | None:
    """The word for hour comes first: الساعة 3, ساعت ۸, saat 15.00."""
    mark = words.mark(at, "before clock")
    if mark is None or mark.end >= len(words.tokens):
        return None
    if words.tokens[mark.end].kind == "clock":
        return clock_at(words, mark.end, numbers)
    number = numbers.get(mark.end)
    minute = _minutes(number)
    return None if number is None or minute is None else _with_half(words, at, number.end, minute, False)


def _told_after(words: Marked, at: int, numbers: Numbers) -> Clock | None:
    """3 Uhr, 18.30 Uhr, 15h30, 7 p.m., 10点55分, शाम 5 बजे."""
    number = numbers.get(at)
    minute = _minutes(number)
    if number is None or minute is None:
        return None
    mark, half = words.mark(number.end, "clock"), _half_after(words, number.end)
    if mark is None:
        exact = minute % 60 == 0 or number.step == _HUNDREDTH
        return _with_half(words, at, number.end, minute, False) if half and exact else None
    if mark.doubtful and not half and not _is_cued(words, at, mark.end, numbers):
        return None
    is_han = words.language in ("zh", "ja") and words.tokens[at].kind == "han"
    if is_han and not _half_before(words, at):
        return None  # 两点: two points
    if half:
        return _with_half(words, at, number.end, minute, False)
    more, end = _minutes_after(words, mark.end, numbers) if minute % 60 == 0 else (0, mark.end)
    return _with_half(words, at, end, minute + more, False)


def _is_cued(words: Marked, at: int, end: int, numbers: Numbers) -> bool:
    """Is it a time of day and not a span: at 15 hours, 15 hours 30, 15 hours in the afternoon?"""
    cued = any((cue := words.mark(i, "clock cue")) and cue.end == at for i in range(max(0, at - 3), at))
    return cued or bool(_half_after(words, end)) or end in numbers


def _minutes_after(words: Marked, at: int, numbers: Numbers) -> tuple[int, int]:
    """Minutes after the hour, 0 where there are none, and the token after them."""
    more = numbers.get(at)
    minute = more.whole if more else None
    if more and minute is not None and 0 < minute < 60:
        mark = words.mark(more.end, "clock minute")
        letter = words.key(at - 1) == "h" and words.language in _HOURS_IN_LETTERS
        if mark or (letter and _is_minute(words, at)):
            return minute, mark.end if mark else more.end
    half = words.mark(at, "half")
    return (30, half.end) if half else (0, at)


def _is_minute(words: Marked, at: int) -> bool:
    """15h30, or two digits after a blank: 15 h 30."""
    return words.between(at - 1, at) == "" or len(words.key(at)) == 2


def _minutes(number: Spelled | None) -> int | None:
    """From midnight, of a whole hour or of hours and minutes with a point between (15.30); else None."""
    if number is None or not 0 <= number.value <= 24 or (number.value * 100).denominator != 1:
        return None
    minute = int(number.value % 1 * 100)
    return int(number.value) * 60 + minute if minute < 60 and not (minute and number.written) else None


def _half_after(words: Marked, at: int) -> str:
    return next((section for section in ("am", "pm") if words.mark(at, section)), "")


def _half_before(words: Marked, at: int) -> str:
    for section in ("am", "pm"):
        for start in range(max(0, at - 3), at):
            if (mark := words.mark(start, section)) and mark.end == at:
                return section
    return ""


def _with_half(words: Marked, at: int, end: int, minute: int, sure: bool) -> Clock:
    """Adds noon where "p.m." stands beside; past noon and with a leading zero there is no doubt."""
    half = _half_before(words, at)
    if after := _half_after(words, end):
        half, end = after, words.marks[end][after].end
    if not half:
        return minute % _DAY, not sure and 0 < minute < _HALF + 60, end
    if half == "pm" and minute < _HALF:
        minute += _HALF
    elif half == "am" and minute >= _HALF:
        minute -= _HALF
    return minute % _DAY, False, end
