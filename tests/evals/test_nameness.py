"""How the directions of names are fitted."""

import numpy as np

from evals.nameness import auroc, fit, seen


def test_capitals_count_in_mid_sentence_only_and_by_what_stands_beside_them() -> None:
    found = seen(["We met President Keller in Lyon today. Rain fell in Lyon and NATO said so."])
    assert found.large == {"President": 1, "Keller": 1, "Lyon": 2}
    assert found.place == {"Lyon": 2, "President": 0, "Keller": 0}
    assert found.person["Keller"] == 1
    assert "Rain" not in found.large


def test_auroc_is_the_share_of_pairs_in_order() -> None:
    assert auroc(np.array([0.1, 0.4, 0.35, 0.8]), np.array([0.0, 0.0, 1.0, 1.0])) == 0.75


def test_a_fit_tells_two_clouds_apart() -> None:
    cloud = np.random.default_rng(1).normal(size=(60, 4)) * 0.1
    apart = np.array([1.0, 0.0, 0.0, 0.0])
    weights, told = fit(cloud + apart, cloud - apart)
    assert told == 1
    assert weights[0] > 1 > abs(weights[1])
