"""What a reader keeps of an answer, in a real browser: conversations, ratings, copies; and the list of articles."""

import json
from pathlib import Path

from tests.web.page_browser import Opens

pytest_plugins = ("tests.web.page_fixtures",)

VOTE = "How did Russia vote on the Arab resolution?"


def test_conversations_are_listed_resumed_renamed_exported_and_deleted(reader: Opens, home: str) -> None:
    one = reader(home)
    page = one.page
    one.ask(VOTE)
    page.wait_for_selector("#conversations a[aria-current]")
    quotes = page.locator("blockquote").all_inner_texts()
    page.reload()
    page.wait_for_selector("khabar-turn[data-state=done]")
    assert page.locator("blockquote").all_inner_texts() == quotes
    page.locator("#conversations li:has(a[aria-current]) button").click()
    page.get_by_label("Title").fill("The vote <b>in</b> October")
    page.get_by_role("button", name="Rename", exact=True).click()
    page.get_by_role("link", name="The vote <b>in</b> October").wait_for()
    for name, ending in (("Markdown", ".md"), ("HTML", ".html"), ("JSON", ".json")):
        page.locator("#conversations li:has(a[aria-current]) button").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == f"The-vote-b-in-b-October{ending}"
        assert quotes[0] in _text(Path(download.value.path()), ending)
    page.locator("#conversations li:has(a[aria-current]) button").click()
    one.shot("conversation-menu")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    page.get_by_role("dialog", name="Delete this conversation?").get_by_role("button", name="Delete").click()
    page.wait_for_selector(".welcome h2")
    page.get_by_role("link", name="The vote").wait_for(state="detached")


def _text(path: Path, ending: str) -> str:
    text = path.read_text(encoding="utf-8")
    return json.dumps(json.loads(text), ensure_ascii=False) if ending == ".json" else text


def test_a_rating_and_its_note_are_kept(reader: Opens, home: str) -> None:
    one = reader(home)
    page = one.page
    one.ask(VOTE)
    with page.expect_request("**/feedback") as sent:
        page.get_by_role("button", name="A bad answer").click()
    assert {**sent.value.post_data_json, "conversation_id": "", "turn_id": ""} == {
        "conversation_id": "",
        "turn_id": "",
        "rating": "down",
        "note": "",
    }
    page.locator("form.note").wait_for()
    assert page.locator("#status.shown").count() == 0  # nothing lies over the note
    page.get_by_label("What is wrong with it?").fill("It is about another vote.")
    with page.expect_response("**/feedback") as answered:
        page.get_by_role("button", name="Send the note").click()
    assert answered.value.ok
    assert page.locator("[aria-pressed=true]").get_attribute("data-rating") == "down"


def test_copying_takes_the_sources_along(reader: Opens, home: str) -> None:
    one = reader(home, permissions=["clipboard-read", "clipboard-write"])
    turn = one.ask(VOTE)
    quote = turn.locator("blockquote").first.inner_text()
    turn.get_by_role("button", name="Copy").click()
    one.page.wait_for_selector("#status.shown")
    text = one.page.evaluate("navigator.clipboard.readText()")
    assert text.startswith(f"{VOTE}\n\n{quote} [1]")
    assert "\n\n[1] Пример-Инфо · October 28, 2023 · Генассамблея ООН поддержала" in text
    assert text.count(f"“{quote}”") == 1
    one.cite(1)
    one.page.get_by_role("button", name="Copy the quote").click()
    one.page.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('“'))")
    assert one.page.evaluate("navigator.clipboard.readText()").startswith(f"“{quote}”\nПример-Инфо")


def test_articles_are_looked_through_and_opened(reader: Opens, home: str) -> None:
    one = reader(home)
    page = one.page
    page.click("#open-library")
    page.get_by_placeholder("Search titles").fill("chandrayaan")
    page.get_by_text("Articles: 2", exact=True).wait_for()
    page.locator(".library .source .link").first.click()
    page.wait_for_selector("#article .text p")
    assert "Chandrayaan-3" in page.locator("#article h2").inner_text()
    assert page.locator("#article mark").count() == 0
