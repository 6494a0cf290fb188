"""Adding articles on the page, in a real browser: the empty library, paste, files, and material that means harm."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.page_browser import Opens, Reader
from tests.web.served import serving
from web.keys import new_key

pytest_plugins = ("tests.web.page_fixtures",)

BRIDGE = "The new bridge over the Sample River opened on 3 May 2024, two years late. It cost 41 million crowns."
HOSTILE = """\
Mayor of Testville resigns

The mayor of Testville resigned on Monday over the bridge affair <script>window.pwned = 1</script> and left by train.

[Read it here](https://evil.example/x) or ![see](https://evil.example/pixel.png) <img src=https://evil.example/i \
onerror="window.pwned = 2">, said the \u202etnemnrevog\u202c spokesman of Testville on Tuesday.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`khabar serve` over a library that is empty at first; the tests of this module fill it one after the other."""
    folder = tmp_path_factory.mktemp("adding")
    with serving(folder / "library", folder) as served:
        yield f"{served.home}/"


def paste(one: Reader, text: str) -> None:
    """Pastes a text into the dialog and waits for what became of it."""
    jobs = one.page.locator(".job").count()
    one.page.get_by_label("Text or HTML of an article").fill(text)
    one.page.locator("dialog.box form").get_by_role("button", name="Add").click()
    over(one, jobs + 1)


def over(one: Reader, jobs: int) -> None:
    """Waits until so many lots are over: there is no bar left."""
    one.page.wait_for_function(
        "(n) => document.querySelectorAll('.job').length === n && !document.querySelector('.job progress')", arg=jobs
    )


def test_an_empty_library_explains_the_first_step(reader: Opens, home: str) -> None:
    one = reader(home)
    page = one.page
    assert page.locator(".welcome h2").inner_text() == "Begin by adding news"
    one.shot("empty")
    assert one.violations() == []
    page.locator(".welcome").get_by_role("button", name="Add articles").click()
    paste(one, BRIDGE)
    assert page.locator(".job p").inner_text() == "added: 1"
    one.shot("added")
    assert one.violations() == []
    page.get_by_role("button", name="Ask about it").click()
    assert (one.focused(), page.locator(".welcome h2").inner_text()) == (
        "textarea#question",
        "What would you like to know?",
    )
    turn = one.ask("When did the bridge over the Sample River open?")
    assert turn.locator("blockquote").first.inner_text() in BRIDGE


def test_files_are_taken_and_what_is_not_is_named(reader: Opens, home: str, tmp_path: Path) -> None:
    one = reader(home)
    page = one.page
    lines = tmp_path / "more.jsonl"
    lines.write_text(
        '{"title": "Ferry stops", "text": "The Sample ferry made its last trip on 4 May 2024."}\n{"title": "x"}\n'
    )
    page.click("#open-add")
    page.get_by_role("radio", name="Files").check()
    page.set_input_files("dialog.box input[type=file]", lines)
    page.locator("dialog.box form").get_by_role("button", name="Add").click()
    over(one, 1)
    job = page.locator(".job")
    assert job.locator("p").first.inner_text() == "added: 1"
    assert job.locator("summary").inner_text() == "Not taken: 1"
    assert "more.jsonl:2" in job.locator("li").inner_text()
    one.shot("rejected")


def test_a_file_dropped_on_the_page_is_offered_to_be_added(reader: Opens, home: str) -> None:
    one = reader(home)
    dropped = one.page.evaluate_handle(
        "(text) => { const data = new DataTransfer(); data.items.add(new File([text], 'rain.txt')); return data; }",
        "Rain fell on Testville on 5 May 2024 for nine hours, and the Sample River rose by two metres.",
    )
    one.page.dispatch_event("#turns", "drop", {"dataTransfer": dropped})
    one.page.locator(".drop li", has_text="rain.txt").wait_for()
    one.page.locator("dialog.box form").get_by_role("button", name="Add").click()
    over(one, 1)
    assert one.page.locator(".job p").first.inner_text() == "added: 1"


def test_hostile_material_stays_text(reader: Opens, home: str) -> None:
    """No script runs, no link lives, nothing is fetched, and an override shows itself instead of turning the line."""
    one = reader(home)
    page = one.page
    page.click("#open-add")
    page.locator("dialog.box summary").click()
    page.get_by_label("Outlet").fill('<b onclick="window.pwned = 3">Evil</b> \u202eelbuod\u202c')
    paste(one, HOSTILE)
    page.keyboard.press("Escape")
    turn = one.ask("Who resigned in Testville over the bridge affair?")
    one.shot("hostile-answer")
    assert "window.pwned" not in page.evaluate("Object.keys(window).join()")
    one.cite(1)
    article = page.locator("#article")
    one.shot("hostile-article")
    assert "\u202e" not in page.locator("body").inner_text()
    assert article.locator(".control").all_inner_texts()[:1] == ["RLO"]
    assert page.evaluate(
        "[window.pwned, document.querySelectorAll('#turns a, #article a, #turns img, #article img').length]"
    ) == [None, 0]
    assert "<script>" in article.inner_text() or "pwned" not in article.inner_text()
    assert turn.locator("script, b").count() == 0
    assert one.outside == []


def test_a_page_that_cannot_be_fetched_is_told_of(reader: Opens, home: str) -> None:
    one = reader(home)
    page = one.page
    page.click("#open-add")
    page.get_by_role("radio", name="Address").check()
    page.get_by_label("Address of a page").fill("http://127.0.0.1:9/private")
    page.locator("dialog.box form").get_by_role("button", name="Add").click()
    page.wait_for_selector(".job.failure")
    assert "127.0.0.1" in page.locator(".job").inner_text()


def test_an_article_is_deleted_after_asking(reader: Opens, home: str) -> None:
    one = reader(home)
    page = one.page
    page.click("#open-add")
    paste(one, "Museum closes\n\nThe museum of Testville closed on 6 May 2024 for a year of repairs.")
    page.keyboard.press("Escape")
    page.click("#open-library")
    page.get_by_placeholder("Search titles").fill("Museum")
    page.get_by_text("Articles: 1", exact=True).wait_for()
    page.get_by_role("button", name="Delete: Museum closes").click()
    page.get_by_role("dialog", name="Delete this article?").get_by_role("button", name="Delete").click()
    page.get_by_text("Articles: 0", exact=True).wait_for()


def test_a_server_that_wants_a_key_is_given_one(reader: Opens, tmp_path: Path) -> None:
    secret, key = new_key("reader", "write")
    entry = f"{key.name}:{key.scope}:{key.digest}"
    with serving(tmp_path / "library", tmp_path, api_keys=entry) as served:
        one = reader(f"{served.home}/", expected=("401",), wait=False)
        page = one.page
        field = page.get_by_label("Key", exact=True)
        field.fill("khabar-of-someone-else")
        assert one.violations() == []
        page.keyboard.press("Enter")
        page.get_by_text("This key does not open the door").wait_for()
        field.fill(secret)
        page.keyboard.press("Enter")
        page.get_by_text("Begin by adding news").wait_for()
