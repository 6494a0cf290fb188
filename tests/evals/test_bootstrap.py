"""Intervals and tests in which the questions of a group go together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.bootstrap import RESAMPLES, Groups, estimate, holm, sign_flip_test, tail_test

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def names(count: int) -> list[str]:
    return [f"q{number}" for number in range(count)]


def test_a_mean_has_an_interval_that_is_the_same_every_time() -> None:
    outcomes, groups = [1.0] * 75 + [0.0] * 25, names(100)
    found = estimate(Groups(groups).mean(outcomes, groups), 100)
    assert found is not None
    assert (found.value, found.n) == (0.75, 100)
    assert found.low == pytest.approx(0.66, abs=0.011)
    assert found.high == pytest.approx(0.83, abs=0.011)
    assert estimate(Groups(groups).mean(outcomes, groups), 100) == found


def test_outcomes_all_alike_have_an_interval_without_width() -> None:
    found = estimate(Groups(names(3)).mean([1.0] * 3, names(3)), 3)
    assert found is not None
    assert (found.low, found.high) == (1, 1)


def test_six_copies_of_a_question_are_no_surer_than_one() -> None:
    outcomes = [1.0, 0.0, 1.0, 1.0]
    once = estimate(Groups(names(4)).mean(outcomes, names(4)), 4)
    six = estimate(Groups(names(4)).mean(outcomes * 6, names(4) * 6), 4)
    assert once == six


def test_a_resample_without_a_value_has_none() -> None:
    statistic = Groups(names(2)).mean([1.0], ["q0"])
    assert statistic[0] == 1
    assert np.isnan(statistic).any()
    found = estimate(statistic, 1)
    assert found is not None
    assert found.low == 1


@given(SHARES)
def test_a_mean_lies_inside_its_interval_and_that_among_the_values(values: list[float]) -> None:
    groups = names(len(values))
    statistic = Groups(groups).mean(values, groups)
    found = estimate(statistic, len(values))
    assert statistic.shape == (1 + RESAMPLES,)
    assert found is not None
    assert found.value == pytest.approx(sum(values) / len(values))
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9


def test_auroc_counts_a_tie_as_half() -> None:
    groups = Groups(["a", "b", "c", "d"])
    assert groups.auroc([0.9, 0.5], ["a", "b"], [0.5, 0.1], ["c", "d"])[0] == 0.875
    assert groups.auroc([0.2], ["a"], [0.8], ["b"])[0] == 0


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abc"), st.booleans()), min_size=2, max_size=20))
def test_auroc_of_a_resample_is_that_of_the_repeated_outcomes(rows: list[tuple[int, str, bool]]) -> None:
    yes, no = ([(v, g) for v, g, side in rows if side is wanted] for wanted in (True, False))
    if not yes or not no:
        return
    groups = Groups([g for _, g, _ in rows])
    got = groups.auroc([v for v, _ in yes], [g for _, g in yes], [v for v, _ in no], [g for _, g in no])
    drawn = dict(zip(sorted({g for _, g, _ in rows}), groups.weights[5], strict=True))
    pairs = [(drawn[g] * drawn[h], (v > w) + (v == w) / 2) for v, g in yes for w, h in no]
    weight = sum(count for count, _ in pairs)
    if weight:
        assert got[5] == pytest.approx(sum(count * won for count, won in pairs) / weight)
    else:
        assert np.isnan(got[5])


def test_a_difference_that_is_always_the_same_way_is_hardly_chance() -> None:
    assert sign_flip_test([0.1] * 20, names(20)) < 0.001
    assert sign_flip_test([0.1, -0.1] * 10, names(20)) == 1
    assert sign_flip_test([0.0] * 5, names(5)) == 1


def test_one_group_alone_proves_nothing() -> None:
    assert sign_flip_test([0.5] * 50, ["q"] * 50) == 1


def test_the_tail_of_resamples() -> None:
    assert tail_test(np.array([0.5, 1.0, 1.0, 1.0, -1.0])) == 0.5
    assert tail_test(np.array([0.5, *[1.0] * 100])) == 0.02
    assert tail_test(np.array([0.5, np.nan])) == 1


def test_many_comparisons_make_each_less_sure() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []
