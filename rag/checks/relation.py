"""Who did what to whom, and who is whose: the same two names in exchanged parts, and another relative.

Only what can be decided is told: a sentence and a quote that both have the same two names about the same deed, or a
word of kinship where the quote has another.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rag.checks import Claim, Evidence, Finding
from rag.checks.opposites import Mention, mentions
from rag.checks.opposites.negation import statements
from rag.checks.opposites.tables import Phrase, Table, built, parsed
from rag.checks.opposites.words import Word, words
from rag.checks.romanize import likeness, skeleton
from rag.checks.spotting import Name, names

_DEEDS = frozenset(["win", "praise", "attack", "buy", "hire", "arrest", "sue", "warn", "help", "protect", "alive"])
"""Concepts whose verbs have a doer and one to whom it is done."""
_TURNED = frozenset(["win", "buy"])
"""Deeds of which the other pole is the same deed told from the other side: A beat B, B lost to A."""
_VERB_LAST = frozenset(["tr", "hi", "fa", "ur"])
_SOUNDS_ALIKE = 0.8
_SWAPPED, _OTHER_KIN = 0.85, 0.7
# Words beside the name of the doer, before it or after it.
_DOER_AFTER = {"en": ["by"], "fr": ["par"], "es": ["por"], "pt": ["por", "pelo", "pela"], "zh": ["被", "由"],
               "fa": ["توسط"], "de": ["von", "vom", "durch"], "ar": ["قبل", "يد"]}  # fmt: skip
_DOER_BEFORE = {"tr": ["tarafindan"], "hi": ["द्वारा", "ने"], "ur": ["نے"]}
_ADJECTIVES = {
    "en": re.compile(r"(?:ians?|ish|ese|eli|aqi|ani|emi|eti|can|pean)$"),
    "de": re.compile(r"isch\w*$"),
    "fr": re.compile(r"(?:ain|aine|ien|ienne|ais|aise|ois|oise|ains|iens|éenne?)s?$"),
    "es": re.compile(r"(?:ano|ana|és|esa|eño|eña|elí|ense|eo|ea)s?$"),
    "ru": re.compile(r"ск\w{1,3}$"),
    "ar": re.compile(r"(?:ي|ية|يين|يون|ين|يات)$"),
}
_INVERSES = {
    "father": "son daughter child", "mother": "son daughter child", "son": "father mother parent",
    "daughter": "father mother parent", "grandfather": "grandson granddaughter",
    "grandmother": "grandson granddaughter", "grandson": "grandfather grandmother",
    "granddaughter": "grandfather grandmother", "brother": "sister", "sister": "brother", "wife": "husband widow",
    "husband": "wife widow", "widow": "wife husband", "uncle": "nephew niece", "aunt": "nephew niece",
    "nephew": "uncle aunt", "niece": "uncle aunt", "girlfriend": "boyfriend friend", "boyfriend": "girlfriend friend",
    "friend": "girlfriend boyfriend",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Deed:
    """`doer` did the deed to `other`."""

    mention: Mention
    doer: Name
    other: Name
    language: str


def findings(claim: Claim) -> list[Finding]:
    """At most one finding."""
    for found in (_swapped(claim), _kin(claim)):
        if found:
            return [found]
    return []


def agreed(claim: Claim) -> frozenset[str]:
    """Concepts of deeds that sentence and quote tell alike, if from two sides: A beat B, B lost to A."""
    return frozenset(own.mention.concept for own, _, crossed in _compared(claim) if not crossed)


def _swapped(claim: Claim) -> Finding | None:
    compared = list(_compared(claim))
    right = {own.mention.concept for own, _, crossed in compared if not crossed}
    for own, quoted, crossed in compared:
        if crossed and own.mention.concept not in right:
            words_ = (
                f"in the quote {quoted.doer.surface} does it to {quoted.other.surface} (“{quoted.mention.written}”)"
            )
            return Finding("relation", True, words_, _SWAPPED)
    return None


def _compared(claim: Claim) -> Iterable[tuple[_Deed, _Deed, bool]]:
    """Deeds of the sentence, the same deeds in the quotes, and whether the two names have each other's part there."""
    for e in claim.evidence:
        ours, theirs = names(claim.sentence, claim.language), names(e.quote, e.language)
        ours, theirs = _nouns(ours, claim.language), _nouns(theirs, e.language)
        shared = [n for n in ours if any(_same(n, claim.language, o, e.language) for o in theirs)]
        there = [o for o in theirs if any(_same(n, claim.language, o, e.language) for n in ours)]
        if len(shared) < 2 or len(there) < 2:
            continue
        quoted = list(_deeds(e.quote, e.language, there))
        for own in _deeds(claim.sentence, claim.language, shared):
            for deed in quoted:
                if deed.mention.concept == own.mention.concept and _comparable(own, deed):
                    crossed = _exchanged(own, deed)
                    if crossed is not None:
                        yield own, deed, crossed


def _nouns(found: Iterable[Name], language: str) -> list[Name]:
    """Without the adjectives that gazetteers take for the country: израильские ограничения."""
    adjective = _ADJECTIVES.get(language)
    return [n for n in found if n.sure and not (n.entries and adjective and adjective.search(n.surface))]


def _comparable(own: _Deed, other: _Deed) -> bool:
    return own.mention.pole == other.mention.pole or own.mention.concept in _TURNED


def _exchanged(own: _Deed, other: _Deed) -> bool | None:
    """Whether the two names have each other's part; None where they are not the same two names."""
    straight = _same(own.doer, own.language, other.doer, other.language) and _same(
        own.other, own.language, other.other, other.language
    )
    crossed = _same(own.doer, own.language, other.other, other.language) and _same(
        own.other, own.language, other.doer, other.language
    )
    if straight == crossed:
        return None
    return crossed


def _same(one: Name, language: str, other: Name, other_language: str) -> bool:
    if one.entries and other.entries:
        return bool({e.key for e in one.entries} & {e.key for e in other.entries})
    if one.entries or other.entries:
        return False
    a, b = skeleton(one.surface.split()[-1], language), skeleton(other.surface.split()[-1], other_language)
    return likeness(a, b) >= _SOUNDS_ALIKE


def _deeds(text: str, language: str, known: Iterable[Name]) -> Iterable[_Deed]:
    listed = words(text, language)
    parts = statements(listed, language)
    places = [(at, name) for name in known if (at := _at(name, listed)) >= 0]
    for m in mentions(listed, language):
        if m.concept in _DEEDS and not m.negated:
            beside = [(at, name) for at, name in places if parts[at] == parts[m.start]]
            pair = _pair(m, beside, language)
            if pair:
                yield _deed(m, *pair, listed, language)


def _pair(
    m: Mention, beside: list[tuple[int, Name]], language: str
) -> tuple[tuple[int, Name], tuple[int, Name]] | None:
    """The two names that the verb stands to, in their order."""
    before, after = [p for p in beside if p[0] < m.start], [p for p in beside if p[0] >= m.end]
    if language in _VERB_LAST:
        found = before[-2:]
    elif language == "ar" and not before:
        found = after[:2]
    else:
        found = before[-1:] + after[:1] or beside
    if len(found) < 2 and len(beside) == 2:
        found = beside
    return (found[0], found[1]) if len(found) == 2 and found[0][0] != found[1][0] else None


def _deed(m: Mention, one: tuple[int, Name], two: tuple[int, Name], listed: list[Word], language: str) -> _Deed:
    turned = _is_doer(two[0], listed, language) and not _is_doer(one[0], listed, language)
    doer, other = (two[1], one[1]) if turned else (one[1], two[1])
    if m.concept in _TURNED and m.pole < 0:
        doer, other = other, doer
    return _Deed(m, doer, other, language)


def _is_doer(at: int, listed: list[Word], language: str) -> bool:
    """Marked as the doer: by the king, von der Bank, Meclis tarafından."""
    before = {w.shapes[0] for w in listed[max(0, at - 2) : at]}
    after = {w.shapes[0] for w in listed[at + 1 : at + 4]}
    return bool(before & set(_DOER_AFTER.get(language, ())) or after & set(_DOER_BEFORE.get(language, ())))


def _at(name: Name, listed: list[Word]) -> int:
    return next((i for i, w in enumerate(listed) if name.start <= w.start < name.end), -1)


def _kin(claim: Claim) -> Finding | None:
    ours = _relatives(claim.sentence, claim.language)
    if len(ours) != 1:
        return None
    ((relative, written),) = ours.items()
    allowed = {relative, *_INVERSES.get(relative, "").split()}
    stated: dict[str, str] = {}
    for e in claim.evidence:
        stated |= _relatives(e.quote, e.language)
    if not stated or allowed & set(stated) or any(allowed & set(_around(e)) for e in claim.evidence):
        return None
    other = next(iter(stated.values()))
    return Finding("relation", True, f"the quote says “{other}”, the sentence “{written}”", _OTHER_KIN)


def _around(e: Evidence) -> dict[str, str]:
    return _relatives(f"{e.title}\n{e.context}", e.language)


def _relatives(text: str, language: str) -> dict[str, str]:
    """Relatives named in `text`, each with the word that names it first."""
    listed = words(text, language)
    found: dict[str, str] = {}
    for m in _kinship(language).find(listed, language):
        joiner = "" if language == "zh" else " "
        found.setdefault(m.phrase.concept, joiner.join(w.written for w in listed[m.start : m.end]))
    return found


@cache
def _kinship(language: str) -> Table:
    lines = files("rag.checks.opposites").joinpath("kin.txt").read_text(encoding="utf-8").splitlines()
    phrases: list[Phrase] = []
    for line in lines:
        code, _, relatives = line.partition("|")
        if code.strip() == language:
            for relative in relatives.split():
                name, _, written = relative.partition("=")
                phrases += parsed(name, +1, written.replace(",", " "), language)
    return built(phrases)
