"""Records to figures: what is averaged over what, and what is left out."""

import pytest

from evals.measures import ALL, BY_NAME, bins, figure, figures, points
from evals.records import Record
from tests.evals.samples import record


def value(records: list[Record], measure: str, system: str = "khabar", direction: str = ALL) -> float | None:
    found = {(f.system, f.direction, f.measure): f.estimate.value for f in figures(records)}
    return found.get((system, direction, measure))


def test_a_mean_over_each_direction_and_over_all() -> None:
    records = [record("1", {"R@1": 1.0}), record("1", {"R@1": 0.0}, asked="ar"), record("2", {"R@1": 1.0}, asked="ar")]
    found = [value(records, "R@1", direction=each) for each in ("en→pooled", "ar→pooled", ALL)]
    assert found == [1, 0.5, pytest.approx(2 / 3)]


def test_one_direction_needs_no_total() -> None:
    assert [f.direction for f in figures([record("1", {"R@1": 1.0})])] == ["en→pooled"]


def test_what_no_question_can_tell_has_no_figure() -> None:
    assert {f.measure for f in figures([record("1", {"R@1": 1.0})])} == {"R@1"}


def test_hallucination_and_wrong_abstention_count_alike_however_many_there_are() -> None:
    refused = [record(str(n), {"abstained wrongly": 1.0}, asked="en") for n in range(9)]
    told = [record("n", {"hallucinated": 0.0}, asked="en", positive=False)]
    assert value([*refused, *told], "abstention error", direction="en→pooled") == 0.5
    assert value(refused, "abstention error", direction="en→pooled") is None


def test_confidence_ought_to_tell_what_is_answerable() -> None:
    records = [
        record("1", {}, confidence=0.75),
        record("2", {}, confidence=0.5),
        record("3", {}, confidence=0.5, positive=False),
        record("4", {}, confidence=0.9, positive=None),
    ]
    assert value(records, "AUROC", direction="en→pooled") == 0.75


def test_of_the_answers_called_high_the_share_that_is_right() -> None:
    records = [
        record("1", {}, confidence=0.9, called="high", right=True),
        record("2", {}, confidence=0.9, called="high", right=False),
        record("3", {}, confidence=0.2, called="low", right=False),
        record("4", {}, confidence=0.9, called="high", right=None),
    ]
    names = ("right when high", "right when low", "right when medium", "called high")
    assert [value(records, name, direction="en→pooled") for name in names] == [0.5, 0, None, pytest.approx(2 / 3)]


def test_calibration_is_the_distance_of_confidence_from_the_share_right() -> None:
    records = [
        record("1", {}, confidence=0.95, called="high", right=True),
        record("2", {}, confidence=0.25, called="low", right=True),
        record("3", {}, confidence=0.25, called="low", right=False),
        record("4", {}, confidence=1.0, called="high", right=True),
    ]
    (of_system,) = points(records).values()
    assert bins(of_system) == [(0.25, 0.5, 2), (0.975, 1.0, 2)]
    assert value(records, "calibration error", direction="en→pooled") == pytest.approx((2 * 0.25 + 2 * 0.025) / 4)


def test_the_gap_is_that_between_the_best_and_the_worst_question_language() -> None:
    by_language = {"en": [1, 1, 1, 1], "ar": [1, 1, 1, 0], "zh": [1, 0, 0, 1]}
    records = [
        record(str(n), {"R@5": float(hit)}, asked=asked)
        for asked, hits in by_language.items()
        for n, hit in enumerate(hits)
    ]
    assert value(records, "gap of R@5") == 0.5
    assert value(records, "gap of R@5", direction="en→pooled") is None


def test_the_interval_is_drawn_by_group() -> None:
    one_group = [record(str(n), {"R@1": float(n % 2)}, group="g") for n in range(10)]
    estimate = figure(BY_NAME["R@1"], points(one_group)["khabar"])
    assert estimate is not None
    assert (estimate.value, estimate.low, estimate.high, estimate.n) == (0.5, 0.5, 0.5, 10)


def test_balanced_accuracy_of_a_checker() -> None:
    records = [
        record("1", {"kept": 1.0}),
        record("2", {"caught": 1.0}, positive=False),
        record("3", {"caught": 0.0}, positive=False),
    ]
    assert value(records, "balanced accuracy", direction="en→pooled") == 0.75


def test_systems_come_in_the_same_order_whoever_was_asked_first() -> None:
    records = [record(name, {"R@1": 1.0}, system=name) for name in ("mine", "perfect", "khabar", "random")]
    assert list(points(records)) == ["random", "khabar", "perfect", "mine"]
