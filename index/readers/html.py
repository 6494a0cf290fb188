"""A web page: its article, without the page around it.

trafilatura finds the body. It deletes the joiners U+200C and U+200D, which breaks Persian and Hindi words, so
they travel through it as letters that the page does not use. What the page itself declares as JSON-LD
(https://schema.org/NewsArticle) wins over what is found by looking.
"""

import re
from collections.abc import Iterator
from configparser import ConfigParser
from dataclasses import replace
from datetime import date
from typing import Any, cast

import lxml.html
import trafilatura
from lxml import etree
from trafilatura.settings import DEFAULT_CONFIG

from index.clean import is_prose, normalise, weight
from index.dates import parse_date
from index.readers.identity import host_of, make_id
from index.readers.imprint import Imprint, take_imprint
from index.readers.linked_data import LinkedData, linked_data
from index.types import Article, Rejection

MIN_ARTICLE = 120
"""Letters (an ideograph counts for three) under which a page is taken to hold no article."""
_META_CHARSET = re.compile(rb"<(?:meta[^>]{0,200}|\?xml[^>]{0,100})(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.I)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.I)
_JOINER_ENTITIES = (
    (re.compile(r"&(?:zwnj|#8204|#x200c);?", re.I), "\u200c"),
    (re.compile(r"&(?:zwj|#8205|#x200d);?", re.I), "\u200d"),
)
_SPARE_LETTERS = "ꟷꟻꟼꟽꟾꟿᴯᴻᵎᵷ"
_HIDDEN = (
    "//script | //style | //template | //noscript | //iframe | //comment()"
    " | //*[@hidden] | //*[@aria-hidden='true']"
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' sr-only ')]"
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' visually-hidden ')]"
)
_UNSEEN = re.compile(
    r"""(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0*(?:\.0+)?(?:;|$)|color:transparent
    |font(?:-size)?:0+(?:\.0+)?(?:px|em|rem|pt|%)?(?:;|$|!)|(?:left|top|right|bottom|text-indent|margin-left):-\d{3,}
    |(?:max-)?(?:height|width):0(?:px)?(?:;|$|!)|clip(?:-path)?:(?:rect\(0|inset\((?:50|100)%)|transform:scale\(0)""",
    re.IGNORECASE | re.VERBOSE,
)
_COLOUR = re.compile(r"(?:^|;)(background-color|background|color):([^;!]+)", re.IGNORECASE)
_BLOCKS = (
    *("p", "div", "br", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("blockquote", "section", "article", "pre", "table", "figure", "hr"),
)


def declared_charset(data: bytes, content_type: str | None) -> str | None:
    """The encoding that the HTTP header names, else the page's own `<meta>`; None where neither does."""
    if found := _HEADER_CHARSET.search(content_type or ""):
        return found[1]
    inside = _META_CHARSET.search(data[:4096])
    return inside[1].decode("ascii") if inside else None


def read_html(page: str, name: str, key: str, url: str | None = None) -> Iterator[Article | Rejection]:
    """The article of a page, uncleaned, or a rejection where there is none.

    A saved page is identified by the address that it gives as its canonical one, where it does.
    """
    guarded, joiners = _guard_joiners(page)
    tree = _tree(guarded)
    if tree is None:
        yield Rejection(name, "is not HTML")
        return
    declared = linked_data(tree)
    language = (tree.get("lang") or tree.get("xml:lang") or declared.language or "").strip().lower()
    _drop_hidden(tree)
    found = _extract(tree, url)
    body = _body(found, declared)
    if body is None:
        yield Rejection(name, "no article text found; is it a list, a menu, or a page that needs a login?")
        return
    address = url or _web_address(found.get("url"))
    article = _article(found, declared, body, address, key)
    yield _restore(replace(article, language=_primary(language)), joiners)


def plain(fragment: str) -> str:
    """The visible text of an HTML fragment, a line a block."""
    tree = _tree(f"<div>{fragment}</div>")
    if tree is None:
        return ""
    _drop_hidden(tree)
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        if element.tag != "br":
            element.text = "\n" + (element.text or "")
    return re.sub(r"\n[ \t]*(?:\n[ \t]*)+", "\n\n", str(tree.text_content())).strip()


def _guard_joiners(page: str) -> tuple[str, dict[str, str]]:
    """The page with a letter that it does not use in place of each joiner, and the way back."""
    for pattern, joiner in _JOINER_ENTITIES:
        page = pattern.sub(joiner, page)
    spare = [letter for letter in _SPARE_LETTERS if letter not in page]
    if len(spare) < 2:
        return page, {}
    back = {spare[0]: "\u200c", spare[1]: "\u200d"}
    for letter, joiner in back.items():
        page = page.replace(joiner, letter)
    return page, back


def _restore(article: Article, joiners: dict[str, str]) -> Article:
    table = str.maketrans(joiners)
    return replace(
        article,
        title=article.title.translate(table),
        text=article.text.translate(table),
        source=article.source and article.source.translate(table),
        author=article.author and article.author.translate(table),
    )


def _tree(page: str) -> Any:
    """The parsed page, or None where nothing in it is HTML."""
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
    try:
        return lxml.html.document_fromstring(normalise(page))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _drop_hidden(tree: Any) -> None:
    for element in [*tree.xpath(_HIDDEN), *(e for e in tree.xpath("//*[@style]") if _is_unseen(e.get("style")))]:
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()


def _is_unseen(style: str) -> bool:
    """Whether that inline style hides text: not shown, off the screen, without size, or in the colour behind it."""
    style = re.sub(r"\s+", "", style)
    colours = {name.lower().removesuffix("-color"): value.lower() for name, value in _COLOUR.findall(style)}
    same = "color" in colours and colours["color"] == colours.get("background")
    return same or bool(_UNSEEN.search(style))


def _extract(tree: Any, url: str | None) -> dict[str, Any]:
    document = trafilatura.bare_extraction(
        lxml.html.tostring(tree, encoding="unicode"),
        url=url,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        config=_config(weight(str(tree.text_content())) > 2 * len(tree.text_content())),
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "max_date": date.today().isoformat(),
        },
    )
    return document.as_dict() if document is not None else {}


def _config(ideographs: bool) -> ConfigParser:
    config = ConfigParser()
    config.read_dict(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "80" if ideographs else "250"
    config["DEFAULT"]["EXTRACTION_TIMEOUT"] = "0"
    return config


def _body(found: dict[str, Any], declared: LinkedData) -> str | None:
    for text in (found.get("text"), declared.body):
        if text and weight(text) >= MIN_ARTICLE and any(is_prose(line.strip()) for line in text.split("\n")):
            return cast(str, text)
    return None


def _article(found: dict[str, Any], declared: LinkedData, body: str, url: str | None, key: str) -> Article:
    title = (declared.title or found.get("title") or "").strip()
    imprint = Imprint()
    lines = [line.strip() for line in body.split("\n")]
    if lines[0] == title:
        lines = lines[1:]
    lines = take_imprint(lines, imprint)
    return Article(
        id=make_id(url or key, content=body),
        title=title,
        text="\n".join(lines),
        language="",
        url=url,
        source=declared.source or found.get("sitename") or imprint.source or host_of(url),
        author=declared.author or found.get("author") or imprint.author,
        published=declared.published or parse_date(found.get("date") or "") or imprint.published,
        updated=declared.updated or imprint.updated,
    )


def _web_address(value: object) -> str | None:
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _primary(tag: str) -> str:
    """ "pt-br" → "pt"; "" where it is no language tag."""
    primary = re.split(r"[-_]", tag)[0]
    return primary if re.fullmatch(r"[a-z]{2,3}", primary) else ""
