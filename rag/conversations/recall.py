"""Stored turns as the next question's history: their citations stand only where the article still holds the quote."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from index.types import Article
from rag.conversations.store import Conversation, StoredTurn
from rag.types import Citation, Turn

Find = Callable[[str], Article | None]
"""The article of that id, as it stands in the library now."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """`lost` are the numbers of citations whose article is gone or no longer holds the quote."""

    turn: Turn
    lost: tuple[int, ...] = ()


def recalled(conversation: Conversation, find: Find) -> list[Recalled]:
    """All turns, in order. A quote that has moved in its article is found anew, by exact search."""
    return [_recalled(turn, find) for turn in conversation.turns]


def _recalled(stored: StoredTurn, find: Find) -> Recalled:
    citations: list[Citation] = []
    lost: list[int] = []
    for given in _mappings(stored.answer.get("citations")):
        number = int(given.get("number", 0))
        citation = _citation(number, given, find)
        if citation:
            citations.append(citation)
        else:
            lost.append(number)
    said = " ".join(str(s.get("text", "")) for s in _mappings(stored.answer.get("sentences")))
    return Recalled(Turn(stored.question, stored.standalone, said, tuple(citations)), tuple(lost))


def _citation(number: int, given: Mapping[str, Any], find: Find) -> Citation | None:
    about = given.get("article")
    article = find(str(about.get("id", ""))) if isinstance(about, Mapping) else None
    quote = str(given.get("quote", ""))
    if article is None or not quote:
        return None
    start = _nearest(article.text, quote, int(given.get("start", 0)))
    if start is None:
        return None
    also_in = tuple(map(str, given.get("also_in") or ()))
    return Citation(number, article, quote, start, start + len(quote), also_in)


def _nearest(text: str, quote: str, start: int) -> int | None:
    """Where `quote` stands in `text`, nearest to where it stood."""
    if start >= 0 and text[start : start + len(quote)] == quote:
        return start
    behind, before = text.find(quote, max(start, 0)), text.rfind(quote, 0, max(start, 0) + len(quote))
    places = [place for place in (behind, before) if place >= 0]
    return min(places, key=lambda place: abs(place - start), default=None)


def _mappings(value: object) -> Iterator[Mapping[str, Any]]:
    return (item for item in value if isinstance(item, Mapping)) if isinstance(value, list) else iter(())
