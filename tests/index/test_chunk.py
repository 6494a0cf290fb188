import itertools

from hypothesis import given
from hypothesis import strategies as st

from index.chunk import TITLE_TOKENS, Chunk, chunk, quotable, under_title
from index.language import sentences


def words(text: str) -> int:
    return len(text.split())


def texts(text: str, chunks: list[Chunk]) -> list[str]:
    return [text[c.start : c.end] for c in chunks]


def sentence(number: int) -> str:
    return f"Sentence number {number} has six words."


def test_a_short_article_is_one_passage() -> None:
    text = "  The vote was held on Friday. Russia voted in favour.\n"
    assert chunk(text, "en", words) == [Chunk(2, 54, ((2, 30), (31, 54)), 10)]


def test_sentences_are_packed_up_to_the_budget() -> None:
    text = " ".join(sentence(n) for n in range(6))
    assert [c.tokens for c in chunk(text, "en", words, budget=18)] == [18, 18]


def test_a_passage_rather_ends_with_a_paragraph() -> None:
    text = f"{sentence(1)} {sentence(2)}\n\n{sentence(3)} {sentence(4)}"
    assert texts(text, chunk(text, "en", words, budget=18)) == text.split("\n\n")


def test_where_no_line_is_blank_each_line_is_a_paragraph() -> None:
    text = f"{sentence(1)} {sentence(2)}\n{sentence(3)} {sentence(4)}"
    assert texts(text, chunk(text, "en", words, budget=18)) == text.split("\n")


def test_a_short_paragraph_does_not_end_a_passage() -> None:
    text = f"{sentence(1)}\n\n{sentence(2)}\n\n{sentence(3)}"
    assert texts(text, chunk(text, "en", words, budget=18)) == [text]


def test_the_last_passage_is_no_runt() -> None:
    text = " ".join(sentence(n) for n in range(4))
    assert [c.tokens for c in chunk(text, "en", words, budget=20)] == [12, 12]


def test_a_runt_joins_the_passage_before_it_where_both_fit() -> None:
    text = f"{sentence(1)} {sentence(2)}\n\n{sentence(3)}"
    assert texts(text, chunk(text, "en", words, budget=20)) == [text]


def test_a_sentence_over_the_budget_stands_alone() -> None:
    long = "One sentence of very many words indeed that nobody could ever cut."
    text = f"{sentence(1)} {long} {sentence(2)}"
    assert texts(text, chunk(text, "en", words, budget=8)) == [sentence(1), long, sentence(2)]


def test_chinese_is_divided_at_its_own_stops() -> None:
    text = "联合国大会通过了决议。一百二十个国家投了赞成票。俄罗斯投票赞成。"
    assert texts(text, chunk(text, "zh", len, budget=24)) == [
        "联合国大会通过了决议。",
        "一百二十个国家投了赞成票。俄罗斯投票赞成。",
    ]


def test_nothing_is_no_passage() -> None:
    assert chunk(" \n\n ", "en", words) == []


def test_each_sentence_is_counted_once() -> None:
    counted: list[str] = []

    def count(text: str) -> int:
        counted.append(text)
        return len(text.split())

    text = "\n\n".join(sentence(n) for n in range(30))
    chunk(text, "en", count, budget=20)
    assert counted == [sentence(n) for n in range(30)]


def test_a_caption_is_not_quotable() -> None:
    assert quotable("The General Assembly voted on Friday now.", "en")
    assert not quotable("The General Assembly voted on Friday.", "en")
    assert quotable("联合国大会以120票赞成通过阿拉伯国家决议。", "zh")
    assert not quotable("-" * 50, "en")


def test_a_passage_is_embedded_under_its_title() -> None:
    text = "First one. Second one. Third."
    [(embedded, spans)] = under_title("A title", text, [Chunk(11, 29, ((11, 22), (23, 29)), 3)], words)
    assert embedded == "A title\nSecond one. Third."
    assert [embedded[a:b] for a, b in spans] == ["Second one.", "Third."]


def test_without_a_title_a_passage_is_embedded_bare() -> None:
    assert under_title("", "One. Two.", [Chunk(5, 9, ((5, 9),), 1)], words) == [("Two.", [(0, 4)])]


def test_a_long_title_is_cut_at_a_word() -> None:
    passage = [Chunk(0, 1, ((0, 1),), 1)]
    assert under_title("word " * 100, "x", passage, words)[0][0] == " ".join(["word"] * TITLE_TOKENS) + "\nx"
    assert under_title("长" * 100, "x", passage, len)[0][0] == "长" * TITLE_TOKENS + "\nx"


pieces = st.sampled_from(
    [
        "The vote. ",
        "Dr. Smith said no! ",
        "\n",
        "\n\n",
        "نعم؟ ",
        "وصوتت روسيا لصالح القرار. ",
        "决议通过了。",
        "हाँ। ",
        "3.5 ",
        "…",
        " ",
    ]
)


@given(
    st.lists(pieces, max_size=40).map("".join) | st.text(max_size=300),
    st.sampled_from(["en", "ar", "zh", "hi", "und", "sw"]),
    st.integers(1, 40),
)
def test_every_sentence_is_in_exactly_one_passage_of_the_budget(text: str, language: str, budget: int) -> None:
    chunks = chunk(text, language, words, budget)
    spans = sentences(text, language)
    assert [span for c in chunks for span in c.sentences] == spans
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    for c in chunks:
        assert (c.start, c.end) == (c.sentences[0][0], c.sentences[-1][1])
        assert 0 <= c.start < c.end <= len(text)
        assert c.tokens == sum(words(text[a:b]) for a, b in c.sentences)
        assert c.tokens <= budget or len(c.sentences) == 1
