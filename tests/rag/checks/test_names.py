"""Names that a claim states: carried by its evidence in any script, absent from it, or exchanged for another."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.checks import Claim, Evidence, Finding
from rag.checks.frequency import listed
from rag.checks.names import findings, names

CERTAIN = 0.5


def found(sentence: str, language: str, quote: str, source: str = "en", context: str = "") -> list[Finding]:
    return findings(Claim(sentence, language, (Evidence(quote, source, context or quote),)))


def alarms(sentence: str, language: str, quote: str, source: str = "en", context: str = "") -> list[str]:
    return [f.words for f in found(sentence, language, quote, source, context) if f.certainty >= CERTAIN]


@pytest.mark.parametrize(
    ("sentence", "language", "quote", "source"),
    [
        ("Barack Obama flew to Jeddah on Sunday.", "en", "وصل باراك أوباما إلى جدة يوم الأحد", "ar"),
        ("奥巴马周日飞往吉达。", "zh", "Obama flew to Jeddah on Sunday.", "en"),
        ("Обама в воскресенье прилетел в Джидду.", "ru", "وصل باراك أوباما إلى جدة يوم الأحد", "ar"),
        ("ओबामा रविवार को जेद्दा पहुँचे।", "hi", "Obama flew to Jeddah on Sunday.", "en"),
        ("Obama voló a Yeda el domingo.", "es", "奥巴马周日飞往吉达。", "zh"),
        ("رفع بنك إنجلترا أسعار الفائدة.", "ar", "The Bank of England raised interest rates.", "en"),
        ("英格兰银行上调利率。", "zh", "رفع بنك إنجلترا أسعار الفائدة", "ar"),
        ("Die Bank of England erhöhte die Zinsen.", "de", "英格兰银行上调利率。", "zh"),
        ("ООН осудила нападение.", "ru", "The United Nations condemned the attack.", "en"),
        ("أدانت الأمم المتحدة الهجوم.", "ar", "联合国谴责袭击。", "zh"),
        ("L'ONU a condamné l'attaque.", "fr", "أدانت الأمم المتحدة الهجوم", "ar"),
        ("比赛在亚利桑那州格伦代尔举行。", "zh", "The match was played in Glendale, Arizona.", "en"),
        ("مسابقه در گلندیل آریزونا برگزار شد.", "fa", "The match was played in Glendale, Arizona.", "en"),
        ("Angela Merkel met Emmanuel Macron.", "en", "Merkel traf Macron.", "de"),
        ("The ONS published its figures.", "en", "The Office for National Statistics published its figures.", "en"),
        ("एनएचएस ने आँकड़े जारी किए।", "hi", "The NHS published its figures.", "en"),
    ],
)
def test_a_name_that_the_quote_carries_in_any_script_raises_nothing(
    sentence: str, language: str, quote: str, source: str
) -> None:
    assert found(sentence, language, quote, source) == []


@pytest.mark.parametrize(
    ("sentence", "language", "quote", "source", "rival"),
    [
        ("Обама прилетел в Лондон.", "ru", "Obama flew to Paris.", "en", "Paris"),
        ("وصل أوباما إلى لندن", "ar", "Obama flew to Paris.", "en", "Paris"),
        ("奥巴马飞往伦敦。", "zh", "Obama flew to Paris.", "en", "Paris"),
        ("Obama voló a Londres.", "es", "وصل أوباما إلى باريس", "ar", "باريس"),
        ("Die Ware kam aus Argentinien.", "de", "这批货物来自巴西。", "zh", "巴西"),
        (
            "La Banque centrale européenne a relevé ses taux.",
            "fr",
            "The Bank of England raised rates.",
            "en",
            "Bank of England",
        ),
        ("गूगल ने फ़ोन पेश किया।", "hi", "Huawei unveiled a phone.", "en", "Huawei"),
        ("Russia opposed the draft.", "en", "中国反对该草案。", "zh", "中国"),
    ],
)
def test_a_name_in_place_of_another_of_its_kind_contradicts_the_quote(
    sentence: str, language: str, quote: str, source: str, rival: str
) -> None:
    assert [f.contradicted for f in found(sentence, language, quote, source) if f.certainty >= CERTAIN] == [True]
    assert rival in alarms(sentence, language, quote, source)[0]


def test_the_finding_says_what_the_quote_names_and_is_of_a_place() -> None:
    assert found("Обама прилетел в Лондон.", "ru", "Obama flew to Paris.") == [
        Finding("place", True, "the quote names Paris, not Лондон", 0.85)
    ]


@pytest.mark.parametrize(
    ("sentence", "language", "quote", "source"),
    [
        ("The singer Adele Lindqvist opened the evening.", "en", "The singer opened the evening.", "en"),
        ("Певица Линдквист открыла вечер.", "ru", "The singer opened the evening.", "en"),
        ("La cantante Lindqvist abrió la velada.", "es", "افتتحت المغنية الأمسية", "ar"),
    ],
)
def test_a_name_that_no_source_has_is_not_stated(sentence: str, language: str, quote: str, source: str) -> None:
    assert [f.contradicted for f in found(sentence, language, quote, source) if f.certainty >= CERTAIN] == [False]


def test_a_name_that_only_the_passage_has_is_hardly_suspect() -> None:
    context = "Angela Merkel spoke in Berlin. She praised the volunteers."
    assert [
        f.certainty for f in found("Merkel praised the volunteers.", "en", "She praised the volunteers.", "en", context)
    ] == [0.2]


def test_a_person_of_the_passage_in_place_of_the_one_in_the_quote_is_a_swap() -> None:
    context = "Dean Robert Hughes greeted the guests. Archbishop Thomas Keller delivered a sermon."
    quote = "Archbishop Thomas Keller delivered a sermon."
    assert alarms("Dean Robert Hughes delivered the sermon.", "en", quote, "en", context) == [
        "the quote names Thomas Keller, not Robert Hughes"
    ]


def test_a_place_of_the_quote_in_place_of_another_of_it_is_a_swap() -> None:
    quote = "She studied in Ohio for four years, and on 22 May she will start work in Texas."
    assert alarms("Она начнёт работать 22 мая в Огайо.", "ru", quote) == ["the quote names Texas, not Огайо"]
    assert alarms("Она начнёт работать 22 мая в Техасе.", "ru", quote) == []


def test_a_name_of_the_passage_in_place_of_one_of_the_quote_is_a_swap_whatever_the_words_around_it() -> None:
    quote = "Ann Reed opened her bakery five years ago in Wichita and grew it to five branches in the Kansas City area."
    passage = f"Ann Reed grew up in Des Moines. {quote}"
    sentence = "Ann Reed eröffnete ihre Bäckerei vor fünf Jahren in Des Moines."
    assert alarms(sentence, "de", quote, context=passage) == ["the quote names Wichita, not Des Moines"]


def test_a_name_for_which_the_quote_has_a_pronoun_or_a_noun_is_none() -> None:
    for quote in ("She opened a bakery in Lyon.", "The singer opened a bakery in Lyon."):
        passage = f"Lena Ortiz won twice. {quote}"
        assert alarms("Лена Ортис открыла пекарню в Лионе.", "ru", quote, context=passage) == []


def test_another_surname_after_a_shared_first_name_is_told() -> None:
    assert alarms("गायक जॉन लीजेंड ने गाया।", "hi", "The singer Jon Batiste sang.") != []
    assert alarms("गायक जॉन बतिस्त ने गाया।", "hi", "The singer Jon Batiste sang.") == []


def test_the_country_of_a_press_that_does_not_name_it_is_hardly_suspect() -> None:
    assert alarms("China raised its drought alert.", "en", "国家防总提高抗旱应急响应级别。", "zh") == []


def test_a_city_in_the_quote_names_its_country() -> None:
    assert found("China hosted the talks.", "en", "会谈在北京举行。", "zh") == []


def test_the_title_of_the_article_counts_as_its_passage() -> None:
    evidence = Evidence("He signed the law.", "en", "He signed the law.", "Macron visits Lyon")
    assert [f.certainty for f in findings(Claim("Macron signed the law.", "en", (evidence,)))] == [0.2]


def test_a_claim_without_evidence_or_names_has_no_findings() -> None:
    assert findings(Claim("Obama flew to Paris.", "en", ())) == []
    assert found("prices rose by two percent.", "en", "Prices rose.") == []


@pytest.mark.parametrize(
    ("text", "language", "surfaces"),
    [
        ("Yesterday Angela Merkel met the president in Lyon.", "en", ["Angela Merkel", "Lyon"]),
        ("Gestern traf die Kanzlerin Angela Merkel den Präsidenten in Lyon.", "de", ["Angela Merkel", "Lyon"]),
        ("Вчера Ангела Меркель встретилась с президентом в Лионе.", "ru", ["Ангела Меркель", "Лионе"]),
        ("التقت ميركل الرئيس في ليون", "ar", ["ميركل", "ليون"]),
        ("默克尔在里昂会见总统", "zh", ["默克尔", "里昂"]),
        ("The Institute of Marine Research hired her.", "en", ["Institute of Marine Research"]),
        ("It opened on Monday in March.", "en", []),
    ],
)
def test_names_are_told_from_words(text: str, language: str, surfaces: list[str]) -> None:
    assert [name.surface for name in names(text, language)] == surfaces


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Talks began in Paris.", "en", "city"),
        ("Talks with Hamas began.", "en", "organisation"),
        ("We met Senator Lindqvist.", "en", "person"),
        ("They crossed Lake Lindqvist.", "en", "place"),
        ("She left Saint Lindqvist College.", "en", "organisation"),
        ("قال الرئيس أوباما", "ar", "person"),
    ],
)
def test_the_kind_of_a_name_is_told_where_it_can_be(text: str, language: str, kind: str) -> None:
    assert [name.kind for name in names(text, language)] == [kind]


LANGUAGES = st.sampled_from(["en", "de", "ru", "ar", "hi", "zh"])
PIECES = [
    "Angela Merkel",
    "Лион",
    "القاهرة",
    "北京",
    "दिल्ली",
    "said",
    "и",
    "في",
    "的",
    "NATO",
    "U.S.",
    "·",
    "-",
    "\n",
    "8月",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS, LANGUAGES)
def test_names_stand_where_they_say_and_do_not_overlap(text: str, language: str) -> None:
    listed = names(text, language)
    assert [text[n.start : n.end] for n in listed] == [n.surface for n in listed]
    assert all(a.end <= b.start for a, b in pairwise(listed))


@settings(max_examples=60, deadline=None)
@given(TEXTS, LANGUAGES)
def test_a_claim_that_repeats_its_quote_is_never_alarmed(text: str, language: str) -> None:
    assert alarms(text, language, text, language) == []


def test_a_language_without_a_list_of_words_is_not_given_another_ones() -> None:
    assert (listed("sw"), listed("no"), listed("en")) == (False, True, True)
