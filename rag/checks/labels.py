"""Numbers that are part of a name and count nothing: COVID-19, G54, S-300, iPhone 14."""

import re

from rag.checks.counted import BOUNDS, unit_of
from rag.checks.number_words import LATIN, Marked
from rag.checks.spelled import Spelled
from rag.checks.units import SIGNS

_LETTER_BEFORE = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f][-‐‑]?$")
_LETTER_AFTER = re.compile(r"[-‐‑]?[A-Za-z\u0370-\u052f]+")
_STOPS = frozenset('.!?:"“”«»')
_JOINED_BEFORE = ("unit", "month", "month short", "am", "range", "money", "until", "less")
_JOINED_AFTER = (
    "unit", "suffix", "percent", "money", "scale", "clock", "decade", "quarter", "am", "pm", "ordinal mark",
)  # fmt: skip
_NO_NAMES = (
    "month", "month short", "weekday", "number", "scale", "money", "range", "since", "until", "before", "after", "in",
    "of", "unit", "before ordinal", *BOUNDS,
)  # fmt: skip


def is_label(words: Marked, at: int, number: Spelled) -> bool:
    """Letters written onto the number on either side, or a name before it."""
    token = words.tokens[at]
    if token.kind != "digits":
        return False
    if _LETTER_BEFORE.search(words.text, max(0, token.start - 2), token.start):
        before = words.marks[at - 1] if at else {}
        return not any(section in before for section in _JOINED_BEFORE)
    if _follows_name(words, at, number):
        return True
    after = _LETTER_AFTER.match(words.text, token.end)
    if after is None or number.end > at + 1 or after[0][0] in "-‐‑":
        return False
    following = words.marks[at + 1] if at + 1 < len(words.marks) else {}
    return words.key(at + 1) not in SIGNS and not any(section in following for section in _JOINED_AFTER)


def _follows_name(words: Marked, at: int, number: Spelled) -> bool:
    """iPhone 14, Boeing 737, LTO 9: a short number after a name in Latin letters, with nothing that it counts.

    One capital is enough inside another script and in the middle of a Latin sentence; in German, where nouns have
    it too, only where no noun follows.
    """
    token, before = words.tokens[at], words.tokens[at - 1] if at else None
    if before is None or number.end > at + 1 or not token.key.isdecimal() or len(token.key) > 4:
        return False
    word = words.text[before.start : before.end]
    capitals = sum(c.isupper() for c in word)
    if not capitals or not word.isascii() or words.between(at - 1, at) not in (" ", "\u00a0"):
        return False
    if any(section in words.marks[at - 1] for section in _NO_NAMES):
        return False
    if unit_of(words, at, number.end)[0]:
        return False
    foreign = words.language not in LATIN
    started = at > 1 and words.key(at - 2) not in _STOPS
    if words.language == "de":
        after = words.tokens[number.end].start if number.end < len(words.tokens) else len(words.text)
        started = not words.text[after : after + 1].isupper()
    return capitals > 1 or foreign or started
