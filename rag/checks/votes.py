"""Does the sentence put someone on another side of a vote than its quote?"""

from rag.checks import Claim, Finding
from rag.checks.scene import Side
from rag.checks.stands import Stands, stands

_CLASHES: dict[Side, frozenset[Side]] = {
    "in favour": frozenset(["against", "abstaining", "absent", "not in favour"]),
    "against": frozenset(["in favour", "abstaining", "absent", "not against"]),
    "abstaining": frozenset(["in favour", "against"]),
    "absent": frozenset(["in favour", "against"]),
    "not in favour": frozenset(["in favour"]),
    "not against": frozenset(["against"]),
}
_CERTAINTY = 0.95


def findings(claim: Claim) -> tuple[list[Finding], bool]:
    """What the sentence says otherwise than its quotes, and whether they agree on someone's side."""
    said = stands(claim.sentence, claim.language)
    if not said.sides:
        return [], False
    quoted = [stands(e.quote, e.language) for e in claim.evidence]
    if not any(q.voting for q in quoted):
        return [], False
    found, agree = [], False
    for who, ours in said.sides.items():
        theirs = frozenset[Side]().union(*(q.sides.get(who, frozenset()) for q in quoted))
        if not theirs or len(ours) != 1:
            continue
        (own,) = ours
        if theirs <= _CLASHES[own]:
            words_ = f"the quote has {said.shown[who]} {' and '.join(sorted(theirs))}, the sentence {own}"
            found.append(Finding("polarity", True, words_, _CERTAINTY))
        elif own in theirs:
            agree = True
    found += [f for q in quoted if (f := _parts_exchanged(said, q))]
    return found[:1], agree and not found


def _parts_exchanged(said: Stands, quoted: Stands) -> Finding | None:
    """The US vetoed Russia's draft, where the quote has Russia veto that of the US."""
    for who, ours in said.sides.items():
        for author in said.authors & quoted.sides.keys():
            if who in quoted.authors and ours & quoted.sides[author]:
                words_ = f"the quote has {quoted.shown[author]} {' and '.join(sorted(ours))}, not {said.shown[who]}"
                return Finding("polarity", True, words_, _CERTAINTY)
    return None
