import numpy as np
import pytest

from index.db import PassageRow
from index.types import Article, Passage
from rag.elsewhere import elsewhere


def row(text: str, language: str = "en", title: str = "") -> PassageRow:
    nothing = np.zeros(0, np.float32)
    article = Article("a", title, text, language)
    return PassageRow(Passage(1, "a", 0, len(text), text, ((0, len(text)),)), article, nothing, nothing, ())


@pytest.mark.parametrize(
    ("question", "language", "passage", "expected"),
    [
        ("How many died in the quake in Morocco?", "en", row("The quake in Turkey killed 53,537."), True),
        ("How many died in the quake in Morocco?", "en", row("أعلنت وزارة الداخلية المغربية الحصيلة.", "ar"), False),
        ("كم قتيلا في زلزال المغرب؟", "ar", row("Le séisme en Turquie a fait 53 537 morts.", "fr"), True),
        ("摩洛哥地震造成多少人死亡？", "zh", row("Le bilan du séisme au Maroc est de 2 946 morts.", "fr"), False),
        ("How many died in the quake in Morocco?", "en", row("The quake killed 2,946 people."), False),
        ("How many died in the quake?", "en", row("The quake in Turkey killed 53,537."), False),
        ("How many died in the quake in Morocco?", "en", row("Turkey sent aid.", title="Morocco"), False),
        ("How many died in the quake in Turkey?", "en", row("Depremde Suriye'de de ölenler var.", "tr"), False),
    ],
)  # fmt: skip
def test_another_country_alone_is_elsewhere(question: str, language: str, passage: PassageRow, expected: bool) -> None:
    assert elsewhere(question, language, passage) is expected
