"""The story of an answer, over the sample news and with the real encoders; the model is scripted."""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index import ingest
from index.embedders.bundled import BundledEmbedder
from index.library import create_or_open, open_library
from index.readers import read
from index.search import Filters, Searcher
from index.types import InputError, ModelError
from rag.ask import Request, answer, ask
from rag.checks.builtin import BuiltIn
from rag.llm import Message
from rag.testing import ScriptedLLM
from rag.types import Answer, Answered, Cited, Delta, Event, Filtered, Notice, Rewritten, Sources, Turn

SAMPLE = Path(__file__).parents[2] / "sample"
CHECKER = BuiltIn()
VOTE = "За арабскую резолюцию проголосовали 120 стран, в том числе Россия, Китай и Франция"
QUESTION = "How did Russia vote on the Arab resolution?"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    path, embedder = tmp_path_factory.mktemp("sample") / "library", BundledEmbedder()
    with create_or_open(path, embedder) as library:
        ingest.add(library, embedder, read(str(SAMPLE)))
    with open_library(path) as library:
        yield Searcher(library, embedder)


def events(searcher: Searcher, request: Request, llm: ScriptedLLM | None = None) -> list[Event]:
    async def collected() -> list[Event]:
        return [event async for event in answer(searcher, request, llm=llm, checker=CHECKER)]

    return asyncio.run(collected())


def final(searcher: Searcher, request: Request, llm: ScriptedLLM | None = None) -> Answer:
    last = events(searcher, request, llm)[-1]
    assert isinstance(last, Answered)
    return last.answer


def quoting(*lines: tuple[str, str]) -> Callable[[Sequence[Message]], str]:
    """A model that writes each sentence and proves it by the words beside it, wherever they stand."""

    def reply(messages: Sequence[Message]) -> str:
        passages = re.findall(r"\n\[(\d+)\] [^\n]*\n(.*?)\n</passage", messages[1].content, re.DOTALL)
        body, tail = "", "QUOTES\n"
        for number, (sentence, quote) in enumerate(lines, start=1):
            place = next((n for n, text in passages if quote in text), "1")
            body += f"{sentence} [{place}]\n"
            tail += f"{number} [{place}] {quote}\n"
        return body + tail

    return reply


def test_events_come_in_the_order_of_the_story(searcher: Searcher) -> None:
    llm = ScriptedLLM(quoting(("Russia voted for the resolution.", VOTE)))
    kinds = [type(event) for event in events(searcher, Request(QUESTION), llm)]
    assert kinds == [Filtered, Sources, Delta, Cited, Answered]


def test_a_written_sentence_is_proven_by_a_foreign_article(searcher: Searcher) -> None:
    result = final(searcher, Request(QUESTION), ScriptedLLM(quoting(("Russia voted for the resolution.", VOTE))))
    (sentence,), (citation,) = result.sentences, result.citations
    assert (result.status, sentence.support, citation.article.language) == ("answered", "supported", "ru")
    assert citation.article.text[citation.start : citation.end] == citation.quote
    assert result.written_by == "scripted"


def test_a_sentence_on_the_wrong_side_is_cut_and_the_status_says_so(searcher: Searcher) -> None:
    script = quoting(("120 states voted for the resolution.", VOTE), ("Russia voted against the resolution.", VOTE))
    result = final(searcher, Request(QUESTION), ScriptedLLM(script))
    assert [s.text for s in result.sentences] == ["120 states voted for the resolution."]
    assert result.status == "partial"
    shown = final(searcher, Request(QUESTION, show_unsupported=True), ScriptedLLM(script))
    assert [s.support for s in shown.sentences] == ["supported", "unsupported"]


def test_where_nothing_is_proven_the_answer_is_quotes_and_says_why(searcher: Searcher) -> None:
    result = final(searcher, Request(QUESTION), ScriptedLLM(quoting(("Russia voted against it.", VOTE))))
    assert {s.support for s in result.sentences} == {"quoted"}
    assert result.written_by is None
    text = "No sentence that the model wrote could be proven: these are quotes alone."
    assert result.notices == (Notice("unproven", text),)


@pytest.mark.parametrize(
    "reply", [ModelError("m cannot be reached: start it"), ["Russia vo", ModelError("m broke off: ask again")], "…"]
)
def test_a_model_that_fails_leaves_quotes_and_a_notice(searcher: Searcher, reply: str | list[str]) -> None:
    result = final(searcher, Request(QUESTION), ScriptedLLM([reply]))
    assert {s.support for s in result.sentences} == {"quoted"}
    (notice,) = result.notices
    ((name, error),) = notice.values
    assert (notice.kind, name) == ("model_failed", "error")
    assert notice.text == f"Answered in quotes alone: {error}."


def test_a_model_that_finds_no_answer_is_believed(searcher: Searcher) -> None:
    result = final(searcher, Request(QUESTION), ScriptedLLM(["NO ANSWER"]))
    assert (result.status, result.written_by) == ("insufficient_evidence", "scripted")
    assert result.reason == Notice("model_found_none", "The model found no answer in the nearest passages.")
    assert result.note == result.reason.text


def test_a_model_is_not_asked_about_what_is_far_off(searcher: Searcher) -> None:
    llm = ScriptedLLM([])
    far = final(searcher, Request("Who won the chess world championship in 1972?"), llm)
    assert far.status == "insufficient_evidence"
    assert llm.asked == []


def test_reports_that_disagree_are_both_quoted_the_newest_last(searcher: Searcher) -> None:
    result = ask(searcher, "How many people died in the earthquake in Morocco?")
    assert result.status == "conflicting"
    assert [v.value for v in result.versions] == ["2122", "2 946"]
    assert [c.article.published for c in result.citations] == ["2023-09-10", "2023-09-13"]


def test_a_correction_supersedes_and_is_named(searcher: Searcher) -> None:
    result = ask(searcher, "How many people died in the Derna flood?")
    assert [(v.value, v.corrected) for v in result.versions] == [("11300", True), ("3958", False)]
    assert "3958" in result.sentences[0].text
    text = "\u2068نهر نيوز\u2069 (2023-09-18) corrects earlier reports: 3958."
    values = (("outlet", "نهر نيوز"), ("value", "3958"), ("day", "2023-09-18"))
    assert result.notices == (Notice("correction", text, values),)
    assert result.reason is None


def test_an_event_in_another_country_is_no_answer(searcher: Searcher) -> None:
    first = ask(searcher, "How many people died in the earthquake in Morocco?").citations[0].article
    assert first.source == "مثال برس"


def test_a_follow_up_is_asked_with_its_subject(searcher: Searcher) -> None:
    history = (Turn(QUESTION, QUESTION, "Russia voted for it."),)
    found = events(searcher, Request("and China?", history=history))
    (rewritten,) = [e for e in found if isinstance(e, Rewritten)]
    assert rewritten.question == "How did China vote on the Arab resolution?"


def test_evidence_keeps_its_number_through_a_conversation(searcher: Searcher) -> None:
    first = ask(searcher, QUESTION)
    history = (Turn(QUESTION, QUESTION, "…", first.citations),)
    again = final(searcher, Request(QUESTION, history=history))
    assert [c.number for c in again.citations] == [c.number for c in first.citations]
    other = final(searcher, Request("Who won the Asian Games in Hangzhou?", history=history))
    assert min(c.number for c in other.citations) > max(c.number for c in first.citations)


def test_words_of_time_become_a_filter_that_is_told(searcher: Searcher) -> None:
    asked = Request("What did the General Assembly decide last week?", as_of=datetime(2023, 10, 31, 12, tzinfo=UTC))
    (filtered,) = [e for e in events(searcher, asked) if isinstance(e, Filtered)]
    assert (filtered.filters.since, filtered.filters.until) == ("2023-10-23", "2023-10-30")
    assert filtered.phrases == ("last week",)


def test_where_the_period_holds_no_answer_the_nearest_of_any_time_is_told_as_such(searcher: Searcher) -> None:
    asked = Request("How did Russia vote on the Arab resolution last week?", as_of=datetime(2024, 6, 1, tzinfo=UTC))
    result = final(searcher, asked)
    assert result.citations[0].article.published == "2023-10-28"
    text = "Nothing printed since 2024-05-20 until 2024-05-27 answers this; here is the nearest from any time."
    values = (("since", "2024-05-20"), ("until", "2024-05-27"))
    assert result.notices == (Notice("period_left_out", text, values),)


def test_a_quote_from_outside_the_period_is_of_low_confidence_at_most(searcher: Searcher) -> None:
    question, as_of = "Who won the Nobel prize in chemistry", datetime(2026, 11, 29, tzinfo=UTC)
    assert final(searcher, Request(f"{question}?", as_of=as_of)).confidence in ("medium", "high")
    doubted = final(searcher, Request(f"{question} last year?", as_of=as_of))
    assert (doubted.status, doubted.confidence) == ("answered", "low")
    assert doubted.probability <= 0.25
    assert doubted.note == "The nearest sentence found; most such quotes do not answer the question."


def test_a_period_that_is_given_goes_before_one_that_is_read(searcher: Searcher) -> None:
    given = Filters(since="2023-01-01")
    asked = Request("What was decided last week?", given, as_of=datetime(2023, 10, 31, tzinfo=UTC))
    (filtered,) = [e for e in events(searcher, asked) if isinstance(e, Filtered)]
    assert filtered == Filtered(given)


def test_the_language_to_answer_in_reaches_the_model(searcher: Searcher) -> None:
    llm = ScriptedLLM(["NO ANSWER"])
    final(searcher, Request(QUESTION, language="fr"), llm)
    assert "Write in French." in llm.asked[0][0].content


def test_a_question_without_words_is_refused(searcher: Searcher) -> None:
    with pytest.raises(InputError):
        events(searcher, Request("🙂"))


@pytest.mark.parametrize(
    ("question", "sentence", "reversed_"),
    [
        (QUESTION, "Russia was among the 120 countries that voted for it.", "Russia was among those against it."),
        ("كيف صوتت روسيا على القرار العربي؟", "صوتت 120 دولة لصالح القرار بينها روسيا.", "صوتت روسيا ضد القرار."),
    ],
)
def test_a_true_sentence_in_the_readers_language_is_kept_and_its_reverse_cut(
    searcher: Searcher, question: str, sentence: str, reversed_: str
) -> None:
    found = final(searcher, Request(question), ScriptedLLM(quoting((sentence, VOTE), (reversed_, VOTE))))
    assert [(s.text, s.support) for s in found.sentences] == [(sentence, "supported")]
    assert VOTE in found.citations[0].quote
