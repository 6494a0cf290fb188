from hypothesis import given
from hypothesis import strategies as st

from index.types import Article
from rag.numbering import Numbering
from rag.types import Citation

ARTICLE = Article("a", "Vote", "Russia voted for it. China did too.", "en")


def test_numbers_begin_at_one_and_the_same_evidence_has_one() -> None:
    numbering = Numbering()
    spans = [(0, 20), (21, 35), (0, 20)]
    assert [numbering.cite(ARTICLE, span).number for span in spans] == [1, 2, 1]


def test_earlier_evidence_keeps_its_number_and_new_evidence_goes_on() -> None:
    numbering = Numbering([Citation(4, ARTICLE, "China did too.", 21, 35)])
    assert [numbering.cite(ARTICLE, span).number for span in ((0, 20), (21, 35))] == [5, 4]


def test_an_article_that_changed_is_new_evidence() -> None:
    changed = Article("a", "Vote", "Russia voted for it! China did too.", "en")
    assert Numbering([Citation(4, ARTICLE, "China did too.", 21, 35)]).cite(changed, (21, 35)).number == 5


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(11, 35)), max_size=12))
def test_a_number_stands_for_one_span_and_none_is_left_out(spans: list[tuple[int, int]]) -> None:
    numbering = Numbering()
    cited = [numbering.cite(ARTICLE, span) for span in spans]
    assert {c.number for c in cited} == set(range(1, len(set(spans)) + 1))
    assert len({(c.number, c.start, c.end) for c in cited}) == len(set(spans))
