"""What kind of answer a question wants, told by its question words in the languages that Khabar knows best."""

import re

_NUMBER = re.compile(
    r"""\bhow\s+(?:many|much|old|long|far|high|big|tall|fast|often)\b | \bwhat\s+(?:percentage|share|number|amount)\b
    | \bكم\b | ما\s+(?:عدد|نسبة) | \bنسبة\b | \bсколько\b | \bскольки\w* | \bкакой\s+процент | \bкакая\s+доля
    | 多少 | 几[个名人家年次天位项] | 多[大久高长] | \bcombien\b | \bquel\s+pourcentage
    | \bچند\b | \bچقدر\b | چه\s+(?:تعداد|درصد) | \bcu[aá]nt[oa]s?\b | \bkaç\b | ne\s+kadar | कितन | \bwie\s*viele?\b
    | \bquant[oa]s?\b | \bquant[ie]\b | کتن | いくつ | 何[人件個回年] | \bngapi\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = re.compile(
    r"""^when\b | \bwhen\s+(?:did|was|is|will|were|does|do)\b | \b(?:what|which)\s+(?:year|date|day|month|time)\b
    | \bمتى\b | في\s+أي\s+(?:عام|سنة|يوم|شهر) | \bкогда\b | в\s+каком\s+году | какого\s+числа
    | 何时 | 什么时候 | 哪一?年 | 哪天 | \bquand\b | en\s+quelle\s+année | quel\s+jour
    | \bکی\b | چه\s+(?:زمانی|سالی|روزی) | \bcuándo\b | \bne\s+zaman\b | \bhangi\s+(?:yıl|gün|tarih) | कब | \bwann\b
    | \bquando\b | \bکب\b | いつ | \blini\b""",
    re.IGNORECASE | re.VERBOSE,
)
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
_NUMERAL = re.compile(
    r"""\d | [一二三四五六七八九十百千万亿两]
    | \b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion|half|third|quarter)\b
    | مليون | مليار | ألف | مئة | عشر | ثلاث | أربع | خمس | миллион | тысяч | \bсто\b | \bдва\b | \bтри\b | \bпять\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DATE = re.compile(r"\d")
_LEANS = {
    "ar": r"(?:و?هو|و?هي|و?هم|و?هذا|و?هذه|و?ذلك|و?تلك|و?أضاف\w*|و?تابع\w*|وقال\w*|وأوضح\w*|وأشار\w*|وأكد\w*)\b",
    "de": r"(?:er|sie|es|dies\w*|jene\w*)\b",
    "en": r"(?:he|she|it|they|his|her|its|their|this|that|these|those)\b",
    "es": r"(?:él|ella|ellos|ellas|est[eao]s?|es[eao]s?)\b",
    "fa": r"(?:او|وی|آن|آنها|آن‌ها|این|ایشان)\b",
    "fr": r"(?:il|elle|ils|elles|ce|cet|cette|ces|celui|celle|ceux)\b",
    "hi": r"(?:वह|वे|यह|ये|उन्होंने|उसने|इसने|इस|इन)(?=\s)",
    "pt": r"(?:ele|ela|eles|elas|est[ea]s?|ess[ea]s?|isso|isto)\b",
    "ru": r"(?:он|она|оно|они|его|её|ее|их|это|этот|эта|эти)\b",
    "tr": r"(?:o|onlar|bu|bunlar|şu)\b",
    "zh": r"(?:他|她|它|他们|她们|它们|这|该|此|其)",
}


def wants_number(question: str) -> bool:
    return bool(_NUMBER.search(question))


def wants_time(question: str) -> bool:
    return bool(_TIME.search(question))


def wants_name(question: str) -> bool:
    """Whether it asks who, or which person, place or body."""
    return bool(_NAME.search(question))


def holds_number(sentence: str) -> bool:
    return bool(_NUMERAL.search(sentence))


def holds_date(sentence: str) -> bool:
    return bool(_DATE.search(sentence))


def leans_on_neighbour(sentence: str, language: str) -> bool:
    """Whether the sentence opens with a pronoun (or, in Arabic, a bare verb of saying) that points back."""
    pattern = _LEANS.get(language)
    return bool(pattern and re.match(pattern, sentence.lstrip(" \"'«“‘„(–-"), re.IGNORECASE))
