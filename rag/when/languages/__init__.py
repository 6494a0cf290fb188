"""Words of time, one language a module. In other languages only dates in digits are read."""

import re
from functools import cache

from rag.when.languages import ar, de, en, es, fa, fr, hi, pt, ru, tr, ur, zh
from rag.when.words import Grammar, Words

LANGUAGES: dict[str, Words] = {
    "ar": ar.WORDS,
    "de": de.WORDS,
    "en": en.WORDS,
    "es": es.WORDS,
    "fa": fa.WORDS,
    "fr": fr.WORDS,
    "hi": hi.WORDS,
    "pt": pt.WORDS,
    "ru": ru.WORDS,
    "tr": tr.WORDS,
    "ur": ur.WORDS,
    "zh": zh.WORDS,
}


_DEVANAGARI = re.compile("[\u0900-\u097f]")
_URDU = re.compile("[ٹڈڑںےھہ]")


def told_language(text: str, code: str) -> str:
    """The language `code`, or Hindi or Urdu where that is easily mistaken in a few words: for Marathi, for Persian."""
    if _URDU.search(text):
        return "ur" if code in ("ar", "fa", "und") else code
    return "hi" if code not in LANGUAGES and _DEVANAGARI.search(text) else code


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of an ISO 639-1 code; one without words where the language is not known."""
    return Grammar(language, LANGUAGES.get(language, Words()))
