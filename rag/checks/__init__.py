"""Does the evidence carry the sentence? What a checker is given, what it finds, and what it says.

Each module beside this one looks for one kind of disagreement; `builtin` weighs what they find together with the
similarity of meaning, and `judge` asks a language model instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from rag.types import Support

Kind = Literal["number", "time", "name", "place", "polarity", "relation"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote and what surrounds it. `context` is the passage that the quote stands in, the quote included.

    `published` is ISO 8601 to the day or finer, or None; relative days in the quote are read against it.
    """

    quote: str
    language: str
    context: str = ""
    title: str = ""
    source: str = ""
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One written sentence, free of citation marks, with the quotes that are to prove it."""

    sentence: str
    language: str
    evidence: tuple[Evidence, ...]
    question: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a claim.

    `contradicted`: the evidence states another value in the same place. Otherwise the claim states something that
    the evidence does not. `words` says it to the reader: "the quote says 120, not 14". `certainty` is from 0 to 1.
    """

    kind: Kind
    contradicted: bool
    words: str
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """`probability` is the chance, 0 to 1, that the evidence carries the claim."""

    support: Support
    probability: float
    findings: tuple[Finding, ...] = ()


class Checker(Protocol):
    """Says of each claim whether its evidence carries it."""

    async def check(self, claims: Sequence[Claim]) -> list[Verdict]:
        """One verdict a claim, in order."""
        ...
