"""What looks past the topic: one sentence says what its whole article says, another something of its own."""

from collections.abc import Iterator

import numpy as np
import pytest

from index import ingest
from index.embedders.bundled import BundledEmbedder
from index.library import create_or_open
from index.search import Searcher, retrieve
from index.types import Article
from rag.signals import ALONE, FEATURES, Signals, text_of

TOPIC = "The Norland bridge over the river Samra was opened on Friday."
OWN = "Farmers sold cherries beside the road."
BRIDGE = Article(
    "bridge",
    "Norland bridge opens",
    f"{TOPIC} It is the longest bridge over the Samra. Work on the Norland bridge took four years. {OWN}",
    "en",
)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, float]]]:
    """By sentence, by feature, for a question that names the topic and asks for the cherries."""
    embedder = BundledEmbedder()
    with create_or_open(tmp_path_factory.mktemp("signals") / "library", embedder) as library:
        ingest.add(library, embedder, [BRIDGE])
        searcher = Searcher(library, embedder)
        query, candidates = retrieve(
            searcher, "What did farmers sell by the road at the opening of the Norland bridge?"
        )
        signals = Signals(searcher, query, candidates)
        places = [(candidates[0], i) for i in range(len(candidates[0].row.passage.sentences))]
        features = signals.first(places)
        assert not features[:, ALONE].any()
        features[:, ALONE], plain = signals.alone(places)
        assert plain.shape == (len(places),)
        named = [dict(zip(FEATURES, row.tolist(), strict=True)) for row in features]
        yield {text_of(place): row for place, row in zip(places, named, strict=True)}


def test_a_sentence_that_says_what_its_article_says_is_on_the_topic(measured: dict[str, dict[str, float]]) -> None:
    assert measured[TOPIC]["topic"] > measured[OWN]["topic"]


def test_past_the_topic_the_question_is_nearer_to_what_it_asks_for(measured: dict[str, dict[str, float]]) -> None:
    assert measured[TOPIC]["context"] - measured[OWN]["context"] > measured[TOPIC]["focus"] - measured[OWN]["focus"]
    assert measured[OWN]["focus"] == max(row["focus"] for row in measured.values())


def test_where_the_second_encoder_reads_what_it_cannot_read_counts_for_nothing(
    measured: dict[str, dict[str, float]],
) -> None:
    assert all(row["context_unviewed"] == row["alone_unviewed"] == 0 for row in measured.values())
    assert max(row["view"] for row in measured.values()) == 0
    assert np.isfinite([list(row.values()) for row in measured.values()]).all()
