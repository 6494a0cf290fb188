import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.draft import Drafted, Shown, parse

WHOLE = """\
Russia voted for the resolution. [1]
It passed by 120 votes to 14. [1][3]
QUOTES
1 [1] وصوتت 120 دولة لصالح القرار
2 [1] 120 دولة
2 [3] 14 against
"""


def test_sentences_come_with_their_passages_and_quotes() -> None:
    assert parse(WHOLE, "en").sentences == (
        Drafted("Russia voted for the resolution.", (1,), ((1, "وصوتت 120 دولة لصالح القرار"),)),
        Drafted("It passed by 120 votes to 14.", (1, 3), ((1, "120 دولة"), (3, "14 against"))),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Russia voted for it [1]. China did too [2].",
        "Russia voted for it. [1] China did too. [2]",
        "- Russia voted for it.[1]\n- China did too.[2]",
        "1. Russia voted for it. [passage 1]\n2. China did too. [passage 2]",
        "Russia voted for it.【1】\nChina did too.【2】",
        "## Answer\n**Based on the passages:**\nRussia voted for it. [1]\nChina did too. [2]",
        "**Russia** voted for it. [1]\n\n\nChina did [too](https://evil.example/?q=1). [2]\nQUOTES",
    ],
)
def test_models_stray_from_the_form_and_are_understood(text: str) -> None:
    assert [(d.text, d.passages) for d in parse(text, "en").sentences] == [
        ("Russia voted for it.", (1,)),
        ("China did too.", (2,)),
    ]


@pytest.mark.parametrize("text", ["NO ANSWER", "no answer.", " **NO ANSWER**\n", "NO ANSWER\nQUOTES\n"])
def test_a_refusal_is_told_from_an_answer(text: str) -> None:
    assert parse(text, "en").refused


def test_nothing_usable_gives_no_sentence() -> None:
    assert parse("", "en").sentences == ()
    assert parse("[1] [2] …\nQUOTES\n1 [1] words", "en").sentences == ()


def shown(pieces: list[str]) -> str:
    filtered = Shown()
    return "".join([*map(filtered.feed, pieces), filtered.end()])


def test_the_reader_sees_neither_marks_nor_quotes() -> None:
    assert shown([WHOLE]) == "Russia voted for the resolution.\nIt passed by 120 votes to 14."


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("NO ANSWER", ""),
        ("See ![x](http://evil.example/a.png) now. [2]", "See x now."),
        ("Go to https://evil.example/a?b=c now. [2]", "Go to  now."),
        ("See <img src=x onerror=alert(1)> now. [2]", "See  now."),
        ("[Sweden](javascript:alert(1)) won. [2]", "Sweden won."),
        ("QUOTES of the day were many. [1]", "QUOTES of the day were many."),
        ("Norway won. [1]", "Norway won."),
        ("A price of 3 < 5. [1]", "A price of 3 < 5."),
        ("[sic] he wrote. [1]", "[sic] he wrote."),
    ],
)
def test_what_is_shown(text: str, seen: str) -> None:
    assert shown([text]).rstrip() == seen
    assert shown(list(text)).rstrip() == seen


_PIECES = st.sampled_from(
    [
        "Russia ",
        "voted. ",
        "[1]",
        "[",
        "1]",
        "\n",
        "QUOTES",
        "\nQUO",
        "TES\n",
        "1 [1] words",
        "a",
        "NO ",
        "ANSWER",
        "http://x.y/z ",
        "](u)",
        "(",
        ")",
        "<b>",
        "<",
        "![",
        "**",
        " ",
    ]
)


@given(st.lists(_PIECES, max_size=14), st.data())
def test_how_a_stream_is_cut_does_not_change_what_is_shown(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert shown(pieces).split() == shown([text]).split()


def test_words_leave_as_soon_as_they_come() -> None:
    filtered = Shown()
    assert [filtered.feed(p) for p in ["Russia", " voted", " for", " it.", " [1]", "\n"]] == [
        "Russia",
        " voted",
        " for",
        " it.",
        "",
        "",
    ]
