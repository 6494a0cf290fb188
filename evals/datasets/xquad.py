"""XQuAD: the same 120 passages and 150 questions in Arabic, English, Russian and Chinese.

Artetxe, Ruder, Yogatama 2020, "On the Cross-lingual Transferability of Monolingual Representations",
https://aclanthology.org/2020.acl-main.421 (CC BY-SA 4.0).
"""

from collections.abc import Iterator
from hashlib import md5
from pathlib import Path

from evals.cases import Case, Collection
from evals.datasets.jsonl import Row, read_rows
from index.types import Article

LANGUAGES = ("ar", "en", "ru", "zh")
QUOTED = (("en", "en"), ("ar", "ar"), ("en", "ar"))
"""The pairs on which quotes are judged too."""


def load(folder: Path) -> Iterator[Collection]:
    """Yield the 16 pairs (questions in one language, all passages in one), then the pool in 4 languages.

    In the pool each passage is present in exactly one language, so a question's evidence is mostly foreign.
    The answers are those of the passages' language.
    """
    passages = read_rows(folder, "xquad_passages", ("id", "group", "lang", "text"))
    questions = read_rows(folder, "xquad_questions", ("id", "group", "q", "a"))
    for spoken in LANGUAGES:
        articles = tuple(_article(row) for row in passages if row["lang"] == spoken)
        for asked in LANGUAGES:
            cases = tuple(_case(row, asked, spoken) for row in questions)
            yield Collection("xquad", f"{asked}→{spoken}", articles, cases, quoted=(asked, spoken) in QUOTED)
    pool = tuple(_article(row) for row in passages if row["lang"] == pooled_language(row["group"]))
    for asked in LANGUAGES:
        cases = tuple(_case(row, asked, pooled_language(row["group"])) for row in questions)
        yield Collection("xquad pooled", f"{asked}→pooled", pool, cases, quoted=False)


def pooled_language(group: str) -> str:
    """Return the one language in which the pool has the passage `group`: fixed, and even over many groups."""
    return LANGUAGES[int(md5(group.encode(), usedforsecurity=False).hexdigest(), 16) % len(LANGUAGES)]


def _article(row: Row) -> Article:
    return Article(id=f"{row['group']}-{row['lang']}", title="", text=row["text"], language=row["lang"])


def _case(row: Row, asked: str, spoken: str) -> Case:
    gold = frozenset({f"{row['group']}-{spoken}"})
    return Case(
        row["id"], row["q"][asked], asked, gold, tuple(row["a"][spoken]), accepted=tuple(row["a"].get(asked, ()))
    )
