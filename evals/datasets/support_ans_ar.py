"""Arabic News Stance: pairs of Arabic headlines on one matter, where one agrees with the other or disagrees.

Khouja 2020, "Stance Prediction and Claim Verification: An Arabic Perspective",
https://aclanthology.org/2020.fever-1.2 (Apache-2.0).
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import ClaimCase, ClaimSet
from evals.datasets.jsonl import Row, read_rows
from rag.checks import Claim, Evidence


def load(folder: Path) -> Iterator[ClaimSet]:
    """Yield 80 claims, each with one headline as its evidence."""
    rows = read_rows(folder, "support_ans_ar", ("id", "premise", "claim", "label"))
    yield ClaimSet("support_ans_ar", tuple(_case(row) for row in rows))


def _case(row: Row) -> ClaimCase:
    evidence = Evidence(row["premise"], "ar", row["premise"])
    return ClaimCase(
        id=row["id"],
        claim=Claim(row["claim"], "ar", (evidence,)),
        label="supported" if row["label"] == "agree" else "contradicted",
        direction="ar→ar",
        group=row["id"],
    )
