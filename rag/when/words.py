"""The words of time of one language, and the patterns made of them.

Words are regular expressions in natural spelling; they are levelled (`folded.levelled`) before they are compiled, so
they use no upper-case escapes. In templates, `{n}`, `{unit}`, `{weekday}`, `{day}`, `{month}` and `{year}` stand for
the language's words.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from rag.when.folded import levelled

Reading = tuple[str, str]
Frame = tuple[str, str, str]

_LETTER = r"(?:[^\W\d_]|[\u0900-\u0963\u0970-\u097f])"
_NEVER = r"(?!)"
_GROUP = re.compile(r"\(\?P<\w+>")
_AROUND = re.compile(r"\(\?<?[=!][^()]*(?:\([^()]*\)[^()]*)*\)")
_FILLER = re.compile(r"\{(n|unit|weekday|day|day2|month|year|letters|alias)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """`months`, `weekdays` (Monday first), `numbers` (from 1) and `solar` months are divided by blanks, with _ for a
    blank inside; `units` are written hour:hours?.

    `readings` pair what a phrase means (`moments.read`) with templates. `frames` are (since | until | before | after
    | between | of | at, or at with one kind of phrase, what stands before the phrase, what stands behind it); `joins`
    stand between two phrases.

    `past`: the question is about what has happened. `ahead`: about what is expected. `news`: it asks for news.
    `latest`: for what is newest. `against`, before a phrase or behind it: something is compared with that time.
    `attached`, before or behind: the phrase tells which event is meant. `fixed`: names and idioms, not read.
    `opens` may stand joined before a phrase and `closes` behind it. `spaced`: words are divided by blanks.
    `weekday_alone`: a day of the week, as it is in the readings, needs no preposition. `ordinal` follows days.
    `tenseless`: `past` knows only some of the ways to tell of the past.
    """

    months: str = ""
    weekdays: str = ""
    units: str = ""
    numbers: str = ""
    readings: tuple[Reading, ...] = ()
    frames: tuple[Frame, ...] = ()
    joins: str = _NEVER
    past: str = _NEVER
    ahead: str = _NEVER
    news: str = _NEVER
    latest: str = _NEVER
    against: tuple[str, str] = (_NEVER, _NEVER)
    attached: tuple[str, str] = (_NEVER, _NEVER)
    fixed: str = _NEVER
    ordinal: str = ""
    opens: str = ""
    closes: str = ""
    spaced: bool = True
    weekday_alone: bool = False
    tenseless: bool = False
    solar: str = ""


class Grammar:
    """`Words`, compiled. `language` is an ISO 639-1 code."""

    def __init__(self, language: str, words: Words) -> None:
        self.language, self.words = language, words
        self._months, self._solar = _listed(words.months), _listed(words.solar)
        self._weekdays, self._numbers = _listed(words.weekdays), _listed(words.numbers)
        self._units = [(name, word) for name, _, word in (u.partition(":") for u in _listed(words.units))]
        self._fillers = {
            "n": rf"(?P<n>(?<!\d)\d{{1,3}}(?!\d)|{_any(self._numbers)})",
            "unit": rf"(?P<unit>{_any([w for _, w in self._units])})",
            "weekday": rf"(?P<weekday>{_any(self._weekdays)})",
            "day": rf"(?P<day>(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)){words.ordinal}",
            "day2": rf"(?P<day2>(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)){words.ordinal}",
            "month": rf"(?P<month>{_any([*self._months, *self._solar])})",
            "year": rf"(?P<year>(?<!\d)(?:{'1[3489]' if words.solar else '1[89]'}|20)\d\d(?!\d))",
            "alias": rf"[/(] ?(?:{_any(self._months)}) ?\)?",
            "letters": f"{_LETTER}*",
        }

    @cached_property
    def readings(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(meaning, self.pattern(template)) for meaning, template in self.words.readings]

    @cached_property
    def frames(self) -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
        """What must end before a phrase and what must begin behind it, a blank between them allowed for."""
        return [(name, self.before(left), self.behind(right)) for name, left, right in self.words.frames]

    @cached_property
    def joins(self) -> re.Pattern[str]:
        return re.compile(rf" ?(?:{self._unnamed(self.words.joins)}) ?")

    @cached_property
    def against(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return self.before(self.words.against[0]), self.behind(self.words.against[1])

    @cached_property
    def attached(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return self.before(self.words.attached[0]), self.behind(self.words.attached[1])

    @cached_property
    def fixed(self) -> re.Pattern[str]:
        return self.hint(self.words.fixed)

    @cached_property
    def past(self) -> re.Pattern[str]:
        return self.hint(self.words.past)

    @cached_property
    def ahead(self) -> re.Pattern[str]:
        return self.hint(self.words.ahead)

    @cached_property
    def news(self) -> re.Pattern[str]:
        return self.hint(self.words.news)

    @cached_property
    def latest(self) -> re.Pattern[str]:
        return self.hint(self.words.latest)

    def pattern(self, template: str) -> re.Pattern[str]:
        """A whole phrase."""
        body = self._filled(template)
        words = self.words
        if not words.spaced:
            return re.compile(rf"(?:{body})")
        behind = rf"(?={levelled(words.closes)}(?!{_LETTER}))" if words.closes else rf"(?!{_LETTER})"
        return re.compile(rf"(?<!{_LETTER})(?:{levelled(words.opens)})(?P<phrase>{body}){behind}")

    def hint(self, template: str) -> re.Pattern[str]:
        """Words anywhere."""
        body = self._unnamed(template)
        return re.compile(rf"(?<!{_LETTER})(?:{body})(?!{_LETTER})" if self.words.spaced else body)

    def before(self, template: str) -> re.Pattern[str]:
        """Words that end where a phrase begins; `search` it in what stands before."""
        edge = rf"(?<!{_LETTER})(?:{levelled(self.words.opens)})" if self.words.spaced else ""
        return re.compile(rf"{edge}(?:{self._unnamed(template)}) ?$" if template else "$")

    def behind(self, template: str) -> re.Pattern[str]:
        """Words that begin where a phrase ends; `match` it on what stands behind."""
        edge = rf"(?!{_LETTER})" if self.words.spaced else ""
        return re.compile(rf" ?(?:{self._unnamed(template)}){edge}" if template else "")

    def number(self, word: str) -> int:
        return int(word) if word.isdigit() else 1 + _which(self._numbers, word)

    def unit(self, word: str) -> str:
        return self._units[_which([w for _, w in self._units], word)][0]

    def month(self, word: str) -> tuple[int, bool]:
        """1 to 12, and whether it is one of the Iranian solar calendar."""
        place = _which([*self._months, *self._solar], word)
        return place % 12 + 1, place >= 12

    def weekday(self, word: str) -> int:
        """0 is Monday."""
        return _which(self._weekdays, word)

    def _filled(self, template: str) -> str:
        parts = _FILLER.split(template)
        return "".join(self._fillers[p] if at % 2 else levelled(p) for at, p in enumerate(parts))

    def _unnamed(self, template: str) -> str:
        return _GROUP.sub("(?:", self._filled(template))


def _listed(words: str) -> list[str]:
    return [levelled(word.replace("_", " ")) for word in words.split()]


def _any(alternatives: list[str]) -> str:
    return "|".join(f"(?:{a})" for a in alternatives) or _NEVER


def _which(alternatives: list[str], word: str) -> int:
    return next(n for n, a in enumerate(alternatives) if re.fullmatch(_AROUND.sub("", a), word))
