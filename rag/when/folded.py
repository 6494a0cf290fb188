"""Text as time phrases are looked for in it: spellings levelled, and every character's place in the original kept."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from index.language import fold
from index.types import Span

_ACCENTS = re.compile("[\u0300-\u036f\u093c]")
_SAME = str.maketrans({"ı": "i", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "–": "-", "—": "-", "−": "-", "‑": "-"})
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Folded:
    """`places[i]` is the span of the original that `text[i]` came from."""

    text: str
    places: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]`, not empty, stands in the original."""
        return self.places[start][0], self.places[end - 1][1]


def folded(original: str) -> Folded:
    """As `index.language.fold`, without accents, nuqtas and invisible marks; white space is one blank."""
    letters: list[str] = []
    places: list[Span] = []
    for at, char in enumerate(original):
        for letter in levelled(char):
            if letter == " " and letters and letters[-1] == " ":
                continue
            letters.append(letter)
            places.append((at, at + 1))
    return Folded("".join(letters), tuple(places))


@lru_cache(maxsize=8192)
def levelled(text: str) -> str:
    """Works on patterns too, as long as their escapes are lower case."""
    plain = fold(_UNSEEN.sub("", text)).translate(_SAME)
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", plain))
    return unicodedata.normalize("NFC", "".join(" " if c.isspace() else c for c in plain))
