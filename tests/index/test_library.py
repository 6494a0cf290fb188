import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import caches, health, manifest, passages, schema
from index import db as store
from index.centring import RULE, centre
from index.db import NewPassage, Record
from index.library import Library, create_or_open, open_library, refresh
from index.lock import writer_lock
from index.testing import HashEmbedder
from index.types import Article, DamagedError, EmbedderMismatchError, LibraryError, LockedError
from index.vectors import FaissStore

WORDS = (
    *("river", "vote", "moon", "market", "flood", "court"),
    *("train", "harbour", "school", "storm", "festival", "bridge"),
)


def article(number: int, language: str = "en") -> Article:
    first, second = WORDS[number % 12], WORDS[number // 12 % 12]
    text = f"The {first} of town {number} was in the news. People spoke about the {second}."
    return Article(f"a{number}", f"News of {first} {number}", text, language)


def put(library: Library, item: Article) -> None:
    split = item.text.index(".") + 1
    spans = ((0, split), (split + 1, len(item.text)))
    embedder = HashEmbedder()
    vectors, parts = embedder.embed_passages([item.text], [spans])
    store.put(library.db, Record(item, item.id), [NewPassage(0, len(item.text), spans, vectors[0], parts[0])])


def write(library: Library, *numbers: int, language: str = "en") -> None:
    with schema.transaction(library.db):
        for number in numbers:
            put(library, article(number, language))


def nearest(library: Library, number: int) -> list[str]:
    """Article ids by dense search for the text of one of them."""
    query = centre(HashEmbedder().embed_query(article(number).text), library.means["en"])
    ids, _ = library.vectors.search(query, 3)
    return [row.article.id for row in store.passage_rows(library.db, ids.tolist())]


def held(library: Library) -> tuple[list[int], list[int], list[int]]:
    """Ids in SQLite, in the vector store, in the word index."""
    vectors = np.sort(library.vectors.ids()).tolist()
    return passages.passage_ids(library.db).tolist(), vectors, library.lexical.ids().tolist()


def assert_whole(library: Library) -> None:
    ids, vectors, words = held(library)
    assert ids == vectors == words


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of ten articles, closed."""
    with create_or_open(tmp_path / "library", HashEmbedder()) as library:
        write(library, *range(10))
        refresh(library)
    return tmp_path / "library"


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with create_or_open(home, HashEmbedder()) as library:
        yield library


def test_what_was_written_is_found_by_a_reader(home: Path) -> None:
    with open_library(home) as reader:
        assert (reader.embedder_name, reader.dim, reader.writable) == ("hash", 64, False)
        assert nearest(reader, 4)[0] == "a4"
        assert [i for i, _ in reader.lexical.search(["moon"], "en", 5)] == [3]
        assert reader.lexical.document_frequencies(["moon"], "en") == ({"moon": 1}, 10)


def test_changed_and_removed_articles_leave_no_trace(library: Library) -> None:
    with schema.transaction(library.db):
        put(library, article(2))
        store.delete(library.db, "a5")
    refresh(library)
    assert held(library)[0] == [1, 2, 4, 5, 7, 8, 9, 10, 11]
    assert_whole(library)


def test_refreshing_what_is_whole_writes_nothing(library: Library) -> None:
    before = {path: path.stat().st_mtime_ns for path in library.path.rglob("*")}
    refresh(library)
    assert before == {path: path.stat().st_mtime_ns for path in library.path.rglob("*")}


def test_a_change_without_passages_keeps_the_vectors_file(library: Library) -> None:
    named = library.saved_as
    with schema.transaction(library.db):
        store.put(library.db, Record(article(3), "other"), None)
    refresh(library)
    assert library.saved_as == named
    assert health.check(library.path) == []


def test_means_stay_until_a_language_has_grown_by_half(library: Library) -> None:
    frozen = library.means["en"].copy()
    write(library, 10, 11, 12, 13)
    refresh(library)
    assert (library.means["en"] == frozen).all()
    write(library, 14)
    refresh(library)
    assert not (library.means["en"] == frozen).all()
    assert library.counts == {"en": 15}
    for ids, languages, raw in passages.iter_vectors(library.db):
        for id_, language, vector in zip(ids, languages, raw, strict=True):
            _, scores = library.vectors.search(centre(vector, library.means[language]), 1, np.array([id_]))
            assert scores[0] == pytest.approx(1, abs=1e-5)


def test_a_new_language_moves_only_its_own_vectors(library: Library) -> None:
    english = library.means["en"].copy()
    write(library, 20, 21, language="sw")
    refresh(library)
    assert (library.means["en"] == english).all()
    assert library.counts == {"en": 10, "sw": 2}
    assert_whole(library)


OPERATION = st.one_of(
    st.tuples(st.just("put"), st.integers(0, 30)),
    st.tuples(st.just("delete"), st.integers(0, 30)),
    st.tuples(st.sampled_from(["refresh", "reopen"]), st.just(0)),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(OPERATION, max_size=25))
def test_whatever_is_done_the_caches_hold_what_sqlite_holds(
    tmp_path_factory: pytest.TempPathFactory, operations: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("library")
    library = create_or_open(folder, HashEmbedder())
    for operation, number in operations:
        if operation == "reopen":
            library.close()
            library = create_or_open(folder, HashEmbedder())
        elif operation == "refresh":
            refresh(library)
        else:
            with schema.transaction(library.db):
                if operation == "put":
                    put(library, article(number, "en" if number % 3 else "sw"))
                else:
                    store.delete(library.db, f"a{number}")
    refresh(library)
    assert_whole(library)
    library.close()
    assert [f for f in health.check(folder) if f.severity == "error"] == []


def test_another_embedder_is_refused_by_name(home: Path) -> None:
    with pytest.raises(EmbedderMismatchError, match=r"embedder hash \(64 .* not other \(64\)"):
        create_or_open(home, HashEmbedder(name="other"))
    with pytest.raises(EmbedderMismatchError, match=r"not hash \(32\)"):
        create_or_open(home, HashEmbedder(dim=32))
    with writer_lock(home, wait=0):
        pass


def test_no_library_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=rf"no library at {tmp_path}: `khabar add FILES` makes one"):
        open_library(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_library_can_be_opened(tmp_path: Path) -> None:
    create_or_open(tmp_path, HashEmbedder()).close()
    with open_library(tmp_path) as reader:
        assert held(reader) == ([], [], [])
        assert reader.means == {}


def test_one_writer_at_a_time(library: Library) -> None:
    with pytest.raises(LockedError, match=f"process {os.getpid()}"):
        create_or_open(library.path, HashEmbedder(), wait=0)


def test_a_reader_beside_a_writer_takes_the_caches_as_they_are(library: Library) -> None:
    write(library, 10, 11)
    with schema.transaction(library.db):
        store.delete(library.db, "a4")
    with open_library(library.path) as reader:
        assert reader.generation < schema.generation(reader.db)
        assert "a4" not in nearest(reader, 4)
        assert len(reader.lexical.ids()) == 10
        refresh(library)
        refresh(reader)
        assert_whole(reader)
        assert reader.generation == library.generation


def test_a_reader_of_a_first_ingest_builds_in_memory(tmp_path: Path) -> None:
    with create_or_open(tmp_path, HashEmbedder()) as library:
        write(library, 1, 2, 3)
        with open_library(tmp_path) as reader:
            assert_whole(reader)
            assert nearest(reader, 2)[0] == "a2"
        assert not (tmp_path / "manifest.json").exists()
        refresh(library)
        assert_whole(library)


def test_a_reader_mends_what_a_killed_writer_left(home: Path) -> None:
    with create_or_open(home, HashEmbedder()) as library:
        write(library, 10, 11)
    with open_library(home) as reader:
        assert_whole(reader)
        assert len(held(reader)[0]) == 12
    assert health.check(home) == []


def ruin(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "missing":
        path.unlink()
    elif how == "cut off":
        path.write_bytes(content[: len(content) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    else:
        path.write_bytes(b"\x5a" * len(content))


@pytest.mark.parametrize("how", ["missing", "cut off", "empty", "noise"])
@pytest.mark.parametrize("what", ["manifest.json", "vectors-*.faiss", "words/*", "words/meta.json"])
def test_a_damaged_cache_is_made_anew_without_a_word(home: Path, what: str, how: str) -> None:
    for path in home.glob(what):
        ruin(path, how)
    with open_library(home) as reader:
        assert_whole(reader)
        assert nearest(reader, 4)[0] == "a4"
        assert [i for i, _ in reader.lexical.search(["moon"], "en", 5)] == [3]
    assert health.check(home) == []


def test_vectors_centred_by_another_rule_are_made_anew(home: Path) -> None:
    with open_library(home) as reader:
        means = dict(reader.means)
    told = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
    (home / "manifest.json").write_text(json.dumps(told | {"centring": "of old", "means": {}}), encoding="utf-8")
    with open_library(home) as reader:
        assert reader.means["en"].tolist() == means["en"].tolist()
        assert nearest(reader, 4)[0] == "a4"
        assert_whole(reader)
    assert json.loads((home / "manifest.json").read_text(encoding="utf-8"))["centring"] == RULE


@pytest.mark.parametrize("suffix", ["fast", "term", "idx", "fieldnorm", "store"])
def test_noise_inside_a_word_file_is_damage_that_doctor_sees_and_rebuild_mends(home: Path, suffix: str) -> None:
    (path,) = home.glob(f"words/*.{suffix}")
    content = bytearray(path.read_bytes())
    content[: len(content) // 2] = os.urandom(len(content) // 2)
    path.write_bytes(content)
    assert [f.where for f in health.check(home)] == [f"words/{path.name}"]
    try:
        with open_library(home) as reader:
            reader.lexical.search(["moon"], "en", 5)
    except DamagedError as error:
        assert "`khabar rebuild`" in str(error)  # noqa: PT017 — either is well, a traceback is not
    health.rebuild(home)
    assert health.check(home) == []


def test_a_restored_backup_gives_ids_out_again(home: Path) -> None:
    shutil.copy(home / "library.sqlite", home.parent / "backup")
    with create_or_open(home, HashEmbedder()) as library:
        write(library, 10, 11)
        write(library, 12)
        refresh(library)
    shutil.copy(home.parent / "backup", home / "library.sqlite")
    with create_or_open(home, HashEmbedder()) as library:
        write(library, 50)
        write(library, 51, 52)
        refresh(library)
        assert nearest(library, 50)[0] == "a50"
        assert library.lexical.search(["storm"], "en", 5) != []
    assert health.check(home) == []


def test_a_full_disk_leaves_the_articles_and_serves_from_memory(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: FaissStore, path: Path) -> None:
        path.write_bytes(b"half")
        raise RuntimeError("Error: No space left on device")

    write(library, 10)
    with monkeypatch.context() as patch:
        patch.setattr(FaissStore, "save", full)
        with pytest.raises(LibraryError, match=r"articles are kept.*No space left.*khabar rebuild"):
            refresh(library)
        assert_whole(library)
    refresh(library)
    assert health.check(library.path) == []


def test_interrupted_halfway_it_starts_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    write(library, *range(10, 30))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("add", "remove"):
        with monkeypatch.context() as patch:
            patch.setattr(FaissStore, name, interrupted)
            with pytest.raises(KeyboardInterrupt):
                refresh(library)
    with monkeypatch.context() as patch:
        patch.setattr("index.lexical.LexicalIndex.commit", interrupted)
        with pytest.raises(KeyboardInterrupt):
            refresh(library)
    refresh(library)
    assert_whole(library)
    assert health.check(library.path) == []


def test_a_reader_that_meets_a_save_halfway_reads_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = manifest.read(home)
    with create_or_open(home, HashEmbedder()) as library:
        write(library, 10)
        refresh(library)
        newest = manifest.read(home)
        answers = iter([old, newest, newest])
        monkeypatch.setattr(manifest, "read", lambda _: next(answers))
        with open_library(home) as reader:
            assert_whole(reader)
            assert reader.saved_as == library.saved_as


def test_a_file_of_sqlites_that_is_noise_says_what_can_be_done(home: Path) -> None:
    ruin(home / "library.sqlite", "noise")
    with pytest.raises(DamagedError, match="restore it from a backup"):
        open_library(home)


def test_damage_inside_sqlite_is_no_traceback(home: Path) -> None:
    path = home / "library.sqlite"
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 4096):
        content[at : at + 200] = b"\xa5" * 200
    path.write_bytes(content)
    (home / "manifest.json").unlink()
    with pytest.raises(DamagedError, match="backup"):
        open_library(home)


@pytest.mark.skipif(os.getuid() != 0, reason="needs to give up root, to whom nothing is read-only")
@pytest.mark.parametrize("state", ["whole", "behind", "no caches"])
def test_a_read_only_folder_is_read_in_full(home: Path, state: str) -> None:
    if state == "behind":
        with create_or_open(home, HashEmbedder()) as library:
            write(library, 10, 11)
    elif state == "no caches":
        shutil.rmtree(home / "words")
        (home / "manifest.json").unlink()
    before = sorted(home.rglob("*"))
    for path in [*before, home]:
        path.chmod(0o555)
    for parent in home.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        with open_library(home) as reader:
            assert_whole(reader)
            assert len(held(reader)[0]) == (12 if state == "behind" else 10)
            assert [i for i, _ in reader.lexical.search(["moon"], "en", 5)] == [3]
            refresh(reader)
            assert_whole(reader)
        with pytest.raises(LibraryError, match="cannot be written to"):
            create_or_open(home, HashEmbedder())
    finally:
        os.seteuid(0)
    assert sorted(home.rglob("*")) == before


WRITER = """
import sys
from pathlib import Path
from tests.index.test_library import HashEmbedder, create_or_open, refresh, write
with create_or_open(Path(sys.argv[1]), HashEmbedder()) as library:
    for number in range(int(sys.argv[2]), int(sys.argv[2]) + 500):
        write(library, number)
        print(number, flush=True)
        if number % 7 == 0:
            refresh(library)
"""


def test_killed_at_any_instant_nothing_committed_is_lost(tmp_path: Path) -> None:
    """Ten writers, each killed between or in the middle of its steps."""
    home, told = tmp_path / "library", set[str]()
    for turn in range(10):
        command = [sys.executable, "-c", WRITER, str(home), str(turn * 500)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        for _ in range(5 + 3 * turn):
            told.add(f"a{int(process.stdout.readline())}")
        process.kill()
        rest = process.communicate()[0].split("\n")
        told |= {f"a{line}" for line in rest[:-1]}
        assert [f for f in health.check(home) if f.severity == "error"] == []
        if turn % 3 == 0:
            with open_library(home) as reader:
                assert_whole(reader)
    with open_library(home) as reader:
        assert_whole(reader)
        kept = {record.article.id for record in store.articles(reader.db)}
        assert told <= kept
        assert len(kept - told) <= 10
    assert health.check(home) == []


def test_caches_are_equal_however_they_were_made(library: Library) -> None:
    for number in range(10, 40, 3):
        write(library, number)
        refresh(library)
    grown = nearest(library, 13)
    caches.rebuild(library)
    assert nearest(library, 13)[0] == grown[0]
    assert_whole(library)
