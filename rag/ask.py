"""A question to a proven answer, told as events: what is asked, where it is looked for, what was found, what it says.

1. A follow-up becomes a question that stands alone; words of time become a period.
2. The passages nearest to it are found, in whatever language they were printed, and ordered anew by a reranker, if any.
3. With a language model, it drafts an answer from them, and every sentence is held against its quotes.
4. Without one, or where it fails, the best sentences are quoted as they stand.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime

from index.language import detect
from index.search import NO_FILTERS, Candidate, Filters, Query, Searcher, hits
from index.types import Hit, ModelError
from rag.budget import count_tokens
from rag.checks import Checker
from rag.conflict import Report, reports
from rag.llm import LLM
from rag.numbering import Numbering
from rag.question import wants_number
from rag.quotes import choose
from rag.quoting import doubted, insufficient, of_other_years, quoted, with_versions
from rag.quoting import refusal as refusal
from rag.rerank import Reranker, find
from rag.rewrite import rewrite
from rag.types import (
    Answer,
    Answered,
    Cited,
    Confidence,
    Delta,
    Event,
    Filtered,
    Notice,
    Rewritten,
    Sources,
    Status,
    Turn,
)
from rag.when import resolve
from rag.write import PASSAGES, Written, write

FAR = 0.1
"""Centred cosine under which no passage is worth a model's reading: every gold question's best lies above it."""
_SUPPORTED = "Every sentence is carried by its quote, as far as numbers, names, direction and meaning can be checked."
_WEAK = "What is marked weak is near its quote, but could not be confirmed: read the quote."
_CUT = "What its quotes did not carry was cut."
_UNPROVEN = Notice("unproven", "No sentence that the model wrote could be proven: these are quotes alone.")
_FOUND_NONE = Notice("model_found_none", "The model found no answer in the nearest passages.")


@dataclass(frozen=True, slots=True)
class Request:
    """One question. `k` passages are listed; `language` is the one to answer in, None for the question's own.

    `as_of`, with a time zone, is the moment that words such as "yesterday" are counted from, None for now.
    """

    question: str
    filters: Filters = NO_FILTERS
    k: int = 5
    history: tuple[Turn, ...] = ()
    language: str | None = None
    as_of: datetime | None = None
    show_unsupported: bool = False


def ask(
    searcher: Searcher,
    question: str,
    *,
    filters: Filters | None = None,
    k: int = 5,
    reranker: Reranker | None = None,
) -> Answer:
    """The answer in quotes alone, without events. Raises InputError on a question without words."""
    filters = filters or NO_FILTERS
    query, candidates = find(searcher, question, filters=filters, reranker=reranker)
    return _in_quotes(searcher, reranker, question, query, candidates, hits(candidates, k), filters, Numbering())


async def answer(
    searcher: Searcher,
    request: Request,
    *,
    llm: LLM | None = None,
    checker: Checker | None = None,
    reranker: Reranker | None = None,
) -> AsyncGenerator[Event]:
    """Events in the order of `rag.types`; the last is `Answered`. A written answer needs `llm` and `checker`.

    Raises InputError on a question that cannot be used. A model that fails is told of in the answer's notices.
    """
    warming = asyncio.create_task(asyncio.to_thread(count_tokens, "")) if llm else None
    standalone = await rewrite(request.question, detect(request.question), request.history, llm)
    if request.history:
        yield Rewritten(standalone)
    standalone, filters, phrases = _limited(standalone, request)
    yield Filtered(filters, phrases)
    query, candidates = await asyncio.to_thread(find, searcher, standalone, filters=filters, reranker=reranker)
    found = tuple(hits(candidates, max(request.k, PASSAGES) if llm else request.k))
    yield Sources(found)
    if warming:
        await warming
    numbering = Numbering([c for turn in request.history for c in turn.citations])
    result, notices = None, list[Notice]()
    if llm and checker and _worth_reading(query, candidates):
        language = request.language or query.language
        try:
            async with aclosing(write(llm, checker, standalone, language, found, numbering)) as events:
                async for event in events:
                    if isinstance(event, Delta):
                        yield event
                    else:
                        result = _from_draft(request, query, event, found, filters, llm.name)
            notices += [] if result else [_UNPROVEN]
        except ModelError as error:
            told = (("error", str(error)),)
            notices.append(Notice("model_failed", f"Answered in quotes alone: {error}.", told))
    if result is None:
        work = (reranker, request.question, query, candidates, found[: request.k], filters, numbering)
        result = await asyncio.to_thread(_in_quotes, searcher, *work)
    elif wants_number(query.text):
        versions = await asyncio.to_thread(_versions, searcher, reranker, query, candidates)
        result = with_versions(result, versions, numbering)
    if result.status == "insufficient_evidence" and filters != request.filters:
        result = await asyncio.to_thread(_without_period, searcher, reranker, request, standalone, result, numbering)
    for citation in result.citations:
        yield Cited(citation)
    yield Answered(replace(result, notices=(*notices, *result.notices)))


def _limited(question: str, request: Request) -> tuple[str, Filters, tuple[str, ...]]:
    """The question and the filters, with the period that its words name; a period given in filters goes first."""
    given = request.filters
    if given.since or given.until:
        return question, given, ()
    as_of = request.as_of or datetime.now().astimezone()
    period = resolve(question, detect(question), as_of)
    filters = replace(given, latest=given.latest or period.latest)
    if not period.hard:
        return question, filters, period.phrases if period.latest else ()
    return question, replace(filters, since=period.since, until=period.until), period.phrases


def _worth_reading(query: Query, candidates: Sequence[Candidate]) -> bool:
    return (
        bool(candidates) and max(c.cosine for c in candidates) >= FAR and not of_other_years(query, candidates[0].row)
    )


def _in_quotes(
    searcher: Searcher,
    reranker: Reranker | None,
    question: str,
    query: Query,
    candidates: Sequence[Candidate],
    found: Sequence[Hit],
    filters: Filters,
    numbering: Numbering,
) -> Answer:
    choices = choose(searcher, query, candidates, reranker)
    reason = refusal(query, candidates, choices)
    if reason:
        return insufficient(question, query, reason, found, filters)
    versions = reports(query, choices, searcher.view) if wants_number(query.text) else []
    answer = quoted(question, query, choices, found, filters, numbering, versions)
    return with_versions(answer, versions, numbering)


def _without_period(
    searcher: Searcher,
    reranker: Reranker | None,
    request: Request,
    question: str,
    result: Answer,
    numbering: Numbering,
) -> Answer:
    """What is found once the period that was read from the question's words is left out, if that is something."""
    query, candidates = find(searcher, question, filters=request.filters, reranker=reranker)
    found = hits(candidates, request.k)
    wider = _in_quotes(searcher, reranker, request.question, query, candidates, found, request.filters, numbering)
    if wider.status == "insufficient_evidence":
        return result
    ends = (("since", result.filters.since), ("until", result.filters.until))
    days = tuple((name, day) for name, day in ends if day)
    period = " ".join(f"{name} {day}" for name, day in days)
    text = f"Nothing printed {period} answers this; here is the nearest from any time."
    return doubted(wider, Notice("period_left_out", text, days))


def _versions(
    searcher: Searcher, reranker: Reranker | None, query: Query, candidates: Sequence[Candidate]
) -> list[list[Report]]:
    return reports(query, choose(searcher, query, candidates, reranker), searcher.view)


def _from_draft(
    request: Request, query: Query, written: Written, found: Sequence[Hit], filters: Filters, model: str
) -> Answer | None:
    """The answer that a draft became; None where no sentence of it is left."""
    name = written.usage.model if written.usage else model
    if written.refused:
        answer = insufficient(request.question, query, _FOUND_NONE, found[: request.k], filters)
        return replace(answer, written_by=name, usage=written.usage)
    kept = [s for s in written.sentences if s.support != "unsupported"]
    if not kept:
        return None
    whole = len(kept) == len(written.sentences)
    weak = any(s.support == "weak" for s in kept)
    status: Status = "answered" if whole else "partial"
    confidence: Confidence = "medium" if weak else "high"
    note = " ".join([_WEAK if weak else _SUPPORTED, *([] if whole else [_CUT])])
    return Answer(
        request.question,
        request.language or query.language,
        status,
        confidence,
        round(written.probability, 3),
        note,
        tuple(written.sentences if request.show_unsupported else kept),
        tuple(written.citations),
        tuple(found),
        standalone=query.text,
        filters=filters,
        written_by=name,
        usage=written.usage,
    )
