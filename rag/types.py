"""An answer, and the proof of every sentence in it."""

from dataclasses import dataclass
from typing import Literal

from index.types import Article, Hit

Status = Literal["answered", "partial", "conflicting", "insufficient_evidence"]
Confidence = Literal["high", "medium", "low", "none"]
Support = Literal["quoted", "supported", "weak", "unsupported"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Proof: `article.text[start:end] == quote`, checked when it is made."""

    number: int
    article: Article
    quote: str
    start: int
    end: int
    also_in: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.quote or self.article.text[self.start : self.end] != self.quote:
            raise ValueError(f"citation {self.number} does not stand in article {self.article.id}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer; `citations` are numbers of `Answer.citations`."""

    text: str
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class Answer:
    """`probability` is the calibrated chance, 0 to 1, that the best sentence answers; `note` says it in words."""

    question: str
    language: str
    status: Status
    confidence: Confidence
    probability: float
    note: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
