"""Conversations as they are kept: begun, listed, gone on with, renamed, deleted, and judged by their readers."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from index.types import InputError
from rag.conversations.schema import reading, writing

Vote = Literal["up", "down"]
LONGEST_TITLE = 200
_TITLE = """coalesce(c.title, (
    SELECT t.question FROM turns t WHERE t.conversation_id = c.id ORDER BY t.number LIMIT 1
), '')"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list; `count` is its number of turns. Times are ISO 8601 in UTC."""

    id: str
    title: str
    created: str
    updated: str
    count: int


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A question as it was asked and as it was searched for, and what was answered, as JSON; `number` is from 1."""

    number: int
    question: str
    standalone: str
    answer: dict[str, Any]
    created: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """`title` is the first question unless it was renamed."""

    id: str
    title: str
    created: str
    updated: str
    turns: tuple[StoredTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """A reader's verdict on one turn."""

    conversation: str
    turn: int
    vote: Vote
    note: str
    created: str


@dataclass(frozen=True, slots=True)
class Conversations:
    """Those of the library in `folder`. Every call opens the file anew, so threads and processes may share it.

    Each raises LibraryError, in one line, where the file cannot be read or written, and InputError for a
    conversation or a turn that is not there.
    """

    folder: Path

    def create(self, title: str | None = None) -> str:
        """The new conversation's id."""
        identity, now = uuid.uuid4().hex[:12], _now()
        with writing(self.folder) as db:
            values = (identity, _named(title) if title else None, now, now)
            db.execute("INSERT INTO conversations VALUES (?, ?, ?, ?)", values)
        return identity

    def listed(self, limit: int | None = None, offset: int = 0) -> list[Listed]:
        """The one gone on with last comes first."""
        sql = f"""SELECT c.id, {_TITLE}, c.created, c.updated,
            (SELECT count(*) FROM turns t WHERE t.conversation_id = c.id)
            FROM conversations c ORDER BY c.updated DESC, c.rowid DESC LIMIT ? OFFSET ?"""
        with reading(self.folder) as db:
            rows = db.execute(sql, (-1 if limit is None else limit, offset)).fetchall() if db else []
        return [Listed(*row) for row in rows]

    def rename(self, conversation: str, title: str) -> None:
        """An empty title gives back the first question's."""
        with writing(self.folder) as db:
            sql = "UPDATE conversations SET title = ? WHERE id = ?"
            _must(db.execute(sql, (_named(title), conversation)).rowcount, conversation)

    def delete(self, conversation: str) -> None:
        """With its turns and what readers said of them."""
        with writing(self.folder) as db:
            _must(db.execute("DELETE FROM conversations WHERE id = ?", (conversation,)).rowcount, conversation)

    def append(self, conversation: str, question: str, standalone: str, answer: Mapping[str, Any]) -> int:
        """Keep one more turn; `answer` as `rag.serialize.answer_dict` gives it. Returns the turn's number, from 1."""
        now, kept = _now(), json.dumps(answer, ensure_ascii=False)
        with writing(self.folder) as db:
            _must(
                db.execute("UPDATE conversations SET updated = ? WHERE id = ?", (now, conversation)).rowcount,
                conversation,
            )
            sql = "SELECT coalesce(max(number), 0) + 1 FROM turns WHERE conversation_id = ?"
            (number,) = db.execute(sql, (conversation,)).fetchone()
            texts = (_text(question), _text(standalone), _text(kept), now)
            columns = "conversation_id, number, question, standalone, answer, created"
            db.execute(f"INSERT INTO turns ({columns}) VALUES (?, ?, ?, ?, ?, ?)", (conversation, number, *texts))
        return int(number)

    def load(self, conversation: str) -> Conversation:
        """The conversation with all its turns, in order."""
        with reading(self.folder) as db:
            sql = f"SELECT c.id, {_TITLE}, c.created, c.updated FROM conversations c WHERE c.id = ?"
            row = db.execute(sql, (conversation,)).fetchone() if db else None
            if db is None or row is None:
                raise _unknown(conversation)
            columns = "number, question, standalone, answer, created"
            sql = f"SELECT {columns} FROM turns WHERE conversation_id = ? ORDER BY number"
            turns = tuple(
                StoredTurn(number, question, whole, json.loads(answer), created)
                for number, question, whole, answer, created in db.execute(sql, (conversation,))
            )
        identity, title, created, updated = row
        return Conversation(identity, title, created, updated, turns)

    def rate(self, conversation: str, turn: int, vote: Vote, note: str = "") -> None:
        """A later verdict on the same turn replaces the earlier one."""
        if vote not in ("up", "down"):
            raise InputError(f"a verdict is up or down, not {vote!r}")
        with writing(self.folder) as db:
            sql = "SELECT id FROM turns WHERE conversation_id = ? AND number = ?"
            row = db.execute(sql, (conversation, turn)).fetchone()
            if row is None:
                raise InputError(f"conversation {conversation!r} has no turn {turn}")
            db.execute("DELETE FROM feedback WHERE turn_id = ?", row)
            sql = "INSERT INTO feedback (turn_id, vote, note, created) VALUES (?, ?, ?, ?)"
            db.execute(sql, (row[0], vote, _text(note), _now()))

    def feedback(self, conversation: str | None = None) -> list[Feedback]:
        """Of one conversation or of all, the oldest first."""
        sql = """SELECT t.conversation_id, t.number, f.vote, f.note, f.created
            FROM feedback f JOIN turns t ON t.id = f.turn_id
            WHERE ?1 IS NULL OR t.conversation_id = ?1 ORDER BY f.id"""
        with reading(self.folder) as db:
            return [Feedback(*row) for row in db.execute(sql, (conversation,))] if db else []


def _must(there: object, conversation: str) -> None:
    if not there:
        raise _unknown(conversation)


def _unknown(conversation: str) -> InputError:
    return InputError(f"no conversation has the id {conversation!r}: list the conversations to see theirs")


def _named(title: str) -> str | None:
    return _text(" ".join(title.split()))[:LONGEST_TITLE] or None


def _text(text: str) -> str:
    """Without lone surrogates, which are no text."""
    return text.encode("utf-8", "replace").decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
