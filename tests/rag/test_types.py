import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Article
from rag.types import Citation

VOTE = Article("vote", "The vote", "It rained. Russia voted in favour. 120 states agreed.", "en")


def test_a_citation_is_a_place_in_its_article() -> None:
    assert Citation(1, VOTE, "Russia voted in favour.", 11, 34).quote == VOTE.text[11:34]


@pytest.mark.parametrize(
    ("quote", "start", "end"),
    [
        ("Russia voted against.", 11, 34),
        ("Russia voted in favour.", 10, 33),
        ("Russia voted in favour", 11, 34),
        ("", 11, 11),
        ("RUSSIA VOTED IN FAVOUR.", 11, 34),
    ],
)
def test_a_quote_that_does_not_stand_there_is_refused(quote: str, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="citation 1 does not stand in article vote"):
        Citation(1, VOTE, quote, start, end)


@given(text=st.text(), quote=st.text(), start=st.integers(0, 50), length=st.integers(0, 50))
def test_no_citation_is_made_of_what_the_article_does_not_say(text: str, quote: str, start: int, length: int) -> None:
    article = Article("a", "", text, "en")
    try:
        citation = Citation(1, article, quote, start, start + length)
    except ValueError:
        assert not quote or text[start : start + length] != quote
    else:
        assert text[citation.start : citation.end] == citation.quote != ""
