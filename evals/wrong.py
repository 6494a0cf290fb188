"""The cases that went wrong, for reading: what was asked, what was expected, what came instead, and the scores."""

from collections.abc import Iterator, Sequence
from typing import Any

from evals.records import Outcome, Record

DEFAULT = "evidence first"
_LOWER_IS_BETTER = ("hallucinated", "abstained wrongly", "premise confirmed", "conflict invented", "rejected again")


def wrong(
    records: Sequence[Record],
    score: str = DEFAULT,
    system: str = "khabar",
    data_set: str | None = None,
    direction: str | None = None,
) -> Iterator[tuple[Record, Outcome]]:
    """The records whose score is not what it should be, in their order.

    Cases of which only totals may be looked at are left out.
    """
    wanted = 0.0 if score in _LOWER_IS_BETTER else 1.0
    for record in records:
        if not record.shown or data_set not in (None, record.data_set) or direction not in (None, record.direction):
            continue
        outcome = record.outcomes.get(system)
        if outcome and outcome.scores.get(score, wanted) != wanted:
            yield record, outcome


def as_text(found: tuple[Record, Outcome]) -> str:
    """One case as lines to read."""
    record, outcome = found
    sure = f"{outcome.called} {outcome.confidence:.2f}" if outcome.confidence is not None else outcome.called
    lines = [
        f"{record.data_set} {record.direction} {record.id} {record.kind}".rstrip(),
        f"  asked     {record.question}",
        *(f"  expected  {text}" for text in record.expected or ("(nothing answers)",)),
        *(f"  got {place}     {text} [{article}]" for place, (article, text) in enumerate(outcome.quotes, start=1)),
        *([f"  said      {outcome.said}"] if outcome.said else []),
        f"  {sure}; " + ", ".join(f"{name} {value:.2f}" for name, value in outcome.scores.items()),
    ]
    return "\n".join(lines)


def as_row(found: tuple[Record, Outcome]) -> dict[str, Any]:
    """One case for a program."""
    record, outcome = found
    return {
        "data_set": record.data_set,
        "direction": record.direction,
        "id": record.id,
        "kind": record.kind,
        "question": record.question,
        "expected": list(record.expected),
        "got": [{"article": article, "text": text} for article, text in outcome.quotes],
        "said": outcome.said,
        "confidence": outcome.confidence,
        "called": outcome.called,
        "scores": outcome.scores,
    }
