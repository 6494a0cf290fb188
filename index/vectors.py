"""Nearest neighbours of a vector."""

from functools import cache
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from index.embedders import Vectors
from index.types import DamagedError

Ids = NDArray[np.int64]

FLAT_LIMIT = 200_000
"""Vectors up to which every one is compared: exact, 4 bytes a number."""
PROBED = 1 / 2
"""Share of the lists that a search looks into past that limit (docs/speed.md has what it finds)."""
_TIES = 16
"""How many more than asked for are fetched at first: equal scores at the edge come out by their ids."""
_TRAINED_ON = 64
"""Vectors a list that k-means sees."""


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
    """FAISS: exhaustive up to `flat_limit` vectors, past it inverted lists of float16 (near, not exact).

    A search among `allowed` looks into all lists, so that a narrow filter finds what there is.
    """

    def __init__(self, dim: int, *, flat_limit: int = FLAT_LIMIT) -> None:
        self._limit = flat_limit
        self._index: Any = _faiss().IndexIDMap2(_faiss().IndexFlatIP(dim))

    @property
    def exact(self) -> bool:
        """Whether every vector is compared, in float32."""
        return not hasattr(self._index, "nprobe")

    def add(self, ids: Ids, vectors: Vectors) -> None:
        if not len(ids):
            return
        vectors = np.ascontiguousarray(vectors, np.float32)
        if self.exact and self._index.ntotal + len(ids) > self._limit:
            kept = np.asarray(self._index.index.reconstruct_n(0, self._index.ntotal))
            vectors, ids = np.concatenate([kept, vectors]), np.concatenate([self.ids(), ids])
            self._index = _lists(vectors)
        self._index.add_with_ids(vectors, np.ascontiguousarray(ids, np.int64))

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
        if self.exact:
            return np.asarray(_faiss().vector_to_array(self._index.id_map), np.int64)
        lists = self._index.invlists
        of_lists = [
            _faiss().rev_swig_ptr(lists.get_ids(i), lists.list_size(i)).copy()
            for i in range(lists.nlist)
            if lists.list_size(i)
        ]
        return np.concatenate([np.zeros(0, np.int64), *of_lists])

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
        only = None if allowed is None else _faiss().IDSelectorBatch(np.ascontiguousarray(allowed, np.int64))
        if self.exact:
            how = None if only is None else _faiss().SearchParameters(sel=only)
        else:
            lists = self._index.nlist
            how = _faiss().SearchParametersIVF(
                sel=only, nprobe=max(1, int(lists * PROBED)) if only is None else lists
            )
        scores, ids = self._index.search(np.ascontiguousarray(query, np.float32)[None], limit, params=how)
        found = ids[0] >= 0
        return scores[0][found], ids[0][found]


def _lists(vectors: Vectors) -> Any:
    """An empty index whose lists were learned from `vectors` (n, dim): the square root of n lists."""
    count, dim = vectors.shape
    lists = max(1, round(count**0.5))
    centroids = _faiss().IndexFlatIP(dim)
    index = _faiss().IndexIVFScalarQuantizer(
        centroids, dim, lists, _faiss().ScalarQuantizer.QT_fp16, _faiss().METRIC_INNER_PRODUCT
    )
    index.own_fields = True
    centroids.this.disown()
    index.by_residual = False
    sample = np.random.default_rng(0).permutation(count)[: lists * _TRAINED_ON]
    index.train(np.ascontiguousarray(vectors[sample]))
    return index


@cache
def _faiss() -> Any:
    import faiss

    return faiss
