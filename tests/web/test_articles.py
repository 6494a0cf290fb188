"""Articles over HTTP: listed, shown, added in every way, removed."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.served import Served, serving
from web.article_schemas import JOB_EVENTS, ArticlesOut, JobOut, WholeArticleOut

SAMPLE = Path(__file__).parents[2] / "sample"


@pytest.fixture(scope="module")
def server(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over a library of this module's own."""
    import shutil

    folder = tmp_path_factory.mktemp("articles")
    with serving(Path(shutil.copytree(sample_library, folder / "library")), folder) as served:
        yield served


def added(server: Served, **sent: Any) -> dict[str, Any]:
    """Sends material, and waits for what became of it."""
    response = server.client.post("/articles", **sent)
    assert response.status_code == 202, response.text
    job = response.json()["job"]
    with server.client.stream("GET", f"/jobs/{job}/events") as events:
        lines = [line for line in events.iter_lines() if line and not line.startswith(":")]
    told = [
        (head.removeprefix("event: "), json.loads(data.removeprefix("data: ")))
        for head, data in zip(lines[::2], lines[1::2], strict=True)
    ]
    for name, data in told:
        assert JOB_EVENTS[name].model_validate(data).model_dump() == data
    assert {name for name, _ in told[:-1]} <= {"progress"}
    assert JobOut.model_validate(server.client.get(f"/jobs/{job}").json()).state in ("done", "failed")
    return {"event": told[-1][0], **told[-1][1]}


def story(name: str) -> str:
    return f"The {name} bridge over the Sample river was opened on Friday by the minister. It had cost 120 million."


def test_articles_are_listed_newest_first_with_their_number(server: Served) -> None:
    found = server.client.get("/articles", params={"language": "ar", "limit": 2}).json()
    assert ArticlesOut.model_validate(found).model_dump() == found
    assert len(found["articles"]) == 2
    assert found["total"] == found["facets"]["languages"]["ar"] > 2
    days = [article["published"] for article in found["articles"]]
    assert days == sorted(days, reverse=True)
    rest = server.client.get("/articles", params={"language": "ar", "limit": 200, "offset": 2}).json()
    assert len(rest["articles"]) == found["total"] - 2


@pytest.mark.parametrize(
    "query", [{"title": "chandrayaan"}, {"source": "sample wire"}, {"since": "2023-09-01", "until": "2023-09-30"}]
)
def test_what_is_counted_is_what_is_listed(server: Served, query: dict[str, str]) -> None:
    found = server.client.get("/articles", params=query | {"limit": 200}).json()
    assert 0 < found["total"] == len(found["articles"]) < 55


def test_an_article_is_shown_whole_with_who_else_ran_it(server: Served) -> None:
    listed = server.client.get("/articles", params={"limit": 200}).json()["articles"]
    copy = next(article for article in listed if article["duplicate_of"])
    for one, other in ((copy["id"], copy["duplicate_of"]), (copy["duplicate_of"], copy["id"])):
        shown = server.client.get(f"/articles/{one}").json()
        assert WholeArticleOut.model_validate(shown).model_dump() == shown
        assert other in [article["id"] for article in shown["copies"]]
        assert shown["highlight"] is None


@pytest.mark.parametrize(
    ("query", "status"),
    [("start=0&end=5", 200), ("start=5", 422), ("end=5", 422), ("start=5&end=5", 422), ("start=0&end=99999", 422)],
)
def test_a_highlight_must_lie_in_the_text(server: Served, query: str, status: int) -> None:
    assert server.client.get(f"/articles/archive-0001?{query}").status_code == status


def test_an_article_that_is_not_there_is_a_problem(server: Served) -> None:
    for method, path in (("GET", "/articles/none"), ("DELETE", "/articles/none"), ("GET", "/jobs/none")):
        response = server.client.request(method, path)
        assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_pasted_text_is_answered_from_and_when_removed_is_not(server: Served) -> None:
    known = {"title": "Zerbion opens", "source": "Sample Wire", "published": "2024-05-03", "language": "en"}
    summary = added(server, json={"text": story("Zerbion"), **known})
    assert (summary["event"], summary["added"], summary["rejected"]) == ("summary", 1, [])
    (article,) = server.client.get("/articles", params={"title": "zerbion"}).json()["articles"]
    assert {name: article[name] for name in known} == known
    question = {"question": "What had the Zerbion bridge cost?"}
    answer = server.client.post("/ask", json=question).json()
    assert answer["citations"][0]["article"]["id"] == article["id"]
    assert server.client.delete(f"/articles/{article['id']}").status_code == 204
    assert server.client.get(f"/articles/{article['id']}").status_code == 404
    again = server.client.post("/ask", json=question).json()
    assert article["id"] not in [hit["article"]["id"] for hit in again["hits"]]


def test_the_same_sent_twice_is_one_article(server: Served) -> None:
    first = added(server, json={"text": story("Quandoo")})
    second = added(server, json={"text": story("Quandoo")})
    assert [(s["added"], s["unchanged"], s["copies"]) for s in (first, second)] == [(1, 0, 0), (0, 1, 0)]


def test_html_comes_with_its_address(server: Served) -> None:
    paragraphs = "".join(f"<p>On day {n} the council said that the Plim bridge cost {n} million.</p>" for n in range(9))
    page = f"<html><body><article><h1>Plim bridge opens</h1>{paragraphs}</article></body></html>"
    assert added(server, json={"html": page, "url": "https://news.example/plim"})["added"] == 1
    (article,) = server.client.get("/articles", params={"title": "plim"}).json()["articles"]
    assert (article["url"], article["source"]) == ("https://news.example/plim", "news.example")


def test_files_of_every_kind_are_taken(server: Served) -> None:
    lines = "".join(json.dumps({"title": f"Item {n}", "text": story(f"Number{n}")}) + "\n" for n in range(3)) + "{\n"
    packed = added(server, files={"file": ("news.jsonl.gz", gzip.compress(lines.encode()))}, data={"source": "Post"})
    assert (packed["added"] + packed["copies"], packed["rejections"]) == (3 + packed["copies"], 1)
    assert packed["rejected"][0]["where"] == "news.jsonl.gz:4"
    assert server.client.get("/articles", params={"source": "Post"}).json()["total"] == 3
    markdown = added(server, files={"file": ("خبر.md", f"# Wobbly opens\n\n{story('Wobbly')}".encode())})
    assert markdown["added"] == 1
    assert server.client.get("/articles", params={"title": "wobbly opens"}).json()["total"] == 1


def test_what_holds_no_article_is_told_of(server: Served) -> None:
    summary = added(server, files={"file": ("x.txt", b"\0\1\2\3" * 50)})
    assert (summary["added"], summary["rejections"]) == (0, 1)


def test_an_address_in_this_machine_is_not_fetched(server: Served) -> None:
    failed = added(server, json={"url": f"{server.home}/articles"})
    assert failed["event"] == "error"
    assert "127.0.0.1, not a public address" in failed["detail"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": {}}, 422),
        ({"json": {"text": "a", "html": "b"}}, 422),
        ({"json": {"url": "file:///etc/passwd"}}, 422),
        ({"content": b"text", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 422),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
        ({"files": {"file": ("setup.exe", b"MZ")}}, 415),
        ({"files": {"other": ("a.txt", b"a")}}, 422),
        ({"files": {"file": ("a.txt", b"a")}, "data": {"colour": "red"}}, 422),
    ],
)
def test_what_cannot_be_added_is_a_problem(server: Served, sent: dict[str, Any], status: int) -> None:
    response = server.client.post("/articles", **sent)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
