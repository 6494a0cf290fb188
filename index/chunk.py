"""An article into passages: runs of whole sentences, as many as the embedder reads well at once."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.language import sentences
from index.types import Span

BUDGET = 240
"""Tokens of a passage."""
_LEAST_CHARS, _LEAST_CHARS_UNSPACED = 40, 20
TITLE_TOKENS = 60
"""Tokens of its article's title that a passage is embedded with."""
_FULL = 0.6
"""Share of the budget from which the end of a paragraph ends the passage too."""
_RUNT = 0.4
"""Share of the budget under which the last passage is evened out with the one before it."""
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage to be: `text[start:end]` runs from its first sentence's start to its last one's end.

    `tokens` is the sum over its sentences, each counted alone.
    """

    start: int
    end: int
    sentences: tuple[Span, ...]
    tokens: int


def quotable(text: str, language: str) -> bool:
    """Whether the text has words, and more than a caption: 40 characters, 20 in Chinese and its like."""
    least = _LEAST_CHARS_UNSPACED if language in ("zh", "ja", "ko") else _LEAST_CHARS
    return len(text) >= least and any(char.isalpha() for char in text)


def chunk(text: str, language: str, count_tokens: Callable[[str], int], budget: int = BUDGET) -> list[Chunk]:
    """The passages of `text`, in order; every sentence is in exactly one.

    None is over `budget` tokens, except a single sentence that is. Each sentence is counted once.
    """
    spans = sentences(text, language)
    sizes = [count_tokens(text[start:end]) for start, end in spans]
    runs = _pack(sizes, _paragraph_ends(text, spans), budget)
    return [
        Chunk(spans[first][0], spans[last - 1][1], tuple(spans[first:last]), sum(sizes[first:last]))
        for first, last in _level_end(runs, sizes, budget)
    ]


def under_title(
    title: str, text: str, passages: Sequence[Chunk], count_tokens: Callable[[str], int]
) -> list[tuple[str, list[Span]]]:
    """What each passage of `text` is embedded as, the title above it, and where its sentences are in that.

    A title of more than TITLE_TOKENS is cut at a word.
    """
    head = _cut(title, count_tokens)
    head += "\n" if head else ""
    return [
        (
            head + text[passage.start : passage.end],
            [(a - passage.start + len(head), b - passage.start + len(head)) for a, b in passage.sentences],
        )
        for passage in passages
    ]


def _cut(title: str, count_tokens: Callable[[str], int]) -> str:
    while (tokens := count_tokens(title)) > TITLE_TOKENS:
        cut = title[: len(title) * TITLE_TOKENS // tokens]
        title = cut.rpartition(" ")[0] or cut
    return title


def _paragraph_ends(text: str, spans: Sequence[Span]) -> list[bool]:
    """Of each sentence, whether a paragraph ends there: at a blank line, or at any line end if none is."""
    border = _BLANK_LINE if _BLANK_LINE.search(text) else re.compile("\n")
    follows = [*(start for start, _ in spans[1:]), len(text)]
    return [border.search(text, end, then) is not None for (_, end), then in zip(spans, follows, strict=False)]


def _pack(sizes: Sequence[int], ends: Sequence[bool], budget: int) -> list[Span]:
    """Runs (first, last + 1) of sentences, filled in order."""
    runs: list[Span] = []
    first, filled = 0, 0
    for at, size in enumerate(sizes):
        if at > first and filled + size > budget:
            runs.append((first, at))
            first, filled = at, 0
        filled += size
        if ends[at] and filled >= _FULL * budget:
            runs.append((first, at + 1))
            first, filled = at + 1, 0
    if first < len(sizes):
        runs.append((first, len(sizes)))
    return runs


def _level_end(runs: list[Span], sizes: Sequence[int], budget: int) -> list[Span]:
    """The runs, the last two joined or parted anew where the last is a runt."""
    if len(runs) < 2 or sum(sizes[runs[-1][0] : runs[-1][1]]) >= _RUNT * budget:
        return runs
    first, last = runs[-2][0], runs[-1][1]
    if sum(sizes[first:last]) <= budget:
        return [*runs[:-2], (first, last)]
    _, cut = min((max(sum(sizes[first:at]), sum(sizes[at:last])), at) for at in range(first + 1, last))
    return [*runs[:-2], (first, cut), (cut, last)]
