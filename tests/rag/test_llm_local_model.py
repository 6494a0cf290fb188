"""The whole way to a real model on a real server, through the real litellm."""

import asyncio
import json
import time
import urllib.request
from contextlib import aclosing
from typing import Any

import pytest

from index.types import ModelError
from rag.llm import LiteLLM, Message
from rag.types import Usage

STORY = [Message("user", "Write a long story about a farm.")]
"""Left alone, the model writes on for more than 600 tokens."""


def slot(base_url: str) -> dict[str, Any]:
    """What llama.cpp tells of the one answer that it is working at, or worked at last."""
    with urllib.request.urlopen(base_url.removesuffix("/v1") + "/slots", timeout=10) as answer:
        (only,) = json.load(answer)
    return dict(only)


def test_a_real_model_streams_an_answer(local_model_base_url: str) -> None:
    llm = LiteLLM("openai/smollm2", api_base=local_model_base_url)

    async def ask() -> list[str | Usage]:
        return [item async for item in llm.stream(STORY, max_tokens=24)]

    *pieces, used = asyncio.run(ask())
    assert len(pieces) > 3
    assert "farm" in "".join(map(str, pieces))
    assert isinstance(used, Usage)
    assert (used.model, used.completion_tokens, used.cost) == ("openai/smollm2", 24, None)


def test_the_real_model_stops_writing_when_the_stream_is_closed(local_model_base_url: str) -> None:
    llm = LiteLLM("openai/smollm2", api_base=local_model_base_url)

    async def begin() -> None:
        async with aclosing(llm.stream(STORY)) as stream:
            await anext(stream)
            assert slot(local_model_base_url)["is_processing"]

    asyncio.run(begin())
    for _ in range(500):
        if not slot(local_model_base_url)["is_processing"]:
            break
        time.sleep(0.02)
    assert not slot(local_model_base_url)["is_processing"]
    assert slot(local_model_base_url)["n_prompt_tokens"] < 300  # of the prompt and the answer


def test_a_prompt_that_the_real_model_cannot_hold_is_refused_in_one_line(local_model_base_url: str) -> None:
    llm = LiteLLM("openai/smollm2", api_base=local_model_base_url)

    async def ask() -> list[str | Usage]:
        return [item async for item in llm.stream([Message("user", "farm " * 9000)])]

    with pytest.raises(ModelError, match=r"^openai/smollm2 cannot hold a prompt of this length: .*$"):
        asyncio.run(ask())
