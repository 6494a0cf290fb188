"""Around every request: an id, the headers that all answers have, a line in the log, and the meters."""

import re
import time
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.logs import log
from web.metrics import Metrics
from web.page import HEADERS
from web.problems import log_failure, problem_of, respond
from web.stream import ReaderLeftError

_ID = re.compile(r"[\w.-]{8,64}")
_QUIET = ("/health/live", "/health/ready", "/metrics", "/static/{name:path}")
CLIENT_LEFT = 499
"""In the log and the meters only: nobody was there to be answered."""


class Observed:
    """ASGI middleware, the outermost. No query, body or key is logged, and of a path only its pattern."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        request_id = scope["khabar.request_id"] = given if _ID.fullmatch(given) else uuid4().hex
        started, status = time.perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                for name, value in {**HEADERS, **scope.get("khabar.headers", {})}.items():
                    headers.setdefault(name, value)
            await send(message)

        self.metrics.under_way.inc()
        try:
            await self.app(scope, receive, sent)
        except ReaderLeftError:
            status = CLIENT_LEFT
        except Exception as error:
            log_failure(error, request_id)
            if status:  # the answer has begun: the line is cut, which is all that can still be said
                raise
            await respond(problem_of(error), request_id)(scope, receive, sent)
        finally:
            self.metrics.under_way.dec()
            self._tell(scope, request_id, status or CLIENT_LEFT, time.perf_counter() - started)
        return None

    def _tell(self, scope: Scope, request_id: str, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", None) or "none"
        self.metrics.requests.labels(scope["method"] if route != "none" else "any", route, str(status)).inc()
        self.metrics.seconds.labels(route).observe(seconds)
        quiet = route in _QUIET and status < 400
        (log().debug if quiet else log().info)(
            "request",
            id=request_id,
            method=scope["method"],
            route=route,
            status=status,
            seconds=round(seconds, 4),
            client=scope.get("khabar.client", ""),
        )
