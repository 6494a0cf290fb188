"""The page's files as they lie on disk: what may not stand in them, and that no word is missing in any language."""

import re
from pathlib import Path
from typing import get_args

import pytest

from rag.types import NoticeKind

STATIC = Path(__file__).parents[2] / "web" / "static"
SCRIPTS = sorted(STATIC.rglob("*.js"))
STYLES = sorted(STATIC.rglob("*.css"))
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
PARTS = ("page", "rest")
_WAYS_IN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|eval\("
)
_SIDES = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right)|left|right|(?:min-|max-)?(?:width|height))\s*:(?!.*\bmedia)"
)


def texts(language: str, part: str) -> dict[str, str]:
    """The keys and texts of one file, which holds one `key: "text",` a line or two."""
    source = (STATIC / "texts" / language / f"{part}.js").read_text(encoding="utf-8")
    return {a or b: text for a, b, text in re.findall(r'^  (?:"([\w.]+)"|(\w+)):\s+"(.*)",$', source, re.M)}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(STATIC)))
def test_text_enters_as_text_nodes_only(path: Path) -> None:
    assert not _WAYS_IN.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*SCRIPTS, *STYLES], ids=lambda path: str(path.relative_to(STATIC)))
def test_files_are_short_and_name_no_other_place(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 250
    assert not re.findall(r"(?:https?:)?//[a-z]+\.[a-z]", source)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_know_no_left_and_right(path: Path) -> None:
    rules = re.sub(r"@media[^{]*", "", path.read_text(encoding="utf-8"))
    assert not _SIDES.findall(rules)


def test_the_document_has_no_script_or_style_in_it() -> None:
    document = (STATIC / "index.html").read_text(encoding="utf-8")
    assert not re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", document)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_in_every_language_with_its_places(language: str, part: str) -> None:
    english, other = texts("en", part), texts(language, part)
    assert list(other) == list(english)
    places = {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in english.items()}
    assert {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in other.items()} == places


def test_every_text_that_is_asked_for_is_there_and_every_one_is_asked_for() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in [*STATIC.glob("*.js"), STATIC / "index.html"])
    known = {**texts("en", "page"), **texts("en", "rest")}
    asked = set(re.findall(r'(?:\bt\(|data-text=|data-label=)"([\w.]+)"', sources))
    assert asked - set(known) == set()
    quoted = set(re.findall(r'"([\w.]+)"', sources))
    families = tuple(f"{name}." for name in re.findall(r"\bt\(`([\w.]+)\.\$\{", sources))
    assert {key for key in known if key not in quoted and not key.startswith(families)} == set()


def test_every_kind_of_notice_has_its_text_and_what_fills_it() -> None:
    kinds = set(get_args(NoticeKind))
    source = (STATIC / "notices.js").read_text(encoding="utf-8")
    assert {key.removeprefix("notice.") for key in texts("en", "rest") if key.startswith("notice.")} == kinds
    assert set(re.findall(r"^  (\w+): ", source, re.M)) == kinds


def test_texts_of_the_first_load_cover_what_it_draws() -> None:
    first = {
        "main",
        "conversation",
        "composer",
        "sidebar",
        "welcome",
        "filters",
        "printed",
        "api",
        "keys",
        "lazy",
        "dom",
    }
    sources = "\n".join((STATIC / f"{name}.js").read_text(encoding="utf-8") for name in first)
    sources += (STATIC / "index.html").read_text(encoding="utf-8")
    asked = set(re.findall(r'(?:\bt\(|data-text=|data-label=)"([\w.]+)"', sources))
    assert asked <= set(texts("en", "page"))


def test_every_sign_that_is_drawn_has_its_file_and_rule() -> None:
    rules = dict(re.findall(r'\.icon-([\w-]+) \{ --sign: url\("\.\./icons/([\w-]+\.svg)"\)', STYLES_BY_NAME["base"]))
    assert rules == {path.stem: path.name for path in (STATIC / "icons").glob("*.svg") if path.stem != "khabar"}
    sources = "\n".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
    assert set(re.findall(r'\bicon\("([\w-]+)"\)|\bbutton\("([\w-]+)"', sources)) != set()
    drawn = {a or b for a, b in re.findall(r'\bicon\("([\w-]+)"\)|\bbutton\("([\w-]+)"', sources)}
    assert drawn <= set(rules)


STYLES_BY_NAME = {path.stem: path.read_text(encoding="utf-8") for path in STYLES}
