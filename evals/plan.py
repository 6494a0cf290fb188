"""What a run is to measure, kept in its folder beside what came of it."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evals import searching
from evals.sets import SETS, USUAL, Sources
from index.types import InputError

PLAN, TIMES = "run.json", "times.jsonl"
TIMED = 20
"""Questions of a language that are timed: the models remember nothing then."""
LIMITS: dict[str, int] = {"gold-same": 30, "xquad": 50, "reading": 60, "gold-drafts": 600}
"""Questions asked of a collection of these sets unless told otherwise, that the whole suite end in ten minutes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be measured. `sample` questions of each collection: None for those of LIMITS, 0 for all.

    `written_by` names the language model whose answers are measured too, `reranker` what ranks anew beside.
    """

    sources: Sources
    only: tuple[str, ...] = ()
    sample: int | None = None
    seed: int = 0
    written_by: str = ""
    reranker: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The data sets to measure."""
        return self.only or USUAL

    def limit(self, name: str) -> int | None:
        """How many questions of each collection of that set are asked; None for all."""
        if name == "speed":
            return min(self.sample or TIMED, TIMED)
        return self.sample or None if self.sample is not None else LIMITS.get(name)


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


def begin(folder: Path, plan: Plan, embedder: str) -> dict[str, Any]:
    """Keep the plan, or find it kept before, and return what the folder holds of it.

    Raises `InputError` on an unknown set, and where the folder holds a run of another plan.
    """
    unknown = [name for name in plan.only if name not in SETS]
    if unknown:
        raise InputError(f"no data set {unknown[0]!r}; there are {', '.join(SETS)}")
    planned = {
        "only": list(plan.names),
        "sample": plan.sample,
        "limits": {name: plan.limit(name) for name in plan.names},
        "seed": plan.seed,
        "written_by": plan.written_by,
        "reranker": plan.reranker or None,
        "embedder": embedder,
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
    keep(folder, kept)
    return kept


def end(folder: Path, kept: dict[str, Any]) -> None:
    """Keep what was skipped, and when the run ended."""
    kept["ended"] = datetime.now(UTC).isoformat(timespec="seconds")
    keep(folder, kept)


def keep(folder: Path, kept: dict[str, Any]) -> None:
    """Write the plan; the folder holds the old one or the new one at any instant."""
    part = folder / f"{PLAN}.part"
    part.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(folder / PLAN)
