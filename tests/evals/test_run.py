"""Every system takes every case, and what it said is scored and kept."""

from pathlib import Path

import pytest

from evals import quoting, searching
from evals.cases import Case, ClaimCase, ClaimSet, Collection, Quote, Reply
from evals.records import Outcome
from evals.run import ask, check, time_stages
from evals.sets import Sources, load, sampled
from evals.workbench import Workbench
from index.types import Article, InputError
from rag.checks import Claim, Evidence, Finding, Verdict
from tests.evals.samples import ASKED, HARBOUR, MISSED, NEWS, ORCHARD


def test_a_record_holds_what_each_system_made_of_a_question() -> None:
    backwards = {"good": ["harbour", "orchard"], "bad": ["orchard", "harbour"]}
    reply = Reply((Quote("harbour", ASKED.evidence[0][0].text),), 0.75, called="high", status="answered")
    first, second = ask(
        NEWS,
        NEWS.cases,
        {name: lambda _, ids=ids: lambda _: ids for name, ids in backwards.items()},
        {"good": lambda _: lambda _: reply},
    )
    assert first.key == ("news", "en→en", "1")
    assert (first.asked, first.printed, first.positive) == ("en", "en", True)
    assert first.expected == (ASKED.evidence[0][0].text,)
    assert [first.outcomes[name].scores["R@1"] for name in ("good", "bad")] == [1, 0]
    good = first.outcomes["good"]
    assert (good.scores["evidence first"], good.confidence, good.called, good.right) == (1, 0.75, "high", True)
    assert good.ranked == ("harbour", "orchard")
    assert second.outcomes == {
        "good": Outcome({"hallucinated": 1}, 0.75, "high", False, quotes=(("harbour", ASKED.evidence[0][0].text),))
    }


def test_where_nothing_is_known_to_be_right_nothing_is_right_or_wrong() -> None:
    collection = Collection("set", "en→en", (HARBOUR,), (Case("1", "?", "en"), MISSED), searched=False)
    records = ask(collection, collection.cases, {}, {"s": lambda _: lambda _: Reply((Quote("harbour", "It."),), 0.5)})
    assert [each.outcomes["s"].right for each in records] == [None, None]


def test_a_flawless_ranking_stands_beside_where_several_articles_answer() -> None:
    both = Case("1", "?", "en", frozenset({"harbour", "orchard"}))
    collection = Collection("set", "en→en", (HARBOUR, ORCHARD), (both,), quoted=False)
    (found,) = ask(collection, collection.cases, {"first": lambda _: lambda _: ["harbour"]}, {})
    assert {name: outcome.scores["R@1"] for name, outcome in found.outcomes.items()} == {"first": 0.5, "perfect": 0.5}
    assert found.outcomes["perfect"].scores["R@5"] == 1
    assert "perfect" not in next(ask(NEWS, [ASKED], {"s": lambda _: lambda _: []}, {})).outcomes


def test_a_slow_system_is_asked_a_few_questions_of_a_large_collection() -> None:
    articles = tuple(Article(str(n), "", "text", "en") for n in range(1001))
    cases = tuple(Case(str(n), "?", "en", frozenset({"0"})) for n in range(30))
    systems = {name: lambda _: lambda _: ["0"] for name in ("newsrag", "quick")}
    for size, expected in ((1001, 20), (1000, 30)):
        collection = Collection("set", "en→en", articles[:size], cases, quoted=False)
        found = list(ask(collection, cases, systems, {}))
        assert sum("newsrag" in each.outcomes for each in found) == expected
        assert all("quick" in each.outcomes for each in found)


def test_a_sample_takes_the_same_questions_in_every_language() -> None:
    english = [Case(str(n), "?", "en") for n in range(20)]
    arabic = [Case(str(n), "؟", "ar") for n in range(20)]
    drawn = [[case.id for case in sampled(cases, 5)] for cases in (english, arabic)]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 5
    assert [case.id for case in sampled(english, 5, seed=1)] != drawn[0]
    assert set(drawn[0]) < {case.id for case in sampled(english, 10)}
    assert sampled(english, None) == tuple(english)


def test_an_unknown_data_set_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no data set 'squad'; there are gold"):
        list(load(Sources(data=tmp_path), ["squad"]))


class Always:
    """Says the same of every claim."""

    def __init__(self, verdict: Verdict) -> None:
        self._verdict = verdict

    async def check(self, claims: list[Claim]) -> list[Verdict]:
        return [self._verdict for _ in claims]


def test_any_checker_can_be_measured() -> None:
    claim = Claim("It rained.", "ar", (Evidence("It was dry.", "en"),))
    cases = (ClaimCase("1", claim, "contradicted", "ar→en", "polarity", "article"),)
    finding = Finding("polarity", True, "the quote says dry")
    (found,) = check(ClaimSet("claims", cases), cases, {"mine": Always(Verdict("unsupported", 0.25, (finding,)))})
    outcome = found.outcomes["mine"]
    assert (found.group, found.kind, found.asked, found.printed) == ("article", "polarity", "ar", "en")
    assert (outcome.scores["caught"], outcome.confidence, outcome.called) == (1, 0.25, "unsupported")
    assert (outcome.right, outcome.said) == (False, "the quote says dry")


def test_the_stages_of_a_question_are_timed(bench: Workbench) -> None:
    (found,) = time_stages(bench, NEWS, [ASKED])
    seconds = found.outcomes["khabar"].scores
    assert set(seconds) == {
        "seconds to understand",
        "seconds to find",
        "seconds to read",
        "seconds",
        "seconds to check",
    }
    assert seconds["seconds"] > 0


def test_every_way_of_searching_finds_the_article_that_has_the_words(bench: Workbench) -> None:
    for name, system in searching.systems(bench).items():
        if name != "random":
            assert system(NEWS)(ASKED)[0] == "harbour", name


def test_a_copy_is_found_with_the_article_that_it_repeats(bench: Workbench) -> None:
    copy = Article("copy", HARBOUR.title, HARBOUR.text, "en")
    collection = Collection("news", "en→en", (HARBOUR, ORCHARD, copy), (ASKED,))
    assert list(searching.systems(bench)["dense"](collection)(ASKED))[:2] == ["harbour", "copy"]


def test_quotas_give_each_language_its_turn(bench: Workbench) -> None:
    words = "The harbour of Lantern Bay reopened {} after the storm had passed the coast."
    english = [Article(f"en{n}", "", words.format(day), "en") for n, day in enumerate(("Monday", "Friday at noon"))]
    arabic = Article("ar", "", "باعت المزرعة البطيخ في شهر أيار وسط طقس دافئ ومشمس أسعد المزارعين.", "ar")
    case = Case("1", "When did the harbour of Lantern Bay reopen?", "en", frozenset({"en0"}))
    collection = Collection("news", "en→pooled", (*english, arabic), (case,))
    assert [id_[:2] for id_ in searching.systems(bench)["quotas"](collection)(case)] == ["en", "ar", "en"]
    assert [id_[:2] for id_ in searching.systems(bench)["dense"](collection)(case)] == ["en", "en", "ar"]


def test_the_random_floor_is_the_same_every_time_and_differs_by_case_and_seed() -> None:
    articles = tuple(Article(str(number), "", "text", "en") for number in range(100))
    cases = tuple(Case(str(number), "?", "en", frozenset({"0"})) for number in range(2))
    collection = Collection("set", "en→en", articles, cases)
    first, again, other = (searching.random_floor(seed)(collection) for seed in (1, 1, 2))
    assert first(cases[0]) == again(cases[0])
    assert len(set(first(cases[0]))) == 10
    assert first(cases[0]) != first(cases[1])
    assert first(cases[0]) != other(cases[0])


def test_every_way_of_quoting_quotes_a_sentence_of_the_news(bench: Workbench) -> None:
    texts = {article.id: article.text for article in NEWS.articles}
    for name, system in quoting.systems(bench).items():
        reply = system(NEWS)(ASKED)
        assert reply.quotes, name
        assert all(quote.text in texts[quote.article_id] for quote in (*reply.quotes, *reply.cited)), name


def test_khabar_quotes_as_it_answers(bench: Workbench) -> None:
    reply = quoting.systems(bench)["khabar"](NEWS)(ASKED)
    assert reply.cited[0] == Quote("harbour", ASKED.evidence[0][0].text)
    assert (reply.status, reply.text) == ("answered", "")
    assert reply.called in ("high", "medium", "low")


def test_in_gold_the_quotes_come_from_the_article_that_answers(bench: Workbench) -> None:
    asked_of_the_other = Case("1", ASKED.question, "en", frozenset({"orchard"}))
    collection = Collection("news", "en→en", NEWS.articles, (asked_of_the_other,))
    for name in ("dense in gold", "khabar in gold"):
        reply = quoting.systems(bench)[name](collection)(asked_of_the_other)
        assert {quote.article_id for quote in reply.quotes} == {"orchard"}, name


def test_random_quotes_are_three_real_sentences_the_same_every_time() -> None:
    reply = quoting.random_quotes()(NEWS)(ASKED)
    texts = {article.id: article.text for article in NEWS.articles}
    assert len(reply.quotes) == 3
    assert all(quote.text in texts[quote.article_id] for quote in reply.quotes)
    assert quoting.random_quotes()(NEWS)(ASKED) == reply


@pytest.mark.shared
def test_chance_finds_one_in_twelve_among_ten_of_120_passages(shared: Path) -> None:
    sources = Sources(shared / "eval")
    pooled = [each for each in load(sources, ["xquad"]) if isinstance(each, Collection) and each.name == "xquad pooled"]
    records = [r for each in pooled for r in ask(each, each.cases, {"random": searching.random_floor()}, {})]
    found = [record.outcomes["random"].scores["R@10"] for record in records]
    assert sum(found) / len(found) == pytest.approx(10 / 120, abs=0.03)


@pytest.mark.shared
def test_the_gold_passages_hold_the_answers_of_xquad(shared: Path) -> None:
    """Quoting whole gold passages is the ceiling of `holds answer`."""
    for collection in load(Sources(shared / "eval"), ["xquad"]):
        assert isinstance(collection, Collection)
        if collection.quoted:
            texts = {article.id: article.text for article in collection.articles}
            whole = lambda _, texts=texts: lambda c: Reply(tuple(Quote(i, texts[i]) for i in sorted(c.gold)))  # noqa: E731
            records = ask(collection, collection.cases, {}, {"whole": whole})
            assert all(record.outcomes["whole"].scores["holds answer"] for record in records)
