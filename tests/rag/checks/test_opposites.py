from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.checks.opposites import mentions, negations
from rag.checks.opposites.tables import IDIOM, LANGUAGES, NOT, table
from rag.checks.opposites.words import words


def poles(text: str, language: str, concept: str) -> list[int]:
    return [m.pole for m in mentions(words(text, language), language) if m.concept == concept]


@pytest.mark.parametrize(
    ("language", "rose", "fell", "did_not_rise"),
    [
        ("en", "Prices rose.", "Prices fell.", "Prices did not rise."),
        ("ar", "ارتفعت الأسعار.", "انخفضت الأسعار.", "لم ترتفع الأسعار."),
        ("ru", "Цены выросли.", "Цены упали.", "Цены не выросли."),
        ("zh", "价格上涨。", "价格下跌。", "价格没有上涨。"),
        ("fr", "Les prix ont augmenté.", "Les prix ont baissé.", "Les prix n'ont pas augmenté."),
        ("es", "Los precios subieron.", "Los precios bajaron.", "Los precios no subieron."),
        ("pt", "Os preços subiram: o preço subiu.", "Os preços caíram.", "O preço não subiu."),
        ("de", "Die Preise stiegen.", "Die Preise sanken.", "Die Preise stiegen nicht."),
        ("tr", "Fiyatlar arttı.", "Fiyatlar düştü.", "Fiyatlar artmadı."),
        ("hi", "क़ीमतें बढ़ीं।", "क़ीमतें गिरीं।", "क़ीमतें नहीं बढ़ीं।"),
        ("fa", "قیمت‌ها افزایش یافت.", "قیمت‌ها کاهش یافت.", "قیمت‌ها افزایش نیافت."),
        ("ur", "قیمتوں میں اضافہ ہوا۔", "قیمتوں میں کمی ہوئی۔", "قیمتوں میں اضافہ نہیں ہوا۔"),
    ],
)
def test_both_poles_and_the_denial_of_one_are_read(language: str, rose: str, fell: str, did_not_rise: str) -> None:
    assert set(poles(rose, language, "rise")) == {1}
    assert set(poles(fell, language, "rise")) == {-1}
    assert set(poles(did_not_rise, language, "rise")) == {-1}


def test_a_mention_tells_where_it_stands_and_that_it_is_denied() -> None:
    text = "Entry is not allowed today"
    (found,) = (m for m in mentions(words(text, "en"), "en") if m.concept == "allow")
    assert (found.start, found.end, found.written, found.pole, found.negated) == (3, 4, "allowed", -1, True)


def test_a_negation_does_not_reach_past_but() -> None:
    assert poles("They did not come, but supported the bill.", "en", "favour") == [1]


def test_a_negation_passes_through_an_adjective_to_the_verb() -> None:
    assert poles("No new cars were allowed.", "en", "allow") == [-1]
    assert poles("No new cars were allowed.", "en", "new") == [1]


def test_failing_to_reach_an_agreement_denies_the_agreement() -> None:
    assert poles("They failed to reach an agreement.", "en", "agree") == [-1]


def test_a_longer_phrase_swallows_the_shorter_ones_inside_it() -> None:
    assert poles("The goal fell short.", "en", "rise") == []
    assert poles("The goal fell short.", "en", "success") == [-1]


def test_an_idiom_says_nothing() -> None:
    assert poles("The lower court sat.", "en", "rise") == []


def test_german_verbs_are_read_with_their_particle_at_the_end() -> None:
    assert poles("Das Parlament lehnte den Entwurf ab.", "de", "accept") == [-1]
    assert poles("Der aus Wien stammende Sänger trat auf.", "de", "join") == []


def test_arabic_words_are_found_behind_their_prefixes() -> None:
    assert poles("وسترفض الحكومة الاتفاق", "ar", "accept") == [-1]
    assert poles("للانضمام إلى الحلف", "ar", "join") == [1]


def test_lifting_a_ban_allows() -> None:
    assert poles("The government lifted the ban.", "en", "allow") == [1]
    assert poles("सरकार ने रोक हटा ली है।", "hi", "allow") == [1]


def test_negations_are_told_by_their_position() -> None:
    assert negations(words("It is not so", "en"), "en") == [2]
    assert negations(words("Bunu kabul etmedi", "tr"), "tr") == [2]
    assert negations(words("این کار را نکرد", "fa"), "fa") == [3]


def test_a_language_without_a_table_says_nothing() -> None:
    assert mentions(words("Bei zilipanda.", "sw"), "sw") == []
    assert negations(words("Bei hazikupanda.", "sw"), "sw") == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_phrase_stands_on_both_sides_of_a_concept(language: str) -> None:
    sides: defaultdict[tuple[str, tuple[str, ...]], set[int]] = defaultdict(set)
    listed = table(language)
    for phrase in [p for phrases in (*listed.exact.values(), *listed.stems.values()) for p in phrases]:
        sides[phrase.concept, phrase.parts].add(phrase.pole)
    assert [key for key, poles in sides.items() if len(poles) > 1 and key[0] != NOT] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES - {"en"}))
def test_every_concept_has_an_english_row(language: str) -> None:
    def concepts(code: str) -> set[str]:
        listed = table(code)
        return {p.concept for phrases in (*listed.exact.values(), *listed.stems.values()) for p in phrases}

    assert concepts(language) - concepts("en") <= {IDIOM}


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from(sorted(LANGUAGES)))
def test_words_and_mentions_stand_in_the_text(text: str, language: str) -> None:
    listed = words(text, language)
    assert all(text[w.start : w.end] == w.written for w in listed)
    for m in mentions(listed, language):
        assert 0 <= m.start < m.end <= len(listed)
        assert m.pole in (1, -1)
