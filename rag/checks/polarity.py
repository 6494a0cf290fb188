"""Does the sentence say the opposite of its quote: against for in favour, fell for rose, banned for not allowed?

Both are read with the tables of `opposites`. Where the quote speaks of a thing that the sentence speaks of, and only
with the other pole, that is a contradiction; where it has both poles, the one in the company of the same numbers and
words decides. Who stood on which side of a vote is read by `votes`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.language import function_words, terms
from rag.checks import Claim, Finding, relation, votes
from rag.checks.chinese import segments
from rag.checks.lexicon import sameness
from rag.checks.opposites import Mention, mentions, negations
from rag.checks.opposites.negation import statements
from rag.checks.opposites.tables import LANGUAGES
from rag.checks.opposites.words import Word, words

_NEAR, _NEAR_HAN = 8, 16
_MIN_WORD = 3
_SAME = 0.25
"""Cosine from which two words mean the same; unrelated ones lie below .2 (`lexicon`)."""
_NEARER = 1.0
"""How much better company the opposite pole must keep than the same pole, where the quote has both."""
_MANY = 4
"""So many words about a mention, and none of them about the opposite pole: the quote has it of something else."""
_AT_HOME = 0.3
"""Company from which a word of degree is taken to speak of the same thing."""
_ONLY_POLE, _STRANGER, _NEARER_POLE, _BARE_NEGATION, _DEGREE = 0.8, 0.6, 0.6, 0.55, 0.4
_DEGREES = frozenset([
    "all", "before", "current", "day", "early", "expected", "fast", "first", "full", "good", "heavy", "high",
    "known", "large", "likely", "long", "male", "many", "more", "near", "new", "only", "optimism", "public",
    "same", "safe", "strong", "urgent", "want", "war", "wide", "with",
])  # fmt: skip
"""Concepts whose words are so common that a quote may well use the opposite one of something else."""

_OF_VOTES = frozenset([
    "accept", "agree", "allow", "all", "attend", "confirm", "favour", "more", "many", "majority", "only",
    "praise", "success", "with",
])  # fmt: skip
"""Concepts that a vote speaks of anyway."""
_SAME_DEED = {"win": frozenset(["win", "obtain", "success", "profit", "rise", "found"])}
"""Concepts that the words of a deed belong to as well."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A mention and its company in the same statement: numbers and words."""

    mention: Mention
    numbers: frozenset[str]
    near: tuple[Word, ...]
    language: str

    @property
    def words(self) -> tuple[str, ...]:
        return _meaning(self.near, self.language)


def findings(claim: Claim) -> list[Finding]:
    """At most one finding, the most certain."""
    voted, agreed = votes.findings(claim)
    if voted:
        return voted
    said = _read(claim.sentence, claim.language)
    quoted = [q for evidence in claim.evidence for q in _read(evidence.quote, evidence.language)]
    denials = _denials([(claim.sentence, claim.language)]), _denials([(e.quote, e.language) for e in claim.evidence])
    settled = _OF_VOTES if agreed else frozenset[str]()
    found = {
        s.mention.concept: f
        for s in said
        if s.mention.concept not in settled and (f := _opposed(s, said, quoted, denials))
    }
    if found:  # it costs more than the tables, and few sentences need it
        told = frozenset[str]().union(*(_SAME_DEED.get(c, {c}) for c in relation.agreed(claim)))
        found = {concept: f for concept, f in found.items() if concept not in told}
    if not agreed and (denied := _only_claim_denies(claim, said, quoted)):
        found["not"] = denied
    return sorted(found.values(), key=lambda f: -f.certainty)[:1]


def _opposed(s: _Said, said: list[_Said], quoted: list[_Said], denials: tuple[int, int]) -> Finding | None:
    concept, pole = s.mention.concept, s.mention.pole
    same = [q for q in quoted if q.mention.concept == concept and q.mention.pole == pole]
    other = [q for q in quoted if q.mention.concept == concept and q.mention.pole != pole]
    if not other:
        return None
    company, best = max(((_company(s, q), q) for q in other), key=lambda pair: pair[0])
    if any(o.mention.concept == concept and o.mention.pole == best.mention.pole and _company(o, best) >= company
           for o in said):  # fmt: skip
        return None  # "helped to free hostages": what the quote says is said as well
    if best.mention.negated != s.mention.negated and denials[0] == denials[1]:
        return None  # both deny something; what of it the negation reaches is read in two languages
    words_ = f"the quote says “{_shown(best.mention)}”, the sentence “{_shown(s.mention)}”"
    if same or any(o.mention.concept == concept and o.mention.pole != pole for o in said):
        if company <= max((_company(s, q) for q in same), default=0.0) + _NEARER:
            return None
        return Finding("polarity", True, words_, _NEARER_POLE)
    if concept in _DEGREES and company < _AT_HOME:
        return Finding("polarity", True, words_, _DEGREE)
    if not company:
        return Finding("polarity", True, words_, _STRANGER if len(s.words) < _MANY else _DEGREE)
    return Finding("polarity", True, words_, _ONLY_POLE)


def _company(s: _Said, q: _Said) -> float:
    """How much of the claim's company is found about the mention in the quote: numbers, and words by their meaning."""
    alike = sameness(s.words, q.words).max(axis=1, initial=0.0)
    return len(s.numbers & q.numbers) + float(alike[alike > _SAME].sum())


def _shown(m: Mention) -> str:
    return f"not: {m.written}" if m.negated else m.written


def _denials(texts: Iterable[tuple[str, str]]) -> int:
    return sum(len(negations(words(text, language), language)) for text, language in texts)


def _only_claim_denies(claim: Claim, said: list[_Said], quoted: list[_Said]) -> Finding | None:
    """The sentence has a "not" to which nothing in the quotes answers, all in languages whose denials are known."""
    if any(e.language not in LANGUAGES for e in claim.evidence):
        return None
    listed = words(claim.sentence, claim.language)
    own = negations(listed, claim.language)
    if not own or any(negations(words(e.quote, e.language), e.language) for e in claim.evidence):
        return None
    answers = {(q.mention.concept, q.mention.pole) for q in quoted}
    turned = [(s.mention.concept, s.mention.pole) for s in said if s.mention.negated]
    if any((c, pole) in answers and (c, -pole) not in answers for c, pole in turned):
        return None
    words_ = f"the sentence says “{listed[own[0]].written}”, the quote denies nothing"
    return Finding("polarity", True, words_, _BARE_NEGATION)


def _read(text: str, language: str) -> list[_Said]:
    listed = words(text, language)
    parts = statements(listed, language)
    said = mentions(listed, language)
    reach = _NEAR_HAN if language == "zh" else _NEAR
    found = []
    for m in said:
        within = [i for i in range(len(listed)) if parts[i] == parts[m.start] and not m.start <= i < m.end]
        rivals = [o.start for o in said if o.concept == m.concept]
        own = [i for i in within if listed[i].number and abs(i - m.start) <= min(abs(i - r) for r in rivals)]
        near = tuple(listed[i] for i in within if not listed[i].number and abs(i - m.start) <= reach)
        found.append(_Said(m, frozenset(listed[i].shapes[0] for i in own), near, language))
    return found


@lru_cache(maxsize=4096)
def _meaning(near: tuple[Word, ...], language: str) -> tuple[str, ...]:
    """The words of `near` that mean something."""
    if language != "zh":
        return tuple(w.written for w in near if len(w.written) >= _MIN_WORD and _full(w.written, language))
    runs: list[str] = []
    for before, w in zip((None, *near), near, strict=False):
        if before and w.start == before.end:
            runs[-1] += w.written
        else:
            runs.append(w.written)
    return tuple(s for run in runs for s in segments(run) if len(s) > 1)


@lru_cache(maxsize=20_000)
def _full(written: str, language: str) -> bool:
    return not function_words(language) & set(terms(written, language))
