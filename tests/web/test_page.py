"""The page in a real browser over a real server and the sample articles: asking, reading, keeping, adding."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.web.page_browser import PHONE, WIDE, Opens, Reader

pytest_plugins = ("tests.web.page_fixtures",)

VOTE = "How did Russia vote on the Arab resolution?"
VOTE_IN_ARABIC = "كيف صوتت روسيا على القرار العربي في الجمعية العامة؟"


def test_ask_and_read_the_quote_in_its_article(reader: Opens, home: str) -> None:
    one = reader(home)
    one.shot("welcome")
    turn = one.ask(VOTE)
    quote = turn.locator("blockquote").first
    assert (quote.get_attribute("lang"), "120" in quote.inner_text()) == ("ru", True)
    one.shot("quoted")
    assert one.cite(1) == quote.inner_text()
    article = one.page.locator("#article")
    assert "Пример-Инфо" in article.locator(".imprint").first.inner_text()
    assert article.locator("p:has(mark)").get_attribute("dir") == "ltr"
    assert article.locator("mark").evaluate("node => node.getBoundingClientRect().top") < WIDE["height"]
    assert one.focused() == "h2#article-title"
    one.shot("article")
    one.page.keyboard.press("Escape")
    assert (article.is_visible(), one.focused()) == (False, "button.cite")


def test_arabic_mirrors_the_page_and_leaves_foreign_quotes_their_direction(reader: Opens, home: str) -> None:
    one = reader(home, locale="ar-EG")
    turn = one.ask(VOTE_IN_ARABIC)
    page = one.page
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    side, main = page.locator("#side").bounding_box(), page.locator("#main").bounding_box()
    assert side
    assert main
    assert side["x"] >= main["x"] + main["width"]
    assert turn.locator("h2").evaluate("node => getComputedStyle(node).direction") == "rtl"
    directions = {
        node.get_attribute("lang"): node.evaluate("node => getComputedStyle(node).direction")
        for node in turn.locator("blockquote").all()
    }
    right = {"ar", "fa", "ur"}
    assert directions
    assert directions == {code: "rtl" if code in right else "ltr" for code in directions}
    one.cite(1)
    one.shot("article-ar")
    assert one.fits()
    assert one.violations() == []


def test_keyboard_alone(reader: Opens, home: str) -> None:
    one = reader(home)
    keys = one.page.keyboard
    keys.press("Tab")  # behind the question nothing follows: round to the beginning
    keys.press("Tab")
    assert one.focused() == "a.skip"
    keys.press("Enter")
    assert one.focused() == "textarea#question"
    keys.type(VOTE)
    keys.press("Enter")
    one.page.wait_for_selector("khabar-turn[data-state=done]")
    assert one.focused() == "textarea#question"
    one.page.evaluate("document.activeElement.blur()")
    keys.press("j")
    assert one.focused() == "button.cite"
    keys.press("Enter")
    one.highlighted()
    assert one.focused() == "h2#article-title"
    keys.press("Escape")
    assert one.focused() == "button.cite"
    keys.press("?")
    one.page.wait_for_selector("dialog.box:modal")
    one.shot("shortcuts")
    one.page.locator("dialog.box input[type=checkbox]").uncheck()
    keys.press("Escape")
    keys.press("/")
    assert one.focused() == "button.cite"


def test_no_evidence_looks_like_what_it_is(reader: Opens, home: str) -> None:
    one = reader(home)
    turn = one.ask("Who won the chess world championship in 1972?")
    assert turn.locator(".verdict h3").inner_text() == "No evidence found"
    assert turn.locator(".verdict p").inner_text() == "The nearest articles do not speak of 1972."
    assert turn.locator(".sentences, blockquote").count() == 0
    assert turn.locator(".nearest li").count() > 0
    one.shot("no-evidence")


def test_filters_are_chips_and_a_period_in_words_is_told(reader: Opens, home: str) -> None:
    one = reader(home)
    page = one.page
    page.click("#edit-filters")
    page.wait_for_selector("dialog.box form")
    one.shot("filters")
    page.get_by_label("Printed since").fill("2023-10-01")
    page.get_by_label("Printed until").fill("2023-09-30")
    page.get_by_role("button", name="Apply").click()
    assert page.locator("dialog.box :invalid:not(form, fieldset)").count() == 1  # it ends before it begins
    page.get_by_label("Printed until").fill("")
    page.get_by_role("checkbox", name=re.compile("Spanish")).check()
    page.get_by_role("button", name="Apply").click()
    page.locator("#chips .chip").nth(1).wait_for()
    assert page.locator("#chips .chip bdi").all_inner_texts() == ["since October 1, 2023", "printed in Spanish"]
    turn = one.ask(VOTE)
    assert set(turn.locator("blockquote").evaluate_all("nodes => nodes.map((node) => node.lang)")) == {"es"}
    page.get_by_role("button", name="Remove: printed in Spanish").click()
    page.get_by_role("button", name="Remove: since October 1, 2023").click()
    assert one.focused().startswith("button#edit-filters")
    turn = one.ask("What has the General Assembly decided since October 2023?")
    chip = turn.locator(".chip.fixed").first.inner_text()
    assert chip == "since October 1, 2023 read from “since October 2023”"
    turn.get_by_role("button", name="Change the period").click()
    page.get_by_label("Printed until").fill("2023-10-20")
    page.get_by_role("dialog").get_by_role("button", name="Ask again").click()
    page.wait_for_selector("khabar-turn:nth-of-type(3)[data-state=done]")
    assert "October 1 – 20, 2023" in page.locator("khabar-turn").last.locator(".chip.fixed").first.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["390", "1440"])
def test_main_states_fit_and_axe_finds_nothing(reader: Opens, home: str, size: dict[str, int], scheme: str) -> None:
    one = reader(home, viewport=size, color_scheme=scheme)
    page, name = one.page, f"{size['width']}-{scheme}"
    found = {"welcome": (one.fits(), one.violations())}
    one.shot(f"welcome-{name}")
    one.ask(VOTE)
    found["answer"] = one.fits(), one.violations()
    one.shot(f"answer-{name}")
    one.cite(1)
    found["article"] = one.fits(), one.violations()
    one.shot(f"article-{name}")
    page.keyboard.press("Escape")
    for opener in ("open-add", "open-library", "edit-filters"):
        page.click(f"#{opener}")
        page.wait_for_selector("dialog.box:modal :is(form, .source)")
        found[opener] = one.fits(), one.violations()
        one.shot(f"{opener}-{name}")
        page.keyboard.press("Escape")
    assert found == dict.fromkeys(found, (True, []))
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(20, 22, 23)"
    assert dark == (scheme == "dark")


@pytest.mark.parametrize("language", ["en", "ar", "es", "fr", "ru", "zh"])
def test_first_load_is_small_and_speaks_the_readers_language(reader: Opens, home: str, language: str) -> None:
    sizes: dict[str, int] = {}
    one = reader(home, locale=language)
    one.page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    one.page.reload()
    one.page.wait_for_selector("html:not(.loading) .welcome h2")
    page = {url: size for url, size in sizes.items() if url == home or "/static/" in url}
    assert any(url.endswith(f"/texts/{language}/page.js") for url in page)
    assert 0 < sum(page.values()) <= 60_000
    assert one.page.evaluate("document.documentElement.lang.slice(0, 2)") == language


def test_the_language_and_the_colours_can_be_chosen(reader: Opens, home: str) -> None:
    one = reader(home)
    one.page.fill("#question", "half a question")
    one.page.select_option("#language", "fr")
    one.page.wait_for_selector("html[lang=fr]:not(.loading) .welcome h2")
    assert one.page.input_value("#question") == "half a question"
    one.page.select_option("#theme", "dark")
    assert one.page.evaluate("getComputedStyle(document.body).color") == "rgb(232, 229, 223)"


STREAM = ': hi\r\nevent: delta\r\ndata: {"text":\r\ndata:"خ𝄞"}\r\n\r\nid: 1\rdata: 2\r\revent: cut\ndata: 3'
EVENTS = """async ([base, text]) => {
  const { events } = await import(base + "sse.js");
  const bytes = new TextEncoder().encode(text);
  const start = (to) => { bytes.forEach((byte) => to.enqueue(Uint8Array.of(byte))); to.close(); };
  const found = [];
  for await (const event of events(new ReadableStream({ start }))) found.push(event);
  return found;
}"""
UNITS = """async ([base, text]) => {
  const { units } = await import(base + "printed.js");
  return [0, 1, 2, 3, 9].map((points) => units(text, points));
}"""


ANSWER = """async ([static, answer]) => {
  const { answerView } = await import(static + "answer.js");
  document.getElementById("turns").replaceChildren(answerView(answer));
}"""


def answered(*notices: Any, **more: Any) -> dict[str, Any]:
    sentence = {"text": "Six came.", "citations": [], "support": "weak", "reasons": ["not six", "came is not in it"]}
    answer = {"status": "answered", "language": "en", "confidence": "low", "note": "", "notices": list(notices)}
    return answer | {"citations": [], "hits": [], "versions": [], "sentences": [sentence], "written_by": None} | more


def draw(one: Reader, answer: dict[str, Any]) -> Page:
    """The answer on the page, in the place of the turns."""
    if not one.page.locator("khabar-turn").count():
        one.ask(VOTE)
    static = one.page.evaluate("document.querySelector('script').src.replace('main.js', '')")
    one.page.evaluate(ANSWER, [static, answer])
    return one.page


def test_notices_stand_before_the_answer_and_reasons_stay_in_one_line_of_english(reader: Opens, home: str) -> None:
    page = draw(reader(home, locale="ar"), answered("Older news."))
    assert page.locator(".notice[lang=en][dir=ltr] + .sentences").count() == 1
    assert page.locator(".proof [lang=en][dir=ltr]").all_inner_texts() == ["not six; came is not in it"]


def notice(kind: str, **values: str) -> dict[str, Any]:
    return {"kind": kind, "text": f"The English of {kind}.", "values": values}


NOTICES = (
    notice("unproven"),
    notice("model_failed", error="m \u202ebroke\u2066 <b>off</b>: ask again"),
    notice("period_left_out", since="2024-05-20", until="2024-05-27"),
    notice("period_left_out", until="2024-05-27"),
    notice("correction", outlet="نهر نيوز", value="3958", day="2023-09-18"),
    notice("correction", outlet="Wire", value="3958"),
    notice("unnamed_years", years="2022"),
    notice("not_kept", error="the disk is full"),
)


def test_notices_are_told_in_the_language_of_the_page(reader: Opens, home: str) -> None:
    page = draw(reader(home, locale="fr"), answered(*NOTICES))
    assert page.locator(".notice").all_inner_texts() == [
        "Aucune phrase écrite par le modèle n’a pu être prouvée : voici seulement des citations.",
        "Réponse faite de citations seules, car le modèle a échoué : m RLObroke <b>off</b>: ask again",
        "Rien de paru pendant cette période (20–27 mai 2024) ne répond à la question ; "
        "voici le plus proche, toutes dates confondues.",
        "Rien de paru pendant cette période (jusqu’au 27 mai 2024) ne répond à la question ; "
        "voici le plus proche, toutes dates confondues.",
        "نهر نيوز (18 septembre 2023) corrige des informations antérieures : 3958.",
        "Wire (sans date) corrige des informations antérieures : 3958.",
        "L’article ne mentionne pas 2022 : vérifiez de quelle année il parle.",
        "Ceci n’a pas été enregistré : the disk is full",
    ]
    assert page.locator(".notice bdi").all_inner_texts()[1:3] == ["نهر نيوز", "3958"]
    assert page.locator(".notice bdi[lang=en][dir=ltr]").last.inner_text() == "the disk is full"
    assert page.locator(".notice[lang], .notice b").count() == 0


@pytest.mark.parametrize("language", ["en", "ar", "es", "fr", "ru", "zh"])
def test_every_notice_and_reason_has_words_in_every_language(reader: Opens, home: str, language: str) -> None:
    reasons = [notice("nothing_matches"), notice("nothing_near"), notice("missing_years", years="1987, 2030")]
    one = reader(home, locale=language)
    told = list[str]()
    for reason in [*reasons, notice("model_found_none")]:
        page = draw(one, answered(*NOTICES, status="insufficient_evidence", reason=reason, sentences=[]))
        told += page.locator(".verdict p").all_inner_texts()
        assert page.locator(":is(.notice, .verdict p)[lang]").count() == 0
        assert page.locator(".notice").count() == len(NOTICES)
    assert len(set(told)) == 4
    assert re.search(r"1987(, |، |、)2030", told[2])
    one.shot(f"notices-{language}")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (None, "Nothing matches."),  # of an answer that an earlier Khabar gave
        ({"kind": "tired", "text": "It is late.", "values": {}}, "It is late."),
        ({"kind": "constructor", "text": "It is late.", "values": {}}, "It is late."),
    ],
)
def test_a_reason_that_the_page_does_not_know_stays_english(
    reader: Opens, home: str, reason: dict[str, Any] | None, words: str
) -> None:
    note = "No evidence found: nothing matches."
    page = draw(reader(home, locale="zh"), answered(status="insufficient_evidence", note=note, reason=reason))
    assert page.locator(".verdict p[lang=en][dir=ltr]").all_inner_texts() == [words]
    page = draw(reader(home, locale="zh"), answered(*([reason] if reason else []), note=note))
    assert page.locator(".notice[lang=en][dir=ltr]").all_inner_texts() == ([words] if reason else [])


def test_streams_and_offsets_are_read_to_the_letter(reader: Opens, home: str) -> None:
    """A stream cut at every byte, with all three line breaks and comments; letters outside the basic plane."""
    one = reader(home)
    static = one.page.evaluate("document.querySelector('script').src.replace('main.js', '')")
    events = one.page.evaluate(EVENTS, [static, STREAM])
    assert events == [{"event": "delta", "data": {"text": "خ𝄞"}}, {"event": "message", "data": 2}]
    assert one.page.evaluate(UNITS, [static, "a𝄞خ"]) == [0, 1, 3, 4, 4]
