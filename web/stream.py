"""Events as Server-Sent Events (HTML standard, section 9.2): heartbeats, failures as an event, and an end to the work
when nobody reads any more.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Coroutine
from contextlib import aclosing, suppress
from typing import Any, TypeVar

from fastapi import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from index.types import KhabarError
from web.problems import ProblemError, log_failure, problem_of, request_id_of

HEARTBEAT = b": alive\n\n"
_AHEAD = 16
"""Events held for a reader who is slower than the work."""
Named = tuple[str, dict[str, Any]]
T = TypeVar("T")


class ReaderLeftError(Exception):
    """The client closed its connection; nothing can be answered."""


class EventStream(StreamingResponse):
    """Whatever `events` yields, as it comes. The generator is closed as soon as the client goes."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncGenerator[bytes], *, heartbeat: float, status_code: int = 200) -> None:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        self._beating = with_heartbeats(events, heartbeat)
        super().__init__(self._beating, status_code, headers)

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        with suppress(ReaderLeftError):
            await while_read(receive, self._sent(send))

    async def _sent(self, send: Send) -> None:
        async with aclosing(self._beating):
            await self.stream_response(send)


def encode(name: str | None, data: Any) -> bytes:
    """One event; `data` becomes JSON on a single line. Without a name it is a message."""
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":")) if not isinstance(data, str) else data
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {line}\n\n".encode("utf-8", "replace")


async def guarded(events: AsyncGenerator[Named], request: Request) -> AsyncGenerator[bytes]:
    """The events, encoded; where they fail in mid-stream the last is `error`, with the problem."""
    async with aclosing(events):
        try:
            async for name, data in events:
                yield encode(name, data)
        except (GeneratorExit, asyncio.CancelledError):
            raise
        except Exception as error:
            yield encode("error", failure(error, request).document(request_id_of(request)))


async def until_closing(
    events: AsyncGenerator[Named], closing: asyncio.Event, patience: float = 0.0, late: Exception | None = None
) -> AsyncGenerator[Named]:
    """The events, until they end, or `patience` seconds after the server is told to: then raises `late`, if given."""
    tasks: list[asyncio.Task[Any]] = [asyncio.create_task(_after(closing, patience))]
    try:
        while not tasks[0].done():
            step = asyncio.create_task(_next(events))
            tasks[1:] = [step]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if not step.done():
                break
            if (item := step.result()) is None:
                return
            yield item
        if late:
            raise late
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await events.aclose()


async def _after(closing: asyncio.Event, patience: float) -> None:
    await closing.wait()
    await asyncio.sleep(patience)


async def _next(events: AsyncGenerator[Named]) -> Named | None:
    return await anext(events, None)


def failure(error: Exception, request: Request) -> ProblemError:
    """The problem that an error is; of one nobody foresaw, the log keeps the traceback."""
    if not isinstance(error, KhabarError | ProblemError):
        log_failure(error, request_id_of(request))
    return problem_of(error)


async def with_heartbeats(events: AsyncGenerator[bytes], every: float) -> AsyncGenerator[bytes]:
    """`events`, with a comment after each `every` seconds of silence. Closes `events` when it is closed itself.

    The generator runs in one task from first to last: what it opens may belong to its task.
    """
    queue: asyncio.Queue[bytes | BaseException | None] = asyncio.Queue(_AHEAD)

    async def pump() -> None:
        try:
            async with aclosing(events):
                async for event in events:
                    await queue.put(event)
        except Exception as error:
            await queue.put(error)
        else:
            await queue.put(None)

    task = asyncio.create_task(pump())
    try:
        while True:
            try:
                async with asyncio.timeout(every):
                    item = await queue.get()
            except TimeoutError:
                yield HEARTBEAT
                continue
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def while_read(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, which is cancelled as soon as the client goes. The body must have been read.

    Raises ReaderLeftError.
    """
    task = asyncio.create_task(work)
    gone = asyncio.create_task(_gone(receive))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ReaderLeftError
    finally:
        for each in (task, gone):
            each.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
