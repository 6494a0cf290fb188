"""Page furniture off, everything else exactly as printed and in the same order.

What goes: inserts that name another story ("Read more: …"), lists of related headlines with their header, tag
lines, prompts to share, subscribe, install or accept, advertisements, photo credits and reporters' addresses.
A line is judged by how it starts and how it ends: furniture is short, opens with a known phrase and is mostly
no sentence. When in doubt the line stays.
"""

import re

from index import furniture

MAX_INSERT = 220
"""Characters of the longest line that can be an insert; real headlines seldom pass 150."""
MAX_TAIL = 600
_ZERO_WIDTH = re.compile("[\u200b\ufeff\u2060\u00ad]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def normalise(text: str) -> str:
    """`text` with "\\n" line ends, and without control characters and zero-width noise.

    Joiners (U+200C, U+200D), direction marks and diacritics are part of the spelling and stay.
    """
    return _CONTROLS.sub("", _ZERO_WIDTH.sub("", _BREAKS.sub("\n", text)))


def clean(text: str) -> str:
    """The article without page furniture: each line is a line of `text` or a part of one, in order.

    Returns "" where nothing but furniture is there. Never raises.
    """
    lines = [cut_tail(line.strip()) for line in text.split("\n")]
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line and is_list_header(line):
            at = _after_list(lines, at)
        elif not line or not is_furniture(line):
            kept.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def cut_tail(line: str) -> str:
    """`line` without furniture that is stuck to its end."""
    for tail in furniture.TAILS:
        start = max(0, len(line) - MAX_TAIL)
        line = line[:start] + tail.sub("", line[start:]).rstrip()
    return line


def is_furniture(line: str) -> bool:
    """Whether a line, alone, is an insert, a tag line, a prompt, a credit or an address, or has no letter."""
    return (
        is_insert(line)
        or is_tag_line(line)
        or bool(furniture.ONLY_SIGNS.match(line))
        or (len(line) <= 400 and bool(furniture.PROMPT_LINE.match(line)))
        or (len(line) <= 180 and bool(furniture.CREDIT_LINE.match(line)) and not is_sentence(line))
        or (len(line) <= 450 and bool(furniture.CONTACT_LINE.match(line)))
    )


def is_insert(line: str) -> bool:
    """Whether a line only names another story: "Read more: headline"."""
    if len(line) > MAX_INSERT:
        return False
    if furniture.INSERT_LINE.match(line):
        return True
    if furniture.INSERT_BARE.match(line) or furniture.WEAK_LINE.match(line):
        return not is_sentence(line)
    return bool(furniture.GLUED_HEADLINE.match(line))


def is_tag_line(line: str) -> bool:
    """Whether a line lists the article's keywords."""
    return bool(furniture.TAG_LINE.match(line)) and not is_sentence(line)


def is_list_header(line: str) -> bool:
    """Whether a line stands over a list of other stories."""
    return bool(furniture.HEADER_LINE.match(line))


def is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(furniture.STOP.search(line))


def is_prose(line: str) -> bool:
    """Whether a line reads as a paragraph of an article: a sentence of some length, or a long run of text."""
    if furniture.BULLET.match(line) or is_furniture(line):
        return False
    length = weight(line)
    return length >= 160 or (length >= 40 and is_sentence(line))


def weight(line: str) -> int:
    """Length in letters of an alphabet: an ideograph says about as much as three."""
    return len(line) + 2 * len(furniture.IDEOGRAPH.findall(line))


def _after_list(lines: list[str], at: int) -> int:
    """The index of the first line after the list of headlines that begins at `at`.

    At the end of an article all that is no prose belongs to the list. Amid an article only its bullets do or,
    where there are none, the one line under the header: what follows may be the article's own subheading.
    """
    end = at
    while end < len(lines) and not is_prose(lines[end]):
        end += 1
    if end == len(lines):
        return end
    first = next((i for i in range(at, end) if lines[i]), end)
    if first < end and not furniture.BULLET.match(lines[first]):
        return first + 1
    while first < end and (not lines[first] or furniture.BULLET.match(lines[first])):
        first += 1
    return first
