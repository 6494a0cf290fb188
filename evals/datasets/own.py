"""One's own cases, a JSON object a line: what readers asked of their own news, and what ought to come out.

    {"id": "…", "question": "…", "language": "en", "answerable": true, "gold": ["a1"],
     "articles": [{"id": "a1", "title": "…", "text": "…", "language": "ar"}],
     "evidence": [[{"article": "a1", "text": "…"}]], "answers": ["…"], "rejected": [{"article": "a1", "text": "…"}]}

Only `id`, `question` and `articles` must be there. The articles come with the case, so that a file of cases can be
measured anywhere; one that several cases bring is taken once. `evidence` lists alternatives, each the sentences
that answer together. `answerable` is null where nobody knows, as after a thumbs-down: then `rejected` names what
was shown and must not come first again.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.cases import Case, Collection, Evidence
from evals.datasets.jsonl import Row, read_file
from index.language import detect
from index.types import Article, InputError

FIELDS = ("id", "question", "articles")
_ARTICLE = ("id", "title", "text", "language", "url", "source", "author", "published")


def load(path: Path) -> list[Collection]:
    """Return the cases, a collection a question language, over the articles of all of them."""
    if not path.is_file():
        raise InputError(f"{path}: no such file; `khabar eval add-case` makes one")
    rows = read_file(path, FIELDS)
    articles: dict[str, Article] = {}
    cases: dict[str, list[Case]] = {}
    for row in rows:
        try:
            articles |= {each["id"]: Article(**_known(each)) for each in row["articles"]}
            case = _case(row)
        except (TypeError, KeyError, AttributeError) as error:
            raise InputError(f"{path}: case {row['id']!r} is not in the form of docs/measuring.md ({error})") from error
        cases.setdefault(case.language, []).append(case)
    pool = tuple(articles.values())
    return [Collection("own", f"{language}→pooled", pool, tuple(asked)) for language, asked in cases.items()]


def as_row(case: Case, articles: Sequence[Article]) -> Row:
    """Return the case with its articles as a line of the file."""
    return {
        "id": case.id,
        "question": case.question,
        "language": case.language,
        "answerable": case.answerable,
        "gold": sorted(case.gold),
        "articles": [{name: getattr(article, name) for name in _ARTICLE} for article in articles],
        "evidence": [[_evidence_row(sentence) for sentence in together] for together in case.evidence],
        "answers": list(case.answers),
        "rejected": [_evidence_row(sentence) for sentence in case.rejected],
    }


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    filled = {"title": "", "language": detect(fields["text"])}
    return filled | {name: value for name, value in fields.items() if name in _ARTICLE}


def _case(row: Row) -> Case:
    evidence = tuple(tuple(map(_evidence, together)) for together in row.get("evidence", ()))
    gold = frozenset(row.get("gold", ())) | {each.article_id for together in evidence for each in together}
    return Case(
        id=row["id"],
        question=row["question"],
        language=row.get("language") or detect(row["question"]),
        gold=gold,
        answers=tuple(row.get("answers", ())),
        evidence=evidence,
        answerable=row.get("answerable", True if gold else None),
        accepted=tuple(row.get("answers", ())),
        rejected=tuple(map(_evidence, row.get("rejected", ()))),
    )


def _evidence(fields: dict[str, str]) -> Evidence:
    return Evidence(fields["article"], fields["text"])


def _evidence_row(sentence: Evidence) -> dict[str, str]:
    return {"article": sentence.article_id, "text": sentence.text}
