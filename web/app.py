"""The server: one process, one library, the API and the page."""

import asyncio
import importlib.metadata
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from fastapi import FastAPI

from index.types import KhabarError
from rag.ask import ask
from rag.checks import Checker
from rag.conversations import Conversations
from rag.llm import LLM
from rag.rerank import Reranker
from web import api, articles, conversations, health, openai_compat, openapi, page, problems
from web.ahead import Ahead
from web.jobs import Jobs
from web.keys import check_bind, is_loopback, parse_keys
from web.limits import BodyLimit, RateLimit, rate
from web.logs import log
from web.metrics import Metrics
from web.models import models, reranker
from web.observe import Observed
from web.origins import SameSite
from web.readers import Readers
from web.service import Service
from web.settings import Settings

_WARMING = "Who won the election in France in 2022?"


def create_app(
    settings: Settings, *, llm: LLM | None = None, checker: Checker | None = None, ranking: Reranker | None = None
) -> FastAPI:
    """The application over one library; `llm`, `checker` and `ranking` go before those that the settings name.

    Raises InputError, in one line, on settings that cannot be: an address that others reach without keys, a rate
    that is none; MissingModelError on a reranker that cannot be loaded. The library is opened when it starts.
    """
    keys = parse_keys(settings.api_keys)
    check_bind(settings.host, keys)
    limits = rate(settings.rate), rate(settings.write_rate)
    if llm is None:
        llm, checker = models(settings)
    ranking = ranking or reranker(settings)
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as opened:
            work = ThreadPoolExecutor(settings.threads, "search")
            asyncio.get_running_loop().set_default_executor(work)
            readers = Readers(settings.library, settings.embedder, asks=settings.asks)
            await readers.open()
            opened.callback(readers.close)
            async with readers.borrow() as searcher:  # loads all that a first question would wait for
                await asyncio.to_thread(ask, searcher, _WARMING)
            jobs = Jobs(readers, metrics, idle=settings.adding_idle)
            kept = Conversations(settings.library)
            reading, writing = RateLimit("read", limits[0]), RateLimit("write", limits[1])
            ahead = Ahead(jobs, readers)
            work_with = (llm, checker, ranking)
            service = Service(settings, keys, readers, jobs, ahead, kept, metrics, reading, writing, *work_with)
            app.state.service = service
            await jobs.open()
            opened.push_async_callback(jobs.close, settings.grace / 2)
            for chore in (readers.watch(), ahead.run()):
                opened.push_async_callback(_cancelled, asyncio.create_task(chore))
            opened.callback(service.closing.set)
            log().info("ready", passages=len(readers.library.vectors.ids()), keys=len(keys), model=settings.llm)
            yield

    app = FastAPI(
        title="Khabar",
        summary="Answers questions over a collection of news, and proves every sentence with an exact quote.",
        version=importlib.metadata.version("khabar"),
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    local = is_loopback(settings.host) and not keys
    app.add_middleware(SameSite, settings.hosts, local=local)
    app.add_middleware(BodyLimit, settings.max_body)
    app.add_middleware(Observed, metrics)
    problems.install(app)
    for room in (api, articles, conversations, health, openai_compat, openapi):
        app.include_router(room.router)
    app.include_router(page.router(page.Page()))
    openapi.describe(app)
    return app


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError, KhabarError):
        await task
