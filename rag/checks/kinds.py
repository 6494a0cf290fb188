"""What kind of thing a name stands for, told by the words around it: a title, "in", "the company"."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from rag.checks.nameness import personness
from rag.checks.words import HAN, bare, form, words

Guess = Literal["person", "place", "organisation", "event", ""]

_CUES = Path(__file__).with_name("gazetteer") / "cues.txt"
_TURKISH_CASE = re.compile(r"['’](?:[dt][ae]n?|n?d[ae]n?)\b")
_PERSON = 0.5
_HAN_PLACE = tuple("市省县州镇村区岛国")
_HAN_PERSON = (
    "总统", "总理", "首相", "部长", "主席", "先生", "女士", "议员", "教授", "教练", "歌手", "演员", "导演", "选手",
    "校长",
)  # fmt: skip


@cache
def _cues() -> dict[str, dict[str, Guess]]:
    found: defaultdict[str, dict[str, Guess]] = defaultdict(dict)
    for line in _CUES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            side, kind, *listed = line.split()
            for cue in listed:
                found[side].setdefault(form(cue), kind)  # type: ignore[arg-type]
    return dict(found)


def head(surface: str, language: str) -> Guess:
    """The kind that the last or first word of a name tells (Saint Anselm College, Lake Geneva); "" for none."""
    listed = words(surface)
    ends = (listed[-1], listed[0]) if len(listed) > 1 else ()
    found = (_cues()["within"].get(lean) for word in ends for lean in bare(word.form, language))
    return next((kind for kind in found if kind), "")


def title(word: str) -> bool:
    """Whether the folded word is a title that persons' names follow."""
    return _cues()["before"].get(word) == "person"


def guess(text: str, start: int, end: int, language: str) -> Guess:
    """The kind of the name at `text[start:end]`; "" where nothing beside it tells."""
    if kind := head(text[start:end], language):
        return kind
    listed = words(text)
    before = next((w for w in reversed(listed) if w.end <= start and start - w.end <= 2), None)
    after = next((w for w in listed if w.start >= end and w.start - end <= 2), None)
    if _TURKISH_CASE.match(text, end) and language == "tr":
        return "place"
    if HAN.match(text[start:end]):
        return _han(text, start, end)
    if before:
        told = next((k for lean in bare(before.form, language) if (k := _cues()["before"].get(lean))), None)
        if told:
            return told
    return _cues()["after"].get(after.form, "") if after else ""


def _han(text: str, start: int, end: int) -> Guess:
    if text.startswith(_HAN_PLACE, end) or text[:start].endswith("在"):
        return "place"
    if text.startswith(_HAN_PERSON, end) or text[:start].endswith(_HAN_PERSON):
        return "person"
    return ""


def by_meaning(listed: Sequence[str]) -> Guess:
    """The kind of a name by the meaning of its words: "person", "place" or ""."""
    mean = sum(map(personness, listed)) / max(1, len(listed))
    return "person" if mean >= _PERSON else "place" if mean <= -_PERSON else ""
