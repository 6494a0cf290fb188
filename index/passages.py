"""Passages as they are read back: for an answer, by a filter, and in bulk for what is made from them."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.embedders import Vectors
from index.packing import unpack_parts, unpack_spans, unpack_vector
from index.schema import database_errors
from index.types import Article, DamagedError, Passage

Ids = NDArray[np.int64]

ARTICLE_COLUMNS = "id, title, text, language, url, source, author, published, updated, ingested"
_AMONG = "IN (SELECT value FROM json_each(?))"
_BLOCK = 4096


@dataclass(frozen=True, slots=True)
class PassageRow:
    """`vector` has shape (dim,), `parts` (sentences, dim); `also_in`, sorted, names the copies' outlets."""

    passage: Passage
    article: Article
    vector: Vectors
    parts: Vectors
    also_in: tuple[str, ...]


@database_errors()
def passage_rows(db: sqlite3.Connection, ids: Sequence[int]) -> list[PassageRow]:
    """The passages in the order of `ids`; ids that are not there are left out."""
    wanted = _json(ids)
    sql = f'SELECT id, article_id, start, "end", sentences, vector, parts FROM passages WHERE id {_AMONG}'
    rows = {row[0]: row for row in db.execute(sql, (wanted,))}
    owners = json.dumps(sorted({row[1] for row in rows.values()}))
    found = db.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id {_AMONG}", (owners,))
    owned = {row[0]: Article(*row) for row in found}
    outlets: dict[str, set[str]] = {}
    sql = f"SELECT {ARTICLE_COLUMNS}, duplicate_of FROM articles WHERE duplicate_of {_AMONG}"
    for *fields, leader in db.execute(sql, (owners,)):
        outlets.setdefault(leader, set()).add(outlet(Article(*fields)))
    return [_passage_row(rows[i], owned[rows[i][1]], outlets) for i in map(int, ids) if i in rows]


@database_errors()
def filtered_ids(
    db: sqlite3.Connection,
    *,
    since: str | None = None,
    until: str | None = None,
    sources: Sequence[str] = (),
    languages: Sequence[str] = (),
) -> Ids | None:
    """Passages, ascending, of the articles that match or that have a copy which does; None without a filter.

    Dates are compared to the day, both ends included; an article without a date matches no date.
    """
    if not (since or until or sources or languages):
        return None
    where, values = conditions(since, until, sources)
    matching = f"SELECT id FROM articles WHERE {' AND '.join(where)}"
    leaders = f"SELECT duplicate_of FROM articles WHERE {' AND '.join(where)} AND duplicate_of IS NOT NULL"
    sql = f"SELECT id FROM passages WHERE article_id IN ({matching} UNION {leaders})"
    values += values
    if languages:
        sql, values = f"{sql} AND language {_AMONG}", [*values, json.dumps(list(languages))]
    return _ids(db.execute(f"{sql} ORDER BY id", values))


def iter_vectors(
    db: sqlite3.Connection, ids: Collection[int] | Ids | None = None
) -> Iterator[tuple[Ids, list[str], Vectors]]:
    """(ids, languages, vectors (n, dim)) of all passages or of `ids`, ascending, in blocks of 4,096."""
    for block in _blocks(passage_ids(db) if ids is None else ids):
        sql = f"SELECT id, language, vector FROM passages WHERE id {_AMONG} ORDER BY id"
        with database_errors():
            rows = db.execute(sql, (_json(block),)).fetchall()
        if rows:
            try:
                vectors = np.stack([unpack_vector(row[2]) for row in rows])
            except ValueError as error:
                raise DamagedError("stored vectors differ in size: `khabar doctor` names the article") from error
            yield np.array([row[0] for row in rows], np.int64), [row[1] for row in rows], vectors


def iter_texts(db: sqlite3.Connection, ids: Collection[int] | Ids) -> Iterator[tuple[int, str, str]]:
    """(id, language, title and text) of the passages `ids`, as the word index takes them."""
    for block in _blocks(ids):
        sql = (
            'SELECT p.id, p.language, a.title, a.text, p.start, p."end" '
            f"FROM passages p JOIN articles a ON a.id = p.article_id WHERE p.id {_AMONG} ORDER BY p.id"
        )
        with database_errors():
            rows = db.execute(sql, (_json(block),)).fetchall()
        yield from ((i, language, f"{title}\n{text[start:end]}") for i, language, title, text, start, end in rows)


def language_sums(db: sqlite3.Connection, languages: Collection[str] | None = None) -> dict[str, tuple[Vectors, int]]:
    """(sum of the passage vectors, shape (dim,), their count) of each language, or of those given."""
    sums: dict[str, tuple[Vectors, int]] = {}
    for _, codes, vectors in iter_vectors(db, None if languages is None else ids_in(db, languages)):
        named = np.array(codes)
        for code in sorted(set(codes)):
            chosen = vectors[named == code]
            total, count = sums.get(code, (np.zeros(vectors.shape[1], np.float32), 0))
            sums[code] = (total + chosen.sum(axis=0, dtype=np.float32), count + len(chosen))
    return sums


@database_errors()
def language_counts(db: sqlite3.Connection) -> dict[str, int]:
    """Passages of each language."""
    return dict(db.execute("SELECT language, count(*) FROM passages GROUP BY language"))


@database_errors()
def passage_ids(db: sqlite3.Connection) -> Ids:
    """Ids of all passages, ascending."""
    return _ids(db.execute("SELECT id FROM passages ORDER BY id"))


@database_errors()
def ids_in(db: sqlite3.Connection, languages: Collection[str]) -> Ids:
    """Ids of the passages in these languages, ascending."""
    sql = f"SELECT id FROM passages WHERE language {_AMONG} ORDER BY id"
    return _ids(db.execute(sql, (json.dumps(sorted(languages)),)))


def outlet(article: Article) -> str:
    """Who ran it: the stated source, else the host of its address, else its id."""
    return article.source or urlsplit(article.url or "").hostname or article.id


def conditions(since: str | None, until: str | None, sources: Iterable[str]) -> tuple[list[str], list[Any]]:
    where, values = ["TRUE"], []
    for bound, comparison in ((since, ">="), (until, "<=")):
        if bound:
            where.append(f"substr(published, 1, 10) {comparison} ?")
            values.append(bound[:10])
    if names := [name.casefold() for name in sources]:
        where.append(f"casefold(source) {_AMONG}")
        values.append(json.dumps(names))
    return where, values


def _passage_row(row: Sequence[Any], article: Article, outlets: dict[str, set[str]]) -> PassageRow:
    number, article_id, start, end, sentences, vector, parts = row
    passage = Passage(number, article_id, start, end, article.text[start:end], unpack_spans(sentences))
    others = outlets.get(article_id, set()) - {outlet(article)}
    unpacked = unpack_vector(vector)
    return PassageRow(passage, article, unpacked, unpack_parts(parts, len(unpacked)), tuple(sorted(others)))


def _ids(rows: Iterable[tuple[int]]) -> Ids:
    return np.fromiter((row[0] for row in rows), np.int64)


def _json(ids: Iterable[int]) -> str:
    return json.dumps([int(i) for i in ids])


def _blocks(ids: Collection[int] | Ids) -> Iterator[Ids]:
    ordered = np.unique(np.fromiter(ids, np.int64, len(ids)))
    return (ordered[at : at + _BLOCK] for at in range(0, len(ordered), _BLOCK))
