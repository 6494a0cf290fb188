"""What a reader keeps of an answer, in a real browser: conversations, ratings, copies; and the list of articles."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

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


def test_a_thumb_and_its_note_are_there_when_the_conversation_is_opened_again(reader: Opens, home: str) -> None:
    one = reader(home)
    page = one.page
    one.ask(VOTE)
    assert page.locator("[data-rating][aria-pressed=false]").count() == 2
    page.get_by_role("button", name="A good answer").click()
    page.get_by_label("What was good about it?").fill("The very line.")
    with page.expect_response("**/feedback"):
        page.get_by_role("button", name="Send the note").click()
    page.reload()
    page.wait_for_selector("khabar-turn[data-state=done]")
    assert page.locator("[aria-pressed=true]").get_attribute("data-rating") == "up"
    page.get_by_role("button", name="A good answer").click()  # takes nothing away
    assert page.get_by_label("What was good about it?").input_value() == "The very line."
    with page.expect_request("**/feedback") as sent:
        page.get_by_role("button", name="A bad answer").click()
    assert (sent.value.post_data_json["rating"], sent.value.post_data_json["note"]) == ("down", "")
    assert page.get_by_label("What is wrong with it?").input_value() == ""


TITLES = {
    "long": "How many people died in the earthquake in the mountains of Morocco, and what did the king say of it?",
    "arabic": "كم عدد القتلى في الزلزال الذي ضرب جبال المغرب وماذا قال الملك عن ذلك بعد أيام من وقوعه؟",
}


def listing(page: Page, **updated: str) -> None:
    """The list of conversations as if they had been gone on with at these moments."""
    told = [
        {"id": name, "title": TITLES.get(name, name), "created": when, "updated": when, "count": 1}
        for name, when in updated.items()
    ]
    page.route("**/conversations", lambda route: route.fulfill(json={"conversations": told}))
    page.reload()
    page.wait_for_selector("#conversations a")


def test_a_conversation_tells_when_it_was_gone_on_with_last(reader: Opens, home: str) -> None:
    """Just after midnight of 3 March in Tokyo, where the reader is; the server counts in UTC."""
    one = reader(home, locale="en-GB", timezone_id="Asia/Tokyo")
    one.page.clock.set_fixed_time(datetime(2026, 3, 2, 15, 30, tzinfo=UTC))
    moments = {"now": "2026-03-02T15:05:00.000001+00:00", "yesterday": "2026-03-02T14:59:00.000000+00:00"}
    moments |= {"new year": "2025-12-31T15:00:00.000000+00:00", "last year": "2025-12-31T14:59:00.000000+00:00"}
    listing(one.page, **moments)
    times = one.page.locator("#conversations a time")
    assert [text.replace("\u202f", " ") for text in times.all_inner_texts()] == [
        "12:05 AM",
        "Mar 2",
        "Jan 1",
        "Dec 31, 2025",
    ]
    assert times.evaluate_all("nodes => nodes.map((node) => node.dateTime)") == list(moments.values())


@pytest.mark.parametrize(("language", "side"), [("en", "ltr"), ("ar", "rtl")])
def test_a_title_takes_two_lines_and_runs_its_own_way(reader: Opens, home: str, language: str, side: str) -> None:
    one = reader(home, locale=language)
    listing(
        one.page, long="2026-03-02T15:05:00+00:00", arabic="2025-03-02T15:05:00+00:00", Short="2024-03-02T15:05:00Z"
    )
    titles = one.page.locator("#conversations .title")
    lines = "node => Math.round(node.clientHeight / parseFloat(getComputedStyle(node).lineHeight))"
    assert [title.evaluate(lines) for title in titles.all()] == [2, 2, 1]
    ways = "nodes => nodes.map((node) => getComputedStyle(node).direction)"
    assert titles.evaluate_all(ways) == ["ltr", "rtl", "ltr"]
    assert one.page.locator("#conversations time").evaluate_all(ways) == [side] * 3
    edge = "left" if side == "ltr" else "right"
    aside = f"""node => {{
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getClientRects()[0].{edge} - node.nextSibling.getBoundingClientRect().{edge};
    }}"""
    assert [round(title.evaluate(aside)) for title in titles.all()] == [0, 0, 0]  # all begin at the page's side
    one.shot(f"sidebar-{language}")
    assert one.violations() == []


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
