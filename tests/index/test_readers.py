import io
import json
import sys
from pathlib import Path

import pytest

from index.readers import read
from index.types import Article, Rejection

BODY = (
    "The assembly voted in favour of the Arab draft on Friday evening, diplomats said.\n\n"
    "It was the second vote on the matter within a week, and the first to pass."
)


def articles(target: Path | str) -> list[Article]:
    items = list(read(str(target)))
    assert all(isinstance(item, Article) for item in items), items
    return [item for item in items if isinstance(item, Article)]


def rejection(target: Path) -> str:
    [item] = read(str(target))
    assert isinstance(item, Rejection)
    return item.reason


@pytest.mark.shared
def test_the_pasted_page_is_two_articles(shared: Path) -> None:
    first, second = articles(shared / "seeds/rt-arabic-un-vote.txt")
    assert (first.title, first.source, first.published) == ("", "RT Arabic", None)
    assert first.text.startswith("قالت المتحدثة باسم وزارة الخارجية الروسية")
    assert first.text.endswith("وامتنعت 45 دولة عن التصويت.")
    assert second.title.startswith("روسيا والجزائر تؤكدان أهمية تسوية النزاعات")
    assert second.text.startswith("أكد وزير الخارجية الروسي سيرجي لافروف")
    assert second.text.endswith('والجمعية العامة للأمم المتحدة".')
    for furniture in ("إقرأ", "المصدر", "كلمات دلالية", "مقالات مشابهة", "تابع أحدث", "بايدن"):
        assert furniture not in first.text + second.text


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count"), [("web_en", 5000), ("jawhara_ar", 10138), ("saudi_ar", 14833), ("crud_zh", 4413)]
)
def test_the_news_collections_are_read_whole(shared: Path, name: str, count: int) -> None:
    items = read(str(shared / f"news/{name}.jsonl.gz"))
    assert sum(isinstance(item, Article) for item in items) == count


def test_a_changed_file_keeps_its_id_and_another_path_has_another(tmp_path: Path) -> None:
    first, copy = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(BODY)
    copy.write_text(BODY)
    [before], [twin] = articles(first), articles(copy)
    first.write_text(BODY + " A line was added later on.")
    [after] = articles(first)
    assert before.id == after.id
    assert before.text != after.text
    assert twin.id != before.id
    assert twin.text == before.text
    assert len(before.id) == 16


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"%PDF-1.7 ...", "looks like binary data (PDF), not text"),
        (b"PK\x03\x04....", "looks like binary data (ZIP, or an Office document), not text"),
        (b"ab\0\x01\x02cd\0", "looks like binary data, not text"),
        (b"Tags: a, b, c", "nothing is left once page furniture is taken off"),
    ],
)
def test_files_without_an_article_say_why(tmp_path: Path, data: bytes, reason: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert rejection(file) == reason


def test_json_lines_under_the_usual_names(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [
        {
            "id": 7,
            "title": "A",
            "text": BODY,
            "source": "Wire",
            "author": ["X", "Y"],
            "published": "2023/04/19",
        },
        {"headline": "B", "body": BODY, "link": "https://www.example.org/b", "date": "2015-07-27 17:03:56"},
        {"content": BODY, "publisher": {"name": "Wire"}, "lang": "pt-BR", "published_at": 1698451200},
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    first, second, third = articles(file)
    assert (first.id, first.source, first.author, first.published) == ("7", "Wire", "X, Y", "2023-04-19")
    assert (second.title, second.source, second.published) == ("B", "example.org", "2015-07-27T17:03:56")
    assert second.url == "https://www.example.org/b"
    assert (third.source, third.language, third.published) == ("Wire", "pt", "2023-10-28T00:00:00+00:00")
    assert [article.text for article in (first, second, third)] == [BODY, BODY, BODY]


def test_bad_lines_are_rejected_by_number_and_the_good_ones_go_in(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    good = json.dumps({"text": BODY})
    file.write_bytes(f'{good}\n{{"text": "x\n[1]\n{{"title": "t"}}\n\n{good}\n'.encode() + b'{"text": "\xff"}\n')
    kinds = [item.where if isinstance(item, Rejection) else "good" for item in read(str(file))]
    assert kinds == ["good", f"{file}:2", f"{file}:3", f"{file}:4", "good", f"{file}:7"]
    reasons = [item.reason for item in read(str(file)) if isinstance(item, Rejection)]
    assert reasons[0].startswith("is not JSON: ")
    assert reasons[1] == "is not an object with fields"
    assert reasons[2] == "has no text (looked for text, body, content, article_text; its fields: title)"
    assert reasons[3] == "is not UTF-8, which JSON Lines must be"


def test_a_collection_tells_which_way_round_its_dates_are(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    dates = ["02/05/2016", "17/05/2015", "21/05/2016", "30/01/2016"]
    file.write_text("\n".join(json.dumps({"text": BODY, "published": date}) for date in dates))
    assert [item.published for item in articles(file)] == [
        "2016-05-02",
        "2015-05-17",
        "2016-05-21",
        "2016-01-30",
    ]
    file.write_text(json.dumps({"text": BODY, "published": "02/05/2016"}))
    assert [item.published for item in articles(file)] == [None]


def test_json_arrays_and_objects(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    for content in ([{"text": BODY}], {"text": BODY}, {"articles": [{"text": BODY}]}):
        file.write_text(json.dumps(content, indent=1))
        assert [item.text for item in articles(file)] == [BODY]
    file.write_text(json.dumps([{"text": BODY}, {"title": "x"}]))
    _, bad = read(str(file))
    assert isinstance(bad, Rejection)
    assert bad.where == f"{file}[2]"


def test_html_in_a_text_field_becomes_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": "<p>One &amp; <b>two</b>.</p><script>x()</script><p>Three.<br>Four.</p>"}))
    [item] = articles(file)
    assert item.text == "One & two.\n\nThree.\nFour."


def test_noise_goes_and_spelling_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("\ufeffمی\u200cخواهم\u200b بگویم\x07 مُحَمَّد.  \r\n\r\n\r\n\r\nپایان متن.", newline="")
    [item] = articles(file)
    assert item.text == "می\u200cخواهم بگویم مُحَمَّد.\n\nپایان متن."


def test_standard_input_is_known_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = []
    for _ in range(2):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
        ids += [item.id for item in articles("-")]
    assert ids[0] == ids[1]
