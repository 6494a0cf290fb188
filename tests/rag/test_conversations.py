import html.parser
import json
import multiprocessing
import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.types import Article, InputError, LibraryError, LockedError
from rag.conversations import Conversation, Conversations, Feedback, StoredTurn, export, recalled
from rag.conversations import schema as conversations_schema
from rag.conversations.export import _UNSEEN
from rag.serialize import answer_dict
from rag.types import Answer, Citation, Sentence

VOTE = Article(
    "vote",
    "The vote",
    "It rained. Russia voted in favour. 120 states agreed.",
    "en",
    url="https://example.org/vote",
    source="Sample Wire",
    published="2023-10-28",
)
QUOTE = Citation(1, VOTE, "Russia voted in favour.", 11, 34, ("Courier",))
ANSWER = Answer(
    "How did Russia vote?",
    "en",
    "answered",
    "high",
    0.97,
    "Every sentence is carried by its quote.",
    (Sentence("Russia was in favour.", (1,), "supported"),),
    (QUOTE,),
    (),
)
GIVEN = answer_dict(ANSWER)


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path)


def begun(kept: Conversations, *questions: str) -> str:
    identity = kept.create()
    for question in questions:
        kept.append(identity, question, question, GIVEN)
    return identity


def test_a_conversation_is_loaded_as_it_was_kept(kept: Conversations) -> None:
    identity = kept.create()
    assert kept.append(identity, "How did Russia vote?", "How did Russia vote?", GIVEN) == 1
    assert kept.append(identity, "والصين؟", "How did China vote?", GIVEN) == 2
    loaded = kept.load(identity)
    assert loaded.title == "How did Russia vote?"
    assert [(t.number, t.question, t.standalone) for t in loaded.turns] == [
        (1, "How did Russia vote?", "How did Russia vote?"),
        (2, "والصين؟", "How did China vote?"),
    ]
    assert loaded.turns[1].answer == json.loads(json.dumps(GIVEN))
    assert loaded.created < loaded.turns[0].created < loaded.turns[1].created == loaded.updated


def test_the_list_begins_with_the_one_gone_on_with_last(kept: Conversations) -> None:
    first, second, third = (begun(kept, q) for q in ("First?", "Second?", "Third?"))
    kept.append(first, "Again?", "Again?", GIVEN)
    assert [(c.id, c.title, c.count) for c in kept.listed()] == [
        (first, "First?", 2),
        (third, "Third?", 1),
        (second, "Second?", 1),
    ]
    assert [c.id for c in kept.listed(limit=1, offset=1)] == [third]


def test_one_without_turns_has_no_title(kept: Conversations) -> None:
    identity = kept.create()
    assert [(c.id, c.title, c.count) for c in kept.listed()] == [(identity, "", 0)]
    assert kept.load(identity).turns == ()


def test_it_is_renamed_and_deleted(kept: Conversations) -> None:
    identity, other = begun(kept, "How did Russia vote?"), begun(kept, "Who won?")
    kept.rename(identity, "  The\nvote ")
    assert kept.load(identity).title == "The vote"
    kept.rename(identity, " ")
    assert kept.load(identity).title == "How did Russia vote?"
    kept.rate(identity, 1, "up")
    kept.delete(identity)
    assert [c.id for c in kept.listed()] == [other]
    assert kept.feedback() == []


def test_readers_judge_a_turn_once(kept: Conversations) -> None:
    identity, other = begun(kept, "One?", "Two?"), begun(kept, "Three?")
    kept.rate(identity, 2, "up")
    kept.rate(identity, 2, "down", "wrong country")
    kept.rate(other, 1, "up", "good")
    assert [(f.conversation, f.turn, f.vote, f.note) for f in kept.feedback()] == [
        (identity, 2, "down", "wrong country"),
        (other, 1, "up", "good"),
    ]
    assert [f.turn for f in kept.feedback(other)] == [1]
    assert isinstance(kept.feedback(other)[0], Feedback)


def test_what_is_not_there_is_told(kept: Conversations) -> None:
    with pytest.raises(InputError, match="no conversation has the id 'nobody'"):
        kept.load("nobody")
    identity = begun(kept, "One?")
    for act in (
        lambda: kept.load("nobody"),
        lambda: kept.rename("nobody", "x"),
        lambda: kept.delete("nobody"),
        lambda: kept.append("nobody", "q", "q", GIVEN),
    ):
        with pytest.raises(InputError, match="no conversation has the id 'nobody'"):
            act()
    with pytest.raises(InputError, match="has no turn 2"):
        kept.rate(identity, 2, "up")
    with pytest.raises(InputError, match="up or down"):
        kept.rate(identity, 1, "sideways")  # type: ignore[arg-type]


def test_reading_makes_no_file(kept: Conversations) -> None:
    assert (kept.listed(), kept.feedback()) == ([], [])
    assert list(kept.folder.iterdir()) == []


def test_threads_and_a_process_write_beside_each_other(kept: Conversations) -> None:
    identity = begun(kept)
    process = multiprocessing.get_context("spawn").Process(target=_ask, args=(kept, identity, "p"))
    threads = [threading.Thread(target=_ask, args=(kept, identity, f"t{n}")) for n in range(3)]
    process.start()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    process.join()
    assert [t.number for t in kept.load(identity).turns] == list(range(1, 21))


def test_the_first_ones_may_begin_at_once(kept: Conversations) -> None:
    threads = [threading.Thread(target=kept.create) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept.listed()) == 8


def _ask(kept: Conversations, identity: str, name: str) -> None:
    for n in range(5):
        kept.append(identity, f"{name} {n}", "", {})


def test_text_that_is_no_unicode_is_kept_without_it(kept: Conversations) -> None:
    identity = kept.create("a\ud800b")
    kept.append(identity, "q\udfff", "s\ud800", {"note": "n\ud800"})
    loaded = kept.load(identity)
    assert (loaded.title, loaded.turns[0].question, loaded.turns[0].answer) == ("a?b", "q?", {"note": "n?"})


def test_a_full_disk_is_told_and_nothing_half_is_kept(kept: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = begun(kept, "One?")
    with sqlite3.connect(kept.folder / "conversations.sqlite") as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.close()
    opened = conversations_schema._connection

    def full(path: Path, mode: str) -> sqlite3.Connection:
        db = opened(path, mode)
        db.execute(f"PRAGMA max_page_count = {pages + 1}")
        return db

    monkeypatch.setattr(conversations_schema, "_connection", full)
    with pytest.raises(LibraryError, match="the disk is full"):
        kept.append(identity, "Two?" * 9000, "", {})
    monkeypatch.undo()
    assert kept.append(identity, "Two?", "", {}) == 2


@pytest.mark.skipif(os.getuid() != 0, reason="needs to give up root, to whom nothing is read-only")
def test_a_read_only_folder_is_read_and_says_that_it_keeps_nothing(kept: Conversations, tmp_path: Path) -> None:
    identity = begun(kept, "One?")
    for path in [*tmp_path.iterdir(), tmp_path]:
        path.chmod(0o555)
    for parent in tmp_path.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        assert [c.id for c in kept.listed()] == [identity]
        assert kept.load(identity).title == "One?"
        with pytest.raises(LibraryError, match=r"conversations cannot be kept in .*read-only"):
            kept.append(identity, "Two?", "", {})
        with pytest.raises(LibraryError, match="conversations cannot be kept in "):
            Conversations(tmp_path / "nowhere").create()
    finally:
        os.seteuid(0)
        tmp_path.chmod(0o755)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "missing"):
        with pytest.raises(LibraryError, match="conversations cannot be kept in "):
            Conversations(folder).create()


def test_another_writer_is_waited_for_and_then_named(kept: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = begun(kept, "One?")
    monkeypatch.setattr(conversations_schema, "_TIMEOUT", 0.05)
    other = sqlite3.connect(kept.folder / "conversations.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LockedError, match="another process is writing"):
        kept.append(identity, "Two?", "", {})
    assert kept.load(identity).title == "One?"
    other.close()


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"no database at all, but text" * 200, "is damaged"), (None, "another program's database")],
)
def test_a_file_that_is_none_of_ours_is_told(kept: Conversations, content: bytes | None, told: str) -> None:
    path = kept.folder / "conversations.sqlite"
    if content is None:
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE bookmarks (url)")
        db.close()
    else:
        path.write_bytes(content)
    for act in (kept.listed, kept.create):
        with pytest.raises(LibraryError, match=told):
            act()


def test_a_file_of_a_newer_khabar_is_left_alone(kept: Conversations) -> None:
    begun(kept, "One?")
    with sqlite3.connect(kept.folder / "conversations.sqlite") as db:
        db.execute("UPDATE meta SET value = 99")
    db.close()
    for act in (kept.listed, kept.create):
        with pytest.raises(LibraryError, match="newer Khabar"):
            act()


def conversation(*answers: dict[str, Any], title: str = "How did Russia vote?") -> Conversation:
    turns = tuple(
        StoredTurn(n, "How did Russia vote?", "How did Russia vote?", answer, "2023-11-02T10:00:00+00:00")
        for n, answer in enumerate(answers, start=1)
    )
    return Conversation("c1", title, "2023-11-02T10:00:00+00:00", "2023-11-03T10:00:00+00:00", turns)


def found(article: Article | None) -> list[tuple[tuple[int, int], ...] | tuple[int, ...]]:
    (turn,) = recalled(conversation(GIVEN), lambda identity: article if identity == "vote" else None)
    return [tuple((c.start, c.end) for c in turn.turn.citations), turn.lost]


def test_history_is_recalled_with_its_citations() -> None:
    (recall,) = recalled(conversation(json.loads(json.dumps(GIVEN))), lambda _: VOTE)
    assert recall.lost == ()
    assert recall.turn.citations == (QUOTE,)
    assert (recall.turn.question, recall.turn.text) == ("How did Russia vote?", "Russia was in favour.")


@pytest.mark.parametrize(
    ("article", "spans", "lost"),
    [
        (VOTE, ((11, 34),), ()),
        (replace(VOTE, text="Update. " + VOTE.text), ((19, 42),), ()),
        (replace(VOTE, text=VOTE.text[11:]), ((0, 23),), ()),
        (replace(VOTE, text=f"{VOTE.text[11:34]} {VOTE.text} {VOTE.text[11:34]}"), ((0, 23),), ()),
        (replace(VOTE, text="Russia abstained."), (), (1,)),
        (replace(VOTE, text=VOTE.text.upper()), (), (1,)),
        (None, (), (1,)),
    ],
)
def test_a_citation_stands_only_where_its_article_still_holds_the_quote(
    article: Article | None, spans: tuple[tuple[int, int], ...], lost: tuple[int, ...]
) -> None:
    assert found(article) == [spans, lost]


@pytest.mark.parametrize(
    "answer", [{}, {"citations": "?"}, {"citations": [3, {}]}, {"sentences": None, "citations": [{"article": 1}]}]
)
def test_an_answer_of_another_make_is_recalled_without_citations(answer: dict[str, Any]) -> None:
    (recall,) = recalled(conversation(answer), lambda _: VOTE)
    assert (recall.turn.citations, recall.turn.text) == ((), "")


def test_markdown_tells_question_answer_quotes_and_sources() -> None:
    failed = {"kind": "model_failed", "text": "The model is away.", "values": {"error": "away"}}
    whole = conversation({**GIVEN, "notices": ["Answered late.", failed]})
    turn = replace(whole.turns[0], question="And Russia?")
    assert export(replace(whole, turns=(turn,)), "md") == (
        "# How did Russia vote?\n\n2023-11-02 – 2023-11-03\n\n## And Russia?\n\n"
        "*Searched for:* How did Russia vote?\n\nRussia was in favour. \\[1\\]\n\n"
        "*Confidence: high. Every sentence is carried by its quote.*\n\n"
        "*Answered late.*\n\n*The model is away.*\n\n"
        "> Russia voted in favour.\n>\n"
        "> \\[1\\] Sample Wire · 2023-10-28 · en · The vote · also in: Courier <https://example.org/vote>\n"
    )


def test_sentences_that_are_not_proven_and_versions_are_marked() -> None:
    answer = {
        "sentences": [
            {"text": "It did.", "citations": [1], "support": "weak"},
            {"text": "No.", "support": "unsupported"},
        ],
        "versions": [{"value": "120 states", "citations": [1]}, {"value": "12", "citations": [2], "corrected": True}],
    }
    text = export(conversation(answer), "md")
    assert "It did. \\[1\\] (could not be confirmed)" in text
    assert "No. (not carried by its sources)" in text
    assert "120 states \\[1\\]\n" in text
    assert "12 \\[2\\] (corrected later)" in text


def test_json_holds_everything_as_it_was_kept(kept: Conversations) -> None:
    identity = begun(kept, "How did Russia vote?")
    given = json.loads(export(kept.load(identity), "json"))
    assert (given["id"], given["title"]) == (identity, "How did Russia vote?")
    assert given["turns"][0]["answer"] == json.loads(json.dumps(GIVEN))


def test_another_form_is_refused() -> None:
    with pytest.raises(InputError, match="md, html or json, not 'pdf'"):
        export(conversation(GIVEN), "pdf")  # type: ignore[arg-type]


class Page(html.parser.HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_html_lays_out_each_language_by_itself_and_loads_nothing() -> None:
    arabic = Article("a", "التصويت", "صوتت روسيا لصالح القرار.", "ar", source="وكالة", published="2023-10-28")
    quote = Citation(1, arabic, arabic.text, 0, len(arabic.text))
    page = Page(export(conversation(answer_dict(replace(ANSWER, citations=(quote,)))), "html"))
    names = {name for name, _ in page.elements}
    assert not names & {"script", "img", "link", "iframe", "a", "base", "form"}
    quoted = next(attrs for name, attrs in page.elements if name == "blockquote")
    assert quoted == {"dir": "auto", "lang": "ar"}
    blocks = [attrs for name, attrs in page.elements if name in ("h1", "h2", "p")]
    notes = [attrs for attrs in blocks if attrs.get("class") == "note"]
    assert notes == [{"class": "note", "dir": "ltr", "lang": "en"}]
    assert {attrs.get("dir") for attrs in blocks if attrs not in notes} == {"auto"}
    policy = next(attrs for name, attrs in page.elements if attrs.get("http-equiv"))
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert arabic.text in page.text


@pytest.mark.parametrize(
    ("support", "numbers", "language", "spoken"),
    [
        ("supported", [1], "en", "en"),
        ("weak", [], "en", "en"),
        ("quoted", [1], "en", "ar"),
        ("quoted", [2], "en", None),
        ("supported", [1], "und", None),
        ("supported", [1], 3, None),
    ],
)
def test_sentences_are_in_the_language_that_they_are_written_in(
    support: str, numbers: list[int], language: Any, spoken: str | None
) -> None:
    article = {"language": "ar"}
    sentence = {"text": "It did.", "citations": numbers, "support": support}
    citation = {"number": 1, "quote": "نعم", "article": article}
    answer = {"language": language, "sentences": [sentence], "citations": [citation]}
    page = Page(export(conversation(answer), "html"))
    said = next(attrs for name, attrs in page.elements if name == "p")
    assert said == {"dir": "auto"} | ({"lang": spoken} if spoken else {})


@pytest.mark.parametrize(
    ("answer", "remarks"),
    [
        ({"confidence": "medium", "note": "Near."}, ["Confidence: medium. Near."]),
        ({"confidence": "none", "note": "No evidence found."}, ["No evidence found."]),
        ({"confidence": ["?"], "note": "Near.", "notices": [{"kind": "?"}, None, 3]}, ["Near.", "3"]),
        ({}, []),
    ],
)
def test_how_sure_an_answer_is_stands_before_its_note(answer: dict[str, Any], remarks: list[str]) -> None:
    markdown = export(conversation(answer), "md")
    assert re.findall(r"^\*(.+)\*$", markdown, re.M) == remarks
    page = Page(export(conversation(answer), "html"))
    assert [text for text in page.text if text in remarks] == remarks


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "![x](https://evil.example/pixel.png)",
    "[click](javascript:alert(1))",
    "<https://evil.example>",
    "https://evil.example/?q=secret www.evil.example mail@evil.example",
    "# Heading\n\n- list\n1. one",
    "```\ncode\n```",
    "| a | b |\n|---|---|",
    "&lt;b&gt; &amp; &#x3c;script&#x3e;",
    "1) first",
    "---",
    "===",
    "    indented",
    "\x1b[31mred\x07 \u202eevil",
    "[1]: https://evil.example",
    "Setext\n===",
    "~~gone~~ $x$ ^[note] {.class}",
]
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))


def hostile(text: str, address: str) -> Conversation:
    answer = {
        "sentences": [{"text": text, "citations": [1], "support": "supported"}],
        "versions": [{"value": text, "citations": [1]}],
        "note": text,
        "notices": [text, {"kind": text, "text": text, "values": {text: text}}],
        "confidence": text,
        "language": text,
        "citations": [
            {
                "number": 1,
                "quote": text,
                "article": {"url": address, "title": text, "source": text, "published": text, "language": text},
                "also_in": [text],
            }
        ],
    }
    turn = StoredTurn(1, text, f"{text} again", answer, "2023-11-02")
    return Conversation("c", text, "2023-11-02", "2023-11-02", (turn,))


@pytest.mark.parametrize("text", HOSTILE)
@given(
    address=st.sampled_from(
        ["", "javascript:alert(1)", "https://a.example/b?c=1&d='2'", 'https://a"onload=x', "ftp://a"]
    )
)
def test_no_hostile_text_becomes_an_element(text: str, address: str) -> None:
    _harmless(text, address)


@given(text=TEXTS, address=st.one_of(TEXTS, st.just("https://example.org/a")))
def test_no_text_becomes_an_element(text: str, address: str) -> None:
    _harmless(text, address)


def _harmless(text: str, address: str) -> None:
    page = Page(export(hostile(text, address), "html"))
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "section",
        "p",
        "bdi",
        "ol",
        "li",
        "blockquote",
        "a",
        "footer",
    }
    assert {name for name, _ in page.elements} <= allowed
    links = [attrs["href"] for name, attrs in page.elements if name == "a"]
    assert links in ([], [address])
    assert all(link and link.lower().startswith(("http://", "https://")) for link in links)
    assert all(
        set(attrs) <= {"dir", "lang", "class", "value", "href", "rel", "charset", "http-equiv", "content", "name"}
        for _, attrs in page.elements
    )

    markdown = export(hostile(text, address), "md")
    tokens = list(_flat(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)))
    assert set(tokens) <= MARKDOWN, set(tokens) - MARKDOWN
    assert tokens.count("link_open") == len(links)
    bare = re.findall(r"(?i)https?://|www\.|[a-z]@", markdown)  # which some readers of Markdown make links of
    assert len(bare) == len(re.findall(r"(?i)https?://|www\.|[a-z]@", "".join(filter(None, links))))
    plain = "".join(_UNSEEN.sub("", text).split())
    assert plain in "".join("".join(page.text).split())


MARKDOWN = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "em_open", "em_close",
    "blockquote_open", "blockquote_close", "link_open", "link_close", "text_special",
}  # fmt: skip


def _flat(tokens: Any) -> Iterator[str]:
    for token in tokens:
        yield token.type
        yield from _flat(token.children or [])
