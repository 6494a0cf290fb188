"""Number words written as one with others, or with their unit: einundzwanzig, onbeş, двухнедельный, полчаса."""

from fractions import Fraction
from functools import lru_cache

from rag.checks.number_words import word_list

GLUING = frozenset(("de", "ru", "tr"))
"""Languages that write numbers together with what follows."""
_GERMAN_ORDINAL = ("sten", "ster", "stes", "stem", "ste", "ten", "ter", "tes", "tem", "te")
_SCALES = {"de": (("tausend", 1000), ("hundert", 100)), "tr": (("bin", 1000), ("yuz", 100))}


@lru_cache(maxsize=16384)
def glued(word: str, language: str) -> tuple[Fraction, bool] | None:
    """The value of number words written as one (einundzwanzig, onbeş), and whether it is an ordinal; else None."""
    if language not in ("de", "tr") or len(word) < 4:
        return None
    if language == "de":
        for ending in _GERMAN_ORDINAL:
            if word.endswith(ending) and (value := _pieces(word.removesuffix(ending), language)) is not None:
                return value, True
    for ordinal, value_of in word_list(language).words("ordinal").items() if language == "tr" else ():
        if word.endswith(ordinal) and (many := _pieces(word.removesuffix(ordinal), language)):
            return many + Fraction(value_of), True
    value = _pieces(word, language)
    return (value, False) if value is not None else None


def _pieces(word: str, language: str) -> Fraction | None:
    """German puts the unit before the ten, with "und" between; hundreds and thousands as elsewhere."""
    for name, weight in _SCALES[language]:
        left, found, right = word.partition(name)
        if found:
            many = _pieces(left, language) if left else Fraction(1)
            rest = _pieces(right.removeprefix("und"), language) if right else Fraction(0)
            return many * weight + rest if many is not None and rest is not None else None
    atoms = word_list(language).words("number")
    if word in atoms:
        return Fraction(atoms[word])
    for cut in range(2, len(word) - 1):
        one, ten = atoms.get(word[:cut]), atoms.get(word[cut:].removeprefix("und"))
        if one is None or ten is None:
            continue
        low, high = (one, ten) if language == "de" else (ten, one)
        if Fraction(low) < 10 <= Fraction(high) and Fraction(high) % 10 == 0:
            return Fraction(low) + Fraction(high)
    return None


@lru_cache(maxsize=16384)
def number_and_unit(word: str, language: str) -> tuple[Fraction, str] | None:
    """The number and the unit of a word that is both ("" for a scale: полмиллиона); None for every other word."""
    if language not in ("de", "ru") or len(word) < 6:
        return None
    listed = word_list(language)
    numbers = listed.words("number")
    if language == "ru" and word.startswith("пол"):
        units, scales = listed.words("unit"), listed.words("scale")
        for half in (word.removeprefix("пол"), word.removeprefix("полу")):
            if half in units:
                return Fraction(1, 2), units[half]
            if half in scales:
                return Fraction(scales[half]) / 2, ""
    for cut in range(2, len(word) - 3):
        if word[:cut] not in numbers:
            continue
        rest = word[cut:]
        entries = list(listed.phrases.get(rest, ()))
        for length in range(len(rest), max(2, len(rest) - 5), -1):
            entries += listed.stems.get(rest[:length], ())
        for words, section, value, _ in entries:
            if section == "suffix" and len(words) == 1:
                return Fraction(numbers[word[:cut]]), value
    return None
