"""Names in a question: countries and unions of countries in every language, and capitalised names."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from index.types import Span
from rag.when.folded import folded, levelled

Names = Callable[[str], Sequence[str]]
"""Finds the names in a text, as written; such as a name recogniser."""

_SHORT = {
    "en": "US:US US:U.S. US:USA US:U.S.A. US:America GB:UK GB:U.K. GB:Britain AE:UAE EU:EU UN:UN"
    " CZ:Czech_Republic MM:Burma"
    " TR:Turkey PS:Palestine CD:DR_Congo HK:Hong_Kong KR:Korea",
    "ar": "US:أمريكا US:أميركا GB:بريطانيا AE:الإمارات PS:فلسطين HK:هونغ_كونغ KP:كوريا_الشمالية MM:ميانمار SY:سورية",
    "ru": "US:США US:Америка GB:Англия EU:ЕС EU:Евросоюз UN:ООН AE:Эмираты KR:Южная_Корея KP:КНДР CN:КНР"
    " BY:Белоруссия"
    " PS:Палестина HK:Гонконг DE:ФРГ",
    "zh": "AE:阿联酋 HK:香港 PS:巴勒斯坦 KP:朝鲜 MM:缅甸 UN:联合国",
    "fr": "US:Amérique US:USA GB:Grande-Bretagne EU:UE UN:ONU AE:Émirats PS:Palestine HK:Hong_Kong BY:Biélorussie",
    "fa": "US:آمریکا US:امریکا GB:انگلیس EU:اتحادیه_اروپا UN:سازمان_ملل AE:امارات PS:فلسطین KP:کره_شمالی HK:هنگ_کنگ",
    "es": "US:EE._UU. US:EEUU US:Norteamérica GB:Gran_Bretaña EU:UE UN:ONU AE:Emiratos PS:Palestina HK:Hong_Kong",
    "de": "US:USA US:Amerika GB:Großbritannien EU:EU UN:UNO UN:UN AE:Emirate PS:Palästina HK:Hongkong",
    "tr": "US:ABD US:Amerika GB:İngiltere EU:AB UN:BM AE:BAE PS:Filistin HK:Hong_Kong",
    "hi": "TR:तुर्की US:अमेरिका US:अमरीका GB:ब्रिटेन EU:यूरोपीय_संघ UN:यूएन AE:यूएई PS:फ़िलिस्तीन",
    "pt": "US:EUA US:América GB:Reino_Unido GB:Grã-Bretanha EU:UE UN:ONU AE:Emirados PS:Palestina HK:Hong_Kong",
    "ur": "TR:ترکی US:امریکہ US:امریکا GB:برطانیہ EU:یورپی_یونین UN:اقوام_متحدہ AE:امارات PS:فلسطین",
}
_CASED = ("el", "en", "es", "fr", "pt", "ru", "tr", "it", "nl", "pl", "uk", "sw", "id")
"""Where a capital inside a sentence marks a name; not German, whose nouns all have one."""
_CODE = re.compile("(?!EZ|QO|XA|XB|ZZ)[A-Z]{2}")
_UNSPACED = ("zh", "ja", "th")
_RUN = re.compile(
    r"(?<![\w'’-])[A-ZÀ-ÖØ-ÞĞİŞА-ЯЁΑ-Ω][\w'’.-]*(?:\s+(?:(?:of|de|da|do|del|la|al|bin|van|von|des|du)\s+)?"
    r"[A-ZÀ-ÖØ-ÞĞİŞА-ЯЁΑ-Ω\d][\w'’-]*)*"
)
_ENDING = {"ru": "(?:[а-я]{0,3})", "tr": "(?:'[a-z]{1,6})?"}
_JOINED = {"ar": "[وفبكل]{0,2}"}


@dataclass(frozen=True, slots=True)
class Country:
    """A country or union of countries as it stands in a text. `code` is that of CLDR: "CN", "EU".

    `span` is in the original; a particle joined before it (Arabic) is in `joined` and not in the span. `name` is it
    as it would stand without the particle.
    """

    code: str
    span: Span
    name: str
    joined: str = ""


def countries(text: str, language: str) -> list[Country]:
    """Countries named in `text`, in order; of two that overlap the longer."""
    plain = folded(text)
    found: list[Country] = []
    for match in _pattern(language).finditer(plain.text):
        span = plain.span(*match.span("name"))
        if language in _CASED and not text[span[0]].isupper() and not text.islower():
            continue
        stem, code = next((pair for pair in _stems(language) if match["name"].startswith(pair[0])), ("", ""))
        name = text[slice(*span)]
        if stem in _contracted(language):
            name = "ال" + name[1:]
        found.append(Country(code, span, name, match["joined"] or ""))
    return found


def capitalised(text: str, language: str) -> list[Span]:
    """Runs of capitalised words, the first word of the text left out; none where capitals mark no names."""
    if language not in _CASED:
        return []
    first = next((at for at, c in enumerate(text) if c.isalnum()), 0)
    found = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        if start == first:
            rest = _RUN.search(text, text.find(" ", start) % len(text) if " " in match[0] else end, end)
            if not rest:
                continue
            start = rest.start()
        end -= len(re.search(r"(?:['’]s)?[.'’-]*$", text[start:end])[0])  # type: ignore[index]
        if end > start:
            found.append((start, end))
    return found


@cache
def _stems(language: str) -> list[tuple[str, str]]:
    """(levelled name, or the part of it that case endings leave alone; code), the longest first."""
    named: list[tuple[str, str]] = []
    with suppress(UnknownLocaleError, ValueError):
        territories = Locale.parse(language).territories
        named = [(str(name), code) for code, name in territories.items() if _CODE.fullmatch(code)]
    named = [pair for pair in named if pair[0] != "Того"]  # "of that", in Russian
    for pair in _SHORT.get(language, "").split():
        code, _, name = pair.partition(":")
        named.append((name.replace("_", " "), code))
    stems = {_stem(levelled(re.sub(r"\s*[(（].*", "", name)), language): code for name, code in named}
    stems = {"ل" + stem[2:]: code for stem, code in stems.items() if stem.startswith("ال")} | stems
    return sorted(stems.items(), key=lambda pair: (-len(pair[0]), pair[0]))


def _stem(name: str, language: str) -> str:
    if language == "ru" and " " not in name and len(name) > 3 and name[-1] in "аеиояьыэю":
        return name[:-1]
    return name


@cache
def _contracted(language: str) -> frozenset[str]:
    """Arabic names with their article as they stand behind the particle ل: للصين is ل and لصين."""
    stems = {stem for stem, _ in _stems(language)}
    return frozenset(s for s in stems if s.startswith("ل") and "ال" + s[1:] in stems)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    names = "|".join(re.escape(stem) for stem, _ in _stems(language)) or "(?!)"
    if language in _UNSPACED:
        return re.compile(rf"(?P<joined>)(?P<name>{names})")
    joined = _JOINED.get(language, "")
    return re.compile(
        rf"(?<![^\W\d_])(?P<joined>{joined})(?P<name>(?:{names}){_ENDING.get(language, '')})(?![^\W\d_]"
        rf"|[\u0900-\u0963])"
    )
