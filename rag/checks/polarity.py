"""Does the sentence say the opposite of its quote: against for in favour, fell for rose, banned for not allowed?

Both are read with the tables of `opposites`. Where the quote speaks of a thing that the sentence speaks of, and only
with the other pole, that is a contradiction; where it has both poles, the one that stands with the same numbers and
names decides.
"""

from dataclasses import dataclass

from index.language import fold
from rag.checks import Claim, Evidence, Finding
from rag.checks.opposites import Mention, mentions, negations
from rag.checks.opposites.words import Word, words

_NEAR = 8
_MIN_NAME = 3


@dataclass(frozen=True, slots=True)
class _Said:
    """A mention and what stands beside it: numbers, words of its own script, other concepts."""

    mention: Mention
    beside: frozenset[str]


def findings(claim: Claim) -> list[Finding]:
    """At most one finding, the most certain."""
    said = _read(claim.sentence, claim.language)
    quoted = [q for evidence in claim.evidence for q in _read(evidence.quote, evidence.language)]
    found = [f for s in said if (f := _opposed(s, said, quoted))]
    if not found and claim.evidence and (denied := _only_claim_denies(claim)):
        found = [denied]
    return sorted(found, key=lambda f: -f.certainty)[:1]


def _read(text: str, language: str) -> list[_Said]:
    listed = words(text, language)
    found = mentions(listed, language)
    return [_Said(m, _beside(listed, m, found)) for m in found]


def _beside(listed: list[Word], m: Mention, found: list[Mention]) -> frozenset[str]:
    clause = listed[m.start].clause
    near = [
        w
        for i, w in enumerate(listed)
        if w.clause == clause and not m.start <= i < m.end and (abs(i - m.start) <= _NEAR or w.number)
    ]
    names = {w.shapes[0] for w in near if not w.number and len(w.shapes[0]) >= _MIN_NAME}
    numbers = {"#" + w.shapes[0].replace(",", ".") for w in near if w.number}
    return frozenset(names | numbers)


def _opposed(s: _Said, said: list[_Said], quoted: list[_Said]) -> Finding | None:
    concept, pole = s.mention.concept, s.mention.pole
    same = [q for q in quoted if q.mention.concept == concept and q.mention.pole == pole]
    other = [q for q in quoted if q.mention.concept == concept and q.mention.pole != pole]
    if not other:
        return None
    both = any(o.mention.concept == concept and o.mention.pole != pole for o in said)
    best = max(other, key=lambda q: len(q.beside & s.beside))
    shared = len(best.beside & s.beside)
    if same or both:
        if shared <= max((len(q.beside & s.beside) for q in same), default=0):
            return None
    certainty = 0.6 if same or both else 0.8
    return Finding("polarity", True, _words(s.mention, best.mention), certainty)


def _words(said: Mention, quoted: Mention) -> str:
    return f"the quote says “{quoted.words}”{' (denied)' if quoted.negated else ''}, the sentence “{said.words}”{' (denied)' if said.negated else ''}"


def _only_claim_denies(claim: Claim) -> Finding | None:
    listed = words(claim.sentence, claim.language)
    own = negations(listed, claim.language)
    if not own:
        return None
    for e in claim.evidence:
        quote = words(e.quote, e.language)
        if negations(quote, e.language):
            return None
    return Finding("polarity", True, f"the sentence says “{listed[own[0]].text}”, the quote does not", 0.55)
