"""The process that adds: its commands and messages, lots in turns, articles known by what they say."""

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import db
from index.library import open_library
from index.testing import HashEmbedder
from web import spool
from web.adding import Adder, material
from web.spool import Lot

ROOT = Path(__file__).resolve().parents[2]
BRIDGE = "A bridge opens\n\nThe bridge over the Sample river was opened on Friday by the minister of transport."


def lay_down(folder: Path, lot: Lot, data: bytes) -> Path:
    spool.lay_down(folder, lot, data)
    return folder


def run(library: Path, *commands: dict[str, Any]) -> list[dict[str, Any]]:
    """What the process says to these commands, given all at once; its input ends when all of them are over."""
    said, over = list[dict[str, Any]](), threading.Semaphore(0)

    class Out(io.StringIO):
        def write(self, text: str) -> int:
            if text.strip():
                said.append(json.loads(text))
                if said[-1]["what"] in ("done", "failed", "removed"):
                    over.release()
            return len(text)

    def lines() -> Iterator[str]:
        yield from (json.dumps(command) for command in commands)
        for _ in commands:
            assert over.acquire(timeout=30)

    adder = Adder(library, HashEmbedder(), Out())
    listening = threading.Thread(target=adder.listen, args=(lines(),))
    listening.start()
    adder.run()
    listening.join()
    return said


def test_a_lot_is_added_and_told_of(tmp_path: Path) -> None:
    folder = lay_down(tmp_path / "1", Lot("pasted.txt", known={"source": "Sample Wire"}), BRIDGE.encode())
    *_, done = run(tmp_path / "library", {"job": "1", "folder": str(folder)})
    assert {name: done[name] for name in ("job", "what", "added", "rejected")} == {
        "job": "1", "what": "done", "added": 1, "rejected": [],
    }  # fmt: skip
    with open_library(tmp_path / "library") as library:
        (record,) = db.articles(library.db)
        assert library.generation == done["generation"]
    assert (record.article.title, record.article.source) == ("A bridge opens", "Sample Wire")


def test_what_is_sent_again_is_known_wherever_it_lies(tmp_path: Path) -> None:
    lots = [lay_down(tmp_path / str(n), Lot("pasted.txt"), BRIDGE.encode()) for n in (1, 2)]
    commands = [{"job": str(n), "folder": str(folder)} for n, folder in enumerate(lots)]
    said = [m for m in run(tmp_path / "library", *commands) if m["what"] == "done"]
    assert sorted((m["added"], m["unchanged"]) for m in said) == [(0, 1), (1, 0)]


def test_several_articles_of_one_file_stay_several(tmp_path: Path) -> None:
    text = "\f".join(f"Story {n}\n\n" + f"The council met in hall {n} on Monday. " * 3 for n in range(3))
    folder = lay_down(tmp_path / "1", Lot("three.txt"), text.encode())
    ids = [item.id for item in material(folder)]
    assert len(set(ids)) == 3
    assert ids == [item.id for item in material(lay_down(tmp_path / "2", Lot("three.txt"), text.encode()))]


def test_a_page_is_known_by_its_address(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>On day {n} the council said that the bridge had cost {n} million.</p>" for n in range(9))
    html = f"<html><body><article><h1>A bridge opens</h1>{paragraphs}</article></body></html>"
    lot = Lot("x", "https://news.example/1", "text/html; charset=utf-8")
    (article,) = material(lay_down(tmp_path / "1", lot, html.encode()))
    assert (article.url, article.source) == ("https://news.example/1", "news.example")


def test_what_is_rejected_is_told_under_the_senders_name_for_it(tmp_path: Path) -> None:
    folder = lay_down(tmp_path / "1", Lot("news.jsonl"), b'{"title": "x"}\n{"text": "%s"}\n' % (b"Rain fell. " * 9))
    *_, done = run(tmp_path / "library", {"job": "1", "folder": str(folder)})
    assert done["added"] == 1
    ((where, reason),) = [(r["where"], r["reason"]) for r in done["rejected"]]
    assert where == "news.jsonl:1"
    assert str(tmp_path) not in reason


def test_an_article_is_removed_and_the_library_says_so(tmp_path: Path) -> None:
    folder = lay_down(tmp_path / "1", Lot("pasted.txt"), BRIDGE.encode())
    run(tmp_path / "library", {"job": "1", "folder": str(folder)})
    with open_library(tmp_path / "library") as library:
        (record,) = db.articles(library.db)
    said = run(tmp_path / "library", {"job": "2", "remove": [record.article.id, "none"]})
    assert [(m["what"], m["removed"]) for m in said] == [("removed", 1)]


@pytest.mark.parametrize("content", ["", "{", '{"colour": 1}'])
def test_a_lot_that_cannot_be_read_fails_alone(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "lot.json").write_text(content)
    good = lay_down(tmp_path / "good", Lot("pasted.txt"), BRIDGE.encode())
    commands = [{"job": name, "folder": str(tmp_path / name)} for name in ("bad", good.name)]
    ended = {m["job"]: m["what"] for m in run(tmp_path / "library", *commands) if m["what"] in ("done", "failed")}
    assert ended == {"bad": "failed", "good": "done"}


def test_where_the_server_was_killed_it_ends_without_a_word(tmp_path: Path) -> None:
    """Nobody reads what it says, and the last command was cut short."""
    rows = [json.dumps({"id": str(n), "text": f"Council {n} met on Monday in hall {n * 7}. " * 4}) for n in range(9)]
    folder = lay_down(tmp_path / "1", Lot("long.jsonl"), "\n".join(rows).encode())
    library = tmp_path / "library"
    command = [sys.executable, "-m", "web.adding", str(library)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(json.dumps({"job": "1", "folder": str(folder)}).encode() + b'\n{"job": "2", "fol')
        process.stdin.close()
        assert (process.stderr.read().decode(), process.wait(60)) == ("", 0)
    open_library(library).close()
    assert spool.take_up(folder).name == "long.jsonl"


def test_a_long_lot_lets_others_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.adding.TURN", 0.0)
    lines = [json.dumps({"id": str(n), "text": f"Council {n} met on Monday in hall {n * 7}. " * 4}) for n in range(5)]
    long = lay_down(tmp_path / "long", Lot("long.jsonl"), "\n".join(lines).encode())
    short = lay_down(tmp_path / "short", Lot("pasted.txt"), BRIDGE.encode())
    said = run(tmp_path / "library", *({"job": f.name, "folder": str(f)} for f in (long, short)))
    done = [m["job"] for m in said if m["what"] == "done"]
    assert done == ["short", "long"]
    assert [m["done_articles"] for m in said if m["job"] == "long" and m["what"] == "progress"] == [1, 2, 3, 4, 5]
    (last,) = [m for m in said if m["what"] == "done" and m["job"] == "long"]
    assert last["added"] == 5
