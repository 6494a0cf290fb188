"""What every route works with, and who may use it."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.responses import Response

from rag.checks import Checker
from rag.conversations import Conversations
from rag.llm import LLM
from rag.rerank import Reranker
from web.ahead import Ahead
from web.jobs import Jobs
from web.keys import Key, Scope, find
from web.limits import RateLimit
from web.metrics import Metrics
from web.problems import ProblemError
from web.readers import Readers
from web.settings import Settings


@dataclass(slots=True)
class Service:
    """The parts of one running server. `closing` is set when it has been told to end."""

    settings: Settings
    keys: tuple[Key, ...]
    readers: Readers
    jobs: Jobs
    ahead: Ahead
    conversations: Conversations
    metrics: Metrics
    reading: RateLimit
    writing: RateLimit
    llm: LLM | None = None
    checker: Checker | None = None
    reranker: Reranker | None = None
    closing: asyncio.Event = field(default_factory=asyncio.Event)


class Json(Response):
    """A body of JSON that was made from the types, and needs no second look. What is no Unicode becomes "?"."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def service_of(request: Request) -> Service:
    """The parts of the server that the request came to."""
    service: Service = request.app.state.service
    return service


class Access:
    """A dependency that lets in who may, at the allowed pace, and gives the client's name."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    async def __call__(
        self,
        request: Request,
        given: Annotated[HTTPAuthorizationCredentials | None, Security(HTTPBearer(auto_error=False))],
    ) -> str:
        service = service_of(request)
        client = self._client(request, service.keys, given.credentials if given else None)
        request.scope["khabar.client"] = client
        limit = service.reading if self._scope == "read" else service.writing
        request.scope["khabar.headers"] = await limit.take(client)
        return client

    def _client(self, request: Request, keys: tuple[Key, ...], secret: str | None) -> str:
        if not keys:
            return request.client.host if request.client else "local"
        key = find(keys, secret) if secret else None
        if key is None:
            detail = "that key is not known here" if secret else "a key is needed: send it as “Authorization: Bearer …”"
            raise ProblemError(401, "no-key", detail, headers={"WWW-Authenticate": "Bearer"})
        if not key.may(self._scope):
            raise ProblemError(403, "read-only-key", f"the key of {key.name} may read, but not write")
        return key.name


Serving = Annotated[Service, Depends(service_of)]
Reading = Annotated[str, Depends(Access("read"))]
Writing = Annotated[str, Depends(Access("write"))]
