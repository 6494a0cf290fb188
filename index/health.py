"""Is the library whole, and if not, what mends it."""

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from index import caches, manifest, passages, schema
from index.centring import centre
from index.lexical import LexicalIndex
from index.library import SQLITE, Library, bare
from index.lock import writer_lock
from index.manifest import MANIFEST, WORDS, Manifest
from index.types import DamagedError, KhabarError, LibraryError
from index.vectors import FaissStore

_REBUILD = "`khabar rebuild` mends it"
_RESTORE = "restore library.sqlite from a backup, or move the library away and add the articles again"
_BLOCK, _SAMPLE, _SHOWN = 500, 200, 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: an "error" makes answers wrong or missing, a "warning" does not."""

    severity: Literal["error", "warning"]
    what: str
    where: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What the caches were made from, and in how many seconds."""

    passages: int
    languages: int
    seconds: float

    def __str__(self) -> str:
        return f"indexed {self.passages:,} passages in {self.languages} languages in {self.seconds:.1f} s"


def check(path: Path) -> list[Finding]:
    """What is wrong with the library at `path`, if anything. Raises LibraryError where there is none."""
    try:
        library = bare(path)
    except DamagedError as error:
        return [Finding("error", str(error), SQLITE, _RESTORE)]
    with library:
        try:
            damage = list(_damage(library.db))
            return damage or [*_rows(library), *_links(library.db), *_caches(library)]
        except KhabarError as error:
            return [Finding("error", str(error), SQLITE, _RESTORE)]


def rebuild(path: Path, *, wait: float = 10.0) -> Rebuilt:
    """Make both caches anew from SQLite, without embedding. Raises LockedError, LibraryError."""
    started = time.monotonic()
    with bare(path) as library, writer_lock(path, wait):
        caches.rebuild(library)
        return Rebuilt(len(library.vectors.ids()), len(library.counts), time.monotonic() - started)


def _damage(db: sqlite3.Connection) -> Iterator[Finding]:
    try:
        with schema.database_errors():
            found = [row[0] for row in db.execute(f"PRAGMA integrity_check({_SHOWN})") if row[0] != "ok"]
            orphans = db.execute("PRAGMA foreign_key_check").fetchall()
    except LibraryError as error:
        found, orphans = [str(error)], []
    yield from (Finding("error", what, SQLITE, _RESTORE) for what in found)
    for table, row, target, _ in orphans[:_SHOWN]:
        yield Finding("error", f"row {row} points to no row of {target}", f"{SQLITE}, {table}", _RESTORE)


def _rows(library: Library) -> Iterator[Finding]:
    ids = passages.passage_ids(library.db).tolist()
    for first in range(0, len(ids), _BLOCK):
        block = ids[first : first + _BLOCK]
        try:
            rows = passages.passage_rows(library.db, block)
        except (KhabarError, ValueError):
            rows = []
            for id_ in block:
                try:
                    rows += passages.passage_rows(library.db, [id_])
                except (KhabarError, ValueError) as error:
                    yield Finding("error", str(error), f"passage {id_}", _again(_owner(library.db, id_)))
        for row in rows:
            if fault := _fault(row, library.dim):
                where = f"passage {row.passage.id} of article {row.article.id}"
                yield Finding("error", fault, where, _again(row.article.id))


def _fault(row: passages.PassageRow, dim: int) -> str | None:
    passage, text = row.passage, row.article.text
    borders = [at for span in passage.sentences for at in span]
    if not 0 <= passage.start < passage.end <= len(text):
        return f"it is stated to be at {passage.start}–{passage.end} of a text of {len(text)} characters"
    if passage.text != passage.text.strip():
        return "it begins or ends in white space"
    if not borders or borders != sorted(borders) or not passage.start <= borders[0] <= borders[-1] <= passage.end:
        return "its sentences do not lie inside it, one after the other"
    if row.vector.shape != (dim,) or row.parts.shape != (len(passage.sentences), dim):
        return f"its vectors are not of {dim} numbers, one for it and one for each sentence"
    if not (np.isfinite(row.vector).all() and np.isfinite(row.parts).all()):
        return "its vectors hold what is no number"
    if abs(float(np.linalg.norm(row.vector)) - 1) > 0.02:
        return f"its vector is of length {float(np.linalg.norm(row.vector)):.2f}, not 1"
    return None


def _links(db: sqlite3.Connection) -> Iterator[Finding]:
    chained = "SELECT a.id FROM articles a JOIN articles b ON a.duplicate_of = b.id WHERE b.duplicate_of IS NOT NULL"
    unfound = "SELECT id FROM articles WHERE duplicate_of IS NULL AND id NOT IN (SELECT article_id FROM passages)"
    for sql, what in (
        (chained, "it is a copy of a copy"),
        (unfound, "no search finds it: it has no passages"),
    ):
        for (article_id,) in db.execute(sql):
            yield Finding("error", what, f"article {article_id}", _again(article_id))


def _caches(library: Library) -> Iterator[Finding]:
    found, now = manifest.read(library.path), schema.generation(library.db)
    for path in manifest.leftovers(library.path, found.vectors if found else None):
        yield Finding("warning", "left over from a save that was broken off", path.name, _REBUILD)
    if found is None:
        yield Finding("warning", "the indexes were never finished", MANIFEST, _REBUILD)
        return
    if found.generation != now:
        what = f"the indexes are of state {found.generation}, the articles of state {now}"
        yield Finding("warning", what, MANIFEST, f"the next question mends it, or {_REBUILD}")
        return
    damaged = manifest.altered(library.path, found, content=True)
    for name in damaged:
        yield Finding("error", "the file is not what was saved", name, _REBUILD)
    if not damaged:
        yield from _contents(library, found)


def _contents(library: Library, found: Manifest) -> Iterator[Finding]:
    wanted = passages.passage_ids(library.db)
    try:
        store = FaissStore.load(library.path / found.vectors)
        if not np.array_equal(np.sort(store.ids()), wanted):
            yield Finding("error", "it holds other passages than the library", found.vectors, _REBUILD)
        elif not _centred_alike(library.db, found, store, wanted):
            yield Finding("error", "it holds other vectors than the library", found.vectors, _REBUILD)
        words = LexicalIndex.open(library.path / WORDS)
        held = words.ids()
        words.close()
        if not np.array_equal(held, wanted):
            yield Finding("error", "it holds other passages than the library", WORDS, _REBUILD)
    except (KhabarError, OSError) as error:
        yield Finding("error", str(error), "the indexes", _REBUILD)


def _centred_alike(db: sqlite3.Connection, found: Manifest, store: FaissStore, wanted: passages.Ids) -> bool:
    """Whether some of the cached vectors are what SQLite's become when centred."""
    sample = wanted[:: max(1, len(wanted) // _SAMPLE)]
    for ids, languages, vectors in passages.iter_vectors(db, sample):
        for id_, language, vector in zip(ids, languages, vectors, strict=True):
            if language not in found.means:
                return False
            _, scores = store.search(centre(vector, found.means[language]), 1, np.array([id_]))
            if len(scores) != 1 or abs(float(scores[0]) - 1) > 2e-3:
                return False
    return True


def _owner(db: sqlite3.Connection, passage_id: int) -> str:
    return str(db.execute("SELECT article_id FROM passages WHERE id = ?", (passage_id,)).fetchone()[0])


def _again(article_id: str) -> str:
    return f"`khabar remove {article_id}`, then add the article again"
