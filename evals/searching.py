"""The ways of searching that are measured: Khabar, and the recipes beside which it must show its worth."""

import random
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import zip_longest

from evals.cases import Case, Collection
from evals.workbench import Built, Workbench
from index.language import detect, terms

Retriever = Callable[[Case], Sequence[str]]
"""Takes a case, returns article ids, best first; ten are looked at."""

System = Callable[[Collection], Retriever]
"""Indexes a collection's articles and returns what searches them."""

_Ranking = Callable[[Workbench, Built, str], Sequence[str]]

RERANKED = "khabar, reranked"
DEPTH = 60
RRF = 60
"""The constant of reciprocal rank fusion (Cormack et al. 2009)."""


def systems(bench: Workbench) -> dict[str, System]:
    """By name, the floor first and Khabar last; `newsrag` only where it is installed, a reranker where it is named."""
    rankings: dict[str, _Ranking] = {
        "dense": _dense,
        "centred": _centred,
        "lexical": _lexical,
        "RRF": _fused,
        "quotas": _quotas,
    }
    found: dict[str, System] = {"random": random_floor()}
    found |= {name: partial(_over_library, bench, ranking) for name, ranking in rankings.items()}
    if not missing_systems():
        found["newsrag"] = _newsrag
    found["khabar"] = partial(_over_library, bench, _khabar)
    return found | ({RERANKED: partial(_over_library, bench, _reranked)} if bench.reranker else {})


def missing_systems() -> list[str]:
    """What is not measured because it is not installed."""
    try:
        version("newsrag")
    except PackageNotFoundError:
        return ["newsrag"]
    return []


def random_floor(seed: int = 0) -> System:
    """Return the system that ranks by chance: what a score must be compared with before it is praised."""

    def system(collection: Collection) -> Retriever:
        ids = [article.id for article in collection.articles]
        where = f"{seed} {collection.name} {collection.direction}"
        return lambda case: random.Random(f"{where} {case.id}").sample(ids, min(10, len(ids)))

    return system


def _over_library(bench: Workbench, ranking: _Ranking, collection: Collection) -> Retriever:
    built = bench.build(collection.articles)
    return lambda case: built.with_copies(ranking(bench, built, case.question))


def _dense(_: Workbench, built: Built, question: str) -> list[str]:
    """The cosine of the embedder's vectors, as most systems do."""
    return [built.article_ids[i] for i in built.nearest(question, DEPTH)]


def _centred(bench: Workbench, built: Built, question: str) -> list[str]:
    """The cosine of vectors less the mean of their language."""
    _, candidates = bench.retrieve(built, question)
    return [c.row.article.id for c in sorted(candidates, key=lambda c: -c.cosine)]


def _lexical(_: Workbench, built: Built, question: str) -> list[str]:
    """BM25 over words, in the question's language."""
    language = detect(question)
    owner = dict(zip(built.ids, built.article_ids, strict=True))
    found = built.searcher.library.lexical.search(terms(question, language), language, DEPTH)
    return [owner[id_] for id_, _ in found]


def _fused(bench: Workbench, built: Built, question: str) -> list[str]:
    """Dense and lexical by reciprocal rank fusion."""
    scores: dict[str, float] = {}
    for ranked in (_dense(bench, built, question), _lexical(bench, built, question)):
        for rank, article_id in enumerate(dict.fromkeys(ranked), start=1):
            scores[article_id] = scores.get(article_id, 0.0) + 1 / (RRF + rank)
    return sorted(scores, key=lambda id_: (-scores[id_], id_))


def _quotas(_: Workbench, built: Built, question: str) -> list[str]:
    """The nearest of each language in turn, so that every language has as many places."""
    library = built.searcher.library
    spoken = dict(library.db.execute("SELECT id, language FROM articles"))
    by_language: dict[str, list[str]] = {}
    for place in built.nearest(question, len(built.ids)):
        article_id = built.article_ids[place]
        ranked = by_language.setdefault(spoken[article_id], [])
        if len(ranked) < DEPTH and article_id not in ranked:
            ranked.append(article_id)
    turns = zip_longest(*by_language.values())
    return [article_id for turn in turns for article_id in turn if article_id is not None]


def _khabar(bench: Workbench, built: Built, question: str) -> list[str]:
    """As `khabar search` does."""
    _, candidates = bench.retrieve(built, question)
    return [c.row.article.id for c in candidates]


def _reranked(bench: Workbench, built: Built, question: str) -> list[str]:
    """The same with `--reranker`."""
    _, candidates = bench.reranked(built, question)
    return [c.row.article.id for c in candidates]


def _newsrag(collection: Collection) -> Retriever:
    """The PyPI package newsrag, as it searches unless told otherwise: by words."""
    newsrag = import_module("newsrag")
    rag = newsrag.NewsroomRAG()
    rag.add(*(newsrag.Source(id=a.id, title=a.title or a.id, text=a.text) for a in collection.articles))
    return lambda case: [found.source_id for found in rag.search(case.question, top_k=10, one_per_source=True)]
