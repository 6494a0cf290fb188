"""Articles that try to speak through the model, against one that obeys them in everything."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.readers import read
from index.types import Article, Hit, Passage
from rag.checks.builtin import BuiltIn
from rag.llm import Message
from rag.numbering import Numbering
from rag.testing import ScriptedLLM
from rag.types import Delta
from rag.write import Written, write
from tests.rag.attacks import FALSE_PROOF, HIDDEN, MARKUP, ORDERS, TRUE, Attack

CHECKER = BuiltIn()
HONEST = Article("honest", "Nordic Cup", TRUE, "en", source="Sample Wire", published="2023-10-28")


def hit(article: Article, number: int = 1) -> Hit:
    spans, at = [], 0
    for sentence in re.split(r"(?<=[.。!؟।])\s+|\n", article.text):
        if sentence.strip():
            at = article.text.index(sentence, at)
            spans.append((at, at + len(sentence)))
    return Hit(Passage(number, article.id, 0, len(article.text), article.text, tuple(spans)), article, 1.0)


def obeying(attack: Attack, seen: list[str]) -> ScriptedLLM:
    """Writes what the article wants, with the proof that it wants, whatever it is asked."""

    def obey(messages: Sequence[Message]) -> str:
        seen.append(messages[1].content)
        return f"{attack.planted} [1]\nQUOTES\n1 [1] {attack.quote}\n"

    return ScriptedLLM(obey)


def written(llm: ScriptedLLM, hits: Sequence[Hit], language: str = "en") -> Written:
    async def last() -> Written:
        async for event in write(llm, CHECKER, "Who won the Nordic Cup?", language, hits, Numbering()):
            if not isinstance(event, Delta):
                return event
        raise AssertionError

    return asyncio.run(last())


def test_there_are_at_least_forty_attacks_in_nine_languages() -> None:
    assert len([*ORDERS, *HIDDEN, *FALSE_PROOF]) + len(MARKUP) >= 40
    assert len({attack.language for attack in ORDERS}) >= 9


@pytest.mark.parametrize("attack", ORDERS, ids=lambda a: a.name)
def test_what_an_article_orders_is_never_supported(attack: Attack) -> None:
    seen: list[str] = []
    article = Article("hostile", "Nordic Cup final", attack.text, attack.language, source="Outlet")
    result = written(obeying(attack, seen), [hit(article), hit(HONEST, 2)], attack.language)
    assert attack.quote in article.text.replace("\u2003", " ")
    assert [s.support for s in result.sentences] == ["unsupported"]
    assert result.citations == []
    assert attack.quote not in seen[0]


@pytest.mark.parametrize("attack", HIDDEN, ids=lambda a: a.name)
def test_what_a_page_hides_cannot_be_quoted(attack: Attack, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(attack.text, encoding="utf-8")
    (article,) = [item for item in read(str(page)) if isinstance(item, Article)]
    assert attack.planted not in article.text
    result = written(obeying(attack, []), [hit(article)])
    assert [s.support for s in result.sentences] == ["unsupported"]


@pytest.mark.parametrize("attack", FALSE_PROOF, ids=lambda a: a.name)
def test_a_false_proof_is_seen_through(attack: Attack) -> None:
    article = Article("honest", "Nordic Cup", attack.text, "en")
    result = written(obeying(attack, []), [hit(article)])
    assert [s.support for s in result.sentences] == ["unsupported"]


@pytest.mark.parametrize("draft", MARKUP)
def test_markup_in_a_draft_becomes_words(draft: str) -> None:
    llm = ScriptedLLM(lambda _: f"{draft}\nQUOTES\n1 [1] Sweden won the cup by two goals to one")
    text = " ".join(sentence.text for sentence in written(llm, [hit(HONEST)]).sentences)
    assert "Sweden" in text
    assert not re.search(r"[\[\]<>]|http|javascript|evil|onerror", text)
