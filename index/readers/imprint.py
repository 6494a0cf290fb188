"""The lines around an article that say who printed it, who wrote it and when."""

import re
from dataclasses import dataclass

from index.clean import is_furniture, is_prose
from index.dates import parse_date, take_date

_I = re.IGNORECASE
_COLON = r"\s*[:：]\s*"
_LINE_END = r"(?P<value>\S.{0,79})$"
_SOURCE = re.compile(
    r"(?:sources?|المصدر|مصدر|источник|来源|來源|منبع|fuente|fonte|kaynak|स्रोत|quelle|via)" + _COLON + _LINE_END,
    _I,
)
_AUTHOR = re.compile(
    r"(?:author|writer|reporter|بقلم|الكاتب|كتب|كتبت|إعداد|автор|текст|作者|记者|記者|نویسنده|خبرنگار"
    r"|auteur|autor|autora|autore|yazar|muhabir|लेखक|संवाददाता)" + _COLON + _LINE_END,
    _I,
)
_BYLINE = re.compile(r"(?:By|BY|Par|Por|Von|Di|بقلم)\s+(?P<value>[^\W\d_a-z][^:.!?\d]{2,60})$")
_WHEN = r"\s*[:：]?\s*(?P<value>.{4,60})$"
_PUBLISHED = re.compile(
    r"(?:published(?: on| at)?|posted(?: on)?|date|تاريخ النشر|نشر في|نُشر|التاريخ|تاریخ(?: انتشار)?"
    r"|опубликовано|дата(?: публикации)?|发布时间|发布日期|日期|时间|publié(?: le)?|publicado(?: el| em)?"
    r"|fecha|veröffentlicht(?: am)?|datum|yayın(?:lanma)? tarihi|tarih|pubblicato(?: il)?|प्रकाशित)" + _WHEN,
    _I,
)
_UPDATED = re.compile(
    r"(?:(?:last )?(?:updated|modified)(?: on| at)?|آخر تحديث|تحديث|آخرین به[\u200c ]?روزرسانی|обновлено"
    r"|更新时间|更新|mis à jour(?: le)?|actualizado(?: el)?|stand|aktualisiert(?: am)?|güncelleme"
    r"|aggiornato(?: il)?|atualizado(?: em)?)" + _WHEN,
    _I,
)
_TITLE = re.compile(
    r"(?:title|headline|العنوان|заголовок|标题|titre|título|başlık|عنوان)" + _COLON + r"(?P<value>\S.{0,199})$",
    _I,
)
_OUTLET = re.compile(
    # words that outlets have in their names, and some names without one: a place beside a date is no outlet
    r"(?i:\b(?:news|times|post|wire|tribune|courier|press|agency|herald|journal|gazette|today|tv|fm|radio|daily"
    r"|chronicle|observer|telegraph|guardian|reuters|bloomberg|al jazeera|le monde|el país|info|bote)\b)"
    r"|\b[A-Z]{2,5}\b|(?i:diario|folha|jornal|agencia|agence|zeitung|haber|ajans|gazete|habari|giornale|gazzetta)"
    r"|(?i:инфо|новости|газета|известия|риа|тасс|интерфакс|коммерсант|ведомости)"
    r"|نيوز|نیوز|أخبار|اخبار|خبر|وكالة|صحيفة|قناة|جريدة|رويترز|الجزيرة|العربية|روزنامه"
    r"|प्रेस|समाचार|दैनिक|न्यूज़?"
    r"|[网網报報社]$|新闻|新聞|日报|电视|客户端"
)
_FILLER = {
    "",
    *re.findall(
        r"\S+",
        """
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun on at the by gmt utc
    lundi mardi mercredi jeudi vendredi samedi dimanche le à lunes martes miércoles jueves viernes sábado
    domingo el de montag dienstag mittwoch donnerstag freitag samstag sonntag den dem uhr segunda terça quarta
    quinta sexta feira pazartesi salı çarşamba perşembe cuma cumartesi pazar понедельник вторник среда четверг
    пятница суббота воскресенье года г г. мск الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد يوم
    م هـ شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه
    """,
    ),
}
_PARTICLES = frozenset(["and", "et", "y", "e", "und", "ve", "de", "du", "da", "di", "van", "von", "der", "la", "le"])


@dataclass(slots=True)
class Imprint:
    """What the lines read so far say; a later line of the same kind overrides an earlier one."""

    title: str = ""
    source: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None

    def take(self, line: str) -> bool:
        """Note what `line` says; False if it is no line of this kind."""
        if (found := _SOURCE.match(line)) and not found["value"].endswith((".", "。")):
            self.source = found["value"].strip()
        elif (found := _AUTHOR.match(line) or _byline(line)) is not None:
            self.author = found["value"].strip()
        elif (found := _TITLE.match(line)) is not None:
            self.title = found["value"].strip()
        else:
            return self._take_date(line)
        return True

    def _take_date(self, line: str) -> bool:
        if (found := _UPDATED.match(line)) and (when := parse_date(found["value"])):
            self.updated = when
            return True
        if (found := _PUBLISHED.match(line)) and re.search(r"\d.*\d", found["value"]):
            self.published = parse_date(found["value"]) or self.published
            return True
        return self._take_dateline(line)

    def _take_dateline(self, line: str) -> bool:
        """A date alone, or beside the outlet's name: "Example Tribune, 28 October 2023"."""
        dated = take_date(line) if len(line) <= 90 and not line.endswith((".", "。", "।")) else None
        if dated is None:
            return False
        words = [word for word in re.split(r"[\s,،|/·•—–()]+", dated[1]) if word != "-"]
        while words and words[-1].casefold() in _FILLER:
            words.pop()
        while words and words[0].casefold() in _FILLER:
            words.pop(0)
        name = " ".join(words)
        if len(name) > 40:
            return False
        self.published = dated[0]
        if _OUTLET.search(name):
            self.source = name
            return True
        return not name


def is_source_line(line: str) -> bool:
    """Whether a line names the outlet, and does nothing else."""
    return bool(_SOURCE.match(line))


def take_imprint(lines: list[str], imprint: Imprint) -> list[str]:
    """The lines that are left once those above the first paragraph and below the last ones are noted.

    One paragraph may stand between the imprint and the end: it is often a prompt that no table knows.
    """
    prose = [at for at, line in enumerate(lines) if is_prose(line)]
    first = prose[0] if prose else min(len(lines), 6)
    last = prose[-2] if len(prose) > 2 else (prose[-1] if prose else len(lines))
    kept = []
    for at, line in enumerate(lines):
        outside = at < first or at > last
        if not (outside and line and not is_prose(line) and imprint.take(line)):
            kept.append(line)
    return kept


def first_title(lines: list[str]) -> int | None:
    """The index of the headline: a short first line, no sentence, above a blank, a longer or a dated line."""
    at = next((i for i, line in enumerate(lines) if line), None)
    if at is None or not is_headline(lines[at]) or at + 1 >= len(lines):
        return None
    below = lines[at + 1]
    if not any(lines[at + 1 :]) or (below and len(below) <= len(lines[at]) and not take_date(below)):
        return None
    return at


def is_headline(line: str) -> bool:
    """Whether a line can be a headline: short, with letters, and not ended as a statement is."""
    short = 0 < len(line) <= 200 and any(char.isalpha() for char in line)
    return short and not _STATEMENT.search(line) and not is_furniture(line)


_STATEMENT = re.compile(r"[.。।…۔!！:：,،，;；][\"'”’»」』)）\]\s]*$")


def _byline(line: str) -> re.Match[str] | None:
    found = _BYLINE.match(line)
    if found is None:
        return None
    words = re.findall(r"\w[\w'’-]*", found["value"])
    named = all(word in _PARTICLES or not word[0].islower() for word in words)
    return found if named and len(words) <= 9 else None
