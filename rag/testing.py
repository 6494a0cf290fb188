"""A language model and a reranker that do as they are told, and the contracts that every one of their kind must keep.

The suites are plain functions, as in `index.testing`: `await check_llm(MyModel(), "Yes.")` raises AssertionError
with the reason.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing

import numpy as np

from index.embedders import Vectors
from index.types import ModelError
from rag.llm import LLM, Message
from rag.rerank import Reranker
from rag.types import Usage

Reply = str | Exception | Sequence[str | Exception] | Callable[[Sequence[Message]], str]
"""A whole answer, an error, an answer in pieces that may break off with an error, or an answer made on the spot."""


class ScriptedLLM:
    """Satisfies `LLM`: gives out `replies` in order, one a question; a single callable answers every question.

    `asked` holds the messages of each question, `limits` its `max_tokens`; `left` counts the streams that were
    closed before their end. `delay` is the pause before each piece, in seconds. A token is a word. A question
    after the last reply is an AssertionError: the script was too short.
    """

    def __init__(
        self,
        replies: Iterable[Reply] | Callable[[Sequence[Message]], str],
        *,
        name: str = "scripted",
        window: int = 8192,
        delay: float = 0.0,
    ) -> None:
        self.name, self.window, self.delay = name, window, delay
        self._always = replies if callable(replies) else None
        self._replies = deque[Reply]([] if callable(replies) else replies)
        self.asked = list[tuple[Message, ...]]()
        self.limits = list[int | None]()
        self.left = 0

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int | None = None
    ) -> AsyncGenerator[str | Usage]:
        self.asked.append(tuple(messages))
        self.limits.append(max_tokens)
        said, done = list[str](), False
        try:
            for piece in self._pieces(messages):
                await asyncio.sleep(self.delay)
                if isinstance(piece, Exception):
                    done = True
                    raise piece
                said.append(piece)
                yield piece
            done = True
            prompt = sum(len(message.content.split()) for message in messages)
            yield Usage(self.name, prompt, len("".join(said).split()), 0.0, 0.0)
        finally:
            self.left += not done

    def _pieces(self, messages: Sequence[Message]) -> Sequence[str | Exception]:
        if self._always is None and not self._replies:
            raise AssertionError(f"the script of {self.name} holds no reply to question {len(self.asked)}")
        reply = self._always or self._replies.popleft()
        if callable(reply):
            reply = reply(messages)
        return [reply] if isinstance(reply, str | Exception) else reply


async def check_llm(llm: LLM, answer: str) -> None:
    """`llm` answers every question with `answer`, at least twice, and keeps the contract of `rag.llm.LLM`."""
    assert llm.name, "a model has a name"
    assert llm.window > 0, f"a window of {llm.window} tokens holds nothing"
    question = [Message("system", "Be brief."), Message("user", "Is it so?")]
    items = [item async for item in llm.stream(question)]
    pieces, last = items[:-1], items[-1]
    assert isinstance(last, Usage), f"the last item is what was used, not {last!r}"
    assert all(isinstance(piece, str) for piece in pieces), "only the last item is no text"
    assert "" not in pieces, "no piece is empty"
    assert "".join(map(str, pieces)) == answer, f"said {pieces}, not {answer!r}"
    assert last.model, "what was used names the model"
    assert min(last.prompt_tokens, last.completion_tokens) > 0, f"no tokens counted: {last}"
    assert last.seconds >= 0, f"seconds cannot be negative: {last}"
    async with aclosing(llm.stream(question, max_tokens=64)) as stream:
        first = await anext(stream)
        assert first == pieces[0], f"a second question got {first!r} first"
    assert [item async for item in stream] == [], "a closed stream gives nothing more"


async def check_llm_failure(llm: LLM) -> None:
    """`llm` fails before the first token: one ModelError, in one line, that names the model."""
    said = list[str | Usage]()
    try:
        async for item in llm.stream([Message("user", "Is it so?")]):
            said.append(item)
    except ModelError as error:
        line = str(error)
        assert llm.name in line, f"the error does not name {llm.name}: {line}"
        assert "\n" not in line, f"the error takes more than a line: {line!r}"
        assert not said, f"something was said before the error: {said}"
    else:
        raise AssertionError(f"no ModelError, but {said}")


class ScriptedReranker:
    """Satisfies `Reranker`: a text scores by the words of `worth` that it holds. `asked` holds what was scored."""

    def __init__(self, worth: Mapping[str, float], *, name: str = "scripted") -> None:
        self.name, self.worth = name, dict(worth)
        self.asked = list[tuple[str, tuple[str, ...]]]()

    def score(self, query: str, texts: Sequence[str]) -> Vectors:
        self.asked.append((query, tuple(texts)))
        return np.array([sum(v for word, v in self.worth.items() if word in text) for text in texts], np.float32)


def check_reranker(reranker: Reranker, query: str, better: str, worse: str, *, tolerance: float = 1e-3) -> None:
    """`reranker` puts `better` before `worse` for `query`, and keeps the contract of `rag.rerank.Reranker`."""
    assert reranker.name, "a reranker has a name"
    texts = [worse, better, "", "\ud800", worse + " " + better * 200]
    scores = reranker.score(query, texts)
    assert scores.shape == (5,), f"five texts, but scores of shape {scores.shape}"
    assert scores.dtype == np.float32, f"scores are float32, not {scores.dtype}"
    assert np.isfinite(scores).all(), f"a score is no number: {scores}"
    assert scores[1] > scores[0], f"the better text has {scores[1]}, the worse one {scores[0]}"
    alone = np.concatenate([reranker.score(query, [text]) for text in texts])
    off = float(np.abs(alone - scores).max())
    assert off <= tolerance, f"alone or among others, a score differs by {off}"
    assert reranker.score(query, []).shape == (0,), "of no texts, no scores"
