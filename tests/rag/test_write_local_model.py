"""A real small model, which knows little and invents: whatever it writes, nothing is shown without proof."""

import asyncio
from pathlib import Path

from index import ingest
from index.embedders.bundled import BundledEmbedder
from index.library import create_or_open, open_library
from index.readers import read
from index.search import Searcher
from rag.ask import Request, answer
from rag.checks.builtin import BuiltIn
from rag.llm import LiteLLM
from rag.types import Answer, Answered

SAMPLE = Path(__file__).parents[2] / "sample"


def test_what_it_writes_is_proven_or_gone(local_model_base_url: str, tmp_path: Path) -> None:
    path, embedder = tmp_path / "library", BundledEmbedder()
    with create_or_open(path, embedder) as library:
        ingest.add(library, embedder, read(str(SAMPLE / "en")))
    llm = LiteLLM("openai/smollm2", api_base=local_model_base_url, window=2048, first_token_timeout=120)

    async def asked(searcher: Searcher) -> Answer:
        async for event in answer(searcher, Request("How many people live in India?"), llm=llm, checker=BuiltIn()):
            if isinstance(event, Answered):
                return event.answer
        raise AssertionError

    with open_library(path) as library:
        result = asyncio.run(asked(Searcher(library, embedder)))
    assert result.status in ("answered", "partial", "insufficient_evidence")
    numbers = {citation.number for citation in result.citations}
    for sentence in result.sentences:
        assert sentence.support in ("supported", "weak", "quoted")
        assert sentence.citations
        assert set(sentence.citations) <= numbers
    for citation in result.citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote
