"""What a ranking, a reply or a verdict is worth: by name, scores between 0 and 1 of one question or claim.

A score is left out where the case cannot tell. An abstention counts as a miss wherever there is an answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple

from evals.cases import Case, ClaimCase, Evidence, Quote, Reply
from evals.metrics import fold, holds_answer, same_sentence, score_rankings
from index.language import detect
from rag.checks import Verdict

SEARCH = ("R@1", "R@5", "R@10", "MRR", "nDCG@10")
LONGEST = 4
"""A citation may be so many times as long as the sentence that it holds: a whole article points at nothing."""
FALSE_PREMISE = "false_premise"


def search_scores(case: Case, rankings: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """By system, how high the articles of `case.gold`, at least one, were ranked."""
    scored = score_rankings(dict.fromkeys(rankings, case.gold), rankings)
    return {system: dict(zip(SEARCH, astuple(scores), strict=True)) for system, scores in scored.items()}


def reply_scores(case: Case, reply: Reply) -> dict[str, float]:
    """Of the quotes, of abstaining, and of a written answer."""
    scores: dict[str, float] = {}
    if case.answerable is False:
        scores["hallucinated"] = float(bool(reply.quotes))
    elif case.answerable:
        scores |= {"abstained wrongly": float(not reply.quotes)} | _quote_scores(case, reply)
    if case.rejected:
        scores["rejected again"] = float(_points(case.rejected, reply.quotes[:1]))
    if case.kind == FALSE_PREMISE:
        scores |= _premise_scores(case, reply)
    if case.conflicting is not None:
        name = "conflict shown" if case.conflicting else "conflict invented"
        scores[name] = float(reply.status == "conflicting")
    return scores | (_written_scores(case, reply) if reply.text else {})


def right(case: Case, reply: Reply) -> bool | None:
    """Whether the first quote answers, where that can be told."""
    if case.answerable is False:
        return False
    first = reply.quotes[:1]
    if case.evidence:
        return any(_points(together, first) for together in case.evidence)
    return holds_answer(first[0].text, case.answers) if case.answers and first else False if case.answers else None


def claim_scores(case: ClaimCase, verdict: Verdict) -> dict[str, float]:
    """Whether a true claim was kept, or a false one caught; only `supported` lets a claim through."""
    let_through = verdict.support in ("supported", "quoted")
    if case.label == "supported":
        return {"kept": float(let_through), "kept, or weak": float(verdict.support != "unsupported")}
    return {"caught": float(not let_through), "caught, not weak": float(verdict.support == "unsupported")}


def _quote_scores(case: Case, reply: Reply) -> dict[str, float]:
    scores: dict[str, float] = {}
    if case.gold:
        scores["gold article first"] = float(any(q.article_id in case.gold for q in reply.quotes[:1]))
    if case.answers:
        scores["holds answer"] = float(any(holds_answer(q.text, case.answers) for q in reply.quotes[:1]))
        scores["holds in 3"] = float(any(holds_answer(q.text, case.answers) for q in reply.quotes[:3]))
    if case.evidence:
        scores |= _evidence_scores(case.evidence, reply)
    return scores


def _evidence_scores(evidence: Sequence[Sequence[Evidence]], reply: Reply) -> dict[str, float]:
    """The best sentences by rank, and what the answer cites against all alternatives."""
    every = [sentence for together in evidence for sentence in together]
    cited = [_points(every, [quote], LONGEST) for quote in reply.cited]
    recalls = [sum(_points([s], reply.cited, LONGEST) for s in together) / len(together) for together in evidence]
    whole = [all(_points([s], reply.quotes[:3]) for s in together) for together in evidence]
    return {
        "evidence first": float(_points(every, reply.quotes[:1])),
        "evidence in 3": float(_points(every, reply.quotes[:3])),
        "whole in 3": float(any(whole)),
        "first citation": float(any(cited[:1])),
        "citation precision": sum(cited) / len(cited) if cited else 0.0,
        "citation recall": max(recalls),
    }


def _premise_scores(case: Case, reply: Reply) -> dict[str, float]:
    """A false premise is countered by citing what contradicts it, confirmed by an answer called sure without that."""
    countered = any(_points(together, reply.cited, LONGEST) for together in case.evidence)
    scores = {"premise countered": float(countered)}
    if reply.called:
        scores["premise confirmed"] = float(reply.called == "high" and not countered)
    return scores


def _written_scores(case: Case, reply: Reply) -> dict[str, float]:
    scores = {"in its language": float(detect(reply.text) == case.language)}
    if case.answerable and (case.accepted or case.numbers):
        by_words = holds_answer(reply.text, case.accepted)
        by_numbers = bool(case.numbers) and all(holds_answer(reply.text, [number]) for number in case.numbers)
        scores["accepted answer"] = float(by_words or by_numbers)
    return scores


def _points(sentences: Sequence[Evidence], quotes: Sequence[Quote], longest: int = 0) -> bool:
    """Whether any quote is one of the sentences, or, up to `longest` times as long, holds one."""
    return any(
        quote.article_id == sentence.article_id
        and (same_sentence(quote.text, sentence.text) or _holds(quote.text, sentence.text, longest))
        for quote in quotes
        for sentence in sentences
    )


def _holds(quote: str, sentence: str, longest: int) -> bool:
    longer, shorter = fold(quote), fold(sentence)
    return bool(shorter) and shorter in longer and len(longer) <= longest * len(shorter)
