"""A written answer: drafted by a language model, then held against its own quotes, sentence by sentence."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from index.types import Hit, ModelError
from rag.checks import Checker, Claim, Evidence, Verdict
from rag.cite import Proof, prove
from rag.draft import Draft, Drafted, Shown, parse, parse_quotes, with_quotes
from rag.hostile import ordered
from rag.llm import LLM, Message
from rag.numbering import Numbering
from rag.prompt import ANSWER_TOKENS, messages, repair
from rag.types import Citation, Delta, Sentence, Usage

LONGEST = 16_000
"""Characters from which a draft is no answer, whatever limit the model was given."""
PASSAGES = 10
"""How many passages the model is given."""


@dataclass(slots=True)
class Written:
    """What came of a draft: every sentence of it, with its verdict; `refused` if the model found no answer."""

    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    usage: Usage | None = None
    refused: bool = False

    @property
    def probability(self) -> float:
        """The lowest chance, 0 to 1, among the sentences that are kept."""
        kept = [v.probability for v in self.verdicts if v.support != "unsupported"]
        return min(kept, default=0.0)


async def write(
    llm: LLM, checker: Checker, question: str, language: str, hits: Sequence[Hit], numbering: Numbering
) -> AsyncGenerator[Delta | Written]:
    """The draft as it streams, and last what was proven of it.

    Raises ModelError where the model fails, or writes nothing that can be read as an answer.
    """
    asked, _ = messages(question, language, hits, window=llm.window)
    shown, pieces, usages, length = Shown(), list[str](), list[Usage](), 0
    async with aclosing(llm.stream(asked, max_tokens=ANSWER_TOKENS)) as stream:
        async for piece in stream:
            if isinstance(piece, Usage):
                usages.append(piece)
                continue
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST:
                raise ModelError(f"{llm.name} wrote on and on: ask again, or name another model")
            if visible := shown.feed(piece):
                yield Delta(visible)
    if visible := shown.end():
        yield Delta(visible)
    text = "".join(pieces)
    draft = parse(text, language)
    if draft.refused:
        yield Written(usage=_total(usages), refused=True)
        return
    if not draft.sentences:
        raise ModelError(f"{llm.name} wrote nothing that can be read as an answer")
    draft = await _repaired(llm, asked, text, draft, hits, usages)
    written = await _verified(checker, question, language, draft, hits, numbering)
    written.usage = _total(usages)
    yield written


async def _repaired(
    llm: LLM, asked: Sequence[Message], text: str, draft: Draft, hits: Sequence[Hit], usages: list[Usage]
) -> Draft:
    """The draft, with the quotes asked for once more where a sentence has none that stands in its passage."""
    lacking = [(n, d.text) for n, d in enumerate(draft.sentences, start=1) if not prove(d, hits)]
    if not lacking:
        return draft
    pieces: list[str] = []
    try:
        async with aclosing(llm.stream(repair(asked, text, lacking), max_tokens=ANSWER_TOKENS)) as stream:
            async for piece in stream:
                if isinstance(piece, Usage):
                    usages.append(piece)
                else:
                    pieces.append(piece)
    except ModelError:
        return draft
    again = [quote for quote in parse_quotes("".join(pieces)) if quote[0] in {n for n, _ in lacking}]
    return Draft(tuple(with_quotes(list(draft.sentences), again)))


async def _verified(
    checker: Checker, question: str, language: str, draft: Draft, hits: Sequence[Hit], numbering: Numbering
) -> Written:
    proven = [(drafted, _heeded(prove(drafted, hits), hits)) for drafted in draft.sentences]
    claims = [
        Claim(drafted.text, language, tuple(evidence(hits[p.hit], p) for p in proofs), question)
        for drafted, proofs in proven
        if proofs
    ]
    verdicts = iter(await checker.check(claims))
    written = Written()
    for drafted, proofs in proven:
        verdict = next(verdicts) if proofs else Verdict("unsupported", 0.0)
        _place(written, drafted, proofs, verdict, hits, numbering)
    return written


def _heeded(proofs: Sequence[Proof], hits: Sequence[Hit]) -> list[Proof]:
    """Without those that stand in text which speaks to a machine."""
    return [p for p in proofs if not ordered(hits[p.hit].article.text, p.span)]


def _place(
    written: Written,
    drafted: Drafted,
    proofs: Sequence[Proof],
    verdict: Verdict,
    hits: Sequence[Hit],
    numbering: Numbering,
) -> None:
    reasons = tuple(finding.words for finding in verdict.findings)
    written.verdicts.append(verdict)
    if verdict.support == "unsupported":
        reasons = reasons or ("its quote does not say so" if proofs else "no quote for it stands in its passage",)
        written.sentences.append(Sentence(drafted.text, (), "unsupported", reasons))
        return
    citations = [numbering.cite(hits[p.hit].article, p.span, hits[p.hit].also_in) for p in proofs]
    written.citations += [c for c in citations if c not in written.citations]
    numbers = tuple(dict.fromkeys(c.number for c in citations))
    written.sentences.append(Sentence(drafted.text, numbers, verdict.support, reasons))


def evidence(hit: Hit, proof: Proof) -> Evidence:
    """A quote as a checker takes it."""
    article = hit.article
    return Evidence(
        article.text[proof.span[0] : proof.span[1]],
        article.language,
        hit.passage.text,
        article.title,
        article.source or "",
        article.published,
    )


def _total(usages: Sequence[Usage]) -> Usage | None:
    if not usages:
        return None
    costs = [u.cost for u in usages]
    return Usage(
        usages[-1].model,
        sum(u.prompt_tokens for u in usages),
        sum(u.completion_tokens for u in usages),
        round(sum(u.seconds for u in usages), 3),
        None if any(c is None for c in costs) else sum(c for c in costs if c is not None),
    )
