import asyncio

import pytest

from index.types import ModelError
from rag.checks import Checker, Claim, Evidence, Verdict
from rag.checks.judge import Judged, prompt
from rag.testing import Reply, ScriptedLLM

CLAIM = Claim("Russia backed it.", "en", (Evidence("Россия поддержала.", "ru", "", "Голосование", "", "2023-10-28"),))
WEAK = Verdict("weak", 0.3)


class Says:
    def __init__(self, *verdicts: Verdict) -> None:
        self.given = list(verdicts)

    async def check(self, claims: object) -> list[Verdict]:  # noqa: ARG002
        return list(self.given)


def judged(first: Checker, llm: ScriptedLLM, *, every: bool = False) -> list[Verdict]:
    return asyncio.run(Judged(first, llm, every).check([CLAIM]))


@pytest.mark.parametrize(
    ("said", "support"),
    [
        ("SUPPORTED: the quote says so", "supported"),
        ("**Supported**", "supported"),
        ("CONTRADICTED: it was against", "unsupported"),
        ("NOT STATED: nothing on that", "unsupported"),
        ("not supported", "unsupported"),
        ("UNSUPPORTED", "unsupported"),
    ],
)
def test_the_judge_decides_what_is_weak(said: str, support: str) -> None:
    assert judged(Says(WEAK), ScriptedLLM([said]))[0].support == support


@pytest.mark.parametrize("reply", ["Hm, hard to say.", ModelError("m is away: start it"), ["SUPP", ModelError("cut")]])
def test_a_judge_that_fails_or_mumbles_changes_nothing(reply: Reply) -> None:
    assert judged(Says(WEAK), ScriptedLLM([reply])) == [WEAK]


def test_it_is_not_asked_about_what_the_first_is_sure_of() -> None:
    llm = ScriptedLLM([])
    sure = Verdict("unsupported", 0.01)
    assert judged(Says(sure), llm) == [sure]
    assert llm.asked == []


def test_it_is_asked_about_all_where_that_is_wanted() -> None:
    sure = Verdict("unsupported", 0.01)
    assert judged(Says(sure), ScriptedLLM(["SUPPORTED"]), every=True)[0].support == "supported"


def test_it_is_shown_the_quote_with_its_title_language_and_date() -> None:
    asked = prompt(CLAIM)
    for part in ("Russia backed it.", "Россия поддержала.", "Голосование", "Russian", "2023-10-28"):
        assert part in asked
