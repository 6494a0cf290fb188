"""What a newcomer does first. The sample is added and asked by real processes, in four languages."""

import unicodedata
from functools import cache
from pathlib import Path

import pytest

from tests.cli.running import Khabar, Ran, as_process

QUESTIONS = {
    "en": "How did Russia vote on the Arab resolution?",
    "ar": "كيف صوتت روسيا على القرار العربي؟",
    "ru": "Как Россия проголосовала по арабской резолюции?",
    "zh": "俄罗斯对阿拉伯决议草案投了什么票？",
}
FURNITURE = "روسيا والصين تستخدمان الفيتو"
VOTE = "وصوتت 120 دولة لصالح القرار العربي، بما في ذلك روسيا"


def ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)


@cache
def asked_in(language: str, library: Path) -> Ran:
    return as_process("ask", QUESTIONS[language], "--json", library=library)


@pytest.fixture(scope="module")
def seed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that holds the one pasted page of two articles in ../shared/seeds."""
    page = shared / "seeds" / "rt-arabic-un-vote.txt"
    library = tmp_path_factory.mktemp("seed") / "library"
    added = as_process("add", str(page), "--json", library=library)
    assert (added.code, added.json["added"], added.json["rejected"]) == (0, 2, [])
    return library


@pytest.mark.parametrize("language", QUESTIONS)
def test_the_vote_is_quoted_whatever_the_language_of_the_question(language: str, sample: Path) -> None:
    asked = asked_in(language, sample)
    assert (asked.code, asked.err) == (0, "")
    answer = asked.json
    assert (answer["status"], answer["language"]) == ("answered", language)
    assert answer["confidence"] in ("high", "medium")
    first = answer["citations"][0]
    assert "120" in ascii_digits(first["quote"])
    assert answer["sentences"][0] == {"text": first["quote"], "citations": [1], "support": "quoted", "reasons": []}


@pytest.mark.parametrize("language", QUESTIONS)
def test_every_quote_stands_in_its_article_at_its_place(language: str, sample: Path, khabar: Khabar) -> None:
    for citation in asked_in(language, sample).json["citations"]:
        shown = khabar("articles", "show", citation["article"]["id"], "--json", library=sample)
        assert shown.json["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_what_the_news_does_not_say_is_not_answered(sample: Path) -> None:
    asked = as_process("ask", "Who won the 2030 World Cup?", "--json", library=sample)
    assert (asked.code, asked.json["status"], asked.json["citations"]) == (1, "insufficient_evidence", [])
    assert asked.json["note"] == "No evidence found: the nearest articles do not speak of 2030."
    assert len(asked.json["hits"]) == 5


def test_a_person_reads_the_refusal_and_the_nearest_articles(sample: Path, khabar: Khabar) -> None:
    asked = khabar("ask", "Who won the 2030 World Cup?", library=sample)
    first, *nearest = asked.out.splitlines()
    assert first == "No evidence found: the nearest articles do not speak of 2030."
    assert [line[:4] for line in nearest] == ["  · "] * 5


def test_a_person_reads_what_a_correction_withdrew_with_its_source(sample: Path, khabar: Khabar) -> None:
    asked = khabar("ask", "How many people died in Derna?", library=sample)
    assert (asked.code, asked.err) == (0, "")
    assert "[1] نهر نيوز, 2023-09-18" in asked.out
    assert "[2] نهر نيوز, 2023-09-17" in asked.out
    assert "  · 11300 [2] (withdrawn by a correction)\n  · 3958 [1]\n" in asked.out


@pytest.mark.shared
@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_the_pasted_page_answers_from_its_body(language: str, seed: Path, khabar: Khabar) -> None:
    answer = khabar("ask", QUESTIONS[language], "--json", library=seed).json
    first = answer["citations"][0]
    assert first["quote"].startswith(VOTE)
    assert first["article"]["source"] == "RT Arabic"
    assert not any(FURNITURE in citation["quote"] for citation in answer["citations"])


@pytest.mark.shared
def test_the_pasted_page_is_two_articles_without_its_furniture(seed: Path, khabar: Khabar) -> None:
    articles = khabar("articles", "list", "--json", library=seed).json["articles"]
    assert sorted(str(article["source"]) for article in articles) == ["None", "RT Arabic"]
    found = khabar("search", FURNITURE, "-k", "100", "--json", library=seed).json["hits"]
    assert found
    assert not any(FURNITURE in hit["passage"]["text"] for hit in found)
