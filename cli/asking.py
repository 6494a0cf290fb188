"""`khabar ask` and `khabar search`, for one question or a file of them."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import present
from cli.options import (
    JsonOption,
    LanguageOption,
    LibraryOption,
    OwnEmbedderOption,
    SinceOption,
    SourceOption,
    UntilOption,
    filters,
    library_path,
)
from index.embedders.named import embedder_named
from index.library import open_library
from index.search import Filters, Searcher
from index.search import search as find
from index.types import EmbedderMismatchError, InputError
from rag.ask import ask as answer_question

Question = Annotated[str | None, typer.Argument(help="In any language. “-” reads it from standard input.")]
BatchOption = Annotated[
    Path | None,
    typer.Option("--batch", metavar="FILE", help="JSON Lines of id, question and filters; answers as JSON Lines."),
]
CountOption = Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages to list.")]


def ask(
    question: Question = None,
    batch: BatchOption = None,
    k: CountOption = 5,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    library: LibraryOption = None,
    embedder: OwnEmbedderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question with exact quotes.

    \b
    Examples:
      khabar ask "How did Russia vote on the Arab resolution?"
      khabar ask "ماذا قررت الجمعية العامة؟" --since 2023-10-01 --language ar
      khabar ask --batch questions.jsonl > answers.jsonl
    """
    chosen = filters(since, until, source, language)
    with _searcher(library, embedder) as searcher:
        if batch:
            _run_batch(batch, chosen, lambda q, f: present.answer_dict(answer_question(searcher, q, filters=f, k=k)))
            return
        answer = answer_question(searcher, _one_question(question), filters=chosen, k=k)
    if as_json:
        present.print_json(present.answer_dict(answer))
    else:
        present.show_answer(present.console(), answer)
    if answer.status == "insufficient_evidence":
        raise typer.Exit(1)


def search(
    question: Question = None,
    batch: BatchOption = None,
    k: CountOption = 10,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    library: LibraryOption = None,
    embedder: OwnEmbedderOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the passages nearest to a question.

    \b
    Examples:
      khabar search "earthquake Morocco" -k 3
      khabar search "выборы" --source "Sample Wire" --json
    """
    chosen = filters(since, until, source, language)
    with _searcher(library, embedder) as searcher:

        def found(text: str, limits: Filters) -> dict[str, Any]:
            return {"hits": [present.hit_dict(hit) for hit in find(searcher, text, k=k, filters=limits)]}

        if batch:
            _run_batch(batch, chosen, found)
            return
        text = _one_question(question)
        hits = find(searcher, text, k=k, filters=chosen)
    if as_json:
        present.print_json({"hits": [present.hit_dict(hit) for hit in hits]})
    else:
        present.show_hits(present.console(), hits)
    if not hits:
        print("khabar: nothing found", file=sys.stderr)
        raise typer.Exit(1)


class _searcher:  # noqa: N801 — used as a `with` statement
    """Opens the library for reading, with the embedder that it was built with."""

    def __init__(self, path: Path | None, embedder: str | None) -> None:
        self._library = open_library(library_path(path))
        self._name = embedder

    def __enter__(self) -> Searcher:
        built_with = self._library.embedder_name
        if self._name and self._name != built_with:
            self._library.close()
            raise EmbedderMismatchError(
                f"the library was built with {built_with!r}, not {self._name!r}: leave --embedder out, or build "
                "another library with --library"
            )
        return Searcher(self._library, embedder_named(built_with))

    def __exit__(self, *_: object) -> None:
        self._library.close()


def _one_question(question: str | None) -> str:
    if question == "-":
        return sys.stdin.read()
    if question is None:
        raise InputError("no question: write it behind the command, or give a file of questions with --batch")
    return question


def _run_batch(path: Path, defaults: Filters, answer: Callable[[str, Filters], dict[str, Any]]) -> None:
    """Every line gets a line: the answer, or an error with its id. Exits with 2 if any line was refused."""
    refused = 0
    for number, line in _lines(path):
        identity: Any = number
        try:
            entry = _entry(line)
            identity = entry.get("id", number)
            result = answer(_question_of(entry), _limits(entry, defaults))
        except InputError as error:
            refused += 1
            result = {"error": str(error), "line": number}
        present.print_json_line({"id": identity, **result})
    if refused:
        raise typer.Exit(2)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with sys.stdin if str(path) == "-" else path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}): give a file of JSON Lines in UTF-8") from error


def _entry(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON ({getattr(error, 'msg', 'nested too deep')})") from error
    if not isinstance(entry, dict):
        raise InputError('no "question" in the line: write {"id": "1", "question": "…"}')
    return entry


def _question_of(entry: dict[str, Any]) -> str:
    if not isinstance(entry.get("question"), str):
        raise InputError('no "question" in the line: write {"id": "1", "question": "…"}')
    return str(entry["question"])


def _limits(entry: dict[str, Any], defaults: Filters) -> Filters:
    def many(name: str, otherwise: tuple[str, ...]) -> list[str]:
        value = entry.get(name, entry.get(f"{name}s", otherwise)) or ()
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list | tuple) or not all(isinstance(item, str) for item in listed):
            raise InputError(f'"{name}" must be a text or a list of texts, not {value!r}')
        return list(listed)

    def day(name: str, otherwise: str | None) -> str | None:
        value = entry.get(name, otherwise)
        if value is not None and not isinstance(value, str):
            raise InputError(f'"{name}" must be a day in quotation marks, such as "2023-10-28", not {value!r}')
        return value

    return filters(
        day("since", defaults.since),
        day("until", defaults.until),
        many("source", defaults.sources),
        many("language", defaults.languages),
    )
