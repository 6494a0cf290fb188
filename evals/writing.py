"""Written answers, measured like quotes: what a model wrote that its quotes carry, with those quotes."""

import asyncio
from dataclasses import dataclass

from evals.cases import Case, Collection, Reply
from evals.quoting import Answerer, AnswerSystem, reply_of
from evals.workbench import Built, Workbench
from rag.ask import Request, answer
from rag.checks import Checker
from rag.llm import LLM
from rag.types import Answer, Answered

NAME = "khabar, written"


@dataclass(frozen=True, slots=True)
class Writer:
    """The model that writes, and what holds every sentence against its quotes."""

    llm: LLM
    checker: Checker


def system(bench: Workbench, writer: Writer) -> AnswerSystem:
    """Return the system that answers as `khabar ask --llm` does."""

    def over(collection: Collection) -> Answerer:
        built = bench.build(collection.articles)
        return lambda case: reply_to(built, writer, case)

    return over


def reply_to(built: Built, writer: Writer, case: Case) -> Reply:
    """Return what becomes of one question, from its first event to the answer."""
    return reply_of(asyncio.run(_answer(built, writer, Request(case.question))))


async def _answer(built: Built, writer: Writer, request: Request) -> Answer:
    async for event in answer(built.searcher, request, llm=writer.llm, checker=writer.checker):
        if isinstance(event, Answered):
            return event.answer
    raise AssertionError("an answer ends with `Answered`")
