"""Words of a text as the tables of opposites look them up: folded, in every shape that a prefix may hide."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.language import fold

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_MARK = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u200c\u200d"
_TOKEN = re.compile(rf"[{_HAN}]|[^\W\d_{_HAN}](?:[^\W_{_HAN}]|[{_MARK}])*|\d+(?:[.,٫٬]\d+)*|[^\w\s'’]|\n")
_STOPS = frozenset(".;:!?؛؟。；：！？।…\n")
_COMMAS = frozenset(",،，、()[]（）—–")
_PERSIAN_VERB = re.compile(r"^ن?مي(?=...)")
_ARABIC = ("ال", "لل", "بال", "كال", "ب", "ل", "ك", "س")
_BEFORE_VERBS = frozenset("لس")
_HINDI = str.maketrans({"\u093c": None, "\u0901": "\u0902"})


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end] == written`. `shapes` are the folded forms under which it may stand in a table.

    `clause` counts what full stops, semicolons and colons divide, `phrase` what commas divide as well.
    """

    written: str
    start: int
    end: int
    shapes: tuple[str, ...]
    clause: int
    phrase: int
    number: bool = False


def words(text: str, language: str) -> list[Word]:
    """Words and numbers in order; a Chinese character is a word."""
    found: list[Word] = []
    clause = phrase = 0
    for match in _TOKEN.finditer(text):
        written = match[0]
        if written[0].isdigit():
            found.append(Word(written, match.start(), match.end(), (_number(written),), clause, phrase, number=True))
        elif written[0].isalpha():
            shapes = _shapes(written, language)
            found.append(Word(written, match.start(), match.end(), shapes, clause, phrase))
        else:
            clause += written in _STOPS
            phrase += written in _STOPS or written in _COMMAS
    return found


@lru_cache(maxsize=50_000)
def folded(written: str, language: str) -> str:
    """As `index.language.fold`, with Turkish dotless i, Hindi nukta and chandrabindu levelled too."""
    if language == "tr":
        return fold(written.replace("İ", "i").replace("I", "ı")).replace("ı", "i").replace("\u0307", "")
    if language == "hi":
        return fold(written).translate(_HINDI)
    return fold(written).replace("\u0307", "")


def _number(written: str) -> str:
    """Digits alone: 1,200 and 1.200 and ١٢٠٠ are alike, and so are 16,3 and 16.3."""
    return re.sub(r"\D", "", fold(written))


@lru_cache(maxsize=50_000)
def _shapes(written: str, language: str) -> tuple[str, ...]:
    word = folded(written, language) or written
    if language == "ar":
        return _arabic(word)
    if language == "fa" and (bare := _PERSIAN_VERB.sub("", word)) != word:
        return word, bare
    return (word,)


def _arabic(word: str) -> tuple[str, ...]:
    """The word without conjunction, preposition and article, and, where it may be a verb, without its prefix."""
    rest = word[1:] if word[0] in "وف" and len(word) > 3 else word
    shapes = dict.fromkeys((word, rest))
    for whole in (word, rest):
        for prefix in _ARABIC:
            if whole.startswith(prefix) and len(whole) - len(prefix) >= 3:
                bare = whole.removeprefix(prefix)
                shapes[bare] = None
                if prefix in _BEFORE_VERBS or bare[0] == "ا":
                    shapes |= dict.fromkeys(_verb(bare))
    for whole in (word, rest):
        shapes |= dict.fromkeys(_verb(whole))
    return tuple(shapes)


def _verb(word: str) -> tuple[str, ...]:
    return (word[1:],) if word[0] in "يتنا" and len(word) >= 4 else ()
