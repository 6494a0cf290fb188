"""Other sites in the reader's browser are kept out, also where no key is asked for.

A page anywhere on the web can send requests to 127.0.0.1, and by DNS rebinding even under its own name. So a server
that this machine alone reaches answers to its own names only, and requests that change something, or cost something,
must not come from another site. No CORS header is ever sent, so none can read an answer.
"""

from collections.abc import Collection
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from web.keys import is_loopback
from web.problems import ProblemError, request_id_of, respond

_SAFE = ("GET", "HEAD", "OPTIONS")


class SameSite:
    """ASGI middleware. `hosts` are names to answer to; where there are none and `local` holds, those of loopback."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = (), *, local: bool) -> None:
        self.app, self.local = app, local
        self.hosts = frozenset(name.lower() for name in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (problem := self._problem(scope)):
            return await respond(problem, request_id_of(Request(scope)))(scope, receive, send)
        await self.app(scope, receive, send)
        return None

    def _problem(self, scope: Scope) -> ProblemError | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._known(_name(host)):
            return ProblemError(421, "unknown-host", "this server does not answer to that name: see KHABAR_HOSTS")
        if scope["method"] in _SAFE:
            return None
        origin = headers.get("origin")
        foreign = origin is not None and origin.lower().partition("://")[2] != host.lower()
        if foreign or headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return ProblemError(403, "cross-site", "another site asked this in the reader's browser: it is not done")
        return None

    def _known(self, name: str) -> bool:
        if self.hosts:
            return name in self.hosts or is_loopback(name)
        return not self.local or is_loopback(name)


def _name(host: str) -> str:
    """The name in a Host header, without the port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""
