"""`--reranker` in the commands that rank: a cross-encoder that prefers what speaks of Versailles."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Khabar
from tests.rag.tiny_reranker import write_reranker

ARAB = "How did Russia vote on the Arab resolution?"
FRENCH = "Le droit à l'avortement entre dans la Constitution française"


@pytest.fixture
def reranker(tmp_path: Path) -> str:
    return write_reranker(tmp_path / "reranker", "versailles")


def test_search_lists_in_its_order(
    khabar: Khabar, sample: Path, reranker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hits(*options: str) -> list[tuple[str, float]]:
        found = khabar("search", ARAB, "-k", "9", "--json", *options, library=sample).json["hits"]
        return [(hit["article"]["title"], hit["score"]) for hit in found]

    plain = hits()
    ranked = hits("--reranker", reranker)
    assert [title for title, _ in ranked] == [FRENCH, *(title for title, _ in plain[:8])]
    assert [score for _, score in ranked] == [score for _, score in plain]
    monkeypatch.setenv("KHABAR_RERANKER", reranker)
    assert hits() == ranked
    assert hits("--reranker", "none") == plain


def test_ask_a_batch_and_chat_are_ranked_by_it(khabar: Khabar, copy: Path, reranker: str) -> None:
    asked = khabar("ask", ARAB, "--json", "--reranker", reranker, library=copy).json
    assert asked["hits"][0]["article"]["title"] == FRENCH
    line = json.dumps({"question": ARAB}).encode()
    assert khabar("ask", "--batch", "-", "--reranker", reranker, library=copy, stdin=line).json == {"id": 1, **asked}
    told = khabar("chat", "--reranker", reranker, library=copy, stdin=f"{ARAB}\n".encode()).out
    assert asked["citations"][0]["quote"] in told


def test_what_is_no_model_is_told_in_a_line(khabar: Khabar, sample: Path, tmp_path: Path) -> None:
    for command in ("ask", "search"):
        ran = khabar(command, ARAB, "--reranker", str(tmp_path), library=sample)
        assert (ran.code, ran.out) == (2, "")
        assert ran.line == (
            f"khabar: the reranker {str(tmp_path)!r} cannot be loaded (ValueError): give the name or the folder of a "
            "sentence-transformers CrossEncoder, or leave --reranker (KHABAR_RERANKER) out"
        )
