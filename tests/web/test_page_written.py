"""Written answers on the page, in a real browser: the draft, the marks, versions, stopping, and a server that dies."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rag.types import Answered, Citation, Cited, Event, Sentence, Version
from tests.web.page_browser import Opens, serving
from tests.web.page_written import CHECKED, FOURTH, SAID, Dictated
from web.app import create_app
from web.settings import Settings

pytest_plugins = ("tests.web.page_fixtures",)

ROOT = Path(__file__).parents[2]
LANDING = "How did Chandrayaan-3 land on the Moon?"


@pytest.fixture(scope="module")
def writer() -> Dictated:
    return Dictated(SAID)


@pytest.fixture(scope="module")
def home(sample_library: Path, writer: Dictated, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    library = shutil.copytree(sample_library, tmp_path_factory.mktemp("served") / "library")
    with serving(create_app(Settings(library=library), llm=writer, checker=CHECKED)) as address:
        yield address


def test_the_draft_streams_and_its_marks_settle(reader: Opens, home: str, writer: Dictated) -> None:
    one = reader(home)
    page = one.page
    page.evaluate(
        """() => {
          window.said = [];
          const status = document.getElementById("status");
          new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
        }"""
    )
    writer.delay = 0.03
    page.fill("#question", LANDING)
    page.press("#question", "Enter")
    draft = page.locator("khabar-turn .draft")
    draft.wait_for()
    assert page.locator("khabar-turn .progress").inner_text() == "Draft, not checked yet"
    assert page.locator("khabar-turn").get_attribute("aria-busy") == "true"
    one.shot("draft")
    page.wait_for_selector("khabar-turn[data-state=done]")
    writer.delay = 0.0
    turn = page.locator("khabar-turn")
    kept = turn.locator("> .body > .answer > .sentences > li")
    assert kept.evaluate_all("nodes => nodes.map((node) => node.dataset.support)") == ["supported", "weak"]
    assert kept.nth(1).locator(".proof").inner_text() == "Weak: the quote says nothing of a billion"
    assert turn.locator(".verdict h3").inner_text() == "A part of the answer"
    cut = turn.locator("details.cut")
    assert cut.locator("summary").inner_text() == "Cut sentences: 1"
    cut.locator("summary").click()
    assert cut.locator("li p").all_inner_texts() == ["Japan had landed there before.", "Cut: no Japan"]
    assert turn.locator(".marks li").all_inner_texts() == ["carried by quotes: 1", "weak: 1", "cut: 1"]
    one.shot("partial")
    assert one.cite(1) == FOURTH or FOURTH in one.highlighted()
    assert one.violations() == []
    said = page.evaluate("window.said")
    assert 2 <= len(said) <= 6
    assert not [words for words in said if "fourth country" in words]


def test_stopping_keeps_the_draft_as_what_it_is(reader: Opens, home: str, writer: Dictated) -> None:
    one = reader(home)
    page = one.page
    writer.delay = 0.2
    page.fill("#question", LANDING)
    page.press("#question", "Enter")
    page.locator("khabar-turn .draft").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_selector("khabar-turn[data-state=stopped]")
    writer.delay = 0.0
    assert page.locator("khabar-turn .progress").inner_text().startswith("Stopped. What stands here is a draft")
    one.shot("stopped")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("khabar-turn[data-state=done]")
    assert page.locator("khabar-turn").count() == 1


def test_sources_that_disagree_stand_beside_each_other(
    reader: Opens, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.api.answer", disagreeing(_real_answer()))
    one = reader(home)
    turn = one.ask("How many people died in the floods in Derna?")
    assert turn.locator(".verdict h3").inner_text() == "The sources disagree"
    values = turn.locator(".versions .value")
    assert values.all_inner_texts() == ["At least 3,958 dead", "11,300 dead"]
    assert values.nth(1).locator("s").count() == 1
    assert "withdrawn by a later correction" in turn.locator(".versions li").last.inner_text() or (
        "withdrawn by a later correction" in turn.locator(".versions [data-corrected]").inner_text()
    )
    who = turn.locator(".versions .who").all_inner_texts()
    assert all("نهر نيوز" in words and "September" in words for words in who)
    one.shot("conflicting")
    assert one.violations() == []
    turn.locator(".versions .cite").last.click()
    assert "11300" in one.highlighted()


def _real_answer() -> Callable[..., AsyncIterator[Event]]:
    import rag.ask

    return rag.ask.answer


def disagreeing(answer: Callable[..., AsyncIterator[Event]]) -> Callable[..., AsyncIterator[Event]]:
    """The real events, but the answer's quotes are told as two versions, one of them withdrawn."""

    async def events(searcher: Any, asked: Any, **_: Any) -> AsyncIterator[Event]:
        async for event in answer(searcher, replace(asked, k=10)):
            if isinstance(event, Cited):
                continue
            if not isinstance(event, Answered):
                yield event
                continue
            articles = {hit.article for hit in event.answer.hits if hit.article.language == "ar"}
            made = [_citation(n, articles, digits) for n, digits in ((1, "3958 قتيلا"), (2, "11300 شخص"))]
            yield Answered(
                replace(
                    event.answer,
                    status="conflicting",
                    confidence="medium",
                    written_by="dictated",
                    language="en",
                    citations=tuple(made),
                    versions=(Version("At least 3,958 dead", (1,)), Version("11,300 dead", (2,), corrected=True)),
                    sentences=(Sentence("The United Nations lowered its count.", (1, 2), "supported"),),
                )
            )

    return events


def _citation(number: int, articles: Any, words: str) -> Citation:
    article = next(a for a in sorted(articles, key=lambda a: a.id) if words in a.text)
    start = article.text.index(words)
    return Citation(number, article, words, start, start + len(words))


def test_a_server_killed_in_mid_stream_is_told_of_and_can_be_asked_again(
    reader: Opens, sample_library: Path, tmp_path: Path
) -> None:
    library = shutil.copytree(sample_library, tmp_path / "library")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = f"http://127.0.0.1:{port}/"
    server = started(library, port, delay=0.3)
    try:
        one = reader(home, expected=("ERR_", "Failed to load resource"))
        page = one.page
        page.fill("#question", LANDING)
        page.press("#question", "Enter")
        page.locator("khabar-turn .draft").wait_for()
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        page.wait_for_selector("khabar-turn[data-state=failed]")
        failure = page.locator("khabar-turn .failure")
        assert "Khabar cannot be reached. Is it still running?" in failure.inner_text()
        one.shot("server-gone")
        page.evaluate("document.querySelector('khabar-turn').id = 'first'")
        page.get_by_role("button", name="Try again").click()
        page.wait_for_selector("khabar-turn:not(#first)[data-state=failed]")
        server = started(library, port, delay=0.0)
        page.get_by_role("button", name="Try again").click()
        page.wait_for_selector("khabar-turn[data-state=done]")
        assert page.locator(".sentence[data-support=supported]").count() == 1
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def started(library: Path, port: int, *, delay: float) -> "subprocess.Popen[bytes]":
    """A server in a process group of its own that writes what is dictated, once it answers."""
    command = [sys.executable, "-m", "tests.web.page_process", str(library), str(port), str(delay)]
    server = subprocess.Popen(command, start_new_session=True, cwd=ROOT)
    for _ in range(600):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return server
        assert server.poll() is None, "the server ended"
        time.sleep(0.05)
    raise AssertionError("the server did not start")
