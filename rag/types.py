"""An answer, the proof of every sentence in it, and the events by which it arrives."""

from dataclasses import dataclass
from typing import Literal

from index.search import NO_FILTERS, Filters
from index.types import Article, Hit

Status = Literal["answered", "partial", "conflicting", "insufficient_evidence"]
Confidence = Literal["high", "medium", "low", "none"]
Support = Literal["quoted", "supported", "weak", "unsupported"]
NoticeKind = Literal[
    "nothing_matches", "nothing_near", "missing_years", "model_found_none",
    "unproven", "model_failed", "period_left_out", "correction", "unnamed_years", "not_kept",
]  # fmt: skip
"""Why there is no evidence (the first four), and what else went otherwise than asked."""


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
    """One sentence of an answer; `citations` are numbers of `Answer.citations`.

    `reasons` says in words what keeps a written sentence from being `supported`.
    """

    text: str
    citations: tuple[int, ...]
    support: Support
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """What some of the sources say where others say otherwise; `citations` are numbers of `Answer.citations`.

    `corrected` marks a version that a later correction withdrew.
    """

    value: str
    citations: tuple[int, ...]
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the reader: `text` in English; for another language `kind` and the (name, part) filled in.

    `nothing_matches`, `nothing_near`, `model_found_none` and `unproven` have no parts; `missing_years` and
    `unnamed_years` have `years`, `model_failed` and `not_kept` the `error` in English, `period_left_out` `since` and
    `until`, one or both, and `correction` the `outlet`, the `value` and, where it is known, the `day`.
    """

    kind: NoticeKind
    text: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model used: tokens, seconds, and US dollars where the price is known."""

    model: str
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`probability` is the calibrated chance, 0 to 1, that the best sentence answers; `note` says it in words.

    `standalone` is the question as it was searched for, with its period in `filters`. `written_by` names the
    language model, or is None where the answer is made of quotes alone. `notices` tells what went otherwise than
    asked, such as a model that did not answer, and `reason` why there is no evidence, None where there is.
    """

    question: str
    language: str
    status: Status
    confidence: Confidence
    probability: float
    note: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    standalone: str = ""
    filters: Filters = NO_FILTERS
    versions: tuple[Version, ...] = ()
    written_by: str | None = None
    usage: Usage | None = None
    notices: tuple[Notice, ...] = ()
    reason: Notice | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation and what was answered to it."""

    question: str
    standalone: str
    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The question as it will be searched for, standing alone."""

    question: str


@dataclass(frozen=True, slots=True)
class Filtered:
    """What limits the search; `phrases` are the words of the question that were read as a period."""

    filters: Filters
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """The passages found, best first."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """More of the draft, unproven as yet: what the model writes, as it writes it."""

    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote that was found in its article, letter for letter."""

    citation: Citation


@dataclass(frozen=True, slots=True)
class Answered:
    """The end: what was proven of the draft, or the quotes."""

    answer: Answer


Event = Rewritten | Filtered | Sources | Delta | Cited | Answered
