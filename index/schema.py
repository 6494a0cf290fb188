"""The library's SQLite file: its tables, how it is opened, and what its failures mean to a user.

Articles, passages and vectors live here and nowhere else; FAISS and the word index are made from it.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.types import DamagedError, LibraryError, LockedError

_TIMEOUT = 10.0
"""Seconds to wait for another connection's transaction."""
_OUT_OF_REACH = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open the SQLite file at `path`; with `write` it is created and brought to the newest schema.

    The connection may be used from several threads, in turn. Raises DamagedError for a file that is no
    database and LibraryError for one of a newer Khabar, a full disk or a folder that cannot be used.
    """
    with database_errors():
        db = _open(path, write)
        try:
            _prepare(db, write)
        except BaseException:
            db.close()
            raise
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: committed, and the generation raised, unless the block raises.

    Raises LibraryError where the disk is full or read-only and LockedError where another process writes.
    """
    with database_errors():
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
            db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has rolled back already
                db.execute("ROLLBACK")
            raise


@contextmanager
def snapshot(db: sqlite3.Connection) -> Iterator[None]:
    """Everything read inside is of one moment, whatever others write meanwhile."""
    with database_errors():
        db.execute("BEGIN")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):
                db.execute("COMMIT")


def meta(db: sqlite3.Connection, key: str) -> str | None:
    """A fact about the whole library: "schema", "generation", "embedder", "dim"."""
    with database_errors():
        row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def set_meta(db: sqlite3.Connection, key: str, value: str | int) -> None:
    """Inside a transaction."""
    db.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))


def generation(db: sqlite3.Connection) -> int:
    """How many transactions have been committed."""
    return int(meta(db, "generation") or 0)


@contextmanager
def database_errors() -> Iterator[None]:
    """SQLite's failures that a user can do something about, as LibraryError with one clear line."""
    try:
        yield
    except sqlite3.Error as error:
        known = _explain(error)
        if known is None:
            raise
        raise known from error


def _explain(error: sqlite3.Error) -> LibraryError | None:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return LibraryError("the disk is full: this step was undone; make room and run it again")
        case sqlite3.SQLITE_READONLY:
            return LibraryError("the library cannot be written to: its disk or folder is read-only")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LockedError("another process is writing to the library: try again when it has finished")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DamagedError(
                f"library.sqlite is damaged ({error}): restore it from a backup, or move the library "
                "away and add the articles again"
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_PERM:
            return LibraryError(f"library.sqlite cannot be read or written ({error}): check its folder and disk")
    return None


def _open(path: Path, write: bool) -> sqlite3.Connection:
    if write:
        return _connection(path, "mode=rwc")
    try:
        return _connection(path, "mode=rw")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _OUT_OF_REACH:
            raise
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise LibraryError(
            f"{path.parent} is read-only and was not closed cleanly: open it once where it can be written to"
        )
    return _connection(path, "mode=ro&immutable=1")


def _connection(path: Path, mode: str) -> sqlite3.Connection:
    """A connection that has read the file's header: SQLite puts off finding fault until then."""
    uri = f"{path.resolve().as_uri()}?{mode}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_TIMEOUT, check_same_thread=False)
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, write: bool) -> None:
    db.create_function("casefold", 1, lambda text: text and text.casefold(), deterministic=True)
    if write:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
    else:
        db.execute("PRAGMA query_only = ON")
    version = _version(db)
    if version > len(_MIGRATIONS):
        raise LibraryError(
            f"the library was written by a newer Khabar (schema {version}, this one knows "
            f"{len(_MIGRATIONS)}): update Khabar"
        )
    if version < len(_MIGRATIONS):
        if not write:
            raise LibraryError("the library holds nothing yet, or is of an older Khabar: `khabar add FILES` updates it")
        _migrate(db)


def _version(db: sqlite3.Connection) -> int:
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return 0
    if "meta" not in tables or "passages" not in tables:
        raise LibraryError("library.sqlite is another program's database, not a Khabar library")
    return int(meta(db, "schema") or 0)


def _migrate(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        for version in range(_version(db), len(_MIGRATIONS)):
            _MIGRATIONS[version](db)
            set_meta(db, "schema", version + 1)
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise


def _first(db: sqlite3.Connection) -> None:
    """`sentences` are int32 pairs, `vector` float16, `parts` int8 rows and then a float32 scale a row.

    A copy's leader may go before the copy is told of it, but not past the end of the transaction.
    """
    for statement in (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT",
        """CREATE TABLE articles (
            id TEXT PRIMARY KEY, url TEXT, title TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
            source TEXT, author TEXT, published TEXT, updated TEXT, ingested TEXT, content_hash TEXT NOT NULL,
            duplicate_of TEXT REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
            duplicate_kind TEXT CHECK (duplicate_kind IN ('exact', 'near')), signature BLOB,
            CHECK ((duplicate_of IS NULL) = (duplicate_kind IS NULL))
        ) STRICT""",
        "CREATE INDEX articles_by_hash ON articles (content_hash)",
        "CREATE INDEX articles_by_leader ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL",
        "CREATE INDEX articles_by_date ON articles (published DESC, id)",
        """CREATE TABLE passages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL, language TEXT NOT NULL,
            sentences BLOB NOT NULL, vector BLOB NOT NULL, parts BLOB NOT NULL
        ) STRICT""",
        "CREATE INDEX passages_by_article ON passages (article_id)",
        "CREATE INDEX passages_by_language ON passages (language)",
    ):
        db.execute(statement)
    set_meta(db, "generation", 0)


_MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first,)
