import pytest

from rag.asked import lacks_name

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
