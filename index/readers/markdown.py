"""Markdown: front matter, headline and plain text; several articles where several top headings head text."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.clean import is_prose, normalise
from index.dates import parse_date
from index.readers.html import plain
from index.readers.identity import make_id
from index.readers.imprint import Imprint, take_imprint
from index.types import Article

_FRONT_MATTER = re.compile(r"\s*---\s*\n(.*?)\n(?:---|\.\.\.)\s*(?:\n|$)", re.S)
_FIELDS = {
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher", "site"),
    "author": ("author", "authors", "by"),
    "published": ("published", "date", "published_at"),
    "updated": ("updated", "modified", "lastmod"),
    "language": ("language", "lang"),
    "url": ("url", "link", "canonical"),
}
_IDEOGRAPH_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")
Section = tuple[str, list[str]]


def read_markdown(text: str, key: str, url: str | None = None) -> Iterator[Article]:
    """The articles of a Markdown text, uncleaned; their ids derive from `key` and their place in it."""
    text = normalise(text)
    front: dict[str, str] = {}
    if found := _FRONT_MATTER.match(text):
        front = _front_matter(found[1])
        text = text[found.end() :]
    url = url or (front["url"] if front.get("url", "").startswith(("http://", "https://")) else None)
    for ordinal, (title, lines) in enumerate(_sections(text), start=1):
        imprint = Imprint()
        body = "\n".join(take_imprint(lines, imprint))
        yield Article(
            id=make_id(url or key, ordinal, f"{title}\n{body}"),
            title=title or imprint.title or front.get("title", ""),
            text=body,
            language=front.get("language", "").lower().partition("-")[0],
            url=url,
            source=imprint.source or front.get("source"),
            author=imprint.author or front.get("author"),
            published=imprint.published or parse_date(front.get("published", "")),
            updated=imprint.updated or parse_date(front.get("updated", "")),
        )


def _front_matter(block: str) -> dict[str, str]:
    """Simple `key: value` lines, under our names; lists in brackets are kept as they are printed."""
    given: dict[str, str] = {}
    for line in block.split("\n"):
        key, colon, value = line.partition(":")
        if colon and value.strip() and not line.startswith((" ", "#", "-")):
            given[key.strip().lower()] = value.strip().strip("[]").strip("\"'").strip()
    return {
        field: next(given[name] for name in names if name in given)
        for field, names in _FIELDS.items()
        if any(name in given for name in names)
    }


def _sections(text: str) -> list[Section]:
    """One section, or one a top heading where two or more top headings stand over a paragraph each."""
    parts: list[Section] = [("", [])]
    for level, line in _lines(MarkdownIt("commonmark").enable("table").parse(text)):
        if level == 1:
            parts.append((line, []))
        else:
            parts[-1][1].append(line)
    headed = [part for part in parts if any(part[1]) or part[0]]
    if len(headed) > 1 and all(any(is_prose(line) for line in lines) for _, lines in headed):
        return headed
    title = next((title for title, _ in parts if title), "")
    merged: list[str] = []
    for heading, lines in parts:
        merged += [heading, ""] * bool(heading and heading != title) + lines
    return [(title, merged)] if title or any(merged) else []


def _lines(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """(heading level or 0, line of plain text) for each block, with a blank line between blocks."""
    level = 0
    marker = ""
    row: list[str] | None = None
    numbers: list[int | None] = []
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
            case "heading_close":
                level = 0
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
            case "list_item_open":
                marker, numbers[-1] = _marker(numbers[-1])
            case "tr_open":
                row = []
            case "tr_close":
                yield 0, " | ".join(row or [])
                row = None
            case "table_close":
                yield 0, ""
            case "inline" if row is not None:
                row.append(_inline(token))
            case "inline":
                yield from ((level, line) for line in (marker + _inline(token)).split("\n"))
                marker = ""
                yield 0, ""
            case "fence" | "code_block":
                yield from ((0, line) for line in token.content.rstrip("\n").split("\n"))
                yield 0, ""
            case "html_block":
                yield from ((0, line) for line in plain(token.content).split("\n"))
                yield 0, ""


def _marker(number: int | None) -> tuple[str, int | None]:
    return ("- ", None) if number is None else (f"{number}. ", number + 1)


def _inline(token: Token) -> str:
    """The readable text of a paragraph: no marks, no images, a link as its words, one line a hard break."""
    pieces: list[str] = []
    for child in token.children or []:
        match child.type:
            case "text" | "code_inline":
                pieces.append(child.content)
            case "softbreak":
                pieces.append("\n")
            case "hardbreak":
                pieces.append("\0")
    joined = _IDEOGRAPH_BREAK.sub("", "".join(pieces)).replace("\n", " ")
    return re.sub(r" {2,}", " ", joined).replace("\0", "\n").strip()
