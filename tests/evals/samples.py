"""A little news and questions about it, as the evaluation sets have them."""

import json
from pathlib import Path
from typing import Any

from evals.cases import Case, Collection, Evidence
from evals.records import Outcome, Record
from index.types import Article

HARBOUR = Article(
    "harbour",
    "Harbour reopens",
    "The harbour of Lantern Bay reopened on Monday. Forty ships had waited outside since the storm.",
    "en",
)
ORCHARD = Article(
    "orchard",
    "Early melons",
    "The orchard of Green Hill sold melons in May. Farmers praised the warm and sunny spring weather.",
    "en",
)
REOPENED = Evidence("harbour", "The harbour of Lantern Bay reopened on Monday.")
ASKED = Case("1", "When did the harbour of Lantern Bay reopen?", "en", frozenset({"harbour"}), evidence=((REOPENED,),))
MISSED = Case("2", "Who paid for the harbour of Lantern Bay?", "en", frozenset({"harbour"}), answerable=False)
NEWS = Collection("news", "en→en", (HARBOUR, ORCHARD), (ASKED, MISSED))


def write_rows(folder: Path, name: str, *rows: dict[str, Any]) -> None:
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_arcd(folder: Path) -> None:
    """The set `arcd`, as small as can be: two passages, three questions."""
    passages = [{"id": a.id, "lang": "en", "text": a.text} for a in (HARBOUR, ORCHARD)]
    questions = [
        {"id": "1", "group": "harbour", "q": "When did the harbour of Lantern Bay reopen?", "a": ["Monday"]},
        {"id": "2", "group": "harbour", "q": "How many ships had waited outside?", "a": ["Forty"]},
        {"id": "3", "group": "orchard", "q": "When did the orchard of Green Hill sell melons?", "a": ["May"]},
    ]
    write_rows(folder, "arcd_passages", *passages)
    write_rows(folder, "arcd_questions", *questions)


def write_claims(folder: Path) -> None:
    """The set `support_ans_ar`: a claim that agrees and one that does not."""
    rows = [
        {"id": "a", "premise": "ships waited outside", "claim": "ships waited outside", "label": "agree"},
        {"id": "b", "premise": "melons sold in May", "claim": "the harbour is closed", "label": "disagree"},
    ]
    write_rows(folder, "support_ans_ar", *rows)


def record(
    id: str,
    scores: dict[str, float],
    *,
    data_set: str = "set",
    asked: str = "en",
    printed: str = "ar",
    group: str = "",
    positive: bool | None = True,
    system: str = "khabar",
    shown: bool = True,
    **outcome: Any,
) -> Record:
    return Record(
        data_set=data_set,
        direction=f"{asked}→pooled",
        id=id,
        group=group or id,
        asked=asked,
        printed=printed,
        positive=positive,
        question=f"What of {id}?",
        expected=(f"Sentence {id}.",),
        outcomes={system: Outcome(scores, **outcome)},
        shown=shown,
    )
