"""Whether a quote can hold the name that a question asks for: a quote that names no one anew cannot say who.

Names are told, and compared across scripts, as those of written sentences are (`rag.checks`).
"""

import re

from rag.checks.carried import carries, sounds
from rag.checks.rivals import Text, parts, states
from rag.checks.spotting import Name, names

_NAME = re.compile(
    r"""\bwho(?:se|m)?\b | \bwhat(?:['’]s|\s+is|\s+was|\s+are|\s+were)?\s+the\s+names?\b | \bis\s+called\b
    | \b(?:which|what)\s+(?:\w+\s+){0,2}?(?:city|town|village|country|nation|state|province|region|company|companies
      |firm|house|publisher|bank|airline|airport|club|team|newspaper|university|school|hospital|bridge|party|actor
      |actress|singer|player|minister|congresswoman|senator|judge|author|director|countries|cities|towns|states)\b
    | ^من\s+(?:هو|هي|هم|الذي|التي|كان)\b | \bمَن\b | \bما\s+اسم
    | \bأي(?:ة)?\s+(?:دار|مدينة|بلدة|قرية|بلد|دولة|شركة|بنك|ناد|فريق|صحيفة|جامعة|جسر|حزب)
    | \bкто\b | \bкого\b | \bкому\b | \bкем\b | \bкак\s+(?:зовут|называется|звали)\b
    | \bкак(?:ая|ое|ой|ие|ом)\s+(?:компани|издательств|город|стран|банк|клуб|команд|газет|университет|мост|парти|штат)
    | 谁 | 哪[家位座所支国] | 哪个(?:国家|城市|城镇|公司|州|省) | 叫什么 | 什么名字 | 名字是
    | ^qui\b | \bcomment\s+s['’]appel
    | \bquel(?:le)?s?\s+(?:ville|pays|maison|entreprise|société|banque|club|équipe|journal|université|pont|parti|État)\b
    | چه\s*کسی | چه\s*کسانی | \bنام\b
    | \bکدام\s+(?:شهر|کشور|شرکت|انتشارات|بانک|باشگاه|تیم|روزنامه|دانشگاه|پل|حزب|ناشر)
    | \bqui[ée]n(?:es)?\b | \bcómo\s+se\s+llama | \bwer\b | \bwie\s+heißt\b | \bquem\b | \bkim\b
    | कौन | \bکون\b | 誰""",
    re.IGNORECASE | re.VERBOSE,
)


def wants_name(question: str) -> bool:
    return bool(_NAME.search(question))


def lacks_name(question: str, language: str, quote: str, printed_in: str) -> bool:
    """Whether a name is asked for, and the quote has none that the question does not have."""
    if not wants_name(question):
        return False
    asked, said = Text(question, language), Text(quote, printed_in)
    return not any(name.sure and _new(name, said, asked) for name in names(quote, printed_in))


def _new(name: Name, said: Text, asked: Text) -> bool:
    """A name that the question does not have, or none can tell that it has."""
    if name.entries:
        return not states(name, said, asked)
    within = sounds(asked.text, asked.language)
    return any(carries(word.text, said.language, within) is not True for word in parts(name))
