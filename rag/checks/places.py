"""Where a text names a place or body that is known beforehand, in any of the languages, and what such names imply."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.checks.gazetteer import Entry, Gazetteer, Sense, gazetteer
from rag.checks.words import HAN, Word, bare, stem, words

# One character stands for a country only beside another such, or before a word for its people and things.
_SHORT = {"美": "US", "英": "GB", "法": "FR", "德": "DE", "俄": "RU", "日": "JP", "韩": "KR", "朝": "KP", "中": "CN",
          "乌": "UA", "印": "IN", "澳": "CN/Macao", "港": "CN/Hong Kong", "以": "IL", "巴": "PS", "伊": "IR",
          "台": "TW", "欧": "-/Europe"}  # fmt: skip
_SHORT_PAIR = re.compile(
    "[{0}]{{2,}}|[{0}](?=[军媒企股籍裔资])|(?<=[驻赴访对在旅抵])[{0}]|港珠澳".format("".join(_SHORT))
)
_DAY = re.compile("^日|(?<=[一二三四五六七八九十])日")
_JOINT = re.compile(r"[\s.'’\-‐‑–·&]{0,3}")
_LONGEST_HAN = 12


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` may mean any of `entries`; `stated` is false where it only implies them."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    stated: bool = True


@lru_cache(maxsize=256)
def mentions(text: str, language: str) -> tuple[Mention, ...]:
    """Known names in `text`, in order, the longest at each place."""
    known = gazetteer(language)
    listed = words(text)
    found: list[Mention] = []
    at = 0
    while at < len(listed):
        if HAN.match(listed[at].text):
            found += _han(listed[at], known)
            at += 1
            continue
        mention, used = _longest(text, listed, at, known, language)
        if mention:
            found.append(mention)
        at += used
    return tuple(found)


def _longest(
    text: str, listed: tuple[Word, ...], at: int, known: Gazetteer, language: str
) -> tuple[Mention | None, int]:
    run = [listed[at]]
    firsts = (*bare(run[0].form, language), stem(run[0].form, language))
    for word in listed[at + 1 : at + max(known.longest.get(first, 0) for first in firsts)]:
        if not _JOINT.fullmatch(text, run[-1].end, word.start):
            break
        run.append(word)
    known_start = any(first in known.longest for first in firsts)
    for size in range(len(run) if known_start else 0, 0, -1):
        senses = _senses(run[:size], known, language)
        if senses:
            entries = tuple(dict.fromkeys(sense.entry for sense in senses))
            return Mention(run[0].start, run[size - 1].end, entries, any(s.stated for s in senses)), size
    return None, 1


def _senses(run: list[Word], known: Gazetteer, language: str) -> list[Sense]:
    rest = [word.form for word in run[1:]]
    for first in bare(run[0].form, language):
        found = [s for s in known.exact(" ".join([first, *rest])) if _written_so(run, s.name)]
        if found:
            return found
    last = bare(run[-1].form, language) if len(run) > 1 else ()
    for ending in last[1:]:
        found = known.exact(" ".join([run[0].form, *rest[:-1], ending]))
        if found:
            return found
    stems = " ".join(stem(word.form, language) for word in run)
    return [s for s in known.stems.get(stems, ()) if len(stems) > 3 and _written_so(run, s.name)]


def _written_so(run: list[Word], name: str) -> bool:
    """Capitals as in the table: an acronym all in capitals, a noun with one; adjectives as they come."""
    if not name[0].isupper():
        return True
    if name.isupper():
        return all(word.text.isupper() for word in run)
    return run[0].capital


def _han(word: Word, known: Gazetteer) -> list[Mention]:
    found: list[Mention] = []
    text, at = word.text, 0
    while at < len(text):
        for size in range(min(_LONGEST_HAN, len(text) - at), 1, -1):
            senses = known.exact(text[at : at + size])
            if senses:
                entries = tuple(dict.fromkeys(sense.entry for sense in senses))
                stated = any(s.stated for s in senses)
                found.append(Mention(word.start + at, word.start + at + size, entries, stated))
                at += size - 1
                break
        at += 1
    for match in _SHORT_PAIR.finditer(_DAY.sub("\u3000", text)):
        for offset, letter in enumerate(match[0]):
            if letter in _SHORT:
                entry = _short(_SHORT[letter])
                start = word.start + match.start() + offset
                found.append(Mention(start, start + 1, (entry,), stated=False))
    return sorted(found, key=lambda m: (m.start, -m.end))


def _short(key: str) -> Entry:
    return Entry(key, "country" if "/" not in key else "region" if key.startswith("-") else "city")


def implies(found: Entry, wanted: Entry) -> bool:
    """Whether a text that names `found` thereby names `wanted`: itself, or the country that it lies in."""
    if found.key == wanted.key:
        return True
    return wanted.kind == "country" and found.kind in ("region", "city") and found.territory == wanted.key
