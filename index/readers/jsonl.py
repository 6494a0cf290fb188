"""JSON Lines and JSON: one object an article, under the field names that collections use."""

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

from index.clean import normalise
from index.dates import Order, day_order, from_epoch, parse_date
from index.readers.html import plain
from index.readers.identity import host_of, make_id
from index.readers.linked_data import names
from index.types import Article, Rejection

LOOK_AHEAD = 500
"""Lines held back to learn which way round a collection writes its numeric dates."""
_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "guid"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "article_text", "articleBody", "maintext"),
    "source": ("source", "outlet", "publisher", "site", "source_name"),
    "author": ("author", "authors", "byline"),
    "published": (
        "published",
        "date",
        "published_at",
        "datePublished",
        "date_published",
        "date_publish",
        "pub_date",
    ),
    "updated": ("updated", "updated_at", "dateModified", "date_modified"),
    "url": ("url", "link", "source_url"),
    "language": ("language", "lang"),
}
_HTML = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li)\b[^<>]*>", re.I)

Line = tuple[int, bytes] | Rejection


def read_jsonl(lines: Iterator[Line], name: str) -> Iterator[Article | Rejection]:
    """The article of each line, uncleaned, and a rejection (name:line) for each line that holds none.

    Lines are read as they come, at most LOOK_AHEAD at a time.
    """
    ahead = list(itertools.islice(lines, LOOK_AHEAD))
    order = day_order(re.findall(r"\b\d\d?[/.-]\d\d?[/.-]\d{4}\b", _dates(ahead)))
    for line in itertools.chain(ahead, lines):
        if isinstance(line, Rejection):
            yield line
        elif line[1].strip():
            yield _from_line(line[1], f"{name}:{line[0]}", order)


def read_json(text: str, name: str) -> Iterator[Article | Rejection]:
    """The articles of an array, of a single object, or of an object with an array under "articles"."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Rejection(name, f"is not JSON: {_why(error)}")
        return
    if isinstance(content, dict) and isinstance(content.get("articles"), list):
        content = content["articles"]
    if isinstance(content, list):
        order = day_order(_raw_dates(content))
        for number, item in enumerate(content, start=1):
            yield _from_object(item, f"{name}[{number}]", order)
    else:
        yield _from_object(content, name, None)


def _dates(lines: list[Line]) -> str:
    """What stands in the date fields of lines, without parsing them whole."""
    field = rb'"(?:' + "|".join(_NAMES["published"]).encode() + rb')"\s*:\s*"([^"]{4,40})"'
    found = (re.search(field, line[1]) for line in lines if not isinstance(line, Rejection))
    return "\n".join(match[1].decode("utf-8", "replace").replace("\\/", "/") for match in found if match)


def _raw_dates(items: list[Any]) -> list[str]:
    return [str(_field(item, "published")) for item in items if isinstance(item, dict)]


def _from_line(line: bytes, where: str, order: Order | None) -> Article | Rejection:
    try:
        item = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Rejection(where, "is not UTF-8, which JSON Lines must be")
    except (ValueError, RecursionError) as error:
        return Rejection(where, f"is not JSON: {_why(error)}")
    return _from_object(item, where, order)


def _why(error: Exception) -> str:
    return f"{error.msg} at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else "nested too deep"


def _from_object(item: Any, where: str, order: Order | None) -> Article | Rejection:
    if not isinstance(item, dict):
        return Rejection(where, "is not an object with fields")
    text = _string(item, "text")
    if text is None:
        present = ", ".join(str(key)[:20] for key in list(item)[:8]) or "none"
        return Rejection(where, f"has no text (looked for {', '.join(_NAMES['text'][:4])}; its fields: {present})")
    if _HTML.search(text):
        text = plain(text)
    title = _string(item, "title") or ""
    url = _string(item, "url")
    given = _field(item, "id")
    ident = str(given).strip() if isinstance(given, str | int) and not isinstance(given, bool) else ""
    return Article(
        id=_well_formed(ident) or make_id(url or "", content=f"{title}\n{text}"),
        title=title,
        text=_well_formed(normalise(text)),
        language=(_string(item, "language") or "").lower().partition("-")[0],
        url=url,
        source=names(_field(item, "source")) or host_of(url),
        author=names(_field(item, "author")),
        published=_date(_field(item, "published"), order),
        updated=_date(_field(item, "updated"), order),
    )


def _field(item: dict[str, Any], field: str) -> Any:
    return next((item[name] for name in _NAMES[field] if item.get(name) not in (None, "", [])), None)


def _string(item: dict[str, Any], field: str) -> str | None:
    value = _field(item, field)
    return _well_formed(normalise(value)).strip() or None if isinstance(value, str) else None


def _well_formed(text: str) -> str:
    """`text` with U+FFFD for lone surrogates, which JSON escapes can hold and no database takes."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def _date(value: Any, order: Order | None) -> str | None:
    if isinstance(value, str):
        return parse_date(value, order)
    return from_epoch(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
