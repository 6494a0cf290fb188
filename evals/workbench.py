"""What is measured works here: collections become real libraries, by the real ingest, with models that remember."""

import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from evals.embeddings import RememberedEmbedder, RememberedReranker, RememberedView, Store
from index import db, ingest
from index.embedders import Embedder, Vectors
from index.embedders.bundled import BundledEmbedder
from index.embedders.sentence_view import SentenceView
from index.library import create_or_open
from index.search import Candidate, Query, Searcher, retrieve
from index.types import Article
from rag.rerank import Reranker, rerank, reranker_named

_RETRIEVED = 2000
"""Questions whose candidates are kept: searching and quoting ask the same ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    """A collection as a library, with its raw passage vectors (n, dim) and their article ids for the baselines."""

    searcher: Searcher
    ids: tuple[int, ...]
    article_ids: tuple[str, ...]
    vectors: Vectors

    def with_copies(self, article_ids: Sequence[str]) -> list[str]:
        """Leaders with the copies that they stand for: to find one is to find the other."""
        ranked: list[str] = []
        for article_id in dict.fromkeys(article_ids):
            ranked.append(article_id)
            ranked += [copy.article.id for copy in db.copies(self.searcher.library.db, article_id)]
        return ranked

    def nearest(self, question: str, count: int) -> list[int]:
        """Places of the passages nearest to the question by plain cosine."""
        scores = self.vectors @ self.searcher.embedder.embed_query(question)
        return [int(i) for i in np.argsort(-scores, kind="stable")[:count]]


class Workbench:
    """Builds libraries in folders that go when it is closed; only the last one is kept open.

    With a `reranker`, Khabar is measured with it as well.
    """

    def __init__(
        self, embedder: Embedder, view: SentenceView, store: Store | None = None, reranker: Reranker | None = None
    ) -> None:
        self._forgetful = embedder, view
        self.reranker = RememberedReranker(reranker) if reranker else None
        self.embedder, self.view = embedder, view
        if store:
            self.embedder, self.view = RememberedEmbedder(embedder, store), RememberedView(view, store)
        self._articles: tuple[Article, ...] | None = None
        self._built: Built | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._retrieved: OrderedDict[str, tuple[Query, list[Candidate]]] = OrderedDict()

    @classmethod
    def bundled(cls, work: Path | None = None, reranker: str = "") -> Self:
        """With the models of a plain installation; what they compute is kept in `work`, if given."""
        return cls(BundledEmbedder(), SentenceView(), Store(work) if work else None, reranker_named(reranker))

    def build(self, articles: tuple[Article, ...]) -> Built:
        """The library of these articles."""
        if self._built is None or self._articles != articles:
            self.close()
            self._folder = tempfile.TemporaryDirectory(prefix="khabar-eval-")
            library = create_or_open(Path(self._folder.name), self.embedder)
            ingest.add(library, self.embedder, articles)
            blocks = [(ids, vectors) for ids, _, vectors in db.iter_vectors(library.db)]
            ids = np.concatenate([np.zeros(0, np.int64), *(block for block, _ in blocks)]).tolist()
            owners = dict(library.db.execute("SELECT id, article_id FROM passages"))
            empty = np.zeros((0, self.embedder.dim), np.float32)
            vectors = np.concatenate([empty, *(block for _, block in blocks)])
            searcher = Searcher(library, self.embedder, self.view)
            self._built = Built(searcher, tuple(ids), tuple(owners[i] for i in ids), vectors)
            self._articles = articles
        return self._built

    def forgetful(self, built: Built) -> Searcher:
        """The same library with models that compute everything anew, to time them."""
        return Searcher(built.searcher.library, *self._forgetful)

    def retrieve(self, built: Built, question: str) -> tuple[Query, list[Candidate]]:
        """What Khabar finds, remembered for the library built last."""
        if question not in self._retrieved:
            self._retrieved[question] = retrieve(built.searcher, question)
            if len(self._retrieved) > _RETRIEVED:
                self._retrieved.popitem(last=False)
        return self._retrieved[question]

    def reranked(self, built: Built, question: str) -> tuple[Query, list[Candidate]]:
        """The same in the order of the reranker; as it is without one."""
        query, candidates = self.retrieve(built, question)
        return query, rerank(self.reranker, query, candidates) if self.reranker else candidates

    def close(self) -> None:
        """Forget the library built last."""
        self._retrieved.clear()
        if self._built:
            self._built.searcher.library.close()
        if self._folder:
            self._folder.cleanup()
        self._built = self._articles = self._folder = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
