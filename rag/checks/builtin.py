"""The checker that is always there: numbers, dates, names, direction and roles, weighed with meaning.

Meaning is the similarity of the claim to its quote as two encoders see it; alone it separates supported claims from
those that contradict their evidence in one word with AUROC .66, and from those not stated with .89 (docs/quality.md).
So whatever can be decided by reading is: each finding lowers the chance that the evidence carries the claim. The
weights are a logistic fit on the `claims` set (`make calibrate`).
"""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.centring import centre, language_mean
from index.embedders import Vectors
from index.embedders.bundled import BundledEmbedder
from index.embedders.sentence_view import LANGUAGES, SentenceView
from rag.checks import Claim, Evidence, Finding, Kind, Verdict, dates, names, numbers, polarity, relation
from rag.types import Support

KINDS: tuple[Kind, ...] = ("number", "time", "name", "place", "polarity", "relation")
FEATURES = ("meaning", "view", "unviewed", *KINDS, "constant")
WEIGHTS: NDArray[np.float64] = np.array([5.58, 4.44, 2.52, -3.68, -4.23, -2.49, -3.66, -5.59, -4.85, -4.18])
SUPPORTED, WEAK = 0.3, 0.15
"""Chance from which a claim counts as supported, and from which it is kept, marked as weak."""
CERTAIN = 0.5
"""Certainty from which a finding is told to the reader, and keeps a claim from being `supported`."""


@dataclass(slots=True)
class BuiltIn:
    """Satisfies `rag.checks.Checker`. Always the bundled encoders, whatever the library was built with."""

    embedder: BundledEmbedder = field(default_factory=BundledEmbedder)
    view: SentenceView = field(default_factory=SentenceView)

    async def check(self, claims: Sequence[Claim]) -> list[Verdict]:
        """Runs beside the event loop: some 50 ms of arithmetic for an answer."""
        return await asyncio.to_thread(self.verdicts, claims)

    def verdicts(self, claims: Sequence[Claim]) -> list[Verdict]:
        """One verdict a claim, in order."""
        if not claims:
            return []
        found = [findings(claim) for claim in claims]
        return [verdict(row, f) for row, f in zip(self.features(claims, found), found, strict=True)]

    def features(self, claims: Sequence[Claim], found: Sequence[Sequence[Finding]]) -> NDArray[np.float64]:
        """Shape (claims, features), in the order of FEATURES."""
        meaning, view = self._meaning(claims), self._view(claims)
        rows = []
        for m, v, listed in zip(meaning, view, found, strict=True):
            worst = [max((f.certainty for f in listed if f.kind == kind), default=0.0) for kind in KINDS]
            rows.append([m, 0.0 if math.isnan(v) else v, float(math.isnan(v)), *worst, 1.0])
        return np.array(rows, dtype=np.float64).reshape(len(claims), len(FEATURES))

    def _meaning(self, claims: Sequence[Claim]) -> list[float]:
        texts = list(dict.fromkeys([*(c.sentence for c in claims), *(e.quote for c in claims for e in _read(c))]))
        vectors = dict(zip(texts, self.embedder.embed_sentences(texts), strict=True))
        return [
            max(
                float(self._centred(vectors[c.sentence], c.language) @ self._centred(vectors[e.quote], e.language))
                for e in _read(c)
            )
            for c in claims
        ]

    def _centred(self, vector: Vectors, language: str) -> Vectors:
        mean = language_mean(language, np.zeros(self.embedder.dim, np.float32), 0, self.embedder.name)
        return centre(vector, mean)

    def _view(self, claims: Sequence[Claim]) -> list[float]:
        """The second encoder's cosine, NaN where it reads one of the two languages not."""
        texts = list(dict.fromkeys(t for c in claims for t in (c.sentence, *(e.quote for e in _read(c)))))
        vectors = dict(zip(texts, self.view.encode(texts), strict=True))
        return [
            max(
                (
                    float(vectors[c.sentence] @ vectors[e.quote])
                    for e in _read(c)
                    if {c.language, e.language} <= LANGUAGES
                ),
                default=math.nan,
            )
            for c in claims
        ]


def findings(claim: Claim) -> list[Finding]:
    """What every part finds wrong with a claim, the most certain first."""
    parts = (numbers, dates, names, polarity, relation)
    found = [finding for part in parts for finding in part.findings(claim)]
    return sorted(found, key=lambda f: -f.certainty)


def verdict(features: NDArray[np.float64], found: Sequence[Finding], weights: NDArray[np.float64] = WEIGHTS) -> Verdict:
    """The weighed verdict: a contradiction is cut, what is merely not stated is weak, as is what is far in meaning.

    Findings too uncertain to be told are left out of it; they weigh all the same.
    """
    chance = 1 / (1 + math.exp(-float(features @ weights)))
    told = tuple(f for f in found if f.certainty >= CERTAIN)
    support: Support = "supported" if chance >= SUPPORTED else "weak" if chance >= WEAK else "unsupported"
    if any(f.contradicted for f in told):
        support = "unsupported"
    elif told and support == "supported":
        support = "weak"
    return Verdict(support, round(chance, 3), told)


def _read(claim: Claim) -> list[Evidence]:
    """Each quote by itself, and those of one language together: a claim may rest on two sentences."""
    listed = list(claim.evidence)
    languages = list(dict.fromkeys(e.language for e in listed))
    for language in languages:
        own = [e.quote for e in listed if e.language == language]
        if len(own) > 1:
            listed.append(Evidence(" ".join(own), language))
    return listed
