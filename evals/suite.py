"""A run of the whole suite, in a folder of its own: what was planned, a record a question, and the time it took.

Killed at any instant and started again with the same folder, it goes on behind the last whole record.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals import checking, quoting, records, searching
from evals.cases import ClaimSet, Collection
from evals.datasets.jsonl import MissingSetError
from evals.plan import TIMES, Plan, begin, end
from evals.quoting import AnswerSystem
from evals.records import Record
from evals.run import ask, check, time_stages
from evals.sets import AnyCase, Speed, Task, load, sampled
from evals.workbench import Workbench

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """Who asks what: the plan, what was done before, and the models. `others` are more answering systems, by name."""

    folder: Path
    plan: Plan
    bench: Workbench
    say: Say
    done: set[records.Key]
    others: Mapping[str, AnswerSystem] = field(default_factory=dict)


def run(folder: Path, plan: Plan, bench: Workbench, say: Say, others: Mapping[str, AnswerSystem] | None = None) -> None:
    """Measure what is not measured yet. What is skipped, and why, is said and kept in the plan.

    Raises `InputError` on an unknown set, and where the folder holds a run of another plan.
    """
    kept = begin(folder, plan, bench.embedder.name)
    asking = Asking(folder, plan, bench, say, done_before(folder), others or {})
    for name in plan.names:
        kept["skipped"].pop(name, None)
        if reason := measure(asking, name):
            kept["skipped"][name] = reason
    end(folder, kept)


def done_before(folder: Path) -> set[records.Key]:
    """Mend the file of records, and return the keys of those that it holds."""
    path = folder / records.FILE
    records.mend(path)
    return {record.key for record in records.read(path)} if path.exists() else set()


def measure(asking: Asking, name: str) -> str | None:
    """Measure one data set; returns why not, where it is not there."""
    try:
        tasks = list(load(asking.plan.sources, [name]))
    except MissingSetError as error:
        asking.say(f"skipped {name}: {error}")
        return str(error)
    limit = asking.plan.limit(name)
    for task in tasks:
        _measure(asking, task, limit)
    return None


def _measure(asking: Asking, task: Task, limit: int | None) -> None:
    """One task: the records that are not there yet, appended as they come."""
    started, worked = time.perf_counter(), time.process_time()
    made = 0
    with (asking.folder / records.FILE).open("ab", buffering=0) as file:
        for record in _records(asking, task, limit):
            records.write(file, record)
            made += 1
    if not made:
        return
    name, direction = _name_of(task)
    seconds = round(time.perf_counter() - started, 1)
    asking.say(f"{name} {direction}: {made} in {seconds} s")
    cpu = round(time.process_time() - worked, 1)
    row = {"data_set": name, "direction": direction, "records": made, "seconds": seconds, "cpu": cpu}
    with (asking.folder / TIMES).open("ab", buffering=0) as file:
        file.write((json.dumps(row, ensure_ascii=False) + "\n").encode())


def _records(asking: Asking, task: Task, limit: int | None) -> Iterator[Record]:
    bench = asking.bench
    name, direction = _name_of(task)

    def left(cases: Sequence[AnyCase], key: Callable[[AnyCase], records.Key]) -> list[AnyCase]:
        """The cases of the sample that are not measured yet."""
        return [case for case in sampled(cases, limit, asking.plan.seed) if key(case) not in asking.done]

    match task:
        case Collection():
            if cases := left(task.cases, lambda case: (name, direction, case.id)):
                yield from ask(task, cases, searching.systems(bench), quoting.systems(bench) | dict(asking.others))
        case ClaimSet():
            if claims := left(task.cases, lambda case: (name, case.direction, case.id)):
                yield from check(task, claims, checking.systems(bench))
        case Speed(collection):
            if timed := left(collection.cases, lambda case: (name, direction, case.id)):
                yield from time_stages(bench, collection, timed)


def _name_of(task: Task) -> tuple[str, str]:
    if isinstance(task, Speed):
        return "speed", task.collection.direction
    return task.name, task.direction if isinstance(task, Collection) else ""
