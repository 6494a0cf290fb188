"""What is asked of Khabar, over which articles, and what would be right.

Collections over the same articles share one `articles` tuple and are loaded one after another, so a system
that keeps its last index (say, by `functools.lru_cache(maxsize=1)` on `articles`) builds each index once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from index.types import Article, InputError


@dataclass(frozen=True, slots=True)
class Case:
    """A question to be searched for. `gold` holds the ids of the articles that answer it, at least one."""

    id: str
    question: str
    language: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Collection:
    """A retrieval task: every case is searched for in all of `articles`.

    `direction` says "language of the questions→language of the passages"; "pooled" is a pool of many.
    Raises `InputError` where there is no case, an id comes twice, or gold is empty or not among the articles.
    """

    name: str
    direction: str
    articles: tuple[Article, ...]
    cases: tuple[Case, ...]

    def __post_init__(self) -> None:
        """Refuse what would be scored wrongly without a word."""
        _check(f"{self.name} {self.direction}", self.articles, self.cases)
        for case in self.cases:
            if not case.gold:
                raise InputError(f"{self.name} {self.direction}: question {case.id!r} names no gold article")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, as printed in the article, that answers a question or helps to."""

    article_id: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerCase:
    """A question to be answered with quotes.

    `answers` are strings any of which shows that a quote holds the answer; empty where none is known in the
    article's language. `evidence` lists alternatives; an alternative is the sentences that answer together.
    An unanswerable case has neither, and may still name in `gold` the article that comes temptingly near.
    """

    id: str
    question: str
    language: str
    gold: frozenset[str]
    answers: tuple[str, ...] = ()
    evidence: tuple[tuple[Evidence, ...], ...] = ()
    answerable: bool = True


@dataclass(frozen=True, slots=True)
class AnswerCollection:
    """A quoting task over `articles`: fields and errors as in `Collection`, but gold may be empty."""

    name: str
    direction: str
    articles: tuple[Article, ...]
    cases: tuple[AnswerCase, ...]

    def __post_init__(self) -> None:
        """Refuse what would be scored wrongly without a word."""
        _check(f"{self.name} {self.direction}", self.articles, self.cases)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that a system quotes as its answer."""

    article_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system says to a case: its quotes, best first; none where it abstains.

    `confidence` is its own view, on any scale, of how surely the answer is here; None if it has no view.
    """

    quotes: tuple[Quote, ...]
    confidence: float | None = None


def _check(where: str, articles: tuple[Article, ...], cases: tuple[Case, ...] | tuple[AnswerCase, ...]) -> None:
    if not cases:
        raise InputError(f"{where}: no questions")
    known = _once(where, "article", (article.id for article in articles))
    _once(where, "question", (case.id for case in cases))
    for case in cases:
        for missing in sorted(case.gold - known):
            raise InputError(f"{where}: question {case.id!r} names article {missing!r}, which is not there")


def _once(where: str, what: str, ids: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise InputError(f"{where}: {what} {each!r} comes twice")
        seen.add(each)
    return seen
