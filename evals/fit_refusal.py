"""Fits where "no evidence" begins, and prints what is refused.

    python -m evals.fit_refusal --data ../shared/eval

Far-off is a question of which the library holds no article. Each half of the articles of `reading` is a library, asked
its own questions and those of the other half: on that the weight is fitted. `gold` and `gold-same` are only measured,
on their own questions and those of `reading`. The weight goes into `rag.quoting.PASSAGE_WEIGHT`, where the nearness of
the best sentence weighs one, and a limit, by how many answerable questions of the halves fall under it, into `NEAR`.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.calibrate import fit, hash_of
from evals.cases import Case, Collection
from evals.datasets import gold, reading
from evals.workbench import Workbench
from index.search import Searcher, retrieve
from index.types import Article
from rag.quotes import choose
from rag.quoting import NEAR, PASSAGE_WEIGHT

REFUSED = (0.02, 0.03, 0.04, 0.05, 0.06)
Measured = tuple[NDArray[np.float64], NDArray[np.bool_]]
"""Nearness of the best sentence and score of the best passage, shape (n, 2); whether the answer is there (n,)."""
Asked = tuple[tuple[Article, ...], list[Case], list[Case]]
"""A library's articles, the questions that they answer, and those that they do not."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--work", type=Path, help="where embeddings are kept")
    given = options.parse_args()
    with Workbench.bundled(given.work) as bench:
        sets = {
            "halves": _measured(bench, _halves(given.data)),
            "gold": _measured(bench, _strangers(given.data, gold.load(given.data))),
            "gold-same": _measured(bench, _strangers(given.data, gold.load_same(given.data))),
        }
    signals, answerable = sets["halves"]
    sentence, passage, _ = fit(np.column_stack([signals, np.ones(len(signals))]), answerable.astype(float))
    print(f"PASSAGE_WEIGHT {passage / sentence:.2f}; refused, far-off / answerable:")
    _print("as it is", NEAR, PASSAGE_WEIGHT, sets)
    for name, weight in (("sentence alone", 0.0), ("with passage", passage / sentence)):
        for share in REFUSED:
            limit = float(np.quantile((signals @ [1.0, weight])[answerable], share))
            _print(name, limit, weight, sets)


def _print(name: str, limit: float, weight: float, sets: dict[str, Measured]) -> None:
    told = []
    for which, (signals, answerable) in sets.items():
        under = signals @ [1.0, weight] < limit
        told.append(f"{which} {under[~answerable].mean():.2f} / {under[answerable].mean():.3f}")
    print(f"{name}, limit {limit:.2f}: {', '.join(told)}")


def _measured(bench: Workbench, libraries: Iterator[Asked]) -> Measured:
    rows, answerable = [], []
    for articles, own, far in libraries:
        searcher = bench.build(articles).searcher
        for cases, there in ((own, True), (far, False)):
            found = [row for case in cases if (row := _signals(searcher, case))]
            rows += found
            answerable += [there] * len(found)
    return np.array(rows), np.array(answerable)


def _signals(searcher: Searcher, case: Case) -> tuple[float, float] | None:
    query, candidates = retrieve(searcher, case.question)
    choices = choose(searcher, query, candidates)
    return (choices[0].nearness, candidates[0].score - candidates[0].rules) if choices else None


def _halves(data: Path) -> Iterator[Asked]:
    sets = list(reading.load(data))
    for half in (0, 1):
        articles = tuple(article for article in sets[0].articles if hash_of(article.id) % 2 == half)
        held = {article.id for article in articles}
        for collection in sets:
            cases = [case for case in collection.cases if case.answerable]
            yield (
                articles,
                [case for case in cases if case.gold <= held],
                [case for case in cases if not case.gold & held],
            )


def _strangers(data: Path, collections: Iterator[Collection]) -> Iterator[Asked]:
    """Collections with their own questions, and those of `reading` in the same language."""
    strangers = [case for collection in reading.load(data) for case in collection.cases if case.answerable]
    for collection in collections:
        own = [case for case in collection.cases if case.answerable]
        yield collection.articles, own, [case for case in strangers if case.language == own[0].language]


if __name__ == "__main__":
    main()
