"""What is found, in which order, and what is refused."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from index import ingest
from index.db import PassageRow
from index.embedders.bundled import BundledEmbedder
from index.library import create_or_open, open_library
from index.search import (
    MAX_CHARS,
    PER_ARTICLE,
    YEAR_PENALTY,
    Candidate,
    Filters,
    Searcher,
    analyse,
    hits,
    missing_years,
    retrieve,
    search,
)
from index.types import Article, InputError, Passage

LONG = " ".join(
    f"The trial of the harbour master in Lantern Bay went on for day {day}. Witness {day} told the court "
    f"about ship number {day * 7}, which had waited outside the harbour through storm number {day + 3}."
    for day in range(1, 25)
)
NEWS = [
    Article(
        "قرار",
        "الجمعية العامة تطلب هدنة",
        "وصوتت 120 دولة لصالح القرار العربي في الجمعية العامة، بما في ذلك روسيا، وعارضته 14 دولة.",
        "ar",
        source="نهر نيوز",
        published="2023-10-28",
    ),
    Article(
        "melons",
        "Early melons",
        "An orchard in Kashgar sold its melons early this year. The farmers blamed a warm spring for that.",
        "en",
        source="Sample Wire",
        published="2024-05-01",
    ),
    Article(
        "summit",
        "Leaders meet at a summit",
        "Russia and its partners met on Monday to speak about trade. A communiqué on grain was adopted.",
        "en",
        source="Sample Wire",
        published="2023-07-28T09:30:00+00:00",
    ),
    Article("trial", "The harbour trial", LONG, "en", source="Lantern Bay Courier", published="2022-02-02"),
    Article(
        "Порт",
        "Порт открылся",
        "Порт Фонарной бухты открылся в понедельник после шторма. Сорок судов ждали снаружи неделю.",
        "ru",
    ),
]
ARAB = "How did Russia vote on the Arab resolution?"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    path, embedder = tmp_path_factory.mktemp("news") / "library", BundledEmbedder()
    with create_or_open(path, embedder) as library:
        assert ingest.add(library, embedder, NEWS).added == len(NEWS)
    with open_library(path) as library:
        yield Searcher(library, embedder)


def found(searcher: Searcher, question: str, filters: Filters | None = None) -> list[str]:
    return [hit.article.id for hit in search(searcher, question, k=100, filters=filters)]


def candidate(number: int, article: Article, score: float = 1.0) -> Candidate:
    nothing = np.zeros(0, np.float32)
    passage = Passage(number, article.id, 0, len(article.text), article.text, ((0, len(article.text)),))
    return Candidate(PassageRow(passage, article, nothing, nothing, ("Sample Wire",)), score, None, None, score)


# Order


def test_evidence_in_another_language_beats_a_passage_of_one_s_own_without_the_words(
    searcher: Searcher,
) -> None:
    query, candidates = retrieve(searcher, ARAB)
    coverage = {c.row.article.id: c.coverage for c in candidates}
    assert query.language == "en"
    assert candidates[0].row.article.id == "قرار"
    assert coverage["قرار"] is None
    assert coverage["melons"] == 0.0
    assert 0 < (coverage["summit"] or 0) < 0.5


def test_candidates_come_by_falling_score_and_then_by_passage(searcher: Searcher) -> None:
    _, candidates = retrieve(searcher, ARAB)
    order = [(-c.score, c.row.passage.id) for c in candidates]
    assert order == sorted(order)


def test_every_passage_is_a_candidate_once(searcher: Searcher) -> None:
    _, candidates = retrieve(searcher, "harbour")
    ids = [c.row.passage.id for c in candidates]
    assert sorted(ids) == sorted(set(ids))
    assert len(ids) == searcher.library.db.execute("SELECT count(*) FROM passages").fetchone()[0]


def test_the_same_question_finds_the_same(searcher: Searcher) -> None:
    assert search(searcher, "harbour storm") == search(searcher, "  harbour\n storm ")


def test_equal_passages_come_in_the_order_they_were_stored(tmp_path_factory: pytest.TempPathFactory) -> None:
    from index.testing import HashEmbedder

    path, embedder = tmp_path_factory.mktemp("ties") / "library", HashEmbedder()
    twins = [Article(name, "", "Habari ya mji wa bandari leo asubuhi sana.", "sw") for name in "zyx"]
    with create_or_open(path, embedder) as library:
        for number, twin in enumerate(twins):
            ingest.add(library, embedder, [replace(twin, text=f"{twin.text[:-1]} {number * 11111}.")])
        searcher = Searcher(library, embedder)
        scored = [(hit.score, hit.passage.id) for hit in search(searcher, "bandari")]
        assert scored == sorted(scored, key=lambda pair: (-pair[0], pair[1]))
        assert [search(searcher, "bandari") for _ in range(3)] == [search(searcher, "bandari")] * 3


# hits


def test_at_most_two_hits_of_an_article_and_none_lost_to_it(searcher: Searcher) -> None:
    names = found(searcher, "What did the witness tell the court about the harbour?")
    passages = [c for c in retrieve(searcher, "harbour")[1] if c.row.article.id == "trial"]
    assert len(passages) > PER_ARTICLE == 2
    assert names[:2] == ["trial", "trial"]
    assert names.count("trial") == 2
    assert sorted(names[2:]) == sorted(article.id for article in NEWS if article.id != "trial")


def test_hits_keep_the_order_and_the_outlets_of_the_candidates() -> None:
    one, other = NEWS[0], NEWS[1]
    ranked = [candidate(3, one), candidate(1, one), candidate(2, one), candidate(4, other, 0.5)]
    listed = hits(ranked, 10)
    assert [(hit.passage.id, hit.score) for hit in listed] == [(3, 1.0), (1, 1.0), (4, 0.5)]
    assert [hit.also_in for hit in listed] == [("Sample Wire",)] * 3
    assert hits(ranked, 1) == listed[:1]


# Filters


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(languages=("ru",)), ["Порт"]),
        (Filters(languages=("ru", "ar")), ["Порт", "قرار"]),
        (Filters(sources=("sample wire",)), ["melons", "summit"]),
        (Filters(since="2023-07-28", until="2023-07-28"), ["summit"]),
        (Filters(since="2023-10-28"), ["melons", "قرار"]),
        (Filters(sources=("Sample Wire",), until="2023-12-31"), ["summit"]),
        (Filters(sources=("Nobody",)), []),
    ],
)
def test_only_what_the_filters_allow_is_found(filters: Filters, names: list[str], searcher: Searcher) -> None:
    assert sorted(found(searcher, ARAB, filters)) == names


# Years


def test_a_passage_that_is_not_about_the_year_asked_for_is_put_behind(searcher: Searcher) -> None:
    def scores(question: str) -> dict[str, tuple[float, float, float | None]]:
        _, candidates = retrieve(searcher, question, filters=Filters(languages=("ar",)))
        return {c.row.article.id: (c.score, c.cosine, c.coverage) for c in candidates}

    right, wrong = scores("How did Russia vote in 2023?"), scores("How did Russia vote in 2013?")
    assert right["قرار"][0] - wrong["قرار"][0] == pytest.approx(YEAR_PENALTY, abs=0.15)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Who voted?", set()),
        ("Who voted in 2023?", set()),
        ("Who voted in ٢٠٢٣?", set()),
        ("Who voted in 1987?", {"1987"}),
        ("Who voted in 1987 and 2023, and not in 2030?", {"1987", "2030"}),
        ("Who paid 20231 for article 1987654?", set()),
    ],
)
def test_the_years_that_a_passage_does_not_speak_of(question: str, missing: set[str], searcher: Searcher) -> None:
    query = analyse(searcher, question)
    assert missing_years(query, candidate(1, NEWS[0]).row) == missing


# Questions


def test_a_question_that_is_too_long_is_refused(searcher: Searcher) -> None:
    assert search(searcher, "harbour " * (MAX_CHARS // 8))
    with pytest.raises(InputError, match="the question has 2,001 characters: ask in at most 2,000"):
        search(searcher, "x" * 2001)


@pytest.mark.parametrize("question", ["", "  \n", "?!", "😀🎉", "«»…"])
def test_a_question_without_a_word_is_refused(question: str, searcher: Searcher) -> None:
    with pytest.raises(InputError, match="no word in it"):
        search(searcher, question)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        (ARAB, "en"),
        ("كيف صوتت روسيا على القرار العربي؟", "ar"),
        ("Как Россия проголосовала?", "ru"),
        ("俄罗斯投了什么票？", "zh"),
        ("120", "en"),
    ],
)
def test_the_language_of_a_question(question: str, language: str, searcher: Searcher) -> None:
    query = analyse(searcher, question)
    assert query.language == language
    assert float(np.linalg.norm(query.centred)) == pytest.approx(1.0, abs=1e-3)


def test_rare_words_of_a_question_weigh_more_and_function_words_nothing(searcher: Searcher) -> None:
    weights = analyse(searcher, "Did the harbour sell the melons?").terms
    assert not {"the", "did"} & set(weights)
    melon, harbour = (next(w for t, w in weights.items() if t.startswith(s)) for s in ("melon", "harbour"))
    assert melon > harbour > 0


def test_a_library_that_holds_nothing_finds_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    embedder = BundledEmbedder()
    with create_or_open(tmp_path_factory.mktemp("empty") / "library", embedder) as library:
        assert search(Searcher(library, embedder), "harbour") == []
