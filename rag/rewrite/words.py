"""The words by which a follow-up is told, one record a language; levelled regular expressions (`rag.when.folded`)."""

from dataclasses import dataclass

_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`leads` open a follow-up ("and", "what about"), `closes` end one. `bare` are questions of question words alone.

    `pronouns` point back to another question; `own` take up what the question has named itself, too ("his").
    `person` are those of `pronouns` and `own` that stand for people. `not_pronouns` look like them.
    `asking` are question words, with their helping verbs: they are no subject. `anywhere`: also inside the question.
    `defines`: questions of what or who one thing is, which stand alone for all their shortness. `common` are the
    commonest words, where `index.language` knows none.
    """

    leads: str
    bare: str
    pronouns: str
    asking: str
    own: str = _NEVER
    person: str = _NEVER
    not_pronouns: str = _NEVER
    closes: str = _NEVER
    defines: str = _NEVER
    common: str = ""
    anywhere: bool = False


FOLLOW_UPS = {
    "en": FollowUp(
        leads="(?:and|but|so|ok|then)?,? ?(?:what|how) about|and|but|so what of|what of|same for",
        bare="(?:tell me |say )?more(?: about (?:it|that|this))?|go on|(?:any |more )?details|(?:but |and |so"
        " )?(?:why|when|where|who|whom|how|how come|how many|how much|what|which|which"
        " ones?|since when"
        "|for how long|how so|why not|what else|who else|where else|by whom|to whom|with whom|what for|really)"
        "(?: (?:was|is|did|were|does|has|are) (?:that|it|this|they|he|she|so|there)(?: happen(?:ed)?| end|"
        " start| begin)?)?",
        pronouns="it|that|this|these|those|they|them|he|she|him|there|the same|one|ones|so|either|both|others?"
        "|the (?:former|latter)",
        own="his|her|hers|its|their|theirs",
        person="he|she|him|her|his|hers|they|them|their",
        not_pronouns="(?:this|that|these|those) (?:week|month|year|day|morning|evening|weekend|time|summer"
        "|winter|spring|autumn)"
        "|(?:how long|what) (?:does|did|will|would) it (?:take|cost)|is it (?:true|possible|legal|safe)|what"
        " time is it"
        "|(?:is|are|was|were|be|been) there|there (?:is|are|was|were)|(?:say|said|says|claim|claimed|told"
        "|believe|think|show"
        "|mean|means|know|announced|so|ensure|hope|hoped|warned|found) that|[a-z]+ that (?!happen|was|is"
        "|did)[a-z]+|one of"
        "|no one|every ?one|any ?one|some ?one|one (?:in|million|billion|hundred)|both [a-z]+ and|so (?:much"
        "|many|far|called|few)"
        "|make it|it (?:is|was) (?:that|who)|number one|which one|other (?:countries|than)|each other|either"
        " [a-z]+ or",
        defines="(?:what|who) (?:is|are|was|were) (?:an? )?(?!the|he|she|it|they|that|this)[\\w'-]+(?: [\\w'-]+)?",
        asking="(?:in|on|at|for|to|from|by|with|of|under|about|since|until)? ?(?:how (?:many|much|long|often"
        "|far|old|big)|how|what"
        "|when|where|whom?|whose|which|why)|did|does|do|is|are|was|were|has|have|had|will|would|can|could|should",
    ),
    "ar": FollowUp(
        leads="وماذا عن|ماذا عن|وماذا بشأن|ماذا بشأن|طيب|لكن|وبالنسبة (?:ل|إلى)|و",
        bare="(?:أخبرني )?المزيد|(?:ما )?التفاصيل|تفاصيل أكثر|و?ف?(?:لماذا|متى|أين|كيف|من|كم|لم|منذ متى|إلى متى"
        "|مع من|ضد من|أيضا|من أيضا|حقا|ماذا|ما السبب|ما"
        " هو|ما هي)"
        "(?: (?:كان|حدث|وقع|حصل|تم|جرى) ?(?:ذلك|هذا)?| (?:ذلك|هذا))?",
        pronouns="ذلك|تلك|هذا|هذه|هؤلاء|هناك|عنه|عنها|عنهم|فيه|فيها|منه|منها|منهم|به|بها|له|لها|لهم|عليه|عليها"
        "|ضده|ضدها|ضدهم"
        "|معه|معها|معهم|إليه|إليها|حوله|حولها|بشأنه|بشأنها|كلاهما|أيهما|بعضهم|غيره|غيرها|غيرهم|سواه"
        "|(?:و?ف?من|ماذا|كيف|متى|لماذا|أين) (?!ال)\\w{3,}(?<!ال)(?:ه|ها|هم)",
        own="(?!ال)\\w{3,}(?:هم|هما)",
        person="منه|منهم|له|لهم|عليه|معه|معهم|إليه",
        not_pronouns="(?:هذا|هذه) (?:الأسبوع|الشهر|العام|السنة|اليوم|المساء|الصباح)|هل هناك|هناك (?:من|أي)|فيه?"
        " ?ما|من وجه"
        "|ماذا بعد|بما (?:في|فيه) ذلك|لذلك|(?:من|ماذا|كيف|متى|لماذا|أين) (?:وجه|توجه|نبه|فقه|اتجه|شبه|واجه|الله"
        "|إله|جهه|هذه|ماهو|مياه|اتهم|ساهم|دعم)",
        defines="(?:من|ما) (?:هو|هي|هم) \\w+(?: \\w+)?",
        asking="و?ف?ب?(?:لماذا|متى|أين|كيف|من|كم|ماذا|ما|هل|أي|بأي|في أي|على أي|من أي|إلى أي|لأي|منذ متى"
        "|لمن)(?: (?:هو|هي|هم|الذي|التي))?",
    ),
    "ru": FollowUp(
        leads="а|и|но|а как насчет|как насчет|а что (?:насчет|с|у|в|про)|что насчет|ну а|а если",
        bare="(?:расскажи )?подробнее|подробности|(?:а |и |но )?(?:почему|когда|где|кто|как|сколько|зачем|куда"
        "|откуда|что|какой|какая|какие|с каких"
        " пор|с кем|кем"
        "|кому|из-за чего|кто еще|что еще|правда|и что|ну и)(?: (?:это|именно))?(?: (?:был[оаи]?|произошло"
        "|случилось|произойдет))?",
        pronouns="это|этого|этому|этим|этом|тот|того|тому|они|их|им|ими|он|она|оно|его|ее|ей|ему|нем|нее|ней"
        "|ним|них|там|тогда"
        "|туда|оттуда|оба|обе|такой|такие|остальные|те|тех",
        own="его|ее|их|него",
        person="он|она|они|его|ее|их|ему|ей|им|нем|нее|ней|ним|них",
        not_pronouns="(?:на|в|до|с) (?:этой|этом|этого) (?:неделе|месяце|году|года|месяца|недели)|того(?:,|"
        " ?,)? (?:как|что)|то,? что"
        "|тем,? что|для того,? чтобы|кроме того|как это (?:называется|работает)|кто так(?:ой|ая|ие)|что такое"
        "|это за|кто такой|(?:в|на)"
        " том,? что",
        defines="(?:кто|что) так(?:ой|ая|ое|ие) \\w+(?: \\w+)?",
        asking="(?:в|на|с|о|об|от|из|для|к|у|за|по|до|при)? ?(?:почему|когда|где|кто|кого|кому|кем|ком|как"
        "|сколько|скольки\\w*|зачем|куда"
        "|откуда|что|чего|чему|чем|как(?:ой|ая|ое|ие|ого|ому|им|ом|их|ую|ими)|чей|чья|чье|ли)",
    ),
    "zh": FollowUp(
        leads="那么?|那么,|而|至于|还有",
        bare="详细(?:点|一点|说说)?|更多|继续|详情|[那这]?是?(?:为什么|为何|什么时候|何时|哪里|在哪里|在哪|谁"
        "|是谁|怎么|如何|多少|多少人|几个|哪个"
        "|哪些|什么|还有谁|还有什么|真的吗"
        "|结果呢|然后呢|后来呢)(?:发生)?的?呢?",
        pronouns="[他她它]们?|这(?!周|个?月|个?星期|年|次世界)(?:个|件|些|样|项|次|场|位|名|里)?|那(?!么"
        "|里的)(?:个|件|些|样|项|次|场|位|名|里|时)|其(?!他|中|实|它|余)"
        "|该(?:国|党|公司|决议|法案|协议|组织)|上述|此(?:事|举|案|人)|前者|后者|双方|对方",
        own="其(?!他|中|实|它|余)",
        person="[他她]们?|此人",
        not_pronouns="其他|其中|尤其|吉他|极其|土耳其|他国|利他|维他命|他泊|马耳他|这么|应该|该不该|该如何|此前"
        "|因此|彼此|如此|从此|此外|除此",
        defines="谁是.+|.{2,}是(?:谁|什么|什么人)",
        asking="为什么|为何|什么时候|何时|哪里|在哪里?|哪儿|谁|怎么样?|如何|怎样|多少|几|哪(?:个|些|一|位|国|年"
        "|天|座|家|种|名)?|什么|是否|吗|呢|是不是|有没有",
        closes="呢|怎么样|怎样|又?如何",
        anywhere=True,
    ),
    "fr": FollowUp(
        leads="et|mais|et pour|et qu'en est-il (?:de|du|des)|qu'en est-il (?:de|du|des)|et (?:en|au|aux) ce qui"
        " concerne|alors|quid (?:de|du|des)",
        bare="plus de details|dis-m'en plus|continue|(?:et |mais )?(?:pourquoi|quand|ou|qui|comment|combien"
        "|quoi|lequel|laquelle|lesquels|depuis quand"
        "|par qui|avec qui|contre qui"
        "|a cause de quoi|vraiment|qui d'autre|quoi d'autre|pourquoi pas)(?: (?:ca|cela|donc|etait-ce|est-ce"
        "|c'etait|cela s'est-il passe"
        "|est-ce arrive|c'est arrive))?",
        pronouns="(?<!-)(?:il|elle|ils|elles|lui|eux)|ca|cela|ceci|celui|celle|ceux|celles|celui-ci|celle-ci"
        "|ces derniers|y(?! a)|en(?= (?:a|ont|est|sont|pense|dit))"
        "|l'(?=a |ont |avai|est)|c'est|c'etait|etait-ce|s'y|la-bas|ce dernier|cette derniere",
        own="son|sa|ses|leur|leurs",
        person="il|elle|ils|elles|lui|eux|son|sa|ses",
        not_pronouns="y a-t-il|il y a|il s'agit|-t-(?:il|elle|ils|elles|on)|est-ce qu[e']|qu'est-ce|(?:faut"
        "|pleut|semble|existe)-il|il (?:faut|pleut|semble|existe)"
        "|qui est-ce|-(?:il|elle|ils|elles)(?:-la)?|celui (?:de|qui)|celle (?:de|qui)|ceux (?:de|qui)|celles"
        " (?:de|qui)",
        defines="qui est (?!ce)[\\w'-]+(?: [\\w'-]+)?|qu'est-ce qu(?:e|'un|'une) .+",
        asking="(?:a|de|en|dans|par|pour|avec|sur|depuis|contre|d')? ?(?:pourquoi|quand|ou|qui|que|quoi|comment"
        "|combien(?: de| d')?|quel(?:le)?s?|lequel"
        "|laquelle|lesquel(?:le)?s|qu'|est-ce qu[e']|qu'est-ce qu[ei'])|(?:a|ont|est|sont)-(?:t-)?(?:il|elle"
        "|ils|elles)",
    ),
    "fa": FollowUp(
        leads="و|اما|ولی|و در مورد|در مورد|درباره|و درباره",
        bare="بیشتر(?: بگو)?|جزئیات|و? ?(?:چرا|کی|چه وقت|چه زمانی|کجا|در کجا|چه کسی|کی|چطور|چگونه|چند نفر|چند"
        "|چقدر|کدام|چه|از کی|دیگر"
        " چه کسی|واقعا)(?: بود| شد| است| اتفاق افتاد| رخ داد)?",
        pronouns="آن|این(?! (?:هفته|ماه|سال|روزها))|آنها|آن ?ها|اینها|او|وی|ایشان|آنان|آنجا|اینجا|همان|همین"
        "|دیگران|بقیه|هر دو",
        own="\\w{3,}(?:شان|اش)",
        person="او|وی|ایشان|آنها|آنان",
        not_pronouns="این (?:هفته|ماه|سال|روزها)|آن (?:است|که)|با آنکه|چنان|این ?که|به این ترتیب|از این رو|قربان|آنکه",
        defines=".+ (?:کیست|چیست|کی است|چه کسی است)",
        asking="چرا|کی|چه (?:وقت|زمانی|کسی|کسانی|چیزی|تعداد|کشور\\w*)|کجا|چطور|چگونه|چند|چقدر|کدام ?(?:یک)?|چه|آیا",
        closes="چطور|چه|چی",
        anywhere=True,
    ),
    "es": FollowUp(
        leads="y|e|pero|y que (?:hay|tal|pasa) (?:de|del|con)|que (?:hay|tal|pasa) (?:de|del|con)|y en cuanto a"
        "|y con|entonces",
        bare="mas detalles|cuentame mas|(?:y |pero )?(?:por que|cuando|donde|quien|quienes|como|cuanto|cuantos"
        "|cuantas|que|cual|cuales"
        "|desde cuando|con quien|contra quien"
        "|por quien|de verdad|quien mas|que mas|por que no)(?: (?:fue|paso|ocurrio|sucedio|era|es)(?: (?:eso"
        "|esto|asi))?)?",
        pronouns="el(?= (?:dijo|hizo|era|fue|mismo)|$)|ella|ellos|ellas|eso|esto|ello|ese|esa|esos|esas|aquello"
        "|aquel|aquella|lo(?= (?:\\w+o|\\w+aron|\\w+ieron|ha|han|hizo|apoyo)\\b)"
        "|alli|ahi|le|les|ambos|ambas|los otros|los demas",
        own="su|sus|suyo|suya",
        person="ella|ellos|ellas|le|les|su|sus",
        not_pronouns="es[ea] (?:semana|mes|ano|dia)|est[ea] (?:semana|mes|ano)|por eso|a eso de|lo que|eso es todo",
        defines="(?:que|quien) (?:es|son) (?:una? )?(?!el|la)\\w+(?: \\w+)?",
        asking="(?:a|de|en|con|por|para|desde|contra|sobre|hasta)? ?(?:por que|cuando|donde|adonde|quienes"
        "|quien|como|cuant[oa]s?|que|cuales|cual)|fue|ha|han",
    ),
    "de": FollowUp(
        leads="und|aber|und was ist mit|was ist mit|und wie (?:ist|war|sieht) es (?:mit|in|bei)|wie (?:ist|war"
        "|steht) es (?:mit|um|in)|und bei|und mit",
        bare="mehr(?: dazu| davon)?|details|erzahl mehr|(?:und |aber )?(?:warum|wieso|weshalb|wann|wo|wer|wen"
        "|wem|wie|wie viele|wie viel|was|welche[rs]?"
        "|seit wann|wie lange|von wem|mit wem"
        "|gegen wen|wirklich|wer noch|was noch|wieso nicht|warum nicht)(?: (?:war|ist|geschah|passierte|wurde)"
        " (?:das|es|dies))?",
        pronouns="er|es|sie|ihn|ihm|ihr|ihnen|das(?= ?$)|(?:war|ist|hat|geschah|passierte|heisst|bedeutet) das"
        "|dies(?= )|dieser|diese|dieses|diesen|diesem|jener|jene"
        "|dort|damals|dazu|dafur|dagegen|davon|damit|daruber|darauf|danach|dabei|beide|dieselbe|die anderen",
        own="sein(?:e[rnms]?)?|ihr(?:e[rnms]?)?|deren|dessen",
        person="er|sie|ihn|ihm|ihnen|sein(?:e[rnms]?)?|ihr(?:e[rnms]?)?",
        not_pronouns="gibt es|gab es|es (?:gibt|gab|regnet|heisst)|dies(?:e[rnms]?) (?:woche|monat|jahr"
        "|wochenende)|handelt es sich|ist es (?:wahr|moglich|erlaubt)"
        "|es um|dauert es|damit (?:die|der|das|sie|er)|wie geht es",
        defines="(?:was|wer) (?:ist|sind) (?:eine? )?(?!das|er|sie|der|die)\\w+(?: \\w+)?",
        asking="(?:in|an|auf|mit|von|seit|bis|gegen|fur|zu|nach|aus|um|uber)? ?(?:warum|wieso|weshalb|wann"
        "|wo(?:hin|her|fur|mit|ran|rauf)?|wer|wen|wem|wessen|wie(?: viele?| lange| oft| hoch)?|was"
        "|welche[rnms]?)|ist|sind|war|waren|hat|haben|wurde|wurden|wird|werden",
    ),
    "tr": FollowUp(
        leads="peki ya|peki|ya|ve|ama|peki ya da",
        bare="daha fazla(?: anlat)?|ayrintilar|devam et|(?:peki |ve |ama )?(?:neden|nicin|niye|ne zaman|nerede"
        "|kim|nasil|kac|kac kisi|ne kadar|hangi"
        "|hangileri|ne|kiminle|kim tarafindan|ne zamandan beri"
        "|baska kim|gercekten mi|baska ne)(?: (?:oldu|bu|idi|di|olmustu|olacak))?",
        pronouns="o|onu|ona|onun|ondan|onda|onlar|onlari|onlarin|onlara|bu(?! (?:hafta|ay|yil|sabah|aksam|gun))"
        "|bunu|buna|bunun|bundan|bunlar|su|sunu|orada|oraya|oradan|burada|digerleri|ikisi",
        own="kendisi|kendileri",
        person="o|onu|ona|onun|onlar|onlari|onlarin",
        not_pronouns="o (?:zaman|halde)|bunun icin|bu (?:hafta|ay|yil|sabah|aksam|gun)|son bu|o kadar",
        defines=".+ (?:kimdir|nedir|kim|ne demek)",
        asking="neden|nicin|niye|neydi|nedir|kimdi|nasildi|ne zaman|nerede|nereye|kim(?:in|i|e|den|ler)?|nasil"
        "|kac|ne kadar|hangi(?:si"
        "|leri)?|neler|ne|mi|mu",
        closes="ne (?:oldu|olacak|dedi|diyor)|nasil|ne",
        anywhere=True,
    ),
    "hi": FollowUp(
        leads="और|लेकिन|तो फिर|तो|फिर|मगर",
        bare="और बताओ|और बताइए|विस्तार से|(?:और |लेकिन |तो )?(?:क्यों|कब|कहाँ|कहां|कौन|किसने|कैसे|कितने|कितना"
        "|कितनी|क्या|किस|कब से|किसके साथ"
        "|सच में|और कौन|और क्या)(?: (?:हुआ|था|थी|थे|है|ऐसा))*",
        pronouns="यह|ये|वह|वे|वो|इसे|इसका|इसकी|इसके|इसने|इसमें|इस पर|इससे|उसे|उसका|उसकी|उसके|उसने|उसमें|उससे"
        "|उन्हें|उनका|उनकी|उनके|उन्होंने|इन्हें|इनका"
        "|वहाँ|वहां|ऐसा|दोनों|बाकी",
        own="अपने|अपना|अपनी",
        person="वह|वे|वो|उसे|उसने|उन्होंने|उनका|उनकी|उनके",
        not_pronouns="इसलिए|इसके (?:अलावा|बाद)|यहाँ|(?:इस|उस) (?:हफ़्ते|महीने|साल|हफ्ते)|उसके बाद|वह कौन|यह सच",
        defines=".+ (?:कौन|क्या) (?:है|हैं)",
        asking="क्यों|कब|कहाँ|कहां|कौन ?(?:सा|सी|से)?|किसने|किसे|किसका|किसकी|किसके|किस|किन|कैसे|कितने|कितना|कितनी|क्या",
        closes="का क्या|के बारे में|का क्या हुआ|के बारे में क्या|ने",
        anywhere=True,
    ),
    "pt": FollowUp(
        leads="e|mas|e quanto a[os]?|quanto a[os]?|e que tal|e o que dizer d[aeo]s?|entao",
        bare="mais detalhes|conte mais|(?:e |mas )?(?:por que|porque|quando|onde|quem|como|quanto|quantos"
        "|quantas|o que|qual|quais|desde"
        " quando|com quem|contra quem|por quem"
        "|serio|quem mais|o que mais|por que nao)(?: (?:foi|aconteceu|ocorreu|era|e)(?: (?:isso|isto|assim))?)?",
        pronouns="ele|ela|eles|elas|isso|isto|aquilo|esse|essa|esses|essas|aquele|aquela|nele|nela|dele|dela"
        "|deles|delas|disso|nisso|la(?= ?$)|ali|lhe|lhes|ambos|os outros|os demais",
        own="seu|sua|seus|suas",
        person="ele|ela|eles|elas|dele|dela|deles|delas|lhe|seu|sua",
        not_pronouns="ess[ea] (?:semana|mes|ano)|nest[ea] (?:semana|mes|ano)|por isso|alem disso",
        defines="(?:o que|quem) (?:e|sao) (?:uma? )?(?!o|a)\\w+(?: \\w+)?",
        asking="(?:a|de|em|com|por|para|desde|contra|sobre|ate)? ?(?:por que|quando|onde|aonde|quem|como"
        "|quant[oa]s?|o que|que|quais|qual)|foi|foram|tem",
    ),
    "ur": FollowUp(
        leads="اور|لیکن|تو پھر|تو|پھر|مگر",
        bare="مزید(?: بتاؤ| بتائیں)?|تفصیل|(?:اور |لیکن |تو )?(?:کیوں|کب|کہاں|کون|کس نے|کیسے|کتنے|کتنا|کتنی|کیا"
        "|کس|کب سے|کس کے ساتھ|واقعی"
        "|اور کون|اور کیا)(?: (?:ہوا|تھا|تھی|تھے|ہے|ایسا))*",
        pronouns="یہ|وہ|اسے|اس کا|اس کی|اس کے(?! (?:علاوہ|بعد))|اس نے|اس میں|اس پر|اس سے|انہیں|ان کا|ان کی|ان"
        " کے|انہوں نے|وہاں|ایسا|دونوں|باقی",
        own="اپنے|اپنا|اپنی",
        person="وہ|اسے|اس نے|انہوں نے|ان کا|ان کی|ان کے",
        not_pronouns="اس لیے|اس کے (?:علاوہ|بعد)|یہاں|اس (?:ہفتے|مہینے|سال|ماہ)|وہ کون|یہ سچ",
        defines=".+ (?:کون|کیا) (?:ہے|ہیں)",
        common="کا کی کے کو نے سے میں پر ہے ہیں تھا تھی تھے اور یہ وہ اس ان ایک کہ ہوا ہوئی ہوئے گیا گئی گئے بھی نہیں",
        asking="کیوں|کب|کہاں|کون ?(?:سا|سی|سے)?|کس نے|کسے|کس کا|کس کی|کس کے|کس|کن|کیسے|کتنے|کتنا|کتنی|کیا",
        closes="کا کیا|کے بارے میں|کا کیا ہوا|کے بارے میں کیا|نے",
        anywhere=True,
    ),
}
