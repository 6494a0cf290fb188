"""A real process is killed while it ingests, again and again: what it leaves behind is whole each time."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from index import db as store
from index import health
from index.ingest import add
from index.language import sentences
from index.library import create_or_open
from index.testing import HashEmbedder
from index.types import Article, Span

HERE = Path(__file__).parent
KILLS = 20
ARTICLES = 72
DRIVER = """
import sys, time
from pathlib import Path
from index.ingest import add
from index.library import create_or_open
from index.testing import HashEmbedder
from test_ingest_killed import articles

class SlowEmbedder(HashEmbedder):
    def embed_passages(self, texts, parts):
        time.sleep(0.02)
        return super().embed_passages(texts, parts)

embedder = SlowEmbedder()
with create_or_open(Path(sys.argv[1]), embedder) as library:
    print("ready", flush=True)
    add(library, embedder, articles(int(sys.argv[2])), batch_tokens=1000)
"""


def articles(edition: int) -> Iterator[Article]:
    """Of every six the last two say the same, and which edition they are of."""
    draw = random.Random(7)
    words = [f"{a}{b}" for a in ("ka", "lo", "mi", "su", "te", "ro", "ne") for b in ("bar", "dun", "fel", "gos")]
    article = Article("none", "", "", "en")
    for number in range(ARTICLES):
        if number % 6 != 5:
            lines = [" ".join(draw.choices(words, k=12)).capitalize() + f" {n}." for n in range(25)]
            if number % 6 == 4:
                lines.append(f"This is edition {1000 + edition}.")
            article = Article("", f"Story {number}", " ".join(lines), "en", published="2023-10-27")
        article = replace(article, id=f"article-{number:03}")
        yield article


def run_and_kill(path: Path, edition: int, after: float) -> bool:
    """Whether the ingest was still running `after` seconds from its start."""
    command = [sys.executable, "-c", DRIVER, path, str(edition)]
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(after)
        running = process.poll() is None
        process.kill()
    assert process.returncode in (0, -signal.SIGKILL)
    return running


def sentences_kept(db: sqlite3.Connection, article_id: str) -> list[Span]:
    """Of all its passages, in order."""
    ids = db.execute("SELECT id FROM passages WHERE article_id = ? ORDER BY start", (article_id,))
    rows = store.passage_rows(db, [id_ for (id_,) in ids])
    return [span for row in rows for span in row.passage.sentences]


def test_killed_twenty_times_it_ends_as_if_never_killed(tmp_path: Path) -> None:
    draw, path, embedder = random.Random(11), tmp_path / "library", HashEmbedder()
    killed = sum(run_and_kill(path, edition, draw.uniform(0, 0.4)) for edition in range(KILLS))
    assert killed > KILLS // 2
    with create_or_open(path, embedder) as library:
        summary = add(library, embedder, articles(KILLS))
        assert summary.added + summary.updated + summary.unchanged == ARTICLES
        assert library.db.execute("SELECT count(*) FROM articles").fetchone() == (ARTICLES,)
        for article in articles(KILLS):
            record = store.record(library.db, article.id)
            assert record
            assert replace(record.article, ingested=None) == article
            expected = [] if record.duplicate_of else sentences(article.text, "en")
            assert sentences_kept(library.db, article.id) == expected
        copies = dict(library.db.execute("SELECT id, duplicate_of FROM articles WHERE duplicate_of IS NOT NULL"))
        assert copies == {f"article-{n:03}": f"article-{n - 1:03}" for n in range(5, ARTICLES, 6)}
        assert add(library, embedder, articles(KILLS)).unchanged == ARTICLES
    assert health.check(path) == []
