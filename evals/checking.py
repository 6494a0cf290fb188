"""The checkers of claims that are measured: Khabar's, and bare similarity beside it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from evals.workbench import Workbench
from index.embedders import Embedder
from index.embedders.bundled import NAME as BUNDLED
from index.embedders.bundled import BundledEmbedder
from rag.checks import Checker, Claim, Verdict
from rag.checks.builtin import BuiltIn

SIMILAR = 0.825
"""Cosine from which bare similarity calls a claim supported: the best on the half of `claims` that may be seen."""


def systems(bench: Workbench) -> dict[str, Checker]:
    """By name, the floor first and Khabar last."""
    return {"random": Chance(), "similarity": Similarity(bench.embedder), "khabar": _built_in(bench)}


@dataclass(frozen=True, slots=True)
class Chance:
    """Tosses a coin, the same for the same claim."""

    seed: int = 0

    async def check(self, claims: Sequence[Claim]) -> list[Verdict]:
        chances = [random.Random(f"{self.seed} {claim.sentence} {claim.evidence}").random() for claim in claims]
        return [Verdict("supported" if chance >= 0.5 else "unsupported", chance) for chance in chances]


@dataclass(frozen=True, slots=True)
class Similarity:
    """The cosine of a claim and the quote nearest to it, as most systems check."""

    embedder: Embedder

    async def check(self, claims: Sequence[Claim]) -> list[Verdict]:
        return [self._verdict(claim) for claim in claims]

    def _verdict(self, claim: Claim) -> Verdict:
        said, *quotes = self.embedder.embed_sentences([claim.sentence, *(each.quote for each in claim.evidence)])
        nearest = max(float(said @ quote) for quote in quotes)
        return Verdict("supported" if nearest >= SIMILAR else "unsupported", max(0.0, min(1.0, nearest)))


def _built_in(bench: Workbench) -> BuiltIn:
    """With the vectors that the bench remembers, as far as they are the bundled model's."""
    if bench.embedder.name == BUNDLED:
        return BuiltIn(cast(BundledEmbedder, bench.embedder), bench.view)
    return BuiltIn(view=bench.view)
