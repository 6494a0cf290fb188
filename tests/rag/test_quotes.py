from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import ingest
from index.db import PassageRow
from index.embedders.bundled import BundledEmbedder
from index.library import create_or_open, open_library
from index.search import NO_FILTERS, Searcher, retrieve
from index.types import Article, InputError, Passage, Span
from rag.ask import ask
from rag.numbering import Numbering
from rag.quotes import PASSAGES, READ_ALONE, Choice, choose, compose
from rag.quoting import HIGH, quoted
from rag.signals import FEATURES

NEWS = [
    Article(
        "vote",
        "Assembly backs truce",
        "The General Assembly adopted a resolution drafted by Arab states on Friday. Russia was among the 120 "
        "states that voted in favour of it. Fourteen states voted against.\n\nRain fell in New York.",
        "en",
    ),
    Article(
        "minister",
        "Minister steps down",
        "Anna Berg, the minister of health of Norland, spoke to the press on Tuesday evening. She resigned "
        "over the failed purchase of vaccines.",
        "en",
    ),
    Article(
        "قرار",
        "الجمعية العامة تطلب هدنة",
        "اعتمدت الجمعية العامة للأمم المتحدة قرارا قدمته الدول العربية. وصوتت 120 دولة لصالح القرار العربي، بما "
        "في ذلك روسيا.\n\nوهطل المطر في نيويورك مساء الجمعة.",
        "ar",
    ),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    path, embedder = tmp_path_factory.mktemp("news") / "library", BundledEmbedder()
    with create_or_open(path, embedder) as library:
        assert ingest.add(library, embedder, NEWS).added == len(NEWS)
    with open_library(path) as library:
        yield Searcher(library, embedder)


def choice(article: Article, spans: list[Span], sentence: int, share: float = 0.5) -> Choice:
    """Sentence number `sentence` of a passage that runs over all the spans."""
    passage = Passage(1, article.id, spans[0][0], spans[-1][1], article.text, tuple(spans))
    nothing = np.zeros(0, np.float32)
    row = PassageRow(passage, article, nothing, nothing, ())
    return Choice(row, sentence, np.zeros(len(FEATURES)), share, share, 0.0, 0.0, own=True, lacks=False)


def spans_of(text: str, *sentences: str) -> list[Span]:
    return [(text.index(s), text.index(s) + len(s)) for s in sentences]


# compose


HE = "Ivan Petrov spoke on Friday. He resigned. Rain fell."
HE_SPANS = spans_of(HE, "Ivan Petrov spoke on Friday.", "He resigned.", "Rain fell.")


def texts_of(*choices: Choice) -> list[str]:
    return [c.row.article.text[start:end] for c, (start, end) in compose(choices)]


def test_the_neighbour_that_a_pronoun_points_to_is_quoted_with_it() -> None:
    article = Article("a", "", HE, "en")
    assert texts_of(choice(article, HE_SPANS, 1)) == ["Ivan Petrov spoke on Friday. He resigned."]
    assert texts_of(choice(article, HE_SPANS, 2)) == ["Rain fell."]


def test_a_sentence_quoted_as_a_neighbour_is_not_quoted_alone_too() -> None:
    article = Article("a", "", HE, "en")
    pair = (choice(article, HE_SPANS, 1), choice(article, HE_SPANS, 0))
    assert texts_of(*pair) == ["Ivan Petrov spoke on Friday. He resigned."]


def test_the_first_sentence_of_a_passage_has_no_neighbour() -> None:
    assert texts_of(choice(Article("a", "", HE, "en"), HE_SPANS[1:], 0)) == ["He resigned."]


def test_companions_are_nearly_as_good_and_read_in_order() -> None:
    text = "Ships waited. Rain fell. Crews slept. Gulls cried."
    article = Article("a", "", text, "en")
    spans = spans_of(text, "Ships waited.", "Rain fell.", "Crews slept.", "Gulls cried.")
    best, near, far = (choice(article, spans, i, s) for i, s in ((2, 0.40), (0, 0.31), (3, 0.29)))
    assert texts_of(best, near, far) == ["Ships waited.", "Crews slept."]


def test_at_most_two_companions_and_no_sentence_twice() -> None:
    text = "Ships waited. SHIPS WAITED. Crews slept. Gulls cried. Bells rang."
    article = Article("a", "", text, "en")
    spans = spans_of(text, "Ships waited.", "SHIPS WAITED.", "Crews slept.", "Gulls cried.", "Bells rang.")
    assert texts_of(*(choice(article, spans, i) for i in range(5))) == [
        "Ships waited.",
        "Crews slept.",
        "Gulls cried.",
    ]


def test_the_article_of_the_best_sentence_comes_first() -> None:
    one, other = Article("z", "", "Ships waited outside.", "en"), Article("a", "", "Rain fell all day.", "en")
    best, next_ = choice(one, [(0, 21)], 0, 0.5), choice(other, [(0, 18)], 0, 0.4)
    assert texts_of(best, next_) == ["Ships waited outside.", "Rain fell all day."]


@given(text=st.text(min_size=1, max_size=200), data=st.data())
def test_a_quote_is_a_run_of_whole_sentences_of_its_article(text: str, data: st.DataObject) -> None:
    borders = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=12, unique=True).map(sorted))
    spans = list(zip(borders[::2], borders[1::2], strict=False))
    language = data.draw(st.sampled_from(["en", "ar", "ru", "zh", "fa", "xx"]))
    article = Article("a", "", text, language)
    numbers = data.draw(st.permutations(range(len(spans))))
    for chosen, (start, end) in compose([choice(article, spans, n) for n in numbers]):
        assert text[start:end]
        assert end == chosen.span[1]
        assert start in {a for a, _ in spans}
        assert start <= chosen.span[0]


# choose and ask, over a real library


@pytest.mark.parametrize(
    ("question", "article", "quote"),
    [
        (
            "How many states voted in favour of the Arab resolution?",
            "vote",
            "Russia was among the 120 states that voted in favour of it.",
        ),
        (
            "كيف صوتت روسيا على القرار العربي؟",
            "قرار",
            "وصوتت 120 دولة لصالح القرار العربي، بما في ذلك روسيا.",
        ),
        (
            "Why did the minister resign?",
            "minister",
            "Anna Berg, the minister of health of Norland, spoke to the press on Tuesday evening. She resigned "
            "over the failed purchase of vaccines.",
        ),
    ],
)
def test_the_answer_is_quoted(question: str, article: str, quote: str, searcher: Searcher) -> None:
    answer = ask(searcher, question)
    assert answer.status == "answered"
    assert answer.citations[0].article.id == article
    assert quote in [citation.quote for citation in answer.citations]


@pytest.mark.parametrize(
    "question", ["Russia vote", "مطر", "Кто ушёл в отставку?", "vaccines", "120", "ماذا حدث في نيويورك؟"]
)
def test_every_sentence_has_its_citation_and_every_citation_its_place(question: str, searcher: Searcher) -> None:
    answer = ask(searcher, question)
    assert [s.citations for s in answer.sentences] == [(c.number,) for c in answer.citations]
    assert [s.text for s in answer.sentences] == [c.quote for c in answer.citations]
    for citation in answer.citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote


def test_the_best_choice_comes_first_and_shares_are_of_one_whole(searcher: Searcher) -> None:
    query, candidates = retrieve(searcher, "How did Russia vote?")
    choices = choose(searcher, query, candidates[:PASSAGES])
    scores = [c.score for c in choices]
    assert scores == sorted(scores, reverse=True)
    assert sum(c.share for c in choices) == pytest.approx(1.0)
    assert all(0 < c.probability < 1 for c in choices)
    assert len(choices) <= READ_ALONE


def test_nothing_to_choose_from(searcher: Searcher) -> None:
    query, _ = retrieve(searcher, "How did Russia vote?")
    assert choose(searcher, query, []) == []


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """The same news, printed in 2023."""
    path, embedder = tmp_path_factory.mktemp("dated") / "library", BundledEmbedder()
    with create_or_open(path, embedder) as library:
        ingest.add(library, embedder, [replace(article, published="2023-10-28") for article in NEWS])
    with open_library(path) as library:
        yield Searcher(library, embedder)


def test_a_year_that_no_article_speaks_of_is_refused(dated: Searcher) -> None:
    answer = ask(dated, "How did Russia vote on the Arab resolution in 1987?")
    assert (answer.status, answer.confidence, answer.probability) == ("insufficient_evidence", "none", 0.0)
    assert answer.note == "No evidence found: the nearest articles do not speak of 1987."
    assert (answer.sentences, answer.citations) == ((), ())
    assert answer.hits[0].article.id in ("vote", "قرار")


@pytest.mark.parametrize("year", ["2022", "2024"])
def test_the_year_before_or_after_is_answered_with_a_doubt(dated: Searcher, year: str) -> None:
    answer = ask(dated, f"How did Russia vote on the Arab resolution in {year}?")
    assert (answer.status, answer.confidence) == ("answered", "low")
    assert answer.notices[0].text == f"The article does not name {year}: check which year it speaks of."


def test_a_year_is_no_doubt_where_the_article_was_printed_in_it(dated: Searcher) -> None:
    answer = ask(dated, "How did Russia vote on the Arab resolution in 2023?")
    assert (answer.status, answer.notices) == ("answered", ())


def test_an_article_without_a_date_is_quoted_with_a_doubt(searcher: Searcher) -> None:
    answer = ask(searcher, "How did Russia vote on the Arab resolution in 1987?")
    assert (answer.status, answer.confidence) == ("answered", "low")
    assert [(notice.kind, notice.values) for notice in answer.notices] == [("unnamed_years", (("years", "1987"),))]


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("The minister resigned over the failed purchase of vaccines.", "medium"),
        ("It was Anna Berg who resigned over the failed purchase of vaccines.", "high"),
    ],
)
def test_a_quote_without_the_name_that_is_asked_for_is_never_called_high(
    text: str, confidence: str, searcher: Searcher
) -> None:
    query, _ = retrieve(searcher, "Who resigned over the failed purchase of vaccines?")
    sure = replace(choice(Article("a", "", text, "en"), [(0, len(text))], 0), share=1.0, plain=1.0)
    assert sure.probability > HIGH
    answer = quoted(query.text, query, [sure], (), NO_FILTERS, Numbering())
    assert answer.confidence == confidence


def test_the_name_may_stand_in_the_neighbour_that_is_quoted_with_it(searcher: Searcher) -> None:
    query, _ = retrieve(searcher, "Who resigned over the failed purchase of vaccines?")
    text = "Anna Berg spoke on Friday. She resigned over the failed purchase of vaccines."
    spans = spans_of(text, "Anna Berg spoke on Friday.", "She resigned over the failed purchase of vaccines.")
    sure = replace(choice(Article("a", "", text, "en"), spans, 1), share=1.0, plain=1.0)
    answer = quoted(query.text, query, [sure], (), NO_FILTERS, Numbering())
    assert (answer.sentences[0].text, answer.confidence) == (text, "high")


def test_a_question_without_words_is_an_error(searcher: Searcher) -> None:
    with pytest.raises(InputError, match="no word in it"):
        ask(searcher, "؟؟")


def test_the_same_question_gets_the_same_answer(searcher: Searcher) -> None:
    question = "How did Russia vote on the Arab resolution?"
    assert ask(searcher, question) == ask(searcher, question)
