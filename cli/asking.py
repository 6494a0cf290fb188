"""`khabar ask` and `khabar search`, for one question or a file of them."""

import asyncio
import sys
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from cli import present
from cli.batch import run_batch
from cli.models import (
    AnswerInOption,
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
    JsonOption,
    LanguageOption,
    LibraryOption,
    OwnEmbedderOption,
    SinceOption,
    SourceOption,
    UntilOption,
    filters,
    language_code,
    library_path,
)
from index.embedders.named import embedder_named
from index.library import open_library
from index.search import Filters, Searcher, hits
from index.types import EmbedderMismatchError, Hit, InputError
from rag.ask import Request, answer
from rag.rerank import find, reranker_named
from rag.types import Answer, Answered, Delta, Filtered, Rewritten

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
    llm: LlmOption = None,
    llm_api_base: ApiBaseOption = None,
    llm_fallback: FallbackOption = None,
    judge: JudgeOption = None,
    show_unsupported: ShowUnsupportedOption = False,
    answer_in: AnswerInOption = None,
    as_of: AsOfOption = None,
    reranker: RerankerOption = None,
    library: LibraryOption = None,
    embedder: OwnEmbedderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question, every sentence proven by an exact quote; with --llm in a model's words, else in quotes.

    \b
    Examples:
      khabar ask "How did Russia vote on the Arab resolution?"
      khabar ask "ماذا قررت الجمعية العامة؟" --since 2023-10-01 --language ar
      khabar ask "Who voted against it?" --llm ollama/qwen3 --answer-in fr
      khabar ask --batch questions.jsonl > answers.jsonl
    """
    chosen = filters(since, until, source, language)
    written = models(llm, llm_api_base, llm_fallback, judge, reranker)
    asked = Request(
        "", chosen, k, language=answer_language(answer_in), as_of=moment(as_of), show_unsupported=show_unsupported
    )
    with LibraryWithEmbedder(library, embedder) as searcher:
        if batch:

            def one(text: str, limits: Filters) -> dict[str, Any]:
                request = replace(asked, question=text, filters=limits)
                return present.answer_dict(asyncio.run(stream_answer(searcher, request, written)))

            run_batch(batch, chosen, one)
            return
        request = replace(asked, question=_one_question(question))
        out = None if as_json else present.console()
        result = asyncio.run(stream_answer(searcher, request, written, out, told=True))
    if as_json:
        present.print_json(present.answer_dict(result))
    else:
        present.show_answer(present.console(), result)
    if result.status == "insufficient_evidence":
        raise typer.Exit(1)


def search(
    question: Question = None,
    batch: BatchOption = None,
    k: CountOption = 10,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    reranker: RerankerOption = None,
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
    chosen, ranking = filters(since, until, source, language), reranker_named(reranker)
    with LibraryWithEmbedder(library, embedder) as searcher:

        def nearest(text: str, limits: Filters) -> list[Hit]:
            return hits(find(searcher, text, filters=limits, reranker=ranking)[1], k)

        if batch:
            run_batch(batch, chosen, lambda *asked: {"hits": [present.hit_dict(hit) for hit in nearest(*asked)]})
            return
        found = nearest(_one_question(question), chosen)
    if as_json:
        present.print_json({"hits": [present.hit_dict(hit) for hit in found]})
    else:
        present.show_hits(present.console(), found)
    if not found:
        print("khabar: nothing found", file=sys.stderr)
        raise typer.Exit(1)


async def stream_answer(
    searcher: Searcher, request: Request, written: Models, out: Console | None = None, *, told: bool = False
) -> Answer:
    """The answer; on a terminal its draft is shown as it comes. With `told`, how the question was read is said."""
    with present.Draft(out) as draft:
        story = answer(searcher, request, llm=written.llm, checker=written.checker, reranker=written.reranker)
        async with aclosing(story) as events:
            async for event in events:
                match event:
                    case Delta(text):
                        draft.add(text)
                    case Rewritten(question) if told and question != request.question:
                        print(f"asked as: {question}", file=sys.stderr)
                    case Filtered(limits, phrases) if told and phrases:
                        print(present.period_line(limits, phrases), file=sys.stderr)
                    case Answered(result):
                        return result
    raise AssertionError("the story of an answer ends with one")


def answer_language(code: str | None) -> str | None:
    """Raises InputError on what is no language code."""
    return None if code is None else language_code(code, "--answer-in")


class LibraryWithEmbedder:
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
