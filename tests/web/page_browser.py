"""A reader at the page in a real browser, and servers for the browser to open."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PATIENCE = 15_000
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass
class Reader:
    """One reader at the page: what the page complained of, and what it wanted from elsewhere."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def ask(self, question: str, *, until: str = "done") -> Any:
        """Types a question, presses Enter and waits for the turn's state. Returns the turn."""
        turns = self.page.locator("khabar-turn")
        number = turns.count()
        self.page.fill("#question", question)
        self.page.press("#question", "Enter")
        turn = turns.nth(number)
        self.page.wait_for_selector(f"khabar-turn:nth-of-type({number + 1})[data-state={until}]")
        return turn

    def cite(self, number: int, within: str = "#turns") -> str:
        """Presses a citation's number and returns what is highlighted in the article."""
        self.page.locator(f"{within} .cite", has_text=str(number)).first.click()
        return self.highlighted()

    def highlighted(self) -> str:
        self.page.wait_for_selector("#article mark")
        return "\n".join(self.page.locator("#article mark").all_inner_texts())

    def focused(self) -> str:
        """The element that has the focus, as its tag, id and class."""
        name: str = self.page.evaluate(
            "(({tagName, id, className}) => [tagName.toLowerCase(), id && '#' + id, ...className.split(' ')"
            ".filter(Boolean).map((name) => '.' + name)].filter(Boolean).join(''))(document.activeElement)"
        )
        return name

    def fits(self) -> bool:
        """Whether nothing is wider than the window."""
        ok: bool = self.page.evaluate(
            "[document.documentElement, ...document.querySelectorAll('main, #turns, #article, dialog[open]')]"
            ".every((node) => node.scrollWidth <= node.clientWidth)"
        )
        return ok

    def violations(self) -> list[str]:
        """What axe finds wrong with the page as it stands."""
        results = Axe().run(self.page, options={"resultTypes": ["violations"]})
        return [
            f"{found['id']}: {[node['html'][:160] for node in found['nodes']][:3]}"
            for found in results.response["violations"]
        ]

    def shot(self, name: str) -> None:
        """Saves a picture where KHABAR_SCREENSHOTS names a folder, when what moves has come to rest."""
        folder = os.environ.get("KHABAR_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")


Opens = Callable[..., Reader]


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """The app on a free port of this machine, in a thread; its address with a slash at the end."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)
