import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.thinking import Spoken


def let_through(*pieces: str) -> list[str]:
    spoken = Spoken()
    given = [text for piece in pieces if (text := spoken.feed(piece))]
    return [*given, last] if (last := spoken.end()) else given


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["Yes", " it", " is"], ["Yes", " it", " is"]),
        (["\n", " ", "Yes"], ["Yes"]),
        (["<think>", "Is it?", "</think>", "\n\nYes"], ["Yes"]),
        (["<think>Is it?</think>Yes"], ["Yes"]),
        (["<", "thi", "nk>hm</th", "ink> Yes"], ["Yes"]),
        (["<think>never done"], []),
        (["<think>done</think>"], []),
        (["<", "b>Yes"], ["<b>Yes"]),
        (["<", "thi"], ["<thi"]),
        (["Yes <think>no</think>"], ["Yes <think>no</think>"]),
        ([], []),
    ],
)
def test_what_is_let_through(pieces: list[str], text: list[str]) -> None:
    assert let_through(*pieces) == text


def test_it_is_known_that_the_model_thought() -> None:
    for pieces, thought in [(["Yes"], False), (["<think>hm</think>Yes"], True), (["<think>"], True)]:
        spoken = Spoken()
        for piece in pieces:
            spoken.feed(piece)
        assert spoken.thought == thought
    spoken = Spoken()
    spoken.feed("", thought=True)
    assert spoken.thought


@given(st.lists(st.sampled_from(["<", "think>", "</think>", "<think>", " ", "a", "</", "b"])), st.data())
def test_how_the_stream_is_cut_into_pieces_changes_nothing(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert "".join(let_through(*pieces)) == "".join(let_through(text))
