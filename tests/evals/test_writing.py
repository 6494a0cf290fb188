"""What a model writes is measured with the quotes that carry it."""

from collections.abc import Sequence

import pytest

from evals.judge import reply_scores
from evals.workbench import Workbench
from evals.writing import Writer, system
from rag.checks import Claim, Verdict
from rag.testing import ScriptedLLM
from rag.types import Support
from tests.evals.samples import ASKED, NEWS, REOPENED

WRITTEN = f"The harbour opened again on a Monday. [1]\n\nQUOTES\n1 [1] {REOPENED.text}"


class Says:
    """Gives every sentence the same verdict."""

    def __init__(self, support: Support) -> None:
        self._support = support

    async def check(self, claims: Sequence[Claim]) -> list[Verdict]:
        return [Verdict(self._support, 0.9) for _ in claims]


def test_a_written_answer_has_words_of_its_own_and_real_quotes(bench: Workbench) -> None:
    reply = system(bench, Writer(ScriptedLLM([WRITTEN]), Says("supported")))(NEWS)(ASKED)
    assert (reply.text, reply.language) == ("The harbour opened again on a Monday.", "en")
    assert [quote.text for quote in reply.cited] == [REOPENED.text]
    scores = reply_scores(ASKED, reply)
    assert (scores["in its language"], scores["first citation"], scores["abstained wrongly"]) == (1, 1, 0)


@pytest.mark.parametrize(("said", "support"), [("NO ANSWER", "supported"), (WRITTEN, "unsupported")])
def test_where_nothing_is_proven_there_are_no_words_to_judge(bench: Workbench, said: str, support: Support) -> None:
    reply = system(bench, Writer(ScriptedLLM(lambda _: said), Says(support)))(NEWS)(ASKED)
    assert reply.text == ""
    assert "accepted answer" not in reply_scores(ASKED, reply)
