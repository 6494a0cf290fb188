"""What a negation turns round: the nearest word of the tables in its reach."""

import re

from rag.checks.opposites.tables import Match, table
from rag.checks.opposites.words import Word

NOT = "not"
_BUT = "but"
_AHEAD, _BACK = 4, 5
_MANNERS = frozenset(["fast", "early", "public", "permanent", "likely", "current", "voluntary", "expected"])
# Written without the dot of i, as folded: -madı, -mayacak, -mayan, -mıyor, -maz, -mamış, and with -(y)a- cannot.
_TURKISH = re.compile(r"[ae]?m(?:[ae](?:di|y[ae]c|y[ae]n|yip|mis|miş|z)|[iuü]yor)")
_PERSIAN = re.compile(
    r"نمي|ن(?:شد|كرد|كن|داد|ده|داشت|دار|خواه|توان|يافت|گرفت|گير|رسيد|رس|باش|امد|يامد|رفت|رو|شو|پذير|گفت|ديد|ماند|بود|يست)"
)


def denied(text: list[Word], said: list[Match], nots: list[Match], language: str) -> set[int]:
    """Which of `said`, by position in it, the text denies."""
    turned = {i for i, m in enumerate(said) if language == "tr" and _TURKISH.match(m.ending)}
    breaks = statements(text, language)
    for n in nots:
        near = _after(text, said, n, breaks) if n.phrase.pole > 0 else _before(text, said, n.start, breaks)
        turned |= near
    for at in _verbs(text, said, language):
        turned |= _before(text, said, at, breaks)
    return turned


def positions(text: list[Word], nots: list[Match], language: str) -> list[int]:
    """Where the negations of a text stand."""
    return sorted({m.start for m in nots if m.phrase.concept == NOT} | set(_verbs(text, [], language)))


def _after(text: list[Word], said: list[Match], n: Match, breaks: list[int]) -> set[int]:
    starts = [m.start for m in said if n.end <= m.start < n.end + _AHEAD and breaks[m.start] == breaks[n.start]]
    near = min(starts, default=None)
    turned = {i for i, m in enumerate(said) if m.start == near}
    if near is None:
        return turned
    # "not soon allowed" denies the second word, "no battles or fights" both.
    through = {said[i].phrase.concept for i in turned}
    reach = range(near + 1, near + 1 + _AHEAD)
    later = [i for i, m in enumerate(said) if m.start in reach and breaks[m.start] == breaks[n.start]]
    if through & _MANNERS:
        first = min((said[i].start for i in later), default=None)
        return turned | {i for i in later if said[i].start == first}
    return turned | {i for i in later if said[i].phrase.concept in through}


def _before(text: list[Word], said: list[Match], at: int, breaks: list[int]) -> set[int]:
    ends = [m.end for m in said if at - _BACK <= m.end <= at and breaks[m.start] == breaks[at]]
    near = max(ends, default=None)
    return {i for i, m in enumerate(said) if m.end == near}


def statements(text: list[Word], language: str) -> list[int]:
    """The number of the statement that each word belongs to: full stops and words like "but" divide them."""
    begins = {m.start for m in table(language, _BUT).find(text, language)}
    found, number = [], 0
    for i, word in enumerate(text):
        number += i in begins
        found.append(number * 1000 + word.clause)
    return found


def _verbs(text: list[Word], said: list[Match], language: str) -> list[int]:
    """Negative verbs that carry no meaning of the tables themselves: Turkish etmedi, Persian نکرد."""
    own = {m.start for m in said}
    if language == "fa":
        return [i for i, w in enumerate(text) if i not in own and _PERSIAN.match(w.shapes[0])]
    if language == "tr":
        return [i for i, w in enumerate(text) if i not in own and _TURKISH.search(w.shapes[0], 2)]
    return []
