from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index import db as store
from index.ingest import Progress, Summary, add, remove
from index.library import Library, create_or_open
from index.readers import read
from index.testing import HashEmbedder
from index.types import Article, FetchError, Rejection

VOTE = Article(
    id="vote",
    title="Assembly adopts the Arab resolution",
    text=(
        "The General Assembly adopted the Arab resolution on Friday by 120 votes to 14, with 45 abstaining. "
        "Jordan had brought the text on behalf of the Arab group, and Russia voted in favour of it. "
        "A Canadian amendment that condemned Hamas by name failed to win the two thirds that it needed.\n\n"
        "Resolutions of the Assembly bind nobody, but they carry political weight, diplomats said."
    ),
    language="en",
    url="https://example.org/vote",
    source="Sample Wire",
    published="2023-10-27",
)
RERUN = replace(VOTE, id="rerun", source="Lantern Bay Courier", url=None, published="2023-10-28")
REPRINT = replace(
    VOTE,
    id="reprint",
    text="NEW YORK, Oct 28 (Agencies) - " + VOTE.text.replace("brought", "introduced"),
    source="The Example Tribune",
    published="2023-10-29",
)
MOON = Article(
    "moon", "A craft lands on the Moon", "India landed a craft near the lunar south pole on Wednesday.", "en"
)


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def library(tmp_path: Path, embedder: HashEmbedder) -> Iterator[Library]:
    with create_or_open(tmp_path / "library", embedder) as library:
        yield library


def passages(library: Library, article_id: str) -> list[str]:
    ids = library.db.execute("SELECT id FROM passages WHERE article_id = ? ORDER BY start", (article_id,))
    return [row.passage.text for row in store.passage_rows(library.db, [id_ for (id_,) in ids])]


def leaders(library: Library) -> dict[str, str | None]:
    return dict(library.db.execute("SELECT id, duplicate_of FROM articles ORDER BY id"))


def article(library: Library, article_id: str) -> Article:
    record = store.record(library.db, article_id)
    assert record
    return record.article


def test_an_article_becomes_passages_that_quote_it(library: Library, embedder: HashEmbedder) -> None:
    summary = add(library, embedder, [VOTE, MOON])
    assert (summary.added, summary.passages) == (2, 2)
    assert passages(library, "vote") == [VOTE.text]
    kept = article(library, "vote")
    assert replace(kept, ingested=None) == VOTE
    assert kept.ingested
    assert kept.ingested.endswith("+00:00")


def test_adding_again_changes_nothing(library: Library, embedder: HashEmbedder) -> None:
    add(library, embedder, [VOTE, MOON, RERUN])
    before = list(library.db.execute("SELECT * FROM articles, passages ORDER BY 1, passages.id"))
    summary = add(library, embedder, [VOTE, MOON, RERUN])
    assert (summary.added, summary.updated, summary.unchanged, summary.passages) == (0, 0, 3, 0)
    assert list(library.db.execute("SELECT * FROM articles, passages ORDER BY 1, passages.id")) == before


def test_a_changed_article_replaces_its_passages(library: Library, embedder: HashEmbedder) -> None:
    add(library, embedder, [VOTE])
    corrected = replace(VOTE, text=VOTE.text.replace("120 votes", "121 votes"))
    assert add(library, embedder, [corrected]).updated == 1
    assert passages(library, "vote") == [corrected.text]
    assert not any("120 votes" in text for text in passages(library, "vote"))


def test_metadata_changes_without_embedding_again(library: Library, embedder: HashEmbedder) -> None:
    kept = 'SELECT start, "end", sentences, vector, parts FROM passages'
    add(library, embedder, [VOTE])
    before = library.db.execute(kept).fetchall()
    summary = add(library, embedder, [replace(VOTE, author="A. Writer", updated="2023-10-30")])
    assert (summary.updated, summary.passages) == (1, 0)
    assert article(library, "vote").author == "A. Writer"
    assert library.db.execute(kept).fetchall() == before


def test_a_new_title_is_embedded_with_the_passages(library: Library, embedder: HashEmbedder) -> None:
    add(library, embedder, [VOTE, RERUN])
    [before] = library.db.execute("SELECT vector FROM passages").fetchall()
    assert add(library, embedder, [replace(VOTE, title="Another headline")]).passages == 1
    assert library.db.execute("SELECT vector FROM passages").fetchall() != [before]
    assert leaders(library) == {"vote": None, "rerun": "vote"}


def test_copies_are_listed_and_not_embedded(library: Library, embedder: HashEmbedder) -> None:
    summary = add(library, embedder, [VOTE, RERUN, REPRINT])
    assert (summary.added, summary.copies, summary.passages) == (3, 2, 1)
    copies = store.copies(library.db, "vote")
    assert {(c.article.source, c.duplicate_kind) for c in copies} == {
        ("Lantern Bay Courier", "exact"),
        ("The Example Tribune", "near"),
    }


def test_copies_are_found_from_one_run_to_the_next(library: Library, embedder: HashEmbedder) -> None:
    for item in (VOTE, RERUN, REPRINT):
        add(library, embedder, [item])
    assert leaders(library) == {"vote": None, "rerun": "vote", "reprint": "vote"}


def test_an_update_in_other_numbers_stays_findable(library: Library, embedder: HashEmbedder) -> None:
    update = replace(REPRINT, text=REPRINT.text.replace("120 votes", "121 votes"))
    add(library, embedder, [VOTE, update])
    assert leaders(library) == {"vote": None, "reprint": None}
    assert "121 votes" in passages(library, "reprint")[0]


def test_the_copy_takes_over_when_its_leader_is_removed(library: Library, embedder: HashEmbedder) -> None:
    add(library, embedder, [VOTE, RERUN, REPRINT])
    vector = library.db.execute("SELECT vector FROM passages").fetchall()
    assert remove(library, embedder, ["vote", "no such article"]) == 1
    assert leaders(library) == {"rerun": None, "reprint": "rerun"}
    assert passages(library, "rerun") == [RERUN.text]
    assert library.db.execute("SELECT vector FROM passages").fetchall() == vector
    add(library, embedder, [VOTE])
    assert leaders(library)["vote"] == "rerun"


def test_a_near_copy_takes_over_with_passages_of_its_own(library: Library, embedder: HashEmbedder) -> None:
    add(library, embedder, [VOTE, REPRINT])
    assert remove(library, embedder, ["vote"]) == 1
    assert leaders(library) == {"reprint": None}
    assert passages(library, "reprint") == [REPRINT.text]


def test_leader_and_copies_can_go_together(library: Library, embedder: HashEmbedder) -> None:
    add(library, embedder, [VOTE, RERUN, REPRINT, MOON])
    assert remove(library, embedder, ["vote", "reprint", "rerun", "vote"]) == 3
    assert leaders(library) == {"moon": None}


def test_a_changed_leader_frees_its_copies(library: Library, embedder: HashEmbedder) -> None:
    add(library, embedder, [VOTE, RERUN, REPRINT])
    add(library, embedder, [replace(MOON, id="vote")])
    assert leaders(library) == {"vote": None, "rerun": None, "reprint": "rerun"}
    assert passages(library, "vote") == [MOON.text]
    assert passages(library, "rerun") == [RERUN.text]


def test_near_copies_of_a_changed_leader_are_weighed_anew(library: Library, embedder: HashEmbedder) -> None:
    add(library, embedder, [VOTE, REPRINT])
    add(library, embedder, [replace(VOTE, text=VOTE.text.replace("120 votes", "121 votes"))])
    assert leaders(library) == {"vote": None, "reprint": None}
    assert passages(library, "reprint") == [REPRINT.text]


def test_a_leader_that_changes_into_a_copy(library: Library, embedder: HashEmbedder) -> None:
    add(library, embedder, [VOTE, MOON, replace(MOON, id="moonshine")])
    add(library, embedder, [replace(VOTE, id="moon")])
    assert leaders(library) == {"vote": None, "moon": "vote", "moonshine": None}
    assert passages(library, "moon") == []
    assert passages(library, "moonshine") == [MOON.text]


def test_of_two_articles_with_one_id_the_later_stays(library: Library, embedder: HashEmbedder) -> None:
    summary = add(library, embedder, [VOTE, RERUN, replace(MOON, id="vote"), MOON])
    assert (summary.added, summary.updated) == (3, 1)
    assert passages(library, "vote") == [MOON.text]
    assert leaders(library) == {"vote": None, "rerun": None, "moon": "vote"}


def test_what_cannot_be_quoted_is_rejected_with_its_reason(library: Library, embedder: HashEmbedder) -> None:
    given = Rejection("news.jsonl:3", "is not JSON")
    caption = Article("caption", "A caption", "Photo: the hall.", "en", url="https://example.org/photo")
    dashes = Article("dashes", "A rule", "-" * 50, "en")
    summary = add(library, embedder, [given, caption, dashes, MOON])
    assert summary.added == 1
    assert summary.rejected == [
        given,
        Rejection("https://example.org/photo", "too short to quote from"),
        Rejection("A rule", "too short to quote from"),
    ]


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        ("", "وصوتت 120 دولة لصالح القرار العربي، بما في ذلك روسيا والصين.", "ar"),
        ("en", "وصوتت 120 دولة لصالح القرار العربي، بما في ذلك روسيا والصين.", "ar"),
        ("ar", "The General Assembly adopted the Arab resolution on Friday.", "en"),
        ("EN-gb", "The General Assembly adopted the Arab resolution on Friday.", "en"),
        ("sr", "Генерална скупштина усвојила је арапску резолуцију у петак.", "sr"),
        ("", "联合国大会周五以120票赞成、14票反对通过了阿拉伯国家的决议草案。", "zh"),
    ],
)
def test_the_language_is_the_stated_one_if_it_can_be(
    stated: str, text: str, language: str, library: Library, embedder: HashEmbedder
) -> None:
    add(library, embedder, [Article("a", "", text, stated)])
    assert article(library, "a").language == language


def test_what_came_before_a_failing_source_is_kept(library: Library, embedder: HashEmbedder) -> None:
    def source() -> Iterator[Article]:
        yield VOTE
        raise FetchError("cannot reach the next page")

    with pytest.raises(FetchError):
        add(library, embedder, source())
    assert passages(library, "vote") == [VOTE.text]


def test_interrupted_it_keeps_the_batches_before(library: Library, embedder: HashEmbedder) -> None:
    def source() -> Iterator[Article]:
        yield from (VOTE, MOON)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(library, embedder, source(), batch_tokens=1)
    assert leaders(library) == {"vote": None, "moon": None}
    assert add(library, embedder, [VOTE, MOON]).unchanged == 2


def test_progress_is_told_once_a_batch(library: Library, embedder: HashEmbedder) -> None:
    told: list[Progress] = []
    items = [VOTE, Rejection("x", "holds no article"), MOON]
    add(library, embedder, items, progress=told.append, batch_tokens=1, total=3)
    assert [(p.done_articles, p.done_passages, p.rejected, p.total) for p in told] == [
        (1, 1, 0, 3),
        (3, 2, 1, 3),
    ]


def test_nothing_is_a_summary_of_nothing(library: Library, embedder: HashEmbedder) -> None:
    summary = add(library, embedder, [])
    assert replace(summary, seconds=0.0) == Summary()


def test_the_sample_agency_report_is_one_leader_with_two_copies(library: Library, embedder: HashEmbedder) -> None:
    sample = Path(__file__).parents[2] / "sample"
    summary = add(library, embedder, read(str(sample)))
    assert summary.copies == 2
    [(leader, count)] = library.db.execute(
        "SELECT duplicate_of, count(*) FROM articles WHERE duplicate_of IS NOT NULL GROUP BY 1"
    )
    assert count == 2
    assert "Chandrayaan-3" in article(library, leader).text
