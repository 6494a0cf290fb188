import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from index import db as store
from index.db import NewPassage, Record
from index.packing import pack_parts, pack_spans, pack_vector, unpack_parts, unpack_spans, unpack_vector
from index.schema import set_meta
from index.types import Article, DamagedError, InputError, LibraryError, LockedError

VOTE = Article(
    "vote",
    "Assembly adopts resolution",
    "Russia voted in favour. Many did.",
    "en",
    url="https://example.org/1",
    source="Sample Wire",
    published="2023-10-27T21:00:00Z",
)
RERUN = replace(VOTE, id="rerun", url="https://courier.example/a", source=None, published="2023-10-28")
REPRINT = replace(VOTE, id="reprint", url=None, source="Агентство", published=None)
MOON = Article("moon", "Посадка на Луну", "Индия посадила аппарат.", "ru", source="sample wire")


def unit(*numbers: float) -> np.ndarray:
    vector = np.array(numbers, np.float32)
    return vector / np.linalg.norm(vector)


def passage(article: Article, start: int = 0, end: int | None = None) -> NewPassage:
    end = len(article.text) if end is None else end
    return NewPassage(start, end, ((start, end),), unit(1, 2, 2), np.array([unit(0, 3, 4)]))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = store.connect(tmp_path / "library.sqlite", write=True)
    yield db
    db.close()


@pytest.fixture
def news(db: sqlite3.Connection) -> sqlite3.Connection:
    """The vote in two passages and two copies; the Moon in one."""
    with store.transaction(db):
        store.put(db, Record(VOTE, "h1", signature=b"s"), [passage(VOTE, 0, 23), passage(VOTE, 24)])
        store.put(db, Record(RERUN, "h1", "vote", "exact"), [])
        store.put(db, Record(REPRINT, "h2", "vote", "near"), [])
        store.put(db, Record(MOON, "h3", signature=b"t"), [passage(MOON)])
    return db


def test_what_was_put_is_read_back(news: sqlite3.Connection) -> None:
    assert store.record(news, "vote") == Record(VOTE, "h1", signature=b"s")
    assert store.record(news, "nobody") is None
    (row,) = store.passage_rows(news, [2])
    assert (row.passage.text, row.passage.start, row.passage.end) == ("Many did.", 24, 33)
    assert row.passage.sentences == ((24, 33),)
    assert row.article == VOTE
    assert np.abs(row.vector - unit(1, 2, 2)).max() < 1 / 2048
    assert np.abs(row.parts - unit(0, 3, 4)).max() <= 0.8 / 254 + 1e-7


def test_rows_come_in_the_order_asked_and_unknown_ids_are_left_out(news: sqlite3.Connection) -> None:
    assert [row.passage.id for row in store.passage_rows(news, [3, 99, 1])] == [3, 1]
    assert store.passage_rows(news, []) == []


def test_also_in_names_the_outlets_of_the_copies(news: sqlite3.Connection) -> None:
    (row,) = store.passage_rows(news, [1])
    assert row.also_in == ("courier.example", "Агентство")


def test_a_changed_article_gets_ids_never_used_before(news: sqlite3.Connection) -> None:
    with store.transaction(news):
        store.put(news, Record(replace(MOON, title="Луна"), "h4"), [passage(MOON)])
    assert store.passage_ids(news).tolist() == [1, 2, 4]
    with store.transaction(news):
        store.delete(news, "moon")
        store.put(news, Record(MOON, "h3"), [passage(MOON)])
    assert store.passage_ids(news).tolist() == [1, 2, 5]


def test_none_keeps_the_passages(news: sqlite3.Connection) -> None:
    with store.transaction(news):
        store.put(news, Record(replace(MOON, author="А. Н."), "h3"), None)
    assert store.passage_ids(news).tolist() == [1, 2, 3]
    kept = store.record(news, "moon")
    assert kept is not None
    assert kept.article.author == "А. Н."


def test_a_twin_takes_over_passages_under_new_ids(news: sqlite3.Connection) -> None:
    before = store.passage_rows(news, [1, 2])
    with store.transaction(news):
        store.move_passages(news, "vote", "rerun")
        store.relink(news, "rerun", None, None)
        store.relink(news, "reprint", "rerun", "near")
        store.delete(news, "vote")
    after = store.passage_rows(news, [4, 5])
    assert [r.passage.text for r in after] == [r.passage.text for r in before]
    assert [r.article.id for r in after] == ["rerun", "rerun"]
    assert all((a.vector == b.vector).all() for a, b in zip(after, before, strict=True))
    assert after[0].also_in == ("Агентство",)


def test_a_copy_may_not_be_left_without_its_leader(news: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.transaction(news):
        store.delete(news, "vote")
    assert store.counts(news).articles == 4


def test_leaders_by_hash_and_their_copies(news: sqlite3.Connection) -> None:
    assert store.by_hash(news, "h1") == "vote"
    assert store.by_hash(news, "h2") is None
    assert [r.article.id for r in store.copies(news, "vote")] == ["rerun", "reprint"]
    assert sorted(store.signatures(news)) == [("moon", "ru", b"t"), ("vote", "en", b"s")]


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ({}, ["rerun", "vote", "moon", "reprint"]),
        ({"limit": 2, "offset": 1}, ["vote", "moon"]),
        ({"source": "SAMPLE WIRE"}, ["vote", "moon"]),
        ({"source": "агентство"}, ["reprint"]),
        ({"language": "ru"}, ["moon"]),
        ({"text": "луну"}, ["moon"]),
        ({"text": "100%"}, []),
        ({"since": "2023-10-28"}, ["rerun"]),
        ({"until": "2023-10-27"}, ["vote"]),
        ({"since": "2023-10-27T23:00", "until": "2023-10-28T01:00"}, ["rerun", "vote"]),
    ],
)
def test_articles_newest_first(news: sqlite3.Connection, how: dict[str, str], found: list[str]) -> None:
    assert [r.article.id for r in store.articles(news, **how)] == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ({}, None),
        ({"sources": ["sample wire"]}, [1, 2, 3]),
        ({"sources": ["АГЕНТСТВО"]}, [1, 2]),
        ({"sources": ["nobody"]}, []),
        ({"languages": ["ru", "ar"]}, [3]),
        ({"since": "2023-10-28"}, [1, 2]),
        ({"since": "2023-10-29"}, []),
        ({"until": "2030-01-01"}, [1, 2]),
        ({"until": "2023-10-27", "sources": ["Sample Wire"], "languages": ["en"]}, [1, 2]),
        ({"until": "2023-10-27", "languages": ["ru"]}, []),
        ({"since": "2023-10-28", "sources": ["Sample Wire"]}, []),
    ],
)
def test_filters_match_a_leader_or_a_copy_of_it(
    news: sqlite3.Connection, how: dict[str, list[str]], found: list[int] | None
) -> None:
    ids = store.filtered_ids(news, **how)  # type: ignore[arg-type]
    assert (None if ids is None else ids.tolist()) == found


def test_counts(news: sqlite3.Connection) -> None:
    counts = store.counts(news)
    assert (counts.articles, counts.leaders, counts.copies, counts.passages) == (4, 2, 2, 3)
    assert counts.languages == {"en": 3, "ru": 1}
    assert counts.sources == {"": 1, "Sample Wire": 1, "sample wire": 1, "Агентство": 1}


def test_vectors_and_texts_in_bulk(news: sqlite3.Connection) -> None:
    ((ids, languages, vectors),) = store.iter_vectors(news)
    assert (ids.tolist(), languages, vectors.shape) == ([1, 2, 3], ["en", "en", "ru"], (3, 3))
    ((ids, _, _),) = store.iter_vectors(news, [3, 1, 77])
    assert ids.tolist() == [1, 3]
    sums = store.language_sums(news)
    assert {language: count for language, (_, count) in sums.items()} == {"en": 2, "ru": 1}
    assert sums["en"][0] == pytest.approx([2 / 3, 4 / 3, 4 / 3], abs=1e-3)
    assert list(store.iter_texts(news, [2])) == [(2, "en", "Assembly adopts resolution\nMany did.")]


def test_the_generation_counts_commits_alone(db: sqlite3.Connection) -> None:
    assert store.generation(db) == 0
    with store.transaction(db):
        store.put(db, Record(MOON, "h"), [])
    assert store.generation(db) == 1
    with contextlib.suppress(KeyError), store.transaction(db):
        store.delete(db, "moon")
        raise KeyError
    assert store.generation(db) == 1
    assert store.record(db, "moon") is not None


def test_a_full_disk_undoes_the_step_and_says_so(news: sqlite3.Connection) -> None:
    (pages,) = news.execute("PRAGMA page_count").fetchone()
    news.execute(f"PRAGMA max_page_count = {pages + 2}")
    big = replace(MOON, id="big", text="Луна. " * 20_000)
    with pytest.raises(LibraryError, match="the disk is full"), store.transaction(news):
        store.put(news, Record(big, "h9"), [passage(big)])
    assert (store.counts(news).articles, store.generation(news)) == (4, 1)
    news.execute("PRAGMA max_page_count = 100000")
    with store.transaction(news):
        store.put(news, Record(big, "h9"), [passage(big)])
    assert store.counts(news).articles == 5


@pytest.mark.usefixtures("news")
def test_a_read_only_database_says_so(tmp_path: Path) -> None:
    reader = store.connect(tmp_path / "library.sqlite", write=False)
    with pytest.raises(LibraryError, match="read-only"), store.transaction(reader):
        store.delete(reader, "moon")
    assert store.counts(reader).articles == 4
    reader.close()


def test_a_second_writer_is_told(news: sqlite3.Connection, tmp_path: Path) -> None:
    other = store.connect(tmp_path / "library.sqlite", write=True)
    other.execute("PRAGMA busy_timeout = 20")
    with (
        store.transaction(news),
        pytest.raises(LockedError, match="another process"),
        store.transaction(other),
    ):
        pass
    other.close()


def test_vectors_that_do_not_fit_are_refused(db: sqlite3.Connection) -> None:
    new = passage(VOTE)
    with pytest.raises(ValueError, match="2 sentences"):
        store.put(db, Record(VOTE, "h"), [replace(new, sentences=((0, 1), (1, 2)))])
    with pytest.raises(ValueError, match="not finite"):
        store.put(db, Record(VOTE, "h"), [replace(new, vector=np.array([np.nan, 0, 0], np.float32))])


def test_half_a_character_is_refused_by_name(db: sqlite3.Connection) -> None:
    with pytest.raises(InputError, match="article 'moon'"):
        store.put(db, Record(replace(MOON, text="\ud83d"), "h"), [])


def test_a_null_character_moves_no_passage(db: sqlite3.Connection) -> None:
    odd = replace(VOTE, text="One.\0 Two. 三。")
    with store.transaction(db):
        store.put(db, Record(odd, "h"), [passage(odd, 6, 13)])
    assert store.passage_rows(db, [1])[0].passage.text == "Two. 三。"
    assert next(store.iter_texts(db, [1]))[2].endswith("Two. 三。")


@pytest.mark.parametrize("content", [b"", b"not a database, whatever its name says" * 99])
def test_a_file_that_is_no_library(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.sqlite"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match=r"holds nothing yet|damaged"):
        store.connect(path, write=False)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "library.sqlite")
    other.execute("CREATE TABLE bookmarks (url)")
    other.commit()
    with pytest.raises(LibraryError, match="another program"):
        store.connect(tmp_path / "library.sqlite", write=True)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
    other.close()


def test_a_library_of_a_newer_khabar(db: sqlite3.Connection, tmp_path: Path) -> None:
    set_meta(db, "schema", 99)
    with pytest.raises(LibraryError, match="newer Khabar"):
        store.connect(tmp_path / "library.sqlite", write=False)


FINITE = st.floats(-100, 100, width=32)


@given(arrays(np.float32, array_shapes(max_dims=1, max_side=99), elements=FINITE))
def test_float16_keeps_each_number_to_a_2048th(vector: np.ndarray) -> None:
    kept = unpack_vector(pack_vector(vector))
    assert (np.abs(kept - vector) <= np.abs(vector) / 2048 + 1e-7).all()


@given(arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=33), elements=FINITE))
def test_int8_keeps_each_number_to_a_254th_of_the_rows_largest(parts: np.ndarray) -> None:
    kept = unpack_parts(pack_parts(parts), parts.shape[1])
    largest = np.abs(parts).max(axis=1, keepdims=True)
    assert kept.shape == parts.shape
    assert (np.abs(kept - parts) <= largest / 253.9 + 1e-30).all()


@given(st.lists(st.tuples(st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1))))
def test_spans_come_back(spans: list[tuple[int, int]]) -> None:
    assert unpack_spans(pack_spans(spans)) == tuple(spans)


def test_no_parts_are_no_rows() -> None:
    assert unpack_parts(pack_parts(np.zeros((0, 7), np.float32)), 7).shape == (0, 7)


def test_bytes_cut_off_are_damage() -> None:
    with pytest.raises(DamagedError):
        unpack_vector(b"123")
    with pytest.raises(DamagedError):
        unpack_spans(b"1234")
    with pytest.raises(DamagedError):
        unpack_parts(pack_parts(np.ones((2, 7), np.float32))[:-1], 7)
