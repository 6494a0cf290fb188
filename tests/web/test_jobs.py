"""A lot of articles, followed as it goes."""

import asyncio

from web.jobs import Job


def test_what_happens_while_an_event_is_on_its_way_is_told() -> None:
    async def follow() -> list[str]:
        job = Job("1", "news.txt")
        events = job.events()
        told = [(await anext(events))[0]]
        job.become("adding", done_articles=1)
        job.become("done", summary={"added": 1})
        async with asyncio.timeout(1):
            return told + [name async for name, _ in events]

    assert asyncio.run(follow()) == ["progress", "summary"]


def test_a_lot_that_failed_says_why_at_the_end() -> None:
    async def follow() -> list[tuple[str, str]]:
        job = Job("1", "news.txt")
        job.become("failed", problem="the disk is full")
        return [(name, data["detail"]) async for name, data in job.events()]

    assert asyncio.run(follow()) == [("error", "the disk is full")]
