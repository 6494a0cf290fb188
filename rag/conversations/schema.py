"""The conversations' own SQLite file: its tables, how it is opened, and what its failures mean to a user."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.types import LibraryError, LockedError

SQLITE = "conversations.sqlite"
_TIMEOUT = 10.0
"""Seconds to wait for another connection's transaction."""


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection that sees one moment, also on a read-only disk; None where nothing was ever kept."""
    path = folder / SQLITE
    with _errors(folder):
        if not path.is_file() or not path.stat().st_size:
            yield None
            return
        db = _open_to_read(path)
        try:
            _prepare(db, folder, write=False)
            db.execute("BEGIN")
            yield db
        finally:
            db.close()


@contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """A transaction: committed, unless the block raises. Makes the file, and brings it to the newest schema.

    Raises LibraryError where the disk is full or read-only and LockedError where another writes for too long.
    """
    with _errors(folder):
        db = _connection(folder / SQLITE, "mode=rwc")
        try:
            _prepare(db, folder, write=True)
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has rolled back already
                    db.execute("ROLLBACK")
                raise
        finally:
            db.close()


@contextmanager
def _errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        known = _explained(error, folder)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise LibraryError(f"conversations cannot be kept in {folder} ({error.strerror}): check the folder") from error


def _explained(error: sqlite3.Error, folder: Path) -> LibraryError | None:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return LibraryError("the disk is full, so the conversation was not kept: make room and ask again")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LockedError("another process is writing to the conversations: try again in a moment")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return LibraryError(f"{folder / SQLITE} is damaged ({error}): move it away, and a new one is made")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_PERM:
            return LibraryError(f"conversations cannot be kept in {folder} ({error}): it is read-only or out of reach")
    return None


def _open_to_read(path: Path) -> sqlite3.Connection:
    try:
        return _connection(path, "mode=rw")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
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


def _write_ahead(db: sqlite3.Connection) -> None:
    """Turns on the write-ahead log; while others open the file SQLite refuses that at once, whatever its time limit."""
    deadline = time.monotonic() + _TIMEOUT
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _prepare(db: sqlite3.Connection, folder: Path, *, write: bool) -> None:
    if write:
        _write_ahead(db)
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
    else:
        db.execute("PRAGMA query_only = ON")
    version = _version(db)
    if version > len(_MIGRATIONS):
        raise LibraryError(
            f"{folder / SQLITE} was written by a newer Khabar (schema {version}, this one knows "
            f"{len(_MIGRATIONS)}): update Khabar"
        )
    if version < len(_MIGRATIONS):
        if not write:
            raise LibraryError(f"{folder / SQLITE} is of an older Khabar: the next question asked in a chat updates it")
        _migrate(db)


def _version(db: sqlite3.Connection) -> int:
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return 0
    if not {"meta", "conversations"} <= tables:
        raise LibraryError(f"{SQLITE} is another program's database: move it away, and a new one is made")
    row = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return int(row[0]) if row else 0


def _migrate(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        for version in range(_version(db), len(_MIGRATIONS)):
            _MIGRATIONS[version](db)
            db.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", (version + 1,))
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise


def _first(db: sqlite3.Connection) -> None:
    """Times are ISO 8601 in UTC, to the microsecond. `answer` is JSON in the field names of `rag.types`."""
    for statement in (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT",
        """CREATE TABLE conversations (
            id TEXT PRIMARY KEY, title TEXT, created TEXT NOT NULL, updated TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX conversations_by_time ON conversations (updated DESC)",
        """CREATE TABLE turns (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            number INTEGER NOT NULL, question TEXT NOT NULL, standalone TEXT NOT NULL, answer TEXT NOT NULL,
            created TEXT NOT NULL, UNIQUE (conversation_id, number)
        ) STRICT""",
        """CREATE TABLE feedback (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            turn_id INTEGER NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
            vote TEXT NOT NULL CHECK (vote IN ('up', 'down')), note TEXT NOT NULL, created TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX feedback_by_turn ON feedback (turn_id)",
    ):
        db.execute(statement)


_MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first,)
