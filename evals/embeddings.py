"""Models that remember: every text is embedded once, in this run or an earlier one.

Vectors are kept in one SQLite file, by a hash of the embedder's name, the text and where its parts are. Nothing
depends on what was kept: a vector is brought to the precision of the file before it is first used.
"""

import hashlib
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from index.embedders import Embedder, Vectors
from index.embedders.sentence_view import SentenceView
from index.types import InputError, Span
from rag.rerank import Reranker

FILE = "embeddings.sqlite"
_BLOCK = 500
_LAST = 10


class Store:
    """Float16 arrays by key, in a file that is whole at any instant. Any thread may use it."""

    def __init__(self, folder: Path) -> None:
        self._alone = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(folder / FILE, timeout=60, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
        except (OSError, sqlite3.Error) as error:
            raise InputError(f"{folder}: cannot keep vectors ({error}); choose a folder with --work") from error

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values that are there."""
        found: dict[bytes, bytes] = {}
        for first in range(0, len(keys), _BLOCK):
            block = keys[first : first + _BLOCK]
            marks = ", ".join("?" * len(block))
            with self._alone:
                found |= dict(self._db.execute(f"SELECT key, value FROM vectors WHERE key IN ({marks})", block))
        return found

    def put(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep all of them or, killed, none."""
        with self._alone:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
            self._db.execute("COMMIT")


class RememberedEmbedder:
    """An embedder whose work is kept. Satisfies `index.embedders.Embedder`; texts are counted by `inner`."""

    def __init__(self, inner: Embedder, store: Store) -> None:
        self.name, self.dim, self.max_tokens = inner.name, inner.dim, inner.max_tokens
        self._inner, self._store = inner, store

    def count_tokens(self, text: str) -> int:
        return self._inner.count_tokens(text)

    def embed_query(self, text: str) -> Vectors:
        made = _remembered(self._store, f"{self.name}/query", [text], lambda _: self._inner.embed_query(text)[None])
        return np.asarray(made[0], np.float32)

    def embed_sentences(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return self._inner.embed_sentences(texts)
        return _remembered(self._store, f"{self.name}/sentence", texts, self._inner.embed_sentences)

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """A text's vector and those of its parts are kept together, one array of shape (1 + parts, dim)."""
        keys = [_key(f"{self.name}/passage {list(spans)}", text) for text, spans in zip(texts, parts, strict=True)]
        found = self._store.get(keys)
        missing = [i for i, key in enumerate(keys) if key not in found]
        if missing:
            vectors, of_parts = self._inner.embed_passages([texts[i] for i in missing], [parts[i] for i in missing])
            made = {keys[i]: _packed(np.vstack([vectors[n], of_parts[n]])) for n, i in enumerate(missing)}
            self._store.put(made.items())
            found |= made
        arrays = [_unpacked(found[key], self.dim) for key in keys]
        stacked = np.array([array[0] for array in arrays], np.float32).reshape(len(texts), self.dim)
        return stacked, [array[1:] for array in arrays]


class RememberedView(SentenceView):
    """The second encoder, its work kept."""

    def __init__(self, inner: SentenceView, store: Store) -> None:
        self._inner, self._store = inner, store

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return self._inner.encode(texts)
        return _remembered(self._store, "sentence-view", texts, self._inner.encode)


class RememberedReranker:
    """A reranker that remembers the last of what it scored: finding and quoting ask the same of it."""

    def __init__(self, inner: Reranker) -> None:
        self.name, self._inner = inner.name, inner
        self._scored: OrderedDict[tuple[str, ...], Vectors] = OrderedDict()

    def score(self, query: str, texts: Sequence[str]) -> Vectors:
        asked = (query, *texts)
        if asked not in self._scored:
            self._scored[asked] = self._inner.score(query, texts)
            if len(self._scored) > _LAST:
                self._scored.popitem(last=False)
        return self._scored[asked]


def _remembered(store: Store, kind: str, texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors]) -> Vectors:
    """Vectors of the texts, shape (n, dim), each embedded only if it is not kept."""
    keys = [_key(kind, text) for text in texts]
    found = store.get(list(dict.fromkeys(keys)))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
    if missing:
        vectors = embed(list(missing.values()))
        made = {key: _packed(vectors[row]) for row, key in enumerate(missing)}
        store.put(made.items())
        found |= made
    return np.stack([_unpacked(found[key], -1)[0] for key in keys])


def _key(kind: str, text: str) -> bytes:
    return hashlib.sha256(f"{kind}\0{text}".encode("utf-8", "surrogatepass")).digest()[:20]


def _packed(array: Vectors) -> bytes:
    return array.astype(np.float16).tobytes()


def _unpacked(value: bytes, dim: int) -> Vectors:
    return np.frombuffer(value, np.float16).astype(np.float32).reshape(-1 if dim > 0 else 1, dim)
