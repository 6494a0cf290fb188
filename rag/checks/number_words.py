"""The words by which a language counts and dates, and where they stand in a text.

`counting/` has one list a language. `[section]` says what the lines under it are; a line is a value, a colon and the
words for it. `word*` stands for the word with up to four letters more, `word~` for the word with each of the
`[endings]`, and `word?` for a word that means something else more often (Persian نه: nine, no): it counts
beside another number word, and elsewhere it can only prove a claim, never refute one.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from index.months import MONTHS
from index.types import Span
from rag.checks.tokens import HAN_DIGITS, HAN_SMALL, Token, level, tokens

LANGUAGES = frozenset(("ar", "de", "en", "es", "fa", "fr", "hi", "pt", "ru", "tr", "ur", "zh"))
LATIN = frozenset(("de", "en", "es", "fr", "pt", "tr"))
"""Those of them in Latin letters."""
_KIN = {"ja": "zh", "ps": "fa", "gl": "pt"}
_EXTRA_LETTERS = 4
_PREFIXED = frozenset(("ar", "fa"))

_Phrase = tuple[tuple[str, ...], str, str, bool]


@dataclass(frozen=True, slots=True)
class Mark:
    """A listed word or phrase that begins at some token and ends before token `end`.

    `joined`: its first word carries an "and" in front (Arabic و).
    """

    value: str
    end: int
    doubtful: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text's tokens, and for each of them what begins there, by section."""

    text: str
    language: str
    tokens: list[Token]
    marks: list[dict[str, Mark]]

    def mark(self, at: int, section: str) -> Mark | None:
        """The longest phrase of a section that begins at a token, or None."""
        return self.marks[at].get(section) if 0 <= at < len(self.marks) else None

    def is_idle(self, at: int) -> bool:
        """Is the token a word or mark that no list knows?"""
        return not self.marks[at] and self.tokens[at].kind in ("word", "mark")

    def key(self, at: int) -> str:
        """A token's key, or "" where there is no such token."""
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def span(self, start: int, end: int) -> Span:
        """Where the tokens from `start` to before `end` stand in the text."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def between(self, left: int, right: int) -> str:
        """What stands in the text between two tokens, white space included."""
        return self.text[self.tokens[left].end : self.tokens[right].start]


@dataclass(slots=True)
class WordList:
    """`phrases[first word]` lists (words, section, value, doubtful); `stems` the same for words with any ending.

    `whole` are Chinese phrases with a numeral in them that is no number of its own.
    """

    language: str
    phrases: dict[str, list[_Phrase]] = field(default_factory=lambda: defaultdict(list))
    stems: dict[str, list[_Phrase]] = field(default_factory=lambda: defaultdict(list))
    whole: tuple[str, ...] = ()

    def words(self, section: str) -> dict[str, str]:
        """The single words of a section → their values."""
        entries = [entry for listed in self.phrases.values() for entry in listed]
        return {words[0]: value for words, name, value, _ in entries if name == section and len(words) == 1}


def is_listed(language: str) -> bool:
    """Are the number words of a language known?"""
    return _KIN.get(language, language) in LANGUAGES


@lru_cache(maxsize=128)
def marked(text: str, language: str) -> Marked:
    """Reads a text once for all who look for numbers or dates in it."""
    words = word_list(language)
    found = tokens(text, language, words.whole)
    return Marked(text, language, found, [_marks(found, at, words) for at in range(len(found))])


@cache
def word_list(language: str) -> WordList:
    """For a language without a list only the names of months beside a number; digits and signs are read anyway."""
    code = _KIN.get(language, language)
    listed = WordList(code)
    if code not in LANGUAGES:
        for name, month in MONTHS.items():
            words = tuple(t.key for t in tokens(name, language))
            listed.phrases[words[0]].append((words, "month short", str(month), False))
        return listed
    whole = []
    for section, value, phrase, doubtful in _entries(code):
        starred = phrase.endswith("*")
        words = tuple(t.key for t in tokens(phrase.rstrip("*"), language))
        if code == "zh" and (section == "other" or any(char in HAN_DIGITS + HAN_SMALL for char in phrase)):
            whole.append(phrase)
            words = (level(phrase),)
        (listed.stems if starred else listed.phrases)[words[0]].append((words, section, value, doubtful))
    listed.whole = tuple(whole)
    return listed


def _entries(code: str) -> Iterator[tuple[str, str, str, bool]]:
    """Section, value, phrase and whether it is doubtful, for each phrase of a list."""
    section, endings = "", [""]
    for line in files("rag.checks").joinpath("counting", f"{code}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            value, _, listed = line.partition(": ")
            if section == "endings":
                endings = listed.split()
                continue
            for phrase in listed.split(", "):
                for ending in endings if "~" in phrase else [""]:
                    yield section, value, phrase.rstrip("?").replace("~", ending), phrase.endswith("?")


def _marks(found: list[Token], at: int, listed: WordList) -> dict[str, Mark]:
    marks: dict[str, Mark] = {}
    if found[at].kind in ("digits", "date", "clock"):
        return marks
    for stem, joined in _readings(found[at].key, listed.language):
        for words, section, value, doubtful in listed.phrases.get(stem, ()):
            _add(marks, section, _match(found, at, words, False, listed.language), value, doubtful, joined)
        if not listed.stems:
            continue
        for words, section, value, doubtful in listed.stems.get(stem, ()):
            _add(marks, section, _match(found, at, words, True, listed.language), value, doubtful, joined)
        for cut in range(1, min(_EXTRA_LETTERS, len(stem) - 2) + 1):
            for words, section, value, doubtful in listed.stems.get(stem[: len(stem) - cut], ()):
                if len(words) == 1:
                    _add(marks, section, at + 1, value, doubtful, joined)
    return marks


def _add(marks: dict[str, Mark], section: str, end: int, value: str, doubtful: bool, joined: bool) -> None:
    if end and (section not in marks or end > marks[section].end):
        marks[section] = Mark(value, end, doubtful, joined)


def _match(found: list[Token], at: int, words: tuple[str, ...], starred: bool, language: str) -> int:
    """Where a phrase whose first word stands at `at` ends, or 0 where it does not stand there."""
    end = at + len(words)
    if end > len(found):
        return 0
    for i in range(1, len(words)):
        token, word = found[at + i], words[i]
        if token.key == word or any(stem == word for stem, _ in _readings(token.key, language)):
            continue
        more = len(token.key) - len(word)
        if not (starred and i == len(words) - 1 and token.key.startswith(word) and more <= _EXTRA_LETTERS):
            return 0
    return end


@lru_cache(maxsize=65536)
def _readings(key: str, language: str) -> tuple[tuple[str, bool], ...]:
    """A word and what it may be without the particles that Arabic and Persian write onto it; and: was one an "and"?"""
    found = [(key, False)]
    if language not in _PREFIXED:
        return tuple(found)
    if key[:1] == "و" and len(key) > 2:
        found.append((key[1:], True))
    if language == "ar":
        found += [(stem[1:], joined) for stem, joined in found if stem[:1] in "فبلك" and len(stem) > 3]
        found += [(stem[2:], joined) for stem, joined in found if stem[:2] in ("ال", "لل") and len(stem) > 4]
    return tuple(found)
