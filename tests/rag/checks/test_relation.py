import pytest

from rag.checks import Claim, Evidence, Finding, relation
from tests.rag.checks.cases import CASES, Case


def found(sentence: str, language: str, quote: str, quote_language: str, context: str = "") -> list[Finding]:
    return relation.findings(Claim(sentence, language, (Evidence(quote, quote_language, context or quote),)))


@pytest.mark.parametrize("case", [c for c in CASES if c.how == "relation"], ids=lambda c: f"{c.language}: {c.claim}")
def test_exchanged_parts_and_other_relatives_are_found(case: Case) -> None:
    (finding,) = found(case.claim, case.language, case.quote, case.quote_language)
    assert finding.kind == "relation"
    assert finding.certainty >= 0.5


@pytest.mark.parametrize("case", [c for c in CASES if c.supported], ids=lambda c: f"{c.language}: {c.claim}")
def test_what_the_quote_carries_is_left_alone(case: Case) -> None:
    assert found(case.claim, case.language, case.quote, case.quote_language) == []


def test_a_passive_names_the_doer_last() -> None:
    assert found("France sued Italy.", "en", "Italy was sued by France.", "en") == []
    (finding,) = found("Italy sued France.", "en", "Italy was sued by France.", "en")
    assert finding.words == "in the quote France does it to Italy (“sued”)"


def test_a_defeat_is_told_from_either_side() -> None:
    assert found("Croatia beat Brazil.", "en", "Brazil lost to Croatia.", "en") == []
    assert found("Brazil beat Croatia.", "en", "Brazil lost to Croatia.", "en") != []


def test_the_verb_stands_last_in_turkish_and_hindi() -> None:
    assert found("Iran criticised Turkey.", "en", "İran Türkiye'yi eleştirdi.", "tr") == []
    assert found("Turkey criticised Iran.", "en", "İran Türkiye'yi eleştirdi.", "tr") != []
    assert found("भारत ने नेपाल की आलोचना की।", "hi", "India criticised Nepal.", "en") == []


def test_another_relative_is_told() -> None:
    (finding,) = found("Her brother paid.", "en", "Son père a payé.", "fr")
    assert finding.words == "the quote says “père”, the sentence “brother”"


def test_the_same_kinship_seen_from_the_other_end_is_no_finding() -> None:
    assert found("Sein Großvater war Bergmann.", "de", "He is the grandson of a miner.", "en") == []


def test_a_relative_named_around_the_quote_is_no_finding() -> None:
    context = "Her brother came with their father. Her father paid."
    assert found("Her brother paid.", "en", "Her father paid.", "en", context) == []
