"""What a news page declares about itself as JSON-LD (https://schema.org/NewsArticle)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.dates import parse_date

_ARTICLE_TYPES = {
    *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle"),
    *("OpinionNewsArticle", "ReviewNewsArticle", "BlogPosting", "LiveBlogPosting", "Report"),
}


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The declared facts; what is not declared is None."""

    title: str | None = None
    body: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None


def linked_data(tree: Any) -> LinkedData:
    """The first article that the page's JSON-LD describes; all None where there is none, or it is broken."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            content = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(content):
            if _types(node) & _ARTICLE_TYPES:
                return _facts(node)
    return LinkedData()


def _nodes(content: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(content, list) and depth < 5:
        for item in content:
            yield from _nodes(item, depth + 1)
    elif isinstance(content, dict):
        yield content
        yield from _nodes(content.get("@graph") or content.get("mainEntity") or [], depth + 1)


def _types(node: dict[str, Any]) -> set[str]:
    kind = node.get("@type")
    return {item for item in (kind if isinstance(kind, list) else [kind]) if isinstance(item, str)}


def _facts(node: dict[str, Any]) -> LinkedData:
    return LinkedData(
        title=_text(node.get("headline")) or _text(node.get("name")),
        body=_text(node.get("articleBody")),
        source=names(node.get("publisher")),
        author=names(node.get("author")),
        published=parse_date(_text(node.get("datePublished")) or ""),
        updated=parse_date(_text(node.get("dateModified")) or ""),
        language=_text(node.get("inLanguage")),
    )


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def names(value: Any) -> str | None:
    """One name or several, as strings or as objects with a `name`, with commas; None for the rest."""
    if isinstance(value, dict):
        return names(value.get("name"))
    if isinstance(value, list):
        return ", ".join(name for item in value[:20] if (name := names(item))) or None
    return _text(value)
