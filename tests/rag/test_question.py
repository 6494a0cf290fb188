import pytest

from rag.question import holds_date, holds_number, leans_on_neighbour, wants_name, wants_number, wants_time

POINTS_BACK = [
    ("en", "He resigned on Friday."),
    ("en", "“They will not sign,” the minister said."),
    ("en", "This angered the neighbours."),
    ("ar", "وهو أول رئيس يزور المدينة."),
    ("ar", "وأضاف أن المحادثات مستمرة."),
    ("ru", "Он подал в отставку в пятницу."),
    ("ru", "Это решение вступит в силу завтра."),
    ("zh", "他于周五辞职。"),
    ("zh", "该决议没有法律约束力。"),
    ("fr", "Elle a démissionné vendredi."),
    ("fa", "او روز جمعه استعفا داد."),
    ("es", "Ella dimitió el viernes."),
    ("de", "Er trat am Freitag zurück."),
    ("tr", "O cuma günü istifa etti."),
    ("pt", "Ele renunciou na sexta-feira."),
    ("hi", "उन्होंने शुक्रवार को इस्तीफ़ा दिया।"),
]
STANDS_ALONE = [
    ("en", "Henry resigned on Friday."),
    ("en", "Thistles grow in the north."),
    ("en", "The president said that he would resign."),
    ("ar", "هدأت العاصفة يوم الجمعة."),
    ("ar", "صوتت روسيا لصالح القرار."),
    ("ru", "Онкологи собрались в Москве."),
    ("ru", "Россия проголосовала за."),
    ("zh", "俄罗斯投了赞成票。"),
    ("fr", "Illiers-Combray attend ses visiteurs."),
    ("fa", "اوکراین به قطعنامه رأی داد."),
    ("es", "Ellacuría habló el viernes."),
    ("de", "Erfurt wählt am Sonntag."),
    ("tr", "Olay cuma günü oldu."),
    ("pt", "Elefantes chegaram ao parque."),
    ("hi", "यहाँ बारिश हुई।"),
    ("ja", "彼は金曜日に辞任した。"),
]


@pytest.mark.parametrize(("language", "sentence"), POINTS_BACK)
def test_a_sentence_that_opens_with_a_pronoun_leans(language: str, sentence: str) -> None:
    assert leans_on_neighbour(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), STANDS_ALONE)
def test_a_sentence_that_names_its_matter_does_not(language: str, sentence: str) -> None:
    assert not leans_on_neighbour(sentence, language)


NUMBERS = [
    "How many states voted for it?",
    "How old is the president?",
    "What percentage abstained?",
    "كم دولة صوتت لصالح القرار؟",
    "ما عدد القتلى؟",
    "Сколько стран воздержалось?",
    "有多少国家弃权？",
    "Combien de pays se sont abstenus ?",
    "چند کشور رأی ممتنع دادند؟",
    "¿Cuántos países se abstuvieron?",
    "Kaç ülke çekimser kaldı?",
    "Wie viele Staaten stimmten zu?",
    "Quantos países votaram?",
    "कितने देशों ने मतदान किया?",
    "何人が参加した？",
    "Nchi ngapi zilipiga kura?",
]
TIMES = [
    "When did the Assembly vote?",
    "In which year did Finland join NATO?",
    "متى صوتت الجمعية العامة؟",
    "Когда проголосовала Ассамблея?",
    "В каком году это было?",
    "联大何时表决？",
    "Quand l'Assemblée a-t-elle voté ?",
    "¿Cuándo votó la Asamblea?",
    "Genel Kurul ne zaman oyladı?",
    "चुनाव कब हुआ?",
    "Wann wurde abgestimmt?",
    "Quando votou a Assembleia?",
    "いつ着陸したか。",
]
NEITHER = [
    "Who won the election?",
    "من فاز بالانتخابات؟",
    "Кто победил на выборах?",
    "谁赢得了选举？",
    "Qui a gagné ?",
    "چه کسی برنده شد؟",
    "¿Quién ganó?",
    "Wer hat gewonnen?",
]


@pytest.mark.parametrize("question", NUMBERS)
def test_questions_for_a_number(question: str) -> None:
    assert wants_number(question)


@pytest.mark.parametrize("question", TIMES)
def test_questions_for_a_time(question: str) -> None:
    assert wants_time(question)


@pytest.mark.parametrize("question", NEITHER)
def test_questions_for_something_else(question: str) -> None:
    assert (wants_number(question), wants_time(question)) == (False, False)


@pytest.mark.parametrize(
    ("sentence", "number", "date"),
    [
        ("120 states voted for it.", True, True),
        ("Half of the states voted for it.", True, False),
        ("صوتت ١٢٠ دولة.", True, True),
        ("Погибли два миллиона.", True, False),
        ("一百二十国赞成。", True, False),
        ("Russia voted for it.", False, False),
    ],
)
def test_sentences_that_hold_a_number_or_a_date(sentence: str, number: bool, date: bool) -> None:
    assert (holds_number(sentence), holds_date(sentence)) == (number, date)


@pytest.mark.parametrize(
    "question",
    [
        "Who voted against?",
        "What's the name of the bridge?",
        "Which publishing house doubted it?",
        "من الذي فاز بالانتخابات؟",
        "أي دولة استضافت القمة؟",
        "Кто победил на выборах?",
        "В каком городе это было?",
        "Как называется мост?",
        "谁赢得了选举？",
        "哪个国家投了反对票？",
        "Qui a gagné ?",
        "Quelle ville a accueilli le sommet ?",
        "چه کسی برنده شد؟",
        "کدام شهر میزبان بود؟",
        "¿Quién ganó?",
        "چناؤ کون جیتا؟",
    ],
)
def test_a_name_is_asked_for(question: str) -> None:
    assert wants_name(question)


@pytest.mark.parametrize(
    "question",
    [
        "How did Russia vote on the Arab resolution?",
        "Why did prices that hurt everyone rise?",
        "كم دولة صوتت لصالح القرار؟",
        "Сколько стран воздержалось?",
        "多少国家弃权？",
        "Pourquoi les ministres qui sont partis ont-ils échoué ?",
        "به ازای هر هزار نفر، برلین ساختمان مسکونی بیشتری ساخت یا مونیخ؟",
    ],
)
def test_no_name_is_asked_for(question: str) -> None:
    assert not wants_name(question)
