"""News to distract: articles of any folder of news, drawn by chance, that answer none of the questions."""

import gzip
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evals.datasets.jsonl import MissingSetError
from index.readers import read
from index.types import Article

COUNT = 2000


def load(folder: Path, count: int = COUNT, seed: int = 0) -> tuple[Article, ...]:
    """Return `count` articles of the folder's `.jsonl` and `.jsonl.gz` files, every line as likely as any other.

    The same for the same seed and files. Of lines that hold no article there are as many fewer. Raises
    `MissingSetError` where there is no such file.
    """
    files = sorted(path for path in folder.glob("*.jsonl*") if path.suffix in (".jsonl", ".gz"))
    if not files:
        raise MissingSetError(f"{folder}: no .jsonl or .jsonl.gz file; give a folder of news with --news")
    lines = Counter({path: sum(1 for _ in _lines(path)) for path in files})
    drawn = random.Random(f"news {seed}").sample(range(lines.total()), min(count, lines.total()))
    articles: dict[str, Article] = {}
    first = 0
    for path in files:
        chosen = {number - first for number in drawn if first <= number < first + lines[path]}
        first += lines[path]
        articles |= {article.id: article for article in _articles(path, chosen)}
    return tuple(articles.values())


def _articles(path: Path, chosen: set[int]) -> list[Article]:
    """The chosen lines, read as `khabar add` would."""
    with tempfile.TemporaryDirectory(prefix="khabar-news-") as folder:
        part = Path(folder) / path.name.removesuffix(".gz")
        part.write_bytes(b"".join(line for number, line in enumerate(_lines(path)) if number in chosen))
        return [item for item in read(str(part)) if isinstance(item, Article)]


def _lines(path: Path) -> Iterator[bytes]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        yield from file
