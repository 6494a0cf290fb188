"""Each data set is read as its note says, and a folder that is not it is refused in one line."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.cases import AnswerCase, AnswerCollection, Case, Collection, Evidence
from evals.datasets import arcd, gold, nomiracl, reading, rtqa, saudi, travel, xquad
from evals.datasets.jsonl import read_rows
from index.types import Article, InputError

LANGUAGES = ("ar", "en", "ru", "zh")
SIX = ("en", "ar", "ru", "zh", "fr", "fa")
POOLED_IDS = ["xq-00-00-zh", "xq-00-01-en", "xq-45-00-ru"]


def write(folder: Path, name: str, *rows: dict[str, Any]) -> None:
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_xquad(folder: Path, *groups: str) -> None:
    passages = [
        {"id": f"{group}-{language}", "group": group, "lang": language, "text": f"text in {language}"}
        for group in groups
        for language in LANGUAGES
    ]
    question = {
        "q": {each: f"{each}?" for each in LANGUAGES},
        "a": {each: [f"{each}!"] for each in LANGUAGES},
    }
    write(folder, "xquad_passages", *passages)
    write(folder, "xquad_questions", *({"id": f"q-{group}", "group": group, **question} for group in groups))


def test_xquad_pairs_each_question_language_with_each_passage_language(tmp_path: Path) -> None:
    write_xquad(tmp_path, "g")
    pairs = [each for each in xquad.load_retrieval(tmp_path) if each.name == "xquad"]
    assert len(pairs) == 16
    assert pairs[1] == Collection(
        name="xquad",
        direction="en→ar",
        articles=(Article("g-ar", "", "text in ar", "ar"),),
        cases=(Case("q-g", "en?", "en", frozenset({"g-ar"})),),
    )


def test_xquad_pools_each_passage_in_exactly_one_language(tmp_path: Path) -> None:
    write_xquad(tmp_path, "xq-00-00", "xq-00-01", "xq-45-00")
    pooled = [each for each in xquad.load_retrieval(tmp_path) if each.name == "xquad pooled"]
    assert [each.direction for each in pooled] == ["ar→pooled", "en→pooled", "ru→pooled", "zh→pooled"]
    assert [article.id for article in pooled[0].articles] == POOLED_IDS
    assert [min(case.gold) for case in pooled[3].cases] == POOLED_IDS


def test_collections_over_the_same_passages_share_them_and_follow_each_other(tmp_path: Path) -> None:
    write_xquad(tmp_path, "g")
    pools = [id(each.articles) for each in list(xquad.load_retrieval(tmp_path))]
    assert [len(set(pools[start : start + 4])) for start in range(0, 20, 4)] == [1] * 5


def test_xquad_answers_stand_in_the_language_of_the_passages(tmp_path: Path) -> None:
    write_xquad(tmp_path, "g")
    quoted = list(xquad.load_answers(tmp_path))
    assert [each.direction for each in quoted] == ["en→en", "ar→ar", "en→ar"]
    assert quoted[2].cases == (AnswerCase("q-g", "en?", "en", frozenset({"g-ar"}), ("ar!",)),)


def test_arcd(tmp_path: Path) -> None:
    write(tmp_path, "arcd_passages", {"id": "p", "lang": "ar", "text": "ولد في جدة."})
    write(tmp_path, "arcd_questions", {"id": "1", "group": "p", "q": "أين ولد؟", "a": ["جدة"]})
    [searched], [quoted] = arcd.load_retrieval(tmp_path), arcd.load_answers(tmp_path)
    assert searched.cases == (Case("1", "أين ولد؟", "ar", frozenset({"p"})),)
    assert quoted.cases[0].answers == ("جدة",)


def test_saudi_bodies_come_without_headline_and_with_their_date(tmp_path: Path) -> None:
    body = {"id": "p", "lang": "ar", "source": "okaz", "date": "2015-07-27 17:03:56", "text": "نص"}
    write(tmp_path, "saudi_passages", body)
    write(tmp_path, "saudi_questions", {"id": "h-p", "group": "p", "q": "عنوان"})
    [collection] = saudi.load_retrieval(tmp_path)
    assert collection.articles == (Article("p", "", "نص", "ar", source="okaz", published="2015-07-27T17:03:56"),)


def test_rtqa_has_several_gold_pages(tmp_path: Path) -> None:
    page = {
        "lang": "en",
        "url": "https://e.org",
        "title": "T",
        "date": "2023/04/28",
        "text": "Fox, said Fox.",
    }
    write(tmp_path, "rtqa_passages", {"id": "a", **page}, {"id": "b", **page})
    write(tmp_path, "rtqa_questions", {"id": "1", "q": "Who?", "a": ["Fox"], "gold": ["a", "b"]})
    [collection] = rtqa.load_retrieval(tmp_path)
    assert collection.cases[0].gold == {"a", "b"}
    assert collection.articles[0].published == "2023-04-28"


def write_gold(folder: Path, evidence: list[list[int]]) -> None:
    sentences = {"en": ["Headline", "It rained."], "ar": ["عنوان", "هطل المطر."]}
    write(folder, "gold_corpus", {"doc": "d", "printed": "ar", "lines": [5, 6], "sentences": sentences})
    question = {each: f"{each}?" for each in SIX}
    write(
        folder,
        "gold_questions",
        {"id": "1", "docs": ["d"], "evidence": evidence, "question": question},
        {"id": "2", "docs": ["d"], "evidence": [], "question": question},
    )


def test_gold_evidence_is_the_sentence_as_printed(tmp_path: Path) -> None:
    write_gold(tmp_path, [[6], [5, 6]])
    collections = list(gold.load_answers(tmp_path))
    assert [each.direction for each in collections] == [f"{language}→pooled" for language in SIX]
    headline, rain = Evidence("d", "عنوان"), Evidence("d", "هطل المطر.")
    answerable, unanswerable = collections[0].cases
    assert answerable.evidence == ((rain,), (headline, rain))
    assert not unanswerable.answerable
    assert collections[0].articles == (Article("d", "", "عنوان\nهطل المطر.", "ar"),)


def test_gold_searches_for_answerable_questions_alone(tmp_path: Path) -> None:
    write_gold(tmp_path, [[6]])
    assert [case.id for case in next(gold.load_retrieval(tmp_path)).cases] == ["1"]


def test_gold_evidence_must_exist(tmp_path: Path) -> None:
    write_gold(tmp_path, [[7]])
    with pytest.raises(InputError, match="1 names line 7"):
        list(gold.load_answers(tmp_path))


def write_reading(folder: Path, evidence: list[list[int]]) -> None:
    row = {
        "id": "r", "article": "p", "language": "en", "title": "T", "source": None, "published": "2023/04/19",
        "sentences": ["One.", "Two."], "question": {each: f"{each}?" for each in SIX},
        "evidence": evidence, "near_miss": {"en": "near?"},
    }  # fmt: skip
    write(folder, "reading", row, {**row, "id": "s"})


def test_reading_pairs_a_question_with_a_near_miss(tmp_path: Path) -> None:
    write_reading(tmp_path, [[1]])
    english, arabic, *_ = reading.load_answers(tmp_path)
    assert english.articles == (Article("p", "T", "One. Two.", "en", published="2023-04-19"),)
    assert [(case.id, case.answerable) for case in english.cases] == [
        ("r", True),
        ("s", True),
        ("r-near", False),
        ("s-near", False),
    ]
    assert english.cases[0].evidence == ((Evidence("p", "Two."),),)
    assert all(case.answerable for case in arabic.cases)


def test_reading_evidence_must_exist(tmp_path: Path) -> None:
    write_reading(tmp_path, [[2]])
    with pytest.raises(InputError, match="r names as evidence a sentence that its article has not"):
        list(reading.load_answers(tmp_path))


def test_nomiracl_pools_the_passages_of_a_language(tmp_path: Path) -> None:
    rows = [
        {"id": f"{language}{n}", "lang": language, "answerable": n == 0, "q": "?", "passages": ["a", "b"]}
        for language in nomiracl.LANGUAGES
        for n in range(2)
    ]
    write(tmp_path, "nomiracl", *rows)
    first = next(nomiracl.load_answers(tmp_path))
    assert [article.id for article in first.articles] == ["ar0-0", "ar0-1", "ar1-0", "ar1-1"]
    assert [(case.gold, case.answerable) for case in first.cases] == [
        (frozenset({"ar0-0", "ar0-1"}), True),
        (frozenset({"ar1-0", "ar1-1"}), False),
    ]


def test_travel_asks_one_mixed_pool_in_four_directions(tmp_path: Path) -> None:
    languages = ("ar", "en")
    write(tmp_path, "travel_docs", *({"id": each, "lang": each, "text": each} for each in languages))
    questions = [
        {"id": f"{asked}{spoken}", "group": spoken, "q_lang": asked, "d_lang": spoken, "q": "?"}
        for asked in languages
        for spoken in languages
    ]
    write(tmp_path, "travel_questions", *questions)
    collections = list(travel.load_retrieval(tmp_path))
    assert [each.direction for each in collections] == ["ar→ar", "ar→en", "en→ar", "en→en"]
    assert {len(each.articles) for each in collections} == {2}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder; give the evaluation sets' folder"):
        list(xquad.load_retrieval(tmp_path / "evil"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"xquad_passages\.jsonl: no such file"):
        list(xquad.load_retrieval(tmp_path))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", r"set\.jsonl:1: not JSON"),
        ("[]", r"set\.jsonl:1: not a JSON object"),
        ('{"id": 1}', r"set\.jsonl:1: no field 'text'"),
    ],
)
def test_a_line_that_cannot_be_used(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "set.jsonl").write_text(line)
    with pytest.raises(InputError, match=complaint):
        read_rows(tmp_path, "set", ("id", "text"))


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=r"set\.jsonl: cannot be read"):
        read_rows(tmp_path, "set", ())


@pytest.mark.parametrize(
    ("ids", "gold_ids", "complaint"),
    [
        (["a", "a"], ["a"], "article 'a' comes twice"),
        (["a"], ["b"], "'q' names article 'b', which is not there"),
        (["a"], [], "'q' names no gold article"),
    ],
)
def test_a_collection_that_would_be_scored_wrongly(ids: list[str], gold_ids: list[str], complaint: str) -> None:
    articles = tuple(Article(each, "", "text", "en") for each in ids)
    with pytest.raises(InputError, match=complaint):
        Collection("set", "en→en", articles, (Case("q", "?", "en", frozenset(gold_ids)),))


def test_a_collection_without_questions() -> None:
    with pytest.raises(InputError, match="set en→en: no questions"):
        AnswerCollection("set", "en→en", (), ())


@pytest.mark.shared
def test_the_sizes_of_the_real_sets_for_retrieval(shared: Path) -> None:
    loads = (xquad, arcd, saudi, rtqa, gold, reading, travel)
    sizes = [
        [(len(each.articles), len(each.cases)) for each in data_set.load_retrieval(shared / "eval")]
        for data_set in loads
    ]
    assert sizes == [
        [(120, 150)] * 20,
        [(231, 100)],
        [(600, 150)],
        [(211, 60)],
        [(62, 92)] * 6,
        [(88, 160)] * 6,
        [(191, 40)] * 4,
    ]


@pytest.mark.shared
def test_the_sizes_of_the_real_sets_for_quoting(shared: Path) -> None:
    sizes = [
        [(len(each.cases), sum(case.answerable for case in each.cases)) for each in data_set(shared / "eval")]
        for data_set in (xquad.load_answers, gold.load_answers, reading.load_answers, nomiracl.load_answers)
    ]
    assert sizes == [
        [(150, 150)] * 3,
        [(110, 92)] * 6,
        [(320, 160)] * 3 + [(160, 160)] * 3,
        [(40, 20)] * 5,
    ]


@pytest.mark.shared
def test_the_real_evidence_stands_in_its_article(shared: Path) -> None:
    for data_set in (gold, reading):
        for collection in data_set.load_answers(shared / "eval"):
            texts = {article.id: article.text for article in collection.articles}
            sentences = [e for case in collection.cases for alternative in case.evidence for e in alternative]
            assert sentences
            assert all(sentence.text in texts[sentence.article_id] for sentence in sentences)


@pytest.mark.shared
def test_the_real_pool_is_even(shared: Path) -> None:
    *_, pooled = xquad.load_retrieval(shared / "eval")
    spoken = [article.language for article in pooled.articles]
    assert {language: spoken.count(language) for language in LANGUAGES} == {
        "ar": 26,
        "en": 31,
        "ru": 28,
        "zh": 35,
    }
