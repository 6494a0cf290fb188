"""A conversation as a file to keep or to send: Markdown, HTML that needs nothing else, or JSON.

All text is escaped: what an article says becomes no link, no image and no element. Only an article's own address is a
link, and only if it is one of the web.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, Literal

from index.language import UNKNOWN
from index.types import InputError
from rag.conversations.store import Conversation, StoredTurn

Form = Literal["md", "html", "json"]
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_MARKED = re.compile(r"([\\`*_\[\]<>#|~&$!^{}])")
_OPENING = re.compile(r"^([-+=:]|\d+(?=[.)]))")
_LINKING = re.compile(r"(://|@|\bwww\.)", re.IGNORECASE)
_CODE = re.compile("[a-z]{2,3}")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\^{}\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_STYLE = """body{font:1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;
background:#fff}h2{margin-block:2.5rem .5rem}blockquote{margin:.25rem 0 .25rem;padding-inline-start:1rem;
border-inline-start:3px solid #b8c4d0}.note,footer,.searched,.source{color:#555}li{margin-block:.75rem}
@media (prefers-color-scheme:dark){body{color:#eaeaea;background:#161616}.note,footer,.searched,.source{color:#aaa}}"""
_SURE = ("high", "medium", "low")
_SUPPORT = {"weak": "could not be confirmed", "unsupported": "not carried by its sources"}


def export(conversation: Conversation, form: Form) -> str:
    """The file's text. Raises InputError for a form that is not known."""
    match form:
        case "md":
            return _markdown(conversation)
        case "html":
            return _html(conversation)
        case "json":
            return json.dumps(asdict(conversation), ensure_ascii=False, indent=2) + "\n"
    raise InputError(f"conversations are exported as md, html or json, not {form!r}")


def _markdown(conversation: Conversation) -> str:
    blocks = [f"# {_md(conversation.title)}", f"{_day(conversation.created)} – {_day(conversation.updated)}"]
    for turn in conversation.turns:
        blocks.append(f"## {_md(turn.question)}")
        if _differs(turn):
            blocks.append(f"*Searched for:* {_md(turn.standalone)}")
        blocks += [f"{_md(text)} {_md(marks)}".strip() for text, marks, _ in _said(turn.answer)]
        blocks += [f"*{_md(remark)}*" for remark in _remarks(turn.answer)]
        for number, quote, about, address, _ in _sources(turn.answer):
            link = f" <{address}>" if address else ""
            blocks.append(f"> {_md(quote)}\n>\n> \\[{number}\\] {_md(about)}{link}")
    return "\n\n".join(blocks) + "\n"


def _html(conversation: Conversation) -> str:
    title = _escaped(conversation.title)
    parts = [
        '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1 dir="auto">{title}</h1>',
    ]
    for turn in conversation.turns:
        parts.append(f'<section>\n<h2 dir="auto">{_escaped(turn.question)}</h2>')
        if _differs(turn):
            parts.append(f'<p class="searched" dir="auto">{_escaped(turn.standalone)}</p>')
        parts += [
            f'<p dir="auto"{_lang(language)}>{_escaped(text)} <bdi>{_escaped(marks)}</bdi></p>'
            for text, marks, language in _said(turn.answer)
        ]
        parts += [f'<p class="note" dir="ltr" lang="en">{_escaped(remark)}</p>' for remark in _remarks(turn.answer)]
        sources = [_html_source(*source) for source in _sources(turn.answer)]
        parts += ["<ol>", *sources, "</ol>"] if sources else []
        parts.append("</section>")
    parts.append(f"<footer>{_day(conversation.created)} – {_day(conversation.updated)}</footer>\n</body>\n</html>\n")
    return "\n".join(parts)


def _html_source(number: int, quote: str, about: str, address: str, language: str) -> str:
    link = (
        f' <a href="{_escaped(address)}" rel="noopener noreferrer nofollow">{_escaped(address)}</a>' if address else ""
    )
    return (
        f'<li value="{number}"><blockquote dir="auto"{_lang(language)}>{_escaped(quote)}</blockquote>'
        f'<p class="source" dir="auto">{_escaped(about)}{link}</p></li>'
    )


def _said(answer: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(sentence, its citation marks, its language or "") and then the versions of those who disagree.

    A sentence that is a quote is in its article's language, any other in the answer's.
    """
    printed = {number: language for number, _, _, _, language in _sources(answer)}
    for sentence in _each(answer, "sentences"):
        remark = _SUPPORT.get(str(sentence.get("support")), "")
        language = _code(answer.get("language"))
        if sentence.get("support") == "quoted":
            language = next((printed[n] for n in _numbers(sentence) if n in printed), "")
        yield str(sentence.get("text", "")), _marks(sentence) + (f" ({remark})" if remark else ""), language
    for version in _each(answer, "versions"):
        remark = " (corrected later)" if version.get("corrected") else ""
        yield str(version.get("value", "")), _marks(version) + remark, ""


def _remarks(answer: Mapping[str, Any]) -> list[str]:
    """How sure it is, with what that means, and the notices, which were plain texts once."""
    note, notices = str(answer.get("note") or ""), answer.get("notices")
    sure = answer.get("confidence")
    told = [f"Confidence: {sure}. {note}".strip() if sure in _SURE else note]
    told += [_text_of(notice) for notice in notices] if isinstance(notices, list) else []
    return [remark for remark in told if remark]


def _text_of(notice: object) -> str:
    return str((notice.get("text") if isinstance(notice, Mapping) else notice) or "")


def _sources(answer: Mapping[str, Any]) -> Iterator[tuple[int, str, str, str, str]]:
    """(number, quote, outlet, date, title and copies in words, address of the web or "", language) of each citation."""
    for citation in _each(answer, "citations"):
        given = citation.get("article")
        article = given if isinstance(given, Mapping) else {}
        language = str(article.get("language") or "")
        known = [article.get("source"), str(article.get("published") or "")[:10], language, article.get("title")]
        copies = ", ".join(map(str, citation.get("also_in") or ()))
        about = " · ".join(str(part) for part in [*known, copies and f"also in: {copies}"] if part)
        address = str(article.get("url") or "")
        number = citation.get("number")
        yield (
            number if isinstance(number, int) else 0,
            str(citation.get("quote", "")),
            about,
            address if _ADDRESS.fullmatch(address) else "",
            _code(language),
        )


def _each(answer: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    value = answer.get(name)
    return (item for item in value if isinstance(item, Mapping)) if isinstance(value, list) else iter(())


def _numbers(cited: Mapping[str, Any]) -> list[int]:
    numbers = cited.get("citations")
    return [n for n in numbers if isinstance(n, int)] if isinstance(numbers, list) else []


def _marks(cited: Mapping[str, Any]) -> str:
    return "".join(f" [{number}]" for number in _numbers(cited))


def _code(language: object) -> str:
    """The language if it is a code that says something, else ""."""
    return language if isinstance(language, str) and language != UNKNOWN and _CODE.fullmatch(language) else ""


def _lang(code: str) -> str:
    return f' lang="{code}"' if code else ""


def _differs(turn: StoredTurn) -> bool:
    return bool(turn.standalone) and turn.standalone.strip() != turn.question.strip()


def _day(moment: str) -> str:
    return moment[:10]


def _line(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())


def _md(text: str) -> str:
    escaped = _MARKED.sub(r"\\\1", _line(text))
    escaped = _LINKING.sub(lambda m: m[0][:-1] + "\\" + m[0][-1] if m[0] != "://" else "\\://", escaped)
    return _OPENING.sub(lambda m: f"{m[0]}\\" if m[0].isdigit() else f"\\{m[0]}", escaped)


def _escaped(text: str) -> str:
    return html.escape(_line(text), quote=True)
