"""Nearest neighbours of a vector."""

from functools import cache
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from index.embedders import Vectors
from index.types import DamagedError

Ids = NDArray[np.int64]

FLOAT32_LIMIT = 200_000
"""Vectors up to which they are kept in float32 and scores are exact to it; past it in float16."""
_TIES = 16
"""How many more than asked for are fetched at first: equal scores at the edge come out by their ids."""


class VectorStore(Protocol):
    """Vectors under integer ids. A score is the inner product with the query, exact to float32."""

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """`ids` (n,) that are not in the store yet, `vectors` (n, dim)."""

    def remove(self, ids: Ids) -> None:
        """Ids that are not there are no error."""

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        """Ids and scores of the `k` nearest to `query` (dim,), best first, ties by id, among `allowed`."""

    def ids(self) -> Ids:
        """Every id, in no order."""

    def save(self, path: Path) -> None:
        """Into one file. Raises OSError or RuntimeError where it cannot be written."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises DamagedError on a file that is no whole store."""


class FaissStore:
    """FAISS, exhaustive: what is nearest is found. float32 up to `limit` vectors, float16 from then on.

    Measured on two cores with 210,000 vectors of 384 numbers: float16 is two to five times as fast as float32
    (5 against 29 ms a search when nothing else runs), takes half the memory, and puts a score off by less than
    0.001. An inverted file, with half of its lists probed, missed a twentieth of the best ten.
    """

    def __init__(self, dim: int, *, limit: int = FLOAT32_LIMIT) -> None:
        self._limit = limit
        self._index: Any = _faiss().IndexIDMap2(_faiss().IndexFlatIP(dim))

    @property
    def exact(self) -> bool:
        """Whether scores are exact to float32."""
        return isinstance(_faiss().downcast_index(self._index.index), _faiss().IndexFlat)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        if not len(ids):
            return
        if self.exact and self._index.ntotal + len(ids) > self._limit:
            self._halve()
        self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.ascontiguousarray(ids, np.int64))

    def remove(self, ids: Ids) -> None:
        if len(ids):
            self._index.remove_ids(np.ascontiguousarray(ids, np.int64))

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        within = self._index.ntotal if allowed is None else min(self._index.ntotal, len(allowed))
        if within == 0 or k <= 0:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        limit = min(k + _TIES, within)
        while True:
            scores, ids = self._nearest(query, limit, allowed)
            if limit == within or len(ids) < limit or scores[-1] < scores[k - 1]:
                order = np.lexsort((ids, -scores))[:k]
                return ids[order], scores[order]
            limit = min(limit * 4, within)

    def ids(self) -> Ids:
        return np.asarray(_faiss().vector_to_array(self._index.id_map), np.int64)

    def save(self, path: Path) -> None:
        _faiss().write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> Self:
        store = cls(1)
        try:
            store._index = _faiss().read_index(str(path))
            if len(store.ids()) != store._index.ntotal:
                raise RuntimeError("it holds more or fewer ids than vectors")
        except (RuntimeError, AttributeError, MemoryError) as error:
            raise DamagedError(f"{path.name} is damaged: `khabar rebuild` makes it anew") from error
        return store

    def _nearest(self, query: Vectors, limit: int, allowed: Ids | None) -> tuple[Vectors, Ids]:
        only = None
        if allowed is not None:
            among = _faiss().IDSelectorBatch(np.ascontiguousarray(allowed, np.int64))
            only = _faiss().SearchParameters(sel=among)
        scores, ids = self._index.search(np.ascontiguousarray(query, np.float32)[None], limit, params=only)
        found = ids[0] >= 0
        return scores[0][found], ids[0][found]

    def _halve(self) -> None:
        ids, vectors = self.ids(), self._index.index.reconstruct_n(0, self._index.ntotal)
        faiss = _faiss()
        halves = faiss.IndexScalarQuantizer(self._index.d, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        self._index = faiss.IndexIDMap2(halves)
        if len(ids):
            self._index.add_with_ids(vectors, ids)


@cache
def _faiss() -> Any:
    import faiss

    return faiss
