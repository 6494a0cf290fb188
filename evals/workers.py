"""A run by several processes, each taking the next data set: two cores are then in full use, whatever is computed."""

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from evals.plan import Plan, begin, end
from evals.records import Key
from evals.suite import Asking, Say, done_before, measure
from evals.workbench import Workbench
from index.types import InputError, KhabarError

ALONE = "speed"
"""What is measured when all else is done, as it times."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")

Make = Callable[[Path | None], Workbench]


@dataclass(frozen=True, slots=True)
class _Task:
    """What a process needs to know."""

    folder: Path
    plan: Plan
    work: Path
    make: Make
    done: set[Key]


def run(folder: Path, plan: Plan, work: Path, say: Say, jobs: int, make: Make = Workbench.bundled) -> None:
    """As `evals.suite.run`, by `jobs` processes, each with the models of `make(work)`; `make` must be picklable.

    Raises as that does. When it is interrupted, or a process fails, all of them end.
    """
    with make(work) as bench:
        kept = begin(folder, plan, bench.embedder.name)
        task = _Task(folder, plan, work, make, done_before(folder))
        names = [name for name in plan.names if name != ALONE]
        with _processes(task, names, min(jobs, len(names))) as (told, processes):
            _listen(told, processes, kept["skipped"], say)
        if ALONE in plan.names:
            reason = measure(Asking(folder, plan, bench, say, done_before(folder)), ALONE)
            kept["skipped"] |= {ALONE: reason} if reason else {}
    end(folder, kept)


@contextmanager
def _processes(task: _Task, names: list[str], jobs: int) -> Iterator[tuple[Any, list[BaseProcess]]]:
    context = multiprocessing.get_context("spawn")
    waiting, told = context.Queue(), context.Queue()
    for name in [*names, *[None] * jobs]:
        waiting.put(name)
    processes: list[BaseProcess] = []
    before = {name: os.environ.get(name) for name in _THREADS}
    try:
        os.environ |= {name: given or str(max(1, (os.cpu_count() or 1) // jobs)) for name, given in before.items()}
        for _ in range(jobs):
            processes.append(context.Process(target=_work, args=(task, waiting, told), daemon=True))
            processes[-1].start()
        yield told, processes
    finally:
        for name, given in before.items():
            os.environ.pop(name) if given is None else os.environ.__setitem__(name, given)
        for process in processes:
            process.terminate()
            process.join()


def _listen(told: Any, processes: list[BaseProcess], skipped: dict[str, str], say: Say) -> None:
    """Until every process has ended: what they say, what they skip, and how they fail."""
    left = len(processes)
    while left:
        try:
            what, *said = told.get(timeout=1)
        except queue.Empty:
            if any(process.exitcode for process in processes):
                raise InputError("a process that measured ended early: start again, and the run goes on") from None
            continue
        if what == "said":
            say(*said)
        elif what == "measured":
            name, reason = said
            skipped.pop(name, None)
            skipped |= {name: reason} if reason else {}
        elif what == "failed":
            raise InputError(*said)
        else:
            left -= 1


def _work(task: _Task, waiting: Any, told: Any) -> None:
    """One process: measures data sets until none is left, or its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with task.make(task.work) as bench:
        asking = Asking(task.folder, task.plan, bench, lambda line: told.put(("said", line)), task.done)
        for name in iter(waiting.get, None):
            try:
                told.put(("measured", name, measure(asking, name)))
            except KhabarError as error:
                told.put(("failed", str(error)))
    told.put(("ended",))


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
    os._exit(1)
