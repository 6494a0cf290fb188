"""Portuguese."""

from rag.when.words import Words

_LAST = "(?:passad[oa]|ultim[oa]|anterior)"
_NEXT = "(?:que vem|proxim[oa]|seguinte)"
_IN = "(?:(?:n[oa]s|durante [oa]s|ao longo d[oa]s|d[oa]s|[oa]s) )?"
_OF_DAY = "(?: (?:de|a|pela) (?:manha|tarde|noite))?"
_OF_YEAR = "(?: de {year})?"

WORDS = Words(
    months="janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    weekdays="segunda(?:[-_]feira)? terca(?:[-_]feira)? quarta(?:[-_]feira)? quinta(?:[-_]feira)?"
    " sexta(?:[-_]feira)? sabado"
    " domingo",
    units="hour:horas? day:dias? week:semanas? month:m(?:es|eses) year:anos? weekend:fi(?:m|ns)_de_semana",
    numbers="(?:um|uma) (?:dois|duas) tres quatro cinco seis sete oito nove dez onze doze",
    readings=(
        ("day 0", "hoje|esta (?:manha|tarde|noite)"),
        ("day -1", f"ontem{_OF_DAY}"),
        ("day -2", "anteontem|antes de ontem"),
        ("day 1", f"amanha{_OF_DAY}"),
        ("day 2", "depois de amanha"),
        ("unit -1", f"(?:n?[oa] )?{{unit}} {_LAST}"),
        ("unit -1", "n?[oa] (?:passad[oa]) {unit}"),
        ("unit 0", "(?:nest[ea]|est[ea]|dest[ea]) {unit}"),
        ("unit 0", "(?:o )?(?:inicio|comeco) (?:d[oa]|dest[ea]) {unit}"),
        ("unit 1", f"(?:n?[oa] )?{{unit}} {_NEXT}"),
        ("unit 1", "n?[oa] proxim[oa] {unit}"),
        ("rolling 1 week", "na ultima semana"),
        ("rolling 1 month", "no ultimo mes"),
        ("rolling 1 year", "no ultimo ano"),
        ("rolling", f"{_IN}(?:ultim[oa]s|passad[oa]s) {{n}} {{unit}}"),
        ("rolling", f"{_IN}{{n}} ultim[oa]s {{unit}}"),
        ("ago", "ha {n} {unit}(?: atras)?"),
        ("ago", "{n} {unit} atras"),
        ("rolling", "desde ha {n} {unit}"),
        ("weekday", f"{{weekday}}{_OF_DAY}"),
        ("weekday last", f"{{weekday}} {_LAST}"),
        ("weekday last", "(?:n?[oa] )?ultim[oa] {weekday}"),
        ("weekday next", f"{{weekday}} {_NEXT}"),
        ("weekday next", "(?:n?[oa] )?proxim[oa] {weekday}"),
        ("date", "(?:{weekday},? )?(?:dia )?{day} de {month}" + _OF_YEAR),
        ("date year -1", "(?:dia )?{day} de {month} do ano passado"),
        ("range", "{day} (?:a|e|ate|-) {day2} de {month}" + _OF_YEAR),
        ("month", "(?:(?:inicio|meados|final|fins|o mes) de )?{month}" + _OF_YEAR),
        ("month year 0", "{month} deste ano"),
        ("month year -1", "{month} do ano passado"),
        ("month last", "{month} passado"),
        ("month last", "ultimo mes de {month}"),
        ("month next", "proximo {month}"),
        ("year", "(?:o ano de )?{year}"),
    ),
    frames=(
        ("since", "desde(?: [oa])?|a partir d[eoa]", ""),
        ("until", "ate(?: [oa])?", ""),
        ("before", "antes d[eoa]", ""),
        ("after", "depois d[eoa]|apos(?: [oa])?", ""),
        ("between", "entre(?: [oa])?|de|desde|do", ""),
        ("of", "d[eoa]", ""),
        ("at", "em|durante", ""),
        ("at weekday", "n[oa]", ""),
        ("at date", "em|no|a|", ""),
    ),
    joins="e|e [oa]|a|ate(?: [oa])?|-",
    past="(?:tem|tinha|tinham|foi|foram|era|eram|houve|esteve|estava|disse|disseram|fez|fizeram|morreu|venceu"
    "|ganhou|perdeu)"
    "|(?!museu|europeu|liceu|trofeu|ceu|seu|meu)\\w{2,}(?:ou|aram|eram|iram|eu|iu)",
    ahead="vai|vao|preve\\w*|espera(?:-se|m)?|planeja\\w*|\\w+(?:ara|erao|arao|irao)|sera|serao|havera|tera"
    "|terao|amanha",
    news="noticias?|manchetes|novidades|acontece|acontecendo|se passa|diz|dizem|acontecimentos",
    latest="ultim[oa]s (?:noticia|novidade|dado|hora|informac|declarac|acontecimento)\\w*|ultima hora|mais"
    " recentes?|recentemente"
    "|recentes?|atualmente|neste momento|ultimamente",
    against=(
        "(?:em )?(?:comparac\\w+|relac\\w+) (?:com|a|ao|aos)(?: [oa])?(?: mesmo \\w+)?(?: d[eoa])?|(?:do"
        " )?que(?: [oa]| n[oa]| em)?"
        "|frente a[o]?|contra|mesmo (?:mes|periodo) d[eo]",
        "d[eao] (?:campanha|guerra|vida|partida|jogo|mandato|carreira)",
    ),
    attached=(
        "(?!por |para |com |sobre |disse |diz |desde )\\w{3,} (?:que|quem|cujo|cuja) (?:se |foi |tinha"
        " )?\\w+(?: \\w+){0,5}?(?: em| n[oa])?"
        "|\\w+ (?:aprovad|assinad|realizad|publicad|anunciad|assassinad|eleit|pres|adotad|mort)[oa]s?(?: em| n[oa])?",
        "(?!)",
    ),
    fixed="(?:cada|tod[oa]s?(?: [oa]s)?) {weekday}|(?:usa|russia) today|hoje em dia|sexta-feira (?:santa|13)"
    "|quarta-feira de cinzas|quarta vez|quinta vez|terca parte",
)
