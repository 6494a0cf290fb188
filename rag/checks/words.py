"""The words of a text with their places, and the forms under which an inflected word may be listed."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from index.language import fold

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
# Vowel signs and joiners belong to the word; hyphens, apostrophes and points part it.
_SIGNS = (
    r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0640\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    r"\u0980-\u0983\u09bc-\u09cd\u200c\u200d"
)
_CHINESE = r"\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_CHINESE}]+|[^\W_{_CHINESE}](?:[^\W_{_CHINESE}]|[{_SIGNS}])*")
_ENDING = re.compile(r"[.!?…:;\n“”\"«»„()–—•|]")
UNCASED = frozenset({"ar", "fa", "ur", "hi", "he", "ps", "ku", "bn", "ta", "mr", "ne"})
_TURKISH_I = str.maketrans({"ı": "i", "İ": "I"})
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_SUFFIXES: tuple[str, ...] = ("يين", "يون", "ين", "ون", "ات", "ان", "تين", "ه")
_PERSIAN_SUFFIXES = ("هاي", "ها", "ي")
STEMMED = frozenset({"de", "es", "fr", "hi", "it", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "en"})


@dataclass(frozen=True, slots=True)
class Word:
    """`form` is the word folded for comparing; `initial`: it opens a sentence or a quotation."""

    text: str
    start: int
    end: int
    form: str
    initial: bool = False

    @property
    def capital(self) -> bool:
        """Written with a capital first, in a script that has them."""
        return self.text[:1].isupper()


@lru_cache(maxsize=256)
def words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; a run of Chinese characters is one word."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        before = text[found[-1].end if found else 0 : match.start()]
        opens = bool(_ENDING.search(before)) and not (found and _abbreviated(before, found))
        initial = not found or opens
        found.append(Word(match[0], match.start(), match.end(), form(match[0]), initial))
    return tuple(found)


@lru_cache(maxsize=50_000)
def form(text: str) -> str:
    """Folded as the index folds, and without accents, nukta and the Arabic article."""
    text = fold(text.translate(_TURKISH_I))
    text = "".join(c for c in unicodedata.normalize("NFD", text) if c != "\u093c" and not "\u0300" <= c <= "\u036f")
    text = text.replace("\u0901", "\u0902").replace("’", "'")
    if _ARABIC.match(text):
        return text[2:] if text.startswith("ال") and len(text) > 4 else text
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=50_000)
def stem(folded: str, language: str) -> str:
    """The stem of a folded word; the word itself in a language without a stemmer, or where it is short."""
    if language not in STEMMED or len(folded) < 4:
        return folded
    return str(_stemmer(language).stemWord(folded))


@lru_cache(maxsize=50_000)
def bare(folded: str, language: str) -> tuple[str, ...]:
    """What a word in Arabic script may be without the particles written onto it, itself first."""
    if not _ARABIC.match(folded):
        return (folded,)
    starts = [folded]
    if language in ("ar", "und"):
        starts += [m for p in ("وبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ول", "وب", "و", "ب", "ل", "ف", "ك")
                   if folded.startswith(p) and len(m := folded[len(p):]) >= 3]  # fmt: skip
        endings: tuple[str, ...] = _ARABIC_SUFFIXES
    else:
        endings = _PERSIAN_SUFFIXES
    ends = [s[: -len(e)] for s in starts for e in endings if s.endswith(e) and len(s) - len(e) >= 3]
    return tuple(dict.fromkeys([*starts, *ends]))


def _abbreviated(before: str, found: list[Word]) -> bool:
    """A point after one letter or a short title ends no sentence: J. Smith, Mr. Smith, U.S."""
    return before.strip() == "." and (len(found[-1].text) == 1 or found[-1].form in _TITLES)


_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "sr", "sra", "prof", "gen", "sen", "rep", "gov", "lt", "col", "mme"}
)


@cache
def _stemmer(language: str) -> Any:
    import Stemmer

    names = {"de": "german", "es": "spanish", "fr": "french", "hi": "hindi", "it": "italian", "nl": "dutch",
             "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish",
             "tr": "turkish", "en": "english"}  # fmt: skip
    return Stemmer.Stemmer(names[language])
