"""Systems are plugged in as functions; what they return is scored, and chance stands beside them."""

from pathlib import Path

import pytest

from evals.cases import AnswerCase, AnswerCollection, Case, Collection, Evidence, Quote, Reply
from evals.metrics import Scores
from evals.run import (
    Answerer,
    AnswerResult,
    AnswerSystem,
    Retriever,
    load_answers,
    load_retrieval,
    random_floor,
    random_quotes,
    run_answers,
    run_retrieval,
)
from index.types import Article, InputError

RAIN = Article("rain", "", "It rained in Doha. Roads closed. Schools too.", "en")
VOTE = Article("vote", "", "The council voted. Two were absent.", "en")
DOHA = Evidence("rain", "It rained in Doha.")
ROADS = Evidence("rain", "Roads closed.")


def weather(*cases: Case) -> Collection:
    return Collection("weather", "en→en", (RAIN, VOTE), cases)


def quoted(*cases: AnswerCase) -> AnswerCollection:
    return AnswerCollection("weather", "en→en", (RAIN, VOTE), cases)


def always(answerer: Answerer) -> AnswerSystem:
    return lambda _: answerer


def only(collection: AnswerCollection, reply: Reply) -> AnswerResult:
    [result] = run_answers(collection, {"system": always(lambda _: reply)})
    return result


def value(result: AnswerResult, name: str) -> float | None:
    share = getattr(result, name)
    return None if share is None else share.value


def test_a_system_takes_a_collection_and_returns_a_retriever() -> None:
    def by_words(collection: Collection) -> Retriever:
        words = {article.id: set(article.text.split()) for article in collection.articles}
        return lambda case: sorted(words, key=lambda id: -len(words[id] & set(case.question.split())))

    collection = weather(
        Case("1", "Where in Doha", "en", frozenset({"rain"})),
        Case("2", "Who were absent", "en", frozenset({"vote"})),
    )
    backwards = {"1": ["vote", "rain"], "2": ["rain", "vote"]}
    first, second = run_retrieval(
        collection, {"words": by_words, "backwards": lambda _: lambda case: backwards[case.id]}
    )
    assert (first.system, first.n, first.scores) == ("words", 2, Scores(1, 1, 1, 1, 1))
    assert first.r1_interval == (1, 1)
    assert (second.system, second.scores.r1, second.scores.r5, second.scores.mrr) == ("backwards", 0, 1, 0.5)


def test_a_perfect_ranking_of_two_gold_articles_has_half_the_recall_at_one() -> None:
    collection = weather(Case("1", "News?", "en", frozenset({"rain", "vote"})))
    [result] = run_retrieval(collection, {"random": random_floor()})
    assert result.perfect == Scores(0.5, 1, 1, 1, 1)


def test_the_random_floor_is_the_same_every_time_and_differs_by_case_and_seed() -> None:
    articles = tuple(Article(str(number), "", "text", "en") for number in range(100))
    cases = tuple(Case(str(number), "?", "en", frozenset({"0"})) for number in range(2))
    collection = Collection("set", "en→en", articles, cases)
    first, again, other = (
        random_floor(1)(collection),
        random_floor(1)(collection),
        random_floor(2)(collection),
    )
    assert first(cases[0]) == again(cases[0])
    assert len(set(first(cases[0]))) == 10
    assert first(cases[0]) != first(cases[1])
    assert first(cases[0]) != other(cases[0])


def test_the_first_quote_holds_the_answer() -> None:
    case = AnswerCase("1", "Where?", "en", frozenset({"rain"}), answers=("Doha",))
    right = only(quoted(case), Reply((Quote("rain", "It rained in Doha."), Quote("vote", "The council voted."))))
    late = only(quoted(case), Reply((Quote("vote", "The council voted."), Quote("rain", "It rained in Doha."))))
    assert [value(right, each) for each in ("gold_first", "holds_first", "holds_in_three")] == [1, 1, 1]
    assert [value(late, each) for each in ("gold_first", "holds_first", "holds_in_three")] == [0, 0, 1]
    assert right.evidence_first is None


def test_the_quotes_are_evidence_one_sentence_or_all_that_are_needed() -> None:
    case = AnswerCase("1", "What closed, where?", "en", frozenset({"rain"}), evidence=((DOHA, ROADS),))
    one = only(quoted(case), Reply((Quote("rain", "Roads closed."), Quote("rain", "Schools too."))))
    both = only(quoted(case), Reply((Quote("rain", "Roads closed."), Quote("rain", "It rained in Doha."))))
    names = ("evidence_first", "evidence_in_three", "whole_in_three")
    assert [value(one, each) for each in names] == [1, 1, 0]
    assert [value(both, each) for each in names] == [1, 1, 1]
    assert one.holds_first is None


def test_any_alternative_will_do() -> None:
    case = AnswerCase("1", "?", "en", frozenset({"rain"}), evidence=((DOHA, ROADS), (ROADS,)))
    assert value(only(quoted(case), Reply((Quote("rain", "Roads closed."),))), "whole_in_three") == 1


def test_the_same_words_in_another_article_are_no_evidence() -> None:
    case = AnswerCase("1", "?", "en", frozenset({"rain"}), evidence=((ROADS,),))
    assert value(only(quoted(case), Reply((Quote("vote", "Roads closed."),))), "evidence_first") == 0


def test_what_is_quoted_fourth_comes_too_late() -> None:
    case = AnswerCase("1", "?", "en", frozenset({"rain"}), evidence=((ROADS,),))
    padding = (Quote("vote", "The council voted."),) * 3
    result = only(quoted(case), Reply((*padding, Quote("rain", "Roads closed."))))
    assert value(result, "evidence_in_three") == 0


def test_abstaining_is_right_where_there_is_no_answer_and_a_miss_where_there_is() -> None:
    collection = quoted(
        AnswerCase("1", "Where?", "en", frozenset({"rain"}), answers=("Doha",)),
        AnswerCase("2", "When?", "en", frozenset({"rain"}), answerable=False),
    )
    result = only(collection, Reply(()))
    assert (result.answerable, result.unanswerable) == (1, 1)
    assert (value(result, "abstained_wrongly"), value(result, "abstained_rightly")) == (1, 1)
    assert value(result, "holds_first") == 0
    assert result.auroc is None


def test_confidence_ought_to_tell_the_two_apart() -> None:
    collection = quoted(
        AnswerCase("1", "Where?", "en", frozenset({"rain"})),
        AnswerCase("2", "When?", "en", frozenset({"rain"}), answerable=False),
    )
    quote = Quote("rain", "It rained in Doha.")
    sure = {"1": 0.75, "2": 0.25}
    [result] = run_answers(collection, {"system": lambda _: lambda case: Reply((quote,), sure[case.id])})
    assert (result.confidence_answerable, result.confidence_unanswerable, result.auroc) == (0.75, 0.25, 1)


def test_random_quotes_are_three_real_sentences_the_same_every_time() -> None:
    case = AnswerCase("1", "Where?", "en", frozenset({"rain"}))
    reply = random_quotes()(quoted(case))(case)
    texts = {article.id: article.text for article in (RAIN, VOTE)}
    assert len(reply.quotes) == 3
    assert all(quote.text in texts[quote.article_id] for quote in reply.quotes)
    assert random_quotes()(quoted(case))(case) == reply


def test_an_unknown_data_set_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="no data set 'squad'; there are xquad, arcd"):
        list(load_retrieval(Path(), ["squad"]))
    with pytest.raises(InputError, match="no data set 'saudi'; there are xquad, arcd"):
        list(load_answers(Path(), ["saudi"]))


@pytest.mark.shared
def test_chance_finds_one_in_twelve_among_ten_of_120_passages(shared: Path) -> None:
    pooled = [each for each in load_retrieval(shared / "eval", ["xquad"]) if each.name == "xquad pooled"]
    results = [result for each in pooled for result in run_retrieval(each, {"random": random_floor()})]
    assert sum(result.scores.r10 for result in results) / 4 == pytest.approx(10 / 120, abs=0.03)


@pytest.mark.shared
def test_the_gold_passages_hold_the_answers_of_xquad(shared: Path) -> None:
    """Quoting whole gold passages is the ceiling of `holds_first`."""
    for collection in load_answers(shared / "eval", ["xquad"]):
        texts = {article.id: article.text for article in collection.articles}

        def whole(case: AnswerCase, texts: dict[str, str] = texts) -> Reply:
            return Reply(tuple(Quote(id, texts[id]) for id in sorted(case.gold)))

        [result] = run_answers(collection, {"whole": always(whole)})
        assert value(result, "holds_first") == 1
