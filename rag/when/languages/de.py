"""German."""

from rag.when.words import Words

_LAST = "(?:letzt|vergangen|vorig)e[nrsm]?"
_NEXT = "(?:nachst|kommend|folgend)e[nrsm]?"
_THIS = "(?:dies|jetzig|laufend)e[nrsm]?"
_IN = "(?:(?:in|wahrend|innerhalb|seit|uber|im laufe) )?(?:(?:den|der|die|dem) )?"
_OF_DAY = "(?:[ ]?(?:fruh|morgen|vormittag|mittag|nachmittag|abend|nacht|s))?"
_OF_YEAR = "(?:,? {year})?"

WORDS = Words(
    months="(?:januar|janner|jan\\.?) (?:februar|feber|feb\\.?) (?:marz|mrz\\.?) apr(?:il|\\.)? mai jun[io]"
    " jul[iy] aug(?:ust|\\.)?"
    " sept?(?:ember|\\.)? okt(?:ober|\\.)? nov(?:ember|\\.)? dez(?:ember|\\.)?",
    weekdays="montag dienstag mittwoch donnerstag freitag (?:samstag|sonnabend) sonntag",
    units="hour:stunden? day:tage?n? week:wochen? month:monat(?:en?|s)? year:jahr(?:en?|es)? weekend:wochenenden?",
    numbers="ein(?:e[nmr]?)? zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
    readings=(
        ("day 0", f"heute{_OF_DAY}"),
        ("day -1", f"gestern{_OF_DAY}|(?:in der )?(?:letzten|vergangenen) nacht"),
        ("day -2", "vorgestern"),
        (
            "day 1",
            "morgen (?:fruh|vormittag|mittag|nachmittag|abend)|(?<!guten )(?<!am )(?<!heute )(?<!gestern )morgen",
        ),
        ("day 2", "ubermorgen"),
        ("unit -1", f"(?:(?:in der|im|am|der) )?{_LAST} {{unit}}"),
        ("unit 0", f"(?:(?:in|im|am) )?{_THIS} {{unit}}"),
        ("year 0", "heuer"),
        ("unit 0", "(?:an)?(?:beginn|anfang) (?:de[rs]|dieser|dieses) {unit}"),
        ("year 0", "jahresbeginn|jahresanfang"),
        ("unit 1", f"(?:(?:in der|im|am) )?{_NEXT} {{unit}}"),
        ("rolling", f"{_IN}(?:letzte|vergangene|zuruckliegende)n? {{n}} {{unit}}"),
        ("rolling", "seit {n} {unit}"),
        ("ago", "vor {n} {unit}"),
        ("weekday", f"{{weekday}}{_OF_DAY}"),
        ("weekday last", f"(?:am )?{_LAST} {{weekday}}{_OF_DAY}"),
        ("weekday next", f"(?:am )?{_NEXT} {{weekday}}{_OF_DAY}"),
        ("date", "(?:{weekday},? (?:den |dem )?)?{day} {month}" + _OF_YEAR),
        ("date year -1", "{day} {month} (?:letzten|vergangenen|vorigen) jahres"),
        ("range", "{day}(?: und(?: dem)? | bis(?: zum)? | ?- ?){day2} {month}" + _OF_YEAR),
        ("month", "(?:(?:anfang|mitte|ende) )?{month}" + _OF_YEAR),
        ("month year 0", "{month} (?:dieses|des laufenden) jahres"),
        ("month year -1", "{month} (?:letzten|vergangenen|vorigen) jahres"),
        ("month last", f"{_LAST} {{month}}"),
        ("month next", f"{_NEXT} {{month}}"),
        ("year", "(?:jahr(?:e)? )?{year}"),
    ),
    frames=(
        ("since", "seit(?: dem| der| anfang| ende)?|ab(?: dem)?", ""),
        ("since", "vo[nm]", "an"),
        ("until", "bis(?: zu[mr]?| ende)?", ""),
        ("before", "vor(?: dem| der)?", ""),
        ("after", "nach(?: dem| der)?", ""),
        ("between", "zwischen(?: dem| der)?|vo[nm]", ""),
        ("of", "vo[nm]|der|des", ""),
        ("at", "im|in|am|wahrend|(?:frug|spat|anfang|mitte|ende)", ""),
        ("at date", "den|de[mn]", ""),
    ),
    joins="und(?: dem| der)?|bis(?: zum| zur)?|-",
    past="(?:hat|haben|ist|sind|wurden?|worden)(?:[ ,][^?]*?)? \\w*(?:ge\\w{2,}(?:t|en)|(?:ver|er|be|ent|zer"
    "|uber|unter)\\w+(?:t|en)|\\w+iert|worden)"
    "|wurden?|war|waren|hatten?|gab|kam|kamen|starb(?:en)?|sagten?|gewann(?:en)?|stimmten?|geschah|passierte"
    "|verlor|traf|fiel|stieg|ging"
    "|nahm(?:en)?|erklarten?|\\w+ierten?|passiert|geschehen|los",
    ahead="werde|werden(?! [^?]*worden)|wird|erwart\\w+|plan(?:t|en)|prognos\\w+|voraussichtlich|soll(?:en|te)?"
    "|will|wollen|hofft|morgen|steht bevor",
    news="nachrichten|schlagzeilen|neuigkeiten|meldungen|gibt es neues|los|ereignisse|berichten?|sag(?:t|en)",
    latest="neu(?:e)?ste[nrsm]?|jungste[nrsm]?|aktuell(?:e[nrsm]?|ste[nrsm]?)? (?:lage|stand|nachrichten"
    "|meldungen|situation|entwicklungen?|zahlen)"
    "|letzte (?:nachrichten|meldungen)|kurzlich|neulich|vor kurzem|soeben|in letzter zeit|zuletzt",
    against=(
        "(?:im )?(?:vergleich|verglichen) (?:zu[mr]?|mit)(?: de[mr])?|als(?: im| in der| am)?|gegenuber(?:"
        " de[mr])?|wie(?: im| in)?",
        "(?:des|der|seines|ihres|seiner|ihrer) (?:wahlkampfs|kriegs|krieges|lebens|spiels|amtszeit)",
    ),
    attached=(
        ", (?:der|die|das|den|dem|deren|dessen)(?: [\\w-]+){0,6}?",
        "(?:\\w+ ){0,2}(?!gestimmt|gewahlt|erklart|gesagt)(?:(?:be|ver|er|ge|ent)\\w+|\\w+ierte)(?:te|tes|ten"
        "|ter|ene|enes|enen|ener)(?= \\w)",
    ),
    fixed="(?:usa|russia) today|heute[- ]journal|guten morgen|montagsdemo\\w*|karfreitag|aschermittwoch"
    "|tagesthemen|sonntags?frage"
    "|(?:jeden|immer) (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)",
    ordinal="\\.?",
)
