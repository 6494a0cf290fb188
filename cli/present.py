"""What the commands print: JSON in the field names of the types, or text for a person."""

import json
import sys
from typing import Any

from rich.console import Console, OverflowMethod
from rich.text import Text as RichText

from index.types import Article, Hit
from rag.serialize import answer_dict as answer_dict
from rag.serialize import article_dict as article_dict
from rag.serialize import hit_dict as hit_dict
from rag.types import Answer

_CONTROL = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


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
