"""Whether reports disagree on the number that was asked for, and which one a correction withdrew.

Only a question for a number can be in conflict here. In each near sentence the number is taken whose surroundings are
most like the question; numbers agree as `rag.checks.agreement` has it, so that "about 2,000" and 2,031 are one version.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.embedders.sentence_view import LANGUAGES, SentenceView
from index.search import Query
from index.types import Article
from rag.checks.agreement import agrees
from rag.checks.quantities import Quantity, quantities
from rag.elsewhere import elsewhere
from rag.question import wants_number
from rag.quotes import Choice

NEAR = 2.2
"""How far below the best, in the ranker's score, a sentence may be to count as a version of its own."""
ALIKE = 0.4
"""Cosine of the second encoder from which two sentences tell of one event."""
_REACH = 60
_HEADLINE, _LATER = 0.25, 0.03
"""What a number gains by standing in the headline too, and loses by each that goes before it in the sentence."""
_MONTH = re.compile(
    r"\b(?:jan|feb|fév|fev|mar|apr|avr|abr|may|mai|jun|juin|jul|juil|aug|août|ago|sep|oct|okt|out|nov|dec|déc|dez|dic)\w*\b"
    r"|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر"
    r"|نوفمبر|ديسمبر|[月日年号]|ocak|şubat|nisan|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|जनवरी|फ़रवरी|फरवरी|मार्च|अप्रैल"
    r"|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर|ژانویه|فوریه|آوریل|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^\W*(?:correction|corrected|clarification|editor'?s note|تصحيح|تصويب|توضيح|استدراك|исправлен\w*|уточнени\w*"
    r"|поправка"
    r"|更正|勘误|订正|訂正|rectificati(?:f|on)|erratum|correctif|اصلاحیه|تصحیح|corrección|rectificación|fe de erratas"
    r"|correção"
    r"|berichtigung|korrektur|düzeltme|tashih|सुधार|भूल सुधार|شुद्धि|تصحیح نامہ)\b"
    r"|\ban earlier version of this (?:article|story|report)\b",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's value for what was asked, in the sentence `choice`."""

    choice: Choice
    quantity: Quantity

    @property
    def article(self) -> Article:
        return self.choice.row.article

    @property
    def value(self) -> str:
        """The number as it is printed."""
        start, end = self.quantity.span
        return self.choice.text[start:end]


def reports(query: Query, choices: Sequence[Choice], view: SentenceView) -> list[list[Report]]:
    """Versions of the number that was asked for, the oldest first, each with the reports that give it.

    Fewer than two where there is no disagreement, or no number was asked for.
    """
    if not wants_number(query.text) or query.view is None or not choices:
        return []
    near = _same_event(query, choices, view)
    found: dict[str, Report] = {}
    for choice in near:
        if choice.row.article.id not in found and (quantity := _asked(query, choice, view)):
            found[choice.row.article.id] = Report(choice, quantity)
    versions: list[list[Report]] = []
    for report in sorted(found.values(), key=lambda r: (r.article.published or "", r.article.id)):
        for version in versions:
            if _agree(version[0].quantity, report.quantity):
                version.append(report)
                break
        else:
            versions.append([report])
    return versions if len(versions) > 1 and _alike(versions) else []


def _same_event(query: Query, choices: Sequence[Choice], view: SentenceView) -> list[Choice]:
    """The sentences near the question that tell of what the best of them tells of."""
    near = [
        c for c in choices if c.score >= choices[0].score - NEAR and not elsewhere(query.text, query.language, c.row)
    ]
    if not near:
        return []
    vectors = view.encode([c.text for c in near])
    return [c for c, alike in zip(near, vectors @ vectors[0], strict=True) if alike >= ALIKE]


def valid(versions: Sequence[Sequence[Report]]) -> list[Sequence[Report]]:
    """Without the versions that are older than a correction which gives another."""
    last = max((i for i, version in enumerate(versions) if any(corrects(r.article) for r in version)), default=0)
    return list(versions[last:])


def corrects(article: Article) -> bool:
    """Whether the article says of itself that it corrects an earlier one."""
    return bool(_CORRECTION.search(article.title) or _CORRECTION.search(article.text[:400]))


def _asked(query: Query, choice: Choice, view: SentenceView) -> Quantity | None:
    """The quantity whose surroundings are most like the question."""
    language, text = choice.row.article.language, choice.text
    if language not in LANGUAGES or query.view is None:
        return None
    listed = [q for q in quantities(text, language) if _countable(q, text)]
    if not listed:
        return None
    clauses = view.encode([_around(text, listed, at) for at in range(len(listed))]) @ query.view
    headline = quantities(choice.row.article.title, language)
    bonus = [_HEADLINE * any(q.value == h.value for h in headline) - _LATER * place for place, q in enumerate(listed)]
    return listed[int(np.argmax(clauses + np.array(bonus)))]


def _countable(quantity: Quantity, text: str) -> bool:
    """Not a day, a year, an ordinal, or a number that may be none."""
    start, end = quantity.span
    if quantity.sort not in ("count", "percent", "money", "share") or quantity.doubtful:
        return False
    printed = text[start:end]
    month = _MONTH.search(text[max(0, start - 12) : start]) or _MONTH.search(text[end : end + 14])
    if quantity.value <= 31 and quantity.sort == "count" and month:
        return False
    return not (1800 <= quantity.value <= 2100 and re.fullmatch(r"\d{4}", printed) and quantity.sort == "count")


def _around(text: str, listed: Sequence[Quantity], at: int) -> str:
    """The quantity with the words between its neighbours, at most `_REACH` characters on either side."""
    start, end = listed[at].span
    first = listed[at - 1].span[1] if at else 0
    last = listed[at + 1].span[0] if at + 1 < len(listed) else len(text)
    return text[max(first, start - _REACH) : min(last, end + _REACH)]


def _agree(one: Quantity, other: Quantity) -> bool:
    return agrees(one, other) or agrees(other, one)


def _alike(versions: Sequence[Sequence[Report]]) -> bool:
    """All count the same sort of thing, so that a percentage is not set against a toll."""
    return len({version[0].quantity.sort for version in versions}) == 1
