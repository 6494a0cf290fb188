"""Days, times and spans of time of a claim that its quotes do not carry."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.checks import Claim, Finding
from rag.checks.agreement import agrees, is_opposed, is_rival, restates
from rag.checks.dating import Moment, Part, compare, is_unsettled, parts, settled
from rag.checks.moments import moments
from rag.checks.number_words import marked
from rag.checks.numbers import Stated, plain, surroundings, weighed
from rag.checks.quantities import Quantity, quantities

_TURNED, _RIVAL, _RIVAL_OF_ONE, _UNSTATED, _NEARBY, _NEARBY_RIVAL, _UNDATED, _STATE = (
    0.9, 0.9, 0.6, 0.7, 0.3, 0.6, 0.4, 0.55
)  # fmt: skip
_PART_RIVAL: dict[Part, float] = {"relative": 0.7, "season": 0.8, "every": 0.8, "day_part": 0.5}
_PART_UNSTATED: dict[Part, float] = {
    "year": 0.6, "weekday": 0.6, "relative": 0.3, "quarter": 0.6, "season": 0.4, "decade": 0.6, "century": 0.6,
    "minute": 0.6, "every": 0.3, "day_part": 0.2,
}  # fmt: skip
_OPPOSITE = {"before": ("after", "since"), "after": ("before", "until"), "since": ("before", "until"),
             "until": ("after", "since")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    moment: Moment
    words: str


def findings(claim: Claim) -> list[Finding]:
    """One finding for each day, time or span of the claim that no quote states, and for what is turned about.

    What the passage around the quote states, or a headline, is found with less certainty. Relative days in a quote
    are read against the day its article was published.
    """
    return [weighed(finding, claim) for finding in (*_spans(claim), *_moments(claim), *_states(claim))]


def _spans(claim: Claim) -> list[Finding]:
    """Durations and ages: six weeks are no six months, and 82 years no 86."""
    own = [s for s in plain(claim.sentence, claim.language) if s[0].dimension in ("time", "night")]
    if not own:
        return []
    stated = [s for e in claim.evidence for s in plain(e.quote, e.language)]
    spans = [s for s in stated if s[0].dimension in ("time", "night")]
    bare = [s for s, _ in stated if not s.unit and s.sort in ("count", "ordinal", "label")]
    found = []
    for quantity, words in own:
        same = any(agrees(quantity, s) for s, _ in spans)
        if same or (quantity.unit == "year" and any(s.value == quantity.value for s in bare)):
            continue
        found.append(_span_finding(claim, quantity, words, own, spans))
    return [finding for finding in found if finding]


def _span_finding(
    claim: Claim, quantity: Quantity, words: str, own: Sequence[Stated], spans: Sequence[Stated]
) -> Finding | None:
    for other, other_words in spans:
        if is_opposed(quantity, other):
            return Finding("time", True, f"the quote says “{other_words}” the other way round", _TURNED)
    free = [s for s in spans if is_rival(quantity, s[0]) and not any(agrees(o, s[0]) for o, _ in own)]
    sure = [s for s in free if not s[0].doubtful or (s[0].unit == quantity.unit and not quantity.doubtful)]
    if quantity.doubtful and not sure:
        return None
    nearby = any(restates(quantity, q) for text, lang in surroundings(claim.evidence) for q, _ in plain(text, lang))
    if sure:
        rival = min(sure, key=lambda s: abs(float(s[0].size - quantity.size)))
        certainty = _NEARBY_RIVAL if nearby else _RIVAL_OF_ONE if quantity.doubtful or rival[0].doubtful else _RIVAL
        return Finding("time", True, f"the quote says “{rival[1]}”, not “{words}”", certainty)
    certainty = _NEARBY if nearby else _UNDATED if quantity.value == 1 else _UNSTATED
    return Finding("time", False, f"“{words}” is not in the quote", certainty)


def _moments(claim: Claim) -> list[Finding]:
    own = [_Said(m, claim.sentence[slice(*m.span)]) for m in moments(claim.sentence, claim.language) if not m.foreign]
    if not own:
        return []
    stated = [
        _Said(read, e.quote[slice(*m.span)])
        for e in claim.evidence
        for m in moments(e.quote, e.language)
        for read in settled(m, e.published)
    ]
    found = []
    for said in own:
        listed = [f for part in parts(said.moment) if (f := _part_finding(claim, part, said, own, stated))]
        if not listed and (turned := _turned(said, stated)):
            listed = [turned]
        found += sorted(listed, key=lambda f: -f.certainty)[:1]
    return found


def _part_finding(
    claim: Claim, part: Part, said: _Said, own: Sequence[_Said], stated: Sequence[_Said]
) -> Finding | None:
    verdicts = [compare(part, said.moment, s.moment) for s in stated]
    if "carried" in verdicts or _is_counted(claim, part, said.moment):
        return None
    rivals = [
        s.words
        for s, verdict in zip(stated, verdicts, strict=True)
        if verdict == "rival" and not _is_used(part, s.moment, own)
    ]
    nearby = _is_nearby(claim, part, said.moment)
    if rivals:
        certainty = _PART_RIVAL.get(part, _RIVAL)
        if nearby:  # years are compared with others oftener than days
            certainty = _UNDATED if part in ("year", "decade") else _NEARBY_RIVAL
        return Finding("time", True, f"the quote says “{rivals[0]}”, not “{said.words}”", certainty)
    open_days = part in ("day", "weekday") and any(is_unsettled(s.moment) for s in stated)
    certainty = _NEARBY if nearby or open_days else _PART_UNSTATED.get(part, _UNSTATED)
    if part == "year" and not any(e.published for e in claim.evidence):
        certainty = min(certainty, _UNDATED)
    return Finding("time", False, f"“{said.words}” is not in the quote", certainty)


def _is_used(part: Part, stated: Moment, own: Sequence[_Said]) -> bool:
    """Does the claim say it too, elsewhere?"""
    return any(part in parts(o.moment) and compare(part, o.moment, stated) == "carried" for o in own)


def _is_counted(claim: Claim, part: Part, moment: Moment) -> bool:
    """Is the year or the hour there as a bare number?"""
    wanted = moment.year if part == "year" else None
    if part == "minute" and moment.minute is not None and moment.minute % 60 == 0:
        hour = moment.minute // 60
        wanted = hour
    if wanted is None:
        return False
    values = {q.value for e in claim.evidence for q in quantities(e.quote, e.language) if not q.unit}
    return wanted in values or (part == "minute" and wanted > 12 and wanted - 12 in values)


def _is_nearby(claim: Claim, part: Part, moment: Moment) -> bool:
    """Does the passage, a headline, the question or the day of publication say it?"""
    texts = [(text, language, e.published) for e in claim.evidence for text, language in surroundings([e])]
    texts.append((claim.question, claim.language, None))
    for text, language, published in texts:
        for around in moments(text, language):
            if any(compare(part, moment, read) == "carried" for read in settled(around, published)):
                return True
    today = Moment((0, 0), relative=("day", 0))
    return any(
        compare(part, moment, day) == "carried" for e in claim.evidence for day in settled(today, e.published)[1:]
    )


def _turned(said: _Said, stated: Sequence[_Said]) -> Finding | None:
    """Before 2022 against after 2022."""
    if not said.moment.anchor:
        return None
    same = [s for s in stated if all(compare(p, said.moment, s.moment) == "carried" for p in parts(said.moment))]
    if same and all(s.moment.anchor in _OPPOSITE[said.moment.anchor] for s in same):
        return Finding("time", True, f"the quote has “{same[0].words}” the other way round", _TURNED)
    return None


def _states(claim: Claim) -> list[Finding]:
    """What is over told as lasting, and what came at once told as coming later."""
    own = _sections(claim.sentence, claim.language)
    stated = [(e, _sections(e.quote, e.language)) for e in claim.evidence]
    quoted = frozenset[str]().union(*(sections for _, sections in stated))
    if "still" in own and "former" not in own and "former" in quoted and "still" not in quoted:
        return [Finding("time", True, "the quote speaks of something past, not of today", _STATE)]
    spans = any(q.dimension == "time" for q in quantities(claim.sentence, claim.language))
    if spans and "later" in own and "same day" in quoted and "same day" not in own:
        return [Finding("time", True, "the quote says that it was on the same day", _RIVAL)]
    return []


def _sections(text: str, language: str) -> frozenset[str]:
    return frozenset(section for marks in marked(text, language).marks for section in marks)
