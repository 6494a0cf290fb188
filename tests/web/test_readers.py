"""The library as the server reads it: opened once, renewed behind the questions, never waited for."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from index import db, ingest
from index.embedders.bundled import BundledEmbedder
from index.library import create_or_open
from index.search import search
from index.types import Article, EmbedderMismatchError, LibraryError
from web.problems import ProblemError
from web.readers import Readers

BRIDGE = Article(
    "bridge", "A bridge opens", "The bridge over the Sample river was opened on Friday by the minister.", "en"
)
Doing = Callable[[Readers], Coroutine[Any, Any, Any]]


def with_readers(path: Path, doing: Doing, **options: Any) -> Any:
    async def run() -> Any:
        readers = Readers(path, **options)
        await readers.open()
        try:
            return await doing(readers)
        finally:
            readers.close()

    return asyncio.run(run())


def add(path: Path, *articles: Article) -> None:
    embedder = BundledEmbedder()
    with create_or_open(path, embedder) as library:
        ingest.add(library, embedder, articles)


def test_an_empty_folder_becomes_an_empty_library(tmp_path: Path) -> None:
    async def count(readers: Readers) -> int:
        return (await readers.look_up(db.counts)).articles

    assert with_readers(tmp_path / "new" / "library", count) == 0
    assert with_readers(tmp_path / "new" / "library", count) == 0


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"something else" * 500)

    async def nothing(_: Readers) -> None:
        return None

    with pytest.raises(LibraryError, match="damaged"):
        with_readers(tmp_path, nothing)
    assert (tmp_path / "library.sqlite").read_bytes() == b"something else" * 500


def test_an_embedder_that_the_library_was_not_built_with_is_refused(library: Path) -> None:
    async def nothing(_: Readers) -> None:
        return None

    with pytest.raises(EmbedderMismatchError, match="leave KHABAR_EMBEDDER out"):
        with_readers(library, nothing, embedder="other")


def test_what_a_writer_saves_is_found_and_a_question_under_way_keeps_what_it_began_with(library: Path) -> None:
    async def read(readers: Readers) -> tuple[int, int, str]:
        async with readers.borrow() as before:
            held = len(before.library.vectors.ids())
            await asyncio.to_thread(add, library, BRIDGE)
            await readers.look()
            async with readers.borrow() as after:
                (hit,) = search(after, "When was the bridge over the Sample river opened?", k=1)
                assert len(after.library.vectors.ids()) == held + 1
            return held, len(before.library.vectors.ids()), hit.article.id

    held, kept, found = with_readers(library, read)
    assert (held == kept, found) == (True, "bridge")


def test_waiting_for_a_state_of_the_library_ends_when_it_is_there(library: Path) -> None:
    async def wait(readers: Readers) -> tuple[bool, bool]:
        wanted = readers.library.generation + 1
        watching = asyncio.create_task(readers.watch())
        await asyncio.to_thread(add, library, BRIDGE)
        there = await readers.until(wanted)
        never = await readers.until(wanted + 1, patience=0.01)
        watching.cancel()
        return there, never

    assert with_readers(library, wait) == (True, False)


def test_who_comes_when_too_many_wait_is_sent_away(library: Path) -> None:
    async def crowd(readers: Readers) -> int:
        async with readers.borrow():
            waiting = asyncio.create_task(anext_of(readers))
            await asyncio.sleep(0)
            with pytest.raises(ProblemError) as refused:
                async with readers.borrow():
                    pass
        await waiting
        return refused.value.status

    async def anext_of(readers: Readers) -> None:
        async with readers.borrow():
            pass

    assert with_readers(library, crowd, asks=1) == 503
