"""What the model wrote, taken apart while it streams: sentences for the reader, and behind them their quotes.

The form is told in `rag.prompt`. Models stray from it, so marks are found wherever they stand, and a sentence may
share its line with others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.language import sentences
from rag.prompt import NO_ANSWER, QUOTES_LINE

MARK = re.compile(r"\s*[\[［【](?:passage\s*)?(\d{1,3}(?:\s*[,،、;]\s*\d{1,3})*)[\]］】]", re.IGNORECASE)
_TAIL = re.compile(rf"^[\s*#`>_-]*{QUOTES_LINE}\b[\s*:`_]*$", re.MULTILINE | re.IGNORECASE)
_TAIL_LINE = re.compile(r"^[\s*>-]*(\d{1,3})\s*[.):|]?\s*[\[［【](?:passage\s*)?(\d{1,3})[\]］】]\s*[:|]?\s*(.+?)\s*$")
_HEADING = re.compile(r"^\s*#{1,6}\s|[:：][\s*_`]*$")
_LIST_MARK = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_TAG = re.compile(r"</?[a-z!][^<>\n]*>", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*{1,3}|_{2,3}|`+|^#{1,6}\s+", re.MULTILINE)
_ADDRESS = re.compile(r"(?<!\w)(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as the model wrote it, without marks; `passages`, and the first of each `quotes`, are numbers."""

    text: str
    passages: tuple[int, ...]
    quotes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """`refused`: the model says that the passages hold no answer."""

    sentences: tuple[Drafted, ...]
    refused: bool = False


def parse(text: str, language: str) -> Draft:
    """The sentences of a draft with their quotes; empty where nothing usable was written."""
    match = _TAIL.search(text)
    body, tail = (text[: match.start()], text[match.end() :]) if match else (text, "")
    if body.strip().strip(".!*_`\"'").upper().startswith(NO_ANSWER):
        return Draft((), refused=True)
    drafted = list(_drafted(body, language))
    quotes = parse_quotes(tail)
    return Draft(tuple(with_quotes(drafted, quotes)))


def parse_quotes(text: str) -> list[tuple[int, int, str]]:
    """(sentence number, passage number, quote) of every line that has that form."""
    found = (_TAIL_LINE.match(line) for line in text.splitlines())
    return [(int(m[1]), int(m[2]), m[3]) for m in found if m]


def with_quotes(drafted: list[Drafted], quotes: list[tuple[int, int, str]]) -> list[Drafted]:
    """The sentences with the quotes that name them, counted from 1, added."""
    own = {number: [(p, q) for n, p, q in quotes if n == number] for number in range(1, len(drafted) + 1)}
    return [replace(d, quotes=(*d.quotes, *own[n])) for n, d in enumerate(drafted, start=1)]


def _drafted(body: str, language: str) -> Iterator[Drafted]:
    for line in body.splitlines():
        if _HEADING.search(line) and not MARK.search(line):
            continue  # it states nothing, and would shift the numbers by which quotes name their sentences
        line = _LIST_MARK.sub("", line)
        at = 0
        while at < len(line):
            marks = re.compile(rf"(?:{MARK.pattern})+", re.IGNORECASE).search(line, at)
            end, following = (marks.start(), marks.end()) if marks else (len(line), len(line))
            stop = re.match(r"\s*[.!?。！？؟।]+", line[following:])
            piece = line[at:end] + (stop[0].strip() if stop else "")
            at = following + (stop.end() if stop else 0)
            numbers = tuple(int(n) for m in MARK.finditer(line[end:following]) for n in re.findall(r"\d+", m[1]))
            piece = plain(piece)
            yield from (
                Drafted(piece[a:b], tuple(dict.fromkeys(numbers)))
                for a, b in sentences(piece, language)
                if any(c.isalnum() for c in piece[a:b])
            )


def plain(text: str) -> str:
    """Without Markdown, links and addresses: the reader gets words."""
    return " ".join(_without_markup(text).split())


def _without_markup(text: str) -> str:
    return _EMPHASIS.sub("", _ADDRESS.sub("", _TAG.sub("", _LINK.sub(lambda m: m[1], text))))


@dataclass(slots=True)
class Shown:
    """Passes on what the reader may see of a streaming draft: no marks, no quotes, no links.

    It works line by line; characters are held back only as long as they might begin something that is not shown.
    """

    _line: str = ""
    _sent: str = ""
    _breaks: str = ""
    _begun: bool = False
    _ended: bool = False

    def feed(self, piece: str) -> str:
        """The text that `piece` lets through."""
        *lines, rest = (self._line + piece).split("\n")
        out = "".join(map(self._whole, lines))
        self._line = rest
        return out + self._part(_safe(rest))

    def end(self) -> str:
        """What was held back and turns out to be text."""
        return self._whole(self._line).rstrip()

    def _whole(self, line: str) -> str:
        """The rest of a line that has ended."""
        if _TAIL.match(line) and not self._sent:
            self._ended = True
        self._line = line
        out = self._part(len(line))
        self._line, self._sent = "", ""
        self._breaks += "\n" if self._begun else ""
        return out

    def _part(self, cut: int) -> str:
        readable = MARK.sub("", _without_markup(self._line[:cut]))
        if self._ended or (not self._begun and (not readable.strip() or _is_refusal(readable))):
            return ""
        new = readable[len(self._sent) :]
        if not new.strip() and not self._sent:
            return ""
        if cut > _LONG_LINE:
            self._line, self._sent = self._line[cut:], ""
        else:
            self._sent = readable
        breaks, self._breaks = (self._breaks if new else ""), ("" if new else self._breaks)
        out = breaks + (new if self._begun else new.lstrip())
        self._begun = self._begun or bool(new)
        return out


def _is_refusal(text: str) -> bool:
    start = text.lstrip()[: len(NO_ANSWER)].upper()
    return bool(start) and NO_ANSWER.startswith(start)


_HELD, _LONG_LINE = 240, 600
"""Characters from the end that are looked at for what is not shown, and of a line that is passed on piece by piece."""
_PENDING = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"<(?:/?[a-z!][^<>\n]*|/)?$",  # a tag, not closed yet
        r"!?[\[［【][^\]］】\n]{0,120}$",  # a mark or a link's text, not closed yet
        r"!?\[[^\[\]\n]*\](?:\((?:[^()\n]|\([^()\n]*\))*(?:\([^()\n]*)?)?$",  # a link, not closed yet
        r"^[\s*#`>_-]*(?:Q(?:U(?:O(?:T(?:ES?)?)?)?)?)?[\s*:`_]*$",  # a line QUOTES, not ended yet
        r"(?<!\w)(?:https?://\S*|www\.\S*)$",  # an address that goes on
        r"(?<!\w)(?:h(?:t(?:t(?:ps?(?::/?)?)?)?)?|w(?:ww?)?)$",
        r"(?:[*_`#!]|\s)+$",  # emphasis, or the space before a mark
    )
]


def _safe(line: str) -> int:
    """How much of a line can be passed on: up to whatever may still become something that is not shown."""
    start = max(0, len(line) - _HELD)
    cut = len(line)
    while True:
        found = [m.start() for m in (pattern.search(line, start, cut) for pattern in _PENDING) if m]
        if not found or min(found) == cut:
            return cut
        cut = min(found)
