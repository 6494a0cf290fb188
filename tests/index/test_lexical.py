import math
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.lexical import LexicalIndex
from index.types import DamagedError

ROWS = [
    (1, "en", "Russia voted for the resolution"),
    (2, "en", "Russia and Jordan spoke; Russia voted"),
    (3, "en", "The Moon landing"),
    (4, "ar", "صوتت روسيا لصالح القرار"),
    (5, "zh", "俄罗斯投票赞成决议"),
]


@pytest.fixture
def words(tmp_path: Path) -> Iterator[LexicalIndex]:
    words = LexicalIndex.open(tmp_path / "words", create=True)
    words.add(ROWS)
    words.commit()
    yield words
    words.close()


def bm25(frequency: int, length: int, with_term: int, documents: int, mean_length: float) -> float:
    rarity = math.log(1 + (documents - with_term + 0.5) / (with_term + 0.5))
    return rarity * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length / mean_length))


def test_scores_are_bm25(words: LexicalIndex) -> None:
    """Lengths count the language mark too: 6, 7, 4, 5 and 5 terms, 27 in all."""
    found = words.search(["russia"], "en", 10)
    assert [id_ for id_, _ in found] == [2, 1]
    assert found[0][1] == pytest.approx(bm25(2, 7, 2, 5, 27 / 5), rel=1e-4)
    assert found[1][1] == pytest.approx(bm25(1, 6, 2, 5, 27 / 5), rel=1e-4)


def test_only_the_language_asked_for(words: LexicalIndex) -> None:
    assert [id_ for id_, _ in words.search(["روسي"], "ar", 5)] == [4]
    assert words.search(["روسي"], "en", 5) == []
    assert [id_ for id_, _ in words.search(["俄罗斯"], "zh", 5)] == [5]


def test_only_what_is_allowed(words: LexicalIndex) -> None:
    everywhere = dict(words.search(["russia"], "en", 5))
    assert words.search(["russia"], "en", 5, np.array([1, 3])) == [(1, everywhere[1])]
    assert words.search(["russia"], "en", 5, np.zeros(0, np.int64)) == []


def test_nothing_asked_is_nothing_found(words: LexicalIndex) -> None:
    assert words.search([], "en", 5) == []
    assert words.search(["russia"], "en", 0) == []
    assert words.search(["no-such-term"], "en", 5) == []


def test_equal_scores_come_by_id_whatever_the_order_of_writing() -> None:
    words = LexicalIndex.open(None)
    for first in (200, 100, 0):
        words.add([(first + i, "en", "the same words") for i in reversed(range(100))])
        words.commit()
    assert [id_ for id_, _ in words.search(["same"], "en", 5)] == [0, 1, 2, 3, 4]
    assert len(words.search(["same"], "en", 1000)) == 300


def test_frequencies_are_of_one_language(words: LexicalIndex) -> None:
    assert words.document_frequencies(["russia", "moon", "mars"], "en") == (
        {"russia": 2, "moon": 1, "mars": 0},
        3,
    )
    assert words.document_frequencies(["russia"], "ar") == ({"russia": 0}, 1)
    assert words.document_frequencies([], "fr") == ({}, 0)


def test_removed_and_added_again(words: LexicalIndex) -> None:
    words.remove([1, 4, 77])
    words.add([(6, "en", "Russia again")])
    words.commit()
    assert words.ids().tolist() == [2, 3, 5, 6]
    assert {id_ for id_, _ in words.search(["russia"], "en", 5)} == {2, 6}


def test_what_is_rolled_back_never_was(words: LexicalIndex) -> None:
    words.add([(6, "en", "Russia again")])
    words.remove([1])
    words.rollback()
    words.commit()
    assert words.ids().tolist() == [1, 2, 3, 4, 5]


def test_opened_again_it_is_as_it_was(words: LexicalIndex, tmp_path: Path) -> None:
    again = LexicalIndex.open(tmp_path / "words")
    assert again.ids().tolist() == [1, 2, 3, 4, 5]
    assert again.search(["russia"], "en", 5) == words.search(["russia"], "en", 5)
    assert not again.private


def test_an_empty_index_has_no_ids() -> None:
    assert LexicalIndex.open(None).ids().tolist() == []


def test_where_nothing_lies_there_is_damage(tmp_path: Path) -> None:
    with pytest.raises(DamagedError, match="khabar rebuild"):
        LexicalIndex.open(tmp_path / "words")


@pytest.mark.skipif(os.getuid() != 0, reason="needs to give up root, to whom nothing is read-only")
def test_a_read_only_folder_is_read_from_a_copy(words: LexicalIndex, tmp_path: Path) -> None:
    words.close()
    folder = tmp_path / "words"
    for path in [folder, *folder.iterdir()]:
        path.chmod(0o555)
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(parent.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        copy = LexicalIndex.open(folder)
        found = copy.search(["moon"], "en", 5)
    finally:
        os.seteuid(0)
    assert (copy.private, [id_ for id_, _ in found]) == (True, [3])
    copy.close()
