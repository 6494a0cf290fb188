"""What page furniture looks like, language by language: the tables that `clean` goes by.

Each pattern is anchored to the start of a line, so that a sentence that merely contains such words stays. The
phrases are those met in the four collections of `../shared/news` and on the pages of large outlets.
"""

import re

_I = re.IGNORECASE


_READ = "(?:[إاأ]قر[أا]|طالع|شاهد|تابع)"
_SOCIAL = (
    "(?:facebook|twitter|instagram|telegram|whatsapp|youtube|tiktok|linkedin|google news|threads"
    "|телеграм|telegram-канал|вконтакте|дзен|ват?сап"
    "|فيسبوك|تويتر|تلغرام|تليجرام|تلجرام|واتس ?[اأ]ب|يوتيوب|انستغرام|إنستغرام"
    "|تلگرام|اینستاگرام|توییتر|واتساپ|微信|微博|抖音|टेलीग्राम|फेसबुक|व्हाट्सऐप)"
)


_CHANNEL = rf"(?:{_SOCIAL}|قناة|قناتنا|النشرة|نشرتنا|تطبيق|خدمة|جوجل نيوز|أخبار جوجل)"
_NAMED = {"@READ@": _READ, "@SOCIAL@": _SOCIAL, "@CHANNEL@": _CHANNEL}


def _table(patterns: str) -> str:
    """One expression of many, parted by line ends or two spaces; names between @ stand for the above."""
    for name, pattern in _NAMED.items():
        patterns = patterns.replace(name, pattern)
    pieces = re.split(r" {2,}|\n", patterns.strip())
    return "(?:" + "|".join(piece for piece in pieces if piece) + ")"


READ_ALSO = _table(
    r"""
    read (?:also|more|next|on)  also read  see also  must read  don'?t miss  up next  more on th(?:is|e) \w+
    @READ@\s*(?:أيضاً?|ايضاً?|المزيد|كذلك)  قد يهمك(?: أيضاً?)?  لا يفوتك  читайте (?:также|ещ[её]|больше)
    смотрите также  подробнее  материалы по теме  (?:[àa] )?lire (?:aussi|également|la suite)  voir aussi
    [àa] voir aussi  sur le même sujet  l[eé]a? (?:también|además|más)  lee también  te puede interesar
    ver más  mira también  vea también  (?:بیشتر|همچنین|بیش‌تر) (?:بخوانید|ببینید)  (?:بخوانید|ببینید)
    این خبر را (?:هم )?بخوانید  延伸阅读  延伸閱讀  相关阅读  相關閱讀  推荐阅读  更多阅读  另见
    点击查看  あわせて読みたい  関連記事  ayrıca (?:okuyun|bakın)  soma (?:pia|zaidi)
    مزید پڑھیں  یہ بھی پڑھیں
    (?:bunu|bunları) da okuyun  daha fazlası  ilgili haber  devamını oku  lesen sie (?:auch|mehr)
    mehr (?:zum thema|dazu)  auch interessant  lei?a (?:também|mais)  veja (?:também|mais)  saiba mais
    leggi anche  guarda anche  (?:यह|ये|इसे) भी पढ़ें  और पढ़ें
    """
)

WEAK_INSERT = _table(
    r"""
    more  related  watch  photos?  video  listen  opinion  fact check  previously  exclusive  live updates?
    analysis  explainer  more on [\w ]{2,30}  read  also  gallery  по теме  ранее  видео  فيديو
    شاهد  بالفيديو  vidéo  vídeo  video  galería  galerie
    """
)

LIST_HEADER = _table(
    r"""
    related (?:articles?|stories|news|content|topics|links|posts|coverage)
    more (?:stories|news|from .{2,40}|like this)
    (?:you (?:may|might) also (?:like|enjoy)|recommended(?: for you| stories)?|most (?:read|popular|viewed))
    (?:trending(?: now)?|top stories|latest (?:news|stories)|editors'? picks?)
    (?:مقالات|مواضيع|أخبار|موضوعات|اخبار) (?:مشابهة|ذات صلة|ذات علاقة|متعلقة|أخرى)
    الأكثر (?:قراءة|مشاهدة|تداولا)  آخر الأخبار  مواد ذات صلة
    (?:материалы|новости|статьи|публикации) по теме  по теме  похожие (?:новости|статьи|материалы)
    самое читаемое  другие новости  популярное
    (?:articles|sujets|actualités) (?:liés|associés|similaires|connexes)
    (?:sur le même thème|les plus lus|à la une|nos derniers articles|dans la même rubrique)
    (?:noticias|artículos|temas|contenidos?) (?:relacionad[oa]s?|similares)
    (?:lo más (?:leído|visto)|más noticias|últimas noticias|otras noticias)
    (?:مطالب|اخبار|مقالات|خبرهای|خبر‌های) (?:مرتبط|مشابه|پیشنهادی|دیگر)  پربازدیدترین‌? ?(?:ها|اخبار)?
    پربیننده ‌?ترین  (?:相关|推荐|更多|热门|最新)(?:新闻|報道|报道|文章|阅读|内容|资讯)  猜你喜欢
    为您推荐  热点推荐  相關新聞
    (?:ilgili|benzer|diğer|son) (?:haberler|içerikler)
    (?:bunlar da ilginizi çekebilir|ilginizi çekebilir|çok okunanlar|en çok okunanlar)
    (?:ähnliche|weitere|verwandte|mehr) (?:artikel|themen|nachrichten|meldungen|beiträge)
    (?:das könnte (?:sie|dich) auch interessieren|meistgelesen)
    (?:notícias|matérias|artigos|conteúdos?) relacionad[oa]s
    (?:mais lidas|últimas notícias|veja mais notícias)  (?:articoli|notizie) correlat[ie]
    (?:i più letti|ti potrebbe interessare|potrebbe interessarti)
    (?:संबंधित|सम्बंधित|अन्य|ताज़ा) (?:खबरें|ख़बरें|समाचार|लेख)
    """
)

TAGS = _table(
    r"""
    tags?  topics?  keywords?  filed under  كلمات (?:دلالية|مفتاحية)  الكلمات (?:الدلالية|المفتاحية|الدالة)
    وسوم  الوسوم  تاجات  теги?  тэги  метки  ключевые слова  mots[- ]cl[ée]s?  étiquettes  thèmes  etiquetas
    palabras clave  برچسب[\u200c ]?ها  کلیدواژه[\u200c ]?ها  کلمات کلیدی
    标签  標籤  关键词  關鍵詞  etiketler
    anahtar kelimeler  schlagw[oö]rter  schlagworte  palavras[- ]chave  parole chiave  टैग्?स?
    """
)

PROMPT = _table(
    r"""
    (?:get|download) (?:the|our) .{0,40}\bapp\b.{0,80}$
    (?:[a-z ]{3,30}:\s*)?sign up (?:for|to) .{0,80}newsletter.{0,40}$
    téléchargez .{0,20}appli(?:cation)?\b.{0,60}$  .{0,60}ऐप डाउनलोड करें[.।!]?  .{0,60}به اشتراک بگذارید[.!]?$
    (?:comparta|comparte) (?:esta|este)\b.{0,60}$  haberi paylaş.{0,20}$  artikel teilen\b.{0,80}$
    シェアする$
    advertisement$  advertising$  \(?ad(?:vertisement)?\)?$  story continues below.*
    article continues (?:below|after).*  video ad feedback\b.*  real quick$  a break from the news$
    sign(?: |-)?up\b.{0,120}\b(?:newsletters?|inbox|emails?|alerts|updates)\b.*
    (?:get|want|would you like to receive|thanks for signing up)\b.{0,90}\b(?:newsletter|inbox)\b.*
    the weekday newsletter\b.{0,90}\b(?:newsletter|inbox)\b.*
    subscribe\b.{0,80}\b(?:newsletter|channel|today|now|inbox|podcast|here|us|our)\b.*
    (?:get|read) (?:our|the) free (?:weekly|daily) newsletter.*  follow us\b.*
    (?:follow|join|like|find) (?:us|our|bbc|cnn|rt|al jazeera)\b.{0,80}\b@SOCIAL@\b.*  follow every game:.*
    share (?:this|on|via)\b.{0,60}$  share$  print$  email$  (?:copy|copy the) link$
    click here\b.{0,120}(?:subscribe|newsletter|more|app|read).*
    read more(?: (?:here|reaction).{0,60})?[.…]*$  download (?:the|our)\b.{0,60}\bapp\b.*
    (?:we use|this (?:web)?site uses|by (?:using|continuing)).{0,80}\bcookies?\b.*
    accept (?:all )?cookies.*  support (?:local |strong |our |independent |quality )*journalism\b.{0,120}$
    thank you for supporting our journalism.*
    (?:smart analysis delivered|stay in the conversation)\b.{0,120}newsletter.*
    we will use the (?:details|information) you have shared.*
    if you wish to object to the use of your data.*  all rights reserved.*  ©.*
    copyright (?:©|\(c\)|\d{4}).*  (?:leave a comment|comments?(?: \(\d+\))?|\d+ comments?)$
    تابع(?:وا|ونا|نا)?\s+(?:أحدث|آخر|احدث|جميع|أهم|كل)\s+(?:الأخبار|الاخبار|أخبار|المستجدات).{0,90}$
    تابعونا\b.{0,120}$
    (?:تابعنا|تابعوا|انضم|انضموا|اشترك|اشتركوا|إشترك)\b.{0,60}@CHANNEL@.{0,80}$
    ل(?:متابعة|قراءة|معرفة|لاطلاع على) (?:المزيد|الخبر|آخر|أحدث).{0,140}$
    للمزيد(?: من (?:الأخبار|التفاصيل|المعلومات))?\s*(?:[:،.…]|اضغط|انقر|تابع|زوروا|$).{0,120}$
    (?:حم[ّ]?ل(?:وا)?|نزّ?ل)\s+(?:ال)?تطبيق.{0,80}$
    (?:شارك|شاركها|شارك الخبر)(?: (?:هذا )?(?:الخبر|المقال|الموضوع)| على (?:فيسبوك|تويتر|واتساب).{0,40})?$
    (?:مشاركة|طباعة|إعلان|اعلان)(?: (?:هذا )?(?:الخبر|المقال|الموضوع)| على (?:فيسبوك|تويتر|واتساب).{0,40})?$
    نسخ الرابط(?: (?:هذا )?(?:الخبر|المقال|الموضوع)| على (?:فيسبوك|تويتر|واتساب).{0,40})?$
    [.…\s]*المزيد[.…\s]*$  (?:اضغط|انقر) هنا.{0,100}$  للتواصل (?:مع الكاتب )?[اأ]رسل.{0,160}$
    رابط الخبر بصحيفة.{0,200}$  جميع الحقوق محفوظة.*  فيديو\s*:?$  подпи(?:сывайтесь|шитесь|шись)\b.{0,160}$
    (?:следите за|читайте нас|присоединяйтесь)\b.{0,100}(?:новост|@SOCIAL@|канал|telegram|соцсет).{0,60}$
    (?:мы в|оставайтесь с нами)\b.{0,100}(?:новост|@SOCIAL@|канал|telegram|соцсет).{0,60}$
    (?:поделиться|поделитесь|реклама|на правах рекламы|распечатать)(?: [^.!?]{0,40})?$
    (?:скачайте|установите) .{0,40}приложение.{0,60}$  все права защищены.*
    (?:abonnez-vous|inscrivez-vous|s'abonner|suivez[- ](?:nous|l'actualité|toute l'actualité))\b.{0,160}$
    (?:rejoignez[- ]nous|téléchargez (?:notre|l')\s*appli)\b.{0,160}$
    (?:partager|publicité|imprimer)(?: (?:sur|cet article|l'article).{0,40})?$
    la suite après (?:la|cette) publicité(?: (?:sur|cet article|l'article).{0,40})?$  tous droits réservés.*
    recevez .{0,60}(?:newsletter|lettre d'information).{0,60}$
    (?:suscríbe(?:te|se)|síguenos|sigue(?: toda)? la (?:información|actualidad))\b.{0,160}$
    (?:descarga (?:nuestra|la) app|únete a)\b.{0,160}$
    (?:compartir|publicidad|imprimir|recibe nuestr[ao] (?:newsletter|boletín)|apúntate a)(?: [^.!?]{0,80})?$
    todos los derechos reservados.*
    (?:ما را (?:در .{0,50})?(?:دنبال|همراهی) کنید|به کانال .{0,60}بپیوندید)[.!…\s]*$
    (?:در (?:تلگرام|اینستاگرام) .{0,60}دنبال کنید|اشتراک[\u200c‌ ]?گذاری|تبلیغات?|نسخه چاپی)[.!…\s]*$
    (?:کپی لینک|عضویت در خبرنامه)[.!…\s]*$  (?:اپلیکیشن|برنامه) .{0,40}(?:دانلود|نصب) کنید[.!]?$
    (?:责任编辑|责编|編輯|编辑|校对|审校|审核|编审|值班编辑|终审|初审|复审|二审|三审)\s*[:：|/丨]\s*.{0,40}$
    [（(【\[]\s*(?:责任编辑|责编|编辑)\s*[:：]?.{0,30}[）)】\]]$
    (?:扫码|扫描二维码|扫一扫|长按|长按识别|关注(?:我们|公众号|微信)|欢迎关注|点击(?:下载|这里|关注|订阅)|打开.{0,12}(?:App|APP|客户端)).{0,60}$
    (?:下载.{0,12}(?:App|APP|客户端)|分享(?:到|至)|返回搜狐).{0,60}$
    (?:版权声明|免责声明|广告声明|特别声明|郑重声明|转载声明)\s*[:：].*
    (?:未经(?:授权|许可|允许).{0,20}(?:不得|禁止|严禁)转载|转载请注明|版权所有|本文(?:来自|转自|系).{0,30}(?:公众号|授权)).{0,60}$
    (?:广告|推广|分享|打印|收藏|原标题\s*[:：].*)$  bizi (?:takip edin|.{0,40}takip edin)[.!…\s]*$
    .{0,40}(?:bültenimize|kanalımıza|kanalına|abone) (?:abone )?(?:olun|ol)[.!…\s]*$
    (?:uygulamamızı indirin.{0,40}|paylaş|reklam|yazdır|tüm hakları saklıdır)[.!…\s]*$
    (?:son dakika haberleri|en son haberler) için.{0,100}$
    (?:abonnieren sie|folgen sie uns|jetzt (?:abonnieren|anmelden)|melden sie sich)\b.{0,120}$
    (?:newsletter abonnieren|laden sie .{0,30}app)\b.{0,120}$
    (?:anzeige|werbung|teilen|drucken|artikel teilen)$  alle rechte vorbehalten.*
    (?:assine|inscreva-se|siga-nos|siga o .{2,20} n[oa]|receba .{0,40}newsletter|baixe o app)\b.{0,120}$
    (?:iscriviti|seguici|scarica l'app|abbonati)\b.{0,120}$
    (?:compartilhe|compartilhar|publicidade|continua após a publicidade)(?: [^.!?]{0,30})?$
    (?:condividi|pubblicità)(?: [^.!?]{0,30})?$
    (?:हमें .{0,40}फॉलो करें|हमारे .{0,60}(?:सब्सक्राइब|फॉलो|जुड़ें|लाइक).{0,30}|विज्ञापन|शेयर करें)[.।!]?$
    """
)

CREDIT = _table(
    r"""
    (?:photo|image|picture|photograph|video)s?(?: (?:credit|source|courtesy|by|provided by))\s*[:/]?.{1,80}
    graphics?(?: (?:credit|source|courtesy|by|provided by))\s*[:/]?.{1,80}
    (?:photo|image|credit|file photo|getty images?|ap photo)\s*[:/|].{1,80}
    \(?(?:photo|image|ap photo|file photo)\s*(?:by|:|/).{1,80}\)  getty images.{0,40}
    (?:ap|afp|reuters|usa today(?: sports)?|associated press|epa|cnn|cnn business)(?:\s*[—–-]+)?
    from (?:usa today network|staff) and wire reports  contributing(?: to this (?:report|story))?:.{2,160}
    (?:الصورة|صورة|صور|تصوير|مصدر الصورة|عدسة)\s*[:/]\s*.{1,60}
    (?:фото|фотография|источник фото|изображение)\s*[:/©]\s*.{1,80}
    (?:crédits? (?:photos?|images?)?|photos?|©)\s*[:/©]\s*.{1,80}
    (?:foto|fotografía|imagen|fotos|créditos?)\s*[:/]\s*.{1,80}  (?:عکس|عکاس|منبع عکس)\s*[:/]\s*.{1,60}
    (?:图片?(?:来源|源自|源)|图\s*[/|:：]|图源|摄影\s*[:：/]|供图\s*[:：/]|圖片?來源)\s*.{1,40}
    [（(].{0,20}(?:供图|图源|图片来源|资料图片?).{0,20}[）)]
    (?:fotoğraf(?:lar)?|görsel|kaynak fotoğraf)\s*[:/]\s*.{1,60}
    (?:bild(?:quelle)?|fotos?)\s*[:/]\s*.{1,80}  (?:फोटो|तस्वीर)\s*[:/]\s*.{1,60}
    """
)

_CONTACT = (
    r"(?:contact|follow|reach|email|e-mail|call|twitter:)\b.{0,140}(?:@\w|twitter|on x\b).{0,160}",
    r".{0,200}\b(?:reach|contact|follow|email) (?:him|her|them|me|the reporter) (?:at|on|@).{0,60}@.{0,200}",
    r"(?:our fact-check sources:|our fact-check work is supported in part by.*)",
)

TAILS = tuple(
    # furniture stuck to the end of a paragraph: cut from here to the end of the line
    re.compile(pattern, _I)
    for pattern in (
        r"(?:\S{1,60}@\S{1,60}?\.com)?\s?للتواصل (?:مع الكاتب )?[اأ]رسل (?:رسالة )?sms\b.*$",
        r"رابط الخبر بصحيفة [^:]{2,20}:.*$",
        r"广告声明：文内含有的对外跳转链接.*$",
        r"(?<=[。！？”）)])\s*(?:责任编辑|责编|编辑|校对|审核|值班编辑)\s*[:：][^。！？，]{1,30}$",
        r"(?<=[。！？”）)])\s*(?:[（(]?[^。！？]{0,12}版权作品，)?未经(?:授权|许可|允许)[^。！？]{0,20}不得转载[^。！？]{0,6}[。！]?[）)]?$",
        r"(?<=[。！？”）)])\s*[“\"]?转载请(?:注明|联系)[^。！？]{0,20}[。”\"]{0,2}$",
        r"(?<=[.!?])\s*support (?:local |strong |our )?journalism like this\b.*$",
        r"(?<=[.!?])\s*sign up for [^.!?]{3,80}newsletter(?::\s*\S+|\.)?$",
        r"(?<=[.!?])\s*(?:read more|click here) [^.!?]{0,60}(?:sign up|newsletter)[^.!?]{0,60}[.!]?$",
    )
)

INSERT_LINE = re.compile(rf"{READ_ALSO}\s*[:：|»>–—-]+\s*\S.*$", _I)
INSERT_BARE = re.compile(rf"{READ_ALSO}\s+\S.*$", _I)
WEAK_LINE = re.compile(rf"[►▶•]?\s*{WEAK_INSERT}\s*[:：|]+\s*(?!.*https?:)\S.*$", _I)
HEADER_LINE = re.compile(rf"(?:{LIST_HEADER}|{READ_ALSO})\s*[:：.…»>]*$", _I)
TAG_LINE = re.compile(rf"{TAGS}\s*[:：]\s*.*$|{TAGS}$", _I)
PROMPT_LINE = re.compile(rf"[►▶•»*\s]*{PROMPT}", _I)
CREDIT_LINE = re.compile(rf"{CREDIT}$", _I)
CONTACT_LINE = re.compile(rf"(?:{'|'.join(_CONTACT)})$", _I)
GLUED_HEADLINE = re.compile(
    # "'It becomes personal for me':Jeff Ruby caters free dinner": a link's label glued to its headline
    r"[►▶•\s]*[^:.!]{3,110}?[^\s:.!\d]:{1,2}(?=[\"'“‘$\dA-Z])(?:\S+\s+){4,}[^.!]*$"
)
BULLET = re.compile(r"\s*(?:[•●▪◦‣·■►▶»›*]\s*|[-–—]\s+|\d{1,2}[.)]\s+)")
STOP = re.compile(r"[.!?。！？؟।…۔][\"'”’»」』)）\]\s]*$")
ONLY_SIGNS = re.compile(r"[\W_]+$")
IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
