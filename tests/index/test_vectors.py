import contextlib
from pathlib import Path

import numpy as np
import pytest

from index.embedders import Vectors
from index.testing import BruteForceStore, HashEmbedder, check_embedder, check_vector_store
from index.types import DamagedError
from index.vectors import FaissStore, Ids, VectorStore


def units(count: int, dim: int, seed: int = 0) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, dim)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


@pytest.mark.parametrize("make", [FaissStore, BruteForceStore])
def test_stores_keep_the_contract(make: type[VectorStore]) -> None:
    check_vector_store(make)


def test_the_hash_embedder_keeps_the_contract() -> None:
    check_embedder(HashEmbedder)


def test_the_contract_sees_a_wrong_score() -> None:
    class Doubled(BruteForceStore):
        def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
            ids, scores = super().search(query, k, allowed)
            return ids, scores * 2

    with pytest.raises(AssertionError, match="a score is off by"):
        check_vector_store(Doubled)


def test_the_contract_sees_ties_in_another_order() -> None:
    class Late(BruteForceStore):
        def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
            ids, scores = super().search(query, len(self.ids()), allowed)
            order = np.lexsort((-ids, -scores))[: max(k, 0)]
            return ids[order], scores[order]

    with pytest.raises(AssertionError, match=r"k=1000, all allowed: \d+ in place \d+, where brute force finds"):
        check_vector_store(Late)


def test_exact_scores() -> None:
    store = FaissStore(2)
    store.add(np.array([7, 3, 5]), np.array([[1, 0], [0.6, 0.8], [0, -1]], np.float32))
    ids, scores = store.search(np.array([0, 1], np.float32), 3)
    assert ids.tolist() == [3, 7, 5]
    assert scores.tolist() == [np.float32(0.8), 0.0, -1.0]


def test_past_its_limit_a_store_halves_its_numbers_and_finds_the_same(tmp_path: Path) -> None:
    vectors, ids = units(600, 32), np.arange(600, dtype=np.int64) * 3 + 1
    store, truth = FaissStore(32, limit=250), BruteForceStore(32)
    for first in range(0, 600, 200):
        store.add(ids[first : first + 200], vectors[first : first + 200])
        assert store.exact == (first == 0)
    store.remove(ids[100:300])
    truth.add(np.delete(ids, np.s_[100:300]), np.delete(vectors, np.s_[100:300], axis=0))
    store.save(tmp_path / "store")
    loaded = FaissStore.load(tmp_path / "store")
    assert sorted(loaded.ids()) == sorted(truth.ids())
    assert not loaded.exact
    for allowed in (None, ids[::7]):
        found, scores = loaded.search(vectors[5], 10, allowed)
        right, right_scores = truth.search(vectors[5], 10, allowed)
        assert found.tolist() == right.tolist()
        assert scores == pytest.approx(right_scores, abs=1e-3)


@pytest.mark.parametrize("at", range(0, 200, 7))
def test_noise_in_the_file_is_damage_or_other_numbers_but_never_a_crash(tmp_path: Path, at: int) -> None:
    store, path = FaissStore(8), tmp_path / "store"
    store.add(np.arange(50), units(50, 8))
    store.save(path)
    content = bytearray(path.read_bytes())
    content[at : at + 8] = b"\xff" * 8
    path.write_bytes(content)
    with contextlib.suppress(DamagedError):
        FaissStore.load(path)
