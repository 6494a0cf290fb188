"""The shapes of the API: what is asked, what is answered, and each event of a stream.

The answers' fields are those of `rag.serialize`; `tests/web` holds the two against each other.
"""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from index.language import normal_code
from index.search import MAX_CHARS, Filters
from index.types import InputError
from rag.types import Confidence, NoticeKind, Status, Support

Text = Annotated[str, StringConstraints(max_length=100_000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]


def _day(text: str) -> str:
    date.fromisoformat(text)
    return text


def _language(code: str) -> str:
    found = normal_code(code)
    if not found:
        raise ValueError("is not a language code, such as ar, en or zh")
    return found


def _moment(when: datetime) -> datetime:
    if not 1800 <= when.year <= 2200:
        raise ValueError("lies outside the years 1800 to 2200")
    return when if when.tzinfo else when.astimezone()


Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$"), AfterValidator(_day)]
Language = Annotated[str, StringConstraints(min_length=2, max_length=20), AfterValidator(_language)]
Moment = Annotated[datetime, AfterValidator(_moment)]


def check_period(since: str | None, until: str | None) -> None:
    """Raises InputError where the last day lies before the first: nothing could ever be found."""
    if since and until and until < since:
        raise InputError(f"the period ends ({until}) before it begins ({since})")


class Asked(BaseModel):
    """What a client sends: a field that is not known is a mistake and told of."""

    model_config = ConfigDict(extra="forbid")


class FiltersBody(Asked):
    """What may be found. Days are inclusive; sources, and languages, are alternatives."""

    since: Day | None = None
    until: Day | None = None
    sources: Annotated[list[Name], Field(max_length=100)] = []
    languages: Annotated[list[Language], Field(max_length=100)] = []
    latest: bool = False

    def filters(self) -> Filters:
        return Filters(self.since, self.until, tuple(self.sources), tuple(self.languages), self.latest)


class EarlierTurn(Asked):
    """A question of the conversation so far, and the answer to it."""

    question: Annotated[str, StringConstraints(max_length=MAX_CHARS)]
    answer: Text = ""


class AskBody(Asked):
    """One question. `conversation` begins a conversation that is kept; `conversation_id` goes on with one.

    `as_of` is the moment that words such as "yesterday" are counted from. `llm` false asks for quotes alone.
    """

    question: Annotated[str, StringConstraints(min_length=1, max_length=MAX_CHARS)]
    conversation: bool = False
    conversation_id: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    history: Annotated[list[EarlierTurn], Field(max_length=50)] = []
    filters: FiltersBody = FiltersBody()
    language: Language | None = None
    as_of: Moment | None = None
    k: Annotated[int, Field(ge=1, le=100)] = 5
    llm: bool = True
    show_unsupported: bool = False


class ArticleOut(BaseModel):
    id: str
    title: str
    url: str | None
    source: str | None
    published: str | None
    language: str


class PassageOut(BaseModel):
    """Offsets are code points of the article's text, start inclusive, end exclusive."""

    id: int
    start: int
    end: int
    text: str


class HitOut(BaseModel):
    passage: PassageOut
    article: ArticleOut
    score: float
    also_in: list[str]


class CitationOut(BaseModel):
    """`quote` is letter for letter what stands at `start` to `end` of the article's text."""

    number: int
    quote: str
    start: int
    end: int
    article: ArticleOut
    also_in: list[str]


class SentenceOut(BaseModel):
    text: str
    citations: list[int]
    support: Support
    reasons: list[str]


class VersionOut(BaseModel):
    value: str
    citations: list[int]
    corrected: bool


class NoticeOut(BaseModel):
    """`text` is English; `kind` and the parts filled in are for those who tell it in another language."""

    kind: NoticeKind
    text: str
    values: dict[str, str]


class FiltersOut(BaseModel):
    since: str | None
    until: str | None
    sources: list[str]
    languages: list[str]
    latest: bool


class UsageOut(BaseModel):
    model: str
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    cost: float | None


class AnswerOut(BaseModel):
    """The answer with its proof. `conversation_id` and `turn_id` stand where the conversation is kept.

    Answers that an earlier Khabar kept have plain texts for notices, and no `reason`.
    """

    question: str
    standalone: str
    filters: FiltersOut
    language: str
    status: Status
    confidence: Confidence
    probability: float
    note: str
    reason: NoticeOut | None
    notices: list[NoticeOut]
    sentences: list[SentenceOut]
    citations: list[CitationOut]
    versions: list[VersionOut]
    written_by: str | None
    usage: UsageOut | None
    hits: list[HitOut]
    conversation_id: str | None = None
    turn_id: str | None = None


class SearchOut(BaseModel):
    hits: list[HitOut]


class ProblemOut(BaseModel):
    """A problem document (RFC 9457). `errors` says of each field of the request what is wrong with it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[dict[str, str]] | None = None
    error: dict[str, Any]


class RewrittenOut(BaseModel):
    """The question as it is searched for, standing alone."""

    question: str


class FilteredOut(FiltersOut):
    """What limits the search; `phrases` are the words of the question that were read as a period."""

    phrases: list[str]


class DeltaOut(BaseModel):
    """More of the draft, unproven as yet."""

    text: str


ANSWER_EVENTS: dict[str, type[BaseModel]] = {
    "rewritten": RewrittenOut,
    "filters": FilteredOut,
    "sources": SearchOut,
    "delta": DeltaOut,
    "citation": CitationOut,
    "answer": AnswerOut,
    "error": ProblemOut,
}
