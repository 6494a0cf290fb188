"""Asking over HTTP, of a real server process over the sample articles: in quotes, and written by a model that is told
what to write."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from tests.rag.faulty_server import FaultyServer, answers, refuses
from tests.web.served import Served, serving
from web.schemas import ANSWER_EVENTS, AnswerOut, SearchOut

VOTE = "How did Russia vote on the Arab resolution?"
FOURTH = "India became the fourth country to land softly on the Moon on Wednesday"


@pytest.fixture(scope="module")
def server(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that quotes."""
    with serving(sample_library, tmp_path_factory.mktemp("api"), heartbeat="0.5") as served:
        yield served


def stream(server: Served, body: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The events of an answer, each held against its model."""
    events = list[tuple[str, dict[str, Any]]]()
    with server.client.stream("POST", "/ask/stream", json=body) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in response.iter_lines() if line and not line.startswith(":")]
    for head, data in zip(lines[::2], lines[1::2], strict=True):
        name, value = head.removeprefix("event: "), json.loads(data.removeprefix("data: "))
        strictly(ANSWER_EVENTS[name], value)
        events.append((name, value))
    return events


def strictly(model: type[BaseModel], value: dict[str, Any]) -> None:
    """The value fits its model, and has no field that the model does not tell of."""
    assert model.model_validate(value).model_dump(exclude_unset=True) == value


def test_a_question_is_answered_in_quotes_that_stand_in_their_articles(server: Served) -> None:
    answer = server.client.post("/ask", json={"question": VOTE}).json()
    strictly(AnswerOut, answer)
    assert (answer["question"], answer["status"], answer["written_by"]) == (VOTE, "answered", None)
    (citation, *_) = answer["citations"]
    article = server.client.get(
        f"/articles/{citation['article']['id']}", params={"start": citation["start"], "end": citation["end"]}
    ).json()
    span = article["highlight"]
    assert article["text"][span["start"] : span["end"]] == citation["quote"]
    assert "120" in citation["quote"]


def test_the_stream_tells_the_same_as_it_happens(server: Served) -> None:
    events = stream(server, {"question": VOTE, "filters": {"languages": ["ru"]}})
    names = [name for name, _ in events]
    assert names[:2] == ["filters", "sources"]
    assert set(names[2:-1]) == {"citation"}
    assert events[0][1]["languages"] == ["ru"]
    whole = server.client.post("/ask", json={"question": VOTE, "filters": {"languages": ["ru"]}}).json()
    assert events[-1] == ("answer", whole)


def test_filters_limit_what_is_found(server: Served) -> None:
    answer = server.client.post("/ask", json={"question": VOTE, "filters": {"until": "1999-12-31"}}).json()
    assert (answer["status"], answer["hits"], answer["citations"]) == ("insufficient_evidence", [], [])


def test_words_of_time_are_counted_from_the_moment_that_is_told(server: Served) -> None:
    body = {"question": "What happened yesterday?", "as_of": "2023-10-29T08:00:00+03:00"}
    answer = server.client.post("/ask", json=body).json()
    assert answer["filters"]["since"] == "2023-10-28"


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"question": "?!"}, 422, "has no word in it"),
        ({"question": ""}, 422, "body.question"),
        ({"question": "x" * 2001}, 422, "body.question"),
        ({}, 422, "body.question"),
        ({"question": VOTE, "k": 0}, 422, "body.k"),
        ({"question": VOTE, "colour": "red"}, 422, "body.colour"),
        ({"question": VOTE, "filters": {"since": "yesterday"}}, 422, "body.filters.since"),
        ({"question": VOTE, "filters": {"since": "2023-02-30"}}, 422, "body.filters.since"),
        ({"question": VOTE, "filters": {"since": "2024-01-02", "until": "2024-01-01"}}, 422, "before it begins"),
        ({"question": VOTE, "language": "?"}, 422, "body.language"),
        ({"question": VOTE, "as_of": "0001-01-01T00:00:00Z"}, 422, "body.as_of"),
        ({"question": VOTE, "conversation_id": "none"}, 404, "none"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(server: Served, body: dict[str, Any], status: int, told: str) -> None:
    response = server.client.post("/ask", json=body)
    problem = response.json()
    assert (response.status_code, problem["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["request_id"] == response.headers["x-request-id"]
    assert told in problem["detail"]


def test_half_a_character_is_a_problem_and_no_failure(server: Served) -> None:
    for body in (b'{"question": "\\ud800"}', b'{"\\ud800": 1, "question": "Why?"}', b"{", b"\xff"):
        response = server.client.post("/ask", content=body, headers={"Content-Type": "application/json"})
        assert response.status_code in (400, 422)
        assert response.headers["content-type"] == "application/problem+json"


def test_the_nearest_passages_are_listed(server: Served) -> None:
    found = server.client.get("/search", params={"q": "earthquake Morocco", "k": 3, "language": ["fr", "ar"]}).json()
    strictly(SearchOut, found)
    assert len(found["hits"]) == 3
    assert {hit["article"]["language"] for hit in found["hits"]} <= {"fr", "ar"}
    assert all(a["score"] >= b["score"] for a, b in pairwise(found["hits"]))


def test_every_answer_carries_the_headers_that_keep_the_page_to_itself(server: Served) -> None:
    for path in ("/", "/articles", "/none", "/static/main.js"):
        headers = server.client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_the_api_can_be_read_and_tried_without_a_network(server: Served) -> None:
    page = server.client.get("/docs")
    assert "://" not in page.text
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        assert server.client.get(f"/docs/{name}").status_code == 200
    assert server.client.get("/docs/../app.py").status_code == 404


def test_events_are_typed_in_the_description(server: Served) -> None:
    description = server.client.get("/openapi.json").json()
    content = description["paths"]["/ask/stream"]["post"]["responses"]["200"]["content"]["text/event-stream"]
    kinds = {
        kind["title"]: kind["properties"]["data"]["contentSchema"]["$ref"] for kind in content["itemSchema"]["oneOf"]
    }
    assert set(kinds) == set(ANSWER_EVENTS)
    assert all(ref.rpartition("/")[2] in description["components"]["schemas"] for ref in kinds.values())


def test_it_is_alive_ready_and_tells_how_fresh_each_outlet_is(server: Served) -> None:
    assert server.client.get("/health/live").json() == {"status": "live"}
    assert server.client.get("/health/ready").json() == {"status": "ready"}
    health = server.client.get("/health").json()
    assert (health["library"]["articles"], health["model"]) == (55, None)
    wire = next(outlet for outlet in health["freshness"] if outlet["source"] == "Sample Wire")
    assert set(wire) == {"source", "articles", "newest", "added"}
    assert sorted((o["newest"] for o in health["freshness"]), reverse=True) == [
        o["newest"] for o in health["freshness"]
    ]


def test_what_is_done_is_counted(server: Served) -> None:
    server.client.post("/ask", json={"question": VOTE})
    meters = server.client.get("/metrics")
    assert meters.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = meters.text.splitlines()
    assert any(line.startswith('khabar_requests_total{method="POST",route="/ask",status="200"}') for line in lines)
    assert any(line.startswith('khabar_answers_total{confidence="') for line in lines)
    assert 'khabar_library{what="articles"} 55.0' in lines


DRAFT = f"India was the fourth country to land softly on the Moon. [1]\nQUOTES\n1 [1] {FOURTH}\n"


def test_a_written_answer_arrives_as_a_draft_and_is_then_proven(sample_library: Path, tmp_path: Path) -> None:
    landing = {"question": "Which country was the fourth to land softly on the Moon?", "filters": {"languages": ["en"]}}
    with FaultyServer(answers(*DRAFT.split(" "))) as model:
        settings = {"llm": "openai/served", "llm_api_base": model.base_url}
        with serving(sample_library, tmp_path, **settings) as server:
            events = stream(server, landing)
            quoted = server.client.post("/ask", json=landing | {"llm": False}).json()
    names = [name for name, _ in events]
    assert "delta" in names
    assert names[-1] == "answer"
    assert events[-1][1]["written_by"] in (None, "openai/served", "served")
    assert quoted["written_by"] is None


def test_a_model_that_fails_costs_the_words_and_not_the_answer(sample_library: Path, tmp_path: Path) -> None:
    with FaultyServer(refuses(401, "no such key")) as model:
        settings = {"llm": "openai/served", "llm_api_base": model.base_url}
        with serving(sample_library, tmp_path, **settings) as server:
            answer = server.client.post("/ask", json={"question": VOTE}).json()
    assert answer["written_by"] is None
    assert answer["citations"]
    assert answer["notices"]


def test_a_body_without_its_length_is_refused_as_too_large(sample_library: Path, tmp_path: Path) -> None:
    with serving(sample_library, tmp_path, max_body="1000") as small:
        body = iter([b'{"question": "', b"x" * 1000, b'"}'])
        response = small.client.post("/ask", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["type"]) == (413, "urn:khabar:problem:too-large")


def test_a_question_that_is_sent_as_no_json_is_told_how(server: Served) -> None:
    response = server.client.post("/ask", content=b'{"question": "x"}', headers={"Content-Type": "text/plain"})
    assert response.json()["detail"] == "body: send a JSON object, with Content-Type: application/json"


@pytest.mark.parametrize("path", ["/", "/static/main.js", "/health", "/health/live", "/health/ready"])
def test_head_tells_as_get_does_without_a_body(server: Served, path: str) -> None:
    whole, head = server.client.get(path), server.client.head(path)
    varying = ("date", "x-request-id", "ratelimit-reset", "ratelimit-remaining")
    told = [{k: v for k, v in response.headers.items() if k not in varying} for response in (whole, head)]
    assert (head.status_code, head.content) == (200, b"")
    if not path.startswith("/health"):  # which counts
        assert told[0] == told[1]
    again = {"If-None-Match": whole.headers.get("etag", '"none"')}
    assert server.client.head(path, headers=again).status_code == (304 if "etag" in whole.headers else 200)


def test_head_of_what_is_not_there_is_404(server: Served) -> None:
    assert server.client.head("/static/none.js").status_code == 404


@pytest.mark.parametrize("path", ["/search?q=vote", "/articles?limit=1"])
def test_a_period_that_ends_before_it_begins_is_refused(server: Served, path: str) -> None:
    response = server.client.get(f"{path}&since=2024-01-02&until=2024-01-01")
    assert (response.status_code, response.json()["type"]) == (422, "urn:khabar:problem:bad-input")
