"""The one door for material: whatever the user names comes out as clean articles and rejections."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from index.clean import clean, normalise
from index.download import Page, download
from index.fetch import Document, Lines, documents
from index.readers.decode import decode
from index.readers.html import declared_charset, read_html
from index.readers.jsonl import read_json, read_jsonl
from index.readers.markdown import read_markdown
from index.readers.text import read_text
from index.types import Article, ReadError, Rejection

__all__ = ["read"]

_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def read(target: str, *, fetch_url: Callable[[str], Page] = download) -> Iterator[Article | Rejection]:
    """The articles in a file, a folder, standard input ("-") or a URL, one at a time, in order.

    `language` is "" where the source does not state it. What cannot be read comes out as a rejection, in its
    place. Raises FetchError where the target itself cannot be reached.
    """
    for fetched in documents(target, fetch_url=fetch_url):
        match fetched:
            case Rejection():
                yield fetched
            case Lines(name, lines):
                yield from _cleaned(read_jsonl(lines, name), name)
            case Document():
                yield from _cleaned(_read_document(fetched), fetched.name)


def _read_document(document: Document) -> Iterator[Article | Rejection]:
    try:
        yield from _by_kind(document)
    except ReadError as error:
        yield Rejection(document.name, str(error))


def _by_kind(document: Document) -> Iterator[Article | Rejection]:
    text = decode(document.data, _declared(document))
    kind = document.kind or _sniff(text)
    if kind == "html":
        yield from read_html(text, document.name, document.key, document.url)
    elif kind == "markdown":
        yield from read_markdown(text, document.key, document.url)
    elif kind == "json":
        yield from read_json(text, document.name)
    else:
        yield from read_text(text, document.key, document.url)


def _declared(document: Document) -> str | None:
    if document.kind in ("html", None):
        return declared_charset(document.data, document.content_type)
    return declared_charset(b"", document.content_type)


def _sniff(text: str) -> str:
    if _HTML_START.match(text):
        return "html"
    return "json" if re.match(r"\s*(?:\{\s*\"|\[\s*\{)", text) else "text"


def _cleaned(items: Iterator[Article | Rejection], name: str) -> Iterator[Article | Rejection]:
    count = 0
    for item in items:
        count += 1
        if isinstance(item, Rejection):
            yield item
        elif text := clean(normalise(item.text)):
            title = " ".join(normalise(item.title).split())
            yield replace(item, text=text, title=title)
        else:
            yield Rejection(item.url or name, "nothing is left once page furniture is taken off")
    if not count:
        yield Rejection(name, "holds no article")
