"""Conversations that the server keeps, and what readers say of its answers."""

import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, StringConstraints
from starlette.responses import Response

from index import db
from index.types import Article, InputError, KhabarError
from rag.conversations import Conversations, Form, export, recalled
from rag.serialize import answer_dict, notice_dict
from rag.types import Answer, Notice, Turn
from web.openapi import problems
from web.problems import ProblemError
from web.schemas import AnswerOut, AskBody, Asked
from web.service import Json, Reading, Service, Serving

router = APIRouter(tags=["conversations"])
_MEDIA = {"md": "text/markdown", "html": "text/html", "json": "application/json"}
_FAR = 1_000_000_000
T = TypeVar("T")


class TitleBody(Asked):
    """An empty title gives back the first question's."""

    title: Annotated[str, StringConstraints(max_length=200)] = ""


class FeedbackBody(Asked):
    """A thumb and a note; a later one on the same turn replaces the earlier."""

    conversation_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    turn_id: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}$")]
    rating: Literal["up", "down"]
    note: Annotated[str, StringConstraints(max_length=2000)] = ""


class ListedOut(BaseModel):
    """`count` is the number of turns."""

    id: str
    title: str
    created: str
    updated: str
    count: int


class ConversationsOut(BaseModel):
    conversations: list[ListedOut]


class TurnOut(BaseModel):
    """`rating` is the reader's thumb, None where there is none, and `note` what was said with it."""

    id: str
    question: str
    standalone: str
    answer: AnswerOut
    created: str
    rating: Literal["up", "down"] | None
    note: str


class ConversationOut(BaseModel):
    id: str
    title: str
    created: str
    updated: str
    turns: Annotated[list[TurnOut], Field(default_factory=list)]


@dataclass(slots=True)
class Kept:
    """The conversation that a question belongs to: `id` is None where none is kept, or as yet."""

    service: Service
    id: str | None = None
    turns: tuple[Turn, ...] = ()
    begin: bool = False

    async def add(self, answer: Answer) -> dict[str, Any]:
        """The answer as JSON, kept if it is to be. One that cannot be kept is told of in its notices."""
        told = answer_dict(answer)
        if self.id is None and not self.begin:
            return told
        try:
            self.id, number = await self.service.readers.beside(self._append, answer, told)
        except KhabarError as error:
            notice = Notice("not_kept", f"This was not kept: {error}.", (("error", str(error)),))
            return told | {"notices": [*told["notices"], notice_dict(notice)]}
        return told | {"conversation_id": self.id, "turn_id": str(number)}

    def _append(self, answer: Answer, told: dict[str, Any]) -> tuple[str, int]:
        store = self.service.conversations
        conversation = self.id or store.create()
        return conversation, store.append(conversation, answer.question, answer.standalone, told)


async def keep(service: Service, body: AskBody) -> Kept:
    """What was said before in the conversation that the question names. Raises ProblemError 404."""
    if body.conversation_id is None:
        return Kept(service, begin=body.conversation)
    conversation = await _there(service, lambda: service.conversations.load(str(body.conversation_id)))

    def recall(connection: sqlite3.Connection) -> tuple[Turn, ...]:
        def find(article_id: str) -> Article | None:
            record = db.record(connection, article_id)
            return record.article if record else None

        return tuple(found.turn for found in recalled(conversation, find))

    return Kept(service, conversation.id, await service.readers.look_up(recall))


@router.get("/conversations", response_model=ConversationsOut, responses=problems())
async def list_conversations(
    service: Serving,
    _: Reading,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=_FAR)] = 0,
) -> Response:
    """The one gone on with last comes first."""
    listed = await service.readers.beside(service.conversations.listed, limit, offset)
    return Json({"conversations": [asdict(one) for one in listed]})


@router.post("/conversations", status_code=201, response_model=ConversationOut, responses=problems())
async def begin_conversation(body: TitleBody, service: Serving, _: Reading) -> Response:
    """An empty conversation, to be asked in."""
    identity = await service.readers.beside(service.conversations.create, body.title)
    told = await _there(service, lambda: _told(service.conversations, identity))
    return Json(told, 201, headers={"Location": f"/conversations/{identity}"})


@router.get("/conversations/{conversation_id}", response_model=ConversationOut, responses=problems(404))
async def show_conversation(conversation_id: str, service: Serving, _: Reading) -> Response:
    """All its turns, with their answers as they were given."""
    return Json(await _there(service, lambda: _told(service.conversations, conversation_id)))


@router.patch("/conversations/{conversation_id}", response_model=ConversationOut, responses=problems(404))
async def rename_conversation(conversation_id: str, body: TitleBody, service: Serving, _: Reading) -> Response:
    """Gives it another title."""

    def rename() -> dict[str, Any]:
        service.conversations.rename(conversation_id, body.title)
        return _told(service.conversations, conversation_id)

    return Json(await _there(service, rename))


@router.delete("/conversations/{conversation_id}", status_code=204, response_model=None, responses=problems(404))
async def delete_conversation(conversation_id: str, service: Serving, _: Reading) -> Response:
    """With its turns and what was said of them."""
    await _there(service, lambda: service.conversations.delete(conversation_id))
    return Response(status_code=204)


_FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {media: {"schema": {} if "json" in media else {"type": "string"}} for media in _MEDIA.values()}}
}


@router.get("/conversations/{conversation_id}/export", response_class=Response, responses=_FILES | problems(404))
async def export_conversation(conversation_id: str, service: Serving, _: Reading, format: Form = "md") -> Response:
    """A file to keep or to send, with every quote and where it stands."""
    text = await _there(service, lambda: export(service.conversations.load(conversation_id), format))
    headers = {"Content-Disposition": f'attachment; filename="conversation.{format}"'}
    return Response(text.encode("utf-8", "replace"), headers=headers, media_type=_MEDIA[format])


@router.post("/feedback", status_code=204, response_model=None, responses=problems(404))
async def give_feedback(body: FeedbackBody, service: Serving, _: Reading) -> Response:
    """Keeps a verdict on one turn of a conversation."""
    rated = (body.conversation_id, int(body.turn_id), body.rating, body.note)
    await _there(service, lambda: service.conversations.rate(*rated))
    return Response(status_code=204)


async def _there(service: Service, work: Callable[[], T]) -> T:
    """What `work` gives. Raises ProblemError 404 where the conversation, or the turn, is not there."""
    try:
        return await service.readers.beside(work)
    except InputError as error:
        raise ProblemError(404, "no-conversation", str(error)) from None


def _told(kept: Conversations, conversation_id: str) -> dict[str, Any]:
    """The conversation as JSON. Raises InputError where it is not there."""
    conversation = kept.load(conversation_id)
    said = {each.turn: each for each in kept.feedback(conversation_id)}
    turns = []
    for turn in conversation.turns:
        thumb = said.get(turn.number)
        turns.append(
            {
                "id": str(turn.number),
                "question": turn.question,
                "standalone": turn.standalone,
                "answer": turn.answer,
                "created": turn.created,
                "rating": thumb.vote if thumb else None,
                "note": thumb.note if thumb else "",
            }
        )
    named = {name: getattr(conversation, name) for name in ("id", "title", "created", "updated")}
    return named | {"turns": turns}
