"""A run goes on where it was killed, says what it skips, and refuses another plan."""

import json
from pathlib import Path

import pytest

from evals import records, suite
from evals.plan import LIMITS, Plan, read_plan
from evals.sets import Sources
from evals.workbench import Workbench
from index.types import InputError
from tests.evals.samples import write_arcd, write_claims


def plan(data: Path, *only: str, sample: int | None = None, seed: int = 0) -> Plan:
    return Plan(Sources(data), only or ("arcd",), sample, seed)


def run(folder: Path, planned: Plan, bench: Workbench) -> list[str]:
    said: list[str] = []
    suite.run(folder, planned, bench, said.append)
    return said


def lines(folder: Path) -> list[str]:
    return (folder / records.FILE).read_text(encoding="utf-8").splitlines()


def test_a_record_a_question(tmp_path: Path, bench: Workbench) -> None:
    write_arcd(tmp_path)
    said = run(tmp_path / "run", plan(tmp_path), bench)
    found = records.read(tmp_path / "run" / records.FILE)
    assert [record.id for record in found] == ["1", "2", "3"]
    assert found[0].outcomes["khabar"].scores["R@1"] == 1
    assert [line.split(" in ")[0] for line in said] == ["arcd ar→ar: 3"]
    assert read_plan(tmp_path / "run")["ended"]


def test_what_is_measured_is_not_measured_again(tmp_path: Path, bench: Workbench) -> None:
    write_arcd(tmp_path)
    run(tmp_path / "run", plan(tmp_path), bench)
    before = lines(tmp_path / "run")
    assert run(tmp_path / "run", plan(tmp_path), bench) == []
    assert lines(tmp_path / "run") == before


@pytest.mark.parametrize("cut", [1, 40, 5000])
def test_killed_in_the_midst_of_a_line_it_goes_on(tmp_path: Path, bench: Workbench, cut: int) -> None:
    write_arcd(tmp_path)
    run(tmp_path / "run", plan(tmp_path), bench)
    whole = lines(tmp_path / "run")
    path = tmp_path / "run" / records.FILE
    path.write_bytes(path.read_bytes()[: -min(cut, len(whole[2].encode()))])
    run(tmp_path / "run", plan(tmp_path), bench)
    assert [json.loads(line)["id"] for line in lines(tmp_path / "run")] == ["1", "2", "3"]
    assert lines(tmp_path / "run")[:2] == whole[:2]


def test_claims_are_measured_with_every_checker(tmp_path: Path, bench: Workbench) -> None:
    write_claims(tmp_path)
    run(tmp_path / "run", plan(tmp_path, "support_ans_ar"), bench)
    first, second = records.read(tmp_path / "run" / records.FILE)
    assert first.outcomes["similarity"].scores["kept"] == 1
    assert second.outcomes["similarity"].scores["caught"] == 1
    assert set(first.outcomes) >= {"random", "similarity"}


def test_a_missing_set_is_skipped_by_name(tmp_path: Path, bench: Workbench) -> None:
    write_arcd(tmp_path)
    said = run(tmp_path / "run", plan(tmp_path, "saudi", "arcd", "gold+news", "own"), bench)
    assert [line.split(":")[0] for line in said] == ["skipped saudi", "arcd ar→ar", "skipped gold+news", "skipped own"]
    assert "saudi_passages.jsonl: no such file" in read_plan(tmp_path / "run")["skipped"]["saudi"]


def test_a_folder_without_evaluation_sets_is_an_error(tmp_path: Path, bench: Workbench) -> None:
    with pytest.raises(InputError, match="no such folder"):
        run(tmp_path / "run", plan(tmp_path / "nowhere"), bench)


def test_a_sample_is_kept_to(tmp_path: Path, bench: Workbench) -> None:
    write_arcd(tmp_path)
    run(tmp_path / "run", plan(tmp_path, sample=2), bench)
    assert len(lines(tmp_path / "run")) == 2


def test_a_folder_holds_one_plan(tmp_path: Path, bench: Workbench) -> None:
    write_arcd(tmp_path)
    run(tmp_path / "run", plan(tmp_path), bench)
    with pytest.raises(InputError, match="holds a run with seed 0, not 1: give another folder"):
        run(tmp_path / "run", plan(tmp_path, seed=1), bench)


def test_an_unknown_set_is_refused_before_anything_is_written(tmp_path: Path, bench: Workbench) -> None:
    with pytest.raises(InputError, match="no data set 'squad'"):
        run(tmp_path / "run", plan(tmp_path, "squad"), bench)
    assert not (tmp_path / "run").exists()


def test_limits_hold_unless_told_otherwise() -> None:
    limits = [Plan(Sources(Path()), sample=sample).limit(name) for sample in (None, 7, 0) for name in ("xquad", "gold")]
    assert limits == [LIMITS["xquad"], None, 7, 7, None, None]
    assert [Plan(Sources(Path()), sample=sample).limit("speed") for sample in (None, 7, 0)] == [20, 7, 20]


def test_a_folder_without_a_run(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no run"):
        read_plan(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        records.read(tmp_path / records.FILE)


def test_a_record_of_another_version_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / records.FILE
    path.write_text('{"outcomes": {}}\n')
    with pytest.raises(InputError, match=r"records\.jsonl:1: no record of this version"):
        records.read(path)
