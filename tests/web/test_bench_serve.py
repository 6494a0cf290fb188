"""What the load test counts, and what it asks."""

from pathlib import Path

import pytest

from evals.bench_serve import Times, gold_questions


def test_quantiles_are_of_what_was_answered() -> None:
    times = Times([0.01 * n for n in range(1, 101)], ["503"])
    assert [times.at(share) for share in (0.5, 0.99, 1)] == pytest.approx([510, 1000, 1000])
    assert str(times).endswith("100 answers, 1 errors")
    assert Times().at(0.5) == 0


@pytest.mark.shared
def test_questions_come_in_the_same_order_each_time(shared: Path) -> None:
    questions = gold_questions(shared / "eval")
    assert questions == gold_questions(shared / "eval")
    assert len(questions) == 660
