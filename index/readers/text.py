"""Plain text: a pasted article, or several in one file."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.clean import is_furniture, is_list_header, is_prose, is_tag_line, normalise
from index.furniture import BULLET
from index.readers.identity import make_id
from index.readers.imprint import Imprint, first_title, is_headline, is_source_line, take_imprint
from index.types import Article

_SEPARATOR = re.compile(r"\s*([-=*_#~])\1{4,}\s*$|\s*(?:\*\s*){3}$|\s*-{3,}\s*$")


@dataclass(slots=True)
class _Gap:
    """What stands between two paragraphs: one article may end there and the next begin."""

    headline: int | None = None
    marks: set[str] = field(default_factory=set)


def read_text(text: str, key: str, url: str | None = None) -> Iterator[Article]:
    """The articles of a text, uncleaned, in order; their ids derive from `key` and their place in it."""
    ordinal = 0
    for lines in split_articles(text):
        if any(lines):
            ordinal += 1
            yield _article(lines, make_id(key, ordinal, "\n".join(lines)), url)


def _article(lines: list[str], ident: str, url: str | None) -> Article:
    imprint = Imprint()
    lines = take_imprint(lines, imprint)
    title = first_title(lines)
    if title is not None:
        imprint.title = imprint.title or lines[title]
        if imprint.title == lines[title]:
            lines = lines[:title] + lines[title + 1 :]
    return Article(
        id=ident,
        title=imprint.title,
        text="\n".join(lines),
        language="",
        url=url,
        source=imprint.source,
        author=imprint.author,
        published=imprint.published,
        updated=imprint.updated,
    )


def split_articles(text: str) -> list[list[str]]:
    """The lines of each article in `text`; in doubt it is one article.

    A form feed always parts two articles. A line of signs (-----, =====, ***) does where every block between
    such lines has a headline and a paragraph. Within a block, the imprint, tags and "read also" that close an
    article do, where a headline and two further paragraphs follow.
    """
    parts: list[list[str]] = []
    for section in text.split("\f"):
        lines = [line.strip() for line in normalise(section).split("\n")]
        for block in _separated(lines):
            parts.extend(_at_end_marks(block))
    return parts


def _separated(lines: list[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if _SEPARATOR.match(line):
            blocks.append([])
        else:
            blocks[-1].append(line)
    blocks = [block for block in blocks if any(block)]
    if len(blocks) > 1 and all(_looks_like_article(block) for block in blocks):
        return blocks
    return [lines]


def _looks_like_article(block: list[str]) -> bool:
    rest = take_imprint(block, imprint := Imprint())
    has_title = bool(imprint.title) or first_title(rest) is not None
    return has_title and any(is_prose(line) for line in rest)


def _at_end_marks(lines: list[str]) -> list[list[str]]:
    prose = [at for at, line in enumerate(lines) if is_prose(line)]
    cuts = [0]
    for before, after in itertools.pairwise(prose):
        gap = _gap(lines, before + 1, after)
        paragraphs_before = sum(cuts[-1] <= at <= before for at in prose)
        paragraphs_after = sum(at >= after for at in prose)
        if paragraphs_before >= 2 and paragraphs_after >= 2 and _is_border(gap, lines[after:]):
            cuts.append(after if gap.headline is None else gap.headline)
    return [lines[start:end] for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True)]


def _gap(lines: list[str], start: int, end: int) -> _Gap:
    gap = _Gap()
    for at in range(start, end):
        line = lines[at]
        if is_source_line(line):
            gap.marks.add("source")
        elif is_tag_line(line):
            gap.marks.add("tags")
        elif is_list_header(line):
            gap.marks.add("header")
        elif gap.marks and is_headline(line) and not BULLET.match(line) and not is_furniture(line):
            gap.headline = at
    return gap


def _is_border(gap: _Gap, rest: list[str]) -> bool:
    """One mark alone is met amid articles too (the source of a chart, an insert), so it takes more than one.

    A lone source line counts if the rest closes with one of its own, as pasted collections do.
    """
    if gap.headline is None:
        return {"source", "tags"} <= gap.marks
    if len(gap.marks) >= 2 or gap.marks == {"tags"}:
        return True
    return gap.marks == {"source"} and any(is_source_line(line) for line in rest)
