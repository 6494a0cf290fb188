"""How the ranker of sentences is fitted."""

import numpy as np

from evals.fit_ranker import GIVEN, fit, scores
from rag.quotes import READ_ALONE, WEIGHTS
from rag.signals import FEATURES

CONTEXT, LENGTH = FEATURES.index("context"), FEATURES.index("length")


def test_what_tells_evidence_apart_gets_the_weight_and_what_is_given_stays() -> None:
    chance = np.random.default_rng(0)
    features = chance.normal(size=(80, READ_ALONE, len(FEATURES)))
    good = np.zeros((80, READ_ALONE), bool)
    good[:, 0] = True
    features[:, 0, CONTEXT] += 5
    features[:, :, GIVEN] = 0
    offsets = np.zeros((80, READ_ALONE))
    weights = fit(features, offsets, good)
    assert weights[CONTEXT] > 5 * abs(weights[LENGTH])
    assert (weights[GIVEN] == WEIGHTS[GIVEN]).all()
    assert (scores(features, offsets, weights).argmax(1) == 0).mean() > 0.95


def test_a_place_without_a_sentence_never_comes_first() -> None:
    offsets = np.full((1, READ_ALONE), -np.inf)
    offsets[0, 3] = 0.0
    assert scores(np.ones((1, READ_ALONE, len(FEATURES))), offsets, WEIGHTS).argmax() == 3
