"""The speed rows of docs/quality.md, as ratios measured in one run: `make bench`.

    python -m evals.bench --news ../shared/news

Every figure is the median of several runs, the ways compared taking turns, as the machine's speed drifts.
"""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

from index import db, ingest
from index.chunk import chunk
from index.embedders.bundled import BundledEmbedder
from index.library import create_or_open
from index.readers import read
from index.types import Article

_TURNS = 3
_ENGINE_SHARE = 4
"""One in so many passages goes through the C engine, which is slow."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--news", type=Path, required=True)
    options.add_argument("--articles", type=int, default=240, help="articles to add, of all files alike")
    options.add_argument("--passages", type=int, default=10_000, help="passages of the library that is asked")
    given = options.parse_args()
    bench_add(list(islice(mixed(given.news), given.articles)))
    bench_ask(given.passages)


def bench_add(articles: list[Article]) -> None:
    """`khabar add` against the bare bulk encode of the same passages, and both against the C engine."""
    embedder = BundledEmbedder()
    texts = [
        f"{a.title}\n{a.text[c.start : c.end]}"
        for a in articles
        for c in chunk(a.text, a.language or "en", embedder.count_tokens)
    ]
    some = texts[::_ENGINE_SHARE]
    model = embedder.bulk_model()
    ways: dict[str, Callable[[], float]] = {
        "add": lambda: _add_rate(embedder, articles),
        "bare encode": lambda: _rate(
            lambda: model.encode(texts, prompt_name="passage", batch_size=32, show_progress_bar=False),
            len(texts),
        ),
        "C engine": lambda: _rate(lambda: embedder.embed_sentences(some), len(some)),
    }
    for way in ways.values():
        way()
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(_TURNS):
        for name, way in ways.items():
            rates[name].append(way())
    for name, measured in rates.items():
        print(f"{name}: {median(measured):.1f} passages/s ({min(measured):.1f}-{max(measured):.1f})")
    for other in ("bare encode", "C engine"):
        ratio = median(a / b for a, b in zip(rates["add"], rates[other], strict=True))
        print(f"add / {other}: {ratio:.2f}")


def bench_ask(passages: int) -> None:
    """A cold `khabar ask`, the whole process, against the bare import of sentence-transformers."""
    with tempfile.TemporaryDirectory(prefix="khabar-bench-") as folder:
        _fill(Path(folder), passages)
        ask = [sys.executable, "-m", "cli.main", "ask", "How many people were hurt?", "--library", folder]
        bare = [sys.executable, "-c", "import sentence_transformers"]
        times: dict[str, list[float]] = {"ask": [], "import": []}
        for _ in range(_TURNS + 2):
            times["ask"].append(_seconds(ask))
            times["import"].append(_seconds(bare))
    for name, measured in times.items():
        print(f"cold {name}: {median(measured):.2f} s ({min(measured):.2f}-{max(measured):.2f})")
    print(f"ask / import: {median(a / b for a, b in zip(times['ask'], times['import'], strict=True)):.2f}")


def mixed(news: Path) -> Iterator[Article]:
    """Articles of all the files in turn."""
    streams = [(item for item in read(str(path)) if isinstance(item, Article)) for path in sorted(news.iterdir())]
    for together in zip(*streams, strict=False):
        yield from together


def _add_rate(embedder: BundledEmbedder, articles: list[Article]) -> float:
    with tempfile.TemporaryDirectory(prefix="khabar-bench-") as folder:
        started = time.perf_counter()
        with create_or_open(Path(folder), embedder) as library:
            summary = ingest.add(library, embedder, articles)
        return summary.passages / (time.perf_counter() - started)


def _rate(work: Callable[[], object], count: int) -> float:
    started = time.perf_counter()
    work()
    return count / (time.perf_counter() - started)


def _fill(folder: Path, passages: int) -> None:
    """A library of as many passages: the sample news, its stored vectors multiplied under new ids."""
    embedder = BundledEmbedder()
    with create_or_open(folder, embedder) as library:
        ingest.add(library, embedder, read("sample"))
        records = [r for r in db.articles(library.db) if not r.duplicate_of]
        kept = library.db.execute("SELECT article_id, count(*) FROM passages GROUP BY article_id").fetchall()
        rounds = passages // sum(count for _, count in kept)
        for number in range(rounds):
            with db.transaction(library.db):
                for record in records:
                    _copy(library.db, record, number)
    subprocess.run([sys.executable, "-m", "cli.main", "rebuild", "--library", str(folder)], check=True, stdout=2)


def _copy(connection: sqlite3.Connection, record: db.Record, number: int) -> None:
    rows = db.passage_rows(
        connection,
        [i for (i,) in connection.execute("SELECT id FROM passages WHERE article_id = ?", (record.article.id,))],
    )
    copied = replace(record, article=replace(record.article, id=f"{record.article.id}-{number}"))
    news = [db.NewPassage(r.passage.start, r.passage.end, r.passage.sentences, r.vector, r.parts) for r in rows]
    db.put(connection, copied, news)


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
