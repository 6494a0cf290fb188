from pathlib import Path

import pytest

from index.dates import jalali_to_gregorian, parse_date
from index.readers import read
from index.readers.text import read_text, split_articles
from index.types import Article

P1 = "The assembly voted in favour of the Arab draft on Friday evening, diplomats said."
P2 = "It was the second vote on the matter within a week, and the first to pass."
P3 = "Delegates left the hall without a word to the press that waited outside."


def one(text: str) -> Article:
    [article] = read_text(text, "/a.txt")
    return article


def count(text: str) -> int:
    return len(split_articles(text))


def test_a_short_first_line_is_the_title() -> None:
    article = one(f"Assembly backs Arab draft\n\n{P1}\n\n{P2}")
    assert (article.title, article.text.strip()) == ("Assembly backs Arab draft", f"{P1}\n\n{P2}")


@pytest.mark.parametrize("first", [P1, "It passed.", "x" * 201])
def test_a_first_sentence_is_no_title(first: str) -> None:
    assert one(f"{first}\n\n{P2}\n\n{P3}").title == ""


def test_the_last_source_line_wins_and_none_stays() -> None:
    article = one(f"{P1}\n\n{P2}\n\nالمصدر: ريا نوفوستي\n\nالمصدر: RT Arabic")
    assert (article.source, article.text.strip()) == ("RT Arabic", f"{P1}\n\n{P2}")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: Sample Wire", "Sample Wire"),
        ("Source : Exemple Info", "Exemple Info"),
        ("Источник: ТАСС", "ТАСС"),
        ("来源：新华社", "新华社"),
        ("منبع: ایسنا", "ایسنا"),
        ("Fuente: EFE", "EFE"),
        ("Kaynak: AA", "AA"),
        ("स्रोत: भाषा", "भाषा"),
        ("Quelle: dpa", "dpa"),
    ],
)
def test_source_lines(line: str, source: str) -> None:
    assert one(f"{P1}\n\n{P2}\n\n{line}").source == source


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("Par Marie Curie", "Marie Curie"),
        ("بقلم: سارة علي", "سارة علي"),
        ("Автор: Иван Петров", "Иван Петров"),
        ("作者：王小明", "王小明"),
        ("By the way we won", None),
    ],
)
def test_bylines(line: str, author: str | None) -> None:
    assert one(f"Assembly backs Arab draft\n{line}\n\n{P1}\n\n{P2}").author == author


@pytest.mark.parametrize(
    ("line", "source", "published"),
    [
        ("Published: 28 October 2023", None, "2023-10-28"),
        ("2023-10-28", None, "2023-10-28"),
        ("Saturday, October 28, 2023 4:30 pm", None, "2023-10-28T16:30:00"),
        ("Example Tribune, 28 October 2023", "Example Tribune", "2023-10-28"),
        ("示例新闻网 2023年10月28日", "示例新闻网", "2023-10-28"),
        ("نمونه‌خبر - ۶ آبان ۱۴۰۲", "نمونه‌خبر", "2023-10-28"),
        ("Published: 03/04/2023", None, None),
        ("Geneva, 28 October 2023", None, "2023-10-28"),
    ],
)
def test_date_lines(line: str, source: str | None, published: str | None) -> None:
    article = one(f"Assembly backs Arab draft of a resolution\n{line}\n\n{P1}\n\n{P2}")
    assert (article.source, article.published) == (source, published)
    assert article.title == "Assembly backs Arab draft of a resolution"


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("28 октября 2023", "2023-10-28"),
        ("٢٨ أكتوبر ٢٠٢٣", "2023-10-28"),
        ("28 تشرين الأول 2023", "2023-10-28"),
        ("18 جانفي 2017", "2017-01-18"),
        ("2023年10月28日", "2023-10-28"),
        ("۶ آبان ۱۴۰۲", "2023-10-28"),
        ("2023/04/19", "2023-04-19"),
        ("2015-07-27 17:03:56", "2015-07-27T17:03:56"),
        ("2017-01-20T21:43:00+01:00", "2017-01-20T21:43:00+01:00"),
        ("Sat, 28 Oct 2023 10:00:00 GMT", "2023-10-28T10:00:00+00:00"),
        ("1er novembre 2023", "2023-11-01"),
        ("28 de octubre de 2023", "2023-10-28"),
        ("28. Oktober 2023", "2023-10-28"),
        ("28 Ekim 2023", "2023-10-28"),
        ("28 अक्टूबर 2023", "2023-10-28"),
        ("21/05/2016", "2016-05-21"),
        ("05/21/2016", "2016-05-21"),
        ("03/04/2023", None),
        ("2023-02-30", None),
        ("1402/08/06", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(printed: str, iso: str | None) -> None:
    assert parse_date(printed) == iso


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ((1357, 11, 22), "1979-02-11"),
        ((1399, 12, 30), "2021-03-20"),
        ((1402, 1, 1), "2023-03-21"),
        ((1403, 12, 30), "2025-03-20"),
    ],
)
def test_jalali_days_that_are_on_record(jalali: tuple[int, int, int], gregorian: str) -> None:
    assert jalali_to_gregorian(*jalali).isoformat() == gregorian


def test_end_marks_a_headline_and_paragraphs_begin_another_article() -> None:
    first = f"{P1}\n\n{P2}\n\nSource: Wire\n\nTags: vote, draft\n\n"
    parts = split_articles(f"{first}Second story of the day\n\n{P3}\n\n{P1}")
    assert [part[0] for part in parts] == [P1, "Second story of the day"]


def test_two_articles_that_each_close_with_a_source() -> None:
    one_story = f"Story of the day\n\n{P1}\n\n{P2}\n\nSource: Wire\n\n"
    assert count(one_story + one_story.replace("day", "night")) == 2


@pytest.mark.parametrize(
    "amid",
    [
        "Source: Ministry of Health",
        "Source: Ministry of Health\n\nWhat comes next",
        "Read also:\n\nAnother story altogether",
        "Read more: Another story altogether",
        "What comes next",
    ],
)
def test_one_mark_amid_an_article_does_not_split_it(amid: str) -> None:
    assert count(f"{P1}\n\n{P2}\n\n{amid}\n\n{P3}\n\n{P1}") == 1


def test_one_paragraph_after_the_end_is_no_article() -> None:
    assert count(f"{P1}\n\n{P2}\n\nSource: Wire\n\nTags: vote\n\nA headline here\n\n{P3}") == 1


def test_separators_split_where_each_block_is_an_article() -> None:
    assert count(f"First\n\n{P1}\n-----\nSecond\n\n{P2}\n=====\nThird\n\n{P3}") == 3
    assert count(f"First\n\n{P1}\n***\n{P2}\n***\n{P3}") == 1


def test_a_form_feed_always_splits() -> None:
    assert count(f"{P1}\f{P2}") == 2


def test_markdown_becomes_plain_text(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        '---\ntitle: Not this one\nsource: "Wire"\ndate: 2023-10-28\nlang: en-GB\n---\n# The *headline*\n\n'
        f"{P1.replace('Arab', '**Arab**').replace('diplomats', '[diplomats](http://x.example)')}\n\n"
        "![a photo](x.png)\n\n| Vote | Count |\n|---|---|\n| for | 120 |\n\n- one\n- two\n\n```\ncode\n```\n"
    )
    [article] = read(str(file))
    assert isinstance(article, Article)
    assert (article.title, article.source, article.published) == ("The headline", "Wire", "2023-10-28")
    assert article.language == "en"
    assert article.text == f"{P1}\n\nVote | Count\nfor | 120\n\n- one\n\n- two\n\ncode"


def test_markdown_with_several_top_headings_is_several_articles(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"# One\n\n{P1}\n\n# Two\n\n{P2}\n")
    assert [item.title for item in read(str(file)) if isinstance(item, Article)] == ["One", "Two"]
