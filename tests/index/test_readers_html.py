from pathlib import Path

import pytest

from index.readers import read
from index.readers.decode import decode
from index.types import Article, ReadError, Rejection

P1 = "The General Assembly voted in favour of the Arab draft on Friday evening, several diplomats said."
P2 = "It was the second vote on the matter within a week, and the first to pass with a clear majority."
P3 = "Delegates left the hall without a word to the reporters that waited outside for several hours."


def page(tmp_path: Path, head: str, body: str, encoding: str = "utf-8", lang: str = "en") -> Article | Rejection:
    file = tmp_path / "page.html"
    html = f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    file.write_bytes(html.encode(encoding))
    [item] = read(str(file))
    return item


def paragraphs(*texts: str) -> str:
    return "<article>" + "".join(f"<p>{text}</p>" for text in texts) + "</article>"


def test_the_article_without_the_page(tmp_path: Path) -> None:
    item = page(
        tmp_path,
        '<title>Vote | Wire</title><meta property="og:title" content="Vote"><meta property="og:site_name" '
        'content="Wire"><meta property="article:published_time" content="2023-10-28T09:00:00Z">',
        "<nav><a href=/>Home</a></nav>"
        + paragraphs(P1, P2, "Read more: Another story", P3)
        + "<footer>© Wire</footer>",
    )
    assert isinstance(item, Article)
    assert item.text == f"{P1}\n{P2}\n{P3}"
    assert (item.title, item.source, item.published, item.language) == ("Vote", "Wire", "2023-10-28", "en")


def test_json_ld_wins(tmp_path: Path) -> None:
    item = page(
        tmp_path,
        '<title>Other</title><script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": '
        '"NewsArticle", "headline": "Vote", "datePublished": "2023-10-28T09:00:00+00:00", "dateModified": '
        '"2023-10-29", "author": [{"name": "A"}, {"name": "B"}], "publisher": {"name": "Wire"}}]}</script>',
        paragraphs(P1, P2, P3),
    )
    assert isinstance(item, Article)
    assert (item.title, item.source, item.author) == ("Vote", "Wire", "A, B")
    assert (item.published, item.updated) == ("2023-10-28T09:00:00+00:00", "2023-10-29")


def test_broken_json_ld_is_ignored(tmp_path: Path) -> None:
    item = page(tmp_path, '<script type="application/ld+json">{"@type": </script>', paragraphs(P1, P2, P3))
    assert isinstance(item, Article)


@pytest.mark.parametrize(
    "style",
    [
        "font-size: 0",
        "FONT-SIZE:0px !important",
        "opacity:0",
        "color: #fff; background: #FFF",
        "color:transparent",
        "position:absolute; left: -9999px",
        "text-indent:-5000em",
        "height:0; overflow:hidden",
        "clip-path: inset(50%)",
        "visibility : hidden",
    ],
)
def test_what_a_style_hides_is_no_text(tmp_path: Path, style: str) -> None:
    hidden = f"<p style='{style}'>A secret sentence that no reader of this page can see at all.</p>"
    item = page(tmp_path, "", f"<article><p>{P1}</p>{hidden}<p>{P2}</p><p>{P3}</p></article>")
    assert "secret" not in item.text
    assert P1 in item.text
    assert P2 in item.text


@pytest.mark.parametrize("style", ["font-size: 0.9em", "opacity:0.5", "color:#000;background:#fff", "left:-9px"])
def test_what_a_style_only_dresses_stays(tmp_path: Path, style: str) -> None:
    shown = f"<p style='{style}'>A plain sentence that every reader of this page can see quite well.</p>"
    item = page(tmp_path, "", f"<article><p>{P1}</p>{shown}<p>{P2}</p><p>{P3}</p></article>")
    assert "A plain sentence" in item.text


def test_what_is_hidden_is_no_text(tmp_path: Path) -> None:
    hidden = (
        "<p style='display: none'>secret one is here in a long sentence.</p><p hidden>secret two is here.</p>"
        "<p aria-hidden='true'>secret three is here as well.</p><template><p>secret four</p></template>"
        "<!-- secret five --><script>secret six</script>"
    )
    item = page(tmp_path, "", f"<article><p>{P1}</p>{hidden}<p>{P2}</p><p>{P3}</p></article>")
    assert isinstance(item, Article)
    assert item.text == f"{P1}\n{P2}\n{P3}"


@pytest.mark.parametrize("joiner", ["\u200c", "&zwnj;", "&#8204;", "&#x200C;"])
def test_persian_joiners_survive(tmp_path: Path, joiner: str) -> None:
    text = "قطعنامه\u200cای که خواهان آتش\u200cبس انسان\u200cدوستانه است، روز جمعه با رأی بیشتر کشورها تصویب شد."
    item = page(
        tmp_path,
        f"<title>آتش{joiner}بس</title>",
        paragraphs(
            text.replace("\u200c", joiner),
            text.replace("جمعه", "شنبه"),
            text.replace("جمعه", "یکشنبه"),
        ),
        lang="fa",
    )
    assert isinstance(item, Article)
    assert item.title == "آتش\u200cبس"
    assert item.text.split("\n")[0] == text


def test_a_short_chinese_page_is_an_article(tmp_path: Path) -> None:
    text = "联合国大会10月27日通过决议，要求在加沙地带立即实现人道主义休战。草案由约旦代表阿拉伯国家集团提出。"
    item = page(
        tmp_path,
        "<title>联大通过决议</title>",
        paragraphs(text, "俄罗斯、中国和法国都投了赞成票，美国投票反对。"),
    )
    assert isinstance(item, Article)
    assert item.text.startswith(text)


@pytest.mark.parametrize("body", ["", "<nav><a href=/a>Home</a><a href=/b>World</a></nav>", "<p>Log in</p>"])
def test_a_page_without_an_article_is_rejected(tmp_path: Path, body: str) -> None:
    item = page(tmp_path, "<title>Home</title>", body)
    assert isinstance(item, Rejection)
    assert item.reason.startswith("no article text found")


def test_the_declared_charset_is_honoured(tmp_path: Path) -> None:
    texts = [f"Генассамблея ООН приняла резолюцию, номер {i}, о гуманитарном перемирии в секторе." for i in range(5)]
    item = page(tmp_path, '<meta charset="windows-1251">', paragraphs(*texts), encoding="cp1251")
    assert isinstance(item, Article)
    assert item.text == "\n".join(texts)


SAMPLES = {
    "cp1256": "صوتت الجمعية العامة للأمم المتحدة لصالح القرار العربي، وقال الوزير إن بلاده ترحب بذلك",
    "cp1251": "Россия проголосовала за резолюцию, сообщил министр. В Москве и Киеве ждут ответа",
    "koi8-r": "Россия проголосовала за резолюцию, сообщил министр. В Москве и Киеве ждут ответа",
    "gb18030": "俄罗斯投票支持阿拉伯决议，外交部长说，各国应当立即停火",
    "big5": "俄羅斯投票支持阿拉伯決議，外交部長說，各國應當立即停火",
    "cp1252": "L'Assemblée générale a adopté la résolution à une large majorité, a déclaré le ministre",
    "cp1254": "Dışişleri Bakanı, görüşmede çözümün önemini vurguladı. Şöyle konuştu",
    "utf-8-sig": "Ещё одна строка",
    "utf-16": "صوتت الجمعية العامة",
}


@pytest.mark.parametrize(("encoding", "text"), SAMPLES.items())
def test_encodings_are_told_apart(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SAMPLES["cp1256"], SAMPLES["cp1251"], "A plain English line, no more.\n"])
def test_utf_16_without_a_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_stray_byte_is_replaced_and_many_are_not() -> None:
    line = "Ещё одна строка о голосовании в Генеральной Ассамблее ООН. ".encode()
    assert decode(line * 40 + b"\xff") == (line * 40).decode() + "\ufffd"
    with pytest.raises(ReadError, match="no text encoding known"):
        decode(bytes(range(128, 256)) * 3)
