"""Fits the built-in checker's weights on the `claims` set, and prints what they are worth there.

    python -m evals.fit_checker --data ../shared/eval

The weights printed go into `rag.checks.builtin.WEIGHTS`. The table is cross-validated by article, so that no claim is
judged by weights that saw its evidence; the findings themselves were developed on half of the articles.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.calibrate import FOLDS, fit, hash_of
from evals.datasets import claims
from rag.checks import Verdict
from rag.checks.builtin import FEATURES, BuiltIn, findings, verdict


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    cases = [case for half in claims.load(options.parse_args().data) for case in half.cases]
    found = [findings(case.claim) for case in cases]
    checker = BuiltIn()
    features = checker.features(found, *checker.meant([case.claim for case in cases]))
    right = np.array([float(case.label == "supported") for case in cases])
    folds = np.array([hash_of(case.group) % FOLDS for case in cases])
    verdicts: list[Verdict] = []
    for i in range(len(cases)):
        weights = _weights(features, right, folds, int(folds[i]))
        verdicts.append(verdict(features[i], found[i], weights))
    print("weights", dict(zip(FEATURES, np.round(fit(features, right), 2).tolist(), strict=True)))
    kinds = [case.how or case.label for case in cases]
    for kind in sorted(set(kinds)):
        own = [v.support for v, k in zip(verdicts, kinds, strict=True) if k == kind]
        shares = "  ".join(f"{s} {own.count(s) / len(own):.2f}" for s in ("supported", "weak", "unsupported"))
        print(f"{kind:12} {len(own):4}  {shares}")


_fitted: dict[int, NDArray[np.float64]] = {}


def _weights(
    features: NDArray[np.float64], right: NDArray[np.float64], folds: NDArray[np.int64], left_out: int
) -> NDArray[np.float64]:
    if left_out not in _fitted:
        _fitted[left_out] = fit(features[folds != left_out], right[folds != left_out])
    return _fitted[left_out]


if __name__ == "__main__":
    main()
