"""Words of time in a question to the days within which its evidence was printed.

A filter that hides the evidence is worse than none, so what is uncertain gives none. Three things are told apart:

- "yesterday", "last week", "the past three days" are about what was printed then, and "since", "until" and "between"
  say so outright. These bounds are `hard`. What happens on the last day is printed the morning after, so `until` is
  that day.
- "on 27 October 2023", "in May 2024", "in 2024" tell when something happened. Nothing can report it earlier, so that
  is `since`; `until` comes a week after a day, at the end of the next month after a month (when monthly figures are
  out), three months after a span of months, and not at all after a year. These bounds are soft: an article without a
  date may be the evidence, and so may a later look back.
- "the 2022 World Cup", "the resolution of 27 October", "more than last year" name or compare: no bounds. Nor do dates
  in quotation marks, of what is expected, of over twenty years ago, and, where the question does not tell of the past,
  "today", "this week" or "on Saturday": the first two ask for the latest instead. "Last week's vote" and "the vote
  held last week" say since when at most.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from index.language import detect, sentences
from rag.when import ranges
from rag.when.folded import Folded, folded
from rag.when.frames import Bounds, Told, bounds
from rag.when.languages import grammar_of, told_language
from rag.when.moments import Moment, moments
from rag.when.words import Grammar

_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|„[^“”]*[“”]|「[^」]*」|『[^』]*』|《[^》]*》|【[^】]*】")
_ASKS = re.compile(r"[?؟？]\W*$")
_WORD = re.compile(r"[\w\u0900-\u0963]+")
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Period:
    """`since` and `until` are ISO days, both inclusive, or None. `hard`: the question is about that time alone.

    `latest`: it asks for what is newest. `phrases` are the words that were read, as written. `rest` is the question
    without those of them that only say when, and otherwise the question as it came.
    """

    since: str | None = None
    until: str | None = None
    latest: bool = False
    phrases: tuple[str, ...] = ()
    rest: str = ""
    hard: bool = False


def resolve(question: str, language: str | None, as_of: datetime) -> Period:
    """The period that the question's words name, counted from `as_of`; `language` None: told from the question.

    Raises ValueError for an `as_of` without a time zone.
    """
    if as_of.tzinfo is None:
        raise ValueError("as_of must have a time zone: what is yesterday here is today elsewhere")
    grammar = grammar_of(told_language(question, language or detect(question)))
    today = max(ranges.EARLIEST, min(ranges.LATEST, as_of.date()))
    period = _read(question, grammar, today)
    if period.rest != question and _read(period.rest, grammar, today).rest != period.rest:
        return replace(period, rest=question)
    return period


def _read(question: str, grammar: Grammar, today: date) -> Period:
    plain = folded(question)
    ahead = bool(grammar.ahead.search(plain.text))
    past = bool(grammar.past.search(plain.text) or grammar.news.search(plain.text))
    found = _asked(question, plain, moments(plain.text, grammar, today), grammar)
    given = bounds(found, plain.text, grammar, today, Told(past and not ahead, ahead))
    limits = [b for b in given if not b.now]
    since, until = _combined(limits)
    limits = limits if since or until else []
    newest = [m.span() for m in grammar.latest.finditer(plain.text)]
    newest += [b.span for b in given if b.now]
    spans = sorted({plain.span(*span) for span in [*newest, *(b.span for b in limits)]})
    return Period(
        since.isoformat() if since else None,
        until.isoformat() if until else None,
        bool(newest),
        tuple(question[start:end] for start, end in spans),
        _rest(question, plain, limits),
        bool(limits) and all(b.hard for b in limits),
    )


def _asked(question: str, plain: Folded, found: Sequence[Moment], grammar: Grammar) -> list[Moment]:
    """Those not in quotation marks, not in a sentence before the one that asks, and in no name such as USA Today."""
    if not found:
        return []
    quoted = [m.span() for m in _QUOTED.finditer(question)]
    within = sentences(question, grammar.language)
    asking = [span for span in within if _ASKS.search(question[slice(*span)])] or within
    kept: list[Moment] = []
    for moment in found:
        start, end = plain.span(*moment.span)
        initial = any(not any(map(str.isalnum, question[a:start])) for a, b in within if a <= start < b)
        name = moment.kind in ("day", "unit") and question[start].isupper() and not initial and not question.isupper()
        told = not within or any(a <= start < b for a, b in asking)
        if told and not name and not any(a < end and start < b for a, b in quoted):
            kept.append(moment)
    return kept


def _combined(given: Sequence[Bounds]) -> tuple[date | None, date | None]:
    """Periods are joined, then "since" and "until" narrow them; nothing where they contradict each other or a year."""
    at = [b for b in given if b.frame == "at"]
    firsts = [b.first for b in given if b.frame == "since" and b.first]
    lasts = [b.last for b in given if b.frame == "until" and b.last]
    firsts += [min(b.first for b in at if b.first)] if at else []
    if at and all(b.last for b in at):
        lasts.append(max(b.last for b in at if b.last))
    since, until = max(firsts, default=None), min(lasts, default=None)
    ended = [b.ends for b in at if b.ends]
    if since and ((until and since > until) or any(day < since for day in ended)):
        return None, None
    return since, until


def _rest(question: str, plain: Folded, given: Sequence[Bounds]) -> str:
    """Without the phrases that only say when, if words enough are left: no article prints "last week" for it."""
    rest = question
    for bound in sorted(given, key=lambda b: b.span, reverse=True):
        if bound.droppable:
            start, end = plain.span(*bound.span)
            rest = _cut(rest, start, end)
    enough = len(_WORD.findall(rest)) >= 3 or len(_CJK.findall(rest)) >= 4
    return rest if enough else question


def _cut(text: str, start: int, end: int) -> str:
    """`text` without that part, and with one blank or none at the seam, as the two sides want."""
    before, behind = text[:start].rstrip(), text[end:].lstrip()
    if not before:
        return behind.lstrip(",،，、 ")
    joined = not behind or not (behind[0].isalnum() or text[end : end + 1].isspace()) or bool(_CJK.match(behind[0]))
    return before + behind if joined else f"{before} {behind}"
