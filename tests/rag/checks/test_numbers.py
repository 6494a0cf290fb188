"""True sentences pass, sentences with one number changed do not; across languages, units and ways of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.checks import Claim, Evidence, Finding
from rag.checks.numbers import findings

SURE = 0.5

VOTE = "وصوتت 120 دولة لصالح القرار العربي، بما في ذلك روسيا. وامتنعت 45 دولة عن التصويت."
HUNGER = "ويعاني قرابة 70 في المائة من السكان، أي 7.9 مليون من أصل 11.6 مليون شخص."


def found(sentence: str, language: str, quote: str, quoted: str, **around: str) -> list[Finding]:
    return findings(Claim(sentence, language, (Evidence(quote, quoted, **around),)))


def told(sentence: str, language: str, quote: str, quoted: str) -> list[Finding]:
    return [finding for finding in found(sentence, language, quote, quoted) if finding.certainty >= SURE]


@pytest.mark.parametrize(
    ("sentence", "language", "quote", "quoted"),
    [
        ("A hundred and twenty states voted for it, 45 abstained.", "en", VOTE, "ar"),
        ("За проголосовали сто двадцать стран, воздержались сорок пять.", "ru", VOTE, "ar"),
        ("120国投了赞成票，45国弃权。", "zh", VOTE, "ar"),
        ("Cent vingt pays ont voté pour et quarante-cinq se sont abstenus.", "fr", VOTE, "ar"),
        ("۱۲۰ کشور رأی موافق و چهل و پنج کشور رأی ممتنع دادند.", "fa", VOTE, "ar"),
        ("Ciento veinte países votaron a favor y 45 se abstuvieron.", "es", VOTE, "ar"),
        ("Hundertzwanzig Staaten stimmten dafür, fünfundvierzig enthielten sich.", "de", VOTE, "ar"),
        ("120 ülke lehte oy kullandı, kırk beşi çekimser kaldı.", "tr", VOTE, "ar"),
        ("एक सौ बीस देशों ने पक्ष में वोट दिया और पैंतालीस अनुपस्थित रहे।", "hi", VOTE, "ar"),
        ("Cento e vinte países votaram a favor e quarenta e cinco abstiveram-se.", "pt", VOTE, "ar"),
        ("120 ممالک نے حق میں اور 45 نے حصہ نہیں لیا۔", "ur", VOTE, "ar"),
        ("Almost 79% agreed.", "en", "78.6% of those asked agreed.", "en"),
        ("Around 200 million people are affected.", "en", "一亿九千七百万人受到影响。", "zh"),
        ("The rate rises by 0.75 points.", "en", "Die Zinsen steigen um drei Viertel Prozentpunkte.", "de"),
        ("Роста на три четверти процентного пункта ждут.", "ru", "a rise of 0.75 percentage points", "en"),
        ("7.9 of 11.6 million people go hungry.", "en", HUNGER, "ar"),
        ("68 percent of them go hungry.", "en", "7.9 million of 11.6 million people go hungry.", "en"),
        ("More than two thirds go hungry.", "en", HUNGER, "ar"),
        ("यात्रा पर 62.5 करोड़ डॉलर खर्च हुए।", "hi", "The trip cost $625 million.", "en"),
        ("The trip cost 625 million dollars.", "en", "यात्रा पर 62.5 करोड़ डॉलर खर्च हुए।", "hi"),
        ("超过4万名士兵伤亡。", "zh", "Свыше сорока тысяч солдат убиты и ранены.", "ru"),
        ("They carry more than twenty kilograms.", "en", "队员们身负40多斤装备。", "zh"),
        ("Over a million fled.", "en", "1.9 million people fled.", "en"),
        ("Less than 80% agreed.", "en", "78.6% agreed.", "en"),
        ("It flew 815 kilometres.", "en", "It flew 440 nautical miles.", "en"),
        ("It flew some 440 miles.", "en", "It flew 708 kilometres.", "en"),
        ("Half of them left.", "en", "50 percent of them left.", "en"),
        ("يمثلون ثلث السكان.", "ar", "They are one third of the population.", "en"),
        ("Three in ten agreed, or 30%.", "en", "三成的人同意，即十人中有三人。", "zh"),
        ("The company lost a quarter of its staff.", "en", "Das Unternehmen verlor 25 Prozent der Belegschaft.", "de"),
        ("One of the ministers resigned.", "en", "وزير استقال.", "ar"),
        ("Eine Frau wurde verletzt.", "de", "A woman was hurt.", "en"),
        ("Un policier a été blessé.", "fr", "A policeman was hurt.", "en"),
        ("Сегодня один из министров ушёл.", "ru", "A minister left today.", "en"),
        ("一名男子受伤。", "zh", "A man was hurt.", "en"),
        ("Bir kadın yaralandı.", "tr", "A woman was hurt.", "en"),
        ("It was the 57th Super Bowl.", "en", "Super Bowl LVII was played in Arizona.", "en"),
        ("Der LTO 9 fasst mehr.", "de", "LTO-9 Kassetten fassen mehr.", "de"),
        ("Covid-19 is spreading in the G7.", "en", "ينتشر كوفيد في مجموعة السبع.", "ar"),
        ("Motorola will show the Moto G54 soon.", "en", "Motorola is to show a new telephone.", "en"),
        ("Eine Boeing 737 landete.", "de", "A plane landed.", "en"),
        ("Three colours are planned.", "en", "Es gibt Blau, Grün und Rot.", "de"),
        ("Shipments fell by a tenth.", "en", "出货2.582亿部，同比下滑10%。", "zh"),
        ("Umsätze von 1,35 Milliarden Dirham.", "de", "بقيمة مليار و350 مليون درهم", "ar"),
        ("In total 165 people died.", "en", "120 soldiers and 45 civilians died.", "en"),
        ("Two people died.", "en", "قتل شخصان.", "ar"),
        ("About 20,400 people came.", "en", "Пришло 20 400 человек.", "ru"),
        ("Пришло 10 200 человек.", "ru", "Es kamen 10.200 Menschen.", "de"),
        ("Doce mil personas.", "es", "12,000 people came.", "en"),
    ],
)
def test_a_number_that_the_quote_carries_is_not_told(sentence: str, language: str, quote: str, quoted: str) -> None:
    assert told(sentence, language, quote, quoted) == []


@pytest.mark.parametrize(
    ("sentence", "language", "quote", "quoted", "words"),
    [
        ("130 states voted for it.", "en", VOTE, "ar", "the quote says “120”, not “130”"),
        ("За проголосовали двенадцать стран.", "ru", VOTE, "ar", "the quote says “45”, not “двенадцать”"),
        ("102国投了赞成票。", "zh", VOTE, "ar", "the quote says “120”, not “102”"),
        ("Douze cents pays ont voté pour.", "fr", VOTE, "ar", "the quote says “120”, not “Douze cents”"),
        (
            "۱۲ میلیون نفر گرسنه‌اند.",
            "fa",
            "7.9 million people are hungry.",
            "en",
            "the quote says “7.9 million”, not “۱۲ میلیون”",
        ),
        ("El 40 % pasa hambre.", "es", HUNGER, "ar", "the quote says “70 في المائة”, not “40 %”"),
        ("97 Prozent hungern.", "de", HUNGER, "ar", "the quote says “70 في المائة”, not “97 Prozent”"),
        ("Ücretler 21 dolardan başlıyor.", "tr", "Wages begin at $16.", "en", "the quote says “16”, not “21 dolardan”"),
        (
            "कुल 578 मिलीमीटर वर्षा हुई।",
            "hi",
            "累积雨量达到1578毫米。",
            "zh",
            "the quote says “1578毫米”, not “578 मिलीमीटर”",
        ),
        ("Apenas 4 mil soldados morreram.", "pt", "毙伤日军4万多人。", "zh", "the quote says “4万”, not “4 mil”"),
        (
            "Chances are 1 in 202.5 million.",
            "en",
            "1 in 302.5 million",
            "en",
            "the quote says “302.5 million”, not “202.5 million”",
        ),
        ("Five colours are planned.", "en", "该机会有三种颜色。", "zh", "the quote says “三”, not “Five”"),
        ("Two lanes reopened.", "en", "Six of the seven lanes reopened.", "en", "the quote says “Six”, not “Two”"),
        (
            "More than two million came.",
            "en",
            "Less than a million came.",
            "en",
            "the quote says “a million”, not “two million”",
        ),
        ("More than 100 died.", "en", "More than 200 died.", "en", "the quote says “200”, not “100”"),
        ("At least 60 came.", "en", "No more than 60 came.", "en", "the quote says “60” the other way round"),
        ("He finished third.", "en", "He finished fifth.", "en", "the quote says “fifth”, not “third”"),
        ("It cost 20 euros.", "en", "It cost 20 dollars.", "en", "the quote says “20 dollars”, not “20 euros”"),
        (
            "It fell 12 centimetres.",
            "en",
            "It fell 12 millimetres.",
            "en",
            "the quote says “12 millimetres”, not “12 centimetres”",
        ),
        ("Two thirds agreed.", "en", "A third of them agreed.", "en", "the quote says “A third of”, not “Two thirds”"),
    ],
)
def test_a_changed_number_contradicts(sentence: str, language: str, quote: str, quoted: str, words: str) -> None:
    listed = told(sentence, language, quote, quoted)
    assert [finding.kind for finding in listed] == ["number"]
    assert listed[0].contradicted
    assert listed[0].words == words


def test_a_number_that_no_quote_has_is_not_stated() -> None:
    finding = Finding("number", False, "“250” is not in the quote", 0.8)
    assert found("Some 250 farms were torn down.", "en", "أزالت البلدية أحواشا مخالفة.", "ar") == [finding]


@pytest.mark.parametrize("around", ["context", "title"])
def test_a_number_told_beside_the_quote_is_less_certain(around: str) -> None:
    beside = {around: "أزالت البلدية أكثر من (250) حوشا."}
    listed = found("Some 250 farms were torn down.", "en", "أزالت البلدية أحواشا مخالفة.", "ar", **beside)
    assert [finding.certainty for finding in listed] == [0.3]


def test_a_number_of_the_question_is_less_certain() -> None:
    evidence = Evidence("The jackpot was won in Maine.", "en")
    claim = Claim("The $119 million jackpot was won in Maine.", "en", (evidence,), "Where was $119 million won?")
    assert [finding.certainty for finding in findings(claim)] == [0.3]


def test_few_things_may_be_counted_by_the_writer() -> None:
    listed = found("Four ministers met.", "en", "وزراء الخارجية اجتمعوا.", "ar")
    assert [(f.contradicted, f.certainty) for f in listed] == [(False, 0.4)]


def test_a_quote_whose_number_words_are_unknown_refutes_nothing() -> None:
    listed = found("Thirty of 45 people died.", "en", "Sono morte trenta persone su 45.", "it")
    assert [f.certainty for f in listed] == [0.4]


def test_two_quotes_carry_a_sentence_together() -> None:
    quotes = (Evidence("120 states voted for it.", "en"), Evidence("Воздержались 45 стран.", "ru"))
    assert findings(Claim("120 voted for it and 45 abstained.", "en", quotes)) == []


def test_a_number_that_the_sentence_uses_elsewhere_is_no_rival() -> None:
    listed = found("120 states and 30 groups agreed.", "en", "120 states agreed.", "en")
    assert [(f.contradicted, f.words) for f in listed] == [(False, "“30” is not in the quote")]


WORDS = "120|45|7.9|million|half|three|one|57th|20%|$5|people|of|and|more than|died|in"


@given(st.lists(st.sampled_from(WORDS.split("|")), min_size=1, max_size=15))
def test_a_sentence_is_carried_by_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert told(text, "en", text, "en") == []


@pytest.mark.parametrize(
    ("sentence", "language", "quote", "quoted"),
    [
        ("The bridge cost £340m.", "en", "Мост обошёлся в 340 млн фунтов.", "ru"),
        ("The deal is worth $7bn.", "en", "The deal is worth seven billion dollars.", "en"),
        ("The cave lies 27 metres down.", "en", "يقع الكهف على عمق 30 ياردة.", "ar"),
        ("A 440 pound bear was seen.", "en", "Un ours de 200 kg a été vu.", "fr"),
        ("Un cheval de 440 livres.", "fr", "A horse of 200 kg.", "en"),
        ("۳،۴۵۱ نفر آمدند.", "fa", "3,451 people came.", "en"),
        ("La séance a commencé à 18 h 45.", "fr", "The session began at 18:45.", "en"),
        ("会议于18：45开始。", "zh", "The session began at 18:45.", "en"),
        ("جلسه ساعت 6.45 بعد از ظهر آغاز شد.", "fa", "The session began at 18:45.", "en"),
        ("演讲不会超过30分钟。", "zh", "The speech will take less than 30 minutes.", "en"),
        ("工厂生产零部件。", "zh", "The factory makes parts.", "en"),
        ("آنها 4،310 کتاب سال 2015 خریدند.", "fa", "They bought 4,310 books in 2015.", "en"),
    ],
)
def test_each_language_writes_numbers_its_own_ways(sentence: str, language: str, quote: str, quoted: str) -> None:
    assert told(sentence, language, quote, quoted) == []


def test_pounds_are_weight_only_beside_a_weight() -> None:
    assert told("A 440 pound bear was seen.", "en", "Un ours de 90 kg a été vu.", "fr")
    assert told("It cost 440 pounds.", "en", "It cost 200 dollars.", "en")


def test_a_number_in_the_place_of_another_is_found() -> None:
    (finding,) = told("They drew 5-2 in Leeds.", "en", "They drew 2-2 in Leeds.", "en")
    assert finding.words == "the quote says “2”, the sentence “5” in its place"
    (finding,) = told("The club fell to third place, its rival rose to third.", "en",
                      "The club fell to sixth place, its rival rose to third.", "en")  # fmt: skip
    assert finding.words == "the quote says “sixth”, the sentence “third” in its place"


def test_figures_can_be_compared_in_a_language_without_number_words() -> None:
    assert told("A total of 310 people came.", "en", "Jumla ya watu 240 walikuja.", "sw")
    assert told("A total of 310 people came.", "en", "Watu mia tatu na kumi walikuja.", "sw") == []
    assert told("There were 3 million of them.", "en", "Walikuwa milioni 3.", "sw") == []
