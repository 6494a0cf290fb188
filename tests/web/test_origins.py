"""Other sites in the reader's browser are kept out."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from web.origins import SameSite


def status_of(method: str, headers: dict[str, str], *, hosts: tuple[str, ...] = (), local: bool = True) -> int:
    sent: list[Message] = []

    async def served(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "headers": raw}
    asyncio.run(SameSite(served, hosts, local=local)(scope, receive, send))
    return int(sent[0]["status"])


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST"])
def test_this_machine_is_answered_under_its_own_names(host: str) -> None:
    assert status_of("POST", {"Host": host}) == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "[::1", "192.168.0.2"]
)
def test_a_name_that_was_made_to_point_here_is_not(host: str) -> None:
    assert status_of("GET", {"Host": host}) == 421


def test_a_server_for_others_answers_to_any_name_or_to_those_it_is_told() -> None:
    assert status_of("GET", {"Host": "news.example"}, local=False) == 200
    assert status_of("GET", {"Host": "news.example"}, hosts=("News.example",), local=False) == 200
    assert status_of("GET", {"Host": "other.example"}, hosts=("news.example",), local=False) == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_may_change_nothing(headers: dict[str, str]) -> None:
    host = {"Host": "127.0.0.1:8000"}
    assert status_of("POST", host | headers) == 403
    assert status_of("DELETE", host | headers) == 403


def test_the_page_itself_may() -> None:
    own = {"Host": "127.0.0.1:8000", "Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}
    assert status_of("POST", own) == 200
