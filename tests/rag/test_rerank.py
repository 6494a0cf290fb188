"""A reranker orders passages and sentences, and nothing else; a real cross-encoder, and one that is none."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import ingest
from index.db import PassageRow
from index.embedders.bundled import BundledEmbedder
from index.library import create_or_open
from index.search import LATEST_WEIGHT, YEAR_PENALTY, Candidate, Filters, Query, Searcher, retrieve
from index.types import Article, MissingModelError, ModelError, Passage
from rag.ask import Request, answer, ask
from rag.quotes import choose
from rag.rerank import LOOKED, CrossEncoderReranker, find, handed_out, reordered, rerank, reranker_named
from rag.testing import ScriptedReranker, check_reranker
from rag.types import Answered
from tests.rag.tiny_reranker import write_encoder, write_reranker

NOTHING = ScriptedReranker({})
QUESTION = "How did Russia vote on the resolution?"
DISCUSSED = "The resolution was discussed."
NEWS = [
    Article(
        "vote",
        "Assembly backs truce",
        "Russia voted in favour of the resolution on Friday.",
        "en",
        published="2023-10-27",
    ),
    Article("talks", "Talks go on", f"{DISCUSSED} Russia sent a delegation of nine.", "en", published="2023-10-28"),
    Article("rain", "Storm over Norland", "Rain fell all night. Bridges were closed until noon.", "en"),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    embedder = BundledEmbedder()
    with create_or_open(tmp_path_factory.mktemp("news") / "library", embedder) as library:
        assert ingest.add(library, embedder, NEWS).added == len(NEWS)
        yield Searcher(library, embedder)


def candidate(number: int, score: float, text: str = "", *, title: str = "", rules: float = 0.0) -> Candidate:
    article = Article(f"a{number}", title, text, "en")
    passage = Passage(number, article.id, 0, len(text), text)
    nothing = np.zeros(0, np.float32)
    return Candidate(PassageRow(passage, article, nothing, nothing, ()), 0.0, None, None, score, rules)


def asked(text: str = QUESTION) -> Query:
    nothing = np.zeros(0, np.float32)
    return Query(text, "en", {}, nothing, nothing, None, frozenset())


def listed(candidates: Sequence[Candidate]) -> list[tuple[int, float]]:
    return [(c.row.passage.id, c.score) for c in candidates]


# Passages


def test_the_scores_change_owners_and_keep_their_values() -> None:
    found = [candidate(1, 0.9, "one"), candidate(2, 0.5, "two"), candidate(3, 0.4, "three")]
    ranked = rerank(ScriptedReranker({"three": 8, "one": 2}), asked(), found)
    assert listed(ranked) == [(3, 0.9), (1, 0.5), (2, 0.4)]


def test_it_reads_the_question_with_title_and_text() -> None:
    reranker = ScriptedReranker({})
    rerank(reranker, asked(), [candidate(1, 0.9, "Rain fell.", title="Storm"), candidate(2, 0.5, "No title.")])
    assert reranker.asked == [(QUESTION, ("Storm\nRain fell.", "No title."))]


def test_what_it_does_not_look_at_keeps_its_score() -> None:
    found = [candidate(n, 1 - n / 100, "last" if n >= LOOKED - 1 else "") for n in range(LOOKED + 2)]
    ranked = rerank(ScriptedReranker({"last": 1}), asked(), found)
    assert [number for number, _ in listed(ranked)] == [LOOKED - 1, *range(LOOKED - 1), LOOKED, LOOKED + 1]
    assert ranked[-2:] == found[-2:]


def test_a_rule_stays_with_its_passage() -> None:
    found = [candidate(1, 0.9, "one"), candidate(2, 0.6, "two", rules=-0.3), candidate(3, 0.5, "three")]
    ranked = rerank(ScriptedReranker({"two": 2, "three": 1}), asked(), found)
    assert listed(ranked) == [(3, 0.9), (2, 0.6), (1, 0.5)]


def test_the_rules_of_the_search_are_told(searcher: Searcher) -> None:
    _, years = retrieve(searcher, "Did rain fall in 1987?")
    assert {c.rules for c in years} == {-YEAR_PENALTY}
    _, latest = retrieve(searcher, QUESTION, filters=Filters(latest=True))
    assert {c.row.article.id: c.rules for c in latest} == {"vote": LATEST_WEIGHT, "talks": 0.0, "rain": 0.0}


@given(st.lists(st.tuples(st.floats(-9, 9), st.integers(0, 3)), max_size=40))
def test_values_are_handed_out_in_the_other_order(pairs: list[tuple[float, int]]) -> None:
    values, by = np.array([v for v, _ in pairs]), np.array([b for _, b in pairs], np.float32)
    handed = handed_out(values, by)
    assert sorted(handed) == sorted(values)
    assert all(handed[i] >= handed[j] for i in range(len(by)) for j in range(len(by)) if by[i] > by[j])
    assert (handed_out(values, np.zeros(len(pairs), np.float32)) == values).all()


# Sentences and answers


def test_sentences_are_drawn_to_its_order() -> None:
    scores = np.array([6.0, 3.0, 0.0])
    swapped = reordered(ScriptedReranker({"b": 2, "a": 1}), asked(), ["a", "b", "c"], scores)
    assert swapped.tolist() == pytest.approx([4.0, 5.0, 0.0])
    assert reordered(NOTHING, asked(), ["a", "b", "c"], scores).tolist() == pytest.approx([6.0, 3.0, 0.0])


def test_the_quote_is_the_sentence_that_it_prefers(searcher: Searcher) -> None:
    assert "voted in favour" in ask(searcher, QUESTION).citations[0].quote
    reranker = ScriptedReranker({"discussed": 2})
    result = ask(searcher, QUESTION, reranker=reranker)
    assert result.citations[0].quote == DISCUSSED
    assert result.hits[0].article.id == "talks"
    assert [len(texts) for _, texts in reranker.asked] == [len(NEWS), 5]


def test_one_that_prefers_nothing_changes_nothing(searcher: Searcher) -> None:
    assert ask(searcher, QUESTION, reranker=NOTHING) == ask(searcher, QUESTION)
    assert listed(find(searcher, QUESTION, reranker=NOTHING)[1]) == listed(find(searcher, QUESTION)[1])


def test_the_chance_is_as_before_where_it_agrees_and_less_where_it_does_not(searcher: Searcher) -> None:
    query, candidates = retrieve(searcher, QUESTION)
    plain = choose(searcher, query, candidates)
    worth = {c.text: float(-place) for place, c in enumerate(plain)}
    agreed = choose(searcher, query, candidates, ScriptedReranker(worth))
    assert [(c.text, c.share) for c in agreed] == [(c.text, pytest.approx(c.share)) for c in plain]
    other = choose(searcher, query, candidates, ScriptedReranker({plain[1].text: 1.0}))
    assert (other[0].text, other[0].probability < plain[0].probability) == (plain[1].text, True)


def test_the_story_of_an_answer_has_it_too(searcher: Searcher) -> None:
    async def last() -> object:
        reranker = ScriptedReranker({"discussed": 2})
        return [event async for event in answer(searcher, Request(QUESTION), reranker=reranker)][-1]

    event = asyncio.run(last())
    assert isinstance(event, Answered)
    assert event.answer.citations[0].quote == DISCUSSED


# Cross-encoders


def test_the_double_keeps_the_contract() -> None:
    check_reranker(ScriptedReranker({"rain": 1}), QUESTION, "rain fell", "ships waited")


def test_a_cross_encoder_in_a_folder_keeps_the_contract(tmp_path: Path) -> None:
    reranker = CrossEncoderReranker(write_reranker(tmp_path, "rain"))
    check_reranker(reranker, QUESTION, "Rain fell.", "Ships waited.")
    scores = reranker.score(QUESTION, ["Ships waited.", "Rain fell."])
    assert scores.tolist() == pytest.approx([0.0, 0.939], abs=1e-3)


def test_great_scores_are_told_apart(tmp_path: Path) -> None:
    reranker = CrossEncoderReranker(write_reranker(tmp_path, "rain", weight=100.0))
    assert reranker.score(QUESTION, ["Rain fell."]).tolist() == pytest.approx([93.9], abs=0.1)


@pytest.mark.parametrize("name", [None, "", " ", "none", "None"])
def test_no_name_no_reranker(name: str | None) -> None:
    assert reranker_named(name) is None


def refusal(name: str) -> str:
    with pytest.raises(MissingModelError) as raised:
        CrossEncoderReranker(name).score(QUESTION, ["Rain fell."])
    assert "\n" not in str(raised.value)
    return str(raised.value).removeprefix(f"the reranker {name!r} ")


def test_what_is_no_reranker_is_told_in_a_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    three, encoder = write_reranker(tmp_path / "3", "rain", labels=3), write_encoder(tmp_path / "encoder")
    assert refusal(three).startswith("gives 3 numbers for a text, not one score: name another, or leave --reranker")
    assert refusal(encoder).startswith("is no cross-encoder but BertModel, which scores nothing: name another")
    assert refusal(str(tmp_path / "nosuch")).startswith("cannot be loaded (FileNotFoundError): give the name or")
    assert refusal(str(tmp_path)).startswith("cannot be loaded (ValueError): give the name or the folder of a")
    assert capfd.readouterr() == ("", "")


def test_a_name_that_is_not_in_the_cache_and_no_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    assert refusal(f"nobody/{tmp_path.name}").startswith("cannot be loaded (")


def test_scores_that_are_no_numbers(tmp_path: Path) -> None:
    reranker = CrossEncoderReranker(write_reranker(tmp_path, "rain", weight=float("nan")))
    with pytest.raises(ModelError, match=r"^the reranker '.*' gave no number for some text: name another, or leave"):
        reranker.score(QUESTION, ["Rain fell."])


def test_without_one_nothing_is_loaded() -> None:
    code = (
        "import sys, rag.rerank; rag.rerank.reranker_named('x'); "
        "sys.exit('sentence_transformers' in sys.modules or 'torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0
