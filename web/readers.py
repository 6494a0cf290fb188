"""The library as the server reads it: opened once, lent to one question at a time, renewed when articles come.

The vectors and the word index are shared by all; each borrower has a database connection of its own. When a writer,
in this machine's other process, has saved a new state, it is opened beside the old one, and the old one is closed
when its last borrower has gone. So no question waits for a writer.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from index import schema
from index.embedders import Embedder
from index.embedders.named import embedder_named
from index.library import SQLITE, Library, bare, create_or_open, open_library
from index.lock import writer_lock
from index.manifest import MANIFEST
from index.search import Searcher
from index.types import EmbedderMismatchError, KhabarError, LibraryError, LockedError
from web.logs import log
from web.problems import ProblemError
from web.sentences import RememberingEmbedder, RememberingView, SentenceStore

LOOK = 0.1
"""Seconds between two looks at whether a writer has saved."""
_UNSAVED = 20
"""Looks for which a state that was committed and not saved is left to its writer."""
_SOON = {"Retry-After": "2"}
Stamp = tuple[int, ...]
T = TypeVar("T")


@dataclass(slots=True)
class _Edition:
    """One state of the library and its idle connections."""

    library: Library
    stamp: Stamp
    idle: list[sqlite3.Connection] = field(default_factory=list)
    borrowers: int = 0
    retired: bool = False

    def connection(self) -> sqlite3.Connection:
        return self.idle.pop() if self.idle else schema.connect(self.library.path / SQLITE, write=False)

    def close(self) -> None:
        for connection in self.idle:
            connection.close()
        self.library.close()


class Readers:
    """Lends searchers over the newest state of the library at `path`. To be used in one event loop.

    `asks` is how many are lent at once; who comes then waits, and as many again may wait. `lent` counts the loans.
    """

    def __init__(self, path: Path, embedder: str | None = None, *, asks: int = 64) -> None:
        self.path = path
        self._wanted, self._asks = embedder, asks
        self._free = asyncio.Semaphore(asks)
        self._waiting = 0
        self.lent = 0
        self._edition: _Edition | None = None
        self._embedder: Embedder | None = None
        self._sentences = SentenceStore(path)
        self._view = RememberingView(self._sentences)
        self._renewed = asyncio.Condition()
        self._upkeep = ThreadPoolExecutor(2, "library")  # not behind the questions
        self._unsaved = 0
        self.on_renewal: list[Callable[[Library], None]] = []

    async def open(self) -> None:
        """Opens the library, makes an empty one where there is none, and loads what a question needs.

        Raises LibraryError, EmbedderMismatchError.
        """
        prepare(self.path, self._wanted)
        stamp = _stamp(self.path)
        self._edition = _Edition(await self.beside(open_library, self.path), stamp)
        await self.beside(self._warm, self._edition.library)
        for told in self.on_renewal:
            told(self._edition.library)

    def close(self) -> None:
        """Closes the library; who still reads in it keeps it until then."""
        edition, self._edition = self._edition, None
        if edition:
            self._retire(edition)
        self._upkeep.shutdown(wait=False)

    @property
    def library(self) -> Library:
        """The newest state. Raises LibraryError where none is open."""
        if self._edition is None:
            raise LibraryError("the library is not open: the server is starting or ending")
        return self._edition.library

    @property
    def embedder_name(self) -> str:
        return self.library.embedder_name

    def admit(self) -> None:
        """Raises ProblemError 503 where as many wait for a searcher as are lent."""
        if self._waiting >= self._asks:
            raise ProblemError(503, "too-busy", "too many questions at once: try again soon", headers=_SOON)

    async def look_up(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What a short piece of work finds in the database, without waiting behind questions."""
        async with self._lent() as searcher:
            return await self.beside(work, searcher.library.db)

    @asynccontextmanager
    async def borrow(self) -> AsyncIterator[Searcher]:
        """A searcher of one's own. Raises ProblemError 503 where too many ask, LibraryError."""
        if self._waiting >= self._asks:
            raise ProblemError(
                503, "too-busy", "too many questions at once: try again soon", headers={"Retry-After": "2"}
            )
        self._waiting += 1
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1
        self.lent += 1
        try:
            async with self._lent() as searcher:
                yield searcher
        finally:
            self._free.release()

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[Searcher]:
        edition = self._edition
        if edition is None or self._embedder is None:
            raise LibraryError("the library is not open: the server is starting or ending")
        connection, unharmed = edition.connection(), False
        edition.borrowers += 1
        try:
            yield Searcher(replace(edition.library, db=connection), self._embedder, self._view)
            unharmed = True
        finally:
            edition.borrowers -= 1
            if unharmed:  # else a thread may still be reading through it: it goes when that ends
                edition.idle.append(connection)
            if edition.retired and not edition.borrowers:
                edition.close()

    async def watch(self) -> None:
        """Renews what is lent whenever a writer has saved. Runs until it is cancelled."""
        while True:
            await asyncio.sleep(LOOK)
            try:
                await self.look()
            except KhabarError as error:
                log().warning("library_unreadable", reason=str(error))
                await asyncio.sleep(5)

    async def look(self) -> None:
        """Renews once, if there is something newer. Raises LibraryError."""
        edition = self._edition
        if edition is None or not self._newer(edition):
            return
        stamp = _stamp(self.path)
        library = await self.beside(open_library, self.path)
        if self._edition is not edition:
            library.close()
            return
        self._edition, self._unsaved = _Edition(library, stamp), 0
        self._retire(edition)
        for told in self.on_renewal:
            told(library)
        async with self._renewed:
            self._renewed.notify_all()

    async def until(self, generation: int, *, patience: float = 30.0) -> bool:
        """Waits until what is lent holds that generation of the library; False where it took too long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience), self._renewed:
                await self._renewed.wait_for(lambda: self._edition is None or self.library.generation >= generation)
                return self._edition is not None
        return False

    def _newer(self, edition: _Edition) -> bool:
        if _stamp(self.path) != edition.stamp:
            return True
        if schema.generation(edition.library.db) == edition.library.generation:
            self._unsaved = 0
            return False
        self._unsaved += 1  # its writer is at work, or was killed
        if self._unsaved % _UNSAVED:
            return False
        try:
            with writer_lock(self.path, wait=0):
                return True
        except (LockedError, LibraryError):
            return False

    async def beside(self, work: Callable[..., T], *args: object) -> T:
        """A short piece of work in a thread of its own, not behind the questions."""
        return await asyncio.get_running_loop().run_in_executor(self._upkeep, work, *args)

    def _retire(self, edition: _Edition) -> None:
        edition.retired = True
        if not edition.borrowers:
            edition.close()

    def _warm(self, library: Library) -> None:
        """Loads the encoders, so that the first question does not wait for them, and two do not load them at once."""
        self._embedder = RememberingEmbedder(embedder_named(library.embedder_name), self._sentences)
        self._embedder.embed_query("warm")
        self._view.encode(["warm"])


def prepare(path: Path, embedder: str | None) -> None:
    """Makes an empty library where there is none. Raises LibraryError, EmbedderMismatchError."""
    try:
        with bare(path) as library:
            built_with = library.embedder_name
    except LibraryError:
        if _holds_something(path):
            raise
        create_or_open(path, embedder_named(embedder)).close()
        return
    if embedder and built_with != embedder:
        raise EmbedderMismatchError(
            f"the library was built with {built_with!r}, not {embedder!r}: leave KHABAR_EMBEDDER out"
        )


def _stamp(path: Path) -> Stamp:
    """What changes whenever a writer saves."""
    try:
        found = (path / MANIFEST).stat()
    except OSError:
        return ()
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def _holds_something(path: Path) -> bool:
    """Whether there is a library with an embedder of its own, which is not made anew."""
    try:
        connection = schema.connect(path / SQLITE, write=False)
    except LibraryError:
        return (path / SQLITE).is_file() and (path / SQLITE).stat().st_size > 0
    try:
        return schema.meta(connection, "embedder") is not None
    finally:
        connection.close()
