"""A sentence in pieces, as numbers and dates are looked for in it, in any script."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.language import fold

HAN_DIGITS = "〇零一二两兩三四五六七八九"
HAN_SMALL = "十百千"
HAN_LARGE = "万萬亿億兆"
SPACED = frozenset(
    (
        "be",
        "bg",
        "cs",
        "da",
        "de",
        "es",
        "fi",
        "fr",
        "hu",
        "it",
        "kk",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sv",
        "uk",
    )
)
"""Languages that divide thousands by a blank."""

_NUMBER = r"\d+(?:[.,٫٬'’\u00a0\u2009\u202f]\d+|،\d{3}(?!\d))*"
_HAN = f"[{HAN_DIGITS}{HAN_SMALL}{HAN_LARGE}]"
_SCALE = f"[{HAN_SMALL}{HAN_LARGE}]"
# Vowel signs and accents are no word characters to `re`, but parts of a word they are.
_MARKS = (
    r"\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
)
_IDEOGRAPH = r"\u3400-\u4dbf\u4e00-\u9fff〇"
_REST = rf"""
    (?P<skip>https?://\S+|[A-Za-z0-9.+-]+@[\w-]+\.\w+)
  | (?P<date>(?<!\d)(?:
        \d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}
      | \d{{1,2}}(?P<sep>[./-])\d{{1,2}}(?P=sep)(?:\d{{4}}|\d\d)
    )(?![\d/-]))
  | (?P<clock>(?<![\d:])\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?(?!\d))
  | (?P<han>
        (?:{_NUMBER}\s?(?={_SCALE}))?{_HAN}+
        (?:(?<={_SCALE})\s?{_NUMBER}\s?(?={_SCALE}){_HAN}+)*
        (?:(?<={_SCALE}){_NUMBER})?
    )
  | (?P<spaced>(?<![\d.,])\d{{1,3}}(?:[ ]\d{{3}})+(?!\d)(?:[.,]\d+)?)
  | (?P<digits>{_NUMBER}|[\u00bc-\u00be\u2150-\u215e])
  | (?P<abbreviation>(?<![^\W\d_])(?:[^\W\d_]\.){{2,}})
  | (?P<han_word>[{_IDEOGRAPH}])
  | (?P<word>(?:[^\W\d_{_IDEOGRAPH}]|[{_MARKS}])+)
  | (?P<joint>[-‐‑'’\u200b-\u200f\s]|\((?=\d)|(?<=\d)\))
  | (?P<mark>.)
"""
_KINDS: dict[str, "Kind"] = {
    "han": "han", "spaced": "digits", "digits": "digits", "date": "date", "clock": "clock",
    "abbreviation": "word", "han_word": "word", "word": "word", "mark": "mark", "skip": "mark", "phrase": "word",
}  # fmt: skip
_LEVELLED = str.maketrans({"ı": "i", "\u093c": None, "ँ": "ं", "ھ": "ه", "ہ": "ه", "ۃ": "ه", "ے": "ي"})
_ACCENTS = re.compile("[\u0300-\u0305\u0307-\u0326\u0328-\u036f]")

Kind = Literal["digits", "han", "date", "clock", "word", "mark"]


@dataclass(frozen=True, slots=True)
class Token:
    """`key` is the folded word, the digits in ASCII with their separators, or the mark itself."""

    key: str
    start: int
    end: int
    kind: Kind


def tokens(text: str, language: str, phrases: tuple[str, ...] = ()) -> list[Token]:
    """The words, numbers and marks of `text` in order; hyphens, apostrophes and white space are left out.

    `phrases` are kept whole: what has a Chinese numeral in it and is none (星期一, 统一).
    """
    found = []
    for match in _pattern(language in SPACED, phrases).finditer(text):
        group = match.lastgroup or "mark"
        if group != "joint":
            found.append(Token(_key(match[0], group), match.start(), match.end(), _KINDS[group]))
    return found


@lru_cache(maxsize=65536)
def level(word: str) -> str:
    """The key under which the word lists know a word: without case, variants of one letter and most accents.

    Of the accents ş, ç, ğ and й keep theirs.
    """
    plain = unicodedata.normalize("NFD", fold(word))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", plain)).translate(_LEVELLED)


def ascii_digits(text: str) -> str:
    """Digits of any script as 0-9; everything else as it is."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def _key(text: str, group: str) -> str:
    if group in ("word", "han_word", "phrase"):
        return level(text)
    if group == "abbreviation":
        return level(text.replace(".", ""))
    return ascii_digits(text).replace("：", ":")


@lru_cache(maxsize=64)
def _pattern(spaced: bool, phrases: tuple[str, ...]) -> re.Pattern[str]:
    rest = _REST if spaced else re.sub(r"\| \(\?P<spaced>.*\n", "", _REST)
    whole = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    firsts = "".join({phrase[0] for phrase in phrases})
    return re.compile((f"(?P<phrase>(?=[{firsts}])(?:{whole}))|" if whole else "") + rest, re.VERBOSE | re.DOTALL)
