"""French."""

from rag.when.words import Words

_LAST = "(?:dernier|derniere|passe|passee|precedent|precedente|ecoule|ecoulee)"
_LASTS = "(?:derniers|dernieres|passes|passees|ecoules|ecoulees)"
_NEXT = "(?:prochain|prochaine|qui vient|a venir|suivant|suivante)"
_IN = "(?:(?:ces|les|des|au cours des|pendant les|durant les|dans les|depuis les|lors des|sur les) )?"
_OF_DAY = "(?: (?:matin|soir|apres-midi|midi|dans la nuit))?"
_OF_YEAR = "(?: {year})?"

WORDS = Words(
    months="janv(?:ier|\\.)? fevr(?:ier|\\.)? mars avril mai juin juillet aout sept(?:embre|\\.)? oct(?:obre|\\.)?"
    " nov(?:embre|\\.)? dec(?:embre|\\.)?",
    weekdays="lundi mardi mercredi jeudi vendredi samedi dimanche",
    units="hour:heures? day:jours? weekend:week-?ends? week:semaines? month:mois year:(?:ans?|annees?)",
    numbers="(?:un|une) deux trois quatre cinq six sept huit neuf dix onze douze",
    readings=(
        ("day 0", "aujourd'hui|ce (?:matin|soir|midi)|cet(?:te)? apres-midi|cette nuit"),
        ("day -1", f"hier{_OF_DAY}|la nuit derniere|la veille au soir"),
        ("day -2", "avant-hier|avant hier"),
        ("day 1", f"demain{_OF_DAY}"),
        ("day 2", "apres-demain|apres demain"),
        ("unit -1", f"(?:la |le |l'|au cours de la |pendant la )?{{unit}} {_LAST}"),
        ("unit 0", "(?:au cours de |pendant |durant )?(?:cette|ce|cet) {unit}(?:-ci)?"),
        ("unit 0", "(?:le )?debut (?:de la|du|de l'|de cette|de cet|de ce) ?{unit}"),
        ("unit 1", f"(?:la |le |l')?{{unit}} {_NEXT}"),
        ("rolling", f"{_IN}{{n}} {_LASTS} {{unit}}"),
        ("rolling", f"{_IN}{_LASTS} {{n}} {{unit}}"),
        ("rolling 1 day", f"{_IN}24 {_LASTS} heures|{_IN}{_LASTS} 24 heures"),
        ("ago", "il y a {n} {unit}"),
        ("rolling", "depuis {n} {unit}"),
        ("weekday", f"{{weekday}}{_OF_DAY}"),
        ("weekday last", f"{{weekday}} {_LAST}"),
        ("weekday next", f"{{weekday}} {_NEXT}"),
        ("date", "(?:le )?(?:{weekday} )?{day} {month}" + _OF_YEAR),
        ("date year -1", "(?:le )?{day} {month} (?:dernier|de l'(?:an|annee) dernier(?:e)?)"),
        ("range", "(?:le )?{day}(?: au | et(?: le)? |-| a ){day2} {month}" + _OF_YEAR),
        ("month", "(?:(?:le mois de|debut|mi-|fin) ?)?{month}" + _OF_YEAR),
        ("month year 0", "{month} de cette annee"),
        ("month year -1", "{month} de l'(?:an|annee) (?:dernier|derniere|passe|passee)"),
        ("month last", "{month} (?:dernier|passe)"),
        ("month next", "{month} prochain"),
        ("year", "(?:l'annee )?{year}"),
    ),
    frames=(
        ("since", "depuis(?: le| la| l'| fin| debut)?|a partir d[eu]|des", ""),
        ("until", "jusqu'(?:a|au|en)(?: la)?|d'ici(?: a| au| le)?", ""),
        ("before", "avant(?: le| la)?", ""),
        ("after", "apres(?: le| la)?", ""),
        ("between", "entre(?: le)?|du|de", ""),
        ("of", "d[eu]|de la|de l'|d'|des", ""),
        ("at", "en|au mois de|durant|pendant|au cours de", ""),
        ("at date", "", ""),
    ),
    joins="et|et le|au|a|jusqu'(?:au|a|en)|-",
    past="(?!fait|lait|parfait|portrait|trait|souhait|extrait|retrait)\\w\\w+(?:ait|aient)|(?<!y )(?<!y)a|(?<!y"
    " )a-t-\\w+|ont(?:-\\w+)?|avai(?:t|ent)|etai(?:t|ent)|fut|furent|s'est|se sont"
    "|s'etait|ete|eu|passe"
    "|est(?:-\\w+)? (?:mort|morte|ne|nee|venu|venue|arrive|arrivee|parti|partie|tombe|devenu|devenue|alle"
    "|intervenu)e?s?"
    "|sont(?:-\\w+)? (?:morts|mortes|venus|arrives|partis|tombes|devenus)",
    ahead="va|vont|prevoi\\w*|prevu\\w*|(?:s')?attend(?:-\\w+|ent)?|s'attend\\w*|attendu\\w*|\\w+(?:era|eront"
    "|ira|iront|dra|dront)|sera|seront|aura|auront|demain"
    "|compte(?:nt)?|espere\\w*|envisage\\w*|devrai\\w+",
    news="actualites?|nouvelles?|infos?|se passe|quoi de neuf|evenements?|titres|dit|disent",
    latest="derni(?:er|ere)e?s? (?:nouvelle|information|info|actualite|bilan|chiffre|developpement|declaration"
    "|sondage|rapport)s?"
    "|recemment|recente?s?|recents|tout dernier|toutes dernieres|le plus recent|la plus recente|en ce moment"
    "|dernierement",
    against=(
        "(?:par rapport|compare\\w*) (?:a|au|aux)(?: la)?(?: meme \\w+)?(?: de)?|que(?: la| le| en)?|contre"
        "|comme|sur un an",
        "d[eu](?: la| l'| sa| son| leur)? ?(?:campagne|guerre|vie|match|carriere|mandat)",
    ),
    attached=(
        "(?!est |par |pour )\\w{3,} (?:qui|que|dont) (?:a|ont|avait|etait|s'est|est|fut|se)[\\w' -]*?"
        "|\\w+ (?:adopte|vote|signe|publie|annonce|tue|elu|nomme|arrete|conclu|tenu|ouvert|blesse|lance)e?s?",
        "(?!)",
    ),
    fixed="(?:usa|russia) today|aujourd'hui en france|vendredi (?:saint|noir|13)|mercredi des cendres|mardi gras"
    "|(?:chaque|tous les|le) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?(?! \\d)|les gens"
    " d'aujourd'hui",
    ordinal="(?:er)?",
    weekday_alone=True,
)
