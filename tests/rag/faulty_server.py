"""A small server on loopback that speaks OpenAI's chat completions and fails as it is told to.

A reply is a list of steps: bytes are sent, a number is a pause in seconds, "hold" waits until the client goes
away, "cut" drops the connection. Replies are given out in order; the last one is repeated.

    with FaultyServer(refuses(429, retry_after="1"), answers("Yes", ".")) as server:
        LiteLLM("openai/any", api_base=server.base_url)
"""

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

Step = bytes | float | Literal["hold", "cut"]
DONE = b"data: [DONE]\n\n"


@dataclass(frozen=True, slots=True)
class Reply:
    """Without headers not even the status line is sent."""

    steps: Sequence[Step] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/event-stream"})


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


def event(delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
    """One event of the stream, as OpenAI sends it."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "served", "choices": [choice]}
    return b"data: " + json.dumps(chunk | more).encode() + b"\n\n"


def piece(text: str) -> bytes:
    return event({"content": text})


def usage(prompt: int, completion: int) -> bytes:
    counts = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
    return event({}, choices=[], usage=counts)


def answers(*texts: str, first_after: float = 0.0, every: float = 0.0, tokens: tuple[int, int] = (7, 3)) -> Reply:
    """The fine answer: `texts` one by one, the reason of the end, the tokens used."""
    steps: list[Step] = [event({"role": "assistant", "content": ""}), first_after]
    for text in texts:
        steps += [piece(text), every]
    return Reply([*steps, event({}, "stop"), usage(*tokens), DONE])


def refuses(status: int, message: str = "no", retry_after: str | None = None) -> Reply:
    body = json.dumps({"error": {"message": message, "type": "refused", "code": None}}).encode()
    headers = {"Content-Type": "application/json"} | ({"Retry-After": retry_after} if retry_after else {})
    return Reply([body], status, headers)


def silent() -> Reply:
    """Takes the question and never says a word, not even that it heard."""
    return Reply(["hold"], headers={})


def stalls(*texts: str) -> Reply:
    return Reply([*map(piece, texts), "hold"])


def cuts(*texts: str) -> Reply:
    return Reply([*map(piece, texts), 0.02, "cut"])


def ends_early(*texts: str) -> Reply:
    """A stream that ends in good order, but without the reason that a finished answer has."""
    return Reply([*map(piece, texts)])


def garbage(*texts: str) -> Reply:
    """After `texts` something that is no JSON, on a connection that stays open."""
    return Reply([*map(piece, texts), b"data: {not json at all\n\n", "hold"])


def web_page() -> Reply:
    return Reply([b"<html><body>It works!</body></html>"], headers={"Content-Type": "text/html"})


class FaultyServer:
    """Serves in a thread while the `with` block lasts. `gone` is set when a client leaves before the reply's end."""

    def __init__(self, *replies: Reply) -> None:
        self.replies, self.requests = replies, list[Request]()
        self.gone, self._ready = threading.Event(), threading.Event()
        self._connections = set[asyncio.Task[None]]()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10), "the faulty server did not start"
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)

    async def _serve(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._end.wait()
        server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(asyncio.ensure_future(self._answer(reader, writer)))

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError), contextlib.closing(writer.transport):
            async for request in _requests(reader):
                reply = self.replies[min(len(self.requests), len(self.replies) - 1)]
                self.requests.append(request)
                if not await self._play(reply, reader, writer):
                    writer.transport.abort()
                    break

    async def _play(self, reply: Reply, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """True when the reply was sent whole and the connection may carry another request."""
        leaving = asyncio.ensure_future(reader.read(1))
        try:
            if reply.headers:
                headers = reply.headers | {"Transfer-Encoding": "chunked"}
                lines = [f"HTTP/1.1 {reply.status} X", *(f"{name}: {value}" for name, value in headers.items())]
                writer.write("\r\n".join([*lines, "", ""]).encode())
            for step in reply.steps:
                if step == "cut":
                    return False
                if isinstance(step, bytes):
                    writer.write(b"%x\r\n%s\r\n" % (len(step), step))
                    await writer.drain()
                elif (await asyncio.wait([leaving], timeout=None if step == "hold" else float(step)))[0]:
                    self.gone.set()
                    return False
            writer.write(b"0\r\n\r\n")
            await writer.drain()
            return True
        finally:
            leaving.cancel()
            await asyncio.wait([leaving])


async def _requests(reader: asyncio.StreamReader) -> AsyncIterator[Request]:
    while head := await reader.readuntil(b"\r\n\r\n"):
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        yield Request(first.split(" ")[1], headers, json.loads(body or b"{}"))
