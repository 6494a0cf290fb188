"""The language model that writes, the checker that proves and the reranker, as the settings name them."""

from rag.checks import Checker
from rag.llm import LLM, llm_from
from rag.rerank import Reranker, reranker_named
from web.settings import Settings


def models(settings: Settings) -> tuple[LLM | None, Checker | None]:
    """Both None where answers are to be quotes alone. Raises ModelError on an address that is no URL."""
    llm = llm_from(settings.llm, settings.llm_api_base, settings.llm_fallbacks)
    if llm is None:
        return None, None
    from rag.checks.builtin import BuiltIn
    from rag.checks.judge import Judged

    checker = BuiltIn()
    checker.warm()
    judge = llm_from(settings.judge, settings.llm_api_base, ())
    return llm, Judged(checker, judge) if judge else checker


def reranker(settings: Settings) -> Reranker | None:
    """None where none is named. It is loaded here, before there is anyone to serve. Raises MissingModelError."""
    named = reranker_named(settings.reranker)
    if named:
        named.score("ready", ["ready"])
    return named
