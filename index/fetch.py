"""A path, a folder, standard input or a URL → documents: bytes with a name, or a stream of lines.

Nothing here knows what an article is. Whatever is too big, damaged or of an unknown kind comes out as a
`Rejection`, so that one bad file in a folder does not stop the others; a target that cannot be read at all
raises `FetchError`.
"""

import gzip
import io
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal, cast
from urllib.parse import urlsplit

from index.download import Page, download
from index.types import FetchError, Rejection

_Readable = io.BufferedReader | gzip.GzipFile
Kind = Literal["text", "markdown", "html", "json", "jsonl"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
MAX_DOCUMENT = 50_000_000
"""Bytes of one document, expanded. JSON Lines are read line by line, and only a line has a limit."""
MAX_LINE = 10_000_000
STDIN = "standard input"

_GZIP_MAGIC = b"\x1f\x8b"
_DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile)
_MEDIA: dict[str, Kind] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One file, standard input or one page, whole.

    `name` is what the user would recognise; `key` is what makes it the same document when it is read again
    (the absolute path, or the URL), and is empty for standard input. `kind` is None where neither the name
    nor the server tells.
    """

    name: str
    data: bytes
    content_type: str | None = None
    url: str | None = None
    key: str = ""
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """JSON Lines, one at a time: (line number from 1, bytes), or a rejection for what is damaged.

    The file behind them is open until the next document is asked for: read them first.
    """

    name: str
    lines: Iterator[tuple[int, bytes] | Rejection]


Fetched = Document | Lines | Rejection


def documents(target: str, *, fetch_url: Callable[[str], Page] = download) -> Iterator[Fetched]:
    """What `target` holds: a file, a folder (in sorted order), "-" for standard input, or an http(s) URL.

    Raises FetchError, in one line, where the target itself is missing, unreadable or forbidden.
    """
    if target == "-":
        yield from _stream(sys.stdin.buffer, STDIN, "", None)
    elif "://" in target:
        yield from _page(fetch_url(target), target)
    else:
        yield from _path(Path(target), target)


def _path(path: Path, name: str) -> Iterator[Fetched]:
    if path.is_dir():
        yield from _folder(path)
    elif path.is_file():
        yield from _file(path, name)
    elif path.exists():
        raise FetchError(f"{name}: is neither a file nor a folder")
    else:
        raise FetchError(f"{name}: no such file or folder; check the path")


def _folder(folder: Path) -> Iterator[Fetched]:
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts) or not path.is_file():
            continue
        if kind_of(path.name) is None:
            known = " ".join(KINDS)
            yield Rejection(str(path), f"not a kind of file that Khabar reads ({known}, each also with .gz)")
            continue
        try:
            yield from _file(path, str(path))
        except FetchError as error:
            yield Rejection(str(path), str(error).removeprefix(f"{path}: "))


def kind_of(name: str) -> Kind | None:
    """The kind that a file's name tells, `.gz` aside; None for others."""
    return KINDS.get(Path(name.lower().removesuffix(".gz")).suffix)


def _file(path: Path, name: str) -> Iterator[Fetched]:
    kind = kind_of(name)
    size = path.stat().st_size
    if kind != "jsonl" and kind is not None and size > MAX_DOCUMENT:
        yield Rejection(name, _too_big(f"is {size / 1e6:,.0f} MB"))
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise FetchError(f"{name}: cannot be read ({error.strerror}); check its permissions") from None
    with stream:
        yield from _stream(stream, name, str(path.resolve()), kind)


def _too_big(what: str) -> str:
    return f"{what}; one document may be {MAX_DOCUMENT / 1e6:,.0f} MB at most: split it, or make it JSON Lines"


def _stream(raw: BinaryIO, name: str, key: str, kind: Kind | None) -> Iterator[Fetched]:
    """Look at the first bytes, unpack gzip, and hand on either the whole or its lines."""
    stream: _Readable = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw))
    if stream.peek(2)[:2] == _GZIP_MAGIC:
        stream = gzip.GzipFile(fileobj=stream)
    try:
        if kind == "jsonl" or (kind is None and _is_json_lines(stream.peek(8192))):
            yield Lines(name, _lines(stream, name))
            return
        data = stream.read(MAX_DOCUMENT + 1)
    except _DAMAGE as error:
        yield Rejection(name, _damage(error, None))
        return
    if len(data) > MAX_DOCUMENT:
        yield Rejection(name, _too_big(f"holds more than {MAX_DOCUMENT / 1e6:,.0f} MB"))
    else:
        yield Document(name, data, key=key, kind=kind)


def _is_json_lines(head: bytes) -> bool:
    first, newline, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not first.startswith(b"{"):
        return False
    try:
        return not newline or isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _lines(stream: _Readable, name: str) -> Iterator[tuple[int, bytes] | Rejection]:
    number = good = 0
    while True:
        number += 1
        try:
            line = stream.readline(MAX_LINE + 1)
            whole = line
            while len(line) > MAX_LINE and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE + 1) or b"\n"
        except _DAMAGE as error:
            yield Rejection(f"{name}:{number}", _damage(error, good))
            return
        if not whole:
            return
        good += len(whole)
        if len(whole) > MAX_LINE:
            yield Rejection(f"{name}:{number}", f"a line of more than {MAX_LINE / 1e6:,.0f} MB")
        else:
            yield number, whole


def _damage(error: Exception, good: int | None) -> str:
    if isinstance(error, EOFError):
        after = "" if good is None else f" after {good:,} bytes of whole lines"
        return f"the gzip stream is cut off{after}; fetch the file again"
    return "the gzip stream is damaged; fetch the file again"


def _page(page: Page, target: str) -> Iterator[Fetched]:
    """A downloaded page, as if it had been a file: its kind from the media type, else from the URL's path."""
    media = (page.content_type or "").partition(";")[0].strip().lower()
    kind = _MEDIA.get(media) or kind_of(urlsplit(page.url).path)
    for item in _stream(io.BytesIO(page.data), target, page.url, kind):
        if isinstance(item, Document):
            yield replace(item, content_type=page.content_type, url=page.url)
        else:
            yield item
