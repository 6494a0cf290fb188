"""The built-in checker as a whole: over the table of cases, and over a vote."""

import pytest

from rag.checks import Claim, Evidence, Finding
from rag.checks.builtin import FEATURES, WEIGHTS, BuiltIn, verdict
from tests.rag.checks.cases import CASES

CHECKER = BuiltIn()
VOTE = (
    "За арабскую резолюцию проголосовали 120 стран, в том числе Россия, Китай и Франция, против выступили 14, включая "
    "США и Израиль, а 45 государств воздержались."
)


def supports(sentence: str, language: str = "en") -> str:
    claim = Claim(sentence, language, (Evidence(VOTE, "ru", VOTE),))
    return CHECKER.verdicts([claim])[0].support


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Russia voted in favour of the resolution.", "en"),
        ("120 states voted for the resolution.", "en"),
        ("It was adopted by 120 votes to 14, with 45 abstentions.", "en"),
        ("The United States voted against it.", "en"),
        ("صوتت روسيا لصالح القرار.", "ar"),
        ("La Russie a voté pour la résolution arabe.", "fr"),
    ],
)
def test_a_true_sentence_is_kept(sentence: str, language: str) -> None:
    assert supports(sentence, language) == "supported"


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Russia voted against the resolution.", "en"),
        ("Russia abstained.", "en"),
        ("Russia vetoed the resolution.", "en"),
        ("Israel backed the resolution.", "en"),
        ("121 states voted for the resolution.", "en"),
        ("Only 45 states voted in favour.", "en"),
        ("Germany abstained.", "en"),
        ("The sea is blue.", "en"),
        ("صوتت روسيا ضد القرار.", "ar"),
        ("Россия воздержалась.", "ru"),
        ("俄罗斯投了反对票。", "zh"),
        ("La Russie a voté contre la résolution.", "fr"),
        ("Rusia votó en contra de la resolución.", "es"),
        ("Russland stimmte gegen die Resolution.", "de"),
    ],
)
def test_a_false_sentence_is_cut(sentence: str, language: str) -> None:
    assert supports(sentence, language) == "unsupported"


def test_of_the_table_of_cases_hardly_any_falsehood_passes() -> None:
    claims = [Claim(c.claim, c.language, (Evidence(c.quote, c.quote_language, c.quote),)) for c in CASES]
    verdicts = CHECKER.verdicts(claims)
    passed = [c.claim for c, v in zip(CASES, verdicts, strict=True) if not c.supported and v.support == "supported"]
    lost = [c.claim for c, v in zip(CASES, verdicts, strict=True) if c.supported and v.support == "unsupported"]
    false = sum(not c.supported for c in CASES)
    assert len(CASES) >= 60
    assert len({c.language for c in CASES}) >= 6
    assert len(passed) <= 0.05 * false, passed
    assert len(lost) <= 0.1 * (len(CASES) - false), lost


def test_nothing_to_check_needs_no_model() -> None:
    assert BuiltIn().verdicts([]) == []


def test_a_contradiction_as_certain_as_that_is_cut_whatever_the_meaning() -> None:
    near = WEIGHTS * 0
    near[FEATURES.index("meaning")] = near[FEATURES.index("view")] = near[FEATURES.index("constant")] = 1.0
    told = Finding("number", True, "the quote says 120, not 14", 0.5)
    assert verdict(near, []).support == "supported"
    assert verdict(near, [told]).support == "unsupported"
    assert verdict(near, [Finding("number", False, "the quote does not say 14", 0.5)]).support == "weak"


def test_a_claim_may_rest_on_two_quotes() -> None:
    one, two = Evidence("Russia voted for the text.", "en"), Evidence("Fourteen states voted against it.", "en")
    claim = Claim("Russia voted for the text and fourteen states against it.", "en", (one, two))
    assert CHECKER.verdicts([claim])[0].support == "supported"
