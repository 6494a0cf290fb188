"""A draft and the passages it was made from, to citations that stand in their articles letter for letter, or to none.

A quote counts where its passage holds it once both are folded: compatibility forms (NFKC), white space, quotation
marks, tatweel, Arabic diacritics and invisible characters are levelled, nothing else. What is kept is the article's
own text at exact offsets, widened to whole sentences, so that no fragment can be torn out of its sense.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from index.types import Hit, Span
from rag.draft import Drafted

SHORTEST = 8
"""Letters and digits that a quote must have to count."""
_DROPPED = re.compile(
    r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)
_MARKS = dict.fromkeys(map(ord, "“”„‟«»‹›‘’‚‛「」『』〝〞＂＇`´′″"), '"') | {ord("'"): '"'}
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")


@dataclass(frozen=True, slots=True)
class Proof:
    """A quote found: `hit` is the place of its passage in the list of hits, the span is in the article's text."""

    hit: int
    span: Span


def prove(drafted: Drafted, hits: Sequence[Hit]) -> list[Proof]:
    """The quotes of one sentence that stand in the passages they name, without doubles, in the order given.

    A quote with an ellipsis counts if all its parts stand there in that order.
    """
    proofs: list[Proof] = []
    for number, quote in drafted.quotes:
        if not 1 <= number <= len(hits):
            continue
        hit = hits[number - 1]
        for span in _spans(quote, hit):
            proof = Proof(number - 1, widened(span, hit))
            if proof not in proofs:
                proofs.append(proof)
    return proofs


def locate(quote: str, text: str, start: int = 0) -> Span | None:
    """Where `quote` first stands in `text`, from `start` on, once both are folded; None where it does not."""
    folded, places = _folded(text[start:])
    wanted = _folded(quote)[0].strip(' "')
    if sum(c.isalnum() for c in wanted) < SHORTEST:
        return None
    at = folded.find(wanted)
    if at < 0:
        return None
    return start + places[at][0], start + places[at + len(wanted) - 1][1]


def widened(span: Span, hit: Hit) -> Span:
    """The span of the whole sentences that hold `span`."""
    touched = [(a, b) for a, b in hit.passage.sentences if a < span[1] and b > span[0]]
    return (min(span[0], touched[0][0]), max(span[1], touched[-1][1])) if touched else span


def _spans(quote: str, hit: Hit) -> list[Span]:
    """The quote's span, or those of its parts around ellipses; empty unless all stand in the passage."""
    text = hit.passage.text
    whole = locate(quote, text)
    if whole:
        return [_shifted(whole, hit)]
    parts = [part for part in _ELLIPSIS.split(quote) if part.strip()]
    found: list[Span] = []
    at = 0
    for part in parts if len(parts) > 1 else ():
        span = locate(part, text, at)
        if span is None:
            return []
        found.append(_shifted(span, hit))
        at = span[1]
    return found


def _shifted(span: Span, hit: Hit) -> Span:
    return span[0] + hit.passage.start, span[1] + hit.passage.start


def _folded(text: str) -> tuple[str, list[Span]]:
    """The folded text, and for each of its characters the span that it came from."""
    letters: list[str] = []
    places: list[Span] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = _DROPPED.sub("", unicodedata.normalize("NFKC", _DROPPED.sub("", text[at:end])))
        for letter in cluster.translate(_MARKS):
            if letter.isspace():
                if letters and letters[-1] == " ":
                    continue
                letter = " "
            letters.append(letter)
            places.append((at, end))
        at = end
    return "".join(letters), places
