"""MEMERAG: sentences that models wrote, with the passages they were given, judged by people, in five languages.

Cruz Blandón et al. 2025, "MEMERAG: A Multilingual End-to-End Meta-Evaluation Benchmark for Retrieval Augmented
Generation", https://aclanthology.org/2025.acl-long.1101 (CC BY-NC).
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import ClaimCase, ClaimSet
from evals.datasets.jsonl import Row, read_rows
from rag.checks import Claim, Evidence


def load(folder: Path) -> Iterator[ClaimSet]:
    """Yield 120 sentences with all their passages as evidence. What people did not call supported is `not_stated`."""
    rows = read_rows(folder, "support_memerag", ("id", "lang", "q", "claim", "passages", "supported"))
    yield ClaimSet("support_memerag", tuple(_case(row) for row in rows))


def _case(row: Row) -> ClaimCase:
    language = row["lang"]
    evidence = tuple(Evidence(passage, language, passage) for passage in row["passages"])
    return ClaimCase(
        id=row["id"],
        claim=Claim(row["claim"], language, evidence, row["q"]),
        label="supported" if row["supported"] else "not_stated",
        direction=f"{language}→{language}",
        group=row["id"].rpartition("-")[0],
    )
