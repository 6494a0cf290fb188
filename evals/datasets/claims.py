"""Claims: 480 of the project's own, in ten languages, over news sentences in Arabic, English and Chinese.

A third is supported by its evidence, a third contradicted by one small change (`how`), a third not stated. Rules
are made while looking at the articles of one half (`claims-seen`); of the other, only totals are looked at.
"""

from collections.abc import Iterator
from hashlib import md5
from pathlib import Path

from evals.cases import ClaimCase, ClaimSet
from evals.datasets.jsonl import Row, read_rows
from rag.checks import Claim, Evidence

FIELDS = ("id", "article", "evidence_language", "evidence", "passage", "claim", "language", "label", "how")


def load(folder: Path) -> Iterator[ClaimSet]:
    """Yield both halves, divided by article."""
    rows = read_rows(folder, "claims", FIELDS)
    for half, name in enumerate(("claims-seen", "claims-unseen")):
        cases = tuple(_case(row) for row in rows if half_of(row["article"]) == half)
        if cases:
            yield ClaimSet(name, cases, shown=half == 0)


def half_of(article: str) -> int:
    """Return 0 for an article whose claims may be looked into, 1 for the others."""
    return int(md5(article.encode(), usedforsecurity=False).hexdigest(), 16) % 2


def _case(row: Row) -> ClaimCase:
    spoken = row["evidence_language"]
    evidence = tuple(Evidence(sentence, spoken, row["passage"]) for sentence in row["evidence"])
    return ClaimCase(
        id=row["id"],
        claim=Claim(row["claim"], row["language"], evidence),
        label=row["label"],
        direction=f"{row['language']}→{spoken}",
        how=row["how"] or "",
        group=row["article"],
    )
