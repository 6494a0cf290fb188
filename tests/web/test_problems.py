"""Every error as one shape."""

import json

import pytest
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from index.types import DamagedError, FetchError, InputError, LibraryError, LockedError, ModelError
from web.problems import ProblemError, problem_of, respond


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (InputError("x"), 422, "bad-input"),
        (FetchError("x"), 422, "unreachable-source"),
        (LockedError("x"), 503, "library-busy"),
        (DamagedError("x"), 503, "library-damaged"),
        (LibraryError("x"), 503, "library-unavailable"),
        (ModelError("x"), 502, "model-failed"),
        (HTTPException(405, "x"), 405, "method-not-allowed"),
        (ProblemError(404, "no-job", "x"), 404, "no-job"),
    ],
)
def test_what_is_known_is_told_in_its_own_words(error: Exception, status: int, kind: str) -> None:
    problem = problem_of(error)
    assert (problem.status, problem.kind, problem.detail) == (status, kind, "x")


def test_what_is_not_known_is_told_without_a_word_of_it() -> None:
    problem = problem_of(KeyError("/home/someone/secret"))
    assert (problem.status, problem.kind) == (500, "failed")
    assert "secret" not in json.dumps(problem.document("r"))


def test_a_problem_is_a_document_by_rfc_9457_that_openai_clients_read_too() -> None:
    response = respond(ProblemError(429, "too-many-requests", "slow", headers={"Retry-After": "3"}), "r7")
    assert (response.status_code, response.headers["retry-after"]) == (429, "3")
    assert response.headers["content-type"] == "application/problem+json"
    assert json.loads(bytes(response.body)) == {
        "type": "urn:khabar:problem:too-many-requests",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "slow",
        "request_id": "r7",
        "error": {"message": "slow", "type": "too-many-requests", "code": 429},
    }


def test_what_is_wrong_with_a_request_is_told_field_by_field_without_repeating_it() -> None:
    error = RequestValidationError(
        [
            {"loc": ("body", "k"), "msg": "should be at least 1", "type": "t", "input": "secret"},
            {"loc": ("body", "\ud800"), "msg": "is not known", "type": "t", "input": "secret"},
        ]
    )
    problem = problem_of(error)
    assert problem.detail == "body.k: should be at least 1 (and 1 more)"
    told = json.loads(bytes(respond(problem, "r").body))
    assert told["errors"][0] == {"where": "body.k", "what": "should be at least 1"}
    assert "secret" not in json.dumps(told)
