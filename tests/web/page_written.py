"""A language model and a checker that say what a test wants, for the states that only a written answer has."""

import re
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field

from rag.checks import Claim, Finding, Verdict
from rag.llm import Message
from rag.testing import ScriptedLLM
from rag.types import Support, Usage

Said = Sequence[tuple[str, str]]
"""Sentences, each with the words of a passage that are to prove it; "" for none."""


def draft(messages: Sequence[Message], said: Said) -> str:
    """The sentences in the form that `rag.prompt` asks for, citing the passages that hold their quotes."""
    blocks = re.split(r"\n(?=<passage)|(?<=>)\n(?=\[\d+\])", messages[-1].content)
    numbers = [_number(blocks, quote) for _, quote in said]
    lines = [f"{text} [{n}]" for n, (text, _) in zip(numbers, said, strict=True)]
    quotes = [f"{i} [{n}] {quote}" for i, (n, (_, quote)) in enumerate(zip(numbers, said, strict=True), 1) if quote]
    return "\n".join([*lines, "QUOTES", *quotes, ""])


def _number(blocks: Sequence[str], quote: str) -> int:
    for block in blocks:
        found = re.search(r"\[(\d+)\]", block)
        if quote and found and quote in block:
            return int(found[1])
    return 1


@dataclass
class Dictated:
    """Writes `said` word by word, `delay` seconds apart; `hold` is awaited before the last word."""

    said: Said
    delay: float = 0.0
    name: str = "dictated"
    window: int = 8192
    script: Callable[[Sequence[Message]], str] | None = None

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int | None = None
    ) -> AsyncGenerator[str | Usage]:
        text = self.script(messages) if self.script else draft(messages, self.said)
        pieces = re.findall(r"\S+\s*|\s+", text)
        scripted = ScriptedLLM([pieces], name=self.name, delay=self.delay)
        async for item in scripted.stream(messages, max_tokens=max_tokens):
            yield item


@dataclass
class Verdicts:
    """Finds every sentence supported but those that it has another word for, with the reason."""

    others: dict[str, tuple[Support, str]] = field(default_factory=dict)

    async def check(self, claims: Sequence[Claim]) -> list[Verdict]:
        return [self._verdict(claim) for claim in claims]

    def _verdict(self, claim: Claim) -> Verdict:
        for words, (support, reason) in self.others.items():
            if words in claim.sentence:
                return Verdict(support, 0.5 if support == "weak" else 0.1, (Finding("number", False, reason),))
        return Verdict("supported", 0.9)


FOURTH = "India became the fourth country to land softly on the Moon on Wednesday"
TIME = "The Vikram lander settled on the surface at about 6:04 p.m. Indian time on 23 August 2023"
SAID = (
    ("India became the fourth country to land softly on the Moon.", FOURTH),
    ("The lander settled at about 6 p.m. while a billion people watched.", TIME),
    ("Japan had landed there before.", FOURTH),
)
"""Of the sample articles: one sentence that holds, one that says too much, one that is wrong."""
CHECKED = Verdicts({"billion": ("weak", "the quote says nothing of a billion"), "Japan": ("unsupported", "no Japan")})
