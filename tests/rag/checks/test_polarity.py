import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.checks import Claim, Evidence, Finding, polarity
from rag.checks.opposites.tables import LANGUAGES
from tests.rag.checks.cases import CASES, Case


def found(sentence: str, language: str, *quotes: tuple[str, str]) -> list[Finding]:
    evidence = tuple(Evidence(quote, code, quote) for quote, code in quotes)
    return [f for f in polarity.findings(Claim(sentence, language, evidence)) if f.certainty >= 0.5]


def test_there_are_enough_cases_in_enough_languages() -> None:
    assert len(CASES) >= 120
    assert len({c.language for c in CASES}) == 12
    assert len({(c.language, c.quote_language) for c in CASES if c.language != c.quote_language}) >= 40


@pytest.mark.parametrize("case", [c for c in CASES if c.how == "polarity"], ids=lambda c: f"{c.language}: {c.claim}")
def test_the_opposite_of_the_quote_is_found(case: Case) -> None:
    (finding,) = found(case.claim, case.language, (case.quote, case.quote_language))
    assert finding.kind == "polarity"
    assert finding.contradicted


@pytest.mark.parametrize("case", [c for c in CASES if c.supported], ids=lambda c: f"{c.language}: {c.claim}")
def test_what_the_quote_carries_is_left_alone(case: Case) -> None:
    assert found(case.claim, case.language, (case.quote, case.quote_language)) == []


def test_a_finding_tells_both_words() -> None:
    (finding,) = found("Exports fell.", "en", ("Exports rose.", "en"))
    assert finding.words == "the quote says “rose”, the sentence “fell”"


def test_a_finding_tells_a_denial() -> None:
    (finding,) = found("Entry is banned.", "en", ("Entry is allowed.", "en"))
    assert finding.words == "the quote says “allowed”, the sentence “banned”"
    assert found("Entry is banned.", "en", ("Entry is not allowed.", "en")) == []


def test_a_finding_tells_sides_of_a_vote() -> None:
    (finding,) = found("Russia voted against it.", "en", ("وصوتت 120 دولة لصالح القرار العربي، بما في ذلك روسيا", "ar"))
    assert finding.words == "the quote has Russia in favour, the sentence against"
    assert finding.certainty == 0.95


def test_the_pole_beside_the_same_number_decides() -> None:
    quote = "Sales rose by 12 percent, while profits fell by 7 percent."
    assert found("Sales fell by 12 percent.", "en", (quote, "en"))
    assert found("Profits fell by 7 percent.", "en", (quote, "en")) == []


def test_a_second_quote_may_carry_the_sentence() -> None:
    quotes = ("Exports rose in May.", "en"), ("Imports fell in May.", "en")
    assert found("Imports fell in May.", "en", *quotes) == []


def test_a_negation_without_any_answer_in_the_quote_is_told() -> None:
    (finding,) = found("The minister will not travel.", "en", ("The minister will travel on Monday.", "en"))
    assert finding.words == "the sentence says “not”, the quote denies nothing"


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=120), st.text(max_size=120), st.sampled_from(sorted(LANGUAGES)))
def test_any_text_is_read_and_agrees_with_itself(sentence: str, quote: str, language: str) -> None:
    polarity.findings(Claim(sentence, language, (Evidence(quote, "en"), Evidence(sentence, language))))
    assert polarity.findings(Claim(sentence, language, ())) == polarity.findings(Claim(sentence, language, ()))
    assert all(
        f.certainty < 0.95 for f in polarity.findings(Claim(sentence, language, (Evidence(sentence, language),)))
    )


def test_a_language_without_tables_is_left_alone() -> None:
    assert found("Exports fell.", "en", ("輸出が増えた。", "ja")) == []
    assert found("Mauzo ya nje yalishuka.", "sw", ("Exports rose.", "en")) == []


def test_denials_need_tables_of_the_quotes_language() -> None:
    assert found("Exports did not fall.", "en", ("輸出は減らなかった。", "ja")) == []
    assert found("Exports did not fall.", "en", ("Exports fell.", "en"))


def test_where_both_deny_something_the_reach_of_the_denial_decides_nothing() -> None:
    quote = "ملک معاہدے کے بغیر یونین سے نکلنے سے ڈرتا ہے۔"
    assert found("The country fears leaving the union without an agreement.", "en", (quote, "ur")) == []


def test_a_sentence_with_both_poles_answers_a_quote_with_one() -> None:
    assert found("The envoy helped to free the hostages.", "en", ("特使帮助释放了这些人。", "zh")) == []
    assert found("The police took the envoy hostage.", "en", ("The police released the envoy.", "en"))


def test_the_opposite_word_in_other_company_is_of_something_else() -> None:
    quote = "The mayor opened a library for children in the old station beside the river."
    sentence = "Взрослые жители семи деревень собрали рекордный урожай яблок и груш."
    assert found(sentence, "ru", (quote, "en")) == []


def test_a_prefix_denies() -> None:
    assert found("A non-profit group paid for it.", "en", ("دفعت ثمنه منظمة غير ربحية.", "ar")) == []
