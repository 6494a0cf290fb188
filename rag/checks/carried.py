"""Whether a text carries a word of a name, in the text's own language and script or another."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from rag.checks.chinese import segments
from rag.checks.frequency import ordinary
from rag.checks.lexicon import nearest
from rag.checks.romanize import coarse, likeness, skeleton
from rag.checks.words import HAN, UNCASED, Word, bare, form, stem, words

_LONGEST_HAN = 7
_NEAREST = 12
_SOUNDS_ENOUGH = 2
_BORROWED = 4
_SAME_SCRIPT = 0.9
# Likeness from which a word is taken to be carried, by how many consonants it has.
_ENOUGH = {2: 0.8, 3: 0.72, 4: 0.65}
_ACRONYM = 5
# An acronym is spelt in another script by the English names of its letters: एनओआरसी is NORC.
_LETTER_NAMES = {
    "b": "bi", "c": "si", "d": "di", "f": "ef", "g": "ji", "h": "ech", "j": "je", "k": "ke", "l": "el", "m": "em",
    "n": "en", "p": "pi", "q": "kyu", "r": "ar", "s": "es", "t": "ti", "v": "vi", "w": "dablyu", "x": "eks",
    "y": "vai", "z": "zed",
}  # fmt: skip
_ENOUGH_LONG = 0.57
_SAME_LANGUAGE = 0.75
_TRANSLATED = 3.3
_SOLID = 3
_MEANT = 0.4
_LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")


@dataclass(frozen=True, slots=True)
class Sounds:
    """A text by form and by sound. `skeletons` goes from a coarse skeleton to the full ones that it stands for."""

    text: str
    language: str
    forms: frozenset[str]
    stems: frozenset[str]
    initials: frozenset[str]
    skeletons: dict[str, tuple[str, ...]]
    scripts: frozenset[str]


@lru_cache(maxsize=128)
def sounds(text: str, language: str) -> Sounds:
    """The words of `text` and their skeletons; pairs of neighbours too, as scripts part names differently."""
    listed = words(text)
    forms = {f for word in listed for f in bare(word.form, language)}
    stems = {stem(f, language) for f in forms}
    skeletons: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for surface in _units(listed, language):
        full = skeleton(surface, language)
        skeletons[coarse(full)][full] = None
        if _ARABIC.match(surface):
            for lean in bare(surface, language)[1:4]:
                skeletons[coarse(skeleton(lean))][skeleton(lean)] = None
    kept = {key: tuple(fulls) for key, fulls in skeletons.items() if key}
    return Sounds(
        text, language, frozenset(forms), frozenset(stems), _initials(listed), kept, frozenset(map(script, forms))
    )


def script(word: str) -> str:
    """Which script the word is written in: "latin", "cyrillic", "arabic", "devanagari", "han" or "other"."""
    tests = (("latin", _LATIN), ("cyrillic", _CYRILLIC), ("arabic", _ARABIC), ("devanagari", _DEVANAGARI), ("han", HAN))
    return next((name for name, test in tests if test.match(word)), "other")


def likeliest(word: str, language: str, within: Sounds) -> float | None:
    """How surely `within` has the word, from 0 to 1; None where the word has too few sounds to tell.

    Two words of one script are compared as written as well as by sound.
    """
    folded = form(word)
    if not within.forms.isdisjoint(bare(folded, language)) or stem(folded, language) in within.stems:
        return 1.0
    if HAN.match(word) and word in within.text:
        return 1.0
    if word.isupper() and len(word) > 1 and folded in within.initials:
        return 1.0
    same = script(word) in within.scripts
    written = _written(folded, within) if same else 0.0
    heard = max((_heard(skeleton(w, language), within) for w in _readings(word, language)), default=0.0)
    if same and (language == within.language or heard < _SAME_SCRIPT):
        heard = min(heard, written)
    if written < 0.8 and len(coarse(skeleton(word, language))) < _SOUNDS_ENOUGH:
        return None
    return max(written, heard)


def carries(word: str, language: str, within: Sounds) -> bool | None:
    """Whether `within` has a word of a name, as spelt or translated.

    None where it cannot be told: too few sounds, or an ordinary word, which is translated and not spelt by sound.
    """
    score = likeliest(word, language, within)
    if score is not None and score >= (_SAME_LANGUAGE if within.language == language else enough(word, language)):
        return True
    if within.language == language:
        return None if score is None else False
    if nearest(word, within.text) >= _MEANT:
        return True
    return None if score is None or ordinary(word, language, _TRANSLATED) else False


def enough(word: str, language: str) -> float:
    """The likeness from which the word counts as heard in another language."""
    return _ENOUGH.get(len(coarse(skeleton(word, language))), _ENOUGH_LONG)


def solid(word: str, language: str) -> bool:
    """Whether the word has sounds enough for its absence to tell."""
    return len(coarse(skeleton(word, language))) >= _SOLID


def _readings(word: str, language: str) -> tuple[str, ...]:
    return bare(word, language)[:6] if _ARABIC.match(word) else (word,)


def _written(folded: str, within: Sounds) -> float:
    if len(folded) < 4:
        return 0.0
    best = process.extractOne(folded, within.forms, scorer=fuzz.ratio, score_cutoff=70)
    score = best[1] / 100 if best else 0.0
    for other in within.forms:
        shorter, longer = sorted((folded, other), key=len)
        if len(shorter) >= 4 and shorter in longer and (len(shorter) >= 6 or longer.startswith(shorter)):
            return max(score, 0.85)
    return score


def _heard(full: str, within: Sounds) -> float:
    key = coarse(full)
    if len(key) < _SOUNDS_ENOUGH:
        return 0.0
    near = process.extract(
        key, within.skeletons.keys(), scorer=Levenshtein.distance, score_cutoff=max(1, len(key) // 2), limit=_NEAREST
    )
    return max((likeness(full, other) for found, _, _ in near for other in within.skeletons[found]), default=0.0)


def _units(listed: tuple[Word, ...], language: str) -> list[str]:
    """What a name may be written as: each word, each pair of neighbours, each stretch of Chinese characters.

    Where capitals mark names, a small word counts only if it is long: a borrowed word, not a name.
    """
    cased = any(word.capital for word in listed) and language not in UNCASED
    units: dict[str, None] = {}
    for word, after in zip_longest(listed, listed[1:]):
        if HAN.match(word.text):
            units.update(dict.fromkeys(_stretches(word.text)))
            continue
        if word.text.isupper() and 1 < len(word.text) <= _ACRONYM:
            units["".join(_LETTER_NAMES.get(letter, letter) for letter in word.form)] = None
        if not cased or word.capital or len(coarse(skeleton(word.text, language))) >= _BORROWED:
            units[word.text] = None
            if after and not HAN.match(after.text) and (not cased or word.capital):
                units[word.text + after.text] = None
    return list(units)


def _stretches(run: str) -> Iterator[str]:
    """Stretches of whole segments, with at most one listed word in them."""
    cut = segments(run)
    for at in range(len(cut)):
        stretch, listed = "", 0
        for piece in cut[at:]:
            stretch, listed = stretch + piece, listed + (len(piece) > 1)
            if len(stretch) > _LONGEST_HAN or listed > 1:
                break
            yield stretch


def _initials(listed: tuple[Word, ...]) -> frozenset[str]:
    """Every acronym that neighbouring words may have: the first letters of two to six of them, small words left out."""
    letters = "".join(word.form[:1] for word in listed if word.capital)
    return frozenset(letters[at : at + n] for at in range(len(letters)) for n in range(2, 7))
