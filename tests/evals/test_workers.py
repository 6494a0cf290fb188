"""Several processes measure what one would, and end together."""

from pathlib import Path

import pytest

from evals import records, workers
from evals.plan import Plan, read_plan
from evals.sets import Sources
from evals.workbench import Workbench
from index.testing import HashEmbedder
from index.types import InputError
from tests.evals.conftest import HashView
from tests.evals.samples import write_arcd, write_claims


def make(_: Path | None) -> Workbench:
    return Workbench(HashEmbedder(), HashView())


def run(folder: Path, *only: str) -> list[str]:
    said: list[str] = []
    workers.run(folder / "run", Plan(Sources(folder), only), folder / "work", said.append, 2, make)
    return said


def test_two_processes_measure_every_set_once_and_go_on_where_they_were(tmp_path: Path) -> None:
    write_arcd(tmp_path)
    write_claims(tmp_path)
    path = tmp_path / "run" / records.FILE
    said = run(tmp_path, "arcd", "support_ans_ar", "saudi", "speed")
    assert sorted(line.split(":")[0] for line in said) == [
        "arcd ar→ar",
        "skipped saudi",
        "skipped speed",
        "support_ans_ar ",
    ]
    whole = path.read_bytes()
    assert sorted(record.id for record in records.read(path)) == ["1", "2", "3", "a", "b"]
    assert set(read_plan(tmp_path / "run")["skipped"]) == {"saudi", "speed"}
    path.write_bytes(whole[:-30])
    run(tmp_path, "arcd", "support_ans_ar", "saudi", "speed")
    assert len(path.read_bytes().splitlines()) == 5
    assert len(records.read(path)) == 5


def test_what_one_process_cannot_read_ends_the_run_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "arcd_passages.jsonl").write_text("{")
    with pytest.raises(InputError, match=r"arcd_passages\.jsonl:1: not JSON"):
        run(tmp_path, "arcd")
