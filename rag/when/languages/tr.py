"""Turkish: cases and postpositions stand behind a phrase, often joined to it."""

from rag.when.words import Words

_LAST = "(?:gecen|gectigimiz|onceki)"
_NEXT = "(?:gelecek|onumuzdeki|haftaya)"
_OF_YEAR = "(?: {year})?"
_FROM = "'?(?:tan|ten|dan|den|ndan|nden)(?: bu yana| beri| itibaren)"
_OF_MONTH = "(?: ayi)?"

WORDS = Words(
    months="ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
    weekdays="pazartesi sali carsamba persembe cuma cumartesi (?:(?<=gecen_)pazar|(?<=gectigimiz_)pazar|pazar(?=_gun))",
    units="hour:saat day:gun weekend:hafta_sonu week:hafta month:ay year:(?:yil|sene)",
    numbers="bir iki uc dort bes alti yedi sekiz dokuz on onbir oniki",
    readings=(
        ("day 0", "bugun|bu (?:sabah|aksam|gece)"),
        ("day -1", "dun(?: (?:sabah|aksam|gece))?"),
        ("day -2", "evvelsi gun|onceki gun|evvelki gun"),
        ("day 1", "yarin(?: (?:sabah|aksam))?"),
        ("day 2", "obur gun|yarindan sonra"),
        ("unit -1", f"{_LAST} {{unit}}"),
        ("unit 0", "bu {unit}"),
        ("unit 0", "{unit} basin"),
        ("unit 1", f"{_NEXT} {{unit}}"),
        ("year -1", "gecen (?:yil|sene)|bildir"),
        ("rolling", "(?:son|gecen|gectigimiz) {n} {unit}(?:da|de|dir|luk|lik)?(?: icinde| boyunca)?"),
        ("ago", "{n} {unit} once"),
        ("rolling", "{n} {unit}(?:dan|den|dir|dur) beri"),
        ("weekday", "{weekday}(?: gunu| gecesi| aksami| sabahi)?"),
        ("weekday last", f"{_LAST} {{weekday}}(?: gunu)?"),
        ("weekday next", f"{_NEXT} {{weekday}}(?: gunu)?"),
        ("date", "{day} {month}" + _OF_YEAR + "(?: (?:tarihi|gunu|{weekday}))?"),
        ("date year -1", "gecen yil {day} {month}"),
        ("range", "{day}(?: ?- ?| ile | ve ){day2} {month}" + _OF_YEAR),
        ("month", "{month}" + _OF_YEAR + _OF_MONTH),
        ("month", "{year} {month}" + _OF_MONTH),
        ("month year 0", "bu yil(?:in)? {month}" + _OF_MONTH),
        ("month year -1", "gecen yil(?:in)? {month}" + _OF_MONTH),
        ("month last", f"{_LAST} {{month}}" + _OF_MONTH),
        ("month next", f"{_NEXT} {{month}}" + _OF_MONTH),
        ("year", "{year}(?: (?:yili|senesi))?"),
    ),
    frames=(
        ("since", "", _FROM),
        ("since", "", "(?:tarihinden |gununden |ndan )?(?:beri|bu yana|itibaren)"),
        ("until", "", "'?(?:n?[aeiu]|y[ae])?(?: tarihine)? (?:kadar|dek|degin)"),
        ("before", "", "'?(?:n?(?:tan|ten|dan|den))?(?: tarihinden)? once"),
        ("after", "", "'?(?:n?(?:tan|ten|dan|den))?(?: tarihinden)? sonra"),
        ("between", "", "(?:'?[a-z]+ )?(?:tarihleri )?arasin(?:da|daki)"),
        ("of", "", "'?(?:n?[dt]ak[iu]|n?[dt]ek[iu]|k[iu]|n?[iu]n)|tarihli"),
        ("at", "", "'?n?(?:da|de|ta|te)"),
        ("at weekday", "", ""),
        ("at date", "", ""),
    ),
    joins="ile|ve|-|'?(?:tan|ten|dan|den)",
    past="(?!simdi|kendi|yedi|hindi|belediye)(?:{letters}[a-z](?:di|du|ti|tu)(?:lar|ler|k|m|niz)?"
    "|{letters}(?:mis|mus)(?:ti|tir)?)",
    ahead="{letters}(?:ecek|acak|eceg|acag){letters}|bekleni\\w*|planl\\w+|tahmin\\w*|ongor\\w+|yarin|hedefl\\w+",
    news="haber(?:ler|leri|i)?|neler oluyor|ne oluyor|olaylar|gelismeler?|gundem\\w*|diyor|soyluyor",
    latest="en son|son dakika|son (?:haber|gelisme|durum|veri|aciklama)\\w*|en yeni|en guncel|gecenlerde|yakin"
    " zamanda|son zamanlarda|son gunlerde",
    against=(
        "(?:kiyasla|oranla)",
        "(?:'?(?:a|e|ya|ye|na|ne))?(?: ayina| donemine)? (?:gore|kiyasla|oranla|nazaran)|ayni donem\\w*"
        "|(?:n?dan|n?den) (?:daha|fazla|cok)",
    ),
    attached=(
        "(?!)",
        "(?:'?n?[dt][ae])?k[iu]|'?n[iu]n|(?:(?:'?n?[dt][ae])? )?(?:[a-z]+ ){0,2}[a-z]+(?:an|en|dig[a-z]+"
        "|dug[a-z]+|tig[a-z]+|olan)",
    ),
    fixed="(?:russia|usa) today|kara cuma|bugunku gun\\w*|cuma namaz\\w*|her (?:pazartesi|sali|carsamba"
    "|persembe|cuma|cumartesi|pazar)",
    closes="(?:'?(?:n?(?:da|de|ta|te)(?:n|ki)?|n?(?:tan|ten|dan|den)|y?[aeiu]|n[aeiu]n?|k[iu]|s[iu]|in|un"
    "|n?[dt][ae]ki|lar|ler)?)",
)
