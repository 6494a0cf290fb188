"""Sentences that are read once: from the file, from memory, on the spot."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.embedders import Vectors
from index.embedders.bundled import BundledEmbedder
from index.library import open_library
from index.search import Searcher, retrieve
from index.testing import HashEmbedder
from rag.quotes import choose
from web.finishing import finish, open_finisher
from web.sentences import FILE, Remembered, RememberingEmbedder, RememberingView, SentenceStore, key_of


class Counted:
    """Reads a text as its length, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], np.float32)


def test_a_sentence_is_read_once_and_comes_back_in_its_place(tmp_path: Path) -> None:
    read = Counted()
    remembered = Remembered(SentenceStore(tmp_path), "alone", read)
    assert remembered.vectors(["aa", "b", "aa"])[:, 0].tolist() == [2, 1, 2]
    assert remembered.vectors(["b", "ccc"])[:, 0].tolist() == [1, 3]
    assert read.asked == ["aa", "b", "ccc"]


def test_what_the_file_holds_is_not_read_again_and_is_the_same(tmp_path: Path) -> None:
    vectors = HashEmbedder().embed_sentences(["Prices rose.", "Rain fell."])
    finisher = open_finisher(tmp_path)
    finisher.put([1], zip(["Prices rose.", "Rain fell."], [1, 1], vectors, [None, vectors[1]], strict=True))
    finisher.close()
    store, read = SentenceStore(tmp_path), Counted()
    assert np.allclose(
        Remembered(store, "alone", read).vectors(["Rain fell.", "Prices rose."]), vectors[::-1], atol=1e-3
    )
    assert read.asked == []
    assert list(store.known("view", [key_of("Prices rose."), key_of("Rain fell.")])) == [key_of("Rain fell.")]


@pytest.mark.parametrize("content", [b"", b"no database at all, but a text that is longer than a header" * 99])
def test_a_damaged_file_is_as_good_as_none_and_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert SentenceStore(tmp_path).known("alone", [1]) == {}
    finisher = open_finisher(tmp_path)
    assert finisher.unfinished([3, 4]) == [4, 3]
    finisher.close()


def test_a_file_of_another_layout_is_begun_anew(tmp_path: Path) -> None:
    open_finisher(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as changed:
        changed.execute("UPDATE about SET layout = 'old'")
    changed.close()
    assert SentenceStore(tmp_path).known("alone", [1]) == {}
    finisher = open_finisher(tmp_path)
    finisher.put([1], [])
    finisher.close()
    assert SentenceStore(tmp_path).known("alone", [1]) == {}


def test_what_is_gone_from_the_library_goes_from_the_file(tmp_path: Path) -> None:
    finisher = open_finisher(tmp_path)
    for passage, text in ((1, "Prices rose."), (2, "Rain fell.")):
        finisher.put([passage], [(text, passage, np.ones(2, np.float32), None)])
    assert finisher.unfinished([2, 3]) == [3]
    assert finisher.missing(["Prices rose.", "Rain fell."]) == ["Prices rose."]
    finisher.close()


def test_what_is_quoted_is_the_same_when_its_sentences_were_read_ahead(library: Path) -> None:
    question, store = "How did Russia vote on the Arab resolution?", SentenceStore(library)
    with open_library(library) as opened:
        plain = Searcher(opened, BundledEmbedder())
        before = choose(plain, *retrieve(plain, question))
        assert finish(library, plain.embedder, plain.view, seconds=300) == 0
        ahead = Searcher(opened, RememberingEmbedder(plain.embedder, store), RememberingView(store))
        after = choose(ahead, *retrieve(ahead, question))
        vote = store.known("alone", [key_of(before[0].text)])
    assert list(vote) == [key_of(before[0].text)]
    assert [c.text for c in after[:3]] == [c.text for c in before[:3]]
    assert after[0].probability == pytest.approx(before[0].probability, abs=0.02)


def test_reading_ahead_stops_for_something_better(library: Path) -> None:
    assert finish(library, HashEmbedder(), RememberingView(SentenceStore(library)), 300, lambda: True) == 53
