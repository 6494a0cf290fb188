"""Doubles for tests, and the contract that every embedder and every vector store must keep.

The suites are plain functions: `check_vector_store(MyStore)` raises AssertionError with the reason.
"""

import tempfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from index.embedders import Embedder, Vectors
from index.types import DamagedError, Span
from index.vectors import Ids, VectorStore


class HashEmbedder:
    """Words and their letter triples, hashed (Weinberger et al. 2009, arXiv:0902.2206): alike texts lie near.

    The same on every machine; a token is a word. `name` tells two of them apart.
    """

    def __init__(self, dim: int = 64, name: str = "hash") -> None:
        self.name, self.dim, self.max_tokens = name, dim, 512

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed_query(self, text: str) -> Vectors:
        vector = np.zeros(self.dim, np.float32)
        for word in text.casefold().split():
            for gram in [word, word, *(word[i : i + 3] for i in range(len(word) - 2))]:
                code = zlib.crc32(gram.encode("utf-8", "replace"))
                vector[code % self.dim] += 1.0 if code & 0x10000 else -1.0
        norm = float(np.linalg.norm(vector))
        return vector / np.float32(norm) if norm else np.eye(1, self.dim, dtype=np.float32)[0]

    def embed_sentences(self, texts: Sequence[str]) -> Vectors:
        return np.array([self.embed_query(text) for text in texts], np.float32).reshape(len(texts), self.dim)

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        of_parts = [
            self.embed_sentences([text[start:end] for start, end in spans])
            for text, spans in zip(texts, parts, strict=True)
        ]
        return self.embed_sentences(texts), of_parts


class BruteForceStore:
    """The vector store whose every answer can be seen to be right."""

    def __init__(self, dim: int) -> None:
        self._ids = np.zeros(0, np.int64)
        self._vectors = np.zeros((0, dim), np.float32)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        self._ids = np.concatenate([self._ids, np.asarray(ids, np.int64)])
        self._vectors = np.concatenate([self._vectors, np.asarray(vectors, np.float32)])

    def remove(self, ids: Ids) -> None:
        kept = ~np.isin(self._ids, ids)
        self._ids, self._vectors = self._ids[kept], self._vectors[kept]

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        inside = np.ones(len(self._ids), bool) if allowed is None else np.isin(self._ids, allowed)
        ids = self._ids[inside]
        scores = (self._vectors[inside].astype(np.float64) * query).sum(axis=1).astype(np.float32)
        order = np.lexsort((ids, -scores))[: max(k, 0)]
        return ids[order], scores[order]

    def ids(self) -> Ids:
        return self._ids

    def save(self, path: Path) -> None:
        with path.open("wb") as file:
            np.save(file, self._ids)
            np.save(file, self._vectors)

    @classmethod
    def load(cls, path: Path) -> Self:
        try:
            with path.open("rb") as file:
                ids, vectors = np.load(file), np.load(file)
        except (OSError, ValueError, EOFError) as error:
            raise DamagedError(f"{path.name} is damaged: `khabar rebuild` makes it anew") from error
        store = cls(vectors.shape[1])
        store.add(ids, vectors)
        return store


def check_vector_store(make: Callable[[int], VectorStore], *, tolerance: float = 1e-6) -> None:
    """Raises AssertionError unless the store that `make(dim)` gives answers as brute force does.

    `tolerance` is the largest difference of a score; ids and their order must be the same.
    """
    rng = np.random.default_rng(7)
    dim, ids = 24, rng.permutation(900)[:300].astype(np.int64) + 5_000_000_000
    vectors = rng.normal(size=(300, dim)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[100:140] = vectors[100]
    store, truth = make(dim), BruteForceStore(dim)
    _compare("an empty store", store, truth, vectors[0], tolerance)
    for first in range(0, 300, 75):
        for each in (store, truth):
            each.add(ids[first : first + 75], vectors[first : first + 75])
    _compare("a full store", store, truth, vectors[3], tolerance)
    _compare("forty equal vectors", store, truth, vectors[100], tolerance)
    _compare("a query that is no unit vector", store, truth, 3 * vectors[8], tolerance * 3)
    gone = np.concatenate([ids[50:120], [1]])
    for each in (store, truth):
        each.remove(gone)
    _compare("after a removal", store, truth, vectors[60], tolerance)
    for each in (store, truth):
        each.add(ids[50:60], vectors[200:210])
    _compare("an id given to another vector", store, truth, vectors[205], tolerance)
    _check_file(store, truth, vectors[7], tolerance)


def check_embedder(make: Callable[[], Embedder], *, tolerance: float = 0.02) -> None:
    """Raises AssertionError unless `make()` gives unit vectors of the stated size, the same each time.

    `tolerance` is how far the cosine may be from 1 for a text embedded alone and among others.
    """
    embedder = make()
    _assert(bool(embedder.name) and embedder.dim > 0 and embedder.max_tokens > 0, "name, dim, max_tokens")
    texts = [
        "The assembly voted on Friday. Russia was in favour.",
        "صوتت الجمعية العامة يوم الجمعة.",
        "一",
        " ",
    ]
    spans: list[list[Span]] = [[(0, 29), (30, 51)], [(0, len(texts[1]))], [(0, 1)], []]
    _assert(embedder.count_tokens("") == 0, "count_tokens of nothing is 0")
    _assert(embedder.count_tokens(texts[0]) > embedder.count_tokens("Russia"), "more words, more tokens")
    vectors, parts = embedder.embed_passages(texts, spans)
    _check_units("embed_passages", vectors, (len(texts), embedder.dim))
    for rows, text_spans in zip(parts, spans, strict=True):
        _check_units("the parts of embed_passages", rows, (len(text_spans), embedder.dim))
    alone = np.stack([embedder.embed_passages([text], [[]])[0][0] for text in texts])
    _assert(bool(((alone * vectors).sum(axis=1) > 1 - tolerance).all()), "alone or among others, the same")
    nothing, no_parts = embedder.embed_passages([], [])
    _assert(nothing.shape == (0, embedder.dim) and no_parts == [], "of no texts, no vectors of the right size")
    _check_units("embed_sentences", embedder.embed_sentences(texts[:2]), (2, embedder.dim))
    _assert(embedder.embed_sentences([]).shape == (0, embedder.dim), "embed_sentences of nothing")
    query = embedder.embed_query("Did Russia vote in favour?")
    _check_units("embed_query", query[None], (1, embedder.dim))
    _assert(bool((query == embedder.embed_query("Did Russia vote in favour?")).all()), "twice, the same")
    near, far = vectors[0], embedder.embed_passages(["Melon prices fell in Kashgar."], [[]])[0][0]
    _assert(float(query @ near) > float(query @ far), "a text on the matter lies nearer than one on another")


def _check_file(store: VectorStore, truth: VectorStore, query: Vectors, tolerance: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        store.save(path)
        _compare("after save and load", type(store).load(path), truth, query, tolerance)
        whole = path.read_bytes()
        for name, content in (
            ("cut off", whole[: len(whole) // 2]),
            ("empty", b""),
            ("noise", b"\x07" * 999),
        ):
            path.write_bytes(content)
            try:
                type(store).load(path)
            except DamagedError:
                continue
            raise AssertionError(f"a file that is {name} must raise DamagedError")


def _compare(when: str, store: VectorStore, truth: VectorStore, query: Vectors, tolerance: float) -> None:
    _assert(sorted(store.ids()) == sorted(truth.ids()), f"{when}: ids() is not what was added and not removed")
    every = np.sort(truth.ids())
    for allowed in (None, every[::3], np.array([3, *every[:2]], np.int64), np.zeros(0, np.int64)):
        for k in (0, 1, 10, 1000):
            found, scores = store.search(query, k, allowed)
            right, right_scores = truth.search(query, k, allowed)
            case = f"{when}, k={k}, {'all' if allowed is None else len(allowed)} allowed"
            for place, (got, due) in enumerate(zip(found.tolist(), right.tolist(), strict=False)):
                _assert(got == due, f"{case}: {got} in place {place + 1}, where brute force finds {due}")
            _assert(len(found) == len(right), f"{case}: {len(found)} found, {len(right)} by brute force")
            off = float(np.abs(scores - right_scores).max(initial=0))
            _assert(off <= tolerance, f"{case}: a score is off by {off}")


def _check_units(what: str, vectors: Vectors, shape: tuple[int, int]) -> None:
    _assert(vectors.shape == shape and vectors.dtype == np.float32, f"{what}: {vectors.dtype} {vectors.shape}")
    norms = np.linalg.norm(vectors, axis=1)
    _assert(bool((np.abs(norms - 1) < 1e-3).all()), f"{what}: lengths {norms}, not 1")


def _assert(holds: bool, message: str) -> None:
    if not holds:
        raise AssertionError(message)
