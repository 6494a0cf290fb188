"""Scores against hand calculation; what counts as the same words."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics import (
    Scores,
    fold,
    holds_answer,
    same_sentence,
    score_rankings,
)

IDS = st.lists(st.sampled_from([f"d{number}" for number in range(15)]), unique=True)
WORD = st.text("abzÀéябвёقأإىةًـُشَ中文字हि0193٣७,.!?«»$", min_size=1, max_size=6)


def test_the_gold_article_first_is_a_perfect_score() -> None:
    assert score_rankings({"q": {"a"}}, {"q": ["a", "b"]}) == {"q": Scores(1, 1, 1, 1, 1)}


def test_the_gold_article_third() -> None:
    scores = score_rankings({"q": {"c"}}, {"q": ["a", "b", "c"]})["q"]
    assert (scores.r1, scores.r5, scores.r10) == (0, 1, 1)
    assert scores.mrr == pytest.approx(1 / 3)
    assert scores.ndcg10 == pytest.approx(1 / log2(4))


def test_two_gold_articles_found_at_one_and_six() -> None:
    scores = score_rankings({"q": {"a", "z"}}, {"q": ["a", "b", "c", "d", "e", "z"]})["q"]
    assert (scores.r1, scores.r5, scores.r10, scores.mrr) == (0.5, 0.5, 1, 1)
    assert scores.ndcg10 == pytest.approx((1 + 1 / log2(7)) / (1 + 1 / log2(3)))


def test_what_stands_eleventh_counts_for_nothing() -> None:
    ranking = [f"d{number}" for number in range(10)] + ["gold"]
    assert score_rankings({"q": {"gold"}}, {"q": ranking})["q"] == Scores(0, 0, 0, 0, 0)


def test_an_article_found_twice_takes_one_place() -> None:
    assert score_rankings({"q": {"b"}}, {"q": ["a", "a", "b"]})["q"].mrr == 0.5


def test_a_case_without_a_ranking_scores_nothing() -> None:
    scores = score_rankings({"found": {"a"}, "lost": {"a"}}, {"found": ["a"], "lost": []})
    assert scores["lost"] == Scores(0, 0, 0, 0, 0)
    assert scores["found"] == Scores(1, 1, 1, 1, 1)


def test_a_case_without_gold_cannot_be_scored() -> None:
    with pytest.raises(ValueError, match="'q' has no gold id"):
        score_rankings({"q": set()}, {"q": ["a"]})


@given(gold=IDS.filter(bool), ranking=IDS)
def test_recall_never_falls_with_depth(gold: list[str], ranking: list[str]) -> None:
    scores = score_rankings({"q": gold}, {"q": ranking})["q"]
    assert 0 <= scores.r1 <= scores.r5 <= scores.r10 <= 1
    assert scores.r10 == pytest.approx(len(set(gold) & set(ranking[:10])) / len(gold))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The U.S. well-known", "theuswellknown"),
        ("ＡＢＣ Straße", "abcstrasse"),
        ("القرارُ العربيّـة، أحمد إلى", "القرارالعربيهاحمدالي"),
        ("١٬٠٠٠ و ٣٫٥", "1000و3.5"),
        ("1,000,000 in 2013–14.", "1000000in2013 14"),
        ("在 1998 年", "在1998年"),
        ("७ किलो", "7किलो"),
        ("«…»!", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("sentence", "answer", "holds"),
    [
        ("صوتت ١٢٠ دولةً لصالح القرار", "120 دولة", True),
        ("Russia voted in favour.", "RUSSIA", True),
        ("It was 2013.", "3", False),
        ("It was 3.5 metres.", "3", False),
        ("It was 3.5 metres.", "3.5", True),
        ("From 2013-14 on", "2013", True),
        ("From 1519, students thronged", "Students", True),
        ("No answer in it.", "…", False),
    ],
)
def test_a_sentence_holds_an_answer(sentence: str, answer: str, holds: bool) -> None:
    assert holds_answer(sentence, [answer]) is holds


def test_any_of_several_answers_will_do_and_none_will_not() -> None:
    assert holds_answer("It was held in Doha.", ["Qatar", "Doha"])
    assert not holds_answer("It was held in Doha.", [])


@given(before=st.lists(WORD), words=st.lists(WORD, min_size=1), after=st.lists(WORD))
def test_a_sentence_holds_every_run_of_its_own_words(before: list[str], words: list[str], after: list[str]) -> None:
    answer = " ".join(words)
    assert holds_answer(" ".join([*before, answer, *after]), [answer]) is bool(fold(answer))


@given(st.lists(WORD))
def test_folding_twice_changes_nothing(words: list[str]) -> None:
    once = fold(" ".join(words))
    assert fold(once) == once


@pytest.mark.parametrize(
    ("quote", "same"),
    [
        ("The Met complained about the plan.", True),
        ("the Met complained about the plan", True),
        ("The Met complained about", True),
        ("Then this: The Met complained about the plan.", True),
        ("The Met", False),
        ("The Met complained about the plan. It said that the shop would draw crowds at night.", False),
        ("The Met praised the plan.", False),
        ("", False),
    ],
)
def test_a_quote_is_the_sentence_give_or_take_a_cut(quote: str, same: bool) -> None:
    assert same_sentence(quote, "The Met complained about the plan.") is same
