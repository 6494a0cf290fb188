"""What is asked of Khabar, over which articles, and what would be right.

Collections over the same articles share one `articles` tuple and are loaded one after another, so a system
that keeps its last index (say, by `functools.lru_cache(maxsize=1)` on `articles`) builds each index once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from index.types import Article, InputError
from rag.checks import Claim

Label = Literal["supported", "contradicted", "not_stated"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, as printed in the article, that answers a question or helps to."""

    article_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question to be searched for, and to be answered with quotes.

    `gold` holds the ids of the articles that answer it; of an unanswerable case, one that comes temptingly near.
    `answers` are strings any of which shows that a quote holds the answer; empty where none is known in the
    article's language. `evidence` lists alternatives; an alternative is the sentences that answer together.
    `accepted` are answers in the question's own language and `numbers` the figures of one in any: either shows
    that a written answer is right. `answerable` and `conflicting` are None where nobody has said. `kind` is what
    the data set calls such a question. `rejected` are quotes that a reader found wrong.
    """

    id: str
    question: str
    language: str
    gold: frozenset[str] = frozenset()
    answers: tuple[str, ...] = ()
    evidence: tuple[tuple[Evidence, ...], ...] = ()
    answerable: bool | None = True
    accepted: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    kind: str = ""
    conflicting: bool | None = None
    rejected: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """A task: every case is asked over all of `articles`.

    `direction` says "language of the questions→language of the passages"; "pooled" is a pool of many. `searched`
    and `quoted` tell which of the two the set can judge.
    Raises `InputError` where there is no case, an id comes twice, gold is not among the articles, or what is to be
    searched for has none.
    """

    name: str
    direction: str
    articles: tuple[Article, ...]
    cases: tuple[Case, ...]
    searched: bool = True
    quoted: bool = True

    def __post_init__(self) -> None:
        """Refuse what would be scored wrongly without a word."""
        where = f"{self.name} {self.direction}"
        if not self.cases:
            raise InputError(f"{where}: no questions")
        known = _once(where, "article", (article.id for article in self.articles))
        _once(where, "question", (case.id for case in self.cases))
        for case in self.cases:
            for missing in sorted(case.gold - known):
                raise InputError(f"{where}: question {case.id!r} names article {missing!r}, which is not there")
            if self.searched and case.answerable and not case.gold:
                raise InputError(f"{where}: question {case.id!r} names no gold article")

    @property
    def sought(self) -> tuple[Case, ...]:
        """The cases whose articles are to be found."""
        return tuple(case for case in self.cases if self.searched and case.answerable and case.gold)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that a system quotes as its answer."""

    article_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system says to a case: its quotes, best first; none where it abstains.

    `confidence` is its own view, on any scale, of how surely the answer is here; None if it has no view. `cited`
    is what its answer shows, in order, and `called` the word for the confidence that it shows with it. `text` and
    `language` are those of an answer in its own words. `status` is as in `rag.types`.
    """

    quotes: tuple[Quote, ...]
    confidence: float | None = None
    cited: tuple[Quote, ...] = ()
    called: str = ""
    status: str = ""
    text: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ClaimCase:
    """A claim to be checked. `how` is the change that made it false; `group` is what it is about: an article."""

    id: str
    claim: Claim
    label: Label
    direction: str
    how: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """Claims of one data set. `shown` tells whether single cases may be read, or totals alone.

    Raises `InputError` where there is none, or an id comes twice.
    """

    name: str
    cases: tuple[ClaimCase, ...]
    shown: bool = True

    def __post_init__(self) -> None:
        """Refuse what would be scored wrongly without a word."""
        if not self.cases:
            raise InputError(f"{self.name}: no claims")
        _once(self.name, "claim", (case.id for case in self.cases))


def _once(where: str, what: str, ids: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise InputError(f"{where}: {what} {each!r} comes twice")
        seen.add(each)
    return seen
