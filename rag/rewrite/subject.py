"""What an earlier question is about: its words without the question words, and the thing that "it" stands for."""

import re
from functools import cache

from rag.rewrite.words import FOLLOW_UPS
from rag.when.folded import folded, levelled

SEPARATOR = " — "
LONGEST = 200
"""Characters of a subject carried over; what was asked about first and last is kept."""
_EDGE = r"(?:[^\W\d_]|[\u0900-\u0963])"
_THING = re.compile(
    r"\b(?:the|an?|this|that|its|their|his|her)\s+((?:[\w'’-]+\s+){0,4}?[\w'’-]+)"
    r"(?=\s+(?:on|in|at|by|for|with|from|to|about|after|before|during|since|until|that|who|which|when|where|and|or|but"
    r"|did|does|do|is|are|was|were|has|have|had|will|would|can|could|be|been|\w+ed|say|said|vote|win|won)\b|[,;:—]|$)",
    re.IGNORECASE,
)
_THINGS = ("it", "that", "this", "they", "them", "these", "those")


def subject(earlier: str, language: str) -> str:
    """The words of `earlier` that are no question words, in order; of a chain, each part's once."""
    parts = [_stripped(part, language) for part in earlier.split(SEPARATOR)]
    kept: list[str] = []
    for part in parts:
        if part and part.casefold() not in " ".join(kept).casefold():
            kept.append(part)
    while len(kept) > 2 and sum(map(len, kept)) > LONGEST:
        kept.pop(-2)
    text = ", ".join(kept)
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]


def referred(question: str, pronoun: str, earlier: str) -> str | None:
    """An English question with its pronoun replaced by what the earlier one asked about last; None if unclear."""
    things = [m for m in _THING.finditer(earlier) if len(m[1].split()) <= 5]
    if pronoun not in _THINGS or not things or SEPARATOR in earlier:
        return None
    thing = things[-1][0]
    if pronoun in ("they", "them", "these", "those") and not thing.rstrip().endswith("s"):
        return None
    if pronoun in ("this", "that", "these", "those") and not question.lower().endswith(pronoun):
        return None  # "this coalition" is another thing
    return re.sub(rf"(?<![\w'’]){pronoun}(?![\w'’])", lambda _: thing, question, count=1, flags=re.IGNORECASE)


def _stripped(text: str, language: str) -> str:
    words = FOLLOW_UPS.get(language)
    if words is None:
        return text.strip()
    if words.anywhere:
        plain = folded(text)
        for asking in reversed(list(_asking(language).finditer(plain.text))):
            start, end = plain.span(*asking.span())
            text = f"{text[:start]}{'' if language == 'zh' else ' '}{text[end:]}"
        return " ".join(text.split())
    while True:
        plain = folded(text)
        match = _head(language).match(plain.text)
        if match is None or not match[0] or match.end() >= len(plain.text):
            return "" if match and match[0] else text
        text = text[plain.places[match.end()][0] :]


@cache
def _asking(language: str) -> re.Pattern[str]:
    words = levelled(FOLLOW_UPS[language].asking)
    return re.compile(words if language == "zh" else rf"(?<!{_EDGE})(?:{words})(?!{_EDGE})")


@cache
def _head(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{levelled(FOLLOW_UPS[language].asking)})(?!{_EDGE})[ ,-]*")
