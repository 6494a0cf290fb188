"""Each data set is read as its note says, and a folder that is not it is refused in one line."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.cases import Case, ClaimSet, Collection, Evidence
from evals.datasets import (
    arcd,
    claims,
    gold,
    news,
    nomiracl,
    reading,
    rgb_counterfactual,
    rtqa,
    saudi,
    support_ans_ar,
    support_memerag,
    travel,
    xquad,
)
from evals.datasets.jsonl import MissingSetError, read_rows
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
    pairs = [each for each in xquad.load(tmp_path) if each.name == "xquad"]
    assert len(pairs) == 16
    assert pairs[1] == Collection(
        name="xquad",
        direction="en→ar",
        articles=(Article("g-ar", "", "text in ar", "ar"),),
        cases=(Case("q-g", "en?", "en", frozenset({"g-ar"}), ("ar!",), accepted=("en!",)),),
    )
    assert [each.direction for each in pairs if each.quoted] == ["ar→ar", "en→ar", "en→en"]


def test_xquad_pools_each_passage_in_exactly_one_language(tmp_path: Path) -> None:
    write_xquad(tmp_path, "xq-00-00", "xq-00-01", "xq-45-00")
    pooled = [each for each in xquad.load(tmp_path) if each.name == "xquad pooled"]
    assert [each.direction for each in pooled] == ["ar→pooled", "en→pooled", "ru→pooled", "zh→pooled"]
    assert [article.id for article in pooled[0].articles] == POOLED_IDS
    assert [min(case.gold) for case in pooled[3].cases] == POOLED_IDS


def test_collections_over_the_same_passages_share_them_and_follow_each_other(tmp_path: Path) -> None:
    write_xquad(tmp_path, "g")
    pools = [id(each.articles) for each in list(xquad.load(tmp_path))]
    assert [len(set(pools[start : start + 4])) for start in range(0, 20, 4)] == [1] * 5


def test_arcd(tmp_path: Path) -> None:
    write(tmp_path, "arcd_passages", {"id": "p", "lang": "ar", "text": "ولد في جدة."})
    write(tmp_path, "arcd_questions", {"id": "1", "group": "p", "q": "أين ولد؟", "a": ["جدة"]})
    [collection] = arcd.load(tmp_path)
    assert collection.cases == (Case("1", "أين ولد؟", "ar", frozenset({"p"}), answers=("جدة",), accepted=("جدة",)),)


def test_saudi_bodies_come_without_headline_and_with_their_date(tmp_path: Path) -> None:
    body = {"id": "p", "lang": "ar", "source": "okaz", "date": "2015-07-27 17:03:56", "text": "نص"}
    write(tmp_path, "saudi_passages", body)
    write(tmp_path, "saudi_questions", {"id": "h-p", "group": "p", "q": "عنوان"})
    [collection] = saudi.load(tmp_path)
    assert collection.articles == (Article("p", "", "نص", "ar", source="okaz", published="2015-07-27T17:03:56"),)
    assert (collection.searched, collection.quoted) == (True, False)


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
    [collection] = rtqa.load(tmp_path)
    assert collection.cases[0].gold == {"a", "b"}
    assert collection.articles[0].published == "2023-04-28"


def write_gold(folder: Path, evidence: list[list[int]]) -> None:
    sentences = {each: [f"Headline in {each}", f"Rain in {each}."] for each in SIX}
    write(folder, "gold_corpus", {"doc": "d", "printed": "ar", "lines": [5, 6], "sentences": sentences})
    question = {each: f"{each}?" for each in SIX}
    answers = {"answers": {"en": ["rain"]}, "numbers": ["7"], "type": "fact"}
    write(
        folder,
        "gold_questions",
        {"id": "1", "docs": ["d"], "evidence": evidence, "question": question, **answers},
        {"id": "2", "docs": ["d"], "evidence": [], "question": question},
    )


def test_gold_evidence_is_the_sentence_as_printed(tmp_path: Path) -> None:
    write_gold(tmp_path, [[6], [5, 6]])
    collections = list(gold.load(tmp_path))
    assert [each.direction for each in collections] == [f"{language}→pooled" for language in SIX]
    headline, rain = Evidence("d", "Headline in ar"), Evidence("d", "Rain in ar.")
    answerable, unanswerable = collections[0].cases
    assert answerable.evidence == ((rain,), (headline, rain))
    assert (answerable.accepted, answerable.numbers, answerable.kind) == (("rain",), ("7",), "fact")
    assert not unanswerable.answerable
    assert collections[0].articles == (Article("d", "", "Headline in ar\nRain in ar.", "ar"),)
    assert collections[0].sought == (answerable,)
    assert collections[1].cases[0].accepted == ()


def test_gold_stands_among_other_news(tmp_path: Path) -> None:
    write_gold(tmp_path, [[6]])
    other = Article("other", "", "Elsewhere.", "en")
    first = next(gold.load(tmp_path, (other,), "gold+news"))
    assert (first.name, [article.id for article in first.articles]) == ("gold+news", ["d", "other"])


def test_gold_is_printed_in_the_language_of_the_question_for_parity(tmp_path: Path) -> None:
    write_gold(tmp_path, [[6]])
    collections = list(gold.load_same(tmp_path))
    assert [each.direction for each in collections] == [f"{language}→{language}" for language in SIX]
    assert [each.articles[0].language for each in collections] == list(SIX)
    assert collections[3].cases[0].evidence == ((Evidence("d", "Rain in zh."),),)


def test_gold_evidence_must_exist(tmp_path: Path) -> None:
    write_gold(tmp_path, [[7]])
    with pytest.raises(InputError, match="1 names line 7"):
        list(gold.load(tmp_path))


def write_reading(folder: Path, evidence: list[list[int]]) -> None:
    row = {
        "id": "r", "article": "p", "language": "en", "title": "T", "source": None, "published": "2023/04/19",
        "sentences": ["One.", "Two."], "question": {each: f"{each}?" for each in SIX}, "answer": {"en": "two"},
        "evidence": evidence, "near_miss": {"en": "near?"},
    }  # fmt: skip
    write(folder, "reading", row, {**row, "id": "s"})


def test_reading_pairs_a_question_with_a_near_miss(tmp_path: Path) -> None:
    write_reading(tmp_path, [[1]])
    english, arabic, *_ = reading.load(tmp_path)
    assert english.articles == (Article("p", "T", "One. Two.", "en", published="2023-04-19"),)
    assert [(case.id, case.answerable) for case in english.cases] == [
        ("r", True),
        ("s", True),
        ("r-near", False),
        ("s-near", False),
    ]
    assert english.cases[0].evidence == ((Evidence("p", "Two."),),)
    assert [case.accepted for case in (english.cases[0], arabic.cases[0])] == [("two",), ()]
    assert all(case.answerable for case in arabic.cases)


def test_reading_evidence_must_exist(tmp_path: Path) -> None:
    write_reading(tmp_path, [[2]])
    with pytest.raises(InputError, match="r names as evidence a sentence that its article has not"):
        list(reading.load(tmp_path))


def test_nomiracl_pools_the_passages_of_a_language(tmp_path: Path) -> None:
    rows = [
        {"id": f"{language}{n}", "lang": language, "answerable": n == 0, "q": "?", "passages": ["a", "b"]}
        for language in nomiracl.LANGUAGES
        for n in range(2)
    ]
    write(tmp_path, "nomiracl", *rows)
    first = next(nomiracl.load(tmp_path))
    assert [article.id for article in first.articles] == ["ar0-0", "ar0-1", "ar1-0", "ar1-1"]
    assert [(case.gold, case.answerable) for case in first.cases] == [
        (frozenset({"ar0-0", "ar0-1"}), True),
        (frozenset({"ar1-0", "ar1-1"}), False),
    ]
    assert first.sought == ()


def test_travel_asks_one_mixed_pool_in_four_directions(tmp_path: Path) -> None:
    languages = ("ar", "en")
    write(tmp_path, "travel_docs", *({"id": each, "lang": each, "text": each} for each in languages))
    questions = [
        {"id": f"{asked}{spoken}", "group": spoken, "q_lang": asked, "d_lang": spoken, "q": "?"}
        for asked in languages
        for spoken in languages
    ]
    write(tmp_path, "travel_questions", *questions)
    collections = list(travel.load(tmp_path))
    assert [each.direction for each in collections] == ["ar→ar", "ar→en", "en→ar", "en→en"]
    assert {len(each.articles) for each in collections} == {2}


def claim(article: str, label: str, how: str | None = None) -> dict[str, Any]:
    return {
        "id": f"c-{article}-{label}", "article": article, "evidence_language": "en", "evidence": ["It rained."],
        "passage": "It rained. Roads closed.", "claim": "هطل المطر.", "language": "ar", "label": label, "how": how,
    }  # fmt: skip


def test_claims_come_in_two_halves_by_article(tmp_path: Path) -> None:
    articles = [f"p{number}" for number in range(6)]
    write(tmp_path, "claims", *(claim(each, "contradicted", "number") for each in articles))
    seen, unseen = claims.load(tmp_path)
    assert (seen.name, seen.shown, unseen.name, unseen.shown) == ("claims-seen", True, "claims-unseen", False)
    assert {case.group for case in seen.cases} == {each for each in articles if claims.half_of(each) == 0}
    assert len(seen.cases) + len(unseen.cases) == 6
    first = seen.cases[0]
    assert (first.direction, first.label, first.how) == ("ar→en", "contradicted", "number")
    assert first.claim.evidence[0].context == "It rained. Roads closed."


def test_sentences_that_people_judged(tmp_path: Path) -> None:
    row = {"lang": "de", "q": "?", "claim": "Es regnete.", "passages": ["Regen.", "Wind."]}
    write(tmp_path, "support_memerag", *({"id": f"m-{n}", "supported": n == 0, **row} for n in range(2)))
    [found] = support_memerag.load(tmp_path)
    assert [case.label for case in found.cases] == ["supported", "not_stated"]
    assert [case.group for case in found.cases] == ["m", "m"]
    assert [each.quote for each in found.cases[0].claim.evidence] == ["Regen.", "Wind."]


def test_headlines_that_agree_or_not(tmp_path: Path) -> None:
    rows = [{"id": each, "premise": "أ", "claim": "ب", "label": each} for each in ("agree", "disagree")]
    write(tmp_path, "support_ans_ar", *rows)
    [found] = support_ans_ar.load(tmp_path)
    assert [case.label for case in found.cases] == ["supported", "contradicted"]


def write_rgb(folder: Path) -> None:
    texts = {"positive": ["Norway won.", "The winner: Norway."], "positive_wrong": ["Peru won.", "The winner: Peru."]}
    row = {"lang": "en", "q": "Who won?", "a": [["Norway", "Norge"]], "fake": "Peru", "negative": ["Snow."], **texts}
    only = {**row, "positive": ["Norway."], "positive_wrong": ["Peru."], "negative": []}
    chinese = [{**row, "id": f"z{n}", "lang": "zh"} for n in range(2)]
    write(folder, "rgb_counterfactual", *({"id": f"e{n}", **row} for n in range(2)), {"id": "one", **only}, *chinese)


def test_every_other_question_meets_a_planted_falsehood(tmp_path: Path) -> None:
    write_rgb(tmp_path)
    english, *_ = rgb_counterfactual.load(tmp_path)
    assert isinstance(english, Collection)
    assert [article.text for article in english.articles] == [
        "Norway won.", "The winner: Peru.", "Norway won.", "The winner: Norway.",
    ]  # fmt: skip
    assert [(case.conflicting, case.answers) for case in english.cases] == [
        (True, ("Norway", "Norge", "Peru")),
        (False, ("Norway", "Norge")),
    ]


def test_a_planted_falsehood_is_a_false_claim(tmp_path: Path) -> None:
    write_rgb(tmp_path)
    *_, found = rgb_counterfactual.load(tmp_path)
    assert isinstance(found, ClaimSet)
    told = [(c.claim.sentence, c.claim.evidence[0].quote, c.label) for c in found.cases[:4]]
    assert told == [
        ("Who won? Norway", "Norway won.", "supported"),
        ("Who won? Peru", "Norway won.", "contradicted"),
        ("Who won? Norway", "Peru won.", "contradicted"),
        ("Who won? Norway", "Snow.", "not_stated"),
    ]
    assert [case.id for case in found.cases if case.group == "one"] == ["one-0", "one-1", "one-2"]


def write_news(folder: Path, name: str, count: int) -> None:
    rows = [{"id": f"{name}{n}", "title": "T", "text": f"Story {n} of {name} about the harbour."} for n in range(count)]
    write(folder, name, *rows)


def test_news_to_distract_is_drawn_from_all_files_and_the_same_every_time(tmp_path: Path) -> None:
    write_news(tmp_path, "one", 30)
    write_news(tmp_path, "two", 30)
    drawn = news.load(tmp_path, 20)
    assert len({article.id for article in drawn}) == 20
    assert {article.id[:3] for article in drawn} == {"one", "two"}
    assert news.load(tmp_path, 20) == drawn
    assert news.load(tmp_path, 20, seed=1) != drawn
    assert len(news.load(tmp_path, 1000)) == 60


def test_a_folder_without_news(tmp_path: Path) -> None:
    with pytest.raises(MissingSetError, match=r"no \.jsonl or \.jsonl\.gz file"):
        news.load(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder; give the evaluation sets' folder"):
        list(xquad.load(tmp_path / "evil"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingSetError, match=r"xquad_passages\.jsonl: no such file"):
        list(xquad.load(tmp_path))


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
        Collection("set", "en→en", (), ())


@pytest.mark.shared
def test_the_sizes_of_the_real_sets(shared: Path) -> None:
    loads = (xquad, arcd, saudi, rtqa, travel)
    sizes = [[(len(each.articles), len(each.cases)) for each in data_set.load(shared / "eval")] for data_set in loads]
    assert sizes == [[(120, 150)] * 20, [(231, 100)], [(600, 150)], [(211, 60)], [(191, 40)] * 4]


@pytest.mark.shared
def test_the_real_sets_with_questions_that_nothing_answers(shared: Path) -> None:
    loads = (gold.load, gold.load_same, reading.load, nomiracl.load)
    sizes = [
        [(len(each.cases), sum(case.answerable is True for case in each.cases)) for each in load(shared / "eval")]
        for load in loads
    ]
    assert sizes == [
        [(110, 92)] * 6,
        [(110, 92)] * 6,
        [(320, 160)] * 3 + [(160, 160)] * 3,
        [(40, 20)] * 5,
    ]


@pytest.mark.shared
def test_the_sizes_of_the_real_claims(shared: Path) -> None:
    found = [
        each
        for data_set in (claims, support_memerag, support_ans_ar, rgb_counterfactual)
        for each in data_set.load(shared / "eval")
        if isinstance(each, ClaimSet)
    ]
    assert {each.name: (len(each.cases), sum(c.label == "supported" for c in each.cases)) for each in found} == {
        "claims-seen": (276, 92),
        "claims-unseen": (204, 68),
        "support_memerag": (120, 60),
        "support_ans_ar": (80, 40),
        "rgb claims": (382, 96),
    }


@pytest.mark.shared
def test_the_real_evidence_stands_in_its_article(shared: Path) -> None:
    for load in (gold.load, gold.load_same, reading.load):
        for collection in load(shared / "eval"):
            texts = {article.id: article.text for article in collection.articles}
            sentences = [e for case in collection.cases for alternative in case.evidence for e in alternative]
            assert sentences
            assert all(sentence.text in texts[sentence.article_id] for sentence in sentences)


@pytest.mark.shared
def test_the_real_pool_is_even(shared: Path) -> None:
    *_, pooled = xquad.load(shared / "eval")
    spoken = [article.language for article in pooled.articles]
    assert {language: spoken.count(language) for language in LANGUAGES} == {
        "ar": 26,
        "en": 31,
        "ru": 28,
        "zh": 35,
    }
