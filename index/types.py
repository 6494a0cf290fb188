"""What the index holds, and everything that can go wrong in it.

Offsets are Python string offsets (Unicode code points) into `Article.text`, start inclusive, end exclusive.
"""

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Article:
    """One news item as it is kept: cleaned of page furniture, otherwise letter for letter as printed.

    `language` is an ISO 639-1 code, or "und" where the text does not tell. `published` and `updated` are
    ISO 8601, to the day or to the second, as the source states them; a missing date is None, never a guess.
    """

    id: str
    title: str
    text: str
    language: str
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    ingested: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences: `article.text[start:end] == text`.

    `sentences` are the spans of its sentences, as offsets into the article's text.
    """

    id: int
    article_id: str
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query. `also_in` names the outlets that ran the same copy."""

    passage: Passage
    article: Article
    score: float
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Material that did not become an article. `where` is as exact as can be: a name, or "news.jsonl:17"."""

    where: str
    reason: str


class KhabarError(Exception):
    """Whatever Khabar tells its user in one line: what is wrong, where, and what to do."""


class InputError(KhabarError):
    """The material or the question given cannot be used."""


class FetchError(InputError):
    """A path or a URL that cannot be read, or must not be."""


class ReadError(InputError):
    """Bytes that hold no article: empty, binary, damaged."""


class LibraryError(KhabarError):
    """The library on disk cannot do what was asked."""


class LockedError(LibraryError):
    """Another process is writing to the library."""


class DamagedError(LibraryError):
    """The library is not whole: `khabar doctor` says what is wrong, `khabar rebuild` mends it."""


class EmbedderMismatchError(LibraryError):
    """The library was built with another embedder than the one asked for."""


class MissingModelError(KhabarError):
    """A model was asked for that is not on this machine and cannot be loaded."""


class ModelError(KhabarError):
    """A language model that cannot be reached, does not answer in time, or answers with nothing usable."""
