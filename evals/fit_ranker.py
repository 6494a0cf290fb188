"""Fits the ranker of sentences on the `reading` set, and prints how well it points there.

    python -m evals.fit_ranker --data ../shared/eval

The weights printed go into `rag.quotes.WEIGHTS`. They make the evidence sentences of a question likely among those
that were embedded alone (softmax, all evidence sentences of a question together). The figures are cross-validated
by article. Two weights are given, as `reading` would mislead: it paraphrases its questions on purpose, so that shared
words would count for less than nothing, and asks for details, never for the main event, so that `topic` would count
for too much.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.calibrate import FOLDS, hash_of
from evals.datasets import reading
from evals.metrics import same_sentence
from evals.workbench import Workbench
from index.search import retrieve
from rag.quotes import READ_ALONE, WEIGHTS, choose
from rag.signals import FEATURES

GIVEN = [FEATURES.index("words"), FEATURES.index("topic")]
STEPS, RATE, RIDGE = 3000, 0.3, 0.02
Floats = NDArray[np.float64]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--work", type=Path, help="where embeddings are kept")
    given = options.parse_args()
    features, offsets, good, groups = collect(given.data, given.work)
    folds = np.array([hash_of(group) % FOLDS for group in groups])
    first, three = np.zeros(len(groups)), np.zeros(len(groups))
    for fold in range(FOLDS):
        own = folds == fold
        weights = fit(features[~own], offsets[~own], good[~own])
        order = np.argsort(-scores(features[own], offsets[own], weights), axis=1, kind="stable")
        ranked = np.take_along_axis(good[own], order, axis=1)
        first[own], three[own] = ranked[:, 0], ranked[:, :3].any(1)
    print(f"{len(groups)} questions: evidence first {first.mean():.3f}, in three {three.mean():.3f}")
    named = zip(FEATURES, np.round(fit(features, offsets, good), 2).tolist(), strict=True)
    print("weights", dict(named))


def collect(data: Path, work: Path | None) -> tuple[Floats, Floats, NDArray[np.bool_], list[str]]:
    """Features (n, READ_ALONE, FEATURES), what else is added to a score, whether it is evidence, the gold article.

    A place without a sentence has the offset -inf.
    """
    features, offsets, good, groups = [], [], [], []
    with Workbench.bundled(work) as bench:
        for collection in reading.load(data):
            searcher = bench.build(collection.articles).searcher
            for case in collection.cases:
                if not case.evidence:
                    continue
                wanted = [sentence.text for together in case.evidence for sentence in together]
                row = np.zeros((READ_ALONE, len(FEATURES)))
                offset, right = np.full(READ_ALONE, -np.inf), np.zeros(READ_ALONE, bool)
                for n, choice in enumerate(choose(searcher, *retrieve(searcher, case.question))):
                    row[n] = choice.features
                    offset[n] = choice.score - choice.features @ WEIGHTS
                    right[n] = any(same_sentence(choice.text, text) for text in wanted)
                features.append(row)
                offsets.append(offset)
                good.append(right)
                groups.append(min(case.gold))
    return np.array(features), np.array(offsets), np.array(good), groups


def scores(features: Floats, offsets: Floats, weights: Floats) -> Floats:
    """Shape (n, READ_ALONE)."""
    return np.asarray(features @ weights + offsets, np.float64)


def fit(features: Floats, offsets: Floats, good: NDArray[np.bool_]) -> Floats:
    """By gradient descent with momentum on standardised features; the weights that are given stay."""
    told = good.any(1)
    features, good = features[told], good[told]
    fixed = offsets[told] + features[:, :, GIVEN] @ WEIGHTS[GIVEN]
    spread = features[np.isfinite(fixed)].std(0) + 1e-9
    scaled = features / spread
    scaled[:, :, GIVEN] = 0.0
    weights, speed = np.zeros(len(FEATURES)), np.zeros(len(FEATURES))
    for _ in range(STEPS):
        chances = _softmax(scaled @ weights + fixed)
        of_good = np.where(good, chances, 0.0)
        of_good /= of_good.sum(1, keepdims=True)
        slope = np.einsum("ns,nsf->f", chances - of_good, scaled) / len(scaled) + RIDGE * weights
        speed = 0.9 * speed - 0.1 * RATE * slope
        weights += speed
    weights = weights / spread
    weights[GIVEN] = WEIGHTS[GIVEN]
    return np.asarray(weights, np.float64)


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True), np.float64)


if __name__ == "__main__":
    main()
