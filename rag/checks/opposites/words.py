"""Words of a text as the tables of opposites look them up: folded, in every shape that a prefix may hide."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.language import fold

_TOKEN = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff]|[^\W\d\u3400-\u4dbf\u4e00-\u9fff](?:[^\W\u3400-\u4dbf\u4e00-\u9fff]"
    r"|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u200c\u200d])*"
    r"|\d+(?:[.,٫٬]\d+)*|[.,;:!?،؛؟。，；：！？、।…()\[\]«»“”—–\n]"
)
_BREAKS = frozenset(".;:!?؛؟。；：！？।…\n")
_COMMAS = frozenset(",،，、()[]—–")
_CONTRACTED = re.compile(r"(?<=[a-z])n['’]t\b", re.IGNORECASE)
_HINDI = str.maketrans({"\u093c": None, "\u0901": "\u0902"})
_ARABIC_CLITICS = re.compile(r"^[وف]?(?:[بلك]|ال|لل|بال|كال|وال|س)?")


@dataclass(frozen=True, slots=True)
class Word:
    """`shapes` are the folded forms under which it may stand in a table; `clause` counts sentences and contrasts,
    `phrase` what commas divide as well."""

    text: str
    shapes: tuple[str, ...]
    clause: int
    phrase: int
    number: bool = False


def words(text: str, language: str) -> list[Word]:
    """Words and numbers in order; a Chinese character is a word."""
    found: list[Word] = []
    clause = phrase = 0
    if language == "en":
        text = _CONTRACTED.sub(" not", text).replace("cannot", "can not")
    for piece in _TOKEN.findall(text):
        if piece in _BREAKS:
            clause += 1
            phrase += 1
        elif piece in _COMMAS:
            phrase += 1
        elif piece[0].isdigit():
            found.append(Word(piece, (fold(piece),), clause, phrase, number=True))
        elif piece[0].isalpha():
            shapes = _shapes(piece, language)
            if shapes[0] in _CONTRASTS.get(language, ()):
                clause += 1
                phrase += 1
            found.append(Word(piece, shapes, clause, phrase))
    return found


@lru_cache(maxsize=50_000)
def folded(piece: str, language: str) -> str:
    """As `index.language.fold`, with Turkish dotless i, Hindi nukta and chandrabindu levelled too."""
    if language == "tr":
        return fold(piece.replace("İ", "i").replace("I", "ı")).replace("ı", "i").replace("\u0307", "")
    if language == "hi":
        return fold(piece).translate(_HINDI)
    return fold(piece).replace("\u0307", "")


@lru_cache(maxsize=50_000)
def _shapes(piece: str, language: str) -> tuple[str, ...]:
    word = folded(piece, language)
    if not word:
        return (piece,)
    if language == "ar":
        return _arabic(word)
    if language == "fa":
        bare = re.sub(r"^ن?مي(?=...)", "", word)
        return (word, bare) if bare != word else (word,)
    return (word,)


def _arabic(word: str) -> tuple[str, ...]:
    """The word without conjunction, preposition and article, and then without the prefix of a verb."""
    shapes = {word: None}
    rest = word
    for prefix in ("و", "ف"):
        if rest.startswith(prefix) and len(rest) > 3:
            shapes[rest[1:]] = None
            rest = rest[1:]
            break
    for prefix in ("ال", "لل", "بال", "كال", "ب", "ل", "ك", "س"):
        for whole in (word, rest):
            if whole.startswith(prefix) and len(whole) - len(prefix) >= 3:
                shapes[whole[len(prefix) :]] = None
    for whole in list(shapes):
        if whole[0] in "يتنا" and len(whole) >= 4:
            shapes[whole[1:]] = None
    return tuple(shapes)


_CONTRASTS: dict[str, frozenset[str]] = {
    "en": frozenset("but while although though whereas however despite".split()),
    "de": frozenset("aber während obwohl doch jedoch sondern".split()),
    "fr": frozenset("mais tandis alors quoique cependant malgré".split()),
    "es": frozenset("pero mientras aunque sino embargo".split()),
    "pt": frozenset("mas enquanto embora porém".split()),
    "ru": frozenset("но однако хотя тогда зато".split()),
    "ar": frozenset(folded(w, "ar") for w in "لكن ولكن بينما غير_أن مقابل مقارنة".split()),
    "fa": frozenset(folded(w, "fa") for w in "اما ولی درحالی گرچه بلکه".split()),
    "tr": frozenset(folded(w, "tr") for w in "ama ancak fakat oysa rağmen iken".split()),
    "hi": frozenset(folded(w, "hi") for w in "लेकिन मगर जबकि हालाँकि हालांकि परंतु बल्कि".split()),
    "ur": frozenset(folded(w, "ur") for w in "لیکن مگر جبکہ بلکہ".split()),
}
"""Words at which a new statement begins; the negation before them does not reach past."""
