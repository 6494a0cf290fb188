"""A workbench whose models are hashed words: alike texts lie near, and nothing has to be loaded."""

from collections.abc import Iterator, Sequence

import pytest

from evals.workbench import Workbench
from index.embedders import Vectors
from index.embedders.sentence_view import DIM, SentenceView
from index.testing import HashEmbedder


class HashView(SentenceView):
    """The second encoder, hashed too."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        return HashEmbedder(DIM).embed_sentences(texts)


@pytest.fixture
def bench() -> Iterator[Workbench]:
    with Workbench(HashEmbedder(), HashView()) as made:
        yield made
