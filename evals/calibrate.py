"""Fits the confidence of the quotes on the `reading` set, and prints what it is worth there.

    python -m evals.calibrate --data ../shared/eval

Right: the first quote is an evidence sentence. Wrong: it is not, or the question is a near miss that nothing
answers. The weights printed go into `rag.quotes.CHANCE`. The table is cross-validated by article, so that no
answer is judged by weights that saw it.
"""

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.datasets import reading
from evals.metrics import same_sentence
from evals.workbench import Workbench
from index.search import retrieve
from rag.quotes import choose

FOLDS, STEPS, RATE, RIDGE = 5, 4000, 0.3, 1e-3
BINS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.0)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--direction", action="append", default=[], help="such as en→pooled; default all")
    options.add_argument("--work", type=Path, help="where embeddings are kept")
    given = options.parse_args()
    signals, right, groups = _answers(given.data, given.direction, given.work)
    folds = np.array([hash_of(group) % FOLDS for group in groups])
    chances = np.empty(len(right))
    for fold in range(FOLDS):
        chances[folds == fold] = chance(signals[folds == fold], fit(signals[folds != fold], right[folds != fold]))
    print(f"{len(right)} questions, {right.mean():.2f} right; weights {np.round(fit(signals, right), 2).tolist()}")
    for low, high in pairwise(BINS):
        chosen = (chances >= low) & (chances < high + (high == 1))
        if chosen.any():
            print(f"chance {low:.1f}-{high:.1f}: {chosen.sum()} questions, {right[chosen].mean():.2f} right")


def _answers(
    data: Path, directions: list[str], work: Path | None
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[str]]:
    """Signals (n, m) of `rag.quotes.Choice`, whether the first quote was right (n,), the gold articles."""
    signals, right, groups = [], [], []
    with Workbench.bundled(work) as bench:
        for collection in reading.load(data):
            if directions and collection.direction not in directions:
                continue
            searcher = bench.build(collection.articles).searcher
            for case in collection.cases:
                choices = choose(searcher, *retrieve(searcher, case.question))
                if not choices:
                    continue
                best = choices[0]
                wanted = [sentence.text for together in case.evidence for sentence in together]
                signals.append(best.signals)
                right.append(float(any(same_sentence(best.text, text) for text in wanted)))
                groups.append(min(case.gold, default=case.id))
    return np.array(signals), np.array(right), groups


def hash_of(text: str) -> int:
    return sum(text.encode())


def fit(signals: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression by gradient descent on standardised signals; weights for the signals as they are."""
    mean, spread = signals.mean(0), signals.std(0)
    mean[-1], spread[-1] = 0.0, 1.0
    scaled = (signals - mean) / spread
    weights = np.zeros(signals.shape[1])
    for _ in range(STEPS):
        error = chance(scaled, weights) - right
        weights -= RATE * (scaled.T @ error / len(right) + RIDGE * weights)
    weights = weights / spread
    weights[-1] -= float(mean[:-1] @ weights[:-1])
    return np.asarray(weights, np.float64)


def chance(signals: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-(signals @ weights))), np.float64)


if __name__ == "__main__":
    main()
