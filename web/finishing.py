"""Sentences read ahead, so that questions need not: what the process that adds articles does while nobody asks."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index import schema
from index.embedders import Embedder, Vectors
from index.embedders.sentence_view import LANGUAGES, SentenceView
from index.library import SQLITE
from index.passages import passage_ids, passage_rows
from web.sentences import FILE, LAYOUT, as_json, key_of

STEP = 16
"""Passages at a time: about a second of one core."""
_TOGETHER = 6
"""Sentences of about a length in one batch: with 32 of them it takes three times as long (measured)."""
_AMONG = "IN (SELECT value FROM json_each(?))"


class Finisher:
    """The file, open for writing. Passages never change, so one that is finished stays so."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=5)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE TABLE IF NOT EXISTS about (layout TEXT NOT NULL)")
        self._db.execute("INSERT INTO about SELECT ? WHERE NOT EXISTS (SELECT * FROM about)", (LAYOUT,))
        if self._db.execute("SELECT layout FROM about").fetchone() != (LAYOUT,):
            self._db.close()
            raise sqlite3.DatabaseError("laid out otherwise")
        self._db.execute("CREATE TABLE IF NOT EXISTS finished (passage INTEGER PRIMARY KEY)")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS sentences "
            "(key INTEGER PRIMARY KEY, passage INTEGER NOT NULL, alone BLOB, view BLOB)"
        )
        self._db.execute("CREATE INDEX IF NOT EXISTS by_passage ON sentences (passage)")

    def close(self) -> None:
        self._db.close()

    def unfinished(self, passages: Iterable[int]) -> list[int]:
        """Those of the library's passages that are not finished, the newest first; what is gone is forgotten."""
        done = {passage for (passage,) in self._db.execute("SELECT passage FROM finished")}
        there = set(map(int, passages))
        if gone := done - there:
            self._db.execute("BEGIN")
            with self._db:  # which commits
                self._db.execute(f"DELETE FROM sentences WHERE passage {_AMONG}", (as_json(gone),))
                self._db.execute(f"DELETE FROM finished WHERE passage {_AMONG}", (as_json(gone),))
        return sorted(there - done, reverse=True)

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Those of the sentences that are not in the file, each once."""
        by_key = {key_of(text): text for text in texts}
        known = self._db.execute(f"SELECT key FROM sentences WHERE key {_AMONG}", (as_json(by_key),))
        return [by_key[key] for key in by_key.keys() - {key for (key,) in known}]

    def put(self, passages: Iterable[int], rows: Iterable[tuple[str, int, Vectors, Vectors | None]]) -> None:
        """(text, passage, vector alone, second encoder's vector or None) of sentences, and the passages finished."""
        packed = [(key_of(text), passage, _packed(alone), _packed(view)) for text, passage, alone, view in rows]
        self._db.execute("BEGIN")
        with self._db:  # which commits
            self._db.executemany("INSERT OR IGNORE INTO sentences VALUES (?, ?, ?, ?)", packed)
            self._db.executemany("INSERT OR IGNORE INTO finished VALUES (?)", [(passage,) for passage in passages])


def open_finisher(library: Path) -> Finisher:
    """The file of sentences for the one process that fills it; one that is damaged or of old is begun anew."""
    path = library / FILE
    try:
        return Finisher(path)
    except sqlite3.DatabaseError:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return Finisher(path)


def finish(
    library: Path, embedder: Embedder, view: SentenceView, seconds: float, wanted: Callable[[], bool] = lambda: False
) -> int:
    """Reads sentences for so many seconds, or until something else is `wanted`; how many passages are left.

    Raises LibraryError where the library cannot be read.
    """
    deadline = time.monotonic() + seconds
    with closing(schema.connect(library / SQLITE, write=False)) as db, closing(open_finisher(library)) as finisher:
        left = finisher.unfinished(passage_ids(db))
        while left and time.monotonic() < deadline and not wanted():
            step, left = left[:STEP], left[STEP:]
            _read(db, finisher, embedder, view, step)
    return len(left)


def _read(db: sqlite3.Connection, finisher: Finisher, embedder: Embedder, view: SentenceView, step: list[int]) -> None:
    rows = passage_rows(db, step)
    texts = {row.article.text[a:b]: row for row in rows for a, b in row.passage.sentences}
    missing = sorted(finisher.missing(list(texts)), key=len)
    groups = [missing[first : first + _TOGETHER] for first in range(0, len(missing), _TOGETHER)]
    alone = [vector for group in groups for vector in embedder.embed_passages(group, [[]] * len(group))[0]]
    viewed = [text for text in missing if texts[text].article.language in LANGUAGES]
    views = dict(zip(viewed, view.encode(viewed), strict=True))
    found = zip(missing, alone, strict=True)
    finisher.put(step, [(text, texts[text].passage.id, vector, views.get(text)) for text, vector in found])


def _packed(vector: Vectors | None) -> bytes | None:
    return None if vector is None else vector.astype(np.float16).tobytes()
