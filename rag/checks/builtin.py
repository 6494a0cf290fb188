"""The checker that is always there: numbers, dates, names, direction and roles, weighed with meaning.

Meaning is the similarity of the claim to its quote, as the second encoder sees it, or the bundled one, which is much
slower, where the second does not know the language; alone it separates supported claims from those
that contradict their evidence in one word with AUROC .66, and from those not stated with .89 (docs/quality.md).
So whatever can be decided by reading is: each finding lowers the chance that the evidence carries the claim. The
weights are a logistic fit on the `claims` set (`make calibrate`).
"""

import asyncio
import math
import threading
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
WEIGHTS: NDArray[np.float64] = np.array([8.19, 6.94, -0.7, -3.68, -4.24, -2.48, -3.72, -5.78, -4.17, -2.25])
SUPPORTED, WEAK = 0.28, 0.15
"""Chance from which a claim counts as supported, and from which it is kept, marked as weak."""
CERTAIN = 0.5
"""Certainty from which a finding is told to the reader, and keeps a claim from being `supported`."""
_PASSAGE = "Anna Example went to Samara. Boris Sample went to Tomsk in May."
_WARMING = Claim("Anna Example went to Tomsk.", "en", (Evidence("Boris Sample went to Tomsk in May.", "en", _PASSAGE),))


@dataclass(slots=True)
class BuiltIn:
    """Satisfies `rag.checks.Checker`. Always the bundled encoders, whatever the library was built with."""

    embedder: BundledEmbedder = field(default_factory=BundledEmbedder)
    view: SentenceView = field(default_factory=SentenceView)

    def warm(self) -> None:
        """Begins to load what checking needs, half a second of it, beside whatever else is to be done first."""
        threading.Thread(target=self.verdicts, args=([_WARMING],), name="checker", daemon=True).start()

    async def check(self, claims: Sequence[Claim]) -> list[Verdict]:
        """Runs beside the event loop: some 50 ms of arithmetic for an answer."""
        return await asyncio.to_thread(self.verdicts, claims)

    def verdicts(self, claims: Sequence[Claim]) -> list[Verdict]:
        """One verdict a claim, in order."""
        if not claims:
            return []
        found = [findings(claim) for claim in claims]
        features = self.features(found, *self.meant(claims))
        return [verdict(row, f) for row, f in zip(features, found, strict=True)]

    def meant(self, claims: Sequence[Claim]) -> tuple[list[float], list[float]]:
        """The similarity of each claim as the second encoder sees it, and where that is NaN as the bundled one does."""
        view = self._view(claims)
        return view, self._meaning([c for c, v in zip(claims, view, strict=True) if math.isnan(v)])

    @staticmethod
    def features(
        found: Sequence[Sequence[Finding]], view: Sequence[float], meanings: Sequence[float]
    ) -> NDArray[np.float64]:
        """Shape (claims, features), in the order of FEATURES."""
        meaning, rows = iter(meanings), []
        for v, listed in zip(view, found, strict=True):
            worst = [max((f.certainty for f in listed if f.kind == kind), default=0.0) for kind in KINDS]
            rows.append([next(meaning), 0.0, 1.0, *worst, 1.0] if math.isnan(v) else [0.0, v, 0.0, *worst, 1.0])
        return np.array(rows, dtype=np.float64).reshape(len(found), len(FEATURES))

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
