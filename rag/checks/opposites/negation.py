"""What a negation turns round: the nearest word of the tables in its reach."""

import re

from rag.checks.opposites.tables import GAP, NOT, Match, table
from rag.checks.opposites.words import Word

_BUT = "but"
_AHEAD, _AHEAD_GERMAN, _BACK = 4, 8, 5
_VERB_LAST = frozenset(["hi", "ur", "tr", "fa"])
_QUALITIES = frozenset([
    "fast", "early", "public", "permanent", "likely", "current", "voluntary", "expected", "new", "large",
    "good", "heavy", "long", "high", "strong",
])  # fmt: skip
_ORS = frozenset(
    ["or", "nor", "ni", "ou", "o", "oder", "noch", "или", "ни", "او", "ولا", "یا", "يا", "या", "veya", "或"]
)
_GETTING = frozenset(["success", "obtain"])
# Written without the dot of i, as folded: -madı, -mayacak, -mayan, -mıyor, -maz, -mamış, and with -(y)a- cannot.
_TURKISH = re.compile(r"[ae]?m(?:[ae](?:di|y[ae]c|y[ae]n|yip|mis|miş|z)|[iuü]yor)")
_PERSIAN = re.compile(
    r"نمي|ن(?:شد|كرد|كن|داد|ده|داشت|دار|خواه|توان|يافت|گرفت|گير|رسيد|رس|باش|امد|يامد|رفت|رو|شو|پذير|گفت|ديد|ماند|بود|يست)"
)


def denied(text: list[Word], said: list[Match], nots: list[Match], language: str) -> set[int]:
    """Which of `said`, by position in it, the text denies."""
    turned = {i for i, m in enumerate(said) if language == "tr" and _TURKISH.match(m.ending)}
    parts = statements(text, language)
    for n in nots:
        turned |= {i for i, m in enumerate(said) if GAP in m.phrase.parts and m.start < n.start < m.end - 1}
        if n.phrase.pole > 0:
            turned |= _after(text, said, n, parts, language)
        elif language == "de" or not _closer_after(text, said, n, nots):
            turned |= _before(text, said, n.start)
    for at in _verbs(text, said, language):
        turned |= _before(text, said, at)
    return turned


def positions(text: list[Word], nots: list[Match], language: str) -> list[int]:
    """Where the negations of a text stand."""
    return sorted({m.start for m in nots if m.phrase.concept == NOT} | set(_verbs(text, [], language)))


def _after(text: list[Word], said: list[Match], n: Match, parts: list[int], language: str) -> set[int]:
    reach = _AHEAD_GERMAN if language == "de" else _AHEAD
    phrase = text[n.start].phrase
    ahead = [i for i, m in enumerate(said) if n.end <= m.start < n.end + reach and parts[m.start] == parts[n.start]]
    if language in _VERB_LAST:
        ahead = [i for i in ahead if text[said[i].start].phrase == phrase]
    if not ahead:
        return set()
    near = said[ahead[0]].start
    first = [i for i in ahead if said[i].start == near]
    concepts = {said[i].phrase.concept for i in first}
    later = [i for i, m in enumerate(said) if near < m.start <= near + reach and parts[m.start] == parts[n.start]]
    if concepts & _QUALITIES and later:  # "no new cars allowed" denies the last word, not the second
        close = (max if language == "de" else min)(said[i].start for i in later)
        return {i for i in later if said[i].start == close}
    if concepts & _GETTING:  # "failed to reach an agreement" denies both
        return {*first, *later}
    close = max(said[i].end for i in first)
    denied_too = {
        i
        for i in later
        if said[i].phrase.concept in concepts and (said[i].start == close or _or(text, near, said[i].start))
    }
    if language == "de" and later:  # keine Einigung erzielt: the verb closes the clause
        denied_too.add(later[-1])
    return {*first, *denied_too}


def _or(text: list[Word], one: int, other: int) -> bool:
    return any(shape in _ORS for word in text[one:other] for shape in word.shapes)


def _before(text: list[Word], said: list[Match], at: int) -> set[int]:
    phrase = text[at].phrase
    ends = [m.end for m in said if at - _BACK <= m.end <= at and text[m.start].phrase == phrase]
    near = max(ends, default=None)
    return {i for i, m in enumerate(said) if m.end == near}


def _closer_after(text: list[Word], said: list[Match], n: Match, nots: list[Match]) -> bool:
    """Whether a negation that may stand on either side of its word stands before it: नहीं बढ़ी."""
    if not any(o.start == n.start and o.phrase.pole > 0 for o in nots):
        return False
    phrase = text[n.start].phrase
    ahead = [m.start - n.end for m in said if m.start >= n.end and text[m.start].phrase == phrase]
    back = [n.start - m.end for m in said if m.end <= n.start and text[m.start].phrase == phrase]
    return min(ahead, default=99) < min(back, default=99)


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
