"""Names that a claim states and its evidence does not carry, whatever the script.

A known name (`gazetteer`) is carried where the evidence names the same thing in any way, or something that implies it.
Any other is carried where its words are heard in the evidence (`carried`). A name that the evidence does carry is
suspect all the same where the quote has another of its kind, which the claim leaves out, in its place: then the two
were swapped (`rivals`). So is one that only the passage has.
"""

from functools import lru_cache
from typing import Literal

from rag.checks import Claim, Finding
from rag.checks.carried import carries, likeliest, solid, sounds
from rag.checks.frequency import ordinary, zipf
from rag.checks.nameness import nameness
from rag.checks.rivals import Text, counterpart, kind, parts, replacement, stand_in, states, usurper
from rag.checks.romanize import coarse, skeleton
from rag.checks.spotting import Name, names, names_heard
from rag.checks.words import UNCASED, words

__all__ = ["Name", "findings", "names"]

# A language whose press seldom names its own country.
HOMES = {"zh": "CN", "ja": "JP", "ko": "KR", "ru": "RU", "tr": "TR", "fa": "IR", "hi": "IN", "de": "DE", "fr": "FR",
          "it": "IT", "pl": "PL", "uk": "UA", "he": "IL", "ur": "PK", "en": "US"}  # fmt: skip
# Certainties, by what was measured on the `claims` set (docs/quality.md).
_REPLACED = 0.85
_ABSENT = 0.65
_SWAPPED = 0.6
_HALF = 0.55
_IN_ITS_PLACE = 0.55
_UNSURE = 0.4
_ELSEWHERE = 0.2
# Words of a script without capitals that sound like a capitalised one of the evidence are taken for names.
_HEARD = {2: 0.95}
_HEARD_LONG = 0.85
_TOO_COMMON = 5.0
_NAMELY = 0.5


def findings(claim: Claim) -> list[Finding]:
    """Names of kind "name" or "place" that the quotes do not carry, each with how certain that is."""
    said = Text(claim.sentence, claim.language)
    quotes = [Text(e.quote, e.language) for e in claim.evidence]
    around = [Text(f"{e.title}\n{e.context}\n{e.quote}", e.language) for e in claim.evidence]
    if not quotes:
        return []
    listed = _listed(said, around)
    found = [_judged(name, said, quotes, around, listed) for name in listed]
    return [finding for finding in found if finding]


def _listed(said: Text, around: list[Text]) -> list[Name]:
    if said.language not in UNCASED:
        return names(said.text, said.language)
    heard = frozenset(w for text in around if text.language not in UNCASED for w in _heard(said, text))
    return names_heard(said.text, said.language, heard)


def _heard(said: Text, other: Text) -> list[str]:
    within = sounds(_capitals(other), other.language)
    found = []
    for word in words(said.text):
        size = len(coarse(skeleton(word.text, said.language)))
        if size >= 2 and zipf(word.text, said.language) < _TOO_COMMON:
            score = likeliest(word.text, said.language, within)
            if score is not None and score >= _HEARD.get(size, _HEARD_LONG):
                found.append(word.text)
    return found


@lru_cache(maxsize=64)
def _capitals(other: Text) -> str:
    listed = words(other.text)
    return " ".join(w.text for w in listed if w.capital and not (w.initial and ordinary(w.text, other.language)))


def _judged(name: Name, said: Text, quotes: list[Text], around: list[Text], listed: list[Name]) -> Finding | None:
    if any(states(name, said, quote) for quote in quotes):
        return _halved(name, said, around) or _usurped(name, said, quotes, listed)
    near = any(states(name, said, text) for text in around)
    rival = _rival(name, said, quotes, listed, near)
    if near and not rival and (other := _stand_in(name, said, quotes, listed)):
        return _finding(name, other, _IN_ITS_PLACE)
    if near:
        return _finding(name, rival, _SWAPPED if rival and name.entries else _HALF if rival else _ELSEWHERE)
    if not name.entries:
        return _absent(name, said, around)
    home = any(HOMES.get(quote.language) == entry.key for entry in name.entries for quote in quotes)
    return _finding(name, "", _ELSEWHERE) if home else _finding(name, rival, _REPLACED if rival else _ABSENT)


def _rival(name: Name, said: Text, quotes: list[Text], listed: list[Name], near: bool) -> str:
    """What the quotes name where the claim has `name`."""
    for quote in quotes:
        if name.entries and (alike := counterpart(name, said, quote, listed)):
            return alike
        if near and (rival := replacement(name, said, quote, listed)):
            return rival
    return ""


def _stand_in(name: Name, said: Text, quotes: list[Text], listed: list[Name]) -> str:
    languages = dict.fromkeys(quote.language for quote in quotes)
    joined = (Text(" ".join(q.text for q in quotes if q.language == language), language) for language in languages)
    found = [stand_in(name, said, quote, listed) for quote in joined]
    return found[0] if all(found) else ""


def _absent(name: Name, said: Text, around: list[Text]) -> Finding | None:
    missing = [word for word in parts(name) if _missing(word.text, said, around)]
    if not missing:
        return None
    abroad = all(text.language != said.language for text in around)
    sure = name.sure and any(
        solid(w.text, said.language) and not (abroad and nameness(w.text) < _NAMELY) for w in missing
    )
    return _finding(name, "", _ABSENT if sure else _UNSURE)


def _halved(name: Name, said: Text, around: list[Text]) -> Finding | None:
    """A name of several words whose last one the evidence has nowhere: another person of the same first name."""
    listed = parts(name)
    if name.entries or len(listed) < 2 or not solid(listed[-1].text, said.language):
        return None
    if not _missing(listed[-1].text, said, around):
        return None
    return _finding(name, "", _HALF if name.sure and said.language != "de" else _UNSURE)


def _missing(word: str, said: Text, around: list[Text]) -> bool:
    return all(carries(word, said.language, sounds(text.text, text.language)) is False for text in around)


def _usurped(name: Name, said: Text, quotes: list[Text], listed: list[Name]) -> Finding | None:
    if len(quotes) > 1:
        return None
    rival = usurper(name, said, quotes[0], listed)
    return _finding(name, rival, _HALF) if rival else None


def _finding(name: Name, rival: str, certainty: float) -> Finding:
    what: Literal["name", "place"] = "place" if kind(name) == "place" else "name"
    if rival:
        return Finding(what, True, f"the quote names {rival}, not {name.surface}", certainty)
    where = "the quote" if certainty == _ELSEWHERE else "the source"
    return Finding(what, False, f"{where} does not name {name.surface}", certainty)
