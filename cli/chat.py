"""`khabar chat`: a conversation at the terminal, kept, so that it can be taken up again."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

import typer

from cli import present
from cli.asking import LibraryWithEmbedder, stream_answer
from cli.models import (
    ApiBaseOption,
    AsOfOption,
    FallbackOption,
    JudgeOption,
    LlmOption,
    Models,
    RerankerOption,
    ShowUnsupportedOption,
    models,
    moment,
)
from cli.options import (
    LanguageOption,
    LibraryOption,
    SinceOption,
    SourceOption,
    UntilOption,
    filters,
    language_code,
    library_path,
)
from index import db
from index.search import NO_FILTERS, Filters, Searcher
from index.types import Article, InputError, KhabarError
from rag.ask import Request
from rag.conversations import Conversations, Form, export, recalled
from rag.types import Answer, Citation, Turn

HELP = """\
/sources            every article cited so far
/open N             the article of citation N, with its quote
/lang CODE          answer in this language; /lang alone: in the question's
/since DAY, /until DAY   only articles printed then; without a day: no limit
/filters            what limits the search; /filters none takes all limits off
/export FILE        keep the conversation as FILE (.md, .html or .json)
/list               earlier conversations
/help, /quit"""

ResumeOption = Annotated[
    str | None,
    typer.Option("--resume", metavar="ID", help="Go on with an earlier conversation; “last” is the newest."),
]


@dataclass(slots=True)
class Session:
    """One conversation as it goes on; it has an id from its first turn on."""

    searcher: Searcher
    kept: Conversations
    conversation: str | None
    models: Models
    request: Request
    turns: list[Turn] = field(default_factory=list)

    @property
    def citations(self) -> dict[int, Citation]:
        """What has been cited so far, by number."""
        return {c.number: c for turn in self.turns for c in turn.citations}


def chat(
    resume: ResumeOption = None,
    llm: LlmOption = None,
    llm_api_base: ApiBaseOption = None,
    llm_fallback: FallbackOption = None,
    judge: JudgeOption = None,
    show_unsupported: ShowUnsupportedOption = False,
    as_of: AsOfOption = None,
    reranker: RerankerOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    library: LibraryOption = None,
) -> None:
    """Ask one question after another; “and China?” is understood. /help lists the commands inside.

    \b
    Examples:
      khabar chat
      khabar chat --resume last --llm ollama/qwen3
    """
    request = Request(
        "", filters(since, until, source, language), as_of=moment(as_of), show_unsupported=show_unsupported
    )
    chosen = models(llm, llm_api_base, llm_fallback, judge, reranker)
    kept = Conversations(library_path(library))
    with LibraryWithEmbedder(library, None) as searcher:
        session = Session(searcher, kept, None, chosen, request)
        if resume:
            _resume(session, resume)
        if sys.stdin.isatty():
            print("Ask a question; /help lists the commands, /quit ends.")
        _converse(session)


def _converse(session: Session) -> None:
    while (line := _read_line()) is not None:
        text = line.strip()
        if not text:
            continue
        try:
            if text.startswith("/"):
                if not _command(session, text):
                    return
            else:
                _turn(session, text)
        except KhabarError as error:
            print(f"khabar: {error}", file=sys.stderr)
        except KeyboardInterrupt:
            print("\nstopped", file=sys.stderr)


def _read_line() -> str | None:
    try:
        if sys.stdin.isatty():
            import readline  # noqa: F401 — line editing and recall

            return input("? ")
        line = sys.stdin.readline()
        return line or None
    except EOFError:
        return None


def _turn(session: Session, question: str) -> None:
    request = replace(session.request, question=question, history=tuple(session.turns))
    out = present.console()
    answer = asyncio.run(stream_answer(session.searcher, request, session.models, out, told=True))
    present.show_answer(out, answer)
    session.turns.append(Turn(question, answer.standalone, _text_of(answer), answer.citations))
    session.conversation = session.conversation or session.kept.create()
    session.kept.append(session.conversation, question, answer.standalone, present.answer_dict(answer))


def _text_of(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.sentences) or answer.note


def _command(session: Session, line: str) -> bool:
    """Carries out one command; False ends the conversation."""
    name, _, argument = line[1:].partition(" ")
    if name in ("quit", "exit", "q"):
        return False
    command = _COMMANDS.get(name)
    if command is None:
        raise InputError(f"no command /{name}: /help lists them")
    command(session, argument.strip())
    return True


def _sources(session: Session, _: str) -> None:
    for number, citation in sorted(session.citations.items()):
        present.console().print(present.shown_text(f"[{number}] {present.provenance(citation.article)}"))
    if not session.citations:
        print("nothing cited yet")


def _open(session: Session, number: str) -> None:
    known = session.citations
    if not number.isdecimal() or int(number) not in known:
        raise InputError(f"no citation {number or '?'}: /sources lists them, “/open 1” opens the first")
    present.show_article(present.console(), known[int(number)])


def _lang(session: Session, code: str) -> None:
    language = language_code(code, "/lang") if code else None
    session.request = replace(session.request, language=language)
    print(f"answers in {language}" if language else "answers in the language of the question")


def _bound(which: str) -> Callable[[Session, str], None]:
    def limit(session: Session, day: str) -> None:
        now = session.request.filters
        changed = replace(now, since=day or None) if which == "since" else replace(now, until=day or None)
        filters(changed.since, changed.until, None, None)
        session.request = replace(session.request, filters=changed)
        _filters(session, "")

    return limit


def _filters(session: Session, argument: str) -> None:
    if argument == "none":
        session.request = replace(session.request, filters=NO_FILTERS)
    print(described(session.request.filters))


def described(limits: Filters) -> str:
    """The filters in a line."""
    known = [
        ("since", limits.since),
        ("until", limits.until),
        ("source", ", ".join(limits.sources)),
        ("language", ", ".join(limits.languages)),
        ("order", "latest first" if limits.latest else ""),
    ]
    return "; ".join(f"{name} {value}" for name, value in known if value) or "no filters"


_FORMS: dict[str, Form] = {".md": "md", ".html": "html", ".json": "json"}


def _export(session: Session, name: str) -> None:
    if not name:
        raise InputError("no file: write “/export conversation.md”")
    path = Path(name).expanduser()
    if session.conversation is None:
        raise InputError("nothing to export yet: ask a question first")
    text = export(session.kept.load(session.conversation), _FORMS.get(path.suffix.lower(), "md"))
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}): choose another file") from error
    print(f"kept as {path}")


def _list(session: Session, _: str) -> None:
    for item in session.kept.listed():
        present.console().print(present.shown_text(f"{item.id}  {item.updated[:16]}  {item.count} turns  {item.title}"))


def _help(_: Session, __: str) -> None:
    print(HELP)


_COMMANDS: dict[str, Callable[[Session, str], None]] = {
    "sources": _sources,
    "open": _open,
    "lang": _lang,
    "since": _bound("since"),
    "until": _bound("until"),
    "filters": _filters,
    "export": _export,
    "list": _list,
    "help": _help,
}


def _resume(session: Session, which: str) -> None:
    """Takes up an earlier conversation, and says which of its quotes no longer stand in the library."""
    if which == "last":
        listed = session.kept.listed(limit=1)
        if not listed:
            raise InputError("no conversation to go on with: leave --resume out to begin one")
        which = listed[0].id
    conversation = session.kept.load(which)
    turns = recalled(conversation, lambda i: _article(session, i))
    session.conversation, session.turns = conversation.id, [turn.turn for turn in turns]
    lost = sorted(number for turn in turns for number in turn.lost)
    print(f"Going on with “{conversation.title}”, {len(turns)} turns.", file=sys.stderr)
    if lost:
        numbers = ", ".join(f"[{n}]" for n in lost)
        print(f"No longer in the library, or changed: {numbers}.", file=sys.stderr)


def _article(session: Session, article_id: str) -> Article | None:
    record = db.record(session.searcher.library.db, article_id)
    return record.article if record else None
