"""OpenAI's own client against the server: models, whole and streamed answers, conversations, problems."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest

from tests.web.served import Served, serving
from web.openai_compat import Message, earlier, pieces

VOTE = "How did Russia vote on the Arab resolution?"


@pytest.fixture(scope="module")
def server(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(sample_library, tmp_path_factory.mktemp("openai")) as served:
        yield served


@pytest.fixture
def client(server: Served) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server.home}/v1", api_key="none", max_retries=0, timeout=60) as one:
        yield one


def said(role: str, content: Any) -> Any:
    return {"role": role, "content": content}


def test_there_are_two_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["khabar", "khabar-quotes"]
    assert client.models.retrieve("khabar").owned_by == "khabar"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-5")


def test_an_answer_has_its_sources_in_the_text_and_in_a_field(client: openai.OpenAI) -> None:
    completion = client.chat.completions.create(model="khabar", messages=[said("user", VOTE)], temperature=0.2)
    (choice,) = completion.choices
    answer = completion.model_extra["khabar"] if completion.model_extra else {}
    (citation, *_) = answer["citations"]
    assert (completion.object, choice.finish_reason, choice.message.role) == ("chat.completion", "stop", "assistant")
    text = str(choice.message.content)
    before, _, sources = text.partition("\n\nSources:\n")
    assert f"“{citation['quote']}” [1]" in before
    assert sources.startswith("[1] ")
    assert citation["quote"] in sources
    assert citation["article"]["source"] in sources
    assert completion.usage is not None
    assert completion.usage.total_tokens == 0


def test_a_streamed_answer_says_the_same(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="khabar-quotes", messages=[said("user", VOTE)])
    options = {"include_usage": True}
    chunks = list(
        client.chat.completions.create(
            model="khabar-quotes", messages=[said("user", VOTE)], stream=True, stream_options=options
        )
    )
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == whole.choices[0].message.content
    last = next(chunk for chunk in chunks if chunk.choices and chunk.choices[0].finish_reason)
    assert last.model_extra is not None
    assert whole.model_extra is not None
    assert last.model_extra["khabar"] == whole.model_extra["khabar"]
    assert (chunks[-1].choices, chunks[-1].usage and chunks[-1].usage.total_tokens) == ([], 0)


def test_what_was_said_before_is_understood(client: openai.OpenAI) -> None:
    messages = [
        said("system", "You are a helpful assistant."),
        said("user", VOTE),
        said("assistant", "“…” [1]\n\nSources:\n[1] Wire: “…”"),
        said("user", [{"type": "text", "text": "And China?"}]),
    ]
    completion = client.chat.completions.create(model="khabar", messages=messages)
    assert completion.model_extra is not None
    assert completion.model_extra["khabar"]["question"] == "And China?"
    assert completion.model_extra["khabar"]["standalone"] != "And China?"


def test_an_answer_without_evidence_says_so(client: openai.OpenAI) -> None:
    completion = client.chat.completions.create(
        model="khabar", messages=[said("user", "Who won the chess world championship in 1972?")]
    )
    assert completion.model_extra is not None
    assert completion.model_extra["khabar"]["status"] == "insufficient_evidence"
    assert completion.choices[0].message.content == completion.model_extra["khabar"]["note"]


@pytest.mark.parametrize(
    ("model", "messages", "error", "kind"),
    [
        ("gpt-5", [said("user", VOTE)], openai.NotFoundError, "no-model"),
        ("khabar", [said("assistant", "Hello")], openai.UnprocessableEntityError, "no-question"),
        ("khabar", [said("user", " ")], openai.UnprocessableEntityError, "no-question"),
        ("khabar", [said("user", "why " * 600)], openai.UnprocessableEntityError, "too-long"),
        ("khabar", [said("user", "?!")], openai.UnprocessableEntityError, "bad-input"),
        ("khabar", [], openai.UnprocessableEntityError, "bad-request"),
    ],
)
def test_problems_come_in_the_clients_own_errors(
    client: openai.OpenAI, model: str, messages: list[Any], error: type[openai.APIStatusError], kind: str
) -> None:
    with pytest.raises(error) as caught:
        client.chat.completions.create(model=model, messages=messages)
    assert isinstance(caught.value.body, dict)
    assert caught.value.body["type"] == kind


def test_a_failure_in_mid_stream_reaches_the_client(client: openai.OpenAI) -> None:
    with pytest.raises(openai.APIError, match="has no word in it"):
        list(client.chat.completions.create(model="khabar", messages=[said("user", "?!")], stream=True))


def test_turns_are_paired_and_their_sources_left_out() -> None:
    messages = [
        Message(role="assistant", content="Ask me."),
        Message(role="user", content="One?"),
        Message(role="user", content="Two?"),
        Message(role="assistant", content="Yes. [1]\n\nSources:\n[1] Wire: “Yes.”"),
    ]
    assert [(turn.question, turn.answer) for turn in earlier(messages)] == [("One?", ""), ("Two?", "Yes. [1]")]


def test_a_written_answer_is_a_text_with_what_is_weak_marked_and_what_is_false_left_out() -> None:
    article = {"source": "Sample Wire", "published": "2024-05-03", "title": "Bridge", "url": "https://news.example/1"}
    citation = {"number": 1, "quote": "It opened.", "article": article, "also_in": ["Post"]}
    answer = {
        "sentences": [
            {"text": "It opened.", "citations": [1], "support": "supported"},
            {"text": "It was cheap.", "citations": [1], "support": "weak"},
            {"text": "It fell.", "citations": [], "support": "unsupported"},
        ],
        "citations": [citation],
        "versions": [{"value": "120 million", "citations": [1]}],
        "status": "conflicting",
        "note": "They differ.",
        "notices": [{"kind": "unproven", "text": "The model was slow.", "values": {}}],
        "written_by": "m",
    }
    assert "".join(pieces(answer)) == (
        "It opened. [1] It was cheap. [1] (weakly supported)\n\nThey differ.\n\n- 120 million [1]\n\n"
        "The model was slow.\n\nSources:\n[1] Sample Wire, 2024-05-03, Bridge: “It opened.” Also in: Post. "
        "https://news.example/1"
    )
