"""Numbers of a claim that its quotes do not carry."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from rag.checks import Claim, Evidence, Finding
from rag.checks.agreement import agrees, is_opposed, is_rival, restates
from rag.checks.moments import moments
from rag.checks.number_words import is_listed
from rag.checks.quantities import Quantity, quantities

_FEW = 10
"""So many things a quote may name one by one without counting them."""
_PLAIN = frozenset(("count", "ordinal"))
_FIGURES, _DISPLACED = 0.6, 0.6
"""Certainty of another number in figures, and of one that takes another's place."""
_CERTAIN, _RIVAL, _UNSTATED, _FEW_UNSTATED, _NEARBY, _NEARBY_RIVAL = 0.95, 0.9, 0.8, 0.4, 0.3, 0.6
_SEPARATORS = re.compile(r"[,،、;；]|\s(?:and|y|et|und|e|ve|и|و|और)\s|\sو|和|及|与")
_CLAUSES = re.compile(r"[.!?。！？؟।:：]\s")

Stated = tuple[Quantity, str]
"""A quantity and the words it stands in."""


def findings(claim: Claim) -> list[Finding]:
    """One finding for each number of the claim that no quote states; spans of time are left to `dates`.

    A number that the passage around the quote states, the headline or the question is found with less certainty.
    """
    own = [(q, words) for q, words in plain(claim.sentence, claim.language) if q.dimension not in ("time", "night")]
    if not own:
        return []
    stated = [s for e in claim.evidence for s in plain(e.quote, e.language)]
    years = {m.year for e in claim.evidence for m in moments(e.quote, e.language)}
    found = []
    for quantity, words in own:
        if quantity.doubtful or quantity.sort == "label":
            continue
        if quantity.value in years or any(agrees(quantity, s) for s, _ in stated):
            continue
        if finding := _finding(claim, quantity, words, own, stated):
            plainly = finding.contradicted and not any(_figures(s) == _figures(quantity) for s, _ in stated)
            found.append(weighed(finding, claim, _FIGURES if plainly else _FEW_UNSTATED))
    if not any(f.contradicted for f in found) and (swapped := _displaced(own, stated)):
        found.append(weighed(swapped, claim, _FIGURES))
    return found


def weighed(finding: Finding, claim: Claim, most: float = _FEW_UNSTATED) -> Finding:
    """At most so certain where a quote is in a language whose number words are not known."""
    if all(is_listed(e.language) for e in claim.evidence):
        return finding
    return replace(finding, certainty=min(finding.certainty, most))


def plain(text: str, language: str) -> list[Stated]:
    """The quantities of a text, less the numbers in its dates, each with its words."""
    taken = [m.span for m in moments(text, language) if not (m.every or m.day_part)]
    return [
        (q, text[slice(*q.span)].strip())
        for q in quantities(text, language)
        if not any(start < q.span[1] and q.span[0] < end for start, end in taken)
    ]


def surroundings(evidence: Iterable[Evidence]) -> list[tuple[str, str]]:
    """The texts around the quotes, headline first, each with its language."""
    return [(text, e.language) for e in evidence for text in (e.title, e.context) if text]


def _finding(
    claim: Claim, quantity: Quantity, words: str, own: Sequence[Stated], stated: Sequence[Stated]
) -> Finding | None:
    for other, other_words in stated:
        if is_opposed(quantity, other):
            return Finding("number", True, f"the quote says “{other_words}” the other way round", _CERTAIN)
    if _is_share_of(quantity, [s for s, _ in stated]) or _is_sum_of(quantity, [s for s, _ in stated]):
        return None
    rival = _rival(quantity, own, stated)
    nearby = _is_nearby(claim, quantity)
    if rival:
        certainty = _NEARBY_RIVAL if nearby else _RIVAL
        return Finding("number", True, f"the quote says “{rival}”, not “{words}”", certainty)
    certainty = _NEARBY if nearby else _UNSTATED
    few = quantity.sort in ("count", "ordinal") and quantity.value <= _FEW and quantity.value.denominator == 1
    if few or quantity.sort == "share":
        certainty = min(certainty, _FEW_UNSTATED)
    return Finding("number", False, f"“{words}” is not in the quote", certainty)


def _figures(quantity: Quantity) -> str:
    """The digits that tell something, whatever scale a word gives them: 12 of 1.2 million and of 120."""
    return str(quantity.value.numerator * 10**9 // quantity.value.denominator).rstrip("0")


def _displaced(own: Sequence[Stated], stated: Sequence[Stated]) -> Finding | None:
    """The sentence has as many numbers as the quotes, and one of theirs is missing for another: 2-2 and 5-2."""
    ours, theirs = ([s for s in some if s[0].sort in _PLAIN and not s[0].doubtful] for some in (own, stated))
    left = list(theirs)
    over = []
    for quantity, words in ours:
        match = next((s for s in left if agrees(quantity, s[0])), None)
        if match:
            left.remove(match)
        else:
            over.append((quantity, words))
    if len(ours) != len(theirs) or len(over) != 1 or not is_rival(over[0][0], left[0][0]):
        return None
    return Finding(
        "number", True, f"the quote says “{left[0][1]}”, the sentence “{over[0][1]}” in its place", _DISPLACED
    )


def _rival(quantity: Quantity, own: Sequence[Stated], stated: Sequence[Stated]) -> str:
    """The words of the nearest number in the quotes that could stand in this one's place and that the claim leaves."""
    free = [
        (s, words)
        for s, words in stated
        if is_rival(quantity, s) and not s.doubtful and not any(agrees(o, s) for o, _ in own if not o.doubtful)
    ]
    if quantity.sort == "count" and quantity.value <= _FEW:
        free = [(s, words) for s, words in free if s.value <= 2 * _FEW]
    if not free:
        return ""
    return min(free, key=lambda s: abs(float(s[0].size) - float(quantity.size)) / (float(s[0].size) or 1))[1]


def _is_share_of(quantity: Quantity, stated: Sequence[Quantity]) -> bool:
    """Does a percentage follow from two stated numbers (7.9 of 11.6 million, or from 2.8 to 2.5)?"""
    if quantity.sort not in ("percent", "share"):
        return False
    counts = [s for s in stated if s.sort in ("count", "money", "measure") and s.value > 0][:6]
    for one, two in combinations(counts, 2):
        low, high = sorted((one, two), key=lambda s: s.size)
        share = 100 * low.size / high.size
        grown = 100 * high.size / low.size - 100
        if any(abs(value - quantity.value) <= 1 for value in (share, 100 - share, grown)):
            return True
    return False


def _is_sum_of(quantity: Quantity, stated: Sequence[Quantity]) -> bool:
    """Do two stated numbers of its sort add up to it, or differ by it? Small ones do so by chance."""
    alike = [s.size for s in stated if s.sort == quantity.sort and s.dimension == quantity.dimension and not s.doubtful]
    if quantity.size <= 2 * _FEW or len(alike) > _FEW:
        return False
    return any(quantity.size in (one + two, abs(one - two)) for one, two in combinations(alike, 2))


def _is_nearby(claim: Claim, quantity: Quantity) -> bool:
    """Does the passage, a headline or the question say it, or does the quote list as many things?"""
    texts = surroundings(claim.evidence)
    if claim.question:
        texts.append((claim.question, claim.language))
    if any(restates(quantity, s) for text, language in texts for s, _ in plain(text, language)):
        return True
    if quantity.sort != "count" or not 2 <= quantity.value <= _FEW:
        return False
    return any(
        len(_SEPARATORS.findall(part)) + 1 == quantity.value for e in claim.evidence for part in _CLAUSES.split(e.quote)
    )
