"""`khabar serve` as a process: where it may listen, how it begins and ends, keys, sizes, what it logs."""

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import typer
from typer.testing import CliRunner

from cli.serving import key
from index.lock import writer_lock
from tests.rag.faulty_server import FaultyServer, answers
from tests.rag.tiny_reranker import write_reranker
from tests.web.served import SERVE, environment, serving
from web.keys import find, new_key, parse_keys

QUESTION = {"question": "How did Russia vote on the Arab resolution?"}


def refused(library: Path, *options: str, **settings: str) -> tuple[int, str]:
    """The exit code and the last line of a server that does not begin."""
    ran = subprocess.run(
        [sys.executable, *SERVE, "--library", str(library), *options],
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ran.returncode, ran.stderr.strip().splitlines()[-1]


def test_others_are_not_let_in_without_keys(tmp_path: Path) -> None:
    code, line = refused(tmp_path / "library", "--host", "0.0.0.0")
    assert code == 2
    assert "0.0.0.0 can be reached from other machines: set KHABAR_API_KEYS" in line


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"rate": "often"}, "'often' is not a rate"),
        ({"threads": "none"}, "KHABAR_THREADS"),
        ({"api_keys": "secret"}, "entry 1 of KHABAR_API_KEYS is not NAME:SCOPE:HASH"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(tmp_path: Path, settings: dict[str, str], line: str) -> None:
    code, told = refused(tmp_path / "library", **settings)
    assert code == 2
    assert line in told


def test_a_reranker_ranks_what_is_found_and_asked(library: Path, tmp_path: Path) -> None:
    folder = write_reranker(tmp_path / "reranker", "versailles")
    with serving(library, tmp_path, reranker=folder) as server:
        found = server.client.get("/search", params={"q": QUESTION["question"]}).json()["hits"]
        asked = server.client.post("/ask", json=QUESTION).json()["hits"]
        assert [hits[0]["article"]["language"] for hits in (found, asked)] == ["fr", "fr"]
        assert [hit["passage"]["id"] for hit in found[:5]] == [hit["passage"]["id"] for hit in asked]
        texts = [hit["passage"]["text"].casefold() for hit in found]
        assert ["versailles" in text for text in texts] == [True, *[False] * 9]


def test_a_reranker_that_is_none_keeps_the_server_from_beginning(tmp_path: Path) -> None:
    code, told = refused(tmp_path / "library", "--reranker", str(tmp_path))
    assert code == 2
    assert told.startswith(f"khabar: the reranker {str(tmp_path)!r} cannot be loaded (ValueError)")


def test_a_key_is_made_and_its_entry_lets_it_in() -> None:
    app = typer.Typer()
    app.command()(key)
    made = CliRunner().invoke(app, ["newsroom", "--write"])
    secret, entry = (line.split()[-1] for line in made.stdout.splitlines())
    (kept,) = parse_keys([entry])
    assert (kept.name, kept.scope) == ("newsroom", "write")
    assert find([kept], secret) == kept
    assert secret not in made.stderr


def test_an_empty_folder_is_served_and_takes_its_first_article(tmp_path: Path) -> None:
    with serving(tmp_path / "none" / "yet", tmp_path) as server:
        assert server.client.get("/").status_code == 200
        assert server.client.get("/articles").json()["total"] == 0
        nothing = server.client.post("/ask", json=QUESTION).json()
        assert (nothing["status"], nothing["hits"]) == ("insufficient_evidence", [])
        text = "The bridge over the Sample river was opened on Friday. It had cost 120 million."
        job = server.client.post("/articles", json={"text": text}).json()["job"]
        with server.client.stream("GET", f"/jobs/{job}/events") as events:
            assert "event: summary" in list(events.iter_lines())
        found = server.client.post("/ask", json={"question": "When was the bridge opened?"}).json()
        assert "opened on Friday" in found["citations"][0]["quote"]


def test_keys_let_in_who_may_and_are_logged_by_name_alone(library: Path, tmp_path: Path) -> None:
    (reader, read), (writer, write) = new_key("desk", "read"), new_key("archive", "write")
    with serving(library, tmp_path, api_keys=f"{read.entry},{write.entry}") as server:

        def status(method: str, path: str, key: str | None) -> int:
            headers = {"Authorization": f"Bearer {key}"} if key else {}
            return server.client.request(method, path, headers=headers).status_code

        assert [status("GET", "/articles", key) for key in (None, "wrong", reader, writer)] == [401, 401, 200, 200]
        assert [status("DELETE", "/articles/none", key) for key in (None, reader, writer)] == [401, 403, 404]
        open_to_all = ("/", "/health/live", "/health/ready", "/docs", "/openapi.json")
        assert {status("GET", path, None) for path in open_to_all} == {200}
        assert status("GET", "/metrics", None) == 401
        told = server.client.get("/articles").headers["www-authenticate"]
    assert told == "Bearer"
    assert '"client": "desk"' in server.log
    assert reader not in server.log
    assert writer not in server.log


def test_the_log_tells_of_requests_and_not_of_what_was_asked(library: Path, tmp_path: Path) -> None:
    with serving(library, tmp_path) as server:
        server.client.post("/ask", json={"question": "Who paid Zerbion?"}, headers={"X-Request-ID": "my-request-1"})
        server.client.get("/search", params={"q": "Zerbion"})
        server.client.post("/articles", json={"text": "Zerbion paid the bill for the bridge on Friday."})
    lines = [json.loads(line) for line in server.log.splitlines()]
    assert "Zerbion" not in server.log
    (asked,) = [line for line in lines if line.get("id") == "my-request-1"]
    assert (asked["route"], asked["status"], asked["method"]) == ("/ask", 200, "POST")


def test_sizes_are_limited(library: Path, tmp_path: Path) -> None:
    with serving(library, tmp_path, max_body=20_000, max_question=50, rate="4/minute") as server:
        large = server.client.post("/articles", json={"text": "x" * 30_000})
        chunks = server.client.post("/articles", content=iter([b"x" * 9_000] * 3), headers={"Content-Type": "text/x"})
        long = server.client.post("/ask", json={"question": "why " * 20})
        assert [r.status_code for r in (large, long)] == [413, 422]
        assert chunks.status_code in (413, 415)
        assert {r.headers["content-type"] for r in (large, long)} == {"application/problem+json"}
        left = [server.client.get("/articles").headers.get("ratelimit-remaining") for _ in range(3)]
        assert left == ["2", "1", "0"]
        slow = server.client.get("/articles")
        assert (slow.status_code, slow.json()["type"]) == (429, "urn:khabar:problem:too-many-requests")
        assert int(slow.headers["retry-after"]) > 0


def test_other_sites_are_kept_out(library: Path, tmp_path: Path) -> None:
    with serving(library, tmp_path) as server:
        foreign = server.client.post("/ask", json=QUESTION, headers={"Origin": "https://evil.example"})
        rebound = server.client.get("/articles", headers={"Host": "evil.example"})
        preflight = server.client.options("/ask", headers={"Origin": "https://evil.example"})
        assert (foreign.status_code, rebound.status_code) == (403, 421)
        assert not [name for r in (foreign, preflight) for name in r.headers if name.startswith("access-control")]


def test_told_to_end_it_finishes_the_stream_that_is_under_way(library: Path, tmp_path: Path) -> None:
    words = ["Russia ", "voted ", "in favour ", "of it", " [1]\n", "QUOTES\n", "1 [1] nothing\n"]
    with FaultyServer(answers(*words, every=0.3)) as model:
        settings = {"llm": "openai/served", "llm_api_base": model.base_url}
        with serving(library, tmp_path, **settings) as server:
            names = list[str]()
            with server.client.stream("POST", "/ask/stream", json=QUESTION) as stream:
                for line in stream.iter_lines():
                    if line.startswith("event: "):
                        names.append(line.removeprefix("event: "))
                        if names[-1] == "delta" and server.process.poll() is None and names.count("delta") == 1:
                            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(60) == -signal.SIGTERM
    assert names[-1] == "answer"
    assert names.count("delta") > 1


def test_a_reader_who_leaves_stops_the_model(library: Path, tmp_path: Path) -> None:
    with FaultyServer(answers("Russia ", *["voted "] * 200, every=0.2)) as model:
        settings = {"llm": "openai/served", "llm_api_base": model.base_url}
        with serving(library, tmp_path, **settings) as server:
            with server.client.stream("POST", "/ask/stream", json=QUESTION) as stream:
                next(line for line in stream.iter_lines() if line == "event: delta")
            assert model.gone.wait(10)
            until(lambda: "khabar_readers_left_total 1.0" in server.client.get("/metrics").text)


def test_a_reader_who_leaves_before_the_whole_answer_stops_the_model_too(library: Path, tmp_path: Path) -> None:
    with FaultyServer(answers("Russia ", *["voted "] * 200, every=0.2)) as model:
        settings = {"llm": "openai/served", "llm_api_base": model.base_url}
        with serving(library, tmp_path, **settings) as server:
            address = urlsplit(server.home)
            body = json.dumps(QUESTION).encode()
            head = f"POST /ask HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json\r\n"
            with socket.create_connection((address.hostname, address.port)) as line:
                line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
                until(lambda: bool(model.requests))
            assert model.gone.wait(10)


def until(done: Callable[[], bool]) -> None:
    """Looks again and again, for a minute at most."""
    for _ in range(1200):
        if done():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")


def test_what_was_accepted_is_added_when_the_server_next_starts(library: Path, tmp_path: Path) -> None:
    text = "The bridge over the Sample river was opened on Friday. It had cost 120 million."
    with writer_lock(library), serving(library, tmp_path, grace="1") as server:
        job = server.client.post("/articles", json={"text": text, "title": "Bridge"}).json()["job"]
        until(lambda: server.client.get(f"/jobs/{job}").json()["state"] == "waiting")
        server.process.kill()
        server.process.wait()
    with serving(library, tmp_path) as server:
        with server.client.stream("GET", f"/jobs/{job}/events") as events:
            assert "event: summary" in list(events.iter_lines())
        assert server.client.get("/articles", params={"title": "bridge"}).json()["total"] == 1
    assert list((library / "incoming").iterdir()) == []


def test_many_readers_are_answered_while_another_process_writes(library: Path, tmp_path: Path) -> None:
    with writer_lock(library), serving(library, tmp_path) as server:
        results = list[int]()

        def ask() -> None:
            results.append(server.client.post("/ask", json=QUESTION).status_code)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert results == [200] * 8
