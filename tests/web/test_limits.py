"""Rates and sizes."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from index.types import InputError
from web.limits import BodyLimit, RateLimit, rate
from web.problems import ProblemError


def test_a_client_gets_what_is_allowed_and_then_is_told_when_to_come_again() -> None:
    async def ask() -> tuple[list[str], ProblemError, str]:
        limit = RateLimit("read", rate("2/minute"))
        left = [(await limit.take("a"))["RateLimit-Remaining"] for _ in range(2)]
        with pytest.raises(ProblemError) as refused:
            await limit.take("a")
        return left, refused.value, (await limit.take("b"))["RateLimit-Remaining"]

    left, refused, other = asyncio.run(ask())
    assert left == ["1", "0"]
    assert (refused.status, refused.kind) == (429, "too-many-requests")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert other == "1"


def test_a_rate_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="'often' is not a rate"):
        rate("often")


async def echo(_: Scope, receive: Receive, send: Send) -> None:
    size, more = 0, True
    while more:
        message = await receive()
        size += len(message["body"])
        more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(size).encode()})


def status_of(chunks: list[bytes], headers: list[tuple[bytes, bytes]]) -> int:
    sent: list[Message] = []
    waiting = [{"type": "http.request", "body": c, "more_body": i + 1 < len(chunks)} for i, c in enumerate(chunks)]

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "headers": headers}
    asyncio.run(BodyLimit(echo, 10)(scope, receive, send))
    return int(sent[0]["status"])


def test_a_body_up_to_the_limit_is_read() -> None:
    assert status_of([b"12345", b"67890"], [(b"content-length", b"10")]) == 200
    assert status_of([b"12345", b"67890"], []) == 200


@pytest.mark.parametrize("said", [b"11", b"-1", b"ten", b"99999999999999999999"])
def test_a_body_that_says_it_is_larger_is_not_read_at_all(said: bytes) -> None:
    assert status_of([], [(b"content-length", said)]) == 413


def test_a_body_that_turns_out_larger_is_broken_off() -> None:
    with pytest.raises(ProblemError) as refused:
        status_of([b"12345", b"678901"], [])
    assert refused.value.status == 413
