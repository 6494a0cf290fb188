"""Results as people and programs read them."""

import json
from io import StringIO

import pytest
from rich.console import Console

from evals.cases import AnswerCase, AnswerCollection, Case, Collection, Quote, Reply
from evals.report import answers_markdown, answers_table, as_dicts, retrieval_markdown, retrieval_table
from evals.run import AnswerResult, RetrievalResult, System, run_answers, run_retrieval
from index.types import Article

ARTICLES = (Article("a", "", "One.", "en"), Article("b", "", "Two.", "en"))
ORDERS = {"good": ("a", "b"), "bad": ("b", "a")}


def searched(direction: str, *gold: str, systems: tuple[str, ...] = ("good", "bad")) -> list[RetrievalResult]:
    collection = Collection("set", direction, ARTICLES, (Case("q", "?", "en", frozenset(gold)),))
    return run_retrieval(collection, {name: ranking(*ORDERS[name]) for name in systems})


def ranking(*ids: str) -> System:
    return lambda _: lambda _: ids


def answered() -> list[AnswerResult]:
    cases = (
        AnswerCase("1", "?", "en", frozenset({"a"}), answers=("one",)),
        AnswerCase("2", "?", "en", frozenset({"a"}), answerable=False),
    )
    collection = AnswerCollection("set", "en→en", ARTICLES, cases)
    return run_answers(collection, {"good": lambda _: lambda _: Reply((Quote("a", "One."),))})


def test_markdown_is_compact_first_and_full_below() -> None:
    assert retrieval_markdown([*searched("en→en", "a"), *searched("ar→en", "b")]) == (
        "| data set | question→passages | n | good: R@1 / R@10 | bad: R@1 / R@10 |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| set | en→en | 1 | 1.00 / 1.00 | .00 / 1.00 |\n"
        "| set | ar→en | 1 | .00 / 1.00 | 1.00 / 1.00 |\n"
        "| set | mean of 2 | 2 | .50 / 1.00 | .50 / 1.00 |\n"
        "\n"
        "| data set | question→passages | n | system | R@1 | R@5 | R@10 | MRR | nDCG@10 |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| set | en→en | 1 | good | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |\n"
        "| set | en→en | 1 | bad | .000 | 1.000 | 1.000 | .500 | .631 |\n"
        "| set | ar→en | 1 | good | .000 | 1.000 | 1.000 | .500 | .631 |\n"
        "| set | ar→en | 1 | bad | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |\n"
    )


def test_markdown_says_where_recall_at_one_cannot_reach_one() -> None:
    assert "a perfect ranking has R@1 below 1: set .50." in retrieval_markdown(searched("en→en", "a", "b"))


def test_systems_that_differ_between_collections_cannot_share_a_table() -> None:
    with pytest.raises(ValueError, match="set ar→en: not the systems good, bad"):
        retrieval_markdown([*searched("en→en", "a"), *searched("ar→en", "a", systems=("good",))])


def test_answers_leave_out_what_nothing_can_tell() -> None:
    assert answers_markdown(answered()) == (
        "| data set | question→passages | n | system | gold article | "
        "holds answer | holds in 3 | abstains wrongly | abstains rightly |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| set | en→en | 1+1 | good | 1.00 (1.00–1.00) | 1.00 (1.00–1.00) | 1.00 (1.00–1.00) | "
        ".00 (.00–.00) | .00 (.00–.00) |\n"
    )


def test_the_terminal_shows_a_row_for_each_system() -> None:
    console = Console(width=160, record=True, file=StringIO())
    console.print(retrieval_table(searched("en→en", "a")))
    console.print(answers_table(answered()))
    text = console.export_text()
    assert "│ set      │ en→en             │ 1 │ good   │ 1.000 │" in text
    assert "│ set      │ en→en             │ 1+1 │ good   │         1.00 │" in text


def test_results_are_json() -> None:
    [good, _] = as_dicts(searched("en→en", "a"))
    assert json.loads(json.dumps(good)) == {
        "data_set": "set",
        "direction": "en→en",
        "system": "good",
        "n": 1,
        "scores": {"r1": 1, "r5": 1, "r10": 1, "mrr": 1, "ndcg10": 1},
        "r1_interval": [1, 1],
        "r10_interval": [1, 1],
        "perfect": {"r1": 1, "r5": 1, "r10": 1, "mrr": 1, "ndcg10": 1},
    }
    [answers] = as_dicts(answered())
    assert json.loads(json.dumps(answers))["holds_first"] == {"value": 1, "low": 1, "high": 1, "n": 1}
    assert answers["auroc"] is None
