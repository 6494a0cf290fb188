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

    with pytest.raises(
        AssertionError, match=r"k=1000, all allowed: \d+ in place \d+, where brute force finds"
    ):
        check_vector_store(Late)


def test_exact_scores() -> None:
    store = FaissStore(2)
    store.add(np.array([7, 3, 5]), np.array([[1, 0], [0.6, 0.8], [0, -1]], np.float32))
    ids, scores = store.search(np.array([0, 1], np.float32), 3)
    assert ids.tolist() == [3, 7, 5]
    assert scores.tolist() == [np.float32(0.8), 0.0, -1.0]


def make_lists() -> tuple[FaissStore, Vectors, Ids]:
    """Past its limit: 4,000 vectors about 40 centres."""
    centres = units(40, 32, seed=1)
    vectors = np.repeat(centres, 100, axis=0) + 0.1 * units(4000, 32, seed=2)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = np.arange(4000, dtype=np.int64) * 3 + 1
    store = FaissStore(32, flat_limit=1500)
    store.add(ids[:1500], vectors[:1500])
    assert store.exact
    store.add(ids[1500:], vectors[1500:])
    assert not store.exact
    return store, vectors, ids


def test_past_the_limit_lists_find_nearly_all() -> None:
    store, vectors, ids = make_lists()
    found = 0
    for i in range(0, 4000, 200):
        truth = set(ids[np.argsort(-(vectors @ vectors[i]))[:10]].tolist())
        best, scores = store.search(vectors[i], 10)
        found += len(truth & set(best.tolist()))
        assert abs(float(scores[0]) - 1) < 2e-3
    assert found >= 190


def test_past_the_limit_a_filter_finds_all_there_is() -> None:
    store, vectors, ids = make_lists()
    allowed = ids[::500]
    best, scores = store.search(vectors[11], 20, allowed)
    assert sorted(best.tolist()) == allowed.tolist()
    assert scores == pytest.approx(np.sort(vectors[::500] @ vectors[11])[::-1], abs=2e-3)


def test_past_the_limit_what_is_removed_is_gone(tmp_path: Path) -> None:
    store, vectors, ids = make_lists()
    store.remove(ids[:3999])
    store.add(np.array([99_999]), vectors[:1])
    store.save(tmp_path / "store")
    loaded = FaissStore.load(tmp_path / "store")
    assert sorted(loaded.ids().tolist()) == [ids[3999], 99_999]
    assert loaded.search(vectors[0], 1)[0].tolist() == [99_999]


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
