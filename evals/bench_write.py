"""What a written answer costs beside its model: `make bench`.

    python -m evals.bench_write --news ../shared/news

A scripted model answers the headlines of real news over a library of it, ten passages given. Measured are the time from
the sources to the first words, less what the model took, and the time to verify a draft of four sentences, from the
model's last word to the answer. The model writes one sentence of a passage and quotes another, so that both are read.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import AsyncGenerator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from evals.bench import mixed
from index import ingest
from index.embedders.bundled import BundledEmbedder
from index.embedders.sentence_view import SentenceView
from index.library import create_or_open
from index.search import Searcher
from index.types import Article, Hit
from rag.ask import Request, answer
from rag.checks.builtin import BuiltIn
from rag.llm import Message
from rag.types import Answered, Delta, Sources, Usage

SENTENCES = 4
MEASURED = ("first words", f"verifying {SENTENCES} sentences", "of it, time of all processors")
_LONGEST_HEADLINE = 120

Times = tuple[float, float, float]


class Writer:
    """Satisfies `LLM`: writes `draft` line by line, and tells when it was asked, began and ended."""

    name, window = "scripted", 8192

    def __init__(self) -> None:
        self.draft = ""
        self.asked = self.began = self.ended = self.worked = 0.0

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,  # noqa: ARG002
    ) -> AsyncGenerator[str | Usage]:
        self.asked = time.perf_counter()
        await asyncio.sleep(0)
        self.began = time.perf_counter()
        for line in self.draft.splitlines(keepends=True):
            yield line
        self.ended, self.worked = time.perf_counter(), time.process_time()
        yield Usage(self.name, sum(len(m.content.split()) for m in messages), len(self.draft.split()), 0.0, 0.0)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--news", type=Path, required=True)
    options.add_argument("--articles", type=int, default=400, help="articles of the library, of all files alike")
    options.add_argument("--questions", type=int, default=40)
    given = options.parse_args()
    articles = list(islice(mixed(given.news), given.articles))
    headlines = [a.title for a in articles if 20 <= len(a.title) <= _LONGEST_HEADLINE]
    step = max(1, len(headlines) // given.questions)
    columns = zip(*measure(articles, headlines[::step][: given.questions]), strict=True)
    for name, seconds in zip(MEASURED, columns, strict=True):
        ms = sorted(1000 * s for s in seconds)
        print(f"{name}: {median(ms):.0f} ms ({ms[0]:.0f}-{ms[-1]:.0f}) over {len(ms)} questions")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def measure(articles: Sequence[Article], questions: Sequence[str]) -> list[Times]:
    """The seconds of each question, in the order of MEASURED; the first question only warms up."""
    embedder, view = BundledEmbedder(), SentenceView()
    checker = BuiltIn(embedder, view)
    folder = tempfile.TemporaryDirectory(prefix="khabar-bench-")
    with folder, create_or_open(Path(folder.name), embedder) as library:
        ingest.add(library, embedder, articles)
        searcher = Searcher(library, embedder, view)
        measured = [asyncio.run(_timed(searcher, checker, question)) for question in questions]
    return [times for times in measured[1:] if times]


async def _timed(searcher: Searcher, checker: BuiltIn, question: str) -> Times | None:
    """None where the model was not asked, or fewer than ten passages were found."""
    writer, found, shown = Writer(), 0.0, 0.0
    async for event in answer(searcher, Request(question), llm=writer, checker=checker):
        match event:
            case Sources(hits):
                writer.draft = draft(hits)
                if len(hits) < 10:
                    return None
                found = time.perf_counter()
            case Delta() if not shown:
                shown = time.perf_counter()
            case Answered():
                verified = time.perf_counter() - writer.ended
                worked = time.process_time() - writer.worked
    if not shown:
        return None
    return shown - found - (writer.began - writer.asked), verified, worked


def draft(hits: Sequence[Hit]) -> str:
    """Sentences of the passages that have two, each proven by another one of the same passage."""
    body, tail = list[str](), list[str]()
    for number, hit in enumerate(hits, start=1):
        quote, *more = (" ".join(hit.article.text[start:end].split()) for start, end in hit.passage.sentences)
        if more and len(body) < SENTENCES:
            body.append(f"{more[0]} [{number}]")
            tail.append(f"{len(body)} [{number}] {quote}")
    return "\n".join([*body, "QUOTES", *tail])


if __name__ == "__main__":
    main()
