"""The articles of the library: listed, shown, added, removed; and the jobs by which they are added."""

import sqlite3
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.responses import Response

from index import db
from index.passages import conditions, outlet
from rag.serialize import article_dict
from web.article_schemas import JOB_EVENTS, ArticlesOut, JobOut, NewJobOut, WholeArticleOut
from web.intake import ArticleBody, Upload, lot_of
from web.jobs import REMEMBERED
from web.openapi import event_stream, problems
from web.problems import ProblemError
from web.schemas import Day, Language, Name, check_period
from web.service import Json, Reading, Serving, Writing
from web.stream import EventStream, guarded, until_closing

router = APIRouter(tags=["articles"])
_FAR = 1_000_000_000


@router.get("/articles", response_model=ArticlesOut, responses=problems())
async def list_articles(
    service: Serving,
    _: Reading,
    title: Annotated[str | None, Query(max_length=300)] = None,
    source: Name | None = None,
    language: Language | None = None,
    since: Day | None = None,
    until: Day | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=_FAR)] = 0,
) -> Response:
    """Newest first; those without a date come last. `facets` count the whole library."""
    check_period(since, until)

    def look(connection: sqlite3.Connection) -> dict[str, Any]:
        chosen: dict[str, Any] = {"source": source, "language": language, "since": since, "until": until}
        records = db.articles(connection, **chosen, text=title, limit=limit, offset=offset)
        counts = db.counts(connection)
        return {
            "articles": [_summary(record) for record in records],
            "total": _count(connection, **chosen, text=title),
            "facets": {"languages": _named(counts.languages), "sources": _named(counts.sources)},
        }

    return Json(await service.readers.look_up(look))


@router.get("/articles/{article_id}", response_model=WholeArticleOut, responses=problems(404))
async def show_article(
    article_id: str,
    service: Serving,
    _: Reading,
    start: Annotated[int | None, Query(ge=0, le=_FAR)] = None,
    end: Annotated[int | None, Query(ge=1, le=_FAR)] = None,
) -> Response:
    """One article whole. `start` and `end`, in code points of its text, come back as `highlight` if they lie in it."""

    def look(connection: sqlite3.Connection) -> dict[str, Any]:
        record = db.record(connection, article_id)
        if record is None:
            raise _no_article(article_id)
        return _whole(connection, record) | {"highlight": _highlight(record.article.text, start, end)}

    return Json(await service.readers.look_up(look))


@router.post(
    "/articles",
    status_code=202,
    response_model=NewJobOut,
    responses=problems(415),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/ArticleBody"}},
                "multipart/form-data": {"schema": {"$ref": "#/components/schemas/Upload"}},
            },
        }
    },
)
async def add_articles(request: Request, service: Serving, _: Writing) -> Response:
    """Takes in text, HTML, the address of a page, or a file as `khabar add` reads them; `job` tells how it goes."""
    lot, data = lot_of(await _sent(request), service.settings)
    job = await service.jobs.add(lot, data)
    return Json({"job": job.id}, 202, headers={"Location": f"/jobs/{job.id}"})


@router.delete("/articles/{article_id}", status_code=204, response_model=None, responses=problems(404))
async def remove_article(article_id: str, service: Serving, _: Writing) -> Response:
    """Removes an article; nothing of it can be found any more when this returns. Its copies stay."""
    if not await service.jobs.remove([article_id]):
        raise _no_article(article_id)
    return Response(status_code=204)


@router.get("/jobs/{job_id}", response_model=JobOut, responses=problems(404))
async def show_job(job_id: str, service: Serving, _: Reading) -> Response:
    """How far a lot of articles has come."""
    job = service.jobs.get(job_id)
    if job is None:
        raise _no_job(job_id)
    return Json(job.told())


@router.get(
    "/jobs/{job_id}/events",
    response_class=EventStream,
    responses=event_stream(JOB_EVENTS, "Every change, then `summary` or `error`.") | problems(404),
)
async def follow_job(request: Request, job_id: str, service: Serving, _: Reading) -> Response:
    """The same as Server-Sent Events, until it is over or the server ends."""
    job = service.jobs.get(job_id)
    if job is None:
        raise _no_job(job_id)
    events = until_closing(job.events(), service.closing)
    return EventStream(guarded(events, request), heartbeat=service.settings.heartbeat)


async def _sent(request: Request) -> ArticleBody | Upload:
    """The body, of either kind. Raises RequestValidationError, ProblemError."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/json":
            return ArticleBody.model_validate_json(await request.body())
        if kind == "multipart/form-data":
            form = await request.form(max_files=1, max_fields=10)
            file = form.get("file")
            fields = {name: value for name, value in form.items() if name != "file"}
            data = await file.read() if isinstance(file, UploadFile) else None
            name = (file.filename if isinstance(file, UploadFile) else None) or "upload"
            return Upload.model_validate({**fields, "file": data, "name": name[-200:]})
    except ValidationError as error:
        raise RequestValidationError(
            [{**item, "loc": ("body", *item["loc"])} for item in error.errors(include_url=False, include_context=False)]
        ) from None
    detail = "send application/json, or a file as multipart/form-data"
    raise ProblemError(415, "unsupported-media-type", detail)


def _summary(record: db.Record) -> dict[str, Any]:
    copy = {"duplicate_of": record.duplicate_of, "duplicate_kind": record.duplicate_kind}
    return article_dict(record.article) | copy


def _whole(connection: sqlite3.Connection, record: db.Record) -> dict[str, Any]:
    article = record.article
    leader = db.record(connection, record.duplicate_of) if record.duplicate_of else None
    group = [*([leader] if leader else []), *db.copies(connection, record.duplicate_of or article.id)]
    others = [other.article for other in group if other.article.id != article.id]
    more = {name: getattr(article, name) for name in ("author", "updated", "ingested", "text")}
    return {
        **_summary(record),
        **more,
        "also_in": sorted({outlet(other) for other in others} - {outlet(article)}),
        "copies": [article_dict(other) for other in others],
    }


def _highlight(text: str, start: int | None, end: int | None) -> dict[str, int] | None:
    if start is None and end is None:
        return None
    if start is None or end is None or not start < end <= len(text):
        detail = f"start and end must lie in the text, of {len(text):,} characters, the one before the other"
        raise ProblemError(422, "bad-highlight", detail)
    return {"start": start, "end": end}


def _count(
    connection: sqlite3.Connection,
    *,
    source: str | None,
    language: str | None,
    since: str | None,
    until: str | None,
    text: str | None,
) -> int:
    """How many articles `index.db.articles` would list without a limit."""
    where, values = conditions(since, until, (source,) if source else ())
    if language:
        where, values = [*where, "language = ?"], [*values, language]
    if text:
        where, values = [*where, "instr(casefold(title), casefold(?))"], [*values, text]
    (count,) = connection.execute(f"SELECT count(*) FROM articles WHERE {' AND '.join(where)}", values).fetchone()
    return int(count)


def _named(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if name}


def _no_article(article_id: str) -> ProblemError:
    return ProblemError(404, "no-article", f"no article {article_id[:100]!r} in the library")


def _no_job(job_id: str) -> ProblemError:
    detail = f"no job {job_id[:100]!r}: the last {REMEMBERED} are remembered, until the server ends"
    return ProblemError(404, "no-job", detail)
