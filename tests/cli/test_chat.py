"""Conversations at the terminal, and written answers from a server that speaks OpenAI's protocol."""

import json
from pathlib import Path

import pytest

from cli.main import app
from tests.cli.running import Khabar

QUESTION = "How did Russia vote on the Arab resolution?"


def said(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def test_a_follow_up_is_understood_and_evidence_keeps_its_number(khabar: Khabar, copy: Path) -> None:
    ran = khabar("chat", library=copy, stdin=said(QUESTION, "and France?", "/sources", "/quit"))
    assert ran.code == 0
    assert "asked as: How did France vote on the Arab resolution?" in ran.err
    assert ran.out.count("[1] Пример-Инфо, 2023-10-28") >= 3


def test_a_citation_is_opened_in_its_article(khabar: Khabar, copy: Path) -> None:
    ran = khabar("chat", library=copy, stdin=said(QUESTION, "/open 1", "/open 99"))
    assert "Среди воздержавшихся оказались Германия" in ran.out
    assert "no citation 99" in ran.err


def test_a_conversation_is_taken_up_again(khabar: Khabar, copy: Path, tmp_path: Path) -> None:
    khabar("chat", library=copy, stdin=said(QUESTION))
    file = tmp_path / "kept.json"
    ran = khabar("chat", "--resume", "last", library=copy, stdin=said("and China?", f"/export {file}"))
    assert f"Going on with “{QUESTION}”, 1 turns." in ran.err
    questions = [turn["question"] for turn in json.loads(file.read_text(encoding="utf-8"))["turns"]]
    assert questions == [QUESTION, "and China?"]


@pytest.mark.parametrize("name", ["kept.md", "kept.html"])
def test_it_is_exported_with_its_quotes(khabar: Khabar, copy: Path, tmp_path: Path, name: str) -> None:
    khabar("chat", library=copy, stdin=said(QUESTION, f"/export {tmp_path / name}"))
    assert "За арабскую резолюцию проголосовали 120 стран" in (tmp_path / name).read_text(encoding="utf-8")


def test_limits_are_set_shown_and_taken_off(khabar: Khabar, copy: Path) -> None:
    lines = said("/since 2030-01-01", QUESTION, "/filters none", QUESTION)
    ran = khabar("chat", library=copy, stdin=lines)
    assert "since 2030-01-01" in ran.out
    assert "No evidence found" in ran.out
    assert "no filters" in ran.out
    assert "[1] Пример-Инфо" in ran.out


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("/nothing", "no command /nothing: /help lists them"),
        ("/since yesterday", "--since 'yesterday' is not a day: write it as 2023-10-28"),
        ("/lang zzz", "/lang 'zzz' is not a language code: write ar, en, fr…"),
        ("/export", "no file: write “/export conversation.md”"),
        ("/export kept.md", "nothing to export yet: ask a question first"),
        ("🙂", "the question has no word in it"),
    ],
)
def test_a_mistake_is_told_in_a_line_and_the_conversation_goes_on(
    khabar: Khabar, copy: Path, line: str, complaint: str
) -> None:
    ran = khabar("chat", library=copy, stdin=said(line, "/filters"))
    assert complaint in ran.line
    assert "no filters" in ran.out


def test_a_limit_that_leaves_no_day_is_refused_and_the_other_stays(khabar: Khabar, copy: Path) -> None:
    ran = khabar("chat", library=copy, stdin=said("/since 2024-01-02", "/until 2024-01-01", "/filters", "/lang AR-eg"))
    assert ran.line == "khabar: the period ends (2024-01-01) before it begins (2024-01-02)"
    assert ran.out.splitlines() == ["since 2024-01-02", "since 2024-01-02", "answers in ar"]


def test_there_is_nothing_to_resume(khabar: Khabar, copy: Path) -> None:
    ran = khabar("chat", "--resume", "nowhere", library=copy)
    assert ran.code == 2
    assert "nowhere" in ran.line


def test_a_model_that_cannot_be_reached_leaves_quotes(khabar: Khabar, copy: Path) -> None:
    address = ("--llm", "openai/none", "--llm-api-base", "http://127.0.0.1:9/v1")
    answer = khabar("ask", QUESTION, *address, "--json", library=copy).json
    assert answer["written_by"] is None
    assert answer["sentences"][0]["support"] == "quoted"
    (notice,) = answer["notices"]
    error = notice["values"]["error"]
    assert error.startswith("openai/none cannot be reached at http://127.0.0.1:9/v1")
    assert (notice["kind"], notice["text"]) == ("model_failed", f"Answered in quotes alone: {error}.")


def test_what_went_otherwise_is_printed_in_words(khabar: Khabar, copy: Path) -> None:
    address = ("--llm", "openai/none", "--llm-api-base", "http://127.0.0.1:9/v1")
    assert (
        "Answered in quotes alone: openai/none cannot be reached" in khabar("ask", QUESTION, *address, library=copy).out
    )


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        (("--as-of", "soon"), "--as-of 'soon' is not a day or a time"),
        (("--answer-in", "Klingon!"), "--answer-in 'Klingon!' is not a language code"),
        (("--answer-in", "zzz"), "--answer-in 'zzz' is not a language code"),
        (("--language", "zzz"), "--language 'zzz' is not a language code: write ar, en, fr…"),
        (
            ("--since", "2024-01-02", "--until", "2024-01-01"),
            "the period ends (2024-01-01) before it begins (2024-01-02)",
        ),
        (("--llm", "m", "--llm-api-base", "host"), "is no URL"),
    ],
)
def test_a_bad_option_is_told_in_a_line(khabar: Khabar, copy: Path, option: tuple[str, ...], complaint: str) -> None:
    ran = khabar("ask", QUESTION, *option, library=copy)
    assert ran.code == 2
    assert complaint in ran.line


def test_how_a_period_was_read_is_told(khabar: Khabar, copy: Path) -> None:
    ran = khabar("ask", "What was decided last week?", "--as-of", "2023-10-31", library=copy)
    assert "“last week” read as: since 2023-10-23 until 2023-10-30" in ran.err


def test_every_command_of_the_conversation_is_documented() -> None:
    from cli.chat import _COMMANDS, HELP

    page = (Path(__file__).parents[2] / "docs" / "chat.md").read_text(encoding="utf-8")
    assert app.info.name == "khabar"
    assert [name for name in _COMMANDS if f"/{name}" not in HELP or f"/{name}" not in page] == []
