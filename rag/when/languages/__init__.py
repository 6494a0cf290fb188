"""Words of time, one language a module. In other languages only dates in digits are read."""

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


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of an ISO 639-1 code; one without words where the language is not known."""
    return Grammar(language, LANGUAGES.get(language, Words()))
