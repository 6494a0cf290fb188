"""The language of OpenAI's chat completions, for clients and chat front ends that speak it.

The sources stand in the text, for those that show nothing else, and as the answer's own JSON in the field `khabar`.
Nothing is streamed before it is proven: what such a client has shown cannot be taken back.
"""

import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import Response

from index.search import MAX_CHARS
from web.api import story
from web.openapi import problems
from web.problems import ProblemError, request_id_of
from web.schemas import AnswerOut, AskBody, EarlierTurn
from web.service import Json, Reading, Service, Serving
from web.stream import EventStream, encode, failure, while_read

router = APIRouter(prefix="/v1", tags=["openai"])
MODEL, QUOTES = "khabar", "khabar-quotes"
_MOST_EARLIER = 50
_STARTED = int(time.time())


class Part(BaseModel):
    """A piece of a message; only text is read."""

    model_config = ConfigDict(extra="allow")

    type: str
    text: str = ""


class Message(BaseModel):
    model_config = ConfigDict(extra="allow")

    role: Annotated[str, StringConstraints(max_length=40)]
    content: str | list[Part] | None = None

    @property
    def words(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    include_usage: bool = False


class CompletionBody(BaseModel):
    """The last message of the user is the question. Sampling and tools are not for this model, and passed over."""

    model_config = ConfigDict(extra="allow")

    model: str = MODEL
    messages: Annotated[list[Message], Field(min_length=1, max_length=1000)]
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None

    def asked(self) -> AskBody:
        """As Khabar is asked. Raises ProblemError."""
        if self.model not in (MODEL, QUOTES):
            raise ProblemError(404, "no-model", f"no model {self.model[:60]!r}: there are {MODEL} and {QUOTES}")
        spoken = [m for m in self.messages if m.role in ("user", "assistant") and m.words.strip()]
        if not spoken or spoken[-1].role != "user":
            raise ProblemError(422, "no-question", "the last message must be the user's, with text in it")
        question = spoken[-1].words
        if len(question) > MAX_CHARS:
            raise ProblemError(422, "too-long", f"the question has {len(question):,} characters: ask in {MAX_CHARS:,}")
        history = earlier(spoken[:-1])
        return AskBody(question=question, history=history[-_MOST_EARLIER:], llm=self.model == MODEL)


class ChoiceOut(BaseModel):
    index: int
    message: dict[str, Any]
    finish_reason: str


class CompletionOut(BaseModel):
    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChoiceOut]
    usage: dict[str, int]
    khabar: AnswerOut


class ModelOut(BaseModel):
    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelsOut(BaseModel):
    object: Literal["list"]
    data: list[ModelOut]


@router.get("/models", response_model=ModelsOut, responses=problems())
async def models(_: Reading) -> Response:
    """`khabar` writes where a language model is set; `khabar-quotes` never does."""
    return Json({"object": "list", "data": [_model(MODEL), _model(QUOTES)]})


@router.get("/models/{name}", response_model=ModelOut, responses=problems(404))
async def model(name: str, _: Reading) -> Response:
    if name not in (MODEL, QUOTES):
        raise ProblemError(404, "no-model", f"no model {name[:60]!r}: there are {MODEL} and {QUOTES}")
    return Json(_model(name))


@router.post("/chat/completions", response_model=CompletionOut, responses=problems(404, 502))
async def completions(request: Request, body: CompletionBody, service: Serving, _: Reading) -> Response:
    """A proven answer, whole or in pieces."""
    head = {"id": f"chatcmpl-{request_id_of(request)}", "created": int(time.time()), "model": body.model}
    if body.stream:
        events = await _answers(service, body.asked())
        usage = bool(body.stream_options and body.stream_options.include_usage)
        return EventStream(_chunks(events, head, usage, request), heartbeat=service.settings.heartbeat)
    answer = await while_read(request.receive, _whole(service, body.asked()))
    message = {"role": "assistant", "content": "".join(pieces(answer))}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    told = {"object": "chat.completion", "choices": [choice], "usage": _usage(answer), "khabar": answer}
    return Json(head | told)


def pieces(answer: dict[str, Any]) -> list[str]:
    """The text of an answer: its sentences with their numbers, what is to be said about it, and its sources."""
    told = [_sentence(s) for s in answer["sentences"] if s["support"] != "unsupported"]
    said = [" ".join(told)] if answer["written_by"] else ["\n\n".join(told)]
    if not told or answer["status"] != "answered":
        said.append(answer["note"])
    if answer["versions"]:
        said.append("\n".join(f"- {v['value']} {_numbers(v['citations'])}".rstrip() for v in answer["versions"]))
    said += [notice["text"] for notice in answer["notices"]]
    if answer["citations"]:
        said.append("Sources:\n" + "\n".join(_source(c) for c in answer["citations"]))
    said = [piece for piece in said if piece]
    return [said[0], *(f"\n\n{piece}" for piece in said[1:])]


def earlier(messages: Sequence[Message]) -> list[EarlierTurn]:
    """Questions with the answers that followed them; the sources that were told with those are left out."""
    turns = list[EarlierTurn]()
    for message in messages:
        words = message.words
        if message.role == "user":
            turns.append(EarlierTurn(question=words[:MAX_CHARS]))
        elif turns:
            turns[-1].answer = words.partition("\n\nSources:\n")[0][:20_000]
    return turns


async def _answers(service: Service, asked: AskBody) -> AsyncGenerator[dict[str, Any]]:
    events = await story(service, asked)

    async def answers() -> AsyncGenerator[dict[str, Any]]:
        async with aclosing(events):
            async for name, data in events:
                if name == "answer":
                    yield data

    return answers()


async def _whole(service: Service, asked: AskBody) -> dict[str, Any]:
    async with aclosing(await _answers(service, asked)) as answers:
        async for answer in answers:
            return answer
    raise AssertionError("the story of an answer ends with one")


async def _chunks(
    answers: AsyncGenerator[dict[str, Any]], head: dict[str, Any], usage: bool, request: Request
) -> AsyncGenerator[bytes]:
    head = head | {"object": "chat.completion.chunk"}

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
        return encode(None, head | {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}], **more})

    yield chunk({"role": "assistant", "content": ""})
    async with aclosing(answers):
        try:
            async for answer in answers:
                for piece in pieces(answer):
                    yield chunk({"content": piece})
                yield chunk({}, "stop", khabar=answer)
                if usage:
                    yield encode(None, head | {"choices": [], "usage": _usage(answer)})
        except Exception as error:
            yield encode(None, failure(error, request).document(request_id_of(request)))
    yield encode(None, "[DONE]")


def _sentence(sentence: dict[str, Any]) -> str:
    text = f"“{sentence['text']}”" if sentence["support"] == "quoted" else sentence["text"]
    weak = " (weakly supported)" if sentence["support"] == "weak" else ""
    return f"{text} {_numbers(sentence['citations'])}{weak}".rstrip()


def _numbers(citations: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in citations)


def _source(citation: dict[str, Any]) -> str:
    article = citation["article"]
    told = [article["source"] or "unknown outlet", (article["published"] or "no date")[:10], article["title"]]
    also = f" Also in: {', '.join(citation['also_in'])}." if citation["also_in"] else ""
    address = f" {article['url']}" if article["url"] else ""
    return f"[{citation['number']}] {', '.join(filter(None, told))}: “{citation['quote']}”{also}{address}"


def _usage(answer: dict[str, Any]) -> dict[str, int]:
    used = answer["usage"] or {"prompt_tokens": 0, "completion_tokens": 0}
    prompt, completion = used["prompt_tokens"], used["completion_tokens"]
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": _STARTED, "owned_by": "khabar"}
