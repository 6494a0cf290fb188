"""Everything that goes wrong, as one shape: problem documents by RFC 9457, with the request's id in each."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from index.types import DamagedError, FetchError, InputError, KhabarError, LibraryError, LockedError, ModelError

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:khabar:problem:"
_WORDS = {"model_attributes_type": "send a JSON object, with Content-Type: application/json"}
_log = logging.getLogger("khabar.web")

_KINDS: tuple[tuple[type[KhabarError], int, str], ...] = (
    (FetchError, 422, "unreachable-source"),
    (InputError, 422, "bad-input"),
    (ModelError, 502, "model-failed"),
    (LockedError, 503, "library-busy"),
    (DamagedError, 503, "library-damaged"),
    (LibraryError, 503, "library-unavailable"),
)


class ProblemError(Exception):
    """Raised anywhere to answer with a problem. `kind` is the last part of its type, such as "not-found"."""

    def __init__(
        self, status: int, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.status, self.kind, self.detail, self.more = status, kind, detail, more
        self.headers = dict(headers or {})

    def document(self, request_id: str = "") -> dict[str, Any]:
        """The members of the document; `error` repeats it for clients that speak OpenAI's language."""
        return {
            "type": _TYPE + self.kind,
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "request_id": request_id,
            **self.more,
            "error": {"message": self.detail, "type": self.kind, "code": self.status},
        }


def problem_of(error: Exception) -> ProblemError:
    """What is told of an error: all of Khabar's own, of others nothing but that they happened."""
    match error:
        case ProblemError():
            return error
        case KhabarError():
            status, kind = next(((s, k) for known, s, k in _KINDS if isinstance(error, known)), (500, "failed"))
            headers = {"Retry-After": "2"} if isinstance(error, LockedError) else {}
            return ProblemError(status, kind, str(error), headers=headers)
        case RequestValidationError():
            return _invalid(error)
        case HTTPException() if isinstance(error.__cause__, ProblemError):
            return error.__cause__  # raised while the body was read
        case HTTPException():
            kind = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
            return ProblemError(error.status_code, kind, str(error.detail), headers=error.headers)
    return ProblemError(500, "failed", "the server failed at this; its log tells why, under the request's id")


def respond(problem: ProblemError, request_id: str) -> Response:
    """ASCII alone: a name that is no Unicode may be repeated in it."""
    body = json.dumps(problem.document(request_id)).encode("ascii")
    return Response(body, problem.status, problem.headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Answers every error of the app with a problem document."""

    async def handle(request: Request, error: Exception) -> Response:
        return respond(problem_of(error), request_id_of(request))

    for kind in (ProblemError, KhabarError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, handle)
    app.add_exception_handler(Exception, handle)


def request_id_of(request: Request) -> str:
    """The id under which the log tells of the request."""
    return str(request.scope.get("khabar.request_id", ""))


def log_failure(error: BaseException, request_id: str) -> None:
    """A failure nobody foresaw, with its traceback, for the one who runs the server."""
    _log.error("failed at request %s", request_id, exc_info=error)


def _invalid(error: RequestValidationError) -> ProblemError:
    """Where the request is wrong and why, without repeating what was sent."""
    errors = [
        {"where": ".".join(str(part) for part in item["loc"]), "what": _WORDS.get(item["type"], str(item["msg"]))}
        for item in error.errors()
    ]
    first = errors[0] if errors else {"where": "body", "what": "cannot be read"}
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return ProblemError(422, "bad-request", f"{first['where']}: {first['what']}{more}", errors=errors)
