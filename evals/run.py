"""The story of a measurement: load the data sets, let each system answer each case, score what it said."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TypeVar

from evals.cases import AnswerCase, AnswerCollection, Case, Collection, Evidence, Quote, Reply
from evals.datasets import arcd, gold, nomiracl, reading, rtqa, saudi, travel, xquad
from evals.metrics import (
    Scores,
    Share,
    auroc,
    bootstrap_interval,
    holds_answer,
    mean_scores,
    same_sentence,
    score_rankings,
    share,
)
from index.types import InputError

Retriever = Callable[[Case], Sequence[str]]
"""Takes a case, returns article ids, best first; ten are looked at."""

System = Callable[[Collection], Retriever]
"""Indexes a collection's articles and returns what searches them."""

Answerer = Callable[[AnswerCase], Reply]
AnswerSystem = Callable[[AnswerCollection], Answerer]

RETRIEVAL_SETS: Mapping[str, Callable[[Path], Iterator[Collection]]] = {
    "xquad": xquad.load_retrieval,
    "arcd": arcd.load_retrieval,
    "saudi": saudi.load_retrieval,
    "rtqa": rtqa.load_retrieval,
    "gold": gold.load_retrieval,
    "reading": reading.load_retrieval,
    "travel": travel.load_retrieval,
}
ANSWER_SETS: Mapping[str, Callable[[Path], Iterator[AnswerCollection]]] = {
    "xquad": xquad.load_answers,
    "arcd": arcd.load_answers,
    "rtqa": rtqa.load_answers,
    "gold": gold.load_answers,
    "reading": reading.load_answers,
    "nomiracl": nomiracl.load_answers,
}
Task = TypeVar("Task")


@dataclass(frozen=True, slots=True)
class RetrievalResult:
    """One system on one collection of `n` cases: mean scores, and 95% bootstrap intervals of R@1 and R@10.

    `perfect` is what a flawless ranking scores: R@1 below 1 where cases have several gold articles.
    """

    data_set: str
    direction: str
    system: str
    n: int
    scores: Scores
    r1_interval: tuple[float, float]
    r10_interval: tuple[float, float]
    perfect: Scores


@dataclass(frozen=True, slots=True)
class AnswerResult:
    """One system on one collection: shares of cases, None where no case can tell.

    Over answerable cases, an abstention counting as a miss: the first quote comes from a gold article
    (`gold_first`); the first quote, or one of three, holds an answer string (`holds_*`) or is an evidence
    sentence (`evidence_*`); the first three have every sentence of one alternative (`whole_in_three`).
    `abstained_wrongly` is over answerable cases, `abstained_rightly` over unanswerable ones. `confidence_*`
    are means; `auroc` is how often an answerable case has more confidence than an unanswerable one.
    """

    data_set: str
    direction: str
    system: str
    answerable: int
    unanswerable: int
    gold_first: Share | None
    holds_first: Share | None
    holds_in_three: Share | None
    evidence_first: Share | None
    evidence_in_three: Share | None
    whole_in_three: Share | None
    abstained_wrongly: Share | None
    abstained_rightly: Share | None
    confidence_answerable: float | None
    confidence_unanswerable: float | None
    auroc: float | None


def load_retrieval(folder: Path, names: Sequence[str] = ()) -> Iterator[Collection]:
    """Yield the collections of the named data sets, or of all.

    Raises `InputError` on an unknown name and where the data cannot be read.
    """
    for load in _chosen(RETRIEVAL_SETS, names):
        yield from load(folder)


def load_answers(folder: Path, names: Sequence[str] = ()) -> Iterator[AnswerCollection]:
    """Yield the quoting tasks of the named data sets, or of all; raises as `load_retrieval` does."""
    for load in _chosen(ANSWER_SETS, names):
        yield from load(folder)


def run_retrieval(collection: Collection, systems: Mapping[str, System]) -> list[RetrievalResult]:
    """Return how each named system ranks the collection's articles, in the order of `systems`."""
    gold_ids = {case.id: case.gold for case in collection.cases}
    perfect = score_rankings(gold_ids, {case.id: sorted(case.gold) for case in collection.cases})
    results = []
    for name, system in systems.items():
        retrieve = system(collection)
        per_case = score_rankings(gold_ids, {case.id: retrieve(case) for case in collection.cases})
        results.append(
            RetrievalResult(
                data_set=collection.name,
                direction=collection.direction,
                system=name,
                n=len(collection.cases),
                scores=mean_scores(per_case.values()),
                r1_interval=bootstrap_interval([scores.r1 for scores in per_case.values()]),
                r10_interval=bootstrap_interval([scores.r10 for scores in per_case.values()]),
                perfect=mean_scores(perfect.values()),
            )
        )
    return results


def run_answers(collection: AnswerCollection, systems: Mapping[str, AnswerSystem]) -> list[AnswerResult]:
    """Return how well each named system quotes, or rightly abstains, in the order of `systems`."""
    results = []
    for name, system in systems.items():
        answer = system(collection)
        replies = [(case, answer(case)) for case in collection.cases]
        results.append(_judge(collection, name, replies))
    return results


def random_floor(seed: int = 0) -> System:
    """Return the system that ranks by chance: what a score must be compared with before it is praised."""

    def system(collection: Collection) -> Retriever:
        ids = [article.id for article in collection.articles]
        where = f"{seed} {collection.name} {collection.direction}"
        return lambda case: random.Random(f"{where} {case.id}").sample(ids, min(10, len(ids)))

    return system


def random_quotes(seed: int = 0) -> AnswerSystem:
    """Return the system that quotes three sentences by chance and is as sure of itself by chance."""

    def system(collection: AnswerCollection) -> Answerer:
        sentences = [
            Quote(article.id, sentence)
            for article in collection.articles
            for sentence in re.split(r"(?<=[.!?؟۔।])\s+|(?<=[。！？])|\n+", article.text)
            if sentence
        ]

        def answer(case: AnswerCase) -> Reply:
            chance = random.Random(f"{seed} {collection.name} {collection.direction} {case.id}")
            return Reply(tuple(chance.sample(sentences, min(3, len(sentences)))), chance.random())

        return answer

    return system


def _chosen(sets: Mapping[str, Task], names: Sequence[str]) -> list[Task]:
    unknown = [name for name in names if name not in sets]
    if unknown:
        raise InputError(f"no data set {unknown[0]!r}; there are {', '.join(sets)}")
    return [sets[name] for name in names or sets]


def _judge(collection: AnswerCollection, system: str, replies: Sequence[tuple[AnswerCase, Reply]]) -> AnswerResult:
    answerable = [(case, reply) for case, reply in replies if case.answerable]
    unanswerable = [(case, reply) for case, reply in replies if not case.answerable]
    told = [(case, reply) for case, reply in answerable if case.answers]
    proven = [(case, reply) for case, reply in answerable if case.evidence]
    sure = [reply.confidence for _, reply in answerable if reply.confidence is not None]
    unsure = [reply.confidence for _, reply in unanswerable if reply.confidence is not None]
    return AnswerResult(
        data_set=collection.name,
        direction=collection.direction,
        system=system,
        answerable=len(answerable),
        unanswerable=len(unanswerable),
        gold_first=share([any(q.article_id in c.gold for q in r.quotes[:1]) for c, r in answerable if c.gold]),
        holds_first=share([_holds(case, reply, 1) for case, reply in told]),
        holds_in_three=share([_holds(case, reply, 3) for case, reply in told]),
        evidence_first=share([_points(case, reply, 1) for case, reply in proven]),
        evidence_in_three=share([_points(case, reply, 3) for case, reply in proven]),
        whole_in_three=share([_whole(case, reply, 3) for case, reply in proven]),
        abstained_wrongly=share([not reply.quotes for _, reply in answerable]),
        abstained_rightly=share([not reply.quotes for _, reply in unanswerable]),
        confidence_answerable=fmean(sure) if sure else None,
        confidence_unanswerable=fmean(unsure) if unsure else None,
        auroc=auroc(sure, unsure),
    )


def _holds(case: AnswerCase, reply: Reply, first: int) -> bool:
    return any(holds_answer(quote.text, case.answers) for quote in reply.quotes[:first])


def _points(case: AnswerCase, reply: Reply, first: int) -> bool:
    return any(_quoted(sentence, reply, first) for alternative in case.evidence for sentence in alternative)


def _whole(case: AnswerCase, reply: Reply, first: int) -> bool:
    return any(all(_quoted(sentence, reply, first) for sentence in each) for each in case.evidence)


def _quoted(sentence: Evidence, reply: Reply, first: int) -> bool:
    return any(
        quote.article_id == sentence.article_id and same_sentence(quote.text, sentence.text)
        for quote in reply.quotes[:first]
    )
