"""The systems that are measured: Khabar, and the simpler ways beside which it must show its worth.

Each collection becomes a real library, by the real ingest, in a folder of its own that goes when the process ends.
"""

import atexit
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from evals.cases import AnswerCase, AnswerCollection, Case, Collection, Quote, Reply
from evals.run import Answerer, AnswerSystem, Retriever, System, random_floor, random_quotes
from index import db, ingest
from index.embedders import Vectors
from index.embedders.bundled import BundledEmbedder
from index.embedders.sentence_view import SentenceView
from index.language import detect, terms
from index.library import create_or_open
from index.search import Candidate, Query, Searcher, retrieve
from index.types import Article
from rag.ask import refusal
from rag.quotes import choose

_DEPTH = 60
_RRF = 60
"""The constant of reciprocal rank fusion (Cormack et al. 2009)."""

_embedder, _view = BundledEmbedder(), SentenceView()


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    """A collection as a library, with its raw passage vectors (n, dim) and their article ids for the baselines."""

    searcher: Searcher
    ids: tuple[int, ...]
    article_ids: tuple[str, ...]
    vectors: Vectors


@lru_cache(maxsize=1)
def build(articles: tuple[Article, ...]) -> Built:
    """The library of these articles; the last one is kept, as collections over one pool follow each other."""
    folder = tempfile.TemporaryDirectory(prefix="khabar-eval-")
    atexit.register(folder.cleanup)
    library = create_or_open(Path(folder.name), _embedder)
    ingest.add(library, _embedder, articles)
    blocks = [(ids, vectors) for ids, _, vectors in db.iter_vectors(library.db)]
    ids = np.concatenate([block for block, _ in blocks]).tolist()
    owners = dict(library.db.execute("SELECT id, article_id FROM passages"))
    vectors = np.concatenate([block for _, block in blocks])
    searcher = Searcher(library, _embedder, _view)
    return Built(searcher, tuple(ids), tuple(owners[i] for i in ids), vectors)


def retrieval_systems() -> dict[str, System]:
    """By name, the floor first and Khabar last."""
    return {
        "random": random_floor(),
        "dense": _plain_dense,
        "centred": _centred,
        "lexical": _lexical,
        "RRF": _fused,
        "khabar": _khabar,
    }


def answer_systems() -> dict[str, AnswerSystem]:
    """By name. "… in gold" is shown the article that holds the answer, the others search for it."""
    return {
        "random": random_quotes(),
        "bare in gold": _bare_in_gold,
        "khabar in gold": _khabar_in_gold,
        "bare": _bare,
        "khabar": _khabar_quotes,
    }


@lru_cache(maxsize=2000)
def _retrieved(built: Built, question: str) -> tuple[Query, list[Candidate]]:
    return retrieve(built.searcher, question)


def _with_copies(built: Built, article_ids: Sequence[str]) -> list[str]:
    """Leaders with the copies that they stand for: to find one is to find the other."""
    ranked: list[str] = []
    for article_id in dict.fromkeys(article_ids):
        ranked.append(article_id)
        ranked += [copy.article.id for copy in db.copies(built.searcher.library.db, article_id)]
    return ranked


def _dense_ranking(built: Built, question: str) -> list[str]:
    scores = built.vectors @ _embedder.embed_query(question)
    return [built.article_ids[i] for i in np.argsort(-scores, kind="stable")[:_DEPTH]]


def _lexical_ranking(built: Built, question: str) -> list[str]:
    language = detect(question)
    owner = dict(zip(built.ids, built.article_ids, strict=True))
    found = built.searcher.library.lexical.search(terms(question, language), language, _DEPTH)
    return [owner[id_] for id_, _ in found]


def _plain_dense(collection: Collection) -> Retriever:
    built = build(collection.articles)
    return lambda case: _with_copies(built, _dense_ranking(built, case.question))


def _centred(collection: Collection) -> Retriever:
    built = build(collection.articles)

    def ranking(case: Case) -> list[str]:
        _, candidates = _retrieved(built, case.question)
        by_cosine = sorted(candidates, key=lambda c: -c.cosine)
        return _with_copies(built, [c.row.article.id for c in by_cosine])

    return ranking


def _lexical(collection: Collection) -> Retriever:
    built = build(collection.articles)
    return lambda case: _with_copies(built, _lexical_ranking(built, case.question))


def _fused(collection: Collection) -> Retriever:
    built = build(collection.articles)

    def ranking(case: Case) -> list[str]:
        scores: dict[str, float] = {}
        for ranked in (_dense_ranking(built, case.question), _lexical_ranking(built, case.question)):
            for rank, article_id in enumerate(dict.fromkeys(ranked), start=1):
                scores[article_id] = scores.get(article_id, 0.0) + 1 / (_RRF + rank)
        return _with_copies(built, sorted(scores, key=lambda id_: (-scores[id_], id_)))

    return ranking


def _khabar(collection: Collection) -> Retriever:
    built = build(collection.articles)

    def ranking(case: Case) -> list[str]:
        _, candidates = _retrieved(built, case.question)
        return _with_copies(built, [c.row.article.id for c in candidates])

    return ranking


def _khabar_quotes(collection: AnswerCollection) -> Answerer:
    built = build(collection.articles)

    def answer(case: AnswerCase) -> Reply:
        query, candidates = _retrieved(built, case.question)
        choices = choose(built.searcher, query, candidates)
        if refusal(query, candidates, choices):
            return Reply((), 0.0)
        return Reply(tuple(Quote(c.row.article.id, c.text) for c in choices[:3]), choices[0].probability)

    return answer


def _gold_candidates(built: Built, case: AnswerCase) -> list[Candidate]:
    _, candidates = _retrieved(built, case.question)
    found = [c for c in candidates if c.row.article.id in case.gold]
    if found:
        return found
    marks = ", ".join("?" * len(case.gold))
    sql = f"SELECT id FROM passages WHERE article_id IN ({marks})"
    ids = [row[0] for row in built.searcher.library.db.execute(sql, sorted(case.gold))]
    rows = db.passage_rows(built.searcher.library.db, ids)
    return [Candidate(row, 0.0, None, None, 0.0) for row in rows]


def _khabar_in_gold(collection: AnswerCollection) -> Answerer:
    built = build(collection.articles)

    def answer(case: AnswerCase) -> Reply:
        query, _ = _retrieved(built, case.question)
        best = choose(built.searcher, query, _gold_candidates(built, case))[:3]
        return Reply(tuple(Quote(c.row.article.id, c.text) for c in best), best[0].probability if best else 0.0)

    return answer


def _bare_in_gold(collection: AnswerCollection) -> Answerer:
    built = build(collection.articles)
    return lambda case: _nearest_sentences(case, _gold_candidates(built, case))


def _bare(collection: AnswerCollection) -> Answerer:
    built = build(collection.articles)

    def answer(case: AnswerCase) -> Reply:
        scores = built.vectors @ _embedder.embed_query(case.question)
        nearest = [built.ids[i] for i in np.argsort(-scores, kind="stable")[:5]]
        rows = db.passage_rows(built.searcher.library.db, nearest)
        return _nearest_sentences(case, [Candidate(row, 0.0, None, None, 0.0) for row in rows])

    return answer


def _nearest_sentences(case: AnswerCase, candidates: Sequence[Candidate]) -> Reply:
    """By the cosine of the sentence alone to the question: what most systems would quote."""
    quotes = [Quote(c.row.article.id, c.row.article.text[a:b]) for c in candidates for a, b in c.row.passage.sentences]
    if not quotes:
        return Reply((), 0.0)
    scores = _embedder.embed_sentences([q.text for q in quotes]) @ _embedder.embed_query(case.question)
    order = np.argsort(-scores, kind="stable")[:3]
    return Reply(tuple(quotes[i] for i in order), float(scores[order[0]]))
