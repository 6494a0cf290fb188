"""Fixtures of the page's tests: Debian's chromium driven by Playwright. To be named in `pytest_plugins`."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, Route, sync_playwright

from tests.web.page_browser import PATIENCE, WIDE, Opens, Reader
from tests.web.served import serving


@pytest.fixture(scope="session")
def home(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`khabar serve` over the sample articles: the address of the page."""
    folder = tmp_path_factory.mktemp("page")
    with serving(shutil.copytree(sample_library, folder / "library"), folder) as served:
        yield f"{served.home}/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for one module: Playwright's loop runs in this thread until it is stopped."""
    path = os.environ.get("KHABAR_CHROMIUM") or shutil.which("chromium")
    if not path:
        if os.environ.get("KHABAR_REQUIRE_BROWSER"):
            pytest.fail("no chromium is installed, and KHABAR_REQUIRE_BROWSER asks for one")
        pytest.skip("no chromium is installed: `apt-get install chromium`, or name one in KHABAR_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Opens]:
    """Opens the page at an address, as a reader with these context options; no complaint and no outside request."""
    contexts: list[BrowserContext] = []
    readers: list[Reader] = []

    def open_page(
        home: str, path: str = "", *, expected: tuple[str, ...] = (), wait: bool = True, **options: Any
    ) -> Reader:
        settings = {"viewport": WIDE, "locale": "en-US", "reduced_motion": "reduce", **options}
        context = browser.new_context(**settings)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        one = Reader(context.new_page(), home, expected=expected)
        readers.append(one)
        _watch(one)
        one.page.goto(home + path)
        if wait:
            one.page.wait_for_selector("html:not(.loading) :is(.welcome h2, khabar-turn, .failure)")
        return one

    yield open_page
    for context in contexts:
        context.close()
    for one in readers:
        assert one.outside == []
        assert [c for c in one.complaints if not any(words in c for words in one.expected)] == []


def _watch(reader: Reader) -> None:
    def guard(route: Route, request: Request) -> None:
        if request.url.startswith((reader.home, "blob:", "data:")):
            route.continue_()
        else:
            reader.outside.append(request.url)
            route.abort()

    page = reader.page
    page.context.route("**/*", guard)
    page.on("pageerror", lambda error: reader.complaints.append(str(error)))
    page.on("console", lambda m: reader.complaints.append(m.text) if m.type in ("error", "warning") else None)
