"""Which words of a text are names: people, bodies, places, products, works.

Known names come from the gazetteer. Of the rest, capitals tell in Latin, Cyrillic and Greek (not at the start of a
sentence, and not in German, whose nouns all have them); elsewhere a word is taken for a name where a title stands
before it or where the language's word list does not know it in any form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rag.checks.chinese import foreign_runs
from rag.checks.frequency import ordinary, zipf
from rag.checks.gazetteer import Entry
from rag.checks.kinds import head, title
from rag.checks.places import Mention, mentions
from rag.checks.words import HAN, UNCASED, Word, words

PARTICLES = frozenset("al el as ad bin ibn abu abd de del della da do dos das di la le les van von der den du ten ter "
                       "ben аль эль ибн бен абу де ла ван фон der zu san sankt".split())  # fmt: skip
_BEFORE_NAMES = re.compile(r"[\s\-‐‑’'.·]*")
_GERMAN_SMALL = frozenset("der die das des dem den ein eine am im an in zu von vom".split())
_RARE = 3.0
_KNOWN_WORD = 2.5


@dataclass(frozen=True, slots=True)
class Name:
    """`text[start:end] == surface`. `kind` and `entries` are given where the name is known beforehand.

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
    return sorted(kept, key=lambda name: name.start)


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
            yield from (([part], True) for part in foreign_runs(word))
        elif run or told or _begins(word, language):
            run.append(word)
    if run:
        yield from _closed(run, language, heard)


def _begins(word: Word, language: str) -> bool:
    if word.text.isdigit() or len(word.text) < 2 or word.form in calendar(language):
        return False
    if language in UNCASED:
        return word.text[0].isascii() or not ordinary(word.text, language, _KNOWN_WORD)
    if not word.capital:
        return False
    return True


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
    if run:
        yield run, language not in UNCASED or run[0].text[0].isascii() or any(w.text in heard for w in run)


def _opens(run: list[Word], language: str) -> bool:
    """Whether the first word of a sentence belongs to the name: capitals say nothing there."""
    first = run[0]
    if first.text.isupper() and len(first.text) > 1 or any(c.isupper() or c.isdigit() for c in first.text[1:]):
        return True
    return not ordinary(first.text, language, _RARE if len(run) == 1 else 5.0)


def _german_noun(word: Word) -> bool:
    """A noun, or a compound that ends in one: German capitals tell nothing of these."""
    low = word.text.lower()
    if low in _GERMAN_SMALL:
        return word.initial
    if zipf(low, "de") >= _RARE:
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
