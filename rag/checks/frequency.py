"""How common a word is in its language, by the wordfreq lists: what tells a name from a word where capitals do not."""

import math
import re
from functools import cache, lru_cache

from rag.checks.words import bare, stem

_LETTERS = str.maketrans("أإآٱىیئؤکةۀ", "اااايييوكهه")
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u093c]")
_ENDINGS = {
    "ar": ("هما", "تها", "ته", "هم", "ها", "هن", "نا", "كم", "وا", "ه", "ا", "ت"),
    "fa": ("هايشان", "هايش", "هايي", "هاي", "شان", "ها", "ان", "اش", "ام", "اي", "ه", "ي"),
    "hi": ("ियों", "ाएं", "ों", "ें", "ीं", "ना", "ने", "े", "ी", "ा", "ो"),
}
_STARTS = {"ar": ("سي", "ست", "سن", "ي", "ت", "ن"), "fa": ("نمي", "مي", "بي", "ن", "ب")}
_LEAST_LEFT = 3
_NAMED_THERE = {"no": "nb"}


@cache
def _list(language: str) -> dict[str, float]:
    """Word, letter variants levelled, to its share of running text; empty for a language without a list."""
    import wordfreq

    language = _NAMED_THERE.get(language, language)
    if language not in wordfreq.available_languages("small"):  # it would take a kindred language's, or English
        return {}
    listed = wordfreq.get_frequency_dict(language, "small")
    return dict(zip(_levelled("\n".join(listed)).split("\n"), listed.values(), strict=True))


def listed(language: str) -> bool:
    """Whether there is a list of the language's words at all."""
    return bool(_list(language))


@lru_cache(maxsize=50_000)
def zipf(word: str, language: str) -> float:
    """The word's frequency as log10 of its uses in a thousand million words (Zipf scale); 0 where it is not listed."""
    share = _list(language).get(_levelled(word.lower()), 0.0)
    return math.log10(share * 1e9) if share else 0.0


@lru_cache(maxsize=50_000)
def ordinary(word: str, language: str, least: float = 3.0) -> bool:
    """Whether the word, or what is left of it without particles and endings, is at least so common."""
    return any(zipf(part, language) >= least for part in _parts(word, language))


def _levelled(text: str) -> str:
    return _MARKS.sub("", text).translate(_LETTERS)


def _parts(word: str, language: str) -> list[str]:
    whole = _levelled(word.lower())
    joined = whole.replace("\u200c", "")
    found = list(
        dict.fromkeys(
            [joined, stem(joined, language), *bare(joined, language), *bare(joined.removeprefix("ال"), language)]
        )
    )
    for start in _STARTS.get(language, ()):
        found += [f[len(start) :] for f in found if f.startswith(start) and len(f) - len(start) >= _LEAST_LEFT]
    for end in _ENDINGS.get(language, ()):
        found += [f[: -len(end)] for f in found if f.endswith(end) and len(f) - len(end) >= _LEAST_LEFT]
    pieces = [piece for piece in whole.split("\u200c") if len(piece) >= _LEAST_LEFT]
    return [*dict.fromkeys(found), *(pieces if "\u200c" in whole else [])]
