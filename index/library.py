"""Opening a library: SQLite holds the truth, its caches are made from it and mended without a word."""

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from index import caches, schema
from index.caches import Caches
from index.embedders import Embedder
from index.lexical import LexicalIndex
from index.lock import writer_lock
from index.types import EmbedderMismatchError, LibraryError, LockedError
from index.vectors import FaissStore

SQLITE = "library.sqlite"


@dataclass(slots=True)
class Library(Caches):
    """One open library: its folder, its database and its caches."""

    writable: bool = False
    _held: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        self.lexical.close()
        self.db.close()
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create_or_open(
    path: Path, embedder: Embedder, *, wait: float = 10.0, waiting: Callable[[str], None] | None = None
) -> Library:
    """Open for writing, alone; makes the folder. `waiting` is told whom one waits for.

    Raises LockedError, EmbedderMismatchError where the library was built with another embedder, LibraryError.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"{path} cannot be made ({error.strerror}): choose another folder") from error
    with ExitStack() as held:
        held.enter_context(writer_lock(path, wait, waiting))
        db = schema.connect(path / SQLITE, write=True)
        held.callback(db.close)
        _agree(path, db, embedder)
        library = _empty(path, db, writable=True)
        caches.load(library, mend=True)
        library._held = held.pop_all()
    return library


def open_library(path: Path) -> Library:
    """Open for reading, beside others; on a read-only disk too.

    Raises LibraryError where there is no library and DamagedError where SQLite cannot be read.
    """
    library = bare(path)
    try:
        _catch_up(library)
    except BaseException:
        library.close()
        raise
    return library


def bare(path: Path) -> Library:
    """For reading, without its caches. Raises as `open_library` does."""
    if not (path / SQLITE).is_file():
        raise LibraryError(f"no library at {path}: `khabar add FILES` makes one")
    db = schema.connect(path / SQLITE, write=False)
    try:
        return _empty(path, db, writable=False)
    except BaseException:
        db.close()
        raise


def refresh(library: Library) -> None:
    """Bring the caches up to SQLite, and save them where this library is open for writing.

    Raises LibraryError where they cannot be saved; they serve from memory nevertheless.
    """
    if library.generation == schema.generation(library.db) and (library.saved_as or not library.writable):
        return
    if library.writable:
        caches.synchronise(library)
        caches.save(library)
    else:
        _catch_up(library)


def _agree(path: Path, db: sqlite3.Connection, embedder: Embedder) -> None:
    name, dim = schema.meta(db, "embedder"), schema.meta(db, "dim")
    if name is None or dim is None:
        with schema.transaction(db):
            schema.set_meta(db, "embedder", embedder.name)
            schema.set_meta(db, "dim", embedder.dim)
    elif (name, int(dim)) != (embedder.name, embedder.dim):
        raise EmbedderMismatchError(
            f"the library {path} was built with the embedder {name} ({dim} numbers a vector), not "
            f"{embedder.name} ({embedder.dim}): go on with {name}, or build another library in another folder"
        )


def _empty(path: Path, db: sqlite3.Connection, *, writable: bool) -> Library:
    name, dim = schema.meta(db, "embedder"), schema.meta(db, "dim")
    if name is None or dim is None:
        raise LibraryError(f"the library at {path} holds nothing yet: `khabar add FILES` fills it")
    lexical = LexicalIndex.open(None)
    return Library(path, db, name, int(dim), FaissStore(int(dim)), lexical, writable=writable)


def _catch_up(library: Library) -> None:
    """For a reader: mends the caches if nobody writes; else makes do with them as they are, or in memory."""
    if caches.load(library, mend=False):
        return
    try:
        with writer_lock(library.path, wait=0):
            if not caches.load(library, mend=True):
                caches.synchronise(library)
                caches.save(library)
        return
    except LockedError:
        if library.generation >= 0:
            return
    except (LibraryError, OSError):
        pass  # a read-only disk, or a full one
    if library.generation != schema.generation(library.db):
        if not library.lexical.private:
            library.lexical = LexicalIndex.open(None)
        caches.synchronise(library)
