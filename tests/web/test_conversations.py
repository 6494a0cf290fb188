"""Conversations over HTTP: begun by asking, gone on with, listed, renamed, exported, judged, deleted."""

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from rag.conversations import Conversations
from rag.types import Answer
from tests.web.served import Served, serving
from web.conversations import ConversationOut, ConversationsOut, Kept
from web.schemas import NoticeOut

VOTE = "How did Russia vote on the Arab resolution?"


@pytest.fixture(scope="module")
def server(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("conversations")
    with serving(Path(shutil.copytree(sample_library, folder / "library")), folder) as served:
        yield served


def ask(server: Served, question: str, **more: Any) -> Any:
    response = server.client.post("/ask", json={"question": question, **more})
    assert response.status_code == 200, response.text
    return response.json()


def test_nothing_is_kept_unless_it_is_asked_for(server: Served) -> None:
    before = server.client.get("/conversations").json()
    answer = ask(server, VOTE)
    assert ("conversation_id" in answer, "turn_id" in answer) == (False, False)
    assert server.client.get("/conversations").json() == before


def test_a_conversation_is_begun_gone_on_with_and_shown_as_it_went(server: Served) -> None:
    first = ask(server, VOTE, conversation=True, conversation_id=None)
    second = ask(server, "And how did China vote?", conversation=True, conversation_id=first["conversation_id"])
    assert second["conversation_id"] == first["conversation_id"]
    assert (first["turn_id"], second["turn_id"]) == ("1", "2")
    shown = server.client.get(f"/conversations/{first['conversation_id']}").json()
    assert ConversationOut.model_validate(shown).model_dump(exclude_unset=True) == shown
    assert shown["title"] == VOTE
    assert [(turn["id"], turn["question"]) for turn in shown["turns"]] == [
        ("1", VOTE),
        ("2", "And how did China vote?"),
    ]
    kept = {name: value for name, value in first.items() if name not in ("conversation_id", "turn_id")}
    assert shown["turns"][0]["answer"] == kept


def test_the_stream_tells_what_the_question_became_and_where_it_is_kept(server: Served) -> None:
    begun = ask(server, VOTE, conversation=True)["conversation_id"]
    body = {"question": "And China?", "conversation_id": begun}
    with server.client.stream("POST", "/ask/stream", json=body) as response:
        lines = [line for line in response.iter_lines() if line and not line.startswith(":")]
    assert lines[0] == "event: rewritten"
    last = json.loads(lines[-1].removeprefix("data: "))
    assert (last["conversation_id"], last["turn_id"]) == (begun, "2")


def test_a_history_that_the_client_keeps_is_understood_alike(server: Served) -> None:
    answer = ask(server, "And China?", history=[{"question": VOTE, "answer": "In favour."}])
    assert answer["standalone"] != "And China?"
    assert "conversation_id" not in answer


def test_numbers_of_citations_go_on(server: Served) -> None:
    first = ask(server, VOTE, conversation=True)
    second = ask(server, "How many people died in the earthquake in Morocco?", conversation_id=first["conversation_id"])
    numbers = [[c["number"] for c in answer["citations"]] for answer in (first, second)]
    assert set(numbers[0]).isdisjoint(numbers[1])


def test_conversations_are_listed_newest_first_renamed_and_deleted(server: Served) -> None:
    one = server.client.post("/conversations", json={"title": "One"})
    two = server.client.post("/conversations", json={}).json()
    assert (one.status_code, one.headers["location"]) == (201, f"/conversations/{one.json()['id']}")
    ask(server, VOTE, conversation_id=one.json()["id"])
    listed = server.client.get("/conversations").json()
    assert ConversationsOut.model_validate(listed).model_dump() == listed
    assert [c["id"] for c in listed["conversations"][:2]] == [one.json()["id"], two["id"]]
    assert (listed["conversations"][0]["title"], listed["conversations"][0]["count"]) == ("One", 1)
    path = f"/conversations/{two['id']}"
    assert server.client.patch(path, json={"title": "  The  vote "}).json()["title"] == "The vote"
    assert server.client.delete(path).status_code == 204
    assert [server.client.request(method, path).status_code for method in ("GET", "DELETE")] == [404, 404]
    assert server.client.patch(path, json={"title": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("form", "media"), [("md", "text/markdown"), ("html", "text/html"), ("json", "application/json")]
)
def test_a_conversation_becomes_a_file_with_its_quotes(server: Served, form: str, media: str) -> None:
    answer = ask(server, VOTE, conversation=True)
    file = server.client.get(f"/conversations/{answer['conversation_id']}/export", params={"format": form})
    assert file.headers["content-type"].startswith(media)
    assert file.headers["content-disposition"] == f'attachment; filename="conversation.{form}"'
    assert answer["citations"][0]["quote"] in file.text.replace("\\", "")


def test_a_verdict_is_kept_and_a_later_one_takes_its_place(server: Served) -> None:
    answer = ask(server, VOTE, conversation=True)
    body = {"conversation_id": answer["conversation_id"], "turn_id": answer["turn_id"], "rating": "up", "note": ""}
    assert server.client.post("/feedback", json=body).status_code == 204
    assert server.client.post("/feedback", json=body | {"rating": "down", "note": "too short"}).status_code == 204
    library = Path(server.errors.parent / "library")
    (kept,) = Conversations(library).feedback(answer["conversation_id"])
    assert (kept.turn, kept.vote, kept.note) == (1, "down", "too short")


def test_each_turn_comes_back_with_its_readers_thumb(server: Served) -> None:
    begun = ask(server, VOTE, conversation=True)["conversation_id"]
    ask(server, "And China?", conversation_id=begun)
    verdict = {"conversation_id": begun, "turn_id": "2", "rating": "down", "note": "too short"}
    server.client.post("/feedback", json=verdict)
    shown = server.client.get(f"/conversations/{begun}").json()
    assert [(turn["rating"], turn["note"]) for turn in shown["turns"]] == [(None, ""), ("down", "too short")]
    assert ConversationOut.model_validate(shown).model_dump(exclude_unset=True) == shown


def test_what_an_earlier_khabar_kept_is_shown_as_it_was_and_becomes_a_file(server: Served) -> None:
    """Its notices were plain texts, and it gave no reason."""
    store = Conversations(Path(server.errors.parent / "library"))
    answer = {name: value for name, value in ask(server, VOTE).items() if name != "reason"}
    begun = store.create()
    store.append(begun, VOTE, VOTE, answer | {"notices": ["Answered late."]})
    (turn,) = server.client.get(f"/conversations/{begun}").json()["turns"]
    assert (turn["answer"]["notices"], "reason" in turn["answer"]) == (["Answered late."], False)
    assert "*Answered late.*" in server.client.get(f"/conversations/{begun}/export").text
    assert ask(server, "And China?", conversation_id=begun)["turn_id"] == "2"


class Beside:
    """Readers whose work is done at once."""

    async def beside(self, work: Any, *values: Any) -> Any:
        return work(*values)


def test_an_answer_that_cannot_be_kept_is_given_and_says_so(tmp_path: Path) -> None:
    service: Any = SimpleNamespace(readers=Beside(), conversations=Conversations(tmp_path / "nowhere"))
    answer = Answer(VOTE, "en", "insufficient_evidence", "none", 0.0, "None.", (), (), ())
    told = asyncio.run(Kept(service, begin=True).add(answer))
    (notice,) = told["notices"]
    assert "conversation_id" not in told
    assert NoticeOut.model_validate(notice).kind == "not_kept"
    assert notice["values"]["error"].startswith("conversations cannot be kept in ")
    assert notice["text"] == f"This was not kept: {notice['values']['error']}."


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"conversation_id": "none"}, 404), ({"turn_id": "99"}, 404), ({"turn_id": "x"}, 422), ({"rating": "meh"}, 422)],
)
def test_a_verdict_on_nothing_is_a_problem(server: Served, changes: dict[str, str], status: int) -> None:
    body = {"conversation_id": "none", "turn_id": "1", "rating": "up"} | changes
    assert server.client.post("/feedback", json=body).status_code == status
