import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.budget import at_most_tokens, count_tokens, is_ollama, pack, room, window_of


def words(sentence: str) -> int:
    """A count for tests: one token a word."""
    return len(sentence.split())


def test_tokens_are_those_of_o200k_base() -> None:
    assert count_tokens("") == 0
    assert count_tokens("The Assembly voted on Friday.") == 6
    assert count_tokens("صوتت الجمعية العامة يوم الجمعة.") == 8
    assert count_tokens("大会于周五进行了表决。") == 8


def test_marks_of_a_chat_template_are_counted_as_the_text_they_are() -> None:
    assert count_tokens("<|endoftext|>") == 7


def test_text_that_no_encoding_holds_is_counted() -> None:
    assert count_tokens("a \ud800 b") > 0


def test_an_endless_word_is_counted_piece_by_piece() -> None:
    assert count_tokens("a" * 4096 * 3) == 3 * count_tokens("a" * 4096)


@pytest.mark.parametrize(
    ("text", "smollm2"),
    [
        ("The Assembly voted on Friday.", 6),
        ("صوتت روسيا لصالح القرار الذي قدمته المجموعة العربية", 46),
        ("大会于周五进行了表决。", 17),
        ("Genel Kurul cuma günü tasarıyı oyladı.", 20),
    ],
)
def test_the_bound_holds_for_smollm2_too(text: str, smollm2: int) -> None:
    assert count_tokens(text) <= smollm2 <= at_most_tokens(text)


def test_counting_neither_imports_litellm_nor_opens_a_connection() -> None:
    code = (
        "import socket, sys; socket.socket = None; from rag.budget import count_tokens, window_of;"
        "count_tokens('Yes'); window_of('openai/gpt-4o'); sys.exit('litellm' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("model", "window"),
    [
        ("openai/gpt-4o", 128_000),
        ("gpt-4o", 128_000),
        ("openrouter/openai/gpt-4o", 128_000),
        ("anthropic/claude-sonnet-4-5", 200_000),
        ("gemini/gemini-2.5-flash", 1_048_576),
        ("openai/of-my-own", 8192),
        ("nothing", 8192),
        ("", 8192),
    ],
)
def test_windows_come_from_litellms_list_or_are_8192(model: str, window: int) -> None:
    assert window_of(model) == window


def test_an_ollama_model_is_not_asked_to_set_aside_memory_for_more() -> None:
    assert window_of("ollama_chat/llama3.1") == window_of("ollama/qwen3") == 8192
    assert is_ollama("ollama/qwen3")
    assert not is_ollama("openai/ollama")


def test_room_is_what_prompt_and_answer_leave() -> None:
    assert room(1000, [], 200) == 800
    assert room(1000, ["Answer from the passages."], 200) == 800 - 8 - at_most_tokens("Answer from the passages.")
    assert room(100, ["Answer from the passages."], 200) == 0


def test_all_that_fits_is_kept() -> None:
    assert pack([["One two.", "Three."], ["Four."]], 100, count=words) == [2, 1]
    assert pack([], 100) == []


def test_a_piece_is_cut_between_sentences() -> None:
    assert pack([["One two.", "Three four five."]], 6, count=words) == [1]  # 2 + 1, then 3 + 1 would make 7
    assert pack([["One two.", "Three four five."]], 7, count=words) == [2]


def test_better_pieces_come_first() -> None:
    assert pack([["One two.", "Three."], ["Four five."]], 5, count=words) == [2, 0]


def test_a_shorter_piece_may_fit_after_one_that_does_not() -> None:
    assert pack([["One two three four five."], ["Six."]], 4, count=words) == [0, 1]


def test_nothing_follows_a_sentence_that_was_left_out_of_its_piece() -> None:
    assert pack([["One.", "Two three four five six.", "Seven."]], 6, count=words) == [1]


def test_overhead_is_paid_once_by_each_piece_that_is_kept() -> None:
    pieces = [["One."], ["Two three four."], ["Five."]]
    assert pack(pieces, 14, overhead=5, count=words) == [1, 0, 1]
    assert pack(pieces, 13, overhead=5, count=words) == [1, 0, 0]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.text("ab ,.آб中é", min_size=1, max_size=60), max_size=5), max_size=5),
    st.integers(0, 200),
    st.integers(0, 20),
)
def test_what_is_kept_fits_the_budget_when_it_is_put_together(
    pieces: list[list[str]], budget: int, overhead: int
) -> None:
    kept = pack(pieces, budget, overhead=overhead)
    assert len(kept) == len(pieces)
    assert all(0 <= n <= len(piece) for n, piece in zip(kept, pieces, strict=True))
    text = " ".join(sentence for piece, n in zip(pieces, kept, strict=True) for sentence in piece[:n])
    assert at_most_tokens(text) + overhead * sum(n > 0 for n in kept) <= budget
