"""Places and bodies that are known beforehand, in any language."""

import pytest

from rag.checks.gazetteer import Entry
from rag.checks.places import implies, mentions


def keys(text: str, language: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.entries[0].key) for m in mentions(text, language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The UN met on Monday.", "en"),
        ("L'ONU s'est réunie lundi.", "fr"),
        ("Die Vereinten Nationen tagten am Montag.", "de"),
        ("BM pazartesi günü toplandı.", "tr"),
        ("ООН собралась в понедельник.", "ru"),
        ("اجتمعت الأمم المتحدة يوم الاثنين.", "ar"),
        ("سازمان ملل روز دوشنبه تشکیل جلسه داد.", "fa"),
        ("संयुक्त राष्ट्र की बैठक सोमवार को हुई।", "hi"),
        ("联合国周一开会。", "zh"),
    ],
)
def test_a_body_is_known_by_its_translated_name(text: str, language: str) -> None:
    assert "United Nations" in [key for _, key in keys(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("La mission quitta l'Allemagne pour Le Caire.", "fr", [("Allemagne", "DE"), ("Le Caire", "EG/Cairo")]),
        ("Поезд из Москвы в Пекин", "ru", [("Москвы", "RU/Moscow"), ("Пекин", "CN/Beijing")]),
        ("Поезд из Китая", "ru", [("Китая", "CN")]),
        ("وصل الوفد إلى بغداد قادما من الأردن", "ar", [("بغداد", "IQ/Baghdad"), ("الأردن", "JO")]),
        ("代表团从利雅得飞往东京", "zh", [("利雅得", "SA/Riyadh"), ("东京", "JP/Tokyo")]),
        ("दल दिल्ली से लंदन गया", "hi", [("दिल्ली", "IN/New Delhi"), ("लंदन", "GB/London")]),
        ("Heyet Cidde'den Ankara'ya geçti", "tr", [("Cidde", "SA/Jeddah"), ("Ankara", "TR/Ankara")]),
    ],
)
def test_countries_and_cities_are_found_where_they_stand(
    text: str, language: str, found: list[tuple[str, str]]
) -> None:
    assert keys(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("a Russian ship", "en", "RU"),
        ("российское судно", "ru", "RU"),
        ("ein russisches Schiff", "de", "RU"),
        ("un barco ruso", "es", "RU"),
        ("السفينة الروسية", "ar", "RU"),
        ("रूसी जहाज़", "hi", "RU"),
        ("英国船只", "zh", "GB"),
    ],
)
def test_a_people_names_its_country(text: str, language: str, code: str) -> None:
    assert [key for _, key in keys(text, language)] == [code]


def test_arabic_particles_written_onto_a_name_do_not_hide_it() -> None:
    assert keys("وبالصين ولمصر", "ar") == [("وبالصين", "CN"), ("ولمصر", "EG")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("they told us about polish", "en"),
        ("وزارة المالية", "ar"),
        ("8月6日港口关闭", "zh"),
        ("a turkey and some china", "en"),
    ],
)
def test_ordinary_words_are_no_places(text: str, language: str) -> None:
    assert keys(text, language) == []


def test_the_longest_name_wins() -> None:
    assert keys("talks in South Sudan and in South Carolina", "en") == [
        ("South Sudan", "SS"),
        ("South Carolina", "US/South Carolina"),
    ]


def test_chinese_abbreviates_countries_only_side_by_side() -> None:
    assert [key for _, key in keys("中美会谈", "zh")] == ["CN", "US"]
    assert keys("其中一部分", "zh") == []


def test_a_place_implies_the_country_it_lies_in_and_not_the_reverse() -> None:
    city, country = Entry("CN/Beijing", "city"), Entry("CN", "country")
    assert implies(city, country)
    assert implies(country, country)
    assert not implies(country, city)
    assert not implies(Entry("JP/Tokyo", "city"), country)
