"""A follow-up to a question that stands alone, by rules: the subject of the earlier question is carried over.

A question is taken to stand alone unless it

- opens as a follow-up ("and …", "what about …") or is a bare name, place or time ("China?", "in 2019?"),
- is made of question words alone ("why?", "when was that?"),
- holds a pronoun for which it names nothing itself ("who opposed it?"), or
- has hardly any words of its own, and no name or number ("who abstained?").

A country, name or time takes the place of its like in the earlier question ("and China?": "How did China vote …?"); in
English a pronoun gives way to the thing asked about. Otherwise the subject of the earlier question, its words without
the question words, is put behind the new question, where search finds them.
"""

import re
from collections.abc import Sequence

from index.language import detect
from rag.rewrite.names import Names, capitalised, countries
from rag.rewrite.slots import filled
from rag.rewrite.subject import SEPARATOR, referred, subject
from rag.rewrite.told import Told, follow_up, script, script_of
from rag.rewrite.words import FOLLOW_UPS
from rag.types import Turn
from rag.when.languages import told_language

UNSURE = 40
"""Letters of an earlier question under which its language is taken to be that of the new one."""
REACH = 6
"""Earlier questions in which a counterpart is looked for."""
_MARKS = " \t\n?؟？!.…।۔。！¿¡,،，"


def standalone(question: str, language: str | None, history: Sequence[Turn], names: Names | None = None) -> str:
    """The question, unchanged if it stands alone, else with what it leaves out.

    `language` None: told from the question. `names` finds names where capitals do not tell them.
    """
    asked = " ".join(question.split()).strip(_MARKS)
    if not asked or not history or not _question_of(history[-1]):
        return question
    code = told_language(asked, language or detect(asked))
    text, told = _best(asked, code, history, names)
    if told is None:
        return question
    mark = next((c for c in question if c in "?؟？"), "？" if told.language == "zh" else "?")
    opening = "¿" if told.language == "es" else ""
    return f"{opening}{text[0].upper()}{text[1:]}{' ' if told.language == 'fr' else ''}{mark}"


def _best(asked: str, language: str, history: Sequence[Turn], names: Names | None) -> tuple[str, Told | None]:
    """The follow-up carried out; of two languages that the earlier question may be in, the one that fits."""
    earlier = _question_of(history[-1])
    best: tuple[str, Told | None] = ("", None)
    for before in _languages(earlier, language):
        told = follow_up(asked, language, before, names)
        if told is None:
            continue
        if told.fragment:
            text, fits = _substituted(told, before, history, names)
        else:
            text, fits = _carried(told, earlier, before, history[-1], names), subject(earlier, before) != earlier
        if fits:
            return text, told
        best = best if best[1] else (text, told)
    return best


def _languages(earlier: str, language: str) -> list[str]:
    """That of the earlier question, and, where that is too short to tell, the new one's, if both are of one script."""
    before = told_language(earlier, detect(earlier))
    short = sum(map(str.isalpha, earlier)) < UNSURE
    like = language in FOLLOW_UPS and language != before and script(earlier) == script_of(language)
    return [before, language] if short and like else [before]


def _substituted(told: Told, before: str, history: Sequence[Turn], names: Names | None) -> tuple[str, bool]:
    """The last question that has a place for the fragment, with it, and True; else both, one behind the other."""
    questions = [_question_of(turn) for turn in reversed(history[-REACH:])]
    for number, question in enumerate(questions):
        spoken = told_language(question, detect(question)) if number else before
        changed = filled(question, spoken, told.question, told.language, names)
        if changed:
            return (changed if told.language == spoken else f"{told.question}{SEPARATOR}{changed}"), True
    return f"{told.question}{SEPARATOR}{questions[0]}", False


def _question_of(turn: Turn) -> str:
    return (turn.standalone or turn.question).strip(_MARKS)


def _carried(told: Told, earlier: str, before: str, turn: Turn, names: Names | None) -> str:
    abroad = told.language != before
    if told.pronoun and not abroad and told.language == "en":
        named = referred(told.question, told.pronoun, earlier)
        if named:
            return named
    person = _person(told, earlier, before, turn, names)
    return SEPARATOR.join(part for part in (told.question, person, subject(earlier, before)) if part)


def _person(told: Told, earlier: str, before: str, turn: Turn, names: Names | None) -> str:
    """For "he" after "who …?": the one name that the answer gives and the question does not."""
    persons = FOLLOW_UPS[told.language].person
    if not told.pronoun or not re.fullmatch(persons, told.pronoun) or capitalised(earlier, before):
        return ""
    found = names(turn.text) if names else [turn.text[a:b] for a, b in capitalised(turn.text, detect(turn.text))]
    places = {turn.text[slice(*c.span)] for c in countries(turn.text, detect(turn.text))}
    own = dict.fromkeys(name for name in found if name not in earlier and name not in places)
    return next(iter(own)) if len(own) == 1 else ""
