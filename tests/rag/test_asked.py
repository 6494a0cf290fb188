import pytest

from rag.asked import lacks_name, wants_name


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


PADDINGTON = "Which publishing house doubted that readers would take to Paddington?"


@pytest.mark.parametrize(
    ("question", "quote", "printed_in", "lacks"),
    [
        (PADDINGTON, "Paddington publishers feared that readers would not relate to a talking bear.", "en", True),
        (PADDINGTON, "Издатели Paddington опасались, что читатели не поймут говорящего медвежонка.", "ru", True),
        (PADDINGTON, "The editors at Collins feared that readers would not relate to Paddington.", "en", False),
        ("Who met Russia's envoy?", "The envoy of Russia was met by Anna Berg at the airport.", "en", False),
        ("Who met Russia's envoy?", "Посла России в аэропорту встретила Анна Берг.", "ru", False),
        ("When was Russia's envoy met?", "The envoy of Russia was met at noon.", "en", False),
    ],
)
def test_a_quote_that_lacks_the_name_asked_for(question: str, quote: str, printed_in: str, lacks: bool) -> None:
    assert lacks_name(question, "en", quote, printed_in) is lacks
