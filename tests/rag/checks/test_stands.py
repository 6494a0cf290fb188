import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.checks.opposites.tables import LANGUAGES
from rag.checks.stands import stands

FOR, AGAINST, ABSTAINING = "in favour", "against", "abstaining"


def sides(text: str, language: str) -> dict[str, str]:
    return {who: " / ".join(sorted(stood)) for who, stood in stands(text, language).sides.items()}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        # The subject before its verb, after it, and the count beside its side.
        ("Russia and China vetoed the draft; Brazil abstained.", "en", "RU CN against, BR abstaining"),
        ("120国赞成，14国反对，45国弃权。", "zh", "#120 in favour, #14 against, #45 abstaining"),
        ("صوتت ضد القرار الولايات المتحدة وإسرائيل", "ar", "US IL against"),
        ("امتنعت الهند عن التصويت وصوتت الصين لصالح القرار", "ar", "IN abstaining, CN in favour"),
        ("Против проголосовали США, воздержалась Индия", "ru", "US against, IN abstaining"),
        ("Rusya lehte, ABD aleyhte oy kullandı", "tr", "RU in favour, US against"),
        ("रूस ने पक्ष में मतदान किया, भारत अनुपस्थित रहा", "hi", "RU in favour, IN abstaining"),
        ("روسیه رأی مخالف داد و هند رأی ممتنع داد", "fa", "RU against, IN abstaining"),
        ("La Russie a voté contre, la Chine s'est abstenue", "fr", "RU against, CN abstaining"),
        ("Rusia votó a favor; Estados Unidos votó en contra", "es", "RU in favour, US against"),
        ("Russland stimmte dafür, die USA stimmten dagegen", "de", "RU in favour, US against"),
        # Lists after "including" and after a colon.
        (
            "وصوتت 120 دولة لصالح القرار العربي، بما في ذلك روسيا، وعارضته 14 دولة، منها الولايات المتحدة وإسرائيل، "
            "وامتنعت 45 دولة عن التصويت.",
            "ar",
            "RU in favour, US IL against, #120 in favour, #14 against, #45 abstaining",
        ),
        (
            "141 in favour to 5 against (Belarus, Russia, Syria), with 35 abstentions including China and India.",
            "en",
            "BY RU SY against, CN IN abstaining, #141 in favour, #5 against, #35 abstaining",
        ),
        (
            "За резолюцию проголосовали 120 стран, включая Россию и Китай, против — США и Израиль, Индия воздержалась.",
            "ru",
            "RU CN in favour, US IL against, IN abstaining, #120 in favour",
        ),
        ("Против выступили двое: Россия и Сирия. Воздержались 35 стран.", "ru", "RU SY against, #35 abstaining"),
        ("投反对票的有美国、以色列；法国和日本弃权。", "zh", "US IL against, FR JP abstaining"),
        (
            "Le texte a recueilli 143 voix pour, 5 contre (dont la Russie) et 35 abstentions, parmi lesquelles l'Inde.",
            "fr",
            "RU against, IN abstaining, #143 in favour, #5 against, #35 abstaining",
        ),
        (
            "143 votos a favor, 5 en contra —entre ellos Rusia y Siria— y 35 abstenciones, como las de China e India.",
            "es",
            "RU SY against, CN IN abstaining, #143 in favour, #5 against, #35 abstaining",
        ),
        (
            "143 Staaten stimmten dafür, fünf dagegen, darunter Russland, 35 enthielten sich, darunter China.",
            "de",
            "RU against, CN abstaining, #143 in favour, #35 abstaining",
        ),
        ("Rusya ve Suriye hayır oyu verdi, Çin ve Hindistan çekimser kaldı.", "tr", "RU SY against, CN IN abstaining"),
        ("रूस और सीरिया समेत 5 देशों ने विरोध में वोट दिया, जबकि चीन अनुपस्थित रहा।", "hi", "RU SY #5 against, CN abstaining"),
        # Scores.
        ("It was adopted by 120 votes to 14", "en", "#120 in favour, #14 against"),
        ("The vote was 13-1, with Britain abstaining.", "en", "GB abstaining, #13 in favour, #1 against"),
        ("Adoptée par 120 voix contre 14, elle déplaît.", "fr", "#120 in favour, #14 against"),
        # Denials.
        ("Russia did not vote in favour", "en", "RU not in favour"),
        ("Венгрия не поддержала решение, Польша проголосовала за.", "ru", "HU not in favour, PL in favour"),
        ("Ungarn stimmte nicht zu.", "de", "HU not in favour"),
        ("Almanya öneriyi desteklemedi, Fransa ise lehte oy verdi.", "tr", "DE not in favour, FR in favour"),
        # A clause set in, and another statement.
        ("India, which abstained on previous votes, voted in favour this time.", "en", "IN in favour"),
        ("La France, qui s'était abstenue en mars, a cette fois voté contre.", "fr", "FR against"),
        ("رفضت إسرائيل القرار ورحبت به فلسطين.", "ar", "IL against, PS in favour"),
        ("Only the US voted against the text; the other 13 members supported it.", "en", "US against, #13 in favour"),
    ],
)  # fmt: skip
def test_who_stood_where(text: str, language: str, expected: str) -> None:
    wanted = {
        who: next(side for side in ("not in favour", FOR, AGAINST, ABSTAINING) if part.endswith(side))
        for part in expected.split(", ")
        for who in part.split()
        if who[0] == "#" or who.isupper()
    }
    assert sides(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "language", "voter", "author"),
    [
        ("China vetoed the US draft resolution.", "en", "CN", "US"),
        ("俄罗斯否决了美国提出的决议草案。", "zh", "RU", "US"),
        ("La Russie a mis son veto au projet américain.", "fr", "RU", "US"),
        ("صوتت روسيا ضد مشروع القرار الأمريكي.", "ar", "RU", "US"),
        ("ABD, Cezayir'in sunduğu karar tasarısını veto etti.", "tr", "US", "DZ"),
        ("अमेरिका ने अल्जीरिया के प्रस्ताव पर वीटो लगा दिया।", "hi", "US", "DZ"),
    ],
)
def test_whose_draft_it_is_does_not_vote(text: str, language: str, voter: str, author: str) -> None:
    read = stands(text, language)
    assert (set(read.sides), read.authors) == ({voter}, {author})


def test_a_text_without_a_vote_has_no_sides_for_numbers() -> None:
    assert stands("The 14 boats left against the wind.", "en").voting is False
    assert "#14" not in stands("The 14 boats left against the wind.", "en").sides


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["Russia", "voted", "for", "against", "China", "14", ",", "and", "not", "abstained"])))
def test_any_order_of_words_is_read(listed: list[str]) -> None:
    for language in ("en", "ar", "hi"):
        read = stands(" ".join(listed), language)
        assert set(read.shown) == set(read.sides)


def test_a_language_without_words_of_voting_says_nothing() -> None:
    assert "sw" not in LANGUAGES
    assert stands("Urusi ilipiga kura dhidi ya azimio.", "sw").sides == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "За арабскую резолюцию проголосовали 120 стран, в том числе Россия, Китай и Франция, против выступили 14, "
            "включая США и Израиль, а 45 государств воздержались.",
        ),
        (
            "fr",
            "La résolution arabe a recueilli 120 voix pour, dont celles de la France, de la Russie et de la Chine, "
            "contre 14, parmi lesquelles celles d'Israël et des États-Unis, et 45 abstentions.",
        ),
        (
            "zh",
            "这份阿拉伯决议草案得到120个国家支持，俄罗斯、中国和法国都投了赞成票，美国和以色列等14国投票反对，另有45国弃权。",
        ),
        (
            "en",
            "120 states backed the Arab text, among them Russia, China and France; 14 voted against, including Israel "
            "and the United States, and 45 abstained.",
        ),
    ],
)
def test_a_vote_told_in_one_sentence_is_read_whole(language: str, text: str) -> None:
    sides = stands(text, language).sides
    told = {side: {who for who, stood in sides.items() if stood == {side}} for side in ("in favour", "against")}
    assert told == {"in favour": {"RU", "CN", "FR", "#120"}, "against": {"US", "IL", "#14"}}
