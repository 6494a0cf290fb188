"""One event loop in a thread of its own, for a library whose connections must outlive its callers' loops.

`asyncio.run` makes a new loop for every question of the command line; connections kept from one to the next would
belong to a loop that is gone. It also keeps the web's loop free while the library works.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


class BackgroundLoop:
    """Started when first used; again in a forked process, where threads do not live on."""

    def __init__(self, name: str) -> None:
        self._name, self._lock = name, threading.Lock()
        self._thread: threading.Thread | None = None

    async def stream(
        self, produce: Callable[[Callable[[T], None]], Coroutine[Any, Any, None]], *, within: float, late: Exception
    ) -> AsyncGenerator[T]:
        """What `produce` puts, as it puts it; then raises what it raised, or `late` after `within` seconds.

        Closing the generator, or cancelling the task that reads it, cancels `produce` wherever it awaits. `produce`
        should be done sooner by itself: where it is not, the library has blocked the loop, and the next stream
        begins another.
        """
        here, queue, end = asyncio.get_running_loop(), asyncio.Queue[Any](), object()
        there, deadline = self._running(), here.time() + within

        def put(item: object) -> None:
            with suppress(RuntimeError):  # the reader's loop is closed: nobody listens
                here.call_soon_threadsafe(queue.put_nowait, item)

        producing = asyncio.run_coroutine_threadsafe(produce(put), there)
        producing.add_done_callback(lambda _: put(end))
        try:
            while (item := await _next(queue, deadline)) is not end:
                yield item
            producing.result()
        except TimeoutError:
            self._leave(there)
            raise late from None
        finally:
            producing.cancel()

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Begins `work` and does not wait for it."""
        asyncio.run_coroutine_threadsafe(work, self._running())

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name=self._name, daemon=True)
                self._thread.start()
            return self._loop

    def _leave(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._lock:
            if loop is self._loop:
                self._thread = None
            loop.call_soon_threadsafe(loop.stop)


async def _next(queue: "asyncio.Queue[Any]", deadline: float) -> Any:
    async with asyncio.timeout_at(deadline):
        return await queue.get()
