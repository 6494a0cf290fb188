"""Every text is embedded once, and what was kept changes nothing."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from evals.embeddings import FILE, RememberedEmbedder, RememberedView, Store
from index.embedders import Vectors
from index.testing import HashEmbedder, check_embedder
from index.types import InputError, Span
from tests.evals.conftest import HashView


class CountingEmbedder(HashEmbedder):
    """Counts the texts that it embeds."""

    embedded = 0

    def embed_query(self, text: str) -> Vectors:
        self.embedded += 1
        return super().embed_query(text)

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        vectors = HashEmbedder(self.dim).embed_passages(texts, parts)
        self.embedded += len(texts)
        return vectors


def test_it_is_an_embedder(tmp_path: Path) -> None:
    check_embedder(lambda: RememberedEmbedder(HashEmbedder(), Store(tmp_path)))


def test_nothing_is_embedded_twice_even_by_another_process(tmp_path: Path) -> None:
    inner = CountingEmbedder()
    for _ in range(2):
        embedder = RememberedEmbedder(inner, Store(tmp_path))
        embedder.embed_query("Who voted?")
        embedder.embed_sentences(["It rained.", "It rained.", "Roads closed."])
        embedder.embed_passages(["It rained. Roads closed."], [[(0, 10), (11, 24)]])
    assert inner.embedded == 1 + 2 + 1


def test_the_same_text_in_other_parts_is_another_thing(tmp_path: Path) -> None:
    inner = CountingEmbedder()
    embedder = RememberedEmbedder(inner, Store(tmp_path))
    first = embedder.embed_passages(["It rained."], [[(0, 10)]])
    second = embedder.embed_passages(["It rained."], [[(0, 2), (3, 10)]])
    assert [parts[0].shape for _, parts in (first, second)] == [(1, 64), (2, 64)]
    assert inner.embedded == 2


def test_a_vector_is_the_same_whether_it_was_kept_or_not(tmp_path: Path) -> None:
    fresh = RememberedEmbedder(HashEmbedder(), Store(tmp_path)).embed_query("Who voted?")
    kept = RememberedEmbedder(HashEmbedder(), Store(tmp_path)).embed_query("Who voted?")
    assert (fresh == kept).all()
    assert np.allclose(fresh, HashEmbedder().embed_query("Who voted?"), atol=1e-3)


def test_two_embedders_share_a_file_but_no_vector(tmp_path: Path) -> None:
    store = Store(tmp_path)
    one, two = (RememberedEmbedder(HashEmbedder(dim, f"hash-{dim}"), store) for dim in (32, 64))
    assert [each.embed_query("Who?").shape for each in (one, two)] == [(32,), (64,)]


def test_the_second_encoder_remembers_too(tmp_path: Path) -> None:
    view = RememberedView(HashView(), Store(tmp_path))
    first = view.encode(["It rained.", "Roads closed."])
    assert (view.encode(["Roads closed."]) == first[1]).all()
    assert view.encode([]).shape == (0, 512)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("not a database, but long enough to be taken for a damaged one " * 40)
    with pytest.raises(InputError, match="cannot keep vectors"):
        Store(tmp_path)
