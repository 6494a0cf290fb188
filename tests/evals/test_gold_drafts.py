"""What scripted writers make of gold sentences: the truth in another language, and one small change to it."""

import difflib
import json
from pathlib import Path

import pytest

from evals.datasets import gold_drafts
from evals.flips import LANGUAGES, flips

ENGLISH = ["The storm passed.", "Spain rejected 125 offers before the vote.", "Nobody was hurt."]
ARABIC = ["مرت العاصفة.", "رفضت إسبانيا 125 عرضا قبل التصويت.", "لم يصب أحد."]


def changed(sentence: str, language: str, how: str, known: str = "") -> set[str]:
    """What one change makes of the sentence, over many seeds."""
    return {new for seed in range(60) for what, new in flips(sentence, language, str(seed), known) if what == how}


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("They sold 281 shops.", "en", {"They sold 581 shops."}),
        ("In 2016 it closed.", "en", {"In 2009 it closed."}),
        ("It rose 2.8 per cent.", "en", {"It rose 5.8 per cent."}),
        ("It began at 10:15.", "en", {"It began at 17:15."}),
        ("Six of them left.", "en", set()),
        ("All six of them left.", "en", {"All three of them left."}),
        ("Près de 40 000 cas.", "fr", {"Près de 70 000 cas."}),
        ("دقیقه ۲۵ بازی", "fa", {"دقیقه ۱۸ بازی"}),
        ("The HER2 protein.", "en", set()),
        ("这两个国家", "zh", {"这五个国家"}),
        ("ثلاثة قتلى", "ar", {"سبعة قتلى"}),
    ],
)
def test_a_number_becomes_another(sentence: str, language: str, expected: set[str]) -> None:
    assert changed(sentence, language, "number") == expected


def test_a_name_becomes_another_of_its_kind_that_the_article_does_not_have() -> None:
    cities = changed("It opened in Moscow.", "en", "name")
    assert "It opened in London." in cities
    assert "It opened in London." not in changed("It opened in Moscow.", "en", "name", known="London")
    assert not any("Russia" in city for city in cities)


def test_a_name_keeps_its_russian_case_and_its_french_gender() -> None:
    assert "Он жил в Боливии." in changed("Он жил в Сирии.", "ru", "name")
    assert not any("Иран" in s for s in changed("Он жил в Сирии.", "ru", "name"))
    assert changed("Il vit en Espagne.", "fr", "name") <= {
        f"Il vit en {land}." for land in ("Indonésie", "Écosse", "Angleterre", "Allemagne")
    }


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("He was hurt.", "en", {"He was not hurt."}),
        ("He was not hurt.", "en", {"He was hurt."}),
        ("They left before noon.", "en", {"They left after noon."}),
        ("Он не знает ответа.", "ru", {"Он знает ответа."}),
        ("Он был ранен.", "ru", {"Он не был ранен."}),
        ("Il n’avait pas le ballon.", "fr", {"Il avait le ballon."}),
        ("C’est la fin.", "fr", set()),
        ("او بازداشت شد.", "fa", {"او بازداشت نشد."}),
        ("لم يحدث شيء.", "ar", {"يحدث شيء."}),
        ("蝙蝠不是瞎子。", "zh", {"蝙蝠正是瞎子。"}),
    ],
)
def test_what_is_said_becomes_its_contrary(sentence: str, language: str, expected: set[str]) -> None:
    assert changed(sentence, language, "polarity") == expected


def write_gold(folder: Path) -> None:
    six = dict.fromkeys(LANGUAGES, ENGLISH) | {"ar": ARABIC}
    document = {"doc": "d", "printed": "ar", "lines": [7, 8, 9], "sentences": six}
    question = {"id": "q", "docs": ["d"], "evidence": [[8]], "question": dict.fromkeys(LANGUAGES, "What did it do?")}
    nothing = question | {"id": "n", "evidence": []}
    (folder / "gold_corpus.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    lines = "".join(json.dumps(row) + "\n" for row in (question, nothing))
    (folder / "gold_questions.jsonl").write_text(lines, encoding="utf-8")


def test_a_draft_is_the_sentence_in_the_language_asked_with_the_printed_one_as_its_quote(tmp_path: Path) -> None:
    write_gold(tmp_path)
    (drafts,) = gold_drafts.load(tmp_path)
    first = drafts.cases[0]
    assert (first.id, first.label, first.direction, first.group) == ("8-en", "supported", "en→ar", "8")
    assert first.claim.sentence == ENGLISH[1]
    assert first.claim.question == "What did it do?"
    (proof,) = first.claim.evidence
    assert (proof.quote, proof.language, proof.context) == (ARABIC[1], "ar", "\n".join(ARABIC))


def test_each_sentence_is_followed_by_its_changes(tmp_path: Path) -> None:
    write_gold(tmp_path)
    (drafts,) = gold_drafts.load(tmp_path)
    english = [(case.id, case.label, case.how) for case in drafts.cases if case.claim.language == "en"]
    assert english == [
        ("8-en", "supported", ""),
        ("8-en-number", "contradicted", "number"),
        ("8-en-name", "contradicted", "name"),
        ("8-en-polarity", "contradicted", "polarity"),
    ]


@pytest.mark.shared
def test_the_real_changes_are_small(shared: Path) -> None:
    (drafts,) = gold_drafts.load(shared / "eval")
    whole = {case.id: case.claim.sentence for case in drafts.cases if not case.how}
    assert len(whole) == 894
    for case in drafts.cases:
        before, after = whole["-".join(case.id.split("-")[:2])], case.claim.sentence
        codes = difflib.SequenceMatcher(None, before.split(), after.split(), autojunk=False).get_opcodes()
        assert sum(code[0] != "equal" for code in codes) in ((1, 2) if case.how else (0,))
