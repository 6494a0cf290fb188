from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.checks.digits import read_digits, read_han
from rag.checks.number_words import LANGUAGES, word_list
from rag.checks.quantities import Quantity, quantities
from rag.checks.units import UNITS


def read(text: str, language: str) -> list[str]:
    """Value, then unit or sort where it counts something, and bound where it has one; no doubtful numbers."""
    return [written(q) for q in quantities(text, language) if not q.doubtful]


def written(quantity: Quantity) -> str:
    sort = "" if quantity.sort in ("count", "money", "measure") else quantity.sort
    bound = "" if quantity.bound == "exact" else quantity.bound
    return " ".join(filter(None, [f"{float(quantity.value):.10g}", quantity.unit or sort, bound]))


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,234.5", "en", "1234.5"),
        ("1.234,5", "de", "1234.5"),
        ("12,34,567", "hi", "1234567"),
        ("20 400", "ru", "20400"),
        ("20\u00a0400", "en", "20400"),
        ("1'200'000", "de", "1200000"),
        ("10.200", "es", "10200"),
        ("10.200", "en", "10.2"),
        ("10,200", "en", "10200"),
        ("10,200", "fr", "10.2"),
        ("0,750", "en", "0.75"),
        ("7,4", "ar", "7.4"),
        ("٢٫٩", "ar", "2.9"),
        ("۱۲٬۳۴۵", "fa", "12345"),
        ("½", "en", "0.5"),
    ],
)
def test_digits_are_read_by_the_custom_of_their_language(text: str, language: str, value: str) -> None:
    assert [float(q.value) for q in quantities(text, language)] == [float(value)]


def test_what_may_be_decimals_or_thousands_keeps_both_readings() -> None:
    numeral = read_digits("10.200", "en")
    assert numeral is not None
    assert (numeral.value, numeral.other) == (Fraction("10.2"), Fraction(10200))


@pytest.mark.parametrize("text", ["1.2.3", "1.23.456", "1,234.567.8"])
def test_versions_and_the_like_are_no_numbers(text: str) -> None:
    assert read_digits(text, "en") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百二十", 120),
        ("十五", 15),
        ("二十", 20),
        ("一百零五", 105),
        ("一百二", 120),
        ("两千", 2000),
        ("一千零五十", 1050),
        ("三万五", 35000),
        ("4万", 40000),
        ("3万5000", 35000),
        ("3千5百", 3500),
        ("1.2亿", 120_000_000),
        ("1亿2000万", 120_000_000),
        ("3 亿 5000 万", 350_000_000),
        ("2万亿", 2 * 10**12),
        ("二〇二三", 2023),
        ("十万", 100_000),
    ],
)
def test_chinese_numerals(text: str, value: int) -> None:
    numeral = read_han(text)
    assert numeral is not None
    assert numeral.value == value


@pytest.mark.parametrize("text", ["三四百", "七八", "亿"])
def test_chinese_estimates_are_no_numbers(text: str) -> None:
    assert read_han(text) is None


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "twenty-one", "21"),
        ("en", "one hundred and five", "105"),
        ("en", "two and a half million", "2500000"),
        ("en", "1.2 million", "1200000"),
        ("en", "nineteen eighty-four", "1984"),
        ("en", "three dozen", "36"),
        ("en", "half a million", "500000"),
        ("en", "3 million 200 thousand", "3200000"),
        ("ar", "واحد وعشرون", "21"),
        ("ar", "خمس عشرة", "15"),
        ("ar", "خمسة آلاف", "5000"),
        ("ar", "ثلاثمئة وخمسة وعشرين ألفا", "325000"),
        ("ar", "مليونان ونصف", "2500000"),
        ("ar", "ثلاثة ملايين وخمسمئة ألف", "3500000"),
        ("ar", "مليار و350 مليون", "1350000000"),
        ("ar", "(69) مليون", "69000000"),
        ("ru", "сорок пять тысяч", "45000"),
        ("ru", "двадцати пяти", "25"),
        ("ru", "два с половиной миллиона", "2500000"),
        ("ru", "полтора миллиарда", "1500000000"),
        ("ru", "полмиллиона", "500000"),
        ("ru", "20,4 тыс.", "20400"),
        ("fr", "quatre-vingt-dix-sept", "97"),
        ("fr", "soixante et onze", "71"),
        ("fr", "deux mille vingt-trois", "2023"),
        ("fr", "une vingtaine", "20"),
        ("fa", "سی و پنج هزار", "35000"),
        ("fa", "بیست و نه", "29"),
        ("fa", "هزار و صد", "1100"),
        ("es", "dos mil millones", "2000000000"),
        ("es", "dos millones y medio", "2500000"),
        ("es", "treinta y uno", "31"),
        ("de", "einundzwanzig", "21"),
        ("de", "fünfhunderttausend", "500000"),
        ("de", "1,2 Millionen", "1200000"),
        ("de", "eine halbe Million", "500000"),
        ("tr", "bin yedi yüz", "1700"),
        ("tr", "onbeş", "15"),
        ("tr", "iki buçuk milyon", "2500000"),
        ("hi", "एक लाख बीस हज़ार", "120000"),
        ("hi", "साढ़े तीन करोड़", "35000000"),
        ("hi", "डेढ़ सौ", "150"),
        ("hi", "62.5 करोड़", "625000000"),
        ("hi", "12 लाख 50 हज़ार", "1250000"),
        ("pt", "mil duzentos e trinta e quatro", "1234"),
        ("pt", "2,5 milhões", "2500000"),
        ("ur", "پانچ لاکھ بیس ہزار", "520000"),
        ("zh", "5000 万", "50000000"),
    ],
)
def test_words_add_up_to_one_number(language: str, text: str, value: str) -> None:
    assert [float(q.value) for q in quantities(text, language)] == [float(value)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "almost 79%", "79 percent about"),
        ("en", "$16 an hour", "16 USD"),
        ("en", "three-quarters of a percentage point", "0.75 percent"),
        ("en", "half an hour", "0.5 hour"),
        ("en", "two thirds of them", "66.66666667 share"),
        ("en", "at least 19 people", "19 at least"),
        ("en", "19 people or more", "19 at least"),
        ("en", "no more than 5,000 of them", "5000 at most"),
        ("en", "about 440 nautical miles", "440 nmi about"),
        ("en", "two and a half years", "2.5 year"),
        ("en", "six full weeks", "6 week"),
        ("en", "32-year-old", "32 year"),
        ("en", "the 57th", "57 ordinal"),
        ("ar", "قرابة 70 في المائة", "70 percent about"),
        ("ar", "14 بالمئة", "14 percent"),
        ("ar", "أكثر من عامين", "2 year more"),
        ("ar", "شهرين ونصف", "2.5 month"),
        ("ar", "قرابة الساعة", "1 hour about"),
        ("ar", "19 شخصا على الأقل", "19 at least"),
        ("ar", "358.4 مليار ريال", "3.584e+11 SAR"),
        ("ar", "السابع والخمسون", "57 ordinal"),
        ("ru", "свыше 40 тысяч", "40000 more"),
        ("ru", "двухнедельный", "2 week"),
        ("ru", "30-летний", "30 year"),
        ("ru", "на 15 процентов", "15 percent"),
        ("ru", "пятьдесят седьмой", "57 ordinal"),
        ("ru", "полчаса", "0.5 hour"),
        ("zh", "4万多人", "40000 more"),
        ("zh", "40多斤", "40 jin more"),
        ("zh", "百分之三十", "30 share"),
        ("zh", "三成", "30 percent"),
        ("zh", "半小时", "0.5 hour"),
        ("zh", "两年半", "2.5 year"),
        ("zh", "不到一百人", "100 less"),
        ("zh", "8人以上", "8 more"),
        ("zh", "第三", "3 ordinal"),
        ("fr", "15,4 %", "15.4 percent"),
        ("fr", "plus de 1,2 million d'euros", "1200000 EUR more"),
        ("fr", "au moins trente minutes", "30 minute at least"),
        ("es", "1.200 millones de dólares", "1200000000 USD"),
        ("es", "casi 20 kilómetros", "20 km about"),
        ("de", "0,75 Prozentpunkte", "0.75 percent"),
        ("de", "sechsmonatig", "6 month"),
        ("de", "weniger als zehn Minuten", "10 minute less"),
        ("tr", "yüzde 15", "15 share"),
        ("tr", "%20", "20 percent"),
        ("tr", "üçte ikisi", "66.66666667 share"),
        ("tr", "iki yıldan fazla", "2 year more"),
        ("fa", "۲/۹ درصد", "2.9 percent"),
        ("fa", "دو هفته و نیم", "2.5 week"),
        ("fa", "دو سوم", "66.66666667 share"),
        ("hi", "आधे घंटे", "0.5 hour"),
        ("hi", "100 से अधिक", "100 more"),
        ("hi", "दो तिहाई", "66.66666667 share"),
        ("pt", "pelo menos 3", "3 at least"),
        ("pt", "meia hora", "0.5 hour"),
    ],
)
def test_a_number_comes_with_what_it_counts(language: str, text: str, found: str) -> None:
    assert read(text, language) == [found]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("two to three weeks", "en", ["2 week", "3 week"]),
        ("5-10 km", "en", ["5 km", "10 km"]),
        ("40 bis 50 Prozent", "de", ["40 percent", "50 percent"]),
        ("بين 200 إلى 500 ريال", "ar", ["200 SAR", "500 SAR"]),
    ],
)
def test_the_first_of_two_takes_the_unit_of_the_second(text: str, language: str, found: list[str]) -> None:
    assert read(text, language) == found


def test_part_of_a_whole_may_mean_its_scale() -> None:
    assert [q.other for q in quantities("7.9 of 11.6 million", "en")] == [Fraction(7_900_000), None]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("COVID-19", "en"),
        ("Moto G54", "en"),
        ("a Boeing 737", "en"),
        ("LTO 9", "en"),
        ("С-300", "ru"),
        ("4G", "en"),
        ("iPhone 14", "ar"),
        ("Windows 11", "zh"),
        ("3X3篮球", "zh"),
        ("AX-1", "fr"),
        ("Galaxy S8", "de"),
    ],
)
def test_numbers_in_names_are_labels(text: str, language: str) -> None:
    assert {q.sort for q in quantities(text, language)} == {"label"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("one of them", "en"),
        ("une personne", "fr"),
        ("eine Frau", "de"),
        ("un hombre", "es"),
        ("bir kadın", "tr"),
        ("统一的一个人", "zh"),
        ("三亚", "zh"),
        ("千万要小心", "zh"),
        ("गई एक महिला", "hi"),
        ("а один из них", "ru"),
        ("نه، او نیامد", "fa"),
        ("Super Bowl LVII", "en"),
        ("العام الماضي", "ar"),
        ("first", "en"),
    ],
)
def test_words_that_seldom_count_are_doubtful(text: str, language: str) -> None:
    assert all(q.doubtful for q in quantities(text, language))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_what_a_sentence_needs(language: str) -> None:
    lists = [*word_list(language).phrases.values(), *word_list(language).stems.values()]
    values: dict[str, set[str]] = {}
    for entries in lists:
        for _, section, value, _ in entries:
            values.setdefault(section, set()).add(value)
    assert values["unit"] >= {"second", "minute", "hour", "day", "week", "month", "year"}
    assert values["unit"] <= set(UNITS)
    assert values["weekday"] == set("1234567")
    assert values["month"] >= {str(month) for month in range(1, 13)} or language == "zh"
    assert {"about", "at least", "at most", "percent", "money", "each", "day", "relative"} <= set(values)


NUMBERS = st.integers(min_value=0, max_value=10**12)


@given(NUMBERS, st.sampled_from(sorted(LANGUAGES)))
def test_plain_digits_are_themselves_in_every_language(number: int, language: str) -> None:
    assert [q.value for q in quantities(str(number), language)] == [number]


@given(NUMBERS, st.sampled_from([("en", ","), ("de", "."), ("fr", " ")]))
def test_grouped_digits_are_themselves(number: int, custom: tuple[str, str]) -> None:
    language, mark = custom
    assert [q.value for q in quantities(f"{number:,}".replace(",", mark), language)] == [number]


@given(st.text(max_size=80), st.sampled_from([*sorted(LANGUAGES), "und", "ja"]))
def test_any_text_can_be_read_and_spans_lie_in_it(text: str, language: str) -> None:
    for quantity in quantities(text, language):
        start, end = quantity.span
        assert 0 <= start < end <= len(text)
        assert quantity.step > 0
