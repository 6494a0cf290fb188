"""Any script to a phonetic skeleton, so that 奥巴马, أوباما, ओबामा and Obama can be compared.

A word is put into Latin letters (anyascii), then into classes of sound: consonants that the scripts of the world
confuse when they write each other's names (p and b in Arabic, l and r in Chinese) share a class or lie near each
other, and vowels are left out but for one at the start. `likeness` aligns two skeletons by weighted edit distance.
"""

import re
import unicodedata
from functools import cache, lru_cache

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_PINYIN = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([aeiouv]*)(ng|n|r)?")
_INITIALS = {
    "b": "P", "p": "P", "m": "M", "f": "F", "d": "T", "t": "T", "n": "N", "l": "L", "g": "K", "k": "K", "h": "H",
    "j": "C", "q": "C", "x": "X", "zh": "C", "ch": "C", "sh": "X", "r": "R", "z": "S", "c": "S", "s": "S",
    "y": "Y", "w": "W", "": "A",
}  # fmt: skip
_CODAS = {"n": "N", "ng": "N", "r": "R", "": ""}
# Longest first: what a spelling stands for in most languages; `_SPELLINGS` holds what one language reads otherwise.
_LETTERS = (
    ("tion", "XN"), ("shch", "X"), ("tsch", "C"), ("sch", "X"), ("tch", "C"), ("dzh", "C"), ("sh", "X"),
    ("zh", "X"), ("kh", "H"), ("gh", "K"), ("ph", "F"), ("th", "T"), ("dh", "T"), ("ch", "C"), ("dj", "C"),
    ("ts", "S"), ("tz", "S"),
    ("ck", "K"), ("qu", "KW"), ("ce", "S"), ("ci", "S"), ("cy", "S"), ("xi", "X"), ("ng", "N"), ("x", "KS"),
    ("b", "P"), ("p", "P"), ("f", "F"), ("v", "V"), ("w", "W"), ("t", "T"), ("d", "T"), ("k", "K"), ("g", "K"),
    ("q", "K"), ("c", "K"), ("h", "H"), ("s", "S"), ("z", "S"), ("j", "C"), ("l", "L"), ("r", "R"), ("n", "N"),
    ("m", "M"), ("y", "Y"), ("a", "A"), ("e", "A"), ("i", "A"), ("o", "A"), ("u", "A"),
)  # fmt: skip
_SPELLINGS = {
    "de": (("w", "V"), ("j", "Y"), ("z", "S"), ("v", "F")),
    "es": (("j", "H"), ("ge", "H"), ("gi", "H"), ("ll", "Y")),
    "fr": (("ch", "X"), ("j", "X"), ("ge", "X"), ("gi", "X")),
    "pt": (("ch", "X"), ("x", "X"), ("j", "X"), ("nh", "N"), ("lh", "L")),
    "tr": (("c", "C"), ("j", "X")),
}
_TURKISH = str.maketrans({"ş": "sh", "ç": "ch", "ğ": "", "Ş": "sh", "Ç": "ch"})
_DOUBLED = re.compile(r"(.)\1+")
_GREEK = (("μπ", "b"), ("Μπ", "b"), ("ντ", "d"), ("Ντ", "d"), ("γκ", "g"), ("Γκ", "g"))
_ALEFS = tuple("اأإآعٱ")
_WEAK = str.maketrans("WY", "wy")
# What it costs to leave a sound out: vowels at the start, glides and h come and go between scripts.
_WEIGHT = {"A": 0.2, "W": 0.4, "Y": 0.3, "H": 0.4, "R": 0.6, "w": 0.1, "y": 0.05}
_NEAR = {
    "PF": 0.5, "FV": 0.2, "VW": 0.15, "PV": 0.35, "FW": 0.4, "PW": 0.6, "SX": 0.3, "CX": 0.3, "CS": 0.45, "KC": 0.45,
    "KH": 0.3, "LR": 0.3, "MN": 0.35, "TS": 0.6, "TC": 0.5, "HX": 0.5, "AY": 0.2, "AW": 0.25, "AH": 0.3, "YC": 0.4,
    "HW": 0.4, "KX": 0.6, "Vw": 0.1, "Ww": 0.0, "Fw": 0.5, "Yy": 0.0, "Cy": 0.5, "Ay": 0.1, "Aw": 0.1,
}  # fmt: skip
_COST = {pair: cost for key, cost in _NEAR.items() for pair in (key, key[::-1])}
_COARSE = str.maketrans(
    {"F": "P", "V": "P", "X": "S", "C": "S", "R": "L", "M": "N"} | dict.fromkeys("HWYAwy")  # dropped
)


@lru_cache(maxsize=20_000)
def romanize(word: str) -> str:
    """`word` in small Latin letters a to z, nothing else; Chinese characters by their commonest Mandarin reading."""
    from anyascii import anyascii

    return re.sub(r"[^a-z]", "", anyascii(unicodedata.normalize("NFC", word)).lower())


@lru_cache(maxsize=20_000)
def skeleton(word: str, language: str = "") -> str:
    """The sounds of `word` by class, one letter each; "" where nothing in it can be pronounced.

    `language` settles letters that languages read differently (Spanish j, French ch). Small w and y are the Arabic
    letters that may as well be vowels.
    """
    if _HAN.search(word):
        sounds = "".join(map(_syllable, word))
        return sounds[:1] + sounds[1:].replace("A", "")
    if _ARABIC.search(word):
        return _abjad(word)
    if language == "tr":
        word = word.translate(_TURKISH)
    for pair, letter in _GREEK:
        word = word.replace(pair, letter)
    return _sounds(romanize(word), language)


def coarse(sounds: str) -> str:
    """A skeleton with near sounds made one and weak ones dropped: what two spellings of one name mostly share."""
    return sounds.translate(_COARSE)


@lru_cache(maxsize=50_000)
def likeness(a: str, b: str) -> float:
    """How alike two skeletons are, from 0 to 1 (equal): 1 less the weighted edit distance over the heavier one."""
    heavier = max(_heft(a), _heft(b))
    return max(0.0, 1 - _distance(a, b) / heavier) if heavier else 0.0


def _distance(a: str, b: str) -> float:
    row = [0.0]
    for y in b:
        row.append(row[-1] + _WEIGHT.get(y, 1.0))
    for x in a:
        leave = _WEIGHT.get(x, 1.0)
        previous, row = row, [row[0] + leave]
        for j, y in enumerate(b):
            swap = 0.0 if x == y else _COST.get(x + y, 1.0)
            row.append(min(previous[j] + swap, previous[j + 1] + leave, row[j] + _WEIGHT.get(y, 1.0)))
    return row[-1]


def _heft(sounds: str) -> float:
    return sum(_WEIGHT.get(sound, 1.0) for sound in sounds)


@lru_cache(maxsize=10_000)
def _syllable(character: str) -> str:
    found = _PINYIN.match(romanize(character))
    initial, vowels, coda = (part or "" for part in found.groups()) if found else ("", "", "")
    return _INITIALS[initial] + _CODAS[coda] if initial or vowels else ""


def _abjad(word: str) -> str:
    """Arabic script writes no short vowels: the article and a final ta marbuta go, w and y within are weak."""
    word = re.sub(r"^ال(?=...)", "", word.rstrip("ةۀ"))
    letters = (romanize(letter) for letter in word if letter not in _ALEFS)
    sounds = "".join("Y" if letter == "y" else _sounds(letter, "") for letter in letters)
    return ("A" if word[:1] in _ALEFS else sounds[:1]) + sounds[word[:1] not in _ALEFS :].translate(_WEAK)


def _sounds(letters: str, language: str) -> str:
    """Sounds of Latin letters. A doubled letter sounds once; vowels sound at the start only, and y is one but before
    another."""
    pattern, classes = _rules(language)
    found = "".join(classes[m.lastindex or 0] for m in pattern.finditer(_DOUBLED.sub(r"\1", letters)))
    return found[:1] + found[1:].replace("A", "")


@cache
def _rules(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern with a group a spelling, and the groups' sounds. A vowel that ends a spelling is only looked at."""
    parts, classes = [], [""]
    for spelling, sound in (*_SPELLINGS.get(language, ()), ("y(?![aeiou])", "A"), *_LETTERS):
        consonants = spelling.rstrip("eiy") if spelling.isalpha() and sound != "A" else spelling
        ahead = spelling[len(consonants) :] if consonants else ""
        parts.append(f"({consonants or spelling}" + (f"(?={ahead}))" if ahead else ")"))
        classes.append(sound)
    return re.compile("|".join(parts)), tuple(classes)
