"""Days, times and spans of time: what a quote carries passes, what it does not is told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.checks import Claim, Evidence, Finding
from rag.checks.dates import findings
from rag.checks.dating import compare, settled
from rag.checks.moments import Moment, moments

SURE = 0.5


def told(sentence: str, language: str, quote: str, quoted: str, published: str | None = None) -> list[Finding]:
    claim = Claim(sentence, language, (Evidence(quote, quoted, published=published),))
    return [finding for finding in findings(claim) if finding.certainty >= SURE]


def read(text: str, language: str) -> list[dict[str, object]]:
    """What each moment of a text says, without its span."""
    names = [name for name in Moment.__slots__ if name != "span"]
    return [{n: v for n in names if (v := getattr(m, n)) not in (None, "", False)} for m in moments(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Sept. 28", "en", [{"month": 9, "day": 28}]),
        ("February 12, 2023", "en", [{"year": 2023, "month": 2, "day": 12}]),
        ("16, 17 and 18 May", "en", [{"month": 5, "day": 16}, {"month": 5, "day": 17}, {"month": 5, "day": 18}]),
        ("July 21 to 23", "en", [{"month": 7, "day": 21}, {"month": 7, "day": 23}]),
        ("it may rain in May", "en", [{"month": 5}]),
        ("before 2022", "en", [{"year": 2022, "anchor": "before"}]),
        ("by 2035", "en", [{"year": 2035, "anchor": "until"}]),
        ("2014-15", "en", [{"year": 2014}]),
        ("the 1990s", "en", [{"decade": 1990}]),
        ("the 19th century", "en", [{"century": 19}]),
        ("the third quarter", "en", [{"quarter": 3}]),
        ("Q3", "en", [{"quarter": 3}]),
        ("at 3 p.m.", "en", [{"minute": 900}]),
        ("11pm", "en", [{"minute": 1380}]),
        ("last week", "en", [{"relative": ("week", -1)}]),
        ("every year", "en", [{"every": "year"}]),
        ("12.05.2014", "de", [{"year": 2014, "month": 5, "day": 12}]),
        ("2014-05-12", "en", [{"year": 2014, "month": 5, "day": 12}]),
        ("03/04/2014", "en", [{"year": 2014}]),
        ("18 نوفمبر/تشرين الثاني 2013", "ar", [{"year": 2013, "month": 11, "day": 18}]),
        ("17 إلى 28 ماي", "ar", [{"month": 5, "day": 17}, {"month": 5, "day": 28}]),
        ("الساعة الثالثة مساء", "ar", [{"minute": 900}]),
        ("أمس السبت", "ar", [{"relative": ("day", -1)}, {"weekday": 6}]),
        ("الربع الثالث", "ar", [{"quarter": 3}]),
        ("الإثنين 6 فيفري 2017", "ar", [{"weekday": 1}, {"year": 2017, "month": 2, "day": 6}]),
        ("عام 1435هـ", "ar", [{"foreign": True}]),
        ("15 августа 2011 года", "ru", [{"year": 2011, "month": 8, "day": 15}]),
        ("до половины одиннадцатого", "ru", [{"minute": 630, "half_day": True, "anchor": "before"}]),
        ("в 90-х годах", "ru", [{"decade": 90}]),
        ("на прошлой неделе", "ru", [{"relative": ("week", -1)}]),
        ("раз в год", "ru", [{"every": "year"}]),
        ("2014年5月22日", "zh", [{"year": 2014, "month": 5, "day": 22}]),
        ("5月16、17日", "zh", [{"month": 5, "day": 16}, {"month": 5, "day": 17}]),
        ("二〇二三年", "zh", [{"year": 2023}]),
        ("3个月", "zh", []),
        ("下午3点半", "zh", [{"day_part": "afternoon"}, {"minute": 930}]),
        ("二季度", "zh", [{"quarter": 2}]),
        ("周六", "zh", [{"weekday": 6}]),
        ("1er juillet", "fr", [{"month": 7, "day": 1}]),
        ("à 15h30", "fr", [{"minute": 930}]),
        ("les années 90", "fr", [{"decade": 90}]),
        ("15 heures plus tard", "fr", []),
        ("22 de mayo de 2014", "es", [{"year": 2014, "month": 5, "day": 22}]),
        ("28. Oktober 2014", "de", [{"year": 2014, "month": 10, "day": 28}]),
        ("um 18.30 Uhr", "de", [{"minute": 1110}]),
        ("halb elf", "de", [{"minute": 630, "half_day": True}]),
        ("15 Ağustos'ta", "tr", [{"month": 8, "day": 15}]),
        ("2022'den önce", "tr", [{"year": 2022, "anchor": "before"}]),
        ("۱۲ فوریهٔ ۲۰۲۳", "fa", [{"year": 2023, "month": 2, "day": 12}]),
        ("ژوئن و اوت", "fa", [{"month": 6}, {"month": 8}]),
        ("۱۵ خرداد ۱۴۰۲", "fa", [{"foreign": True}]),
        ("25 और 26 अगस्त", "hi", [{"month": 8, "day": 25}, {"month": 8, "day": 26}]),
        ("शाम 5 बजे", "hi", [{"day_part": "evening"}, {"minute": 1020}]),
        ("22 de maio de 2014", "pt", [{"year": 2014, "month": 5, "day": 22}]),
        ("12 maggio 2014", "it", [{"year": 2014, "month": 5, "day": 12}]),
        ("12 مئی 2014", "ur", [{"year": 2014, "month": 5, "day": 12}]),
    ],
)
def test_what_a_text_says_of_when(text: str, language: str, expected: list[dict[str, object]]) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [("1500 people", "en"), ("$2000", "en"), ("1745 شخصا", "ar"), ("1202间", "zh"), ("2 000 человек", "ru")],
)
def test_four_digits_that_count_are_no_year(text: str, language: str) -> None:
    assert read(text, language) == []


COURT = "The court dates are 16, 17 and 18 May 2023, said the paper."
MARKET = "今后将每月开办一次，6月30日起，18:00至22:30。"


@pytest.mark.parametrize(
    ("sentence", "language", "quote", "quoted"),
    [
        ("Слушания пройдут 16, 17 и 18 мая.", "ru", COURT, "en"),
        ("جلسات ۱۶ تا ۱۸ مهٔ ۲۰۲۳ برگزار می‌شود.", "fa", COURT, "en"),
        ("تعقد الجلسات في 16 أيار 2023.", "ar", COURT, "en"),
        ("听证会定于2023年5月16日至18日举行。", "zh", COURT, "en"),
        ("सुनवाई 17 मई 2023 को होगी।", "hi", COURT, "en"),
        ("Рынок работает с шести вечера до половины одиннадцатого.", "ru", MARKET, "zh"),
        ("Der Markt findet monatlich statt, ab dem 30. Juni.", "de", MARKET, "zh"),
        ("He waited half an hour.", "en", "انتظر 30 دقيقة.", "ar"),
        ("It lasted a decade.", "en", "It lasted ten years.", "en"),
        ("Cela a duré deux semaines.", "fr", "It lasted 14 days.", "en"),
        ("Er ist 86 Jahre alt.", "de", "Biden, 86, spoke.", "en"),
        ("Она ждала почти час.", "ru", "انتظرت قرابة الساعة.", "ar"),
        ("یک سال و نیم طول کشید.", "fa", "It took 18 months.", "en"),
        ("They met in the autumn.", "en", "Они встретились в октябре.", "ru"),
        ("In the second quarter sales fell.", "en", "今年二季度出货下降。", "zh"),
        ("In the 1990s it closed.", "en", "Она закрылась в 1994 году.", "ru"),
        ("El mes que viene.", "es", "next month", "en"),
        ("U15 means under 15 years.", "en", "The U15 games began.", "en"),
        ("Il a passé un an en prison.", "fr", "He was in prison.", "en"),
    ],
)
def test_what_the_quote_carries_is_not_told(sentence: str, language: str, quote: str, quoted: str) -> None:
    assert told(sentence, language, quote, quoted) == []


@pytest.mark.parametrize(
    ("sentence", "language", "quote", "quoted", "words"),
    [
        ("16 و 17 مارس", "ar", COURT, "en", "the quote says “16, 17 and 18 May 2023”, not “16 و 17 مارس”"),
        ("Слушания пройдут 19 мая.", "ru", COURT, "en", "the quote says “16, 17 and 18 May 2023”, not “19 мая”"),
        ("The hearings are in 2021.", "en", COURT, "en", "the quote says “16, 17 and 18 May 2023”, not “2021”"),
        ("El mercado abre cada año.", "es", MARKET, "zh", "the quote says “每月”, not “cada año”"),
        ("Il ouvre à 19 heures.", "fr", MARKET, "zh", "the quote says “18:00”, not “19 heures”"),
        (
            "He was out for six months.",
            "en",
            "منذ ستة أسابيع بسبب إصابة",
            "ar",
            "the quote says “ستة أسابيع”, not “six months”",
        ),
        (
            "Two weeks later he died.",
            "en",
            "He died two years later.",
            "en",
            "the quote says “two years”, not “Two weeks”",
        ),
        ("Depuis dix ans", "fr", "in 20 years", "en", "the quote says “20 years”, not “dix ans”"),
        ("तीन घंटे तक", "hi", "for one hour", "en", "the quote says “one hour”, not “तीन घंटे”"),
        ("In 82 Jahren", "de", "in 86 years", "en", "the quote says “86 years”, not “82 Jahren”"),
        ("نه زودتر از ۴۰ دقیقه", "fa", "in less than 10 minutes", "en", "the quote says “10 minutes”, not “۴۰ دقیقه”"),
        (
            "In more than ten minutes",
            "en",
            "in less than ten minutes",
            "en",
            "the quote says “ten minutes” the other way round",
        ),
        ("On Monday", "en", "يوم السبت", "ar", "the quote says “السبت”, not “Monday”"),
        ("In summer", "en", "In winter", "en", "the quote says “winter”, not “summer”"),
        ("Au premier trimestre", "fr", "今年第 3 季度", "zh", "the quote says “3 季度”, not “premier trimestre”"),
        ("L'année suivante", "fr", "今年推出", "zh", "the quote says “今年”, not “année suivante”"),
        ("Nächste Woche", "de", "last week", "en", "the quote says “last week”, not “Nächste Woche”"),
        ("After 2022 it flew.", "en", "It flew before 2022.", "en", "the quote has “2022” the other way round"),
        (
            "Una semana después que la otra",
            "es",
            "out the same day as the other",
            "en",
            "the quote says that it was on the same day",
        ),
        (
            "He is still the headmaster.",
            "en",
            "原党支部书记、校长",
            "zh",
            "the quote speaks of something past, not of today",
        ),
    ],
)
def test_another_time_contradicts(sentence: str, language: str, quote: str, quoted: str, words: str) -> None:
    listed = told(sentence, language, quote, quoted)
    assert {(f.kind, f.contradicted) for f in listed} == {("time", True)}
    assert listed[0].words == words


PUBLISHED = "2023-05-16"  # a Tuesday


@pytest.mark.parametrize(
    ("sentence", "quote", "quoted"),
    [
        ("On 15 May 2023 it burnt.", "it burnt yesterday", "en"),
        ("On 13 May 2023 it burnt.", "احترق يوم السبت", "ar"),
        ("On 15 May it burnt.", "вчера сгорело", "ru"),
        ("On 11 May 2023 it burnt.", "11日发生火灾", "zh"),
        ("In April 2023 it burnt.", "burnt last month", "en"),
        ("In 2022 it burnt.", "去年发生火灾", "zh"),
        ("In the first quarter of 2023", "last quarter", "en"),
        ("On 10 May 2023 it burnt.", "it burnt last week", "en"),
        ("On Monday it burnt.", "it burnt yesterday", "en"),
        ("On 20 June 2023 it opens.", "opens on June 20", "en"),
    ],
)
def test_relative_days_are_read_against_the_day_of_publication(sentence: str, quote: str, quoted: str) -> None:
    assert told(sentence, "en", quote, quoted, PUBLISHED) == []


def test_another_day_than_the_relative_one_contradicts() -> None:
    listed = told("On 12 May 2023 it burnt.", "en", "it burnt yesterday", "en", PUBLISHED)
    assert [finding.words for finding in listed] == ["the quote says “yesterday”, not “12 May 2023”"]


def test_the_day_of_publication_may_date_an_event() -> None:
    claim = Claim("On 16 May 2023 it burnt.", "en", (Evidence("It burnt.", "en", published=PUBLISHED),))
    assert [finding.certainty for finding in findings(claim)] == [0.3]


def test_a_year_of_the_passage_is_less_certain_than_one_of_nowhere() -> None:
    def certainty(context: str) -> float:
        evidence = Evidence("Sales rose.", "en", context, published=PUBLISHED)
        return findings(Claim("In 2014 sales rose.", "en", (evidence,)))[0].certainty

    assert (certainty("The report is of 2014."), certainty("")) == (0.3, 0.6)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_day_in_words_is_the_day_in_digits(day: date) -> None:
    for text, language in (
        (f"{day.day}.{day.month}.{day.year}", "de"),
        (f"{day.year}年{day.month}月{day.day}日", "zh"),
        (day.isoformat(), "en"),
        (f"{day:%B} {day.day}, {day.year}", "en"),
    ):
        assert [(m.year, m.month, m.day) for m in moments(text, language)] == [(day.year, day.month, day.day)]


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(-2, 2))
def test_a_relative_day_is_counted_from_the_day_of_writing(day: date, many: int) -> None:
    read = settled(Moment((0, 1), relative=("day", many)), day.isoformat())[1]
    claimed = Moment((0, 1), *(day + timedelta(many)).timetuple()[:3])
    assert [compare(part, claimed, read) for part in ("day", "year")] == ["carried", "carried"]


WORDS = "in|on|May|16|2014|yesterday|Monday|last week|six|months|at 3 p.m.|every year|before|since|the third quarter"


@given(st.lists(st.sampled_from(WORDS.split("|")), max_size=12))
def test_a_sentence_is_carried_by_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert told(text, "en", text, "en") == []


def test_persian_counts_years_ago_with_the_words_for_last_year() -> None:
    assert read("سال پیش", "fa") == [{"relative": ("year", -1)}]
    assert read("ده سال پیش", "fa") == []
    assert told("ده سال پیش پل ساخته شد.", "fa", "The bridge was built ten years ago.", "en") == []
    assert told("شش سال پیش پل ساخته شد.", "fa", "The bridge was built ten years ago.", "en")


def test_japanese_weekdays_are_read() -> None:
    assert told("It opened on Tuesday.", "en", "火曜日に開いた。", "ja") == []
    assert told("It opened on Friday.", "en", "火曜日に開いた。", "ja")
