"""What a ranking, a reply and a verdict are worth."""

import pytest

from evals.cases import Case, ClaimCase, Evidence, Quote, Reply
from evals.judge import claim_scores, reply_scores, right, search_scores
from rag.checks import Claim, Verdict

DOHA = Evidence("rain", "It rained in Doha.")
ROADS = Evidence("rain", "Roads closed.")
SCHOOLS = Quote("rain", "Schools too.")
GOLD = frozenset({"rain"})


def quote(sentence: Evidence) -> Quote:
    return Quote(sentence.article_id, sentence.text)


def said(*quotes: Quote, cited: tuple[Quote, ...] | None = None, **fields: str) -> Reply:
    return Reply(quotes, 0.5, cited=quotes[:1] if cited is None else cited, **fields)


def test_every_system_is_scored_on_its_own_ranking() -> None:
    case = Case("1", "?", "en", GOLD)
    scores = search_scores(case, {"good": ["rain", "vote"], "bad": ["vote", "rain"], "none": []})
    assert [scores[system]["R@1"] for system in ("good", "bad", "none")] == [1, 0, 0]
    assert scores["bad"] | {"nDCG@10": 0} == {"R@1": 0, "R@5": 1, "R@10": 1, "MRR": 0.5, "nDCG@10": 0}


def test_the_first_quote_holds_the_answer() -> None:
    case = Case("1", "Where?", "en", GOLD, answers=("Doha",))
    first = reply_scores(case, said(quote(DOHA), Quote("vote", "The council voted.")))
    late = reply_scores(case, said(Quote("vote", "The council voted."), quote(DOHA)))
    names = ("gold article first", "holds answer", "holds in 3")
    assert [first[name] for name in names] == [1, 1, 1]
    assert [late[name] for name in names] == [0, 0, 1]
    assert "evidence first" not in first


def test_the_quotes_are_evidence_one_sentence_or_all_that_are_needed() -> None:
    case = Case("1", "What closed, where?", "en", GOLD, evidence=((DOHA, ROADS),))
    names = ("evidence first", "evidence in 3", "whole in 3")
    one, both, late = (
        reply_scores(case, said(*quotes))
        for quotes in ((quote(ROADS), SCHOOLS), (quote(ROADS), quote(DOHA)), (SCHOOLS,) * 3 + (quote(ROADS),))
    )
    assert [[scores[name] for name in names] for scores in (one, both, late)] == [[1, 1, 0], [1, 1, 1], [0, 0, 0]]


def test_the_same_words_in_another_article_are_no_evidence() -> None:
    case = Case("1", "?", "en", GOLD, evidence=((ROADS,),))
    assert reply_scores(case, said(Quote("vote", ROADS.text)))["evidence first"] == 0


def test_what_is_cited_is_held_against_the_best_alternative() -> None:
    case = Case("1", "?", "en", GOLD, evidence=((DOHA, ROADS), (ROADS,)))
    scores = reply_scores(case, said(quote(ROADS), cited=(quote(ROADS), SCHOOLS)))
    assert (scores["first citation"], scores["citation precision"], scores["citation recall"]) == (1, 0.5, 1)
    scores = reply_scores(case, said(quote(ROADS), cited=(SCHOOLS, quote(DOHA))))
    assert (scores["first citation"], scores["citation precision"], scores["citation recall"]) == (0, 0.5, 0.5)


def test_a_citation_may_hold_a_neighbour_but_not_the_whole_article() -> None:
    case = Case("1", "?", "en", GOLD, evidence=((ROADS,),))
    two, whole = Quote("rain", f"{DOHA.text} {ROADS.text}"), Quote("rain", "Elsewhere nothing. " * 9 + ROADS.text)
    assert reply_scores(case, said(two))["citation precision"] == 1
    assert reply_scores(case, said(whole))["citation precision"] == 0


def test_abstaining_is_right_where_there_is_no_answer_and_a_miss_where_there_is() -> None:
    answerable = Case("1", "Where?", "en", GOLD, answers=("Doha",))
    nothing = Case("2", "When?", "en", GOLD, answerable=False)
    assert reply_scores(answerable, said())["abstained wrongly"] == 1
    assert reply_scores(answerable, said())["holds answer"] == 0
    assert reply_scores(nothing, said()) == {"hallucinated": 0}
    assert reply_scores(nothing, said(SCHOOLS)) == {"hallucinated": 1}


def test_where_nobody_knows_what_answers_only_what_was_rejected_counts() -> None:
    case = Case("1", "?", "en", answerable=None, rejected=(ROADS,))
    assert reply_scores(case, said(quote(ROADS))) == {"rejected again": 1}
    assert reply_scores(case, said(SCHOOLS, quote(ROADS))) == {"rejected again": 0}


@pytest.mark.parametrize(
    ("cited", "called", "countered", "confirmed"),
    [((quote(DOHA),), "high", 1, 0), ((SCHOOLS,), "high", 0, 1), ((SCHOOLS,), "low", 0, 0)],
)
def test_a_false_premise_is_countered_or_at_least_not_confirmed(
    cited: tuple[Quote, ...], called: str, countered: int, confirmed: int
) -> None:
    case = Case("1", "?", "en", GOLD, evidence=((DOHA,),), kind="false_premise")
    scores = reply_scores(case, said(*cited, called=called))
    assert (scores["premise countered"], scores["premise confirmed"]) == (countered, confirmed)


def test_a_conflict_is_shown_and_none_is_invented() -> None:
    scores = [
        reply_scores(Case("1", "?", "en", GOLD, conflicting=conflicting), said(SCHOOLS, status=status))
        for conflicting in (True, False)
        for status in ("conflicting", "answered")
    ]
    assert [each.get("conflict shown") for each in scores] == [1, 0, None, None]
    assert [each.get("conflict invented") for each in scores] == [None, None, 1, 0]


@pytest.mark.parametrize(
    ("text", "language", "accepted"),
    [
        ("The road was closed for 12 days.", "en", 1),
        ("It was closed for a fortnight.", "en", 1),
        ("It was closed for 112 days.", "en", 0),
        ("أغلق الطريق ١٢ يوما.", "ar", 1),
    ],
)
def test_a_written_answer_holds_an_accepted_string_or_the_number(text: str, language: str, accepted: int) -> None:
    case = Case("1", "?", language, GOLD, accepted=("a fortnight",), numbers=("12",))
    scores = reply_scores(case, said(SCHOOLS, text=text))
    assert (scores["accepted answer"], scores["in its language"]) == (accepted, 1)


def test_a_written_answer_in_another_language_is_noticed() -> None:
    case = Case("1", "?", "ar", GOLD)
    assert reply_scores(case, said(SCHOOLS, text="The road was closed for many days."))["in its language"] == 0


def test_what_is_right() -> None:
    told = Case("1", "?", "en", GOLD, answers=("Doha",))
    proven = Case("2", "?", "en", GOLD, evidence=((DOHA,), (ROADS,)))
    reply = said(quote(ROADS))
    assert [right(case, reply) for case in (told, proven)] == [False, True]
    assert [right(case, said()) for case in (told, proven)] == [False, False]
    assert right(Case("3", "?", "en", answerable=False), reply) is False
    assert right(Case("4", "?", "en", GOLD), reply) is None


def test_only_supported_lets_a_claim_through() -> None:
    claim = Claim("It rained.", "en", ())
    true, false = ClaimCase("1", claim, "supported", "en→en"), ClaimCase("2", claim, "contradicted", "en→en")
    assert claim_scores(true, Verdict("weak", 0.4)) == {"kept": 0, "kept, or weak": 1}
    assert claim_scores(false, Verdict("weak", 0.4)) == {"caught": 1, "caught, not weak": 0}
    assert claim_scores(false, Verdict("supported", 0.9)) == {"caught": 0, "caught, not weak": 0}
