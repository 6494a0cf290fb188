import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Article, Hit, Passage
from rag.cite import Proof, locate, prove
from rag.draft import Drafted

VOTE = "وصوّتت 120 دولة لصالح القرار العربي، بما في ذلك روسيا. وامتنعت 45 دولة عن التصويت."


def hit(text: str, *sentences: str, before: str = "") -> Hit:
    """A passage of these sentences, in an article that begins with `before`."""
    article = Article("a", "Title", before + text, "en")
    spans = tuple((len(before) + text.index(s), len(before) + text.index(s) + len(s)) for s in sentences or (text,))
    return Hit(Passage(1, "a", len(before), len(before) + len(text), text, spans), article, 1.0)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("120 دولة لصالح القرار", VOTE),
        ("وصوتت 120 دولة", VOTE),  # diacritics
        ("وصـــوتت 120 دولة", VOTE),  # tatweel
        ("he said: 'We will vote'", "Yesterday he said: “We will vote”."),
        ("«we will vote again»", "Then, he said, ‘we will vote again’."),
        ("two  million\npeople", "Some two million people fled."),
        ("two\u00a0million people", "Some two million people fled."),
        ("ｔｗｏ million people", "Some two million people fled."),
        ("two million people", "Some two\u200b mil\u00adlion people fled."),
        ("café society", "The cafe\u0301 society met."),
        ("投票赞成该决议草案", "共有120国投票赞成该决议草案。"),
    ],
)
def test_a_quote_is_found_once_both_are_folded(quote: str, text: str) -> None:
    assert locate(quote, text) is not None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("121 states voted for it", "120 states voted for it."),
        ("Russia voted against", "Russia voted for it; Israel voted against."),
        ("the states have voted", "The States have voted."),  # case is not levelled
        ("vote", "They vote."),  # too short to prove anything
        ("", "They vote."),
        ("«…»", "They vote."),
    ],
)
def test_what_does_not_stand_there_is_not_found(quote: str, text: str) -> None:
    assert locate(quote, text) is None


@given(st.text(max_size=60), st.text(min_size=10, max_size=60), st.text(max_size=60))
def test_what_is_cut_out_of_a_text_is_found_in_it_and_stands_where_it_is_said(a: str, b: str, c: str) -> None:
    text = a + b + c
    found = locate(b, text)
    if sum(x.isalnum() for x in b) >= 20:  # enough to outlive the folding of marks
        assert found is not None
    if found:
        assert 0 <= found[0] < found[1] <= len(text)
        assert locate(text[found[0] : found[1]], text) is not None


def test_a_fragment_is_widened_to_its_sentence() -> None:
    one, two = "It rained.", "Russia did not vote for the resolution."
    found = prove(
        Drafted("Russia voted for it.", (1,), ((1, "vote for the resolution"),)), [hit(f"{one} {two}", one, two)]
    )
    assert found == [Proof(0, (11, 50))]


def test_offsets_are_those_of_the_article_not_of_the_passage() -> None:
    before = "A lead that no passage holds.\n"
    passage = hit("Russia voted for it.", before=before)
    (proof,) = prove(Drafted("…", (1,), ((1, "Russia voted"),)), [passage])
    assert passage.article.text[slice(*proof.span)] == "Russia voted for it."


def test_a_quote_counts_only_in_the_passage_that_it_names() -> None:
    hits = [hit("Russia voted for it."), hit("It rained in New York.")]
    assert prove(Drafted("…", (2,), ((2, "Russia voted for it"),)), hits) == []
    assert prove(Drafted("…", (3,), ((3, "Russia voted for it"), (0, "Russia voted for it"))), hits) == []


def test_an_ellipsis_joins_parts_that_stand_in_that_order() -> None:
    one, two, three = "The Assembly met on Friday.", "It rained.", "Russia voted for the text."
    hits = [hit(f"{one} {two} {three}", one, two, three)]
    assert prove(Drafted("…", (1,), ((1, "The Assembly met … Russia voted for"),)), hits) == [
        Proof(0, (0, 27)),
        Proof(0, (39, 65)),
    ]
    assert prove(Drafted("…", (1,), ((1, "Russia voted for … The Assembly met"),)), hits) == []
    assert prove(Drafted("…", (1,), ((1, "The Assembly met … Russia voted against"),)), hits) == []


def test_one_place_quoted_twice_is_one_proof() -> None:
    hits = [hit("Russia voted for it.")]
    assert len(prove(Drafted("…", (1,), ((1, "Russia voted"), (1, "voted for it"))), hits)) == 1
