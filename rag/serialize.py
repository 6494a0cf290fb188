"""Answers and their events as plain dictionaries, in the field names of the types: what every door prints as JSON."""

from dataclasses import asdict
from typing import Any

from index.search import Filters
from index.types import Article, Hit
from rag.types import Answer, Answered, Citation, Cited, Delta, Event, Filtered, Notice, Rewritten, Sources

_ARTICLE = ("id", "title", "url", "source", "published", "language")


def article_dict(article: Article) -> dict[str, Any]:
    return {name: getattr(article, name) for name in _ARTICLE}


def hit_dict(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "passage": {"id": passage.id, "start": passage.start, "end": passage.end, "text": passage.text},
        "article": article_dict(hit.article),
        "score": hit.score,
        "also_in": list(hit.also_in),
    }


def citation_dict(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "article": article_dict(citation.article),
        "also_in": list(citation.also_in),
    }


def filters_dict(filters: Filters) -> dict[str, Any]:
    return {
        "since": filters.since,
        "until": filters.until,
        "sources": list(filters.sources),
        "languages": list(filters.languages),
        "latest": filters.latest,
    }


def notice_dict(notice: Notice) -> dict[str, Any]:
    return {"kind": notice.kind, "text": notice.text, "values": dict(notice.values)}


def answer_dict(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "standalone": answer.standalone,
        "filters": filters_dict(answer.filters),
        "language": answer.language,
        "status": answer.status,
        "confidence": answer.confidence,
        "probability": answer.probability,
        "note": answer.note,
        "reason": notice_dict(answer.reason) if answer.reason else None,
        "notices": [notice_dict(n) for n in answer.notices],
        "sentences": [
            {"text": s.text, "citations": list(s.citations), "support": s.support, "reasons": list(s.reasons)}
            for s in answer.sentences
        ],
        "citations": [citation_dict(c) for c in answer.citations],
        "versions": [
            {"value": v.value, "citations": list(v.citations), "corrected": v.corrected} for v in answer.versions
        ],
        "written_by": answer.written_by,
        "usage": asdict(answer.usage) if answer.usage else None,
        "hits": [hit_dict(h) for h in answer.hits],
    }


def event_dict(event: Event) -> tuple[str, dict[str, Any]]:
    """The event's name on the stream, and its data."""
    match event:
        case Rewritten(question):
            return "rewritten", {"question": question}
        case Filtered(filters, phrases):
            return "filters", {**filters_dict(filters), "phrases": list(phrases)}
        case Sources(hits):
            return "sources", {"hits": [hit_dict(hit) for hit in hits]}
        case Delta(text):
            return "delta", {"text": text}
        case Cited(citation):
            return "citation", citation_dict(citation)
        case Answered(answer):
            return "answer", answer_dict(answer)
