"""Any script to a phonetic skeleton."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.checks.romanize import coarse, likeness, romanize, skeleton

NAMES = ["Обама", "أوباما", "ओबामा", "奥巴马", "اوباما", "Ομπάμα"]


@pytest.mark.parametrize(
    ("word", "latin"),
    [("Обама", "obama"), ("ओबामा", "obama"), ("奥巴马", "aobama"), ("Łódź", "lodz"), ("서울", "seoul"), ("3 km", "km")],
)
def test_letters_of_any_script_become_latin(word: str, latin: str) -> None:
    assert romanize(word) == latin


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("Obama", "APM"),
        ("奥巴马", "APM"),
        ("Batiste", "PTST"),
        ("बतिस्त", "PTST"),
        ("Шанхай", "XNH"),
        ("", ""),
        ("2024", ""),
    ],
)
def test_a_skeleton_keeps_consonants_by_class_and_a_vowel_at_the_start(word: str, sounds: str) -> None:
    assert skeleton(word) == sounds


def test_the_arabic_article_and_ta_marbuta_are_no_part_of_a_name() -> None:
    assert skeleton("القاهرة") == skeleton("قاهر")


@pytest.mark.parametrize(
    ("word", "language", "sounds"),
    [
        ("Juan", "es", "HN"),
        ("Juan", "en", "CN"),
        ("Chirac", "fr", "XRK"),
        ("Wagner", "de", "VKNR"),
        ("Cem", "tr", "CM"),
    ],
)
def test_a_language_reads_its_letters_its_own_way(word: str, language: str, sounds: str) -> None:
    assert skeleton(word, language) == sounds


@pytest.mark.parametrize("spelling", NAMES)
def test_one_name_in_any_script_is_nearly_the_same(spelling: str) -> None:
    assert likeness(skeleton("Obama"), skeleton(spelling)) >= 0.75


@pytest.mark.parametrize(
    ("name", "other"), [("Trump", "特朗普"), ("Zelensky", "زيلينسكي"), ("Johnson", "约翰逊"), ("Magdeburg", "माग्देबुर्ग")]
)
def test_names_are_nearer_to_their_own_spelling_than_to_another(name: str, other: str) -> None:
    own = likeness(skeleton(name), skeleton(other))
    assert own >= 0.8
    assert own > likeness(skeleton("Lindqvist"), skeleton(other)) + 0.3


def test_coarse_skeletons_drop_what_comes_and_goes() -> None:
    assert coarse("WSKNSN") == coarse("VSKNXN"[1:]) == "SKNSN"


@given(st.text(max_size=12))
def test_romanized_is_small_latin_letters_only(word: str) -> None:
    assert set(romanize(word)) <= set("abcdefghijklmnopqrstuvwxyz")


SOUNDS = st.text(alphabet="APFVWTKHSXCLRNMYwy", max_size=8)


@given(SOUNDS, SOUNDS)
def test_likeness_is_a_symmetric_share(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == pytest.approx(likeness(b, a))


@given(SOUNDS.filter(bool))
def test_a_skeleton_is_like_itself(a: str) -> None:
    assert likeness(a, a) == 1
