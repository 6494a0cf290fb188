"""Cases of one's own: added from a library or from feedback, and measured like any other."""

from pathlib import Path

import pytest

from evals.adding import append, case_from_feedback, case_from_library
from evals.cases import Evidence
from evals.datasets import own
from evals.sets import Sources, load
from evals.workbench import Workbench
from index.library import Library
from index.types import InputError
from rag.types import Citation
from tests.evals.samples import HARBOUR, NEWS, ORCHARD, REOPENED

QUESTION = "When did the harbour of Lantern Bay reopen?"


@pytest.fixture
def library(bench: Workbench) -> Library:
    return bench.build(NEWS.articles).searcher.library


def test_a_case_brings_the_articles_that_it_needs(library: Library, tmp_path: Path) -> None:
    append(tmp_path / "own.jsonl", *case_from_library(library, QUESTION, [REOPENED.text], answers=["Monday"]))
    (collection,) = load(Sources(tmp_path, own=tmp_path / "own.jsonl"), ["own"])
    (case,) = collection.cases  # type: ignore[union-attr]
    assert (case.question, case.language, case.gold, case.answerable) == (QUESTION, "en", {"harbour"}, True)
    assert (case.evidence, case.answers) == (((REOPENED,),), ("Monday",))
    (article,) = collection.articles  # type: ignore[union-attr]
    assert (article.id, article.text) == (HARBOUR.id, HARBOUR.text)


def test_an_article_that_two_cases_bring_is_taken_once(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    append(file, *case_from_library(library, QUESTION, [REOPENED.text]))
    append(file, *case_from_library(library, "متى فتح الميناء؟", [REOPENED.text]))
    append(file, *case_from_library(library, "Who paid?", article_ids=["orchard"], answerable=False))
    english, arabic = own.load(file)
    assert [collection.direction for collection in (english, arabic)] == ["en→pooled", "ar→pooled"]
    assert {article.id for article in english.articles} == {"harbour", "orchard"}
    assert english.articles is arabic.articles
    assert [case.answerable for case in english.cases] == [True, False]


def test_what_a_reader_did_not_like_must_not_come_first_again(tmp_path: Path) -> None:
    start, end = 0, len(REOPENED.text)
    citation = Citation(1, HARBOUR, HARBOUR.text[start:end], start, end)
    append(tmp_path / "own.jsonl", *case_from_feedback("Who paid for the harbour?", [citation]))
    ((case,),) = (collection.cases for collection in own.load(tmp_path / "own.jsonl"))
    assert (case.answerable, case.rejected, case.gold) == (None, (Evidence("harbour", REOPENED.text),), frozenset())


def test_a_wrong_quote_can_be_named_by_hand(library: Library) -> None:
    case, articles = case_from_library(library, "Who sold melons?", rejected=["Forty ships had waited outside"])
    assert case.rejected == (Evidence("harbour", "Forty ships had waited outside"),)
    assert [article.id for article in articles] == ["harbour"]


def test_the_same_case_twice_is_refused(library: Library, tmp_path: Path) -> None:
    case, articles = case_from_library(library, QUESTION, [REOPENED.text])
    append(tmp_path / "own.jsonl", case, articles)
    with pytest.raises(InputError, match="has this case already"):
        append(tmp_path / "own.jsonl", case, articles)


def test_a_sentence_that_no_article_holds(library: Library) -> None:
    with pytest.raises(InputError, match="no article of the library holds “The harbour burned"):
        case_from_library(library, QUESTION, ["The harbour burned."])
    with pytest.raises(InputError, match="no article 'nowhere' in the library"):
        case_from_library(library, QUESTION, article_ids=["nowhere"])


def test_a_case_must_say_what_would_be_right(library: Library) -> None:
    with pytest.raises(InputError, match="needs what would be right or wrong"):
        case_from_library(library, QUESTION)
    with pytest.raises(InputError, match="an answer without a quote makes no case"):
        case_from_feedback(QUESTION, [])


def test_a_file_that_holds_something_else(tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    file.write_text('{"id": "1", "question": "?", "articles": [{"name": "x"}]}\n')
    with pytest.raises(InputError, match="case '1' is not in the form of docs"):
        own.load(file)
    with pytest.raises(InputError, match="no such file"):
        own.load(tmp_path / "nothing.jsonl")


def test_the_language_is_detected_where_it_is_not_stated(tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    article = f'{{"id": "a", "text": "{ORCHARD.text}"}}'
    file.write_text(f'{{"id": "1", "question": "{QUESTION}", "articles": [{article}], "gold": ["a"]}}\n')
    (collection,) = own.load(file)
    assert (collection.articles[0].language, collection.cases[0].language) == ("en", "en")
    assert collection.cases[0].answerable is True
