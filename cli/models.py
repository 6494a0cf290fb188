"""The options by which a language model or a reranker comes in, and what they make."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer

from index.types import InputError
from rag.checks import Checker
from rag.llm import LLM, llm_from
from rag.rerank import Reranker, reranker_named

LlmOption = Annotated[
    str | None,
    typer.Option(
        "--llm",
        envvar="KHABAR_LLM",
        metavar="MODEL",
        help="Write the answer with this model, as litellm names it: openai/gpt-4o-mini, ollama/qwen3, “none”.",
    ),
]
ApiBaseOption = Annotated[
    str | None,
    typer.Option("--llm-api-base", envvar="KHABAR_LLM_API_BASE", metavar="URL", help="Where that model is served."),
]
FallbackOption = Annotated[
    list[str] | None,
    typer.Option(
        "--llm-fallback", envvar="KHABAR_LLM_FALLBACKS", metavar="MODEL", help="Asked if it fails; may be repeated."
    ),
]
JudgeOption = Annotated[
    str | None,
    typer.Option(
        "--judge", envvar="KHABAR_JUDGE", metavar="MODEL", help="Asked about sentences that are only weakly supported."
    ),
]
ShowUnsupportedOption = Annotated[
    bool, typer.Option("--show-unsupported", help="Show, marked, what the model wrote and no quote carries.")
]
AnswerInOption = Annotated[
    str | None, typer.Option("--answer-in", metavar="CODE", help="Write in this language, not the question's.")
]
RerankerOption = Annotated[
    str | None,
    typer.Option(
        "--reranker",
        envvar="KHABAR_RERANKER",
        metavar="NAME",
        help="Rank anew with this sentence-transformers CrossEncoder, by name or folder; “none”.",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="TIME", help="Count “yesterday” from this day or time (ISO 8601), not from now."),
]


@dataclass(frozen=True, slots=True)
class Models:
    """What writes and what checks, both None where answers are to be quotes alone; and what ranks anew, if anything."""

    llm: LLM | None = None
    checker: Checker | None = None
    reranker: Reranker | None = None


def models(
    llm: str | None, api_base: str | None, fallbacks: list[str] | None, judge: str | None, reranker: str | None = None
) -> Models:
    """The models that the options name. Raises InputError on a name that is none."""
    chosen, ranking = llm_from(_named(llm), api_base, fallbacks or ()), reranker_named(reranker)
    if chosen is None:
        return Models(reranker=ranking)
    from rag.checks.builtin import BuiltIn
    from rag.checks.judge import Judged

    checker = BuiltIn()
    checker.warm()
    judging = llm_from(_named(judge), api_base, ())
    return Models(chosen, Judged(checker, judging) if judging else checker, ranking)


def moment(text: str | None) -> datetime | None:
    """`--as-of` as a time with a zone: the given one, else that of this machine. Raises InputError."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).astimezone() if "T" not in text else _zoned(datetime.fromisoformat(text))
    except ValueError as error:
        raise InputError(
            f"--as-of {text!r} is not a day or a time: write it as 2023-10-28 or 2023-10-28T18:00+03:00"
        ) from error


def _zoned(when: datetime) -> datetime:
    return when if when.tzinfo else when.astimezone()


def _named(model: str | None) -> str | None:
    return None if model is None or model.strip().lower() in ("", "none") else model.strip()
