"""Times of day: 18:00, 3 p.m., 下午3点, половина десятого, الساعة الثالثة."""

from rag.checks.number_words import Marked
from rag.checks.spelled import Numbers, Spelled

_DAY = 24 * 60
_HALF = 12 * 60


def clock_at(words: Marked, at: int, numbers: Numbers) -> tuple[int, bool, int] | None:
    """Minutes from midnight, whether noon may have to be added, and the token after it; None for no clock time.

    `numbers` are the numbers of the text by the token they begin at.
    """
    if words.tokens[at].kind == "clock":
        hour, minute = (int(part) for part in words.tokens[at].key.split(":")[:2])
        if hour > 24 or minute > 59:
            return None
        return _with_half(words, at, at + 1, hour * 60 + minute, words.tokens[at].key[0] == "0")
    if mark := words.mark(at, "clock words"):
        return (int(mark.value) * 60, False, mark.end) if not mark.doubtful else None
    return _half_hour(words, at, numbers) or _told_before(words, at, numbers) or _told_after(words, at, numbers)


def _half_hour(words: Marked, at: int, numbers: Numbers) -> tuple[int, bool, int] | None:
    """Half of the hour to come: halb elf, половина одиннадцатого."""
    mark = words.mark(at, "half hour before")
    number = numbers.get(mark.end) if mark else None
    hour = _hour(number)
    if number is None or hour is None or not 1 <= hour <= 12 or (words.language == "ru" and not number.ordinal):
        return None
    if words.language == "de" and (words.mark(number.end, "unit") or words.mark(number.end, "scale")):
        return None
    return _with_half(words, at, number.end, hour * 60 - 30, False)


def _told_before(words: Marked, at: int, numbers: Numbers) -> tuple[int, bool, int] | None:
    """The word for hour comes first: الساعة 3, ساعت ۸, saat 15.00."""
    mark = words.mark(at, "before clock")
    start = mark.end if mark else 0
    if mark and words.tokens[start].kind == "clock" if start < len(words.tokens) else False:
        return clock_at(words, start, numbers)
    number = numbers.get(start) if mark else None
    if number is None:
        return None
    hour, minute = _hour(number), 0
    if hour is None and (number.value * 100).denominator == 1:  # 15.30
        hour, minute = int(number.value), round(number.value % 1 * 100)
    if hour is None or hour > 24 or minute > 59:
        return None
    return _with_half(words, at, number.end, hour * 60 + minute, False)


def _told_after(words: Marked, at: int, numbers: Numbers) -> tuple[int, bool, int] | None:
    """3 Uhr, 15h30, 7 p.m., 10点55分, शाम 5 बजे."""
    number = numbers.get(at)
    if number is None:
        return None
    hour, minute, end = _hour(number), 0, number.end
    if hour is None and (number.value * 100).denominator == 1 and not number.written:
        hour, minute = int(number.value), round(number.value % 1 * 100)  # 18.30 Uhr
    mark = words.mark(end, "clock")
    half = any(words.mark(end, s) for s in ("am", "pm"))
    if hour is None or hour > 24 or minute > 59 or not (mark or half) or (minute and not mark):
        return None
    if mark and mark.doubtful and not half:
        cues = range(max(0, at - 3), at)
        cued = any((cue := words.mark(i, "clock cue")) and cue.end == at for i in cues)
        follows = words.mark(mark.end, "am") or words.mark(mark.end, "pm") or numbers.get(mark.end)
        if not cued and not follows:
            return None
    if words.language in ("zh", "ja") and words.tokens[at].kind == "han" and not _half_before(words, at):
        return None
    if mark and not half:
        end = mark.end
        more = numbers.get(end)
        if more and more.value.denominator == 1 and 0 < more.value < 60 and not minute:
            is_minutes = words.mark(more.end, "clock minute")
            if is_minutes or (words.between(end - 1, end) == "" and words.language in ("fr", "pt", "es")):
                minute, end = int(more.value), is_minutes.end if is_minutes else more.end
        if words.key(end) == "半" or (words.mark(end, "half") and words.language != "zh"):
            minute, end = 30, words.mark(end, "half").end if words.mark(end, "half") else end + 1  # type: ignore[union-attr]
    return _with_half(words, at, end, hour * 60 + minute, False)


def _hour(number: Spelled | None) -> int | None:
    return int(number.value) if number and number.value.denominator == 1 and 0 <= number.value <= 24 else None


def _half_before(words: Marked, at: int) -> str:
    for section in ("am", "pm"):
        for start in range(max(0, at - 3), at):
            if (mark := words.mark(start, section)) and mark.end == at:
                return section
    return ""


def _with_half(words: Marked, at: int, end: int, minute: int, sure: bool) -> tuple[int, bool, int]:
    """Adds noon where "p.m." stands beside; past noon and with a leading zero there is no doubt."""
    half = _half_before(words, at)
    for section in ("am", "pm"):
        if mark := words.mark(end, section):
            half, end = section, mark.end
            break
    if not half:
        return minute % _DAY, not sure and 0 < minute < _HALF + 60, end
    if half == "pm" and minute < _HALF:
        minute += _HALF
    elif half == "am" and minute >= _HALF:
        minute -= _HALF
    return minute % _DAY, False, end
