"""How fast `khabar serve` answers over HTTP: `make bench-serve`.

    python -m evals.bench_serve --data ../shared

A real server process over a library of real news, asked for quotes by clients on the same machine, who take some of
it. First as it starts, then when it has read its sentences ahead; by one asker after the other, by many at once,
and by many at once while articles are added. The library is kept in `--library` for the next time.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import httpx

from index import db, ingest
from index.embedders.bundled import BundledEmbedder
from index.library import create_or_open
from index.readers import read
from index.types import Article

_LOT = 100
_PATIENCE = 3600.0
_EVERY = 1.0


@dataclass
class Times:
    """Seconds of each answer, and what was answered that is none."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def at(self, share: float) -> float:
        """The quantile, in milliseconds."""
        ordered = sorted(self.seconds) or [0.0]
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def __str__(self) -> str:
        return (
            f"p50 {self.at(0.5):.0f} ms, p90 {self.at(0.9):.0f} ms, p99 {self.at(0.99):.0f} ms, "
            f"{len(self.seconds)} answers, {len(self.errors)} errors"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path("../shared"), help="holds the folders news and eval")
    options.add_argument("--library", type=Path, default=Path(".bench/serve"))
    options.add_argument("--passages", type=int, default=10_000)
    options.add_argument("--askers", type=int, default=32)
    options.add_argument("--seconds", type=float, default=30.0, help="of each of the loads by many askers")
    options.add_argument("--questions", type=int, default=200, help="asked one after the other")
    given = options.parse_args()
    fill(given.library, given.data / "news", given.passages)
    questions = gold_questions(given.data / "eval")
    with served(given.library) as (address, ready):
        print(f"ready after {ready:.2f} s")
        asyncio.run(measure(address, questions, given.questions, given.askers, given.seconds))


async def measure(address: str, questions: list[str], one_by_one: int, askers: int, seconds: float) -> None:
    """Prints every figure."""
    limits = httpx.Limits(max_connections=askers + 8)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits, trust_env=False) as client:
        held = (await client.get("/health")).json()["library"]
        print(f"{held['articles']:,} articles, {held['passages']:,} passages, load {os.getloadavg()[0]:.1f}")
        print(f"one asker, as it starts: {await in_turn(client, questions[:20])}")
        waited = await read_ahead(client)
        print(f"sentences read ahead in {waited:.0f} s, load {os.getloadavg()[0]:.1f}")
        await in_turn(client, questions[-10:])
        print(f"one asker: {await in_turn(client, questions[:one_by_one])}")
        times = await at_once(client, questions, askers, seconds)
        print(f"{askers} askers: {len(times.seconds) / seconds:.1f} answers/s, {times}")
        async with adding(client) as added:
            times = await at_once(client, questions, askers, seconds)
        print(f"{askers} askers, articles being added: {len(times.seconds) / seconds:.1f} answers/s, {times}")
        print(f"added meanwhile, answerable after: {_of_articles(added)}")
        async with adding(client) as alone:
            await asyncio.sleep(seconds)
        print(f"added when nobody asks, answerable after: {_of_articles(alone)}")


async def in_turn(client: httpx.AsyncClient, questions: list[str]) -> Times:
    times = Times()
    for question in questions:
        await ask(client, question, times)
    return times


async def at_once(client: httpx.AsyncClient, questions: list[str], askers: int, seconds: float) -> Times:
    """Each asker asks anew as soon as it is answered."""
    times, end = Times(), time.perf_counter() + seconds

    async def asker(number: int) -> None:
        order = random.Random(number).sample(questions, len(questions))
        while time.perf_counter() < end:
            await ask(client, order.pop() if order else questions[0], times)

    await asyncio.gather(*(asker(number) for number in range(askers)))
    return times


async def ask(client: httpx.AsyncClient, question: str, times: Times) -> None:
    started = time.perf_counter()
    response = await client.post("/ask", json={"question": question, "llm": False})
    if response.status_code == 200 and "status" in response.json():
        times.seconds.append(time.perf_counter() - started)
    else:
        times.errors.append(response.text)


@asynccontextmanager
async def adding(client: httpx.AsyncClient) -> AsyncIterator[Times]:
    """Meanwhile an article is added every second; the times are from sending it until it is answered from."""
    times = Times()

    async def add() -> None:
        while True:
            due = time.perf_counter() + _EVERY
            await add_one(client, times)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))

    task = asyncio.create_task(add())
    yield times
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def add_one(client: httpx.AsyncClient, times: Times) -> None:
    """One article on a thing of its own name: the time until its job says that it can be found, which is then tried."""
    name = f"Zerbion-{time.time_ns() % 10**10}"
    story = f"The {name} bridge over the Sample river was opened on Friday. The {name} bridge had cost 120 million."
    more = "The council said that the works had taken four years, two more than had been planned. " * 10
    started = time.perf_counter()
    sent = await client.post("/articles", json={"title": f"{name} bridge opened", "text": f"{story}\n\n{more}"})
    if sent.status_code != 202:
        times.errors.append(sent.text)
        return
    async with client.stream("GET", f"/jobs/{sent.json()['job']}/events") as events:
        told = [line async for line in events.aiter_lines() if line.startswith("event: ")]
    seconds = time.perf_counter() - started
    asked = {"question": f"How much did the {name} bridge cost?", "llm": False}
    answer = (await client.post("/ask", json=asked)).json()
    if told[-1] == "event: summary" and any(name in citation["quote"] for citation in answer["citations"]):
        times.seconds.append(seconds)
    else:
        times.errors.append(name)


async def read_ahead(client: httpx.AsyncClient) -> float:
    """Waits until the server has read all sentences ahead; the seconds that it took."""
    started = time.perf_counter()
    while time.perf_counter() - started < _PATIENCE:
        if (await client.get("/health")).json()["library"]["unread"] == 0:
            break
        await asyncio.sleep(1)
    return time.perf_counter() - started


def fill(library: Path, news: Path, passages: int) -> None:
    """A library of as many passages of real news, of all the files in turn; left as it is where it is one already."""
    embedder = BundledEmbedder()
    stream = _mixed(news)
    with create_or_open(library, embedder) as opened:
        while (held := db.counts(opened.db).passages) < passages:
            if not (lot := list(islice(stream, _LOT))):
                raise SystemExit(f"the news at {news} holds no more than {held:,} passages")
            ingest.add(opened, embedder, lot)
            print(f"{held:,} passages", file=sys.stderr)


def _of_articles(times: Times) -> str:
    return (
        f"p50 {times.at(0.5):.0f} ms, at most {times.at(1):.0f} ms, "
        f"{len(times.seconds)} articles, {len(times.errors)} errors"
    )


def _mixed(news: Path) -> Iterator[Article]:
    """Articles of all the files in turn."""
    streams = [(item for item in read(str(path)) if isinstance(item, Article)) for path in sorted(news.iterdir())]
    for together in zip(*streams, strict=False):
        yield from together


def gold_questions(folder: Path) -> list[str]:
    """The gold questions in all their languages, in an order that is the same each time."""
    lines = (folder / "gold_questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [text for line in lines for text in json.loads(line)["question"].values()]
    return random.Random(7).sample(questions, len(questions))


@contextmanager
def served(library: Path) -> Iterator[tuple[str, float]]:
    """A server of its own process: its address, and the seconds until it was ready."""
    command = [sys.executable, "-m", "cli.main", "serve", "--port", "0", "--library", str(library)]
    settings = {"KHABAR_RATE": "1000000/minute", "KHABAR_WRITE_RATE": "1000000/minute", "KHABAR_LOG": "error"}
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **settings}) as server:
        line = server.stdout.readline() if server.stdout else ""
        ready = time.perf_counter() - started
        try:
            yield line.split()[-1], ready
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
