"""What the commands print: JSON in the field names of the types, or text for a person."""

import json
import sys
from collections.abc import Sequence
from typing import Any, Self

from rich.console import Console, OverflowMethod
from rich.text import Text as RichText

from index.search import Filters
from index.types import Article, Hit
from rag.serialize import answer_dict as answer_dict
from rag.serialize import article_dict as article_dict
from rag.serialize import hit_dict as hit_dict
from rag.types import Answer, Citation, Support

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


class Draft:
    """A draft as it streams, dim, where a person watches; it goes when the proven answer comes."""

    def __init__(self, out: Console | None) -> None:
        self._live = None
        self._text = ""
        if out is not None and out.is_terminal:
            from rich.live import Live

            self._live = Live(console=out, transient=True, vertical_overflow="crop", refresh_per_second=12)

    def __enter__(self) -> Self:
        return self

    def add(self, text: str) -> None:
        self._text += text
        if self._live is not None:
            if not self._live.is_started:
                self._live.start()
            self._live.update(shown_text(self._text, style="dim", overflow="fold"))

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()


def period_line(filters: Filters, phrases: Sequence[str]) -> str:
    """How words of time were read, and how to say otherwise."""
    words = ", ".join(f"“{phrase}”" for phrase in phrases)
    parts = [f"since {filters.since}" if filters.since else "", f"until {filters.until}" if filters.until else ""]
    read = " ".join(part for part in parts if part) or "the latest first"
    return f"{words} read as: {read} (change it with --since and --until)"


def show_answer(out: Console, answer: Answer) -> None:
    """What is said, each sentence with its numbers, then the quotes that prove it with their sources."""
    if answer.written_by and answer.sentences:
        _show_written(out, answer)
    else:
        _show_quotes(out, answer)
    for version in answer.versions:
        numbers = "".join(f"[{n}]" for n in version.citations)
        withdrawn = " (withdrawn by a correction)" if version.corrected else ""
        out.print(shown_text(f"  · {version.value} {numbers}{withdrawn}", overflow="fold"))
    for notice in answer.notices:
        out.print(shown_text(notice.text, style="yellow"))
    if answer.status == "insufficient_evidence":
        out.print(shown_text(answer.note, style="yellow"))
        for hit in answer.hits:
            out.print(shown_text(f"  · {provenance(hit.article)}", style="dim", overflow="fold"))
    else:
        status = "" if answer.status == "answered" else f"{answer.status.capitalize()}. "
        out.print(shown_text(f"{status}Confidence: {answer.confidence}. {answer.note}", style="yellow"))


def _show_written(out: Console, answer: Answer) -> None:
    for sentence in answer.sentences:
        numbers = "".join(f"[{n}]" for n in sentence.citations)
        out.print(shown_text(f"{sentence.text} {numbers}".rstrip(), style=_STYLES[sentence.support], overflow="fold"))
        if sentence.support != "supported":
            reasons = f": {'; '.join(sentence.reasons)}" if sentence.reasons else ""
            out.print(shown_text(f"  {sentence.support}{reasons}", style="yellow", overflow="fold"))
    out.print()
    for citation in answer.citations:
        _show_source(out, citation)
        out.print(shown_text(f"    “{citation.quote}”", overflow="fold"))
        out.print()


_STYLES: dict[Support, str] = {"quoted": "bold", "supported": "bold", "weak": "", "unsupported": "strike"}


def _show_quotes(out: Console, answer: Answer) -> None:
    """The quotes, each on lines of its own: so right-to-left text is laid out whole. Dim: what only a version cites."""
    said = {number for sentence in answer.sentences for number in sentence.citations}
    for citation in answer.citations:
        style = "bold" if citation.number in said else "dim"
        out.print(shown_text(f"“{citation.quote}”", style=style, overflow="fold"))
        _show_source(out, citation)
        out.print()


def _show_source(out: Console, citation: Citation) -> None:
    out.print(shown_text(f"  [{citation.number}] {provenance(citation.article)}", style="cyan", overflow="fold"))
    if citation.also_in:
        out.print(shown_text(f"      also in: {', '.join(citation.also_in)}", style="dim", overflow="fold"))


def show_article(out: Console, citation: Citation) -> None:
    """The article of a citation whole, its quote set off."""
    article = citation.article
    out.print(shown_text(provenance(article), style="cyan", overflow="fold"))
    if article.url:
        out.print(shown_text(article.url, style="dim", overflow="fold"))
    text = shown_text(article.text[: citation.start], overflow="fold")
    text.append(citation.quote.translate(_CONTROL), style="bold reverse")
    text.append(article.text[citation.end :].translate(_CONTROL))
    out.print(text)


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
