"""Makes `rag/checks/states.npz`: the mean state of a word in its sentence, which every word has in common.

    python -m evals.states --data ../shared/eval

The mean over the words of the `claims` set and of their quotes, each language counting alike. One vector leaves the
data, no text.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from evals.datasets import claims
from rag.checks.lexicon import Vector
from rag.checks.states import MEAN, reader


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=MEAN)
    given = options.parse_args()
    texts: dict[str, dict[str, None]] = {}
    for case in (case for half in claims.load(given.data) for case in half.cases):
        texts.setdefault(case.claim.language, {})[case.claim.sentence] = None
        for evidence in case.claim.evidence:
            texts.setdefault(evidence.language, {})[evidence.quote] = None
    np.savez(given.out, mean=mean(texts.values()))
    print(f"{given.out}: the mean of {len(texts)} languages")


def mean(texts: Iterable[Iterable[str]]) -> Vector:
    """The mean over languages of the mean state of all their words; shape (384,)."""
    own = [np.concatenate([reader().words(text) for text in listed]).mean(axis=0) for listed in texts]
    found: Vector = np.mean(own, axis=0)
    return found


if __name__ == "__main__":
    main()
