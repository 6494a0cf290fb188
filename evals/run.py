"""The story of a measurement: load a data set, let each system take each case, score what it said."""

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from evals.cases import Case, ClaimCase, ClaimSet, Collection, Reply
from evals.judge import claim_scores, reply_scores, right, search_scores
from evals.quoting import AnswerSystem
from evals.records import Outcome, Record
from evals.searching import Retriever, System
from evals.sets import sampled
from evals.workbench import Workbench
from index.search import analyse, retrieve
from rag.checks import Checker, Claim, Verdict
from rag.checks import Evidence as Proof
from rag.checks.builtin import BuiltIn
from rag.quotes import Choice, choose

SLOW = {"newsrag": 20}
"""Systems that are asked so many questions of a collection at most where it has more than `_LARGE` articles."""
_LARGE = 1000


def ask(
    collection: Collection,
    cases: Sequence[Case],
    searching: Mapping[str, System],
    quoting: Mapping[str, AnswerSystem],
) -> Iterator[Record]:
    """Yield what each system made of each case, which must be of the collection, in the order of `cases`.

    Where several articles answer a question, "perfect" shows what a flawless ranking would score.
    """
    retrievers: dict[str, Retriever] = {}
    if collection.searched:
        retrievers = {name: system(collection) for name, system in searching.items()}
    if retrievers and any(len(case.gold) > 1 for case in collection.sought):
        retrievers["perfect"] = lambda case: sorted(case.gold)
    answerers = {name: system(collection) for name, system in quoting.items()} if collection.quoted else {}
    sought = {case.id for case in collection.sought}
    few = {name: {case.id for case in sampled(collection.cases, count)} for name, count in SLOW.items()}
    large = len(collection.articles) > _LARGE
    printed = {article.id: article.language for article in collection.articles}
    judged = any(case.evidence or case.answers for case in collection.cases)
    for case in cases:
        left_out = {name for name, ids in few.items() if large and case.id not in ids}
        outcomes: dict[str, Outcome] = {}
        if case.id in sought:
            rankings = {name: tuple(r(case))[:10] for name, r in retrievers.items() if name not in left_out}
            scores = search_scores(case, rankings)
            outcomes = {name: Outcome(scores[name], ranked=ranked) for name, ranked in rankings.items()}
        for name, answerer in answerers.items():
            found = outcomes.get(name, Outcome({}))
            outcomes[name] = _with_reply(found, case, answerer(case), judged)
        yield _record(collection, case, printed, outcomes)


def check(claims: ClaimSet, cases: Sequence[ClaimCase], checkers: Mapping[str, Checker]) -> Iterator[Record]:
    """Yield what each checker says of each claim."""
    for case in cases:
        outcomes = {}
        for name, checker in checkers.items():
            (verdict,) = asyncio.run(_verdicts(checker, [case.claim]))
            scores, words = claim_scores(case, verdict), "; ".join(finding.words for finding in verdict.findings)
            true = case.label == "supported"
            outcomes[name] = Outcome(scores, verdict.probability, verdict.support, true, said=words)
        asked, _, printed = case.direction.partition("→")
        yield Record(
            data_set=claims.name,
            direction=case.direction,
            id=case.id,
            group=case.group or case.id,
            asked=asked,
            printed=printed,
            positive=case.label == "supported",
            question=case.claim.sentence,
            expected=tuple(each.quote for each in case.claim.evidence),
            outcomes=outcomes,
            kind=case.how or case.label,
            shown=claims.shown,
        )


def time_stages(bench: Workbench, collection: Collection, cases: Sequence[Case]) -> Iterator[Record]:
    """Yield the seconds of each stage, one question after another, by models that remember nothing.

    To check is to hold each of the three best sentences, as if it were written, against the two others.
    """
    built = bench.build(collection.articles)
    searcher = bench.forgetful(built)
    checker = BuiltIn(view=searcher.view)
    best = choose(searcher, *retrieve(searcher, cases[0].question))
    asyncio.run(_verdicts(checker, _crossed(best)))
    for case in cases:
        times = [time.perf_counter()]
        analyse(searcher, case.question)
        times.append(time.perf_counter())
        query, candidates = retrieve(searcher, case.question)
        times.append(time.perf_counter())
        best = choose(searcher, query, candidates)
        times.append(time.perf_counter())
        asyncio.run(_verdicts(checker, _crossed(best)))
        times.append(time.perf_counter())
        understand, find, read, verify = (later - earlier for earlier, later in pairwise(times))
        stages = {"to understand": understand, "to find": find - understand, "to read": read, "": find + read}
        named = {f"seconds {stage}".strip(): seconds for stage, seconds in stages.items()}
        outcome = Outcome(named | {"seconds to check": verify})
        record = _record(collection, case, {}, {"khabar": outcome})
        yield replace(record, data_set="speed", positive=None, expected=())


def _crossed(best: Sequence[Choice]) -> list[Claim]:
    proofs = [Proof(c.text, c.row.article.language, c.row.passage.text) for c in best[:3]]
    claims = [Claim(p.quote, p.language, tuple(other for other in proofs if other is not p)) for p in proofs]
    return [claim for claim in claims if claim.evidence]


async def _verdicts(checker: Checker, claims: Sequence[Claim]) -> list[Verdict]:
    return await checker.check(claims)


def _with_reply(found: Outcome, case: Case, reply: Reply, judged: bool) -> Outcome:
    return replace(
        found,
        scores=found.scores | reply_scores(case, reply),
        confidence=reply.confidence,
        called=reply.called,
        right=right(case, reply) if judged else None,
        quotes=tuple((quote.article_id, quote.text) for quote in reply.quotes[:3]),
        said=reply.text,
    )


def _record(collection: Collection, case: Case, printed: Mapping[str, str], outcomes: dict[str, Outcome]) -> Record:
    spoken = {printed.get(article_id, "") for article_id in case.gold}
    evidence = (sentence.text for together in case.evidence for sentence in together)
    return Record(
        data_set=collection.name,
        direction=collection.direction,
        id=case.id,
        group=case.id,
        asked=case.language,
        printed=spoken.pop() if len(spoken) == 1 else "",
        positive=case.answerable,
        question=case.question,
        expected=tuple(dict.fromkeys(evidence)) or case.answers,
        outcomes=outcomes,
        kind=case.kind,
    )
