"""Every command, as its help promises it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Khabar, Ran, Tty, in_process

ARAB = "How did Russia vote on the Arab resolution?"
HARBOUR = "The harbour of Lantern Bay reopened on Monday after the storm. Forty ships had waited outside for a week."
ORCHARD = "An orchard in Kashgar sold its melons early this year. The farmers blamed a very warm spring for that."


def jsonl(path: Path, *rows: dict[str, Any]) -> str:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def lines(ran: Ran) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ran.out.splitlines()]


def titles(ran: Ran) -> list[str]:
    return [article["title"] for article in ran.json["articles"]]


@pytest.fixture
def small(khabar: Khabar, tmp_path: Path) -> str:
    """The library in this test's folder holds the harbour and the orchard; the path of their file."""
    path = jsonl(
        tmp_path / "news.jsonl",
        {"id": "harbour", "title": "Harbour reopens", "text": HARBOUR, "language": "en"},
        {"id": "orchard", "title": "Early melons", "text": ORCHARD, "language": "en"},
    )
    assert khabar("add", path).code == 0
    return path


# Help


@pytest.mark.parametrize(
    "command",
    ["add", "ask", "search", "remove", "articles list", "eval retrieval", "eval quotes"],
)
def test_help_has_an_example(command: str, khabar: Khabar) -> None:
    shown = khabar(*command.split(), "--help")
    assert shown.code == 0
    assert re.search(rf"Examples?:\n    .*khabar {command} ", shown.out), shown.out


def test_help_of_show_has_an_example(khabar: Khabar) -> None:
    assert "\n    khabar articles show " in khabar("articles", "show", "--help").out


@pytest.mark.parametrize("command", ["doctor", "rebuild", "articles show"])
def test_help_of_what_takes_no_choice_says_what_it_does(command: str, khabar: Khabar) -> None:
    usage, _, said, *_ = khabar(*command.split(), "--help").out.splitlines()
    assert f"khabar {command} " in usage
    assert said.startswith("  ")


def test_help_names_the_exit_codes_and_every_command(khabar: Khabar) -> None:
    shown = " ".join(khabar("--help").out.split())
    assert "Exit codes: 0 done, 1 nothing found" in shown
    for command in ("add", "ask", "search", "articles", "remove", "doctor", "rebuild", "eval"):
        assert f" {command} " in shown


# add, remove


def test_adding_again_changes_nothing(khabar: Khabar, small: str) -> None:
    again = khabar("add", small, "--json").json
    counts = {name: again[name] for name in ("added", "updated", "unchanged", "copies", "passages")}
    assert counts == {"added": 0, "updated": 0, "unchanged": 2, "copies": 0, "passages": 0}
    assert again["rejected"] == []


def test_add_says_in_one_line_what_became_of_the_news(khabar: Khabar, small: str) -> None:
    said = khabar("add", small).out
    assert re.fullmatch(r"0 added, 0 updated, 2 unchanged, 0 copies, 0 passages, 0 rejected, in \d+\.\d s\n", said)


def test_a_changed_file_replaces_what_it_said_before(khabar: Khabar, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(f"Harbour reopens\n\n{HARBOUR}", encoding="utf-8")
    assert khabar("add", str(story), "--json").json["added"] == 1
    story.write_text(f"Harbour reopens\n\n{HARBOUR.replace('Forty', 'Ninety')}", encoding="utf-8")
    assert khabar("add", str(story), "--json").json["updated"] == 1
    (hit,) = khabar("search", "How many ships had waited?", "--json").json["hits"]
    assert "Ninety ships" in hit["passage"]["text"]
    assert "Forty" not in hit["passage"]["text"]


def test_news_comes_in_by_standard_input(khabar: Khabar) -> None:
    added = khabar("add", "-", "--json", stdin=f"Harbour reopens\n\n{HARBOUR}".encode())
    assert (added.code, added.json["added"]) == (0, 1)


@pytest.mark.usefixtures("small")
def test_what_is_removed_is_found_no_more(khabar: Khabar) -> None:
    removed = khabar("remove", "harbour", "--json")
    assert (removed.code, removed.json) == (0, {"removed": 1})
    found = khabar("search", "When did the harbour of Lantern Bay reopen?", "--json").json["hits"]
    assert [hit["article"]["id"] for hit in found] == ["orchard"]
    assert titles(khabar("articles", "list", "--json")) == ["Early melons"]
    assert khabar("articles", "show", "harbour").code == 2
    assert khabar("doctor").code == 0


@pytest.mark.usefixtures("small")
def test_nothing_is_left_when_everything_is_removed(khabar: Khabar) -> None:
    assert khabar("remove", "harbour", "orchard").out == "2 removed\n"
    found = khabar("search", "harbour")
    assert (found.code, found.out, found.line) == (1, "", "khabar: nothing found")
    assert khabar("ask", "harbour").code == 1
    assert khabar("doctor").code == 0


@pytest.mark.usefixtures("small")
def test_removing_what_is_not_there_says_so(khabar: Khabar) -> None:
    removed = khabar("remove", "harbour", "nosuch")
    assert (removed.code, removed.out) == (1, "1 removed\n")
    assert removed.line == "khabar: some ids are not in the library: `khabar articles list` names them"


# articles


def test_articles_are_listed_newest_first(khabar: Khabar, sample: Path) -> None:
    listed = khabar("articles", "list", "--json", library=sample).json["articles"]
    dates = [article["published"] for article in listed]
    assert dates == sorted(dates, reverse=True)
    assert len(listed) == 50


@pytest.mark.parametrize(
    ("options", "title"),
    [
        (["--language", "ur"], "ارشد ندیم نے پیرس اولمپکس میں سونے کا تمغہ جیت لیا"),
        (["--source", "mfano habari"], "Umoja wa Afrika wapewa kiti cha kudumu katika G20"),
        (["--title", "nato's 32ND"], "Sweden becomes NATO's 32nd member"),
        (
            ["--since", "2024-01-20", "--until", "2024-01-20"],
            "探査機SLIMが月面着陸 日本は5か国目",
        ),
    ],
)
def test_articles_are_listed_by_what_is_known_of_them(
    options: list[str], title: str, khabar: Khabar, sample: Path
) -> None:
    assert titles(khabar("articles", "list", *options, "--json", library=sample)) == [title]


def test_articles_come_by_the_page(khabar: Khabar, sample: Path) -> None:
    first = titles(khabar("articles", "list", "--limit", "4", "--json", library=sample))
    second = titles(khabar("articles", "list", "--limit", "2", "--offset", "2", "--json", library=sample))
    assert first[2:] == second


def test_no_such_article(khabar: Khabar, sample: Path) -> None:
    listed = khabar("articles", "list", "--title", "no such title", library=sample)
    assert (listed.code, listed.out, listed.line) == (1, "", "khabar: no such article")
    shown = khabar("articles", "show", "nosuch", library=sample)
    assert shown.code == 2
    assert shown.line == "khabar: no article 'nosuch' in the library: `khabar articles list` names them"


@pytest.mark.usefixtures("small")
def test_an_article_is_shown_whole_as_it_is_kept(khabar: Khabar) -> None:
    shown = khabar("articles", "show", "harbour", "--json").json
    assert (shown["title"], shown["text"], shown["also_in"]) == ("Harbour reopens", HARBOUR, [])
    assert khabar("articles", "show", "harbour").out.endswith(f"\n{HARBOUR}\n")


# The agency copy


def test_the_agency_copy_names_the_other_outlets(khabar: Khabar, sample: Path) -> None:
    asked = khabar("ask", "When did the Vikram lander settle on the Moon?", "--language", "en", library=sample)
    also = [line.strip() for line in asked.out.splitlines() if "also in" in line]
    assert also[0] == "also in: Lantern Bay Courier, Sample Wire"


def test_three_outlets_of_one_copy_are_one_hit(khabar: Khabar, sample: Path) -> None:
    found = khabar("search", "Vikram lander Moon", "--language", "en", "--json", library=sample).json["hits"]
    copies = [hit for hit in found if "Vikram" in hit["passage"]["text"]]
    assert [hit["also_in"] for hit in copies] == [["Lantern Bay Courier", "Sample Wire"]] * len(copies)
    assert {hit["article"]["source"] for hit in copies} == {"The Example Tribune"}


def test_a_filter_on_an_outlet_finds_what_it_ran_as_a_copy(khabar: Khabar, sample: Path) -> None:
    options = ("--source", "Lantern Bay Courier", "--json")
    (hit, *_) = khabar("search", "Vikram lander Moon", *options, library=sample).json["hits"]
    assert "Lantern Bay Courier" in hit["also_in"]


def test_show_names_the_copies_too(khabar: Khabar, sample: Path) -> None:
    listed = khabar("articles", "list", "--title", "Indian craft touches down", "--json", library=sample)
    (leader,) = listed.json["articles"]
    shown = khabar("articles", "show", leader["id"], "--json", library=sample).json
    assert sorted(article["source"] for article in shown["also_in"]) == ["Lantern Bay Courier", "Sample Wire"]


# search, ask


@pytest.mark.parametrize(
    ("options", "field", "values"),
    [
        (["--language", "fr"], "language", {"fr"}),
        (["--language", "fr", "--language", "SW"], "language", {"fr", "sw"}),
        (["--source", "نهر نيوز"], "source", {"نهر نيوز"}),
        (["--since", "2024-03-04", "--until", "2024-03-07"], "published", {"2024-03-04", "2024-03-07"}),
    ],
)
def test_search_within_filters(options: list[str], field: str, values: set[str], khabar: Khabar, sample: Path) -> None:
    found = khabar("search", "What happened?", "-k", "100", *options, "--json", library=sample)
    assert {hit["article"][field][:10] for hit in found.json["hits"]} == values


def test_nothing_is_found_where_the_filter_leaves_nothing(khabar: Khabar, sample: Path) -> None:
    found = khabar("search", ARAB, "--until", "1999-12-31", "--json", library=sample)
    assert (found.code, found.json, found.line) == (1, {"hits": []}, "khabar: nothing found")
    asked = khabar("ask", ARAB, "--until", "1999-12-31", "--json", library=sample)
    assert (asked.code, asked.json["status"], asked.json["hits"]) == (1, "insufficient_evidence", [])


def test_search_lists_as_many_as_asked_for(khabar: Khabar, sample: Path) -> None:
    found = khabar("search", ARAB, "-k", "3", "--json", library=sample).json["hits"]
    scores = [hit["score"] for hit in found]
    assert len(found) == 3
    assert scores == sorted(scores, reverse=True)
    said = khabar("search", ARAB, "-k", "3", library=sample).out
    assert re.findall(r"^\d+(?=\. .*\(article [\w-]+\)  \(\d\.\d{3}\)$)", said, re.M) == ["1", "2", "3"]


def test_every_hit_stands_in_its_article(khabar: Khabar, sample: Path) -> None:
    for hit in khabar("search", ARAB, "-k", "3", "--json", library=sample).json["hits"]:
        shown = khabar("articles", "show", hit["article"]["id"], "--json", library=sample).json
        passage = hit["passage"]
        assert shown["text"][passage["start"] : passage["end"]] == passage["text"]


def test_a_question_comes_by_standard_input(khabar: Khabar, sample: Path) -> None:
    asked = khabar("ask", "-", "--json", library=sample, stdin=f"{ARAB}\n".encode())
    assert "120" in asked.json["citations"][0]["quote"]


@pytest.mark.parametrize("day", ["yesterday", "2023-13-01", "28.10.2023", ""])
def test_a_day_that_is_none_is_refused(day: str, khabar: Khabar, sample: Path) -> None:
    asked = khabar("search", ARAB, "--since", day, library=sample)
    assert (asked.code, asked.line) == (
        2,
        f"khabar: --since {day!r} is not a day: write it as 2023-10-28",
    )


# --batch


def test_a_batch_answers_line_by_line_under_the_ids_given(khabar: Khabar, sample: Path, tmp_path: Path) -> None:
    questions = jsonl(
        tmp_path / "questions.jsonl",
        {"id": "vote", "question": ARAB},
        {"id": 7, "question": "Who won the 2030 World Cup?"},
        {"question": ARAB, "language": "zh", "since": "2023-10-28"},
    )
    ran = khabar("ask", "--batch", questions, library=sample)
    answers = lines(ran)
    assert (ran.code, ran.err) == (0, "")
    assert [(answer["id"], answer["status"]) for answer in answers] == [
        ("vote", "answered"),
        (7, "insufficient_evidence"),
        (3, "answered"),
    ]
    assert answers[2]["citations"][0]["article"]["language"] == "zh"


def test_a_batch_says_which_line_is_wrong_and_goes_on(khabar: Khabar, sample: Path, tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    rows = ['{"id": "a", "question"', '{"text": "b"}', "", '{"id": "c", "question": "?!"}', "[1]"]
    rows += ['{"id": "d", "question": "moon", "until": "soon"}', '{"id": "e", "question": "moon"}']
    batch.write_text("\n".join(rows), encoding="utf-8")
    ran = khabar("search", "--batch", str(batch), library=sample)
    *wrong, right = lines(ran)
    assert ran.code == 2
    assert wrong == [
        {"id": 1, "error": "not JSON (Expecting ':' delimiter)", "line": 1},
        {"id": 2, "error": 'no "question" in the line: write {"id": "1", "question": "…"}', "line": 2},
        {
            "id": "c",
            "error": "the question has no word in it: ask in a sentence, such as “Who won the election?”",
            "line": 4,
        },
        {"id": 5, "error": 'no "question" in the line: write {"id": "1", "question": "…"}', "line": 5},
        {"id": "d", "error": "--until 'soon' is not a day: write it as 2023-10-28", "line": 6},
    ]
    assert (right["id"], len(right["hits"])) == ("e", 10)


def test_a_batch_comes_by_standard_input_and_takes_the_options_as_defaults(khabar: Khabar, sample: Path) -> None:
    batch = b'{"question": "moon"}\n{"question": "moon", "language": ["hi", "ja"]}\n'
    ran = khabar("search", "--batch", "-", "--language", "ru", library=sample, stdin=batch)
    languages = [{hit["article"]["language"] for hit in line["hits"]} for line in lines(ran)]
    assert languages == [{"ru"}, {"hi", "ja"}]


def test_a_line_without_a_question_keeps_its_id(khabar: Khabar, sample: Path, tmp_path: Path) -> None:
    batch = jsonl(tmp_path / "q.jsonl", {"id": "b", "text": "moon"})
    (line,) = lines(khabar("search", "--batch", batch, library=sample))
    assert line["id"] == "b"


@pytest.mark.parametrize(
    "line",
    [
        {"question": "moon", "since": 20231028},
        {"question": "moon", "language": 5},
        {"question": "moon", "source": True},
    ],
)
def test_a_batch_refuses_a_filter_of_the_wrong_type(
    line: dict[str, Any], khabar: Khabar, sample: Path, tmp_path: Path
) -> None:
    ran = khabar("search", "--batch", jsonl(tmp_path / "q.jsonl", line), library=sample)
    assert (ran.code, [set(row) for row in lines(ran)]) == (2, [{"id", "error", "line"}])


# --json, the library, the embedder


def test_json_is_all_that_stands_on_standard_output(khabar: Khabar, copy: Path, small: str) -> None:
    (first, *_) = khabar("articles", "list", "--json", library=copy).json["articles"]
    commands = [
        ("add", small, "--json"),
        ("add", "nosuch", "--json"),
        ("ask", ARAB, "--json"),
        ("ask", "Who won the 2030 World Cup?", "--json"),
        ("search", ARAB, "--json"),
        ("articles", "show", first["id"], "--json"),
        ("remove", first["id"], "nosuch", "--json"),
        ("doctor", "--json"),
        ("rebuild", "--json"),
        ("doctor", "--json"),
    ]
    codes = []
    for command in commands:
        ran = khabar(*command, library=copy)
        assert isinstance(ran.json, dict), command
        codes.append(ran.code)
    assert codes == [0, 2, 0, 1, 0, 0, 1, 0, 0, 0]


def test_doctor_and_rebuild_in_words(khabar: Khabar, copy: Path) -> None:
    assert khabar("doctor", library=copy).out == f"{copy}: whole\n"
    said = khabar("rebuild", library=copy).out
    assert re.fullmatch(rf"{re.escape(str(copy))}: indexed \d+ passages in 14 languages in \d+\.\d s\n", said), said


@pytest.mark.usefixtures("small")
def test_the_option_comes_before_the_environment(khabar: Khabar, sample: Path) -> None:
    assert titles(khabar("articles", "list", "--json")) == ["Harbour reopens", "Early melons"]
    listed = khabar("articles", "list", "--library", str(sample), "--json")
    assert len(titles(listed)) == 50


def test_another_embedder_than_the_library_s_is_refused(khabar: Khabar, sample: Path) -> None:
    asked = khabar("ask", ARAB, "--embedder", "other-model", library=sample)
    assert asked.code == 3
    assert asked.line == (
        "khabar: the library was built with 'multilingual-e5-small', not 'other-model': leave --embedder "
        "out, or build another library with --library"
    )


def test_an_embedder_that_is_nowhere_is_refused(khabar: Khabar, tmp_path: Path, small: str) -> None:
    added = khabar("add", small, "--embedder", str(tmp_path / "nosuch"), library=tmp_path / "other")
    assert added.code == 2
    assert added.line.startswith(f"khabar: the embedder '{tmp_path / 'nosuch'}' cannot be loaded")


# Right to left


@pytest.mark.parametrize("columns", ["40", "200"])
@pytest.mark.parametrize("language", ["ar", "fa", "zh"])
def test_text_is_printed_whole_on_a_narrow_terminal(
    language: str, columns: str, khabar: Khabar, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("--language", language)
    citation = khabar("ask", ARAB, *options, "--json", library=sample).json["citations"][0]
    for name, value in (("COLUMNS", columns), ("NO_COLOR", "1"), ("TERM", "xterm")):
        monkeypatch.setenv(name, value)
    seen = in_process(("ask", ARAB, *options), b"", Tty()).out
    shown = "".join(re.sub(r"\x1b\[[\d;]*m", "", seen).split())
    assert f"“{''.join(citation['quote'].split())}”" in shown
    assert f"(article{citation['article']['id']})" in shown


def test_text_is_not_wrapped_in_a_pipe(khabar: Khabar, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    citation = khabar("ask", ARAB, "--language", "ar", "--json", library=sample).json["citations"][0]
    assert khabar("ask", ARAB, "--language", "ar", library=sample).out.startswith(f"“{citation['quote']}”\n")
