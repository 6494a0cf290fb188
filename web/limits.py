"""How much one client may ask, how fast, and how large a body may be."""

import time

from fastapi import Request
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.types import InputError
from web.problems import ProblemError, request_id_of, respond


def rate(text: str) -> RateLimitItem:
    """A rate in words, such as "60/minute". Raises InputError."""
    try:
        return parse(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not a rate: write it as 60/minute or 5/second") from error


class RateLimit:
    """So many requests of one client in any span of that length (moving window)."""

    def __init__(self, kind: str, allowed: RateLimitItem) -> None:
        self._kind, self._allowed = kind, allowed
        self._window = MovingWindowRateLimiter(MemoryStorage())

    async def take(self, client: str) -> dict[str, str]:
        """Counts a request; the headers that tell what is left. Raises ProblemError 429."""
        allowed = await self._window.hit(self._allowed, self._kind, client)
        reset, left = await self._window.get_window_stats(self._allowed, self._kind, client)
        seconds = max(1, round(reset - time.time()))
        headers = {
            "RateLimit-Limit": str(self._allowed.amount),
            "RateLimit-Remaining": str(max(0, left)),
            "RateLimit-Reset": str(seconds),
        }
        if not allowed:
            detail = f"more than {self._allowed} requests: try again in {seconds} s"
            raise ProblemError(429, "too-many-requests", detail, headers={**headers, "Retry-After": str(seconds)})
        return headers


class BodyLimit:
    """ASGI middleware: refuses a body of more than `most` bytes, by its header or as it comes."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if not said.isdigit() or int(said) > self.most:
            return await respond(self._problem(), request_id_of(Request(scope)))(scope, receive, send)
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.most:
                raise self._problem()
            return message

        await self.app(scope, counted, send)
        return None

    def _problem(self) -> ProblemError:
        return ProblemError(413, "too-large", f"a request may hold {self.most / 1e6:,.1f} MB at most: send it in parts")
