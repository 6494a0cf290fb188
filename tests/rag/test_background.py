import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from rag.background import BackgroundLoop

LATE = ValueError("late")


async def numbers(put: Callable[[int], None]) -> None:
    for number in range(3):
        put(number)
        await asyncio.sleep(0)


def drain(loop: BackgroundLoop, produce: Callable[[Callable[[int], None]], object], within: float = 10) -> list[int]:
    async def run() -> list[int]:
        return [item async for item in loop.stream(produce, within=within, late=LATE)]  # type: ignore[arg-type]

    return asyncio.run(run())


def test_what_is_put_comes_in_order() -> None:
    assert drain(BackgroundLoop("test"), numbers) == [0, 1, 2]


def test_all_streams_of_all_loops_are_produced_in_one_thread() -> None:
    loop = BackgroundLoop("test")

    async def thread(put: Callable[[int], None]) -> None:
        put(threading.get_ident())

    assert drain(loop, thread) == drain(loop, thread) != [threading.get_ident()]


def test_an_error_comes_after_what_was_put_before_it() -> None:
    async def fails(put: Callable[[int], None]) -> None:
        put(1)
        raise KeyError("broken")

    async def run() -> list[int]:
        stream = BackgroundLoop("test").stream(fails, within=10, late=LATE)
        got = [await anext(stream)]
        with pytest.raises(KeyError, match="broken"):
            await anext(stream)
        return got

    assert asyncio.run(run()) == [1]


def test_closing_cancels_what_is_produced() -> None:
    cancelled = threading.Event()

    async def endless(put: Callable[[int], None]) -> None:
        put(1)
        try:
            await asyncio.sleep(1000)
        finally:
            cancelled.set()

    async def run() -> None:
        stream = BackgroundLoop("test").stream(endless, within=10, late=LATE)
        await anext(stream)
        await stream.aclose()

    asyncio.run(run())
    assert cancelled.wait(5)


def test_a_loop_that_is_blocked_is_left_behind() -> None:
    loop, release = BackgroundLoop("test"), threading.Event()

    async def blocks(_: Callable[[int], None]) -> None:
        release.wait(10)

    with pytest.raises(ValueError, match="late"):
        drain(loop, blocks, within=0.05)
    assert drain(loop, numbers) == [0, 1, 2]
    release.set()


def test_work_is_begun_and_not_waited_for() -> None:
    done = threading.Event()

    async def work() -> None:
        await asyncio.sleep(0.01)
        done.set()

    BackgroundLoop("test").start(work())
    assert done.wait(5)


def test_a_reader_whose_loop_is_gone_does_no_harm() -> None:
    loop = BackgroundLoop("test")

    async def slow(put: Callable[[int], None]) -> None:
        put(1)
        time.sleep(0.1)
        put(2)

    async def leave() -> int:
        stream = loop.stream(slow, within=10, late=LATE)
        return await anext(stream)

    assert asyncio.run(leave()) == 1
    assert drain(loop, numbers) == [0, 1, 2]
