"""Language models behind one small protocol; every provider is reached through litellm, imported here alone."""

import asyncio
import logging
import os
import random
import warnings
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Protocol

from index.types import ModelError
from rag import faults
from rag.background import BackgroundLoop
from rag.budget import count_tokens, is_ollama, window_of
from rag.faults import Fault, fault_of
from rag.thinking import Spoken
from rag.types import Usage

Put = Callable[[str | Usage], None]

LONGEST_PAUSE = 10.0
"""Seconds: a server that asks to be left alone for longer (Retry-After) counts as one that does not answer."""


@dataclass(frozen=True, slots=True)
class Message:
    role: Literal["system", "user", "assistant"]
    content: str


class LLM(Protocol):
    """A model that writes. `window` is how many tokens prompt and answer may take together."""

    @property
    def name(self) -> str: ...

    @property
    def window(self) -> int: ...

    def stream(self, messages: Sequence[Message], *, max_tokens: int | None = None) -> AsyncGenerator[str | Usage]:
        """Pieces of the answer as the model gives them, none empty, and last what was used.

        Raises ModelError, in one line, where the model cannot be had, breaks off, or says nothing. Closing the
        generator (`aclose`), or cancelling the task that reads it, ends the request at once.
        """
        ...


class LiteLLM:
    """Satisfies `LLM`: any model that litellm reaches, by its name there, with the key where litellm looks for it.

    `api_base` is the address of a server of one's own; fallbacks of the same provider are asked there too. Seconds:
    `timeout` for the whole answer with all retries and fallbacks, `first_token_timeout` for one request until the
    first token, `stall_timeout` between two tokens. A request is tried again up to `retries` times after 429, 5xx
    and failed connections, `backoff` seconds later, then twice that, and so on, each shortened at random by up to
    half, or after what Retry-After says; then each of `fallbacks` is tried. Nothing is tried again once a token has
    been given out. `window` overrides what litellm's list says of the models.
    """

    def __init__(
        self,
        model: str,
        *,
        api_base: str | None = None,
        fallbacks: Sequence[str] = (),
        timeout: float = 180.0,
        first_token_timeout: float = 60.0,
        stall_timeout: float = 30.0,
        retries: int = 2,
        backoff: float = 0.5,
        window: int | None = None,
    ) -> None:
        if api_base and not api_base.startswith(("http://", "https://")):
            raise ModelError(f"the address {api_base!r} of {model} is no URL: begin it with http:// or https://")
        self.name, self._models = model, (model, *fallbacks)
        self.window = window or min(map(window_of, self._models))
        self._api_base, self._retries, self._backoff = api_base, retries, backoff
        self._timeout, self._first, self._stall = timeout, first_token_timeout, stall_timeout

    def stream(self, messages: Sequence[Message], *, max_tokens: int | None = None) -> AsyncGenerator[str | Usage]:
        asked = [{"role": message.role, "content": message.content} for message in messages]
        late = faults.out_of_time(self._timeout).error(self.name)
        return _LOOP.stream(lambda put: self._answer(asked, max_tokens, put), within=self._timeout + _GRACE, late=late)

    def warm(self) -> None:
        """Begins to import litellm, which takes two seconds, beside whatever else is to be done first."""
        _LOOP.start(asyncio.to_thread(_litellm))

    async def _answer(self, asked: list[dict[str, str]], max_tokens: int | None, put: Put) -> None:
        await asyncio.to_thread(_litellm)
        _without_warnings()
        deadline = asyncio.get_running_loop().time() + self._timeout
        failures = list[str]()
        for model in self._models:
            try:
                await self._try(self._request(model, asked, max_tokens), put, deadline)
                return
            except _AttemptError as failed:
                failures.append(str(failed.fault.error(model)))
                if failed.began:
                    break
        raise ModelError("; ".join(failures))

    def _request(self, model: str, asked: list[dict[str, str]], max_tokens: int | None) -> dict[str, Any]:
        provider = model.split("/")[0]
        base = self._api_base if provider == self.name.split("/")[0] else None
        request: dict[str, Any] = {"model": model, "messages": asked, "max_tokens": max_tokens, "api_base": base}
        if base and provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
            request["api_key"] = "none"  # servers of one's own ask for no key, but OpenAI's client does
        if is_ollama(model):
            request["num_ctx"] = self.window
        return request

    async def _try(self, request: dict[str, Any], put: Put, deadline: float) -> None:
        """Asks one model, again where that can help."""
        loop, attempt = asyncio.get_running_loop(), 0
        optional: dict[str, Any] = {"temperature": 0.0, "stream_options": {"include_usage": True}}
        while True:
            try:
                return await self._once(request | optional, put, deadline)
            except _AttemptError as failed:
                fault = failed.fault
                refused = [name for name in optional if fault.status in (400, 422) and name in fault.words]
                pause = fault.wait if fault.wait is not None else self._pause(attempt)
                if not (fault.again or refused):  # nor has a fault in mid-answer `again`
                    raise
                if refused:
                    pause = 0.0
                    del optional[refused[0]]
                elif attempt == self._retries or pause > LONGEST_PAUSE or loop.time() + pause >= deadline:
                    raise
                else:
                    attempt += 1
            await asyncio.sleep(pause)

    def _pause(self, attempt: int) -> float:
        return float(min(LONGEST_PAUSE, self._backoff * 2**attempt) * random.uniform(0.5, 1.0))

    async def _once(self, request: dict[str, Any], put: Put, deadline: float) -> None:
        """One request from the first byte to the last, given out by `put` as it comes."""
        loop, spoken, usage, stream = asyncio.get_running_loop(), Spoken(), None, None
        latest = started = loop.time()
        patience = self._first
        try:
            async with asyncio.timeout_at(min(latest + patience, deadline)):
                stream = await _litellm().acompletion(**request, **_ALWAYS, timeout=self._timeout)
            while True:
                async with asyncio.timeout_at(min(latest + patience, deadline)):
                    if (chunk := await anext(stream, None)) is None:
                        break
                text, thought = _said(chunk)
                usage = getattr(chunk, "usage", None) or usage
                if text or thought:  # a busy server sends empty chunks, too
                    latest, patience = loop.time(), self._stall
                if text := spoken.feed(text, thought):
                    put(text)
            if text := spoken.end():
                put(text)
        except TimeoutError:
            raise _AttemptError(self._slow(loop.time() >= deadline, latest > started), spoken.begun) from None
        except Exception as error:  # litellm and the providers' clients raise anything
            fault = fault_of(error, request["model"], request["api_base"])
            raise _AttemptError(fault.in_mid_answer() if spoken.begun else fault, spoken.begun) from None
        finally:
            if stream is not None:
                with suppress(Exception):
                    await stream.aclose()
        if not spoken.begun:
            raise _AttemptError(faults.THOUGHT_ONLY if spoken.thought else faults.EMPTY, began=False)
        if not (stream.received_finish_reason or stream.intermittent_finish_reason):  # else litellm says "stop"
            raise _AttemptError(faults.CUT, began=True)
        put(_usage(request, spoken.text, usage, loop.time() - started))

    def _slow(self, out_of_time: bool, heard: bool) -> Fault:
        if out_of_time:
            return faults.out_of_time(self._timeout)
        return faults.stalled(self._stall) if heard else faults.too_slow(self._first)


def llm_from(
    model: str | None, api_base: str | None = None, fallbacks: Sequence[str] = (), *, window: int | None = None
) -> LLM | None:
    """The model that the settings name, or None where they name none. Raises ModelError on an address that is no URL.

    Nothing is imported or asked yet.
    """
    return LiteLLM(model, api_base=api_base, fallbacks=fallbacks, window=window) if model else None


_LOOP = BackgroundLoop("language model")
_GRACE = 15.0  # seconds above all time limits, for the import of litellm and in case it blocks its thread
_ALWAYS: dict[str, Any] = {"stream": True, "drop_params": True, "num_retries": 0, "max_retries": 0}


class _AttemptError(Exception):
    """`began` says that a part of the answer has been given out already."""

    def __init__(self, fault: Fault, began: bool) -> None:
        self.fault, self.began = fault, began


def _without_warnings() -> None:
    """What litellm and pydantic say of each other is not for readers. Each time: new filters elsewhere undo it."""
    warnings.filterwarnings("ignore", module="litellm")
    warnings.filterwarnings("ignore", message=".* using the `ReadOnly` qualifier")  # said as of pydantic


@cache
def _litellm() -> Any:
    """litellm, silent and offline but for the requests themselves."""
    for listing in ("MODEL_COST_MAP", "ANTHROPIC_BETA_HEADERS"):  # which it would download
        os.environ[f"LITELLM_LOCAL_{listing}"] = "True"
    os.environ.setdefault("LITELLM_MODE", "PRODUCTION")  # it would read keys from any .env file above it
    import litellm
    from litellm.llms.ollama.common_utils import OllamaModelInfo

    ollama: Any = OllamaModelInfo  # it would ask about the model on every turn, blocking and without limit
    ollama.get_model_info = lambda *_, **__: None
    litellm.telemetry = False
    litellm.suppress_debug_info = True
    for name in ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy"):
        logging.getLogger(name).disabled = True
    return litellm


def _said(chunk: Any) -> tuple[str, bool]:
    """The text of one chunk, and whether the model was thinking in it."""
    if not chunk.choices:
        return "", False
    delta = chunk.choices[0].delta
    return delta.content or "", bool(getattr(delta, "reasoning_content", None))


def _usage(request: dict[str, Any], text: str, counted: Any, seconds: float) -> Usage:
    """What the server counted, or what o200k_base makes of it where the server does not count."""
    model = request["model"]
    if counted is None:
        prompt = sum(count_tokens(message["content"]) for message in request["messages"])
        return Usage(model, prompt, count_tokens(text), seconds, None)
    cost = None
    if not request["api_base"]:  # the prices are those of the provider's own server
        with suppress(Exception):  # litellm raises a bare Exception for a model without a price
            cost = sum(_litellm().cost_per_token(model=model, usage_object=counted))
    return Usage(model, counted.prompt_tokens, counted.completion_tokens, seconds, cost)
