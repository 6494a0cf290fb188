"""How a question tells that it leans on an earlier one."""

import re
from dataclasses import dataclass
from functools import cache

from index.language import fold, function_words, terms
from rag.rewrite.names import Names, capitalised, countries
from rag.rewrite.slots import time_of
from rag.rewrite.words import FOLLOW_UPS
from rag.when.folded import Folded, folded, levelled

SHORT = 24
"""Letters under which the language of a question cannot be told with certainty."""
OWN_WORDS = 2
"""Words of its own, none of them a name, that a question may have and still lean on another."""
LED_WORDS = 4
"""The same behind "and"."""
PRONOUN_WORDS = 4
"""Words beyond which a question has named itself what its pronouns mean."""
FRAGMENT_WORDS, FRAGMENT_LETTERS = 4, 10
_EDGE = r"(?:[^\W\d_]|[\u0900-\u0963])"
_PROPER = re.compile(r"\d|[\"“”«»„「」《》]")
_SCRIPTS = ("latin", "cyrillic", "arabic", "han", "devanagari")
_SCRIPT = re.compile(r"([A-Za-zÀ-ɏ])|([Ѐ-ӿ])|([\u0600-\u06ff])|([\u3400-\u9fff])|([\u0900-\u097f])")


@dataclass(frozen=True, slots=True)
class Told:
    """A follow-up. `question` is what it asks, without "and"; `fragment`: that is but a name, place, time or thing.

    `pronoun` is the one that points back, levelled, "" where there is none.
    """

    question: str
    language: str
    fragment: bool = False
    pronoun: str = ""


def follow_up(asked: str, language: str, before: str, names: Names | None = None) -> Told | None:
    """None for a question that stands alone. `asked` is without its question mark.

    A few words are tried first in the language of the question `before`, if that is written in their script.
    """
    languages = [language]
    if before in FOLLOW_UPS and before != language and sum(map(str.isalpha, asked)) < SHORT:
        languages = [before, language] if script(asked) == script_of(before) else [language]
    return next((told for code in languages if code in FOLLOW_UPS and (told := _told(asked, code, names))), None)


def script(text: str) -> str:
    """The one of five scripts that most letters of `text` are of; "" for none of them."""
    counts = [0] * len(_SCRIPTS)
    for match in _SCRIPT.finditer(text):
        counts[(match.lastindex or 1) - 1] += 1
    return _SCRIPTS[counts.index(max(counts))] if any(counts) else ""


def script_of(language: str) -> str:
    """The script of a language of `FOLLOW_UPS`."""
    return script(FOLLOW_UPS[language].asking)


def _told(asked: str, language: str, names: Names | None) -> Told | None:
    plain = folded(asked)
    if _whole(language, "bare").fullmatch(plain.text):
        lead = _lead(asked, plain, language, names)
        return Told(lead or asked, language)
    rest = _lead(asked, plain, language, names)
    if rest is not None:
        if _is_fragment(rest, language):
            return Told(_closed(rest, language), language, fragment=True)
        return _told(rest, language, names) or _led(rest, language, names)
    closed = _closed(asked, language)
    bare = closed != asked or _is_name(closed, language, names)
    if bare and _is_fragment(closed, language):
        return Told(closed, language, fragment=True)
    pronoun = _pronoun(asked, plain, language, names)
    if pronoun or _is_short(asked, language, names, OWN_WORDS):
        return Told(asked, language, pronoun=pronoun)
    return None


def _led(rest: str, language: str, names: Names | None) -> Told | None:
    """ "And who refrained from voting?": a question behind "and", without a name of its own."""
    return Told(rest, language) if _is_short(rest, language, names, LED_WORDS) else None


def _lead(asked: str, plain: Folded, language: str, names: Names | None) -> str | None:
    """What follows "and", "what about"; None where nothing of the kind opens the question."""
    match = _opening(language).match(plain.text)
    if match is None or match.end() >= len(plain.text):
        return None
    rest = asked[plain.places[match.end()][0] :]
    if language == "ar" and match[0] == "و" and not (rest.startswith("ال") or _asks(rest, language)):
        return rest if _is_name(rest, language, names) else None
    return rest


def _closed(asked: str, language: str) -> str:
    """Without what closes a follow-up: 中国呢 is 中国."""
    plain = folded(asked)
    match = _closing(language).search(plain.text)
    return asked[: plain.places[match.start()][0]].rstrip() if match and match.start() else asked


def _is_fragment(rest: str, language: str) -> bool:
    """A few words, none of which asks."""
    words = rest.split()
    short = len(rest) <= FRAGMENT_LETTERS if language == "zh" else len(words) <= FRAGMENT_WORDS
    closed = _closed(rest, language)
    return short and not _asks(closed, language)


def _asks(text: str, language: str) -> bool:
    plain = folded(text).text
    asking = _inside(language, "asking")
    return bool(asking.search(plain) if FOLLOW_UPS[language].anywhere else asking.match(plain))


def _is_name(text: str, language: str, names: Names | None) -> bool:
    """Whether a few words are a country, a time or a name, with a preposition or an article at most."""
    spans = [(c.span[0] - len(c.joined), c.span[1]) for c in countries(text, language)]
    spans += [span for span in [time_of(text, language)] if span]
    left = text
    for start, end in sorted(spans, reverse=True):
        left = f"{left[:start]} {left[end:]}"
    if spans:
        return not _own(left, language)
    if names and text in names(text):
        return True
    cased = script(text) in ("latin", "cyrillic") and language != "de"
    return cased and len(text.split()) <= 3 and all(word[0].isupper() for word in text.split())


def _pronoun(asked: str, plain: Folded, language: str, names: Names | None) -> str:
    """The first pronoun for which the question itself names nothing, or says too little to name anything."""
    if len(_own(asked, language)) > PRONOUN_WORDS:
        return ""
    barred = [m.span() for m in _inside(language, "not_pronouns").finditer(plain.text)]
    named = _first_name(asked, language, names)
    for kind in ("pronouns", "own"):
        for match in _inside(language, kind).finditer(plain.text):
            start, end = plain.span(*match.span())
            feminine = language == "ar" and asked[end - 1] == "ة"  # levelled, it looks like "his"
            if feminine or any(a < match.end() and match.start() < b for a, b in barred):
                continue
            if kind == "pronouns" or named is None or start < named:
                return match[0]
    return ""


def _first_name(asked: str, language: str, names: Names | None) -> int | None:
    """Where the question first names something of its own."""
    starts = [country.span[0] for country in countries(asked, language)]
    starts += [start for start, _ in capitalised(asked, language)]
    starts += [asked.find(name) for name in (names(asked) if names else ()) if name in asked]
    starts += [match.start() for match in re.finditer(r"[\"“«„「《]", asked)]
    return min(starts, default=None)


def _is_short(asked: str, language: str, names: Names | None, most: int) -> bool:
    """Whether it asks with no more than `most` words of its own, and names nothing."""
    if _whole(language, "defines").fullmatch(folded(asked).text) or not _asks(asked, language):
        return False
    if _PROPER.search(fold(asked)) or time_of(asked, language) or _first_name(asked, language, names) is not None:
        return False
    return len(_own(asked, language)) <= most


def _own(text: str, language: str) -> list[str]:
    """The words that are neither among the commonest nor question words, as they are indexed."""
    common = function_words(language) or frozenset(terms(FOLLOW_UPS[language].common, language))
    asking = _inside(language, "asking")
    return [word for word in terms(text, language) if word not in common and not asking.fullmatch(word)]


@cache
def _inside(language: str, kind: str) -> re.Pattern[str]:
    words = levelled(str(getattr(FOLLOW_UPS[language], kind)))
    return re.compile(words if language == "zh" else rf"(?<!{_EDGE})(?:{words})(?!{_EDGE})")


@cache
def _whole(language: str, kind: str) -> re.Pattern[str]:
    return re.compile(levelled(str(getattr(FOLLOW_UPS[language], kind))))


@cache
def _opening(language: str) -> re.Pattern[str]:
    words = levelled(FOLLOW_UPS[language].leads)
    joined = "" if language == "zh" else "(?:(?<=و)|(?= ))" if language == "ar" else "(?=[ ,])"
    return re.compile(rf"(?:{words}){joined}[ ,]*")


@cache
def _closing(language: str) -> re.Pattern[str]:
    words = levelled(FOLLOW_UPS[language].closes)
    return re.compile(rf"(?:{words})$" if language == "zh" else rf" (?:{words})$")
