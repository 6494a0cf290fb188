"""Cases of one's own, added one by one: by hand, or from answers that readers did not like."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from evals.cases import Case, Evidence
from evals.datasets.own import as_row, load
from index import db
from index.language import detect
from index.library import Library
from index.types import Article, InputError
from rag.types import Citation


def case_from_library(
    library: Library,
    question: str,
    evidence: Sequence[str] = (),
    *,
    answers: Sequence[str] = (),
    rejected: Sequence[str] = (),
    article_ids: Sequence[str] = (),
    answerable: bool | None = None,
) -> tuple[Case, list[Article]]:
    """The case and the articles that it needs, taken from the library.

    Each text of `evidence` answers by itself; each of `rejected` must not be quoted first. Raises `InputError` where
    a text stands in no article, an article is not there, or nothing says what would be right.
    """
    found = {text: _article_with(library, text) for text in (*evidence, *rejected)}
    gold = {found[text].id: found[text] for text in evidence} | {id_: _article(library, id_) for id_ in article_ids}
    if not gold and not rejected:
        raise InputError("a case needs what would be right or wrong: give --evidence, --article or --wrong")
    articles = {article.id: article for article in (*gold.values(), *found.values())}
    case = Case(
        id=_identity(question, *evidence, *rejected, *article_ids),
        question=question,
        language=detect(question),
        gold=frozenset(gold),
        answers=tuple(answers),
        evidence=tuple((Evidence(found[text].id, text),) for text in evidence),
        answerable=answerable if answerable is not None else True if evidence or answers else None,
        rejected=tuple(Evidence(found[text].id, text) for text in rejected),
    )
    return case, list(articles.values())


def case_from_feedback(question: str, shown: Sequence[Citation]) -> tuple[Case, list[Article]]:
    """The case that a thumbs-down makes: what answers is not known, what was shown first must not come first again."""
    if not shown:
        raise InputError("an answer without a quote makes no case: write one with `khabar eval add-case`")
    first = shown[0]
    case = Case(
        id=_identity(question, first.quote),
        question=question,
        language=detect(question),
        answerable=None,
        rejected=(Evidence(first.article.id, first.quote),),
    )
    return case, [first.article]


def append(path: Path, case: Case, articles: Sequence[Article]) -> None:
    """Add the case to the file, which is made if need be.

    Raises `InputError` where the file cannot be written, holds something else, or has this case already.
    """
    there = {known.id for collection in load(path) for known in collection.cases} if path.exists() else set()
    if case.id in there:
        raise InputError(f"{path} has this case already ({case.id})")
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(as_row(case, articles), ensure_ascii=False) + "\n")
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}): choose another file") from error


def _article_with(library: Library, text: str) -> Article:
    """The article that holds the text; one that others copy goes before its copies."""
    records = [record for record in db.articles(library.db) if text.strip() and text in record.article.text]
    for record in sorted(records, key=lambda record: record.duplicate_of is not None):
        return record.article
    raise InputError(f"no article of the library holds “{text}”: copy the sentence letter for letter")


def _article(library: Library, article_id: str) -> Article:
    record = db.record(library.db, article_id)
    if record is None:
        raise InputError(f"no article {article_id!r} in the library: `khabar articles list` shows their ids")
    return record.article


def _identity(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
