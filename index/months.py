"""Names of months, as newspapers print them, casefolded."""

_GREGORIAN = (
    # en, fr, es, pt, it, de, tr: full names and the abbreviations that mean one month only
    "january jan january janvier janv enero ene janeiro gennaio januar jänner ocak",
    "february feb février févr febrero fevereiro febbraio februar şubat",
    "march mar mars marzo março märz mart",
    "april apr avril abril abr aprile nisan",
    "may mai mayo maio maggio mayıs",
    "june jun juin junio junho giugno juni haziran",
    "july jul juillet juil julio julho luglio juli temmuz",
    "august aug août agosto ago ağustos",
    "september sep sept septembre septiembre setembro settembre eylül",
    "october oct octobre octubre outubro ottobre oktober okt ekim",
    "november nov novembre noviembre novembro kasım",
    "december dec décembre déc diciembre dic dezembro dicembre dezember dez aralık",
)
_OTHER_SCRIPTS = (
    "января янв يناير جانفي كانون_الثاني ژانویه जनवरी",
    "февраля фев فبراير فيفري شباط فوریه फरवरी फ़रवरी",
    "марта мар مارس آذار मार्च",
    "апреля апр أبريل ابريل إبريل أفريل نيسان آوریل अप्रैल",
    "мая مايو ماي أيار مه मई",
    "июня июн يونيو جوان حزيران ژوئن जून",
    "июля июл يوليو جويلية تموز ژوئیه जुलाई",
    "августа авг أغسطس اغسطس أوت آب اوت अगस्त",
    "сентября сен سبتمبر أيلول سپتامبر सितंबर सितम्बर",
    "октября окт أكتوبر اكتوبر تشرين_الأول اکتبر अक्टूबर अक्तूबर",
    "ноября ноя نوفمبر تشرين_الثاني نوامبر नवंबर नवम्बर",
    "декабря дек ديسمبر كانون_الأول دسامبر दिसंबर दिसम्बर",
)
_JALALI = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"

_MORE = (
    # ur and sw, and what is missing above
    "جنوری januari",
    "فروری februari",
    "مارچ machi",
    "اپریل aprili",
    "مئی mei",
    "جون juni",
    "جولائی julai",
    "اگست agosti",
    "ستمبر septemba",
    "اکتوبر oktoba outubro",
    "نومبر novemba",
    "دسمبر desemba",
)

MONTHS: dict[str, int] = {
    name.replace("_", " ").casefold(): number
    for table in (_GREGORIAN, _OTHER_SCRIPTS, _MORE)
    for number, names in enumerate(table, start=1)
    for name in names.split()
}
"""Month names → 1 to 12, in the Gregorian calendar."""

JALALI_MONTHS: dict[str, int] = {name: number for number, name in enumerate(_JALALI.split(), start=1)}
"""Names of the Iranian solar months → 1 to 12 (1 is Farvardin, which begins about 21 March)."""
