"""What got better or worse, and what is noise."""

from evals.compare import Difference, compare, in_words, table
from evals.records import Record
from tests.evals.samples import record


def run(hits: str, measure: str = "R@1", **fields: object) -> list[Record]:
    return [record(str(n), {measure: float(hit)}, **fields) for n, hit in enumerate(hits)]  # type: ignore[arg-type]


def only(before: list[Record], after: list[Record]) -> Difference:
    (found,) = compare(before, after)
    return found


def test_a_clear_gain_is_better() -> None:
    found = only(run("0000000000" * 3), run("1111111000" * 3))
    assert (found.before, found.after, found.verdict) == (0, 0.7, "better")
    assert found.p < 0.001
    assert found.difference.low > 0


def test_of_some_measures_less_is_better() -> None:
    assert only(run("1" * 20, "hallucinated"), run("0" * 20, "hallucinated")).verdict == "better"
    assert only(run("1" * 20), run("0" * 20)).verdict == "worse"


def test_a_question_more_is_noise() -> None:
    found = only(run("1010101010"), run("1010101011"))
    assert (found.verdict, found.difference.n) == ("noise", 10)
    assert found.p > 0.5


def test_the_same_is_the_same() -> None:
    assert only(run("10"), run("10")).verdict == "the same"


def test_six_languages_of_one_question_are_one_piece_of_evidence() -> None:
    fields = {"group": "g"}
    assert only(run("0" * 30, **fields), run("1" * 30, **fields)).verdict == "noise"


def test_only_questions_that_both_runs_asked_are_compared() -> None:
    found = only(run("11"), run("1100000"))
    assert (found.difference.n, found.verdict) == (2, "the same")


def test_what_cannot_be_paired_is_compared_as_a_whole() -> None:
    def sure(of_answerable: float, of_others: float) -> list[Record]:
        fields = [(True, of_answerable), (False, of_others)]
        return [
            record(f"{n}{positive}", {}, positive=positive, confidence=confidence)
            for n in range(20)
            for positive, confidence in fields
        ]

    found = only(sure(0.4, 0.5), sure(0.6, 0.5))
    assert (found.measure, found.before, found.after, found.verdict) == ("AUROC", 0, 1, "better")


def test_many_comparisons_make_each_less_sure() -> None:
    before = run("0" * 6) + run("1010" * 5, data_set="other")
    after = run("1" * 6) + run("1010" * 5, data_set="other")
    changed, same = compare(before, after)
    assert changed.p < 0.05 < changed.among_all
    assert changed.verdict == "better"
    assert same.verdict == "the same"


def test_the_table_shows_what_changed_and_the_words_count_the_rest() -> None:
    found = compare(run("0" * 20) + run("10" * 9, data_set="b"), run("1" * 20) + run("10" * 8 + "11", data_set="b"))
    shown = table(found)
    assert [row[0] for row in shown.rows] == ["set"]
    assert shown.rows[0][3:6] == (".00", "1.00", "+1.00 (+1.00 to +1.00)")
    assert len(table(found, every=True).rows) == 2
    assert in_words(found).startswith("Of 2 figures 0 are the same; 1 better, 0 worse, 1 noise.")
