"""Asking and searching: `POST /ask`, `POST /ask/stream`, `GET /search`."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from index.search import MAX_CHARS, Filters, hits
from rag.ask import Request as Question
from rag.ask import answer
from rag.rerank import find
from rag.serialize import event_dict, hit_dict
from rag.types import Answered, Delta, Sources, Turn
from web.conversations import Kept, keep
from web.logs import log
from web.openapi import event_stream, problems
from web.problems import ProblemError
from web.schemas import ANSWER_EVENTS, AnswerOut, AskBody, Day, Language, Name, SearchOut, check_period
from web.service import Json, Reading, Service, Serving
from web.stream import EventStream, Named, guarded, until_closing, while_read

router = APIRouter(tags=["asking"])
_STAGES = {Sources: "sources", Delta: "first words", Answered: "answer"}

_TOLD_BEFORE = 0.9
"""Share of the grace after which a stream that still goes on is told that the server ends."""


@router.post("/ask", response_model=AnswerOut, responses=problems(404, 502))
async def ask(request: Request, body: AskBody, service: Serving, _: Reading) -> Response:
    """The whole answer, once it is proven."""

    async def last() -> dict[str, Any]:
        async with aclosing(await story(service, body)) as events:
            async for name, data in events:
                if name == "answer":
                    return data
        raise AssertionError("the story of an answer ends with one")

    return Json(await while_read(request.receive, last()))


@router.post(
    "/ask/stream",
    response_class=EventStream,
    responses=event_stream(ANSWER_EVENTS, "What is found, drafted and proven, as it happens.") | problems(404),
)
async def ask_stream(request: Request, body: AskBody, service: Serving, _: Reading) -> Response:
    """The same as Server-Sent Events. The last is `answer`, or `error` where something failed on the way."""
    late = ProblemError(503, "closing", "the server is about to end: ask again in a minute")
    events = until_closing(await story(service, body), service.closing, service.settings.grace * _TOLD_BEFORE, late)
    return EventStream(guarded(events, request), heartbeat=service.settings.heartbeat)


@router.get("/search", response_model=SearchOut, responses=problems())
async def search(
    service: Serving,
    _: Reading,
    q: Annotated[str, Query(min_length=1, max_length=MAX_CHARS)],
    k: Annotated[int, Query(ge=1, le=100)] = 10,
    since: Day | None = None,
    until: Day | None = None,
    source: Annotated[list[Name], Query(max_length=100)] = [],  # noqa: B006 — FastAPI copies it
    language: Annotated[list[Language], Query(max_length=100)] = [],  # noqa: B006
    latest: bool = False,
) -> Response:
    """The passages nearest to a question, best first."""
    _check_length(service, q)
    check_period(since, until)
    filters = Filters(since, until, tuple(source), tuple(language), latest)
    async with service.readers.borrow() as searcher:
        found = await asyncio.to_thread(find, searcher, q, filters=filters, reranker=service.reranker)
    return Json({"hits": [hit_dict(hit) for hit in hits(found[1], k)]})


async def story(service: Service, body: AskBody) -> AsyncGenerator[Named]:
    """The events of an answer. What can be refused at once is: raises ProblemError, InputError."""
    _check_length(service, body.question)
    check_period(body.filters.since, body.filters.until)
    service.readers.admit()
    return _story(service, body, await keep(service, body))


async def _story(service: Service, body: AskBody, kept: Kept) -> AsyncGenerator[Named]:
    started, seen, ended = time.perf_counter(), set[str](), False
    try:
        async with service.readers.borrow() as searcher:
            turns = kept.turns or tuple(Turn(t.question, t.question, t.answer) for t in body.history)
            asked = Question(
                body.question,
                body.filters.filters(),
                body.k,
                turns,
                body.language,
                body.as_of,
                body.show_unsupported,
            )
            llm = service.llm if body.llm else None
            told = answer(searcher, asked, llm=llm, checker=service.checker, reranker=service.reranker)
            async with aclosing(told) as events:
                async for event in events:
                    stage = _STAGES.get(type(event))
                    if stage and stage not in seen:
                        seen.add(stage)
                        service.metrics.stages.labels(stage).observe(time.perf_counter() - started)
                    if isinstance(event, Answered):
                        result = event.answer
                        service.metrics.answered(result)
                        log().info(
                            "answered",
                            status=result.status,
                            confidence=result.confidence,
                            written=bool(result.written_by),
                            hits=len(result.hits),
                            seconds=round(time.perf_counter() - started, 3),
                        )
                        ended = True
                        yield "answer", await kept.add(result)
                    else:
                        yield event_dict(event)
    except Exception as error:
        ended = True
        service.metrics.failures.labels(failure_kind(error)).inc()
        raise
    finally:
        if not ended:
            service.metrics.left.inc()


def failure_kind(error: Exception) -> str:
    return error.kind if isinstance(error, ProblemError) else type(error).__name__


def _check_length(service: Service, question: str) -> None:
    most = service.settings.max_question
    if len(question) > most:
        raise ProblemError(422, "too-long", f"the question has {len(question):,} characters: ask in at most {most:,}")
