"""Spanish."""

from rag.when.words import Words

_LAST = "(?:pasad[oa]|ultim[oa]|anterior)"
_NEXT = "(?:que viene|proxim[oa]|siguiente|entrante)"
_IN = "(?:(?:en|durante|a lo largo de|desde hace|por) )?"
_OF_DAY = "(?: (?:por la|en la|a la) (?:manana|tarde|noche))?"
_OF_YEAR = "(?: del? {year})?"

WORDS = Words(
    months="enero febrero marzo abril mayo junio julio agosto sep?tiembre octubre noviembre diciembre",
    weekdays="lunes martes miercoles jueves viernes sabado domingo",
    units="hour:horas? day:dias? week:semanas? month:mes(?:es)? year:anos? weekend:fin(?:es)?_de_semana",
    numbers="una? dos tres cuatro cinco seis siete ocho nueve diez once doce",
    readings=(
        ("day 0", "hoy|esta (?:manana|tarde|noche)"),
        ("day -1", f"ayer{_OF_DAY}|anoche"),
        ("day -2", "anteayer|antes de ayer|antier|anteanoche"),
        ("day 1", "manana por la (?:manana|tarde|noche)|(?<!la )(?<!esta )manana"),
        ("day 2", "pasado manana"),
        ("unit -1", f"(?:(?:en )?(?:el|la) )?{{unit}} {_LAST}"),
        ("unit -1", "(?:en )?(?:el|la) (?:pasad[oa]) {unit}"),
        ("unit 0", "(?:(?:en|durante) )?est[ea] {unit}"),
        ("year 0", "(?:en )?lo que va del? (?:este )?ano"),
        ("unit 0", "(?:el )?(?:principio|principios|comienzo|inicio)s? (?:del|de la|de este|de esta) {unit}"),
        ("unit 1", f"(?:(?:el|la) )?{{unit}} {_NEXT}"),
        ("unit 1", "(?:el|la) proxim[oa] {unit}"),
        ("rolling 1 week", "(?:en|durante) la ultima semana"),
        ("rolling 1 month", "(?:en|durante) el ultimo mes"),
        ("rolling 1 year", "(?:en|durante) el ultimo ano"),
        ("rolling", f"{_IN}(?:l[oa]s|est[oa]s) (?:ultim[oa]s|pasad[oa]s) {{n}} {{unit}}"),
        ("rolling", f"{_IN}(?:l[oa]s )?{{n}} ultim[oa]s {{unit}}"),
        ("ago", "hace {n} {unit}"),
        ("rolling", "desde hace {n} {unit}"),
        ("weekday", f"{{weekday}}{_OF_DAY}"),
        ("weekday last", f"(?:el )?{{weekday}} {_LAST}"),
        ("weekday last", "(?:el )?pasado {weekday}"),
        ("weekday next", f"(?:el )?{{weekday}} {_NEXT}"),
        ("weekday next", "(?:el )?proximo {weekday}"),
        ("date", "(?:el )?(?:{weekday},? )?(?:el )?{day} de {month}" + _OF_YEAR),
        ("date year -1", "(?:el )?{day} de {month} del ano pasado"),
        ("range", "(?:el )?{day} (?:al?|y(?: el)?|hasta el|-) {day2} de {month}" + _OF_YEAR),
        ("month", "(?:(?:principios|mediados|finales|fines|el mes) de )?{month}" + _OF_YEAR),
        ("month year 0", "{month} de este ano"),
        ("month year -1", "{month} del ano pasado"),
        ("month last", "{month} pasado"),
        ("month last", "(?:el )?pasado(?: mes de)? {month}"),
        ("month next", "(?:el )?proximo {month}"),
        ("year", "(?:el ano )?{year}"),
    ),
    frames=(
        ("since", "desde(?: el| la)?|a partir del?|a contar del?", ""),
        ("until", "hasta(?: el| la)?", ""),
        ("before", "antes del?(?: la)?", ""),
        ("after", "despues del?(?: la)?|tras(?: el| la)?", ""),
        ("between", "entre(?: el)?|del?|desde(?: el)?", ""),
        ("of", "del?(?: el| la)?", ""),
        ("at", "en|durante", ""),
        ("at weekday", "el", ""),
        ("at date", "", ""),
    ),
    joins="y(?: el)?|al?|hasta(?: el)?|-",
    past="(?:ha|han|habia|habian)(?: \\w+)? \\w+(?:ado|ido|to|cho|so)|fue(?:ron)?|era|eran|hubo|estuv\\w+|dijo"
    "|dijeron|hizo|hicieron|murio"
    "|(?!cierto|puerto|aeropuerto)\\w{2,}(?:aron|ieron|io)|paso|gano|voto|hablo|anuncio|visito|llego|mato"
    "|aprobo|firmo|ocurrio|sucedio"
    "|declaro|perdio|nombro|acordo|rechazo|abandono|dio|vio|pidio|tuvo|pudo|quiso|puso|vino|cayo|empezo|termino"
    "|cerro",
    ahead="va a|van a|preve\\w*|espera(?:n)?|planea\\w*|pronostic\\w*|\\w+(?:ara|aran|era(?<!era)|iran)|sera"
    "|seran|habra|tendra\\w*|manana",
    news="noticias?|titulares|novedades|pasa|sucede|ocurre|dice(?:n)?|acontecimientos",
    latest="ultim[oa]s (?:noticia|novedad|dato|hora|informacion|declaracion|acontecimiento|cifra)\\w*|ultima"
    " hora|mas recientes?"
    "|recientemente|recientes?|novedades|actualmente|ahora mismo|ultimamente",
    against=(
        "(?:(?:en )?compara\\w+ con|respecto al?|frente al?|con relacion al?)(?: el| la| los)?(?: mismo"
        " \\w+)?(?: del?)?"
        "|que(?: el| la| en)?|(?:el|del) mismo (?:mes|periodo|dia) del?|contra",
        "de (?:la |el |su |sus )?(?:campana|guerra|vida|partido|carrera|mandato)|del partido",
    ),
    attached=(
        "(?!por |para |con |sobre |dice |dijo |cree |desde )\\w{3,} (?:que|quien|cuyo|cuya) (?:se |fue |ha "
        "|habia )?\\w+(?: \\w+){0,5}?(?: en)?"
        "|\\w+ (?:aprobad|firmad|celebrad|publicad|anunciad|asesinad|elegid|detenid|adoptad|emitid|acordad"
        "|abiert)[oa]s?(?: en)?",
        "(?!)",
    ),
    fixed="(?:usa|russia) today|hoy en dia|viernes (?:santo|negro)|miercoles de ceniza|domingo de (?:ramos"
    "|resurreccion)"
    "|(?:los|cada|todos los) (?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?)|pan de hoy",
)
