"""Sentences that a careless or dishonest writer might set under a quote, and honest ones beside them.

Public events in general terms, or plainly neutral ones. Each: claim, its language, quote, its language, whether the
quote carries the claim, and how a false one departs from it.
"""

from typing import Literal, NamedTuple

How = Literal["number", "time", "name", "place", "polarity", "relation"]

_UN_AR = (
    "وصوتت 120 دولة لصالح القرار العربي، بما في ذلك روسيا، بينما صوتت 14 دولة ضده بينها الولايات المتحدة وإسرائيل، "
    "وامتنعت 45 دولة عن التصويت منها الهند وبريطانيا."
)
_UN_EN = (
    "A total of 120 countries voted in favour of the Arab resolution, including Russia and China, while 14, among them "
    "the United States and Israel, voted against and 45 abstained, including India."
)
_UN_ZH = "大会以120票赞成、14票反对、45票弃权通过决议，俄罗斯和中国投了赞成票，美国和以色列投了反对票，印度弃权。"
_UN_RU = "За резолюцию проголосовали 120 стран, включая Россию и Китай, против — США и Израиль, Индия воздержалась."
_VETO_EN = (
    "Russia and China vetoed the draft resolution in the Security Council, while the United Arab Emirates voted "
    "against it and Brazil abstained."
)
_VETO_ES = "Rusia y China vetaron el proyecto de resolución; Brasil se abstuvo y Japón votó a favor."
_VETO_HI = "रूस और चीन ने प्रस्ताव के ख़िलाफ़ मतदान किया, जबकि भारत मतदान से अनुपस्थित रहा और जापान ने प्रस्ताव के पक्ष में मतदान किया।"
_RATE_EN = "The central bank raised its key interest rate by 0.5 percentage points to 4.5 percent on Thursday."
_RATE_ZH = "中国人民银行周一将一年期贷款市场报价利率下调10个基点至3.45%。"
_RATE_TR = "Merkez Bankası politika faizini 250 baz puan artırarak yüzde 42,5'e yükseltti."
_QUAKE_AR = "ارتفعت حصيلة ضحايا الزلزال إلى 2800 قتيل، فيما تواصل فرق الإنقاذ البحث عن ناجين تحت الأنقاض."
_QUAKE_FR = "Le bilan du séisme s'élève à 2 800 morts et 5 500 blessés, selon le ministère de l'Intérieur."
_FINAL_ES = "Argentina venció a Francia en los penaltis y ganó el Mundial de 2022 en Catar."
_FINAL_DE = "Spanien besiegte England im Finale mit 2:1 und gewann die Europameisterschaft in Berlin."
_ARREST_FA = "پلیس ۱۲ معترض را بازداشت کرد و ۳ نفر دیگر را پس از بازجویی آزاد کرد."
_ARREST_RU = "Полиция задержала 12 участников акции протеста у здания парламента."
_DEAL_EN = "The two sides failed to reach a ceasefire agreement after three days of talks in Cairo."
_BAN_DE = "Ab 2035 dürfen in der Europäischen Union keine neuen Autos mit Verbrennungsmotor mehr zugelassen werden."
_BAN_HI = "सरकार ने चावल के निर्यात पर लगी रोक हटा ली है।"
_NATO_TR = "Finlandiya 4 Nisan 2023'te NATO'ya resmen katıldı; İsveç'in üyeliğini ise Macaristan henüz onaylamadı."
_COURT_EN = "The Supreme Court overturned the lower court's ruling and allowed the law to take effect."
_SALES_ZH = "今年第二季度全球智能手机出货量同比下降10%，传音是前五大厂商中唯一实现增长的厂商。"


class Case(NamedTuple):
    """One sentence over one quote."""

    claim: str
    language: str
    quote: str
    quote_language: str
    supported: bool
    how: How | None = None


CASES = [
    # Votes: who stood where, and how many.
    Case("Russia voted against the Arab resolution.", "en", _UN_AR, "ar", False, "polarity"),
    Case("Russia voted in favour of the Arab resolution.", "en", _UN_AR, "ar", True),
    Case("The United States supported the resolution.", "en", _UN_AR, "ar", False, "polarity"),
    Case("The United States opposed the resolution.", "en", _UN_AR, "ar", True),
    Case("India voted against the resolution.", "en", _UN_AR, "ar", False, "polarity"),
    Case("India abstained.", "en", _UN_AR, "ar", True),
    Case("صوتت روسيا ضد القرار العربي.", "ar", _UN_AR, "ar", False, "polarity"),
    Case("أيدت روسيا القرار العربي.", "ar", _UN_EN, "en", True),
    Case("عارضت إسرائيل القرار.", "ar", _UN_EN, "en", True),
    Case("صوتت إسرائيل لصالح القرار.", "ar", _UN_ZH, "zh", False, "polarity"),
    Case("Россия проголосовала против резолюции.", "ru", _UN_EN, "en", False, "polarity"),
    Case("Россия поддержала резолюцию.", "ru", _UN_EN, "en", True),
    Case("Китай воздержался при голосовании.", "ru", _UN_EN, "en", False, "polarity"),
    Case("Индия воздержалась.", "ru", _UN_ZH, "zh", True),
    Case("俄罗斯对决议投了反对票。", "zh", _UN_AR, "ar", False, "polarity"),
    Case("俄罗斯对决议投了赞成票。", "zh", _UN_AR, "ar", True),
    Case("美国投票反对该决议。", "zh", _UN_RU, "ru", True),
    Case("印度投票支持该决议。", "zh", _UN_RU, "ru", False, "polarity"),
    Case("La Russie a voté contre la résolution.", "fr", _UN_ZH, "zh", False, "polarity"),
    Case("La Russie a voté pour la résolution.", "fr", _UN_ZH, "zh", True),
    Case("Les États-Unis se sont abstenus.", "fr", _UN_EN, "en", False, "polarity"),
    Case("Rusia votó en contra de la resolución.", "es", _UN_RU, "ru", False, "polarity"),
    Case("Rusia y China votaron a favor de la resolución.", "es", _UN_EN, "en", True),
    Case("Russland stimmte gegen die Resolution.", "de", _UN_EN, "en", False, "polarity"),
    Case("Russland stimmte für die Resolution.", "de", _UN_AR, "ar", True),
    Case("Rusya karar tasarısına karşı oy kullandı.", "tr", _UN_EN, "en", False, "polarity"),
    Case("Rusya kararın lehinde oy kullandı.", "tr", _UN_AR, "ar", True),
    Case("روسیه به قطعنامه رأی منفی داد.", "fa", _UN_ZH, "zh", False, "polarity"),
    Case("روسیه به قطعنامه رأی مثبت داد.", "fa", _UN_EN, "en", True),
    Case("रूस ने प्रस्ताव के विरोध में मतदान किया।", "hi", _UN_AR, "ar", False, "polarity"),
    Case("रूस ने प्रस्ताव के पक्ष में मतदान किया।", "hi", _UN_RU, "ru", True),
    Case("Russia did not vote in favour of the resolution.", "en", _UN_ZH, "zh", False, "polarity"),
    Case("120 countries voted against the resolution and 14 in favour.", "en", _UN_AR, "ar", False, "polarity"),
    Case("120 countries voted in favour of the resolution and 14 against.", "en", _UN_ZH, "zh", True),
    Case("Votaron a favor 14 países y en contra 120.", "es", _UN_EN, "en", False, "polarity"),
    Case("Some 121 countries backed the Arab resolution.", "en", _UN_AR, "ar", False, "number"),
    Case("Russia and China used their veto.", "en", _VETO_ES, "es", True),
    Case("China voted in favour of the draft.", "en", _VETO_ES, "es", False, "polarity"),
    Case("البرازيل امتنعت عن التصويت.", "ar", _VETO_EN, "en", True),
    Case("صوتت البرازيل ضد مشروع القرار.", "ar", _VETO_EN, "en", False, "polarity"),
    Case("Çin tasarıyı veto etti.", "tr", _VETO_EN, "en", True),
    Case("Япония проголосовала против проекта.", "ru", _VETO_ES, "es", False, "polarity"),
    Case("Japan voted in favour of the resolution.", "en", _VETO_HI, "hi", True),
    Case("India voted in favour of the resolution.", "en", _VETO_HI, "hi", False, "polarity"),
    Case("俄罗斯投了反对票。", "zh", _VETO_HI, "hi", True),
    # Rates, prices, sales.
    Case("中央银行下调了基准利率。", "zh", _RATE_EN, "en", False, "polarity"),
    Case("La banque centrale a relevé son taux directeur à 4,5 %.", "fr", _RATE_EN, "en", True),
    Case("El banco central no subió el tipo de interés.", "es", _RATE_EN, "en", False, "polarity"),
    Case("The central bank raised its key rate to 5.5 percent.", "en", _RATE_EN, "en", False, "number"),
    Case("China's central bank raised its one-year lending rate.", "en", _RATE_ZH, "zh", False, "polarity"),
    Case("China's central bank lowered its one-year lending rate.", "en", _RATE_ZH, "zh", True),
    Case("Центральный банк Турции снизил ставку.", "ru", _RATE_TR, "tr", False, "polarity"),
    Case("Turkey's central bank raised its rate to 42.5 percent.", "en", _RATE_TR, "tr", True),
    Case(
        "Global smartphone shipments rose 10 percent in the second quarter.", "en", _SALES_ZH, "zh", False, "polarity"
    ),
    Case("تراجعت شحنات الهواتف الذكية عالميا بنسبة 10 في المئة.", "ar", _SALES_ZH, "zh", True),
    # Death tolls.
    Case("The death toll of the earthquake has fallen to 2,800.", "en", _QUAKE_AR, "ar", False, "polarity"),
    Case("Число погибших при землетрясении выросло до 2800.", "ru", _QUAKE_AR, "ar", True),
    Case("The earthquake killed 5,500 people.", "en", _QUAKE_FR, "fr", False, "number"),
    Case("Das Erdbeben forderte 2800 Todesopfer.", "de", _QUAKE_FR, "fr", True),
    Case("Nobody died in the earthquake.", "en", _QUAKE_FR, "fr", False, "polarity"),
    # Wins and losses.
    Case("France lost the 2022 World Cup final to Argentina.", "en", _FINAL_ES, "es", True),
    Case("France beat Argentina to win the 2022 World Cup.", "en", _FINAL_ES, "es", False, "relation"),
    Case("خسرت الأرجنتين كأس العالم 2022.", "ar", _FINAL_ES, "es", False, "polarity"),
    Case("England besiegte Spanien im Finale.", "de", _FINAL_DE, "de", False, "relation"),
    Case("Spain won the European Championship.", "en", _FINAL_DE, "de", True),
    Case("西班牙输掉了欧洲杯决赛。", "zh", _FINAL_DE, "de", False, "polarity"),
    # Arrests and releases.
    Case("Police released twelve protesters.", "en", _ARREST_RU, "ru", False, "polarity"),
    Case("Police detained twelve protesters.", "en", _ARREST_RU, "ru", True),
    Case("پلیس ۱۲ معترض را آزاد کرد.", "fa", _ARREST_FA, "fa", False, "polarity"),
    Case("La police a arrêté 12 manifestants.", "fr", _ARREST_FA, "fa", True),
    Case("Police arrested no one at the protest.", "en", _ARREST_RU, "ru", False, "polarity"),
    # Deals, bans, membership, courts.
    Case("اتفق الطرفان على وقف إطلاق النار في القاهرة.", "ar", _DEAL_EN, "en", False, "polarity"),
    Case("Стороны не достигли соглашения о прекращении огня.", "ru", _DEAL_EN, "en", True),
    Case("The talks in Cairo ended in a ceasefire agreement.", "en", _DEAL_EN, "en", False, "polarity"),
    Case("New cars with combustion engines will be banned in the EU from 2035.", "en", _BAN_DE, "de", True),
    Case("New combustion-engine cars remain allowed in the EU after 2035.", "en", _BAN_DE, "de", False, "polarity"),
    Case("भारत ने चावल के निर्यात पर रोक लगा दी है।", "hi", _BAN_HI, "hi", False, "polarity"),
    Case("The government has lifted its ban on rice exports.", "en", _BAN_HI, "hi", True),
    Case("The government has banned rice exports.", "en", _BAN_HI, "hi", False, "polarity"),
    Case("Finland left NATO on 4 April 2023.", "en", _NATO_TR, "tr", False, "polarity"),
    Case("Finland joined NATO on 4 April 2023.", "en", _NATO_TR, "tr", True),
    Case("Sweden joined NATO on 4 April 2023.", "en", _NATO_TR, "tr", False, "name"),
    Case("La Corte Suprema confirmó la sentencia del tribunal inferior.", "es", _COURT_EN, "en", False, "polarity"),
    Case("最高法院推翻了下级法院的裁决。", "zh", _COURT_EN, "en", True),
    # Harder votes: order of words, lists, scores, denials, drafts of others.
    Case(
        "Israel voted in favour.",
        "en",
        "ضد القرار صوتت الولايات المتحدة وإسرائيل، ولصالحه 120 دولة.",
        "ar",
        False,
        "polarity",
    ),
    Case("The US voted against.", "en", "ضد القرار صوتت الولايات المتحدة وإسرائيل، ولصالحه 120 دولة.", "ar", True),
    Case("France abstained.", "en", "投反对票的有美国、以色列；法国和日本弃权。", "zh", True),
    Case("Japan voted against.", "en", "投反对票的有美国、以色列；法国和日本弃权。", "zh", False, "polarity"),
    Case(
        "Brésil et Inde ont voté contre.",
        "fr",
        "Против: США, Израиль. Воздержались: Бразилия, Индия.",
        "ru",
        False,
        "polarity",
    ),
    Case("L'Inde s'est abstenue.", "fr", "Против: США, Израиль. Воздержались: Бразилия, Индия.", "ru", True),
    Case(
        "The resolution passed by 14 votes to 120.",
        "en",
        "La résolution a été adoptée par 120 voix contre 14.",
        "fr",
        False,
        "polarity",
    ),
    Case(
        "The resolution passed by 120 votes to 14.",
        "en",
        "La résolution a été adoptée par 120 voix contre 14.",
        "fr",
        True,
    ),
    Case(
        "The United States vetoed the Russian draft.",
        "en",
        "La Russie a mis son veto au projet américain.",
        "fr",
        False,
        "polarity",
    ),
    Case(
        "Germany supported the proposal.",
        "en",
        "Almanya öneriyi desteklemedi, Fransa ise lehte oy verdi.",
        "tr",
        False,
        "polarity",
    ),
    Case(
        "France supported the proposal.", "en", "Almanya öneriyi desteklemedi, Fransa ise lehte oy verdi.", "tr", True
    ),
    Case(
        "هند به قطعنامه رأی مثبت داد.",
        "fa",
        "India was among the countries that abstained from the vote.",
        "en",
        False,
        "polarity",
    ),
    Case(
        "ہندوستان نے قرارداد کے حق میں ووٹ دیا۔", "ur", "India voted against the resolution.", "en", False, "polarity"
    ),
    Case("A China votou contra a resolução.", "pt", "中国对决议投了赞成票。", "zh", False, "polarity"),
    Case("A China votou a favor da resolução.", "pt", "中国对决议投了赞成票。", "zh", True),
    Case(
        "Turkey backed the motion.", "en", "Die Türkei lehnte den Antrag in der Abstimmung ab.", "de", False, "polarity"
    ),
    Case("Hungary blocked the aid package.", "en", "Ungarn stimmte dem Hilfspaket zu.", "de", False, "polarity"),
    Case("Hungary agreed to the aid package.", "en", "Ungarn stimmte dem Hilfspaket zu.", "de", True),
    # Who to whom, and whose.
    Case(
        "Italy sued France.", "en", "La France a porté plainte contre l'Italie devant la Cour.", "fr", False, "relation"
    ),
    Case("France sued Italy.", "en", "La France a porté plainte contre l'Italie devant la Cour.", "fr", True),
    Case("Китай раскритиковал Японию.", "ru", "日本批评了中国。", "zh", False, "relation"),
    Case("Japan criticised China.", "en", "日本批评了中国。", "zh", True),
    Case(
        "Brazil lost to Croatia.",
        "en",
        "Croacia eliminó a Brasil: venció Croacia a Brasil en los penaltis.",
        "es",
        True,
    ),
    Case("Brazil beat Croatia.", "en", "Croacia venció a Brasil en los penaltis.", "es", False, "relation"),
    Case(
        "The prime minister's sister runs the charity.",
        "en",
        "تدير زوجة رئيس الوزراء الجمعية الخيرية.",
        "ar",
        False,
        "relation",
    ),
    Case(
        "L'épouse du Premier ministre dirige l'association.",
        "fr",
        "تدير زوجة رئيس الوزراء الجمعية الخيرية.",
        "ar",
        True,
    ),
    Case("Его дед был шахтером.", "ru", "His father was a miner.", "en", False, "relation"),
    # Prices, names, dates and the rest.
    Case("The company returned to profit.", "en", "虽然收入增长，公司亏损进一步扩大。", "zh", False, "polarity"),
    Case(
        "Los precios del petróleo cayeron un 3 %.",
        "es",
        "ارتفعت أسعار النفط بنسبة 3 في المئة.",
        "ar",
        False,
        "polarity",
    ),
    Case("Oil prices did not fall.", "en", "ارتفعت أسعار النفط بنسبة 3 في المئة.", "ar", True),
    Case(
        "The airport has been closed.", "en", "Аэропорт возобновил работу и открыт для рейсов.", "ru", False, "polarity"
    ),
    Case("Die Grenze bleibt geschlossen.", "de", "La frontera fue reabierta el lunes.", "es", False, "polarity"),
    Case(
        "The fire is under control.",
        "en",
        "L'incendie est toujours hors de contrôle et se propage.",
        "fr",
        False,
        "polarity",
    ),
    Case("हड़ताल समाप्त हो गई।", "hi", "The strike began on Monday.", "en", False, "polarity"),
    Case("The strike began on Tuesday.", "en", "हड़ताल सोमवार को शुरू हुई।", "hi", False, "time"),
    Case("The summit takes place in Johannesburg.", "en", "قمة بريكس تعقد في كازان.", "ar", False, "place"),
    Case("法庭宣判被告无罪。", "zh", "The court found the defendant guilty.", "en", False, "polarity"),
    Case("Суд признал подсудимого виновным.", "ru", "The court found the defendant guilty.", "en", True),
    Case(
        "Masks are no longer required on trains.",
        "en",
        "En los trenes la mascarilla sigue siendo obligatoria.",
        "es",
        False,
        "polarity",
    ),
    Case(
        "Masks remain mandatory on trains.", "en", "En los trenes la mascarilla sigue siendo obligatoria.", "es", True
    ),
    Case("Inflation slowed in May.", "en", "Enflasyon mayısta yeniden yükseldi.", "tr", False, "polarity"),
    Case("Exports grew less than imports.", "en", "Die Importe stiegen stärker als die Exporte.", "de", True),
]
