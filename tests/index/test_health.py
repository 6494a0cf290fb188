import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index import health, manifest
from index.library import create_or_open
from index.testing import HashEmbedder
from index.types import LibraryError
from index.vectors import FaissStore
from tests.index.test_library import assert_whole, home, open_library, refresh, write

__all__ = ["home"]


def spoil(home: Path, sql: str, *values: object) -> None:
    """Change SQLite behind Khabar's back, keeping the generation."""
    with sqlite3.connect(home / "library.sqlite") as db:
        db.execute(sql, values)
    db.close()


def found(home: Path) -> list[tuple[str, str, str]]:
    return [(f.severity, f.what, f.where) for f in health.check(home)]


def test_a_whole_library_has_nothing_wrong(home: Path) -> None:
    assert health.check(home) == []


def test_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library at"):
        health.check(tmp_path)
    with pytest.raises(LibraryError, match="no library at"):
        health.rebuild(tmp_path)


@pytest.mark.parametrize(
    ("sql", "value", "what"),
    [
        ('UPDATE passages SET "end" = ? WHERE id = 3', 9999, "it is stated to be at 0–9999 of a text"),
        ("UPDATE passages SET start = ? WHERE id = 3", 3, "it begins or ends in white space"),
        ("UPDATE passages SET sentences = ? WHERE id = 3", b"", "its sentences do not lie inside it"),
        ("UPDATE passages SET sentences = ? WHERE id = 3", b"123", "cut off (3 bytes)"),
        ("UPDATE passages SET parts = ? WHERE id = 3", b"", "its vectors are not of 64 numbers"),
        ("UPDATE passages SET vector = ? WHERE id = 3", b"\0" * 64, "cut off (136 bytes)"),
        ("UPDATE passages SET vector = ? WHERE id = 3", b"\0" * 128, "its vector is of length 0.00, not 1"),
        ("UPDATE passages SET vector = ? WHERE id = 3", b"\0\x7e" * 64, "its vectors hold what is no number"),
        ("UPDATE passages SET vector = ? WHERE id = 3", b"\0" * 127, "cut off (127 bytes)"),
    ],
)
def test_a_spoilt_passage_is_named_with_its_article(home: Path, sql: str, value: object, what: str) -> None:
    spoil(home, sql, value)
    first = health.check(home)[0]
    assert (first.severity, what in first.what) == ("error", True), first.what
    assert first.where.startswith("passage 3")
    assert "`khabar remove a2`" in first.remedy


def test_a_copy_of_a_copy_and_an_article_without_passages(home: Path) -> None:
    spoil(home, "UPDATE articles SET duplicate_of = 'a1', duplicate_kind = 'near' WHERE id = 'a2'")
    spoil(home, "UPDATE articles SET duplicate_of = 'a2', duplicate_kind = 'near' WHERE id = 'a3'")
    spoil(home, "DELETE FROM passages WHERE article_id = 'a7'")
    assert found(home)[:2] == [
        ("error", "it is a copy of a copy", "article a3"),
        ("error", "no search finds it: it has no passages", "article a7"),
    ]


def test_a_row_that_points_nowhere(home: Path) -> None:
    spoil(home, "UPDATE passages SET article_id = 'gone' WHERE id = 3")
    assert found(home) == [("error", "row 3 points to no row of articles", "library.sqlite, passages")]


def test_caches_that_are_behind(home: Path) -> None:
    with create_or_open(home, HashEmbedder()) as library:
        write(library, 30)
    assert found(home) == [("warning", "the indexes are of state 2, the articles of state 3", "manifest.json")]
    open_library(home).close()
    assert health.check(home) == []


def test_caches_of_other_passages(home: Path) -> None:
    spoil(home, "UPDATE passages SET id = 77 WHERE id = 3")
    told = manifest.read(home)
    assert told
    what = "it holds other passages than the library"
    assert found(home) == [("error", what, told.vectors), ("error", what, "words")]


def test_vectors_that_are_not_those_of_the_passages(home: Path) -> None:
    told = manifest.read(home)
    assert told
    store = FaissStore.load(home / told.vectors)
    ids = np.sort(store.ids())
    store.remove(ids[:1])
    store.add(ids[:1], np.eye(1, 64, dtype=np.float32))
    store.save(home / told.vectors)
    assert found(home) == [("error", "the file is not what was saved", told.vectors)]
    files = manifest.fingerprints(home, told.files)
    manifest.write(home, manifest.Manifest(*(getattr(told, n) for n in told.__slots__[:-1]), files))
    assert found(home) == [("error", "it holds other vectors than the library", told.vectors)]
    health.rebuild(home)
    assert health.check(home) == []


def test_leftovers(home: Path) -> None:
    (home / "vectors-0123456789ab.faiss").write_bytes(b"x")
    (home / "manifest.json.part").write_bytes(b"x")
    left = "left over from a save that was broken off"
    assert found(home) == [
        ("warning", left, "manifest.json.part"),
        ("warning", left, "vectors-0123456789ab.faiss"),
    ]
    health.rebuild(home)
    assert health.check(home) == []


def test_noise_for_sqlite(home: Path) -> None:
    (home / "library.sqlite").write_bytes(b"noise " * 1000)
    (finding,) = health.check(home)
    assert finding.severity == "error"
    assert "is damaged" in finding.what
    assert "backup" in finding.remedy


def test_damage_inside_sqlite(home: Path) -> None:
    path = home / "library.sqlite"
    content = bytearray(path.read_bytes())
    for at in range(8192, len(content), 4096):
        content[at : at + 100] = b"\xa5" * 100
    path.write_bytes(content)
    findings = health.check(home)
    assert findings
    assert {f.where for f in findings} == {"library.sqlite"}


def test_a_rebuild_tells_what_it_made(home: Path) -> None:
    with create_or_open(home, HashEmbedder()) as library:
        write(library, 30, language="sw")
        refresh(library)
    told = health.rebuild(home)
    assert (told.passages, told.languages) == (11, 2)
    assert str(told).startswith("indexed 11 passages in 2 languages in ")
    with open_library(home) as reader:
        assert_whole(reader)
