"""A run of the whole suite, in a folder of its own: what was planned, a record a question, and the time it took.

Killed at any instant and started again with the same folder, it goes on behind the last whole record.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evals import checking, quoting, records, searching
from evals.cases import ClaimSet, Collection
from evals.datasets.jsonl import MissingSetError
from evals.quoting import AnswerSystem
from evals.records import Record
from evals.run import ask, check, time_stages
from evals.sets import SETS, USUAL, AnyCase, Sources, Speed, Task, load, sampled
from evals.workbench import Workbench
from index.types import InputError

PLAN, TIMES = "run.json", "times.jsonl"
TIMED = 20
"""Questions of a language that are timed: the models remember nothing then."""
LIMITS: dict[str, int] = {"gold-same": 30, "xquad": 50, "reading": 60}
"""Questions asked of a collection of these sets unless told otherwise, that the whole suite end in ten minutes."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be measured. `sample` questions of each collection: None for those of LIMITS, 0 for all.

    `written_by` names the language model whose answers are measured too.
    """

    sources: Sources
    only: tuple[str, ...] = ()
    sample: int | None = None
    seed: int = 0
    written_by: str = ""

    def limit(self, name: str) -> int | None:
        """How many questions of each collection of that set are asked; None for all."""
        if name == "speed":
            return min(self.sample or TIMED, TIMED)
        return self.sample or None if self.sample is not None else LIMITS.get(name)


def run(folder: Path, plan: Plan, bench: Workbench, say: Say, others: Mapping[str, AnswerSystem] | None = None) -> None:
    """Measure what is not measured yet. What is skipped, and why, is said and kept in the plan.

    `others` are answering systems, by name, to be measured beside the usual ones.

    Raises `InputError` on an unknown set, and where the folder holds a run of another plan.
    """
    unknown = [name for name in plan.only if name not in SETS]
    if unknown:
        raise InputError(f"no data set {unknown[0]!r}; there are {', '.join(SETS)}")
    kept = _begin(folder, plan, bench)
    path = folder / records.FILE
    records.mend(path)
    done = {record.key for record in records.read(path)} if path.exists() else set()
    for name in plan.only or USUAL:
        try:
            tasks = list(load(plan.sources, [name]))
        except MissingSetError as error:
            kept["skipped"][name] = str(error)
            say(f"skipped {name}: {error}")
            continue
        kept["skipped"].pop(name, None)
        for task in tasks:
            _measure(folder, task, _Asking(bench, plan.limit(name), plan.seed, done, others or {}), say)
    kept["ended"] = datetime.now(UTC).isoformat(timespec="seconds")
    _keep(folder, kept)


def read_plan(folder: Path) -> dict[str, Any]:
    """What the folder's run was to measure, and what was skipped. Raises `InputError` where there is no run."""
    try:
        plan: dict[str, Any] = json.loads((folder / PLAN).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{folder} holds no run ({error}); `khabar eval run --out {folder}` makes one") from error
    return plan


def read_times(folder: Path) -> list[dict[str, Any]]:
    """Seconds, by the clock and of all processors, by data set and direction; empty where none were kept."""
    try:
        lines = (folder / TIMES).read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]
    except (OSError, ValueError):
        return []


def _begin(folder: Path, plan: Plan, bench: Workbench) -> dict[str, Any]:
    planned = {
        "only": list(plan.only or USUAL),
        "sample": plan.sample,
        "limits": {name: plan.limit(name) for name in plan.only or USUAL},
        "seed": plan.seed,
        "written_by": plan.written_by,
        "embedder": bench.embedder.name,
        "version": version("khabar"),
    }
    kept = {
        **planned,
        **{name: str(path) for name, path in asdict(plan.sources).items() if isinstance(path, Path)},
        "begun": datetime.now(UTC).isoformat(timespec="seconds"),
        "missing_systems": searching.missing_systems(),
        "skipped": {},
    }
    if (folder / PLAN).exists():
        before = read_plan(folder)
        other = [name for name, value in planned.items() if before.get(name) != value]
        if other:
            was, now = before.get(other[0]), planned[other[0]]
            raise InputError(f"{folder} holds a run with {other[0]} {was!r}, not {now!r}: give another folder to --out")
        return before
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be made ({error.strerror}): choose another folder") from error
    _keep(folder, kept)
    return kept


def _keep(folder: Path, kept: dict[str, Any]) -> None:
    part = folder / f"{PLAN}.part"
    part.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(folder / PLAN)


@dataclass(frozen=True, slots=True, eq=False)
class _Asking:
    """By what, how much of it, and what was done before."""

    bench: Workbench
    limit: int | None
    seed: int
    done: set[records.Key]
    others: Mapping[str, AnswerSystem]

    def left(self, cases: Sequence[AnyCase], key: Callable[[AnyCase], records.Key]) -> list[AnyCase]:
        """The cases of the sample that are not measured yet."""
        return [case for case in sampled(cases, self.limit, self.seed) if key(case) not in self.done]


def _measure(folder: Path, task: Task, asking: _Asking, say: Say) -> None:
    """One task: the records that are not there yet, appended as they come."""
    started, worked = time.perf_counter(), time.process_time()
    made = 0
    with (folder / records.FILE).open("a", encoding="utf-8") as file:
        for record in _records(task, asking):
            records.write(file, record)
            made += 1
    if made:
        name, direction = _name_of(task)
        seconds = round(time.perf_counter() - started, 1)
        say(f"{name} {direction}: {made} in {seconds} s")
        with (folder / TIMES).open("a", encoding="utf-8") as file:
            cpu = round(time.process_time() - worked, 1)
            row = {"data_set": name, "direction": direction, "records": made, "seconds": seconds, "cpu": cpu}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _records(task: Task, asking: _Asking) -> Iterator[Record]:
    bench = asking.bench
    name, direction = _name_of(task)
    match task:
        case Collection():
            if cases := asking.left(task.cases, lambda case: (name, direction, case.id)):
                yield from ask(task, cases, searching.systems(bench), quoting.systems(bench) | dict(asking.others))
        case ClaimSet():
            if claims := asking.left(task.cases, lambda case: (name, case.direction, case.id)):
                yield from check(task, claims, checking.systems(bench))
        case Speed(collection):
            if timed := asking.left(collection.cases, lambda case: (name, direction, case.id)):
                yield from time_stages(bench, collection, timed)


def _name_of(task: Task) -> tuple[str, str]:
    if isinstance(task, Speed):
        return "speed", task.collection.direction
    return task.name, task.direction if isinstance(task, Collection) else ""
