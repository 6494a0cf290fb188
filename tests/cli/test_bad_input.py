"""Bad material, bad questions, damaged libraries: one clear line, an exit code, and a library that is whole."""

import errno
import gzip
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index import schema
from tests.cli.running import Khabar

ARAB = "How did Russia vote on the Arab resolution?"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00"
ENGLISH = "The harbour of Lantern Bay reopened on Monday after the storm. Forty ships had waited outside."
ARABIC = "أعيد فتح ميناء خليج الفوانيس يوم الاثنين بعد العاصفة. وانتظرت أربعون سفينة خارجه مدة أسبوع كامل."
RUSSIAN = "Порт Фонарной бухты открылся в понедельник после шторма. Сорок судов ждали снаружи целую неделю."


def rejected(khabar: Khabar, target: Path | str) -> tuple[int, str]:
    """Exit code of `add` and the reason of its one rejection; the library is whole afterwards."""
    ran = khabar("add", str(target), "--json")
    assert ran.err == ""
    (rejection,) = ran.json["rejected"]
    assert "\n" not in rejection["reason"]
    assert khabar("doctor").code == 0
    return ran.code, rejection["reason"]


# Material


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.md", b" \n\n ", "is empty"),
        ("photo.txt", PNG, "looks like binary data (PNG), not text"),
        ("noise.txt", b"\x00\x01\x02\xfe" * 99, "looks like binary data, not text"),
        ("caption.txt", b"A harbour.", "too short to quote from"),
        (
            "menu.html",
            b"<html><body><ul><li><a href='/'>Home</a></li></ul></body></html>",
            "no article text found; is it a list, a menu, or a page that needs a login?",
        ),
    ],
)
def test_a_file_without_an_article(name: str, data: bytes, reason: str, khabar: Khabar, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert rejected(khabar, path) == (2, reason)


def test_a_file_that_is_too_big_is_not_read(khabar: Khabar, tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    code, reason = rejected(khabar, path)
    assert (code, reason.startswith("is 200 MB; one document may be ")) == (2, True)


def test_lines_before_the_cut_of_a_gzip_file_go_in(khabar: Khabar, tmp_path: Path) -> None:
    rows = [
        {"id": f"a{i}", "text": f"{ENGLISH} It was day {i} of {i * i}, and {os.urandom(8).hex()}."} for i in range(120)
    ]
    whole = gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(whole[: len(whole) // 2])
    ran = khabar("add", str(path), "--json")
    (rejection,) = ran.json["rejected"]
    assert ran.code == 1
    assert rejection["where"].startswith(f"{path}:")
    assert rejection["reason"].startswith("the gzip stream is cut off after ")
    assert ran.json["added"] == int(rejection["where"].rpartition(":")[2]) - 1 > 30
    assert khabar("doctor").code == 0


def test_broken_lines_are_named_by_their_number(khabar: Khabar, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    good = [json.dumps({"id": str(i), "text": text}) for i, text in enumerate((ENGLISH, RUSSIAN))]
    path.write_text("\n".join([good[0], "{broken", '{"title": "no text"}', "[]", good[1]]), encoding="utf-8")
    ran = khabar("add", str(path))
    first, *named = ran.err.splitlines()
    assert ran.code == 1
    assert ran.out.startswith("2 added, 0 updated, 0 unchanged, 0 copies, 2 passages, 3 rejected")
    assert [line.split(": ")[0] for line in (first, *named)] == [f"  rejected {path}:{n}" for n in (2, 3, 4)]
    assert khabar("doctor").code == 0


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1256", ARABIC), ("cp1251", RUSSIAN), ("utf-16", ARABIC), ("utf-16-le", RUSSIAN)]
)
def test_old_encodings_are_read_right(encoding: str, text: str, khabar: Khabar, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode(encoding))
    assert khabar("add", str(path)).code == 0
    (article,) = khabar("articles", "list", "--json").json["articles"]
    assert khabar("articles", "show", article["id"], "--json").json["text"] == text


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://10.0.0.1/story", "http://[::1]:8000/"])
def test_private_addresses_are_refused_without_a_connection(
    url: str, khabar: Khabar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("httpx.Client.send", lambda *_, **__: pytest.fail("a connection was made"))
    code, reason = rejected(khabar, url)
    assert (code, "not a public address; save the page and add the file" in reason) == (2, True)


def test_a_missing_file_does_not_keep_out_the_others(khabar: Khabar, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(ENGLISH, encoding="utf-8")
    ran = khabar("add", str(tmp_path / "nosuch"), str(tmp_path / "story.txt"))
    assert (ran.code, ran.out.startswith("1 added")) == (1, True)
    assert ran.line.endswith("no such file or folder; check the path")


def test_a_rejection_names_its_file_once(khabar: Khabar) -> None:
    assert rejected(khabar, "nosuch.txt") == (2, "no such file or folder; check the path")


# Questions


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("", "khabar: the question has no word in it: ask in a sentence, such as “Who won the election?”"),
        ("😀🎉", "khabar: the question has no word in it: ask in a sentence, such as “Who won the election?”"),
        ("vote " * 10_000, "khabar: the question has 49,999 characters: ask in at most 2,000"),
    ],
    ids=["empty", "emoji", "10,000 words"],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_question_that_is_none(command: str, question: str, line: str, khabar: Khabar, sample: Path) -> None:
    ran = khabar(command, question, library=sample)
    assert (ran.code, ran.out, ran.line) == (2, "", line)
    assert khabar(command, "-", library=sample, stdin=question.encode()).line == line


def test_no_question_at_all(khabar: Khabar, sample: Path) -> None:
    ran = khabar("ask", library=sample)
    assert (ran.code, ran.line.startswith("khabar: no question: write it behind the command")) == (2, True)


def test_a_batch_that_is_not_there(khabar: Khabar, sample: Path, tmp_path: Path) -> None:
    ran = khabar("ask", "--batch", str(tmp_path / "nosuch"), library=sample)
    assert (ran.code, "cannot be read" in ran.line) == (2, True)


def test_a_question_in_no_encoding_is_answered_or_refused(khabar: Khabar, sample: Path) -> None:
    """As Python hands on the byte FF of a command line."""
    ran = khabar("ask", "Who won the vote \udcff?", "--json", library=sample)
    assert ran.code in (0, 1) or ran.line


def test_a_batch_line_that_is_nested_too_deep(khabar: Khabar, sample: Path) -> None:
    ran = khabar("ask", "--batch", "-", library=sample, stdin=b"[" * 100_000)
    assert (ran.code, set(json.loads(ran.out))) == (2, {"id", "error", "line"})


# Damage


def garbage(path: Path) -> None:
    path.write_bytes(b"\x07" * 999)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("damage", [garbage, cut, Path.unlink], ids=["garbage", "cut", "deleted"])
@pytest.mark.parametrize("pattern", ["vectors-*.faiss", "words/*", "words/meta.json", "manifest.json"])
def test_damaged_indexes_answer_or_say_so_and_rebuild_mends_them(
    pattern: str, damage: Callable[[Path], None], khabar: Khabar, copy: Path
) -> None:
    for path in list(copy.glob(pattern)):
        damage(path)
    found = khabar("doctor", library=copy)
    assert (found.code, found.err) == (3, "")
    assert "`khabar rebuild` mends it" in found.out
    asked = khabar("ask", ARAB, "--json", library=copy)
    assert (asked.code == 0 and "120" in asked.json["citations"][0]["quote"]) or asked.line
    assert khabar("rebuild", library=copy).code == 0
    assert khabar("doctor", library=copy).code == 0
    assert "120" in khabar("ask", ARAB, "--json", library=copy).json["citations"][0]["quote"]


@pytest.mark.parametrize("damage", [garbage, cut], ids=["garbage", "cut"])
@pytest.mark.parametrize(
    "command", [["ask", ARAB], ["search", ARAB], ["articles", "list"], ["remove", "a"], ["rebuild"]]
)
def test_a_damaged_database_is_told_in_one_line(
    command: list[str], damage: Callable[[Path], None], khabar: Khabar, copy: Path
) -> None:
    damage(copy / "library.sqlite")
    ran = khabar(*command, library=copy)
    assert (ran.code, ran.out) == (3, "")
    assert ran.line.startswith("khabar: library.sqlite is damaged (")


def test_doctor_names_a_damaged_database_and_what_to_do(khabar: Khabar, copy: Path) -> None:
    garbage(copy / "library.sqlite")
    found = khabar("doctor", library=copy)
    assert (found.code, found.err) == (3, "")
    assert "restore library.sqlite from a backup" in found.out


@pytest.mark.parametrize(
    "command",
    [
        ["ask", ARAB],
        ["search", ARAB],
        ["articles", "list"],
        ["articles", "show", "a"],
        ["remove", "a"],
        ["doctor"],
        ["rebuild"],
    ],
)
def test_no_library(command: list[str], khabar: Khabar, tmp_path: Path) -> None:
    ran = khabar(*command)
    assert (ran.code, ran.out) == (3, "")
    assert ran.line == f"khabar: no library at {tmp_path / 'library'}: `khabar add FILES` makes one"


# Disks


def test_a_library_below_a_file(khabar: Khabar, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(ENGLISH, encoding="utf-8")
    ran = khabar("add", str(story), library=story / "library")
    assert (ran.code, ran.out) == (3, "")
    assert ran.line == f"khabar: {story / 'library'} cannot be made (Not a directory): choose another folder"


def test_a_folder_on_a_read_only_disk(khabar: Khabar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = tmp_path / "story.txt"
    story.write_text(ENGLISH, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "mkdir", refuse)
    ran = khabar("add", str(story))
    assert (ran.code, ran.out) == (3, "")
    assert "cannot be made (Read-only file system): choose another folder" in ran.line


def test_a_full_disk_keeps_what_was_there(
    khabar: Khabar, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": f"a{i}", "text": f"{ENGLISH} It was day {i}. {os.urandom(2000).hex()}"} for i in range(40)]
    news = tmp_path / "news.jsonl"
    news.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    connect = schema.connect

    def full(path: Path, *, write: bool) -> sqlite3.Connection:
        db = connect(path, write=write)
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages + 2}")
        return db

    with monkeypatch.context() as patched:
        patched.setattr(schema, "connect", full)
        ran = khabar("add", str(news), library=copy)
    assert (ran.code, ran.out) == (3, "")
    assert ran.line == "khabar: the disk is full: this step was undone; make room and run it again"
    assert khabar("doctor", library=copy).code == 0
    assert "120" in khabar("ask", ARAB, "--json", library=copy).json["citations"][0]["quote"]
