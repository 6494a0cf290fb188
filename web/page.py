"""The chat page: `web/static` as it lies there, with headers that let it reach nothing but this server.

The files are served under a path that holds a digest of them all, which the page is given; so browsers may keep
them for ever, and a new version is seen at once.
"""

import hashlib
from email.utils import formatdate
from mimetypes import guess_type
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.problems import ProblemError

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every answer of the server."""
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".css": "text/css", ".html": "text/html"}
_FOR_EVER = "public, max-age=31536000, immutable"


class Page:
    """The files of a folder, read once: nothing outside it can be asked for."""

    def __init__(self, folder: Path = STATIC) -> None:
        paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
        self._files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        self._modified = formatdate(max((path.stat().st_mtime for path in paths), default=0), usegmt=True)
        whole = hashlib.sha256()
        for name, data in self._files.items():
            whole.update(f"{name}\0{len(data)}\0".encode() + data)
        self.version = whole.hexdigest()[:12]
        if index := self._files.get("index.html"):
            self._files["index.html"] = index.replace(b'="static/', f'="static/{self.version}/'.encode())

    def response(self, request: Request, name: str) -> Response:
        """The file `name`, or that its reader has it already. Raises ProblemError 404."""
        first, _, rest = name.partition("/")
        lasting = first == self.version
        data = self._files.get(rest if lasting else name)
        if data is None:
            raise ProblemError(404, "not-found", "there is no such file")
        tag = f'"{hashlib.sha256(data).hexdigest()[:20]}"'
        headers = {
            "ETag": tag,
            "Last-Modified": self._modified,
            "Cache-Control": _FOR_EVER if lasting else "no-cache",
        }
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        suffix = Path(name).suffix
        return Response(data, headers=headers, media_type=_TYPES.get(suffix) or guess_type(name)[0])


def router(page: Page) -> APIRouter:
    """`/` and `/static/…`, for GET and HEAD."""
    routes, methods = APIRouter(include_in_schema=False), ["GET", "HEAD"]

    @routes.api_route("/", methods=methods)
    async def index(request: Request) -> Response:
        return page.response(request, "index.html")

    @routes.api_route("/static/{name:path}", methods=methods)
    async def file(request: Request, name: str) -> Response:
        return page.response(request, name)

    return routes
