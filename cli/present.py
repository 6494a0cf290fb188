"""What the commands print: JSON in the field names of the types, or text for a person."""

import json
import sys
from typing import Any

from rich.console import Console, OverflowMethod
from rich.text import Text as RichText

from index.types import Article, Hit
from rag.types import Answer, Citation

_CONTROL = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
_ARTICLE = ("id", "title", "url", "source", "published", "language")


def console() -> Console:
    """Standard output for people. Text folds at the edge and is never cropped, whatever its direction."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def shown_text(text: str, *, style: str = "", overflow: OverflowMethod | None = None) -> RichText:
    """Text to show; control characters, which could drive the terminal, are left out."""
    return RichText(text.translate(_CONTROL), style=style, overflow=overflow)


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_line(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


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


def answer_dict(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "language": answer.language,
        "status": answer.status,
        "confidence": answer.confidence,
        "probability": answer.probability,
        "note": answer.note,
        "sentences": [{"text": s.text, "citations": list(s.citations), "support": s.support} for s in answer.sentences],
        "citations": [_citation_dict(c) for c in answer.citations],
        "hits": [hit_dict(h) for h in answer.hits],
    }


def _citation_dict(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "article": article_dict(citation.article),
        "also_in": list(citation.also_in),
    }


def show_answer(out: Console, answer: Answer) -> None:
    """The quotes on lines of their own, so that right-to-left text is laid out whole, then their sources."""
    for sentence, citation in zip(answer.sentences, answer.citations, strict=True):
        out.print(shown_text(f"“{sentence.text}”", style="bold", overflow="fold"))
        out.print(shown_text(f"  [{citation.number}] {provenance(citation.article)}", style="cyan", overflow="fold"))
        if citation.also_in:
            out.print(shown_text(f"      also in: {', '.join(citation.also_in)}", style="dim", overflow="fold"))
        out.print()
    if answer.status == "insufficient_evidence":
        out.print(shown_text(answer.note, style="yellow"))
        for hit in answer.hits:
            out.print(shown_text(f"  · {provenance(hit.article)}", style="dim", overflow="fold"))
    else:
        out.print(shown_text(f"Confidence: {answer.confidence}. {answer.note}", style="yellow"))


def show_hits(out: Console, hits: list[Hit]) -> None:
    for number, hit in enumerate(hits, start=1):
        out.print(shown_text(f"{number}. {provenance(hit.article)}  ({hit.score:.3f})", style="cyan", overflow="fold"))
        out.print(shown_text(hit.passage.text, overflow="fold"))
        if hit.also_in:
            out.print(shown_text(f"   also in: {', '.join(hit.also_in)}", style="dim", overflow="fold"))
        out.print()


def provenance(article: Article) -> str:
    """Outlet, date, language, title and id, as far as they are known."""
    day = (article.published or "")[:10] or "no date"
    title = article.title or f"{article.text[:60].strip()}…"
    return f"{article.source or 'unknown outlet'}, {day}, {article.language} — {title}  (article {article.id})"
