"""Every data set there is, by name, and what of it is asked."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from evals.cases import Case, ClaimCase, ClaimSet, Collection
from evals.datasets import (
    arcd,
    claims,
    gold,
    gold_drafts,
    news,
    nomiracl,
    own,
    reading,
    rgb_counterfactual,
    rtqa,
    saudi,
    support_ans_ar,
    support_memerag,
    travel,
    xquad,
)
from evals.datasets.jsonl import MissingSetError
from index.types import Article, InputError


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the data sets are: the evaluation sets, a folder of news to distract, a file of one's own cases."""

    data: Path
    news: Path | None = None
    own: Path | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Speed:
    """The questions of a collection, timed with models that remember nothing."""

    collection: Collection


Task = Collection | ClaimSet | Speed
AnyCase = TypeVar("AnyCase", Case, ClaimCase)


def _amid_news(sources: Sources) -> Iterator[Collection]:
    return gold.load(sources.data, _distractors(sources.news, sources.seed), "gold+news")


def _own(sources: Sources) -> Iterator[Collection]:
    if sources.own is None:
        raise MissingSetError("no cases of your own: name their file with --own, and write it with `add-case`")
    return iter(own.load(sources.own))


def _speed(sources: Sources) -> Iterator[Speed]:
    """English and Arabic questions over the collection that was built last."""
    yield from (Speed(each) for each in list(_amid_news(sources))[:2])


SETS: Mapping[str, Callable[[Sources], Iterator[Task]]] = {
    "gold+news": _amid_news,
    "speed": _speed,
    "gold-same": lambda sources: gold.load_same(sources.data),
    "gold": lambda sources: gold.load(sources.data),
    "nomiracl": lambda sources: nomiracl.load(sources.data),
    "reading": lambda sources: reading.load(sources.data),
    "xquad": lambda sources: xquad.load(sources.data),
    "arcd": lambda sources: arcd.load(sources.data),
    "saudi": lambda sources: saudi.load(sources.data),
    "rtqa": lambda sources: rtqa.load(sources.data),
    "travel": lambda sources: travel.load(sources.data),
    "rgb_counterfactual": lambda sources: rgb_counterfactual.load(sources.data),
    "gold-drafts": lambda sources: gold_drafts.load(sources.data),
    "claims": lambda sources: claims.load(sources.data),
    "support_memerag": lambda sources: support_memerag.load(sources.data),
    "support_ans_ar": lambda sources: support_ans_ar.load(sources.data),
    "own": _own,
}
USUAL = tuple(name for name in SETS if name != "gold")
"""What is measured unless told otherwise: `gold` among other news says more than alone."""


def load(sources: Sources, names: Sequence[str] = ()) -> Iterator[Task]:
    """Yield the tasks of the named data sets, or of the usual ones, one set loaded at a time.

    Raises `InputError` on an unknown name and where the data cannot be read, `MissingSetError` where it is not there.
    """
    unknown = [name for name in names if name not in SETS]
    if unknown:
        raise InputError(f"no data set {unknown[0]!r}; there are {', '.join(SETS)}")
    for name in names or USUAL:
        yield from SETS[name](sources)


def sampled(cases: Sequence[AnyCase], count: int | None, seed: int = 0) -> tuple[AnyCase, ...]:
    """Return `count` of the cases, or all if None, in their order: by chance, the same ids in every collection."""
    if count is None or count >= len(cases):
        return tuple(cases)

    def rank(case: AnyCase) -> bytes:
        return hashlib.sha256(f"{seed} {case.id}".encode()).digest()

    kept = {case.id for case in sorted(cases, key=rank)[:count]}
    return tuple(case for case in cases if case.id in kept)


@lru_cache(maxsize=1)
def _distractors(folder: Path | None, seed: int) -> tuple[Article, ...]:
    if folder is None or not folder.is_dir():
        raise MissingSetError(f"{folder or 'no folder of news'}: name a folder of news with --news")
    return news.load(folder, seed=seed)
