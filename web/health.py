"""Whether the server lives, whether it can answer, and how fresh each outlet's news is."""

import sqlite3
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from index import db
from index.schema import database_errors
from index.types import KhabarError
from web.article_schemas import HealthOut, StateOut
from web.metrics import CONTENT_TYPE
from web.openapi import problems
from web.problems import ProblemError
from web.service import Json, Reading, Serving

router = APIRouter(tags=["operation"])
_FRESHNESS = (
    "SELECT source, count(*), max(substr(published, 1, 10)), max(ingested) FROM articles "
    "WHERE source IS NOT NULL GROUP BY source ORDER BY 3 DESC, source LIMIT 1000"
)


@router.head("/health/live", include_in_schema=False)
@router.get("/health/live", response_model=StateOut)
async def live() -> Response:
    """Whether the process answers at all."""
    return Json({"status": "live"})


@router.head("/health/ready", include_in_schema=False)
@router.get("/health/ready", response_model=StateOut, responses=problems())
async def ready(service: Serving) -> Response:
    """Whether questions can be answered; 503 while not, and from the moment the server is told to end."""
    if service.closing.is_set():
        raise ProblemError(503, "ending", "the server is ending")
    await service.readers.look_up(db.generation)
    return Json({"status": "ready"})


@router.head("/health", include_in_schema=False)
@router.get("/health", response_model=HealthOut, responses=problems())
async def health(service: Serving, _: Reading) -> Response:
    """What the library holds, and for each outlet its newest article and when the last one was added."""
    found = await service.readers.look_up(_library)
    library = service.readers.library
    return Json(
        {
            "status": "ready",
            "library": {
                **found["library"],
                "embedder": library.embedder_name,
                "generation": library.generation,
                "unread": service.ahead.left,
            },
            "model": service.llm.name if service.llm else None,
            "jobs": service.jobs.busy,
            "freshness": found["freshness"],
        }
    )


_METERS: dict[int | str, dict[str, Any]] = {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}}


@router.get("/metrics", response_class=Response, responses=_METERS | problems())
async def metrics(service: Serving, _: Reading) -> Response:
    """Counters and times in Prometheus' text format."""
    try:
        counts = await service.readers.look_up(db.counts)
    except KhabarError:
        counts = None
    for what in ("articles", "copies", "passages"):
        service.metrics.library.labels(what).set(getattr(counts, what) if counts else float("nan"))
    return Response(service.metrics.text(), media_type=CONTENT_TYPE)


def _library(connection: sqlite3.Connection) -> dict[str, Any]:
    counts = db.counts(connection)
    names = ("articles", "leaders", "copies", "passages", "languages")
    with database_errors():
        rows = connection.execute(_FRESHNESS).fetchall()
    fields = ("source", "articles", "newest", "added")
    return {
        "library": {name: getattr(counts, name) for name in names},
        "freshness": [dict(zip(fields, row, strict=True)) for row in rows],
    }
