"""`khabar eval` from end to end, over sets as small as can be and with models that are hashed words."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals import records
from index import ingest
from index.library import create_or_open
from index.testing import HashEmbedder
from tests.cli.running import Khabar
from tests.evals.conftest import HashView
from tests.evals.samples import HARBOUR, ORCHARD, REOPENED, write_arcd, write_claims
from tests.rag.tiny_reranker import write_reranker

QUESTION = "When did the harbour of Lantern Bay reopen?"


@pytest.fixture(autouse=True)
def _hashed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("evals.workbench.BundledEmbedder", HashEmbedder)
    monkeypatch.setattr("evals.workbench.SentenceView", HashView)
    monkeypatch.setattr("cli.evaluation.user_cache_path", lambda _: tmp_path / "cache")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "sets"
    folder.mkdir()
    write_arcd(folder)
    write_claims(folder)
    return folder


@pytest.fixture
def measured(khabar: Khabar, data: Path, tmp_path: Path) -> Callable[..., Path]:
    """Makes a run of `arcd` and the claims, and returns its folder."""

    def run(name: str, *options: str) -> Path:
        out = tmp_path / name
        only = ("--only", "arcd", "--only", "support_ans_ar", "--only", "saudi")
        ran = khabar("eval", "run", "--data", str(data), "--out", str(out), "--jobs", "1", *only, *options)
        assert ran.code == 0, ran
        assert "skipped saudi:" in ran.err
        assert ran.out.splitlines() == [str(out / f"report.{kind}") for kind in ("md", "html", "json")]
        return out

    return run


@pytest.mark.parametrize("command", ["retrieval", "quotes", "run", "report", "compare", "wrong", "add-case"])
def test_help_has_an_example(command: str, khabar: Khabar) -> None:
    assert f"\n    khabar eval {command} " in khabar("eval", command, "--help").out


def test_a_run_keeps_a_record_a_question_and_its_embeddings(
    measured: Callable[..., Path], khabar: Khabar, tmp_path: Path
) -> None:
    folder = measured("run")
    kept = records.read(folder / records.FILE)
    assert [(record.data_set, record.id) for record in kept] == [
        ("arcd", "1"),
        ("arcd", "2"),
        ("arcd", "3"),
        ("support_ans_ar", "a"),
        ("support_ans_ar", "b"),
    ]
    assert (tmp_path / "cache" / "evaluation" / "embeddings.sqlite").is_file()
    report = (folder / "report.md").read_text(encoding="utf-8")
    assert "| arcd | R@5 | 3 |" in report
    assert "Skipped: saudi" in report
    (folder / "report.html").unlink()
    assert khabar("eval", "report", str(folder)).code == 0
    assert (folder / "report.html").is_file()


def test_a_reranker_is_measured_beside(
    measured: Callable[..., Path], khabar: Khabar, data: Path, tmp_path: Path
) -> None:
    monday = write_reranker(tmp_path / "reranker", "monday")
    folder = measured("run", "--reranker", monday)
    kept = [record.outcomes for record in records.read(folder / records.FILE) if record.data_set == "arcd"]
    assert [outcomes["khabar"].scores["R@1"] for outcomes in kept] == [1, 1, 1]
    assert [outcomes["khabar, reranked"].scores["R@1"] for outcomes in kept] == [1, 1, 0]
    assert kept[0]["khabar, reranked"].quotes[0][1] == REOPENED.text
    assert f"Reranked by {monday}." in (folder / "report.md").read_text(encoding="utf-8")
    without = khabar("eval", "run", "--data", str(data), "--out", str(folder), "--only", "arcd", "--jobs", "1")
    assert without.code == 2


def test_two_runs_are_compared(measured: Callable[..., Path], khabar: Khabar) -> None:
    one, two = measured("one"), measured("two")
    found = khabar("eval", "compare", str(one), str(two), "--json").json
    assert {each["verdict"] for each in found} == {"the same"}
    assert {each["data_set"] for each in found} >= {"arcd"}
    assert "Of " in khabar("eval", "compare", str(one), str(two)).out
    every = khabar("eval", "compare", str(one), str(two), "--all", "--markdown", "--system", "dense").out
    assert "| arcd | R@1 | 3 |" in every


def test_a_plan_that_changed_is_refused_in_one_line(measured: Callable[..., Path], khabar: Khabar, data: Path) -> None:
    folder = measured("run")
    again = khabar("eval", "run", "--data", str(data), "--out", str(folder), "--only", "arcd", "--jobs", "1")
    assert (again.code, again.out) == (2, "")
    assert "give another folder to --out" in again.line


def test_the_wrong_cases_are_printed(measured: Callable[..., Path], khabar: Khabar) -> None:
    folder = measured("run")
    shown = khabar("eval", "wrong", str(folder), "--score", "R@1", "--system", "random").out
    rows = khabar("eval", "wrong", str(folder), "--score", "R@1", "--system", "random", "--json").out.splitlines()
    assert shown.count("  asked     ") == len(rows)
    for row in map(json.loads, rows):
        assert row["scores"]["R@1"] == 0
        assert row["question"] in shown
    assert khabar("eval", "wrong", str(folder), "--score", "R@1", "--set", "gold+news").out == ""
    assert khabar("eval", "wrong", str(folder), "--score", "R@1", "--direction", "en→ar").out == ""


def test_no_run_in_the_folder(khabar: Khabar, tmp_path: Path) -> None:
    for command in (["report", str(tmp_path)], ["wrong", str(tmp_path)], ["compare", str(tmp_path), str(tmp_path)]):
        ran = khabar("eval", *command)
        assert ran.code == 2
        assert "khabar eval run" in ran.line


@pytest.mark.parametrize("command", ["run", "retrieval", "quotes"])
def test_a_set_that_nobody_knows(khabar: Khabar, data: Path, tmp_path: Path, command: str) -> None:
    options = ["--out", str(tmp_path / "run"), "--jobs", "1", "--only"] if command == "run" else ["--set"]
    ran = khabar("eval", command, "--data", str(data), *options, "squad")
    assert ran.code == 2
    assert "no data set 'squad'; there are" in ran.line


def test_searching_alone(khabar: Khabar, data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    ran = khabar("eval", "retrieval", "--data", str(data), "--set", "arcd", "--json", "--json-file", str(kept))
    assert json.loads(kept.read_text(encoding="utf-8")) == ran.json
    first: dict[str, Any] = {(each["system"], each["measure"]): each["estimate"] for each in ran.json}
    assert first["khabar", "R@5"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 3}
    assert "| arcd | ar→ar | 3 |" in khabar("eval", "retrieval", "--data", str(data), "--set", "arcd", "--markdown").out


def test_quoting_alone_in_one_direction(khabar: Khabar, data: Path) -> None:
    options = ["quotes", "--data", str(data), "--set", "arcd", "--direction"]
    shown = khabar("eval", *options, "ar→ar", "--sample", "2", "--markdown").out
    assert "holds answer" in shown
    assert "| arcd | ar→ar | 2 | khabar | 1.00 (1.00–1.00) |" in shown
    assert re.search(r"ar→ar +3 +khabar +1\.00 ", khabar("eval", *options, "ar→ar").out)
    assert khabar("eval", *options, "en→ar", "--json").json == []


def test_a_case_of_ones_own_is_added_and_measured(khabar: Khabar, tmp_path: Path, data: Path) -> None:
    library, file = tmp_path / "library", tmp_path / "own.jsonl"
    with create_or_open(library, HashEmbedder()) as opened:
        ingest.add(opened, HashEmbedder(), [HARBOUR, ORCHARD])
    case = ["eval", "add-case", str(file), "--question", QUESTION]
    added = khabar(*case, "--evidence", REOPENED.text, "--answer", "Monday", library=library)
    assert (added.code, added.err) == (0, "")
    assert added.out.startswith(f"{file}: case ")
    twice = khabar(*case, "--evidence", REOPENED.text, "--answer", "Monday", library=library)
    assert "has this case already" in twice.line
    nothing = khabar(*case, library=library)
    assert "a case needs what would be right or wrong" in nothing.line
    out = tmp_path / "run"
    ran = khabar(
        "eval", "run", "--data", str(data), "--own", str(file), "--out", str(out), "--only", "own", "--jobs", "1"
    )
    assert ran.code == 0, ran
    (record,) = records.read(out / records.FILE)
    assert record.outcomes["khabar"].scores["evidence first"] == 1
