"""What SQLite keeps of the library, in frank SQL over a connection.

Passages never change: an article that does gets new passages, whose ids were never used before. So whatever
is made from passages can be brought up to date by the difference of two sets of ids.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from index.embedders import Vectors
from index.packing import pack_parts, pack_spans, pack_vector
from index.passages import ARTICLE_COLUMNS, conditions
from index.passages import PassageRow as PassageRow
from index.passages import filtered_ids as filtered_ids
from index.passages import iter_texts as iter_texts
from index.passages import iter_vectors as iter_vectors
from index.passages import language_sums as language_sums
from index.passages import passage_ids as passage_ids
from index.passages import passage_rows as passage_rows
from index.schema import connect as connect
from index.schema import database_errors
from index.schema import generation as generation
from index.schema import transaction as transaction
from index.types import Article, InputError, Span

_RECORD = f"{ARTICLE_COLUMNS}, content_hash, duplicate_of, duplicate_kind, signature"


@dataclass(frozen=True, slots=True)
class NewPassage:
    """`vector` has shape (dim,), `parts` (sentences, dim): kept as float16 and as int8 with a scale a row."""

    start: int
    end: int
    sentences: tuple[Span, ...]
    vector: Vectors
    parts: Vectors


@dataclass(frozen=True, slots=True)
class Record:
    """An article and whose copy it is. `duplicate_kind` is "exact" or "near" where `duplicate_of` is set."""

    article: Article
    content_hash: str
    duplicate_of: str | None = None
    duplicate_kind: str | None = None
    signature: bytes | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """`languages` and `sources` count articles, copies included; "" stands for no stated source."""

    articles: int
    leaders: int
    copies: int
    passages: int
    languages: dict[str, int]
    sources: dict[str, int]


def put(db: sqlite3.Connection, record: Record, passages: Sequence[NewPassage] | None) -> None:
    """Insert the article, or replace it and its passages; with None it keeps those it has. In a transaction.

    Raises InputError for text that is no Unicode (a lone surrogate) and ValueError for misshapen vectors.
    """
    article = record.article
    values = (
        *astuple(article),
        record.content_hash,
        record.duplicate_of,
        record.duplicate_kind,
        record.signature,
    )
    names = _RECORD.split(", ")
    news = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    marks = ", ".join("?" * len(names))
    rows = [_packed(article, passage) for passage in passages or ()]
    with database_errors():
        try:
            db.execute(
                f"INSERT INTO articles ({_RECORD}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {news}",
                values,
            )
        except UnicodeEncodeError as error:
            raise InputError(f"article {article.id!a} holds characters that are no text: {error.reason}") from error
        if passages is None:
            return
        db.execute("DELETE FROM passages WHERE article_id = ?", (article.id,))
        db.executemany(
            'INSERT INTO passages (article_id, start, "end", language, sentences, vector, parts) '
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


@database_errors()
def delete(db: sqlite3.Connection, article_id: str) -> None:
    """The article and its passages; its copies must have another leader when the transaction ends."""
    db.execute("DELETE FROM articles WHERE id = ?", (article_id,))


@database_errors()
def relink(db: sqlite3.Connection, article_id: str, leader: str | None, kind: str | None) -> None:
    """Make the article a copy of `leader`, or a leader (None, None)."""
    values = (leader, kind, article_id)
    db.execute("UPDATE articles SET duplicate_of = ?, duplicate_kind = ? WHERE id = ?", values)


@database_errors()
def move_passages(db: sqlite3.Connection, from_article: str, to_article: str) -> None:
    """Give an exact copy its leader's passages, under new ids: the text is the same, so are the spans."""
    columns = 'start, "end", language, sentences, vector, parts'
    db.execute(
        f"INSERT INTO passages (article_id, {columns}) "
        f"SELECT ?, {columns} FROM passages WHERE article_id = ? ORDER BY id",
        (to_article, from_article),
    )
    db.execute("DELETE FROM passages WHERE article_id = ?", (from_article,))


@database_errors()
def record(db: sqlite3.Connection, article_id: str) -> Record | None:
    """The article of that id."""
    row = db.execute(f"SELECT {_RECORD} FROM articles WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else _record(row)


@database_errors()
def by_hash(db: sqlite3.Connection, content_hash: str) -> str | None:
    """Id of the leader with that content."""
    sql = "SELECT id FROM articles WHERE content_hash = ? AND duplicate_of IS NULL ORDER BY id"
    row = db.execute(sql, (content_hash,)).fetchone()
    return None if row is None else str(row[0])


@database_errors()
def copies(db: sqlite3.Connection, article_id: str) -> list[Record]:
    """Copies of this leader, the oldest first, those without a date last."""
    sql = f"SELECT {_RECORD} FROM articles WHERE duplicate_of = ? ORDER BY published NULLS LAST, id"
    return [_record(row) for row in db.execute(sql, (article_id,))]


def signatures(db: sqlite3.Connection) -> Iterator[tuple[str, str, bytes]]:
    """(article id, language, signature) of the leaders that have one."""
    sql = "SELECT id, language, signature FROM articles WHERE duplicate_of IS NULL AND signature IS NOT NULL"
    with database_errors():
        yield from db.execute(sql)


@database_errors()
def articles(
    db: sqlite3.Connection,
    *,
    source: str | None = None,
    language: str | None = None,
    since: str | None = None,
    until: str | None = None,
    text: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Record]:
    """Newest first, those without a date last. `text` is a part of the title; case does not matter."""
    where, values = conditions(since, until, (source,) if source else ())
    if language:
        where, values = [*where, "language = ?"], [*values, language]
    if text:
        where, values = [*where, "instr(casefold(title), casefold(?))"], [*values, text]
    sql = f"SELECT {_RECORD} FROM articles WHERE {' AND '.join(where)}"
    sql += " ORDER BY published DESC, id LIMIT ? OFFSET ?"
    page = (-1 if limit is None else limit, offset)
    return [_record(row) for row in db.execute(sql, (*values, *page))]


@database_errors()
def counts(db: sqlite3.Connection) -> Counts:
    """How much the library holds."""
    n_articles, n_copies = db.execute("SELECT count(*), count(duplicate_of) FROM articles").fetchone()
    (n_passages,) = db.execute("SELECT count(*) FROM passages").fetchone()
    by = "SELECT coalesce({0}, ''), count(*) FROM articles GROUP BY 1 ORDER BY 2 DESC, 1"
    languages = dict(db.execute(by.format("language")))
    sources = dict(db.execute(by.format("source")))
    return Counts(n_articles, n_articles - n_copies, n_copies, n_passages, languages, sources)


def _packed(article: Article, new: NewPassage) -> tuple[Any, ...]:
    if new.vector.ndim != 1 or new.parts.shape != (len(new.sentences), len(new.vector)):
        raise ValueError(
            f"a passage of {len(new.sentences)} sentences with a vector of shape {new.vector.shape} "
            f"and parts of shape {new.parts.shape}"
        )
    packed = (pack_spans(new.sentences), pack_vector(new.vector), pack_parts(new.parts))
    return (article.id, new.start, new.end, article.language, *packed)


def _record(row: Sequence[Any]) -> Record:
    return Record(Article(*row[:10]), *row[10:])
