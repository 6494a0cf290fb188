"""One small change that makes a true sentence false: another number, another name, or the contrary.

The rules are the evaluation's own and know nothing of the checker's tables, so that what they make tests it. They are
few and cautious: where none fits a sentence, there is no flip. Which of several fits is taken is drawn by the seed.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "ar", "ru", "zh", "fr", "fa")

_DIGITS = re.compile(
    r"(?:(?<![\w.,:№-])|(?<=[\u4e00-\u9fff]))"
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,،٫:]\d+)*)(?![A-Za-z\d])"
)
_YEAR = range(1900, 2100)
_SHIFTS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
_CASES = {
    "я": "я и ю ей", "а": "а ы у ой е", "": " а у ом е", "й": "й я ю ем е", "ь": "ь я ю ем е",
}  # fmt: skip
_ALIKE = frozenset(["", "й", "ь"])
"""Russian declensions whose cases answer to each other one by one."""

Changed = tuple[int, int, str]
"""A stretch of the sentence and what is to stand in its place."""


def flips(sentence: str, language: str, seed: str, known: str = "") -> Iterator[tuple[str, str]]:
    """("number", "name" or "polarity", the sentence so changed), at most one of each.

    A name is exchanged for one that neither the sentence nor `known`, what else its article says, has.
    """
    found = {
        "number": _numbers(sentence, language),
        "name": _exchanged(sentence, language, known),
        "polarity": _rewritten(sentence, language, "polarity"),
    }
    for how, changes in found.items():
        if changes:
            yield how, _one(sentence, changes, f"{how} {seed}")


def _numbers(sentence: str, language: str) -> list[Changed]:
    digits = [(m.start(), m.end(), _other_number(m[0])) for m in _DIGITS.finditer(sentence)]
    return digits + _rewritten(sentence, language, "number")


def _exchanged(sentence: str, language: str, known: str) -> list[Changed]:
    """A person, a country, a state or a city for another of its kind."""
    found = []
    rows = [(kind, forms) for kind, by_language in _names() if (forms := by_language.get(language))]
    for kind, forms in rows:
        for at, form in enumerate(forms.written):
            for m in re.finditer(_bounded(form, language), sentence):
                others = [
                    other.written[at % len(other.written) if forms.declined else 0]
                    for other_kind, other in rows
                    if other_kind == kind
                    and other.fits(forms)
                    and not any(w in known + sentence for w in other.written)
                ]
                found += [(m.start(), m.end(), other) for other in others]
    return found


class _Forms:
    """A name in one language: its cases in Russian, otherwise the ways of writing it, the usual one first."""

    def __init__(self, column: str, language: str) -> None:
        stem, _, self.sort = column.strip().partition("/")
        self.declined = language == "ru" and self.sort in _CASES
        endings = _CASES[self.sort].split(" ") if self.declined else [""]
        self.written = [stem + ending for ending in endings] if self.declined else stem.split(",")
        self.vowel = language == "fr" and stem[0] in "AEIOUÉH"

    def fits(self, other: "_Forms") -> bool:
        """Whether it can stand where the other stood."""
        same = self.sort == other.sort or (self.declined and {self.sort, other.sort} <= _ALIKE)
        return same and self.vowel == other.vowel and self.written != other.written


@cache
def _names() -> list[tuple[str, dict[str, _Forms]]]:
    rows = []
    for line in _lines("names"):
        kind, *columns = line.split("|")
        by_language = zip(LANGUAGES, columns, strict=True)
        rows.append(
            (kind.strip(), {lang: _Forms(column, lang) for lang, column in by_language if column.strip() != "-"})
        )
    return rows


@cache
def _rules(language: str, what: str) -> list[tuple[re.Pattern[str], str]]:
    """Pattern and what it becomes; `=` between two words means either way."""
    rules = []
    for line in _lines(what):
        code, _, written = line.partition("|")
        if code.strip() != language:
            continue
        for rule in written.split(" ; "):
            left, arrow, right = re.split(r"\s(=|→)\s?", f" {rule.strip()} ", maxsplit=1)
            left, right = left.strip(), right.strip()
            rules.append((re.compile(_bounded(left, language)), right))
            if arrow == "=":
                rules.append((re.compile(_bounded(right, language)), left))
    return rules


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _bounded(pattern: str, language: str) -> str:
    """As a word of its own; Chinese has no gaps, and Arabic joins و, ب and ل to a word."""
    if language == "zh":
        return pattern
    before = r"(?:(?<![\w’])|(?<=\b[وبلف]))" if language == "ar" else r"(?<![\w\u200c’])"
    return rf"{before}(?:{pattern})(?![\w\u200c])"


def _rewritten(sentence: str, language: str, what: str) -> list[Changed]:
    return [
        (m.start(), m.end(), m.expand(right))
        for pattern, right in _rules(language, what)
        for m in pattern.finditer(sentence)
    ]


def _one(sentence: str, found: list[Changed], seed: str) -> str:
    """One of the changes, each stretch of the sentence being as likely."""
    chance = random.Random(seed)
    at = chance.choice(sorted({start for start, _, _ in found}))
    start, end, new = chance.choice([change for change in found if change[0] == at])
    return sentence[:start] + new + sentence[end:]


def _other_number(written: str) -> str:
    """Years move by seven, days and hours stay possible, larger numbers get another first digit."""
    digits = next(script for script in _SHIFTS if written[0] in script)
    plain = written.translate({ord(c): str(i) for i, c in enumerate(digits)})
    head = re.match(r"\d+", plain)
    whole = head[0] if head else plain
    value = int(whole)
    if len(whole) == 4 and value in _YEAR:
        new = str(value - 7)
    elif value < 8:
        new = str(value + 3)
    elif value <= 31:
        new = str(value + 7 if value < 15 else value - 7)
    else:
        new = str((int(whole[0]) + 2) % 9 + 1) + whole[1:]
    return (new + plain[len(whole) :]).translate({ord(str(i)): c for i, c in enumerate(digits)})
