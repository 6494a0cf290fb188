"""The description of the API: problems and event streams in it, and `/docs`, which needs no network."""

from functools import cache
from pathlib import Path
from typing import Any

import fastapi_offline
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.responses import FileResponse, HTMLResponse, Response

from web.article_schemas import JOB_EVENTS
from web.intake import ArticleBody, Upload
from web.schemas import ANSWER_EVENTS, ProblemOut

router = APIRouter(include_in_schema=False)
_REF = "#/components/schemas/{model}"
_ASSETS = Path(fastapi_offline.__file__).parent / "static"
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Khabar API</title>
<link rel="stylesheet" href="docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script><script src="docs/start.js"></script></body></html>
"""
_START = 'SwaggerUIBundle({url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null});\n'
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Swagger UI sets styles inside its elements."""


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem documents that an operation may answer with, for its `responses`."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    always = {400, 401, 403, 413, 421, 422, 429, 503}
    return {status: {"description": "A problem.", "content": content} for status in sorted({*statuses, *always})}


def event_stream(events: dict[str, type[BaseModel]], description: str) -> dict[int | str, dict[str, Any]]:
    """A stream of these events, for an operation's `responses`: each event's data is the JSON of its model."""
    kinds = [
        {
            "type": "object",
            "title": name,
            "required": ["event", "data"],
            "properties": {
                "event": {"const": name},
                "data": {
                    "type": "string",
                    "contentMediaType": "application/json",
                    "contentSchema": {"$ref": f"#/components/schemas/{model.__name__}"},
                },
            },
        }
        for name, model in events.items()
    ]
    return {200: {"description": description, "content": {"text/event-stream": {"itemSchema": {"oneOf": kinds}}}}}


def describe(app: FastAPI) -> None:
    """Adds to the app's description the models that only streams, problems and hand-read bodies have."""
    made = app.openapi

    @cache
    def openapi() -> dict[str, Any]:
        description = made()
        models: set[type[BaseModel]] = {ProblemOut, ArticleBody, Upload, *ANSWER_EVENTS.values(), *JOB_EVENTS.values()}
        modes = [(model, "validation") for model in sorted(models, key=lambda model: model.__name__)]
        _, found = models_json_schema(modes, ref_template=_REF)  # type: ignore[arg-type]
        for operation in (one for path in description["paths"].values() for one in path.values()):
            events = operation["responses"].get("200", {}).get("content", {}).get("text/event-stream", {})
            events.pop("schema", None)  # FastAPI takes every body that is no JSON for a text
        for name, schema in found["$defs"].items():
            description["components"]["schemas"].setdefault(name, schema)
        return description

    app.openapi = openapi  # type: ignore[method-assign]


@router.get("/docs")
async def docs() -> Response:
    """The API to read and to try."""
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": POLICY})


@router.get("/docs/start.js")
async def start() -> Response:
    return Response(_START, media_type="text/javascript")


@router.get("/docs/{name}")
async def asset(name: str) -> Response:
    """A file of Swagger UI, from the installation."""
    if name not in ("swagger-ui.css", "swagger-ui-bundle.js"):
        return Response(status_code=404)
    return FileResponse(_ASSETS / name, headers={"Cache-Control": "max-age=86400"})
