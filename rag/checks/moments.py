"""Days, months, years and clock times as a text states them, in any of the languages of the word lists."""

from dataclasses import replace
from functools import lru_cache

from rag.checks.clock import clock_at
from rag.checks.dating import NOTHING, Moment, Reading
from rag.checks.days import digits_at, east_asian_at, named_month_at, past_article
from rag.checks.glued import GLUING
from rag.checks.number_words import Marked, marked
from rag.checks.periods import day_part_at, period_at, recurring_at, relative_at
from rag.checks.spelled import Numbers, read_number
from rag.checks.years import year_at

__all__ = ["Moment", "moments"]

_ANCHORS = ("before", "after", "since", "until")


@lru_cache(maxsize=1024)
def moments(text: str, language: str) -> tuple[Moment, ...]:
    """Every statement of when in a text, in order. The days of a list have one span; other spans do not overlap."""
    words = marked(text, language)
    numbers = _numbers(words)
    found: list[Moment] = []
    at = 0
    while at < len(words.tokens):
        listed, end = NOTHING if words.is_idle(at) else _moments(words, at, numbers)
        if listed:
            found += [replace(listed[0], anchor=_anchor(words, at, end)), *listed[1:]]
        at = max(end, at + 1)
    return tuple(found)


def _moments(words: Marked, at: int, numbers: Numbers) -> Reading:
    for read in (
        digits_at, named_month_at, east_asian_at, _clock, relative_at, period_at, year_at, recurring_at, day_part_at,
    ):  # fmt: skip
        if (found := read(words, at, numbers))[0]:
            return found
    return NOTHING


def _numbers(words: Marked) -> Numbers:
    found: Numbers = {}
    at = 0
    while at < len(words.tokens):
        idle = words.is_idle(at) and words.language not in GLUING
        is_other = idle or words.mark(at, "other") or words.mark(at, "weekday")
        number = None if is_other else read_number(words, at)
        if number:
            found[at] = number
        at = max(number.end if number else 0, at + 1)
    return found


def _clock(words: Marked, at: int, numbers: Numbers) -> Reading:
    found = clock_at(words, at, numbers)
    if found is None:
        return NOTHING
    minute, half_day, end = found
    return [Moment(words.span(at, end), minute=minute, half_day=half_day)], end


def _anchor(words: Marked, at: int, end: int) -> str:
    for anchor in _ANCHORS:
        for start in range(max(0, at - 4), at):
            mark = words.mark(start, anchor)
            if mark and (mark.end == at or (mark.end == at - 1 and past_article(words, at - 1) == at)):
                return anchor
        # Turkish puts the ending of a number after an apostrophe: 2022'den önce.
        if words.mark(end, f"{anchor} after") or (words.language == "tr" and words.mark(end + 1, f"{anchor} after")):
            return anchor
    return ""
