"""Events on the wire: their form, heartbeats, failures in mid-stream, and an end to the work when the reader leaves."""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from index.types import InputError
from web.stream import HEARTBEAT, Named, ReaderLeftError, encode, guarded, until_closing, while_read, with_heartbeats

REQUEST = Request({"type": "http", "headers": [], "khabar.request_id": "r1"})


def decoded(event: bytes) -> tuple[str, Any]:
    """One event by the rules of the HTML standard, 9.2.6, for a single event."""
    name, data = "message", []
    for line in event.decode("utf-8").split("\n"):
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)
    return name, json.loads("\n".join(data))


class Steps:
    """A generator that yields what it is given, waits where it is told to, and tells whether it was closed."""

    def __init__(self, *steps: Any) -> None:
        self.steps, self.closed = steps, False

    async def run(self) -> AsyncGenerator[Any]:
        try:
            for step in self.steps:
                if isinstance(step, Exception):
                    raise step
                if step == "hold":
                    await asyncio.Event().wait()
                elif isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    yield step
        finally:
            self.closed = True


@given(st.dictionaries(st.text(), st.text()))
def test_an_event_comes_back_as_it_went_whatever_its_text(data: dict[str, str]) -> None:
    clean = json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))
    event = encode("delta", data)
    assert event.endswith(b"\n\n")
    assert event.count(b"\n") == 3
    assert decoded(event) == ("delta", clean)


def test_a_line_break_or_half_a_character_in_a_text_does_not_break_the_stream() -> None:
    assert encode("delta", {"text": "a\nb\r\u2028c\ud800"}) == (
        'event: delta\ndata: {"text":"a\\nb\\r\u2028c?"}\n\n'.encode()
    )


async def collected(events: AsyncGenerator[bytes]) -> list[bytes]:
    return [event async for event in events]


def test_silence_is_filled_with_heartbeats() -> None:
    steps = Steps(b"a", 0.05, b"b")
    got = asyncio.run(collected(with_heartbeats(steps.run(), 0.02)))
    assert (got[0], got[-1]) == (b"a", b"b")
    assert set(got[1:-1]) == {HEARTBEAT}
    assert steps.closed


def test_the_work_is_closed_when_its_reader_stops() -> None:
    async def leave() -> Steps:
        steps = Steps(b"a", "hold")
        beating = with_heartbeats(steps.run(), 9)
        assert await anext(beating) == b"a"
        await beating.aclose()
        return steps

    assert asyncio.run(leave()).closed


def test_a_failure_in_mid_stream_is_the_last_event_and_a_problem() -> None:
    steps = Steps(("delta", {"text": "a"}), InputError("the question has no word in it"))
    first, last = map(decoded, asyncio.run(collected(guarded(steps.run(), REQUEST))))
    assert first == ("delta", {"text": "a"})
    assert last[0] == "error"
    assert (last[1]["status"], last[1]["detail"], last[1]["request_id"]) == (
        422,
        "the question has no word in it",
        "r1",
    )


def test_of_a_failure_nobody_foresaw_nothing_is_told(caplog: pytest.LogCaptureFixture) -> None:
    steps = Steps(ValueError("the secret of line 7"))
    ((name, problem),) = map(decoded, asyncio.run(collected(guarded(steps.run(), REQUEST))))
    assert (name, problem["status"]) == ("error", 500)
    assert "secret" not in json.dumps(problem)
    assert "failed at request r1" in caplog.text


def test_what_is_worked_for_nobody_is_stopped() -> None:
    async def leave() -> bool:
        stopped = False

        async def work() -> int:
            nonlocal stopped
            try:
                await asyncio.Event().wait()
            finally:
                stopped = True
            return 1

        async def receive() -> dict[str, str]:
            await asyncio.sleep(0.01)
            return {"type": "http.disconnect"}

        with pytest.raises(ReaderLeftError):
            await while_read(receive, work())
        return stopped

    assert asyncio.run(leave())


def test_what_is_waited_for_is_answered() -> None:
    async def stay() -> int:
        async def work() -> int:
            return 7

        async def receive() -> dict[str, str]:
            await asyncio.Event().wait()
            return {}

        return await while_read(receive, work())

    assert asyncio.run(stay()) == 7


def test_a_long_stream_ends_when_the_server_does() -> None:
    async def close() -> tuple[list[Named], bool]:
        closing, steps = asyncio.Event(), Steps(("progress", {}), "hold")
        events = until_closing(steps.run(), closing)
        got = [await anext(events)]
        asyncio.get_running_loop().call_later(0.01, closing.set)
        got += [event async for event in events]
        return got, steps.closed

    assert asyncio.run(close()) == ([("progress", {})], True)


def test_a_long_stream_whose_reader_leaves_is_closed_in_good_order() -> None:
    async def leave() -> tuple[list[bytes], bool]:
        steps = Steps(("progress", {}), "hold")
        beating = with_heartbeats(guarded(until_closing(steps.run(), asyncio.Event()), REQUEST), 0.01)
        got = [await anext(beating), await anext(beating)]
        await beating.aclose()
        return got, steps.closed

    assert asyncio.run(leave()) == ([b"event: progress\ndata: {}\n\n", HEARTBEAT], True)


def test_a_server_that_ends_waits_a_while_and_then_tells_why() -> None:
    async def follow() -> list[str]:
        closing, steps = asyncio.Event(), Steps(("delta", {}), 0.05, ("delta", {}), "hold")
        events = until_closing(steps.run(), closing, 0.2, InputError("the server is about to end"))
        told = [decoded(await anext(guarding := guarded(events, REQUEST)))[0]]
        closing.set()
        async with asyncio.timeout(2):
            told += [decoded(event)[0] async for event in guarding]
        assert steps.closed
        return told

    assert asyncio.run(follow()) == ["delta", "delta", "error"]
