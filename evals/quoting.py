"""The ways of answering that are measured: Khabar's quotes, and what most systems would quote."""

import random
import re
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from evals.cases import Case, Collection, Quote, Reply
from evals.searching import RERANKED
from evals.workbench import Built, Workbench
from index import db
from index.search import Candidate
from rag.ask import ask
from rag.quotes import Choice, choose
from rag.types import Answer

Answerer = Callable[[Case], Reply]
AnswerSystem = Callable[[Collection], Answerer]

_Answering = Callable[[Workbench, Built, Case], Reply]


def systems(bench: Workbench) -> dict[str, AnswerSystem]:
    """By name. "… in gold" is shown the article that holds the answer, the others search for it."""
    ways: dict[str, _Answering] = {
        "dense in gold": _nearest_in_gold,
        "khabar in gold": _khabar_in_gold,
        "dense": _nearest,
        "khabar": _khabar,
    }
    if bench.reranker:
        ways[RERANKED] = _reranked
    return {"random": random_quotes()} | {name: partial(_over_library, bench, way) for name, way in ways.items()}


def random_quotes(seed: int = 0) -> AnswerSystem:
    """Return the system that quotes three sentences by chance and is as sure of itself by chance."""

    def system(collection: Collection) -> Answerer:
        sentences = [
            Quote(article.id, sentence)
            for article in collection.articles
            for sentence in re.split(r"(?<=[.!?؟۔।])\s+|(?<=[。！？])|\n+", article.text)
            if sentence
        ]

        def answer(case: Case) -> Reply:
            chance = random.Random(f"{seed} {collection.name} {collection.direction} {case.id}")
            quotes = tuple(chance.sample(sentences, min(3, len(sentences))))
            return Reply(quotes, chance.random(), cited=quotes[:1], status="answered")

        return answer

    return system


def reply_of(answer: Answer, quotes: Sequence[Quote] = ()) -> Reply:
    """Return an answer of Khabar as a reply; `quotes` are its best sentences, else those that it cites."""
    cited = tuple(Quote(c.article.id, c.quote) for c in answer.citations)
    written = answer.written_by is not None and answer.status != "insufficient_evidence"
    return Reply(
        quotes=tuple(quotes) or cited,
        confidence=answer.probability,
        cited=cited,
        called=answer.confidence,
        status=answer.status,
        text=" ".join(sentence.text for sentence in answer.sentences) if written else "",
        language=answer.language if written else "",
    )


def _over_library(bench: Workbench, way: _Answering, collection: Collection) -> Answerer:
    built = bench.build(collection.articles)
    return lambda case: way(bench, built, case)


def _khabar(bench: Workbench, built: Built, case: Case) -> Reply:
    """As `khabar ask` does without a language model; its best sentences, in their order, are looked at beside."""
    answer = ask(built.searcher, case.question)
    if answer.status == "insufficient_evidence":
        return reply_of(answer)
    choices = choose(built.searcher, *bench.retrieve(built, case.question))
    return reply_of(answer, _quotes(choices))


def _reranked(bench: Workbench, built: Built, case: Case) -> Reply:
    """The same with `--reranker`."""
    answer = ask(built.searcher, case.question, reranker=bench.reranker)
    if answer.status == "insufficient_evidence":
        return reply_of(answer)
    choices = choose(built.searcher, *bench.reranked(built, case.question), bench.reranker)
    return reply_of(answer, _quotes(choices))


def _khabar_in_gold(bench: Workbench, built: Built, case: Case) -> Reply:
    query, _ = bench.retrieve(built, case.question)
    choices = choose(built.searcher, query, _gold_candidates(bench, built, case))
    best = _quotes(choices)
    return Reply(best, choices[0].probability if choices else 0.0, cited=best[:1], status="answered")


def _quotes(choices: Sequence[Choice]) -> tuple[Quote, ...]:
    return tuple(Quote(choice.row.article.id, choice.text) for choice in choices[:3])


def _gold_candidates(bench: Workbench, built: Built, case: Case) -> list[Candidate]:
    _, candidates = bench.retrieve(built, case.question)
    found = [c for c in candidates if c.row.article.id in case.gold]
    return found or _bare_candidates(built, case.gold)


def _bare_candidates(built: Built, article_ids: frozenset[str]) -> list[Candidate]:
    ids = [id_ for id_, owner in zip(built.ids, built.article_ids, strict=True) if owner in article_ids]
    rows = db.passage_rows(built.searcher.library.db, ids)
    return [Candidate(row, 0.0, None, None, 0.0) for row in rows]


def _nearest_in_gold(_: Workbench, built: Built, case: Case) -> Reply:
    return _nearest_sentences(built, case, _bare_candidates(built, case.gold))


def _nearest(_: Workbench, built: Built, case: Case) -> Reply:
    """The sentence nearest to the question by cosine, in the five nearest passages."""
    places = built.nearest(case.question, 5)
    rows = db.passage_rows(built.searcher.library.db, [built.ids[place] for place in places])
    return _nearest_sentences(built, case, [Candidate(row, 0.0, None, None, 0.0) for row in rows])


def _nearest_sentences(built: Built, case: Case, candidates: Sequence[Candidate]) -> Reply:
    """By the cosine of the sentence alone to the question."""
    quotes = [Quote(c.row.article.id, c.row.article.text[a:b]) for c in candidates for a, b in c.row.passage.sentences]
    if not quotes:
        return Reply((), 0.0, status="insufficient_evidence")
    embedder = built.searcher.embedder
    vectors, _ = embedder.embed_passages([quote.text for quote in quotes], [()] * len(quotes))
    scores = vectors @ embedder.embed_query(case.question)
    order = np.argsort(-scores, kind="stable")[:3]
    best = tuple(quotes[i] for i in order)
    return Reply(best, float(scores[order[0]]), cited=best[:1], status="answered")
