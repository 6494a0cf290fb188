"""Which words of a text are names: people, bodies, places, products, works.

Known names come from the gazetteer. Of the rest, capitals tell in Latin, Cyrillic and Greek (not at the start of a
sentence, and not in German, whose nouns all have them); elsewhere a word is taken for a name where a title stands
before it or where the language's word list does not know it in any form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rag.checks.chinese import SPELLING, segments
from rag.checks.frequency import ordinary, zipf
from rag.checks.gazetteer import Entry
from rag.checks.kinds import by_meaning, guess, head, title
from rag.checks.nameness import nameness
from rag.checks.places import Mention, mentions
from rag.checks.words import HAN, UNCASED, Word, words

PARTICLES = frozenset({
    "al", "el", "as", "ad", "bin", "ibn", "abu", "abd", "ben", "de", "del", "della", "da", "do", "dos", "das",
    "di", "la", "le", "les", "du", "van", "von", "der", "den", "ten", "ter", "zu", "san", "sankt", "аль",
    "эль", "ибн", "бен", "абу", "де", "ла", "ван", "фон",
})  # fmt: skip
_DIGIT = re.compile(r"\d")
_BEFORE_NAMES = re.compile(r"[\s\-‐‑’'.·]*")
_GERMAN_SMALL = frozenset(
    ["der", "die", "das", "des", "dem", "den", "ein", "eine", "am", "im", "an", "in", "zu", "von", "vom"]
)
_RARE = 3.0
_KNOWN_WORD = 2.5
_COMMONEST = 5.3
_SURE_NAME = 2.0
_LIKELY_NAME = 0.0
_SURE_CHINESE, _SURE_SPELT = 2.5, 1.0


@dataclass(frozen=True, slots=True)
class Name:
    """`text[start:end] == surface`. `entries` is given where the name is known beforehand.

    `kind` is that of the entry, or "person", "place", "organisation" or "event" as far as can be told, or None.
    `sure` is false where it may as well be an ordinary word.
    """

    surface: str
    start: int
    end: int
    kind: str | None = None
    entries: tuple[Entry, ...] = ()
    sure: bool = True


@lru_cache(maxsize=256)
def names(text: str, language: str) -> list[Name]:
    """The names that `text` states, in order, without overlap."""
    return names_heard(text, language, frozenset())


def names_heard(text: str, language: str, heard: frozenset[str]) -> list[Name]:
    """As `names`, taking the words in `heard` for names too."""
    known = [m for m in mentions(text, language) if m.stated]
    listed = [w for w in words(text) if not any(m.start <= w.start < m.end for m in known)]
    found = [_known(text, mention) for mention in known]
    found += [_name(text, run, sure) for run, sure in _runs(text, listed, language, heard)]
    found = _merged(text, found, language) if language not in UNCASED else found
    kept = [n for n in found if n.entries or not any(n.start < m.end and m.start < n.end for m in known)]
    return [n if n.kind else replace(n, kind=_kind(n, text, language)) for n in sorted(kept, key=lambda n: n.start)]


def _kind(name: Name, text: str, language: str) -> str | None:
    told = guess(text, name.start, name.end, language)
    return told or by_meaning([w.text for w in words(name.surface) if w.form not in PARTICLES]) or None


def _known(text: str, mention: Mention) -> Name:
    kinds = {entry.kind for entry in mention.entries}
    surface = text[mention.start : mention.end]
    return Name(surface, mention.start, mention.end, kinds.pop() if len(kinds) == 1 else None, mention.entries)


def _name(text: str, run: list[Word], sure: bool) -> Name:
    start, end = run[0].start, run[-1].end
    return Name(text[start:end], start, end, None, (), sure)


_WITHIN = re.compile(r" | (?:of|for|de|du|des|del|da|do|der|für) (?:the |la |el )?")


def _merged(text: str, found: list[Name], language: str) -> list[Name]:
    """Names joined that are one: New Hampshire Institute of Politics, Kansas City."""
    merged: list[Name] = []
    for name in sorted(found, key=lambda n: n.start):
        last = merged[-1] if merged else None
        gap = text[last.end : name.start] if last else ""
        if last and _WITHIN.fullmatch(gap) and _one(last, name, gap, language):
            merged[-1] = Name(text[last.start : name.end], last.start, name.end)
        else:
            merged.append(name)
    return merged


def _one(last: Name, name: Name, gap: str, language: str) -> bool:
    if gap == " ":
        return bool(last.entries and not name.entries and head(f"x {name.surface}", language))
    return bool(not last.entries and head(f"x {last.surface}", language))


def _runs(text: str, listed: list[Word], language: str, heard: frozenset[str]) -> Iterator[tuple[list[Word], bool]]:
    """Neighbouring words that make up one name, and whether they surely do."""
    run: list[Word] = []
    for word in listed:
        told = word.text in heard
        near = bool(run) and bool(_BEFORE_NAMES.fullmatch(text, run[-1].end, word.start))
        if run and not (near and (told or _continues(word, language))):
            yield from _closed(run, language, heard)
            run = []
        if HAN.match(word.text):
            yield from (([part], True) for part in _chinese(word))
        elif run or told or _begins(word, language):
            run.append(word)
    if run:
        yield from _closed(run, language, heard)


def _begins(word: Word, language: str) -> bool:
    if word.text.isdigit() or len(word.text) < 2 or word.form in calendar(language):
        return False
    if language in UNCASED:
        return word.text[0].isascii() or (not _DIGIT.search(word.text) and _named(word.text, language))
    return word.capital


def _named(word: str, language: str) -> bool:
    """A name by its meaning; one that the word list lacks need not be as clear a case."""
    score = nameness(word)
    if ordinary(word, language, _KNOWN_WORD):
        return score >= _SURE_NAME and zipf(word, language) < _COMMONEST
    return score >= _LIKELY_NAME


def _continues(word: Word, language: str) -> bool:
    return word.form in PARTICLES or _begins(word, language) or (word.text[-1].isdigit() and language not in UNCASED)


def _closed(run: list[Word], language: str, heard: frozenset[str]) -> Iterator[tuple[list[Word], bool]]:
    while run and (run[-1].form in PARTICLES or run[-1].text.isdigit()):
        run = run[:-1]
    if language not in UNCASED and run and run[0].initial and not _opens(run, language):
        run = run[1:]
    if len(run) > 1 and title(run[0].form):
        run = run[1:]
    while language == "de" and run and _german_noun(run[0]):
        run = run[1:]
    while language == "de" and run and (_german_noun(run[-1]) or run[-1].form in PARTICLES):
        run = run[:-1]
    if run:
        yield (
            run,
            language not in UNCASED
            or run[0].text[0].isascii()
            or any(w.text in heard or nameness(w.text) >= _SURE_NAME for w in run),
        )


def _opens(run: list[Word], language: str) -> bool:
    """Whether the first word of a sentence belongs to the name: capitals say nothing there."""
    first = run[0]
    if (first.text.isupper() and len(first.text) > 1) or any(c.isupper() or c.isdigit() for c in first.text[1:]):
        return True
    if nameness(first.text) >= _SURE_NAME:
        return True
    return nameness(first.text) >= _LIKELY_NAME and not ordinary(first.text, language, _RARE if len(run) == 1 else 5.0)


def _german_noun(word: Word) -> bool:
    """A noun, or a compound that ends in one: German capitals tell nothing of these."""
    low = word.text.lower()
    if low in _GERMAN_SMALL:
        return word.initial
    if nameness(word.text) >= _SURE_NAME:
        return False
    if zipf(low, "de") >= _RARE or nameness(word.text) < _LIKELY_NAME:
        return True
    return len(low) >= 8 and any(zipf(low[at:], "de") >= 3.3 for at in range(3, len(low) - 3))


@cache
def calendar(language: str) -> frozenset[str]:
    """Months and weekdays, folded: capitalised in English and Turkish, rare in the word lists of others."""
    from babel import Locale, UnknownLocaleError

    from rag.checks.words import form

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    listed = [
        n
        for part in (locale.months, locale.days)
        for width in ("wide", "abbreviated")
        for n in part["format"][width].values()
    ]
    return frozenset(form(part) for name in listed for part in name.split())


def _chinese(word: Word) -> list[Word]:
    """The stretches of Chinese characters that are names: words that mean one, and what spells a foreign one."""
    found: list[Word] = []
    at, start = word.start, None
    for piece in (*segments(word.text), ""):
        spells = len(piece) == 1 and piece in SPELLING
        named = len(piece) > 1 and nameness(piece) >= (
            _SURE_SPELT if all(c in SPELLING for c in piece) else _SURE_CHINESE
        )
        if (spells or named) and start is None:
            start = at
        elif not (spells or named) and start is not None:
            text = word.text[start - word.start : at - word.start]
            if len(text) >= 2:
                found.append(Word(text, start, at, text))
            start = None
        at += len(piece)
    return found
