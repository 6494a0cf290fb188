"""The shapes of what the library holds: articles, jobs, health."""

from typing import Literal

from pydantic import BaseModel

from web.schemas import ArticleOut


class FacetsOut(BaseModel):
    """Articles by language, and by outlet where one is stated."""

    languages: dict[str, int]
    sources: dict[str, int]


class ListedArticleOut(ArticleOut):
    duplicate_of: str | None
    duplicate_kind: str | None


class ArticlesOut(BaseModel):
    articles: list[ListedArticleOut]
    total: int
    facets: FacetsOut


class SpanOut(BaseModel):
    start: int
    end: int


class WholeArticleOut(ListedArticleOut):
    """`also_in` names the other outlets that ran it, `copies` their articles."""

    text: str
    author: str | None
    updated: str | None
    ingested: str | None
    also_in: list[str]
    copies: list[ArticleOut]
    highlight: SpanOut | None


class NewJobOut(BaseModel):
    job: str


class RejectionOut(BaseModel):
    where: str
    reason: str


class SummaryOut(BaseModel):
    """What became of the articles. The first 200 of the `rejections` are listed."""

    added: int
    updated: int
    unchanged: int
    copies: int
    passages: int
    tokens: int
    seconds: float
    rejections: int
    rejected: list[RejectionOut]
    generation: int


class JobOut(BaseModel):
    """One lot of articles on its way. `total` is None where it cannot be known before the end."""

    id: str
    name: str
    state: Literal["queued", "fetching", "waiting", "adding", "done", "failed"]
    created: str
    done_articles: int
    total: int | None
    detail: str
    summary: SummaryOut | None
    problem: str | None


class FailedOut(BaseModel):
    title: str
    detail: str
    status: int


class StateOut(BaseModel):
    status: Literal["live", "ready"]


class LibraryOut(BaseModel):
    """`unread` is how many passages hold sentences that are yet to be read ahead, None before it is known."""

    articles: int
    leaders: int
    copies: int
    passages: int
    languages: dict[str, int]
    embedder: str
    generation: int
    unread: int | None


class FreshnessOut(BaseModel):
    """`newest` is the day of the outlet's newest article, `added` the moment its last one was added."""

    source: str
    articles: int
    newest: str | None
    added: str | None


class HealthOut(BaseModel):
    """`jobs` is how many lots of articles are on their way; `model` writes the answers, where one is set."""

    status: Literal["ready"]
    library: LibraryOut
    model: str | None
    jobs: int
    freshness: list[FreshnessOut]


JOB_EVENTS: dict[str, type[BaseModel]] = {"progress": JobOut, "summary": SummaryOut, "error": FailedOut}
