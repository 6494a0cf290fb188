from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.when import relative_days, resolve
from rag.when.languages import LANGUAGES, grammar_of

THURSDAY = datetime(2023, 11, 2, 12, tzinfo=timezone(timedelta(hours=3)))
"""Every question below is asked on Thursday, 2 November 2023."""

YESTERDAY = ("2023-11-01", "2023-11-02")
DAY_BEFORE = ("2023-10-31", "2023-11-01")
LAST_WEEK = ("2023-10-23", "2023-10-30")
THIS_WEEK = ("2023-10-30", "2023-11-03")
LAST_MONTH = ("2023-10-01", "2023-11-01")
LAST_YEAR = ("2022-01-01", "2023-01-01")
THIS_YEAR = ("2023-01-01", "2023-11-03")
THREE_DAYS = ("2023-10-30", "2023-11-03")
TWO_MONTHS = ("2023-09-02", "2023-11-03")
SINCE_MARCH = ("2023-03-01", None)
SINCE_2021 = ("2021-01-01", None)
SATURDAY = ("2023-10-28", "2023-10-31")
WEEKEND = ("2023-10-28", "2023-10-30")
MARCH_1_TO_5 = ("2023-03-01", "2023-03-06")
BEFORE_12_MAY = (None, "2023-05-12")
AFTER_12_MAY = ("2023-05-13", None)
TWO_DAYS_AGO = ("2023-10-31", "2023-11-03")

HARD = {
    "en": [
        ("What did Russia say yesterday?", YESTERDAY),
        ("What happened last night?", YESTERDAY),
        ("What happened the day before yesterday?", DAY_BEFORE),
        ("What did the UN decide last week?", LAST_WEEK),
        ("What happened this week?", THIS_WEEK),
        ("How many died last month?", LAST_MONTH),
        ("Who resigned last year?", LAST_YEAR),
        ("How many quakes were there this year?", THIS_YEAR),
        ("What has Iran said in the last 3 days?", THREE_DAYS),
        ("What did Iran say in the past two months?", TWO_MONTHS),
        ("How many have died since March?", SINCE_MARCH),
        ("What has changed since 2021?", SINCE_2021),
        ("What did Macron say on Saturday?", SATURDAY),
        ("Who won last Saturday?", SATURDAY),
        ("Who won over the weekend?", WEEKEND),
        ("Who won last weekend?", WEEKEND),
        ("What happened between 1 and 5 March?", MARCH_1_TO_5),
        ("What happened from March 1 to 5, 2023?", MARCH_1_TO_5),
        ("What did he say before 12 May?", BEFORE_12_MAY),
        ("What did he say after 12 May?", AFTER_12_MAY),
        ("What happened two days ago?", TWO_DAYS_AGO),
        ("What did he say on Thursday?", ("2023-10-26", "2023-11-03")),
        ("What happened today?", ("2023-11-02", "2023-11-03")),
        ("Any news from Gaza today?", ("2023-11-02", "2023-11-03")),
        ("What has happened in the past 24 hours?", ("2023-11-01", "2023-11-03")),
        ("What has he said since yesterday?", ("2023-11-01", None)),
        ("What has he said since last week?", ("2023-10-23", None)),
        ("What was said until yesterday?", (None, "2023-11-02")),
        ("What was known before last week?", (None, "2023-10-23")),
        ("What happened between Monday and Wednesday?", ("2023-10-30", "2023-11-02")),
        ("Who was elected last October?", LAST_MONTH),
    ],
    "ar": [
        ("ماذا حدث أمس؟", YESTERDAY),
        ("ماذا قالت روسيا بالأمس؟", YESTERDAY),
        ("ماذا حدث أول أمس؟", DAY_BEFORE),
        ("ماذا قررت الأمم المتحدة الأسبوع الماضي؟", LAST_WEEK),
        ("ماذا حدث هذا الأسبوع؟", THIS_WEEK),
        ("كم قتل الشهر الماضي؟", LAST_MONTH),
        ("من استقال العام الماضي؟", LAST_YEAR),
        ("كم زلزالا وقع هذا العام؟", THIS_YEAR),
        ("ماذا قالت إيران خلال الأيام الثلاثة الماضية؟", THREE_DAYS),
        ("ماذا قالت إيران في آخر 3 أيام؟", THREE_DAYS),
        ("ماذا قالت إيران خلال الشهرين الماضيين؟", TWO_MONTHS),
        ("كم قتل منذ مارس؟", SINCE_MARCH),
        ("كم قتل منذ آذار/مارس؟", SINCE_MARCH),
        ("ماذا تغير منذ عام 2021؟", SINCE_2021),
        ("ماذا قال ماكرون يوم السبت؟", SATURDAY),
        ("من فاز السبت الماضي؟", SATURDAY),
        ("من فاز في عطلة نهاية الأسبوع الماضي؟", WEEKEND),
        ("ماذا حدث بين 1 و5 مارس؟", MARCH_1_TO_5),
        ("ماذا قال قبل 12 مايو؟", BEFORE_12_MAY),
        ("ماذا قال بعد ١٢ مايو؟", AFTER_12_MAY),
        ("ماذا حدث قبل يومين؟", TWO_DAYS_AGO),
        ("ماذا حدث في غزة اليوم؟", ("2023-11-02", "2023-11-03")),
        ("هل رفع البنك المركزي الفائدة هذا الشهر؟", ("2023-11-01", "2023-11-03")),
    ],
    "ru": [
        ("Что сказал вчера Путин?", YESTERDAY),
        ("Что произошло позавчера?", DAY_BEFORE),
        ("Что решила ООН на прошлой неделе?", LAST_WEEK),
        ("Что произошло на этой неделе?", THIS_WEEK),
        ("Сколько погибло в прошлом месяце?", LAST_MONTH),
        ("Кто ушёл в отставку в прошлом году?", LAST_YEAR),
        ("Сколько было землетрясений в этом году?", THIS_YEAR),
        ("Что заявил Иран за последние три дня?", THREE_DAYS),
        ("Что заявил Иран за последние два месяца?", TWO_MONTHS),
        ("Сколько человек погибло с марта?", SINCE_MARCH),
        ("Что изменилось с 2021 года?", SINCE_2021),
        ("Что сказал Макрон в субботу?", SATURDAY),
        ("Кто победил в прошлую субботу?", SATURDAY),
        ("Что произошло с 1 по 5 марта?", MARCH_1_TO_5),
        ("Что произошло между 1 и 5 марта?", MARCH_1_TO_5),
        ("Что он сказал до 11 мая?", BEFORE_12_MAY),
        ("Что он сказал после 12 мая?", AFTER_12_MAY),
        ("Что произошло два дня назад?", TWO_DAYS_AGO),
        ("Какие сегодня новости?", ("2023-11-02", "2023-11-03")),
    ],
    "zh": [
        ("昨天普京说了什么？", YESTERDAY),
        ("前天发生了什么？", DAY_BEFORE),
        ("上周联合国作出了什么决定？", LAST_WEEK),
        ("本周发生了什么？", THIS_WEEK),
        ("上个月有多少人死亡？", LAST_MONTH),
        ("去年谁辞职了？", LAST_YEAR),
        ("今年发生了多少次地震？", THIS_YEAR),
        ("最近三天伊朗说了什么？", THREE_DAYS),
        ("过去两个月伊朗说了什么？", TWO_MONTHS),
        ("3月以来有多少人死亡？", SINCE_MARCH),
        ("今年3月以来有多少人死亡？", SINCE_MARCH),
        ("自三月以来有多少人死亡？", SINCE_MARCH),
        ("2021年以来有什么变化？", SINCE_2021),
        ("马克龙周六说了什么？", SATURDAY),
        ("上周六谁赢了？", SATURDAY),
        ("上周末谁赢了？", WEEKEND),
        ("3月1日至5日发生了什么？", MARCH_1_TO_5),
        ("5月12日之前他说了什么？", BEFORE_12_MAY),
        ("5月12日以后他说了什么？", AFTER_12_MAY),
        ("两天前发生了什么？", TWO_DAYS_AGO),
        ("今天有什么新闻？", ("2023-11-02", "2023-11-03")),
        ("近两周中东局势有什么变化？", ("2023-10-19", "2023-11-03")),
    ],
    "fr": [
        ("Qu'a dit Poutine hier ?", YESTERDAY),
        ("Que s'est-il passé avant-hier ?", DAY_BEFORE),
        ("Qu'a décidé l'ONU la semaine dernière ?", LAST_WEEK),
        ("Que s'est-il passé cette semaine ?", THIS_WEEK),
        ("Combien de morts le mois dernier ?", LAST_MONTH),
        ("Qui a démissionné l'année dernière ?", LAST_YEAR),
        ("Qui a démissionné l’an dernier ?", LAST_YEAR),
        ("Combien de séismes y a-t-il eu cette année ?", THIS_YEAR),
        ("Qu'a dit l'Iran ces trois derniers jours ?", THREE_DAYS),
        ("Qu'a dit l'Iran au cours des deux derniers mois ?", TWO_MONTHS),
        ("Combien de morts depuis mars ?", SINCE_MARCH),
        ("Qu'est-ce qui a changé depuis 2021 ?", SINCE_2021),
        ("Qu'a dit Macron samedi ?", SATURDAY),
        ("Qui a gagné samedi dernier ?", SATURDAY),
        ("Qui a gagné le week-end dernier ?", WEEKEND),
        ("Que s'est-il passé entre le 1er et le 5 mars ?", MARCH_1_TO_5),
        ("Que s'est-il passé du 1er au 5 mars ?", MARCH_1_TO_5),
        ("Qu'avait-il dit avant le 12 mai ?", BEFORE_12_MAY),
        ("Qu'a-t-il dit après le 12 mai ?", AFTER_12_MAY),
        ("Que s'est-il passé il y a deux jours ?", TWO_DAYS_AGO),
        ("Quelles sont les nouvelles aujourd'hui ?", ("2023-11-02", "2023-11-03")),
    ],
    "fa": [
        ("دیروز پوتین چه گفت؟", YESTERDAY),
        ("پریروز چه اتفاقی افتاد؟", DAY_BEFORE),
        ("سازمان ملل هفتهٔ گذشته چه تصمیمی گرفت؟", LAST_WEEK),
        ("هفته‌ی گذشته چه شد؟", LAST_WEEK),
        ("این هفته چه اتفاقی افتاد؟", THIS_WEEK),
        ("ایران در سه روز گذشته چه گفت؟", THREE_DAYS),
        ("ایران طی دو ماه گذشته چه گفت؟", TWO_MONTHS),
        ("از مارس چند نفر کشته شدند؟", SINCE_MARCH),
        ("از سال ۲۰۲۱ چه تغییری کرد؟", SINCE_2021),
        ("ماکرون روز شنبه چه گفت؟", SATURDAY),
        ("شنبهٔ گذشته چه کسی برنده شد؟", SATURDAY),
        ("از ۱ تا ۵ مارس چه شد؟", MARCH_1_TO_5),
        ("پیش از ۱۲ مه چه گفت؟", BEFORE_12_MAY),
        ("پس از ۱۲ مه چه گفت؟", AFTER_12_MAY),
        ("دو روز پیش چه شد؟", TWO_DAYS_AGO),
        # solar and Gregorian months and years are both taken in
        ("ماه گذشته چند نفر کشته شدند؟", ("2023-09-23", "2023-11-01")),
        ("پارسال چه کسی استعفا داد؟", ("2022-01-01", "2023-03-21")),
        ("از مهرماه چند نفر کشته شدند؟", ("2023-09-23", None)),
    ],
    "es": [
        ("¿Qué dijo Putin ayer?", YESTERDAY),
        ("¿Qué pasó anteayer?", DAY_BEFORE),
        ("¿Qué decidió la ONU la semana pasada?", LAST_WEEK),
        ("¿Qué pasó esta semana?", THIS_WEEK),
        ("¿Cuántos murieron el mes pasado?", LAST_MONTH),
        ("¿Quién dimitió el año pasado?", LAST_YEAR),
        ("¿Cuántos terremotos hubo este año?", THIS_YEAR),
        ("¿Qué dijo Irán en los últimos tres días?", THREE_DAYS),
        ("¿Qué dijo Irán en los últimos dos meses?", TWO_MONTHS),
        ("¿Cuántos han muerto desde marzo?", SINCE_MARCH),
        ("¿Qué ha cambiado desde 2021?", SINCE_2021),
        ("¿Qué dijo Macron el sábado?", SATURDAY),
        ("¿Quién ganó el sábado pasado?", SATURDAY),
        ("¿Quién ganó el fin de semana pasado?", WEEKEND),
        ("¿Qué pasó entre el 1 y el 5 de marzo?", MARCH_1_TO_5),
        ("¿Qué dijo antes del 12 de mayo?", BEFORE_12_MAY),
        ("¿Qué dijo después del 12 de mayo?", AFTER_12_MAY),
        ("¿Qué pasó hace dos días?", TWO_DAYS_AGO),
        ("¿Qué noticias hay hoy?", ("2023-11-02", "2023-11-03")),
    ],
    "de": [
        ("Was sagte Putin gestern?", YESTERDAY),
        ("Was geschah vorgestern?", DAY_BEFORE),
        ("Was hat die UNO letzte Woche beschlossen?", LAST_WEEK),
        ("Was ist diese Woche passiert?", THIS_WEEK),
        ("Wie viele starben im vergangenen Monat?", LAST_MONTH),
        ("Wer trat letztes Jahr zurück?", LAST_YEAR),
        ("Wie viele Erdbeben gab es dieses Jahr?", THIS_YEAR),
        ("Was sagte der Iran in den letzten drei Tagen?", THREE_DAYS),
        ("Was sagte der Iran in den vergangenen zwei Monaten?", TWO_MONTHS),
        ("Wie viele starben seit März?", SINCE_MARCH),
        ("Was hat sich seit 2021 geändert?", SINCE_2021),
        ("Was sagte Macron am Samstag?", SATURDAY),
        ("Wer gewann letzten Samstag?", SATURDAY),
        ("Wer gewann am vergangenen Wochenende?", WEEKEND),
        ("Was geschah zwischen dem 1. und 5. März?", MARCH_1_TO_5),
        ("Was sagte er vor dem 12. Mai?", BEFORE_12_MAY),
        ("Was sagte er nach dem 12. Mai?", AFTER_12_MAY),
        ("Was geschah vor zwei Tagen?", TWO_DAYS_AGO),
        ("Welche Nachrichten gibt es heute?", ("2023-11-02", "2023-11-03")),
    ],
    "tr": [
        ("Putin dün ne dedi?", YESTERDAY),
        ("Evvelsi gün ne oldu?", DAY_BEFORE),
        ("BM geçen hafta ne karar aldı?", LAST_WEEK),
        ("Bu hafta ne oldu?", THIS_WEEK),
        ("Geçen ay kaç kişi öldü?", LAST_MONTH),
        ("Geçen yıl kim istifa etti?", LAST_YEAR),
        ("Bu yıl kaç deprem oldu?", THIS_YEAR),
        ("İran son üç günde ne dedi?", THREE_DAYS),
        ("İran son iki ayda ne dedi?", TWO_MONTHS),
        ("Mart ayından beri kaç kişi öldü?", SINCE_MARCH),
        ("Mart'tan bu yana kaç kişi öldü?", SINCE_MARCH),
        ("2021'den beri ne değişti?", SINCE_2021),
        ("Macron cumartesi günü ne dedi?", SATURDAY),
        ("Geçen cumartesi kim kazandı?", SATURDAY),
        ("Geçen hafta sonu kim kazandı?", WEEKEND),
        ("1-5 Mart arasında ne oldu?", MARCH_1_TO_5),
        ("12 Mayıs'tan önce ne dedi?", BEFORE_12_MAY),
        ("12 Mayıs'tan sonra ne dedi?", AFTER_12_MAY),
        ("İki gün önce ne oldu?", TWO_DAYS_AGO),
    ],
    "hi": [
        ("कल पुतिन ने क्या कहा?", YESTERDAY),
        ("परसों क्या हुआ?", DAY_BEFORE),
        ("पिछले हफ्ते संयुक्त राष्ट्र ने क्या तय किया?", LAST_WEEK),
        ("पिछले सप्ताह क्या हुआ?", LAST_WEEK),
        ("इस हफ़्ते क्या हुआ?", THIS_WEEK),
        ("पिछले महीने कितने लोग मारे गए?", LAST_MONTH),
        ("पिछले साल किसने इस्तीफ़ा दिया?", LAST_YEAR),
        ("इस साल कितने भूकंप आए?", THIS_YEAR),
        ("पिछले तीन दिनों में ईरान ने क्या कहा?", THREE_DAYS),
        ("पिछले दो महीनों में ईरान ने क्या कहा?", TWO_MONTHS),
        ("मार्च से कितने लोग मारे गए?", SINCE_MARCH),
        ("2021 से क्या बदला?", SINCE_2021),
        ("मैक्रों ने शनिवार को क्या कहा?", SATURDAY),
        ("पिछले शनिवार कौन जीता?", SATURDAY),
        ("1 से 5 मार्च के बीच क्या हुआ?", MARCH_1_TO_5),
        ("12 मई से पहले उन्होंने क्या कहा था?", BEFORE_12_MAY),
        ("12 मई के बाद उसने क्या कहा था?", AFTER_12_MAY),
        ("दो दिन पहले क्या हुआ?", TWO_DAYS_AGO),
    ],
    "pt": [
        ("O que Putin disse ontem?", YESTERDAY),
        ("O que aconteceu anteontem?", DAY_BEFORE),
        ("O que a ONU decidiu na semana passada?", LAST_WEEK),
        ("O que aconteceu esta semana?", THIS_WEEK),
        ("Quantos morreram no mês passado?", LAST_MONTH),
        ("Quem renunciou no ano passado?", LAST_YEAR),
        ("Quantos terremotos houve este ano?", THIS_YEAR),
        ("O que o Irã disse nos últimos três dias?", THREE_DAYS),
        ("O que o Irã disse nos últimos dois meses?", TWO_MONTHS),
        ("Quantos morreram desde março?", SINCE_MARCH),
        ("O que mudou desde 2021?", SINCE_2021),
        ("O que Macron disse no sábado?", SATURDAY),
        ("Quem venceu no sábado passado?", SATURDAY),
        ("Quem venceu no fim de semana passado?", WEEKEND),
        ("O que aconteceu entre 1 e 5 de março?", MARCH_1_TO_5),
        ("O que ele disse antes de 12 de maio?", BEFORE_12_MAY),
        ("O que ele disse depois de 12 de maio?", AFTER_12_MAY),
        ("O que aconteceu há dois dias?", TWO_DAYS_AGO),
    ],
    "ur": [
        ("کل پوتن نے کیا کہا؟", YESTERDAY),
        ("پرسوں کیا ہوا؟", DAY_BEFORE),
        ("پچھلے ہفتے اقوام متحدہ نے کیا فیصلہ کیا؟", LAST_WEEK),
        ("گزشتہ ہفتے کیا ہوا؟", LAST_WEEK),
        ("اس ہفتے کیا ہوا؟", THIS_WEEK),
        ("پچھلے مہینے کتنے لوگ مارے گئے؟", LAST_MONTH),
        ("پچھلے سال کس نے استعفیٰ دیا؟", LAST_YEAR),
        ("اس سال کتنے زلزلے آئے؟", THIS_YEAR),
        ("پچھلے تین دنوں میں ایران نے کیا کہا؟", THREE_DAYS),
        ("گزشتہ دو ماہ میں ایران نے کیا کہا؟", TWO_MONTHS),
        ("مارچ سے کتنے لوگ مارے گئے؟", SINCE_MARCH),
        ("2021 سے کیا بدلا؟", SINCE_2021),
        ("میکرون نے ہفتے کے روز کیا کہا؟", SATURDAY),
        ("گزشتہ ہفتے کے روز کون جیتا؟", SATURDAY),
        ("1 سے 5 مارچ کے درمیان کیا ہوا؟", MARCH_1_TO_5),
        ("12 مئی سے پہلے اس نے کیا کہا؟", BEFORE_12_MAY),
        ("12 مئی کے بعد اس نے کیا کہا؟", AFTER_12_MAY),
        ("دو دن پہلے کیا ہوا؟", TWO_DAYS_AGO),
    ],
}

ON_27_OCTOBER = ("2023-10-27", "2023-11-03")
IN_MAY = ("2023-05-01", "2023-06-30")
IN_2021 = ("2021-01-01", None)

SOFT = {
    "en": [
        ("What happened on 27 October 2023?", ON_27_OCTOBER),
        ("What happened on October 27, 2023?", ON_27_OCTOBER),
        ("What happened on Friday, 27 October?", ON_27_OCTOBER),
        ("What happened on 2023-10-27?", ON_27_OCTOBER),
        ("How many died in May 2023?", IN_MAY),
        ("How many died in May?", IN_MAY),
        ("What did Merkel say in 2021?", IN_2021),
        ("How many died between April and June 2023?", ("2023-04-01", "2023-09-30")),
        ("How many voted for the resolution adopted last week?", ("2023-10-23", None)),
        ("What came of yesterday's talks?", ("2023-11-01", None)),
        ("What do we know about yesterday?", ("2023-11-01", None)),
        ("What did the minister who resigned last week say about taxes?", ("2023-10-23", None)),
    ],
    "ar": [
        ("ماذا حدث في 27 أكتوبر 2023؟", ON_27_OCTOBER),
        ("ماذا حدث يوم ٢٧ أكتوبر/تشرين الأول ٢٠٢٣؟", ON_27_OCTOBER),
        ("كم قتل في أيار/مايو 2023؟", IN_MAY),
        ("كم قتل في آب/أغسطس؟", ("2023-08-01", "2023-09-30")),
        ("ماذا قالت ميركل في عام 2021؟", IN_2021),
        ("كم صوتا نال القرار الذي اعتمد الأسبوع الماضي؟", ("2023-10-23", None)),
    ],
    "ru": [
        ("Что произошло 27 октября 2023 года?", ON_27_OCTOBER),
        ("Сколько погибло в мае 2023 года?", IN_MAY),
        ("Сколько погибло в мае?", IN_MAY),
        ("Что сказала Меркель в 2021 году?", IN_2021),
        ("Сколько голосов получила резолюция, принятая на прошлой неделе?", ("2023-10-23", None)),
    ],
    "zh": [
        ("2023年10月27日发生了什么？", ON_27_OCTOBER),
        ("2023年5月，有多少人死亡？", IN_MAY),
        ("默克尔在2021年说了什么？", IN_2021),
        ("上周通过的决议得到多少票？", ("2023-10-23", None)),
    ],
    "fr": [
        ("Que s'est-il passé le 27 octobre 2023 ?", ON_27_OCTOBER),
        ("Combien sont morts en mai 2023 ?", IN_MAY),
        ("Qu'a dit Merkel en 2021 ?", IN_2021),
        ("Combien de voix pour la résolution adoptée la semaine dernière ?", ("2023-10-23", None)),
    ],
    "fa": [
        ("در ۲۷ اکتبر ۲۰۲۳ چه شد؟", ON_27_OCTOBER),
        ("در مهٔ ۲۰۲۳ چند نفر کشته شدند؟", IN_MAY),
        ("مرکل در سال ۲۰۲۱ چه گفت؟", IN_2021),
        ("در مهر ۱۴۰۲ چه شد؟", ("2023-09-23", "2023-11-30")),
    ],
    "es": [
        ("¿Qué pasó el 27 de octubre de 2023?", ON_27_OCTOBER),
        ("¿Cuántos murieron en mayo de 2023?", IN_MAY),
        ("¿Qué dijo Merkel en 2021?", IN_2021),
    ],
    "de": [
        ("Was geschah am 27. Oktober 2023?", ON_27_OCTOBER),
        ("Wie viele starben im Mai 2023?", IN_MAY),
        ("Was sagte Merkel im Jahr 2021?", IN_2021),
        ("Wie viele stimmten für die letzte Woche verabschiedete Resolution?", ("2023-10-23", None)),
    ],
    "tr": [
        ("27 Ekim 2023'te ne oldu?", ON_27_OCTOBER),
        ("Mayıs 2023'te kaç kişi öldü?", IN_MAY),
        ("Merkel 2021'de ne dedi?", IN_2021),
        ("Merkel 2021 yılında ne dedi?", IN_2021),
    ],
    "hi": [
        ("27 अक्टूबर 2023 को क्या हुआ?", ON_27_OCTOBER),
        ("मई 2023 में कितने लोग मारे गए?", IN_MAY),
        ("मर्केल ने 2021 में क्या कहा?", IN_2021),
    ],
    "pt": [
        ("O que aconteceu em 27 de outubro de 2023?", ON_27_OCTOBER),
        ("Quantos morreram em maio de 2023?", IN_MAY),
        ("O que Merkel disse em 2021?", IN_2021),
    ],
    "ur": [
        ("27 اکتوبر 2023 کو کیا ہوا؟", ON_27_OCTOBER),
        ("مئی 2023 میں کتنے لوگ مارے گئے؟", IN_MAY),
        ("مرکل نے 2021 میں کیا کہا؟", IN_2021),
    ],
    "sw": [("Nini kilitokea 2023-10-27?", ON_27_OCTOBER), ("Nini kilitokea 27.10.2023?", ON_27_OCTOBER)],
}

NONE = {
    "en": [
        "How did Russia vote on the resolution of 27 October 2023?",
        "Who won the 2022 World Cup?",
        "Who is running in the elections of 2024?",
        "How much did sales rise compared with last year?",
        "Is inflation higher than last month?",
        "Who plays on Saturday?",
        "Who will speak on Saturday?",
        "What will happen next week?",
        "Who is hosting Saturday Night Live?",
        "Where was “Last Year at Marienbad” shot?",
        "What did USA Today report?",
        "How many points did they score in the last three minutes of the game?",
        "How many died in the last year of the war?",
        "What happened in 1987?",
        "How many have been killed since 7 October?",
        "How fast may prices rise?",
        "Why did soldiers march on the capital?",
        "How many people were killed in crashes over the past twenty years?",
        "What was the worst week since March in July 2015?",
        "Many people celebrated this week. Where was the first celebration held?",
        "Which bombing was the bloodiest on that Tuesday of July 2015?",
        "By which day at the latest was the Senate supposed to vote?",
        "How did the Kaaba get to look as it is today?",
        "What sank on Black Friday?",
        "Who was the president before 2019?",
    ],
    "ar": [
        "كيف صوتت روسيا على قرار 27 أكتوبر 2023؟",
        "من فاز بكأس العالم 2022؟",
        "كم ارتفعت المبيعات مقارنة بالعام الماضي؟",
        "من سيلعب يوم السبت؟",
        "ماذا سيحدث الأسبوع المقبل؟",
        "ماذا كتبت صحيفة المصري اليوم؟",
        "كم تذكرة باعت الشركة في اليوم الأول؟",
        "متى تقام صلاة الجمعة؟",
        "كيف بنيت الكعبة بالشكل الذي هي عليه اليوم؟",
        "بوليفيا وتشيلي لا تتبادلان السفراء، فمنذ متى؟",
    ],
    "ru": [
        "Как Россия голосовала по резолюции от 27 октября 2023 года?",
        "Кто выиграл чемпионат мира 2022 года?",
        "Насколько выросли продажи по сравнению с прошлым годом?",
        "Кто играет в субботу?",
        "Что будет на следующей неделе?",
        "Какого числа день рождения Пушкина?",
    ],
    "zh": [
        "谁赢得了2022年世界杯？",
        "销售额与去年相比增长多少？",
        "今日俄罗斯报道了什么？",
        "下周会发生什么？",
        "多少岁的人可以投票？",
        "2017年加泰罗尼亚脱离西班牙的公投，投票率为什么那么低？",
    ],
    "fr": [
        "Comment la Russie a-t-elle voté sur la résolution du 27 octobre 2023 ?",
        "Qui a gagné la Coupe du monde 2022 ?",
        "De combien les ventes ont-elles augmenté par rapport à l'année dernière ?",
        "Qui joue samedi ?",
        "Que se passera-t-il la semaine prochaine ?",
        "Combien de lunes a la planète Mars ?",
    ],
    "fa": [
        "چه کسی قهرمان جام جهانی ۲۰۲۲ شد؟",
        "فروش نسبت به سال گذشته چقدر بیشتر شد؟",
        "هفتهٔ آینده چه خواهد شد؟",
        "طی بیست سال گذشته چند نفر کشته شده‌اند؟",
    ],
    "es": [
        "¿Quién ganó el Mundial de 2022?",
        "¿Cómo votó Rusia sobre la resolución del 27 de octubre de 2023?",
        "¿Cuánto subieron las ventas respecto al año pasado?",
        "¿Quién juega el sábado?",
        "¿Qué pasará la semana que viene?",
    ],
    "de": [
        "Wer gewann die Weltmeisterschaft 2022?",
        "Wie stimmte Russland über die Resolution vom 27. Oktober 2023 ab?",
        "Um wie viel stieg der Umsatz im Vergleich zum letzten Jahr?",
        "Wer spielt am Samstag?",
        "Was passiert nächste Woche?",
    ],
    "tr": [
        "2022 Dünya Kupası'nı kim kazandı?",
        "Satışlar geçen yıla göre ne kadar arttı?",
        "Cumartesi günü kim oynuyor?",
        "Gelecek hafta ne olacak?",
    ],
    "hi": [
        "2022 का विश्व कप किसने जीता?",
        "पिछले साल की तुलना में बिक्री कितनी बढ़ी?",
        "शनिवार को कौन खेलेगा?",
        "कल क्या होगा?",
        "अगले हफ्ते क्या होगा?",
    ],
    "pt": [
        "Quem venceu a Copa do Mundo de 2022?",
        "Quanto subiram as vendas em relação ao ano passado?",
        "Quem joga no sábado?",
        "O que vai acontecer na próxima semana?",
    ],
    "ur": [
        "2022 کا ورلڈ کپ کس نے جیتا؟",
        "پچھلے سال کے مقابلے میں فروخت کتنی بڑھی؟",
        "کل کیا ہوگا؟",
        "اگلے ہفتے کیا ہوگا؟",
    ],
    "sw": ["Nani alishinda mwaka 2022?", "Nini kilitokea 03/04/2023?"],
}

LATEST = [
    ("en", "What is the latest on Gaza?"),
    ("en", "What has Macron said recently?"),
    ("en", "Who visits Moscow this week?"),
    ("en", "Who leads Germany today?"),
    ("ar", "ما آخر أخبار غزة؟"),
    ("ar", "ماذا قال ماكرون مؤخرا؟"),
    ("ru", "Какие последние новости из Газы?"),
    ("zh", "加沙的最新消息是什么？"),
    ("zh", "马克龙最近说了什么？"),
    ("fr", "Quelles sont les dernières nouvelles de Gaza ?"),
    ("fa", "تازه‌ترین خبر از غزه چیست؟"),
    ("es", "¿Cuáles son las últimas noticias de Gaza?"),
    ("de", "Was sind die neuesten Nachrichten aus Gaza?"),
    ("tr", "Gazze'den son haberler neler?"),
    ("hi", "गाज़ा की ताज़ा ख़बर क्या है?"),
    ("pt", "Quais são as últimas notícias de Gaza?"),
    ("ur", "غزہ کی تازہ ترین خبر کیا ہے؟"),
]

Bounds = tuple[str | None, str | None]


def each(table: dict[str, list[tuple[str, Bounds]]]) -> list[tuple[str, str, Bounds]]:
    return [(language, question, days) for language, rows in table.items() for question, days in rows]


@pytest.mark.parametrize(("language", "question", "days"), each(HARD))
def test_questions_about_a_time_alone(language: str, question: str, days: Bounds) -> None:
    period = resolve(question, language, THURSDAY)
    assert ((period.since, period.until), period.hard) == (days, True)


@pytest.mark.parametrize(("language", "question", "days"), each(SOFT))
def test_questions_that_tell_when_something_happened(language: str, question: str, days: Bounds) -> None:
    period = resolve(question, language, THURSDAY)
    assert ((period.since, period.until), period.hard) == (days, False)


@pytest.mark.parametrize(("language", "question"), [(code, q) for code, rows in NONE.items() for q in rows])
def test_questions_that_only_name_or_compare_a_time(language: str, question: str) -> None:
    period = resolve(question, language, THURSDAY)
    assert (period.since, period.until, period.phrases, period.rest) == (None, None, (), question)


@pytest.mark.parametrize(("language", "question"), LATEST)
def test_questions_for_the_newest(language: str, question: str) -> None:
    period = resolve(question, language, THURSDAY)
    assert (period.latest, period.since, period.until) == (True, None, None)
    assert period.phrases


def test_the_words_that_were_read_are_told_as_they_stand() -> None:
    period = resolve("What is the LATEST on Gaza since  12 May?", "en", THURSDAY)
    assert period.phrases == ("LATEST", "since  12 May")
    assert resolve("ماذا حدث بين ١ و٥ مارس؟", "ar", THURSDAY).phrases == ("بين ١ و٥ مارس",)
    assert resolve("Mart'tan bu yana kaç kişi öldü?", "tr", THURSDAY).phrases == ("Mart'tan bu yana",)


@pytest.mark.parametrize(
    ("language", "question", "rest"),
    [
        ("en", "What did Macron say yesterday about Ukraine?", "What did Macron say about Ukraine?"),
        ("en", "Yesterday, who won the race in Monaco?", "who won the race in Monaco?"),
        ("ar", "ماذا قالت روسيا الأسبوع الماضي؟", "ماذا قالت روسيا؟"),
        ("ru", "Что вчера сказал Путин?", "Что сказал Путин?"),
        ("zh", "昨天谁赢了选举？", "谁赢了选举？"),
        ("fr", "Qu'a dit Macron hier ?", "Qu'a dit Macron ?"),
        # what searches better with its words, or makes no sense without them, keeps them
        ("en", "What happened yesterday?", "What happened yesterday?"),
        ("en", "How many have died since March?", "How many have died since March?"),
        ("en", "What came of yesterday's talks?", "What came of yesterday's talks?"),
        ("en", "What happened in Paris on 27 October 2023?", "What happened in Paris on 27 October 2023?"),
    ],
)
def test_words_that_only_say_when_are_left_out_of_the_search(language: str, question: str, rest: str) -> None:
    assert resolve(question, language, THURSDAY).rest == rest


def test_the_day_is_that_of_the_asker() -> None:
    late = datetime(2023, 11, 2, 23, 30, tzinfo=UTC)
    assert resolve("What happened yesterday?", "en", late).since == "2023-11-01"
    assert (
        resolve("What happened yesterday?", "en", late.astimezone(timezone(timedelta(hours=9)))).since == "2023-11-02"
    )
    with pytest.raises(ValueError, match="time zone"):
        resolve("What happened yesterday?", "en", datetime(2023, 11, 2))


def test_the_language_is_told_from_the_question_where_none_is_given() -> None:
    for question in (
        "What did the prime minister say last week?",
        "ماذا قال رئيس الوزراء الأسبوع الماضي؟",
        "上周总理说了什么？",
        "पिछले सप्ताह क्या हुआ?",
        "پچھلے ہفتے کیا ہوا؟",
    ):
        assert resolve(question, None, THURSDAY).since == "2023-10-23"


def test_weeks_begin_on_monday_everywhere() -> None:
    sunday, monday = (datetime(2023, 11, day, 12, tzinfo=UTC) for day in (5, 6))
    for language, question in (
        ("en", "What happened last week?"),
        ("ar", "ماذا حدث الأسبوع الماضي؟"),
        ("fa", "هفتهٔ گذشته چه شد؟"),
    ):
        assert resolve(question, language, sunday).since == "2023-10-23"
        assert resolve(question, language, monday).since == "2023-10-30"


def test_periods_are_joined_and_contradictions_dropped() -> None:
    both = resolve("What did they say last week and yesterday?", "en", THURSDAY)
    assert (both.since, both.until) == ("2023-10-23", "2023-11-02")
    narrowed = resolve("What was said since 1 October and until yesterday?", "en", THURSDAY)
    assert (narrowed.since, narrowed.until) == ("2023-10-01", "2023-11-02")
    assert resolve("What was said since yesterday and before last week?", "en", THURSDAY).since is None


def test_a_range_borrows_the_year_that_one_end_states() -> None:
    period = resolve("How many were hired between November 2022 and February?", "en", THURSDAY)
    assert (period.since, period.until) == ("2022-11-01", "2023-05-31")
    period = resolve("How many were hired between November and February 2023?", "en", THURSDAY)
    assert (period.since, period.until) == ("2022-11-01", "2023-05-31")


LINES = st.text(
    st.sampled_from(" ?؟.,'-0123456789") | st.sampled_from("abdeflmnorstuvwyAMSأبدسميوнавчера今昨上周去年月日कलपिछे"),
    max_size=60,
)
PHRASES = st.sampled_from(
    [question for rows in HARD.values() for question, _ in rows] + [q for rows in SOFT.values() for q, _ in rows]
)
MOMENTS = st.datetimes(timezones=st.just(UTC))


@given(question=st.one_of(LINES, PHRASES, st.text(), st.builds("{} {}".format, PHRASES, PHRASES)), as_of=MOMENTS)
@pytest.mark.parametrize("language", [*LANGUAGES, "sw"])
def test_any_question_gives_a_period_in_order(language: str, question: str, as_of: datetime) -> None:
    period = resolve(question, language, as_of)
    days = [date.fromisoformat(day) for day in (period.since, period.until) if day]
    assert days == sorted(days)
    assert all(phrase in question for phrase in period.phrases)
    assert resolve(period.rest, language, as_of).rest == period.rest


def test_every_language_names_its_months_weekdays_and_numbers() -> None:
    for language, words in LANGUAGES.items():
        assert len(words.months.split()) == 12, language
        assert len(words.weekdays.split()) == 7, language
        assert len(words.numbers.split()) >= 10, language
        assert len(words.solar.split()) in (0, 12), language
        assert len(grammar_of(language).readings) == len(words.readings)


ARTICLES = [
    (
        "en",
        "The ministry said on Saturday that talks, held yesterday, will resume on Monday. It left on 3 October.",
        "2023-11-02",
        [
            ("Saturday", "2023-10-28"),
            ("yesterday", "2023-11-01"),
            ("Monday", "2023-11-06"),
            ("3 October", "2023-10-03"),
        ],
    ),
    ("en", "Police said Tuesday that Black Friday was calm.", "2023-11-02T10:00:00Z", [("Tuesday", "2023-10-31")]),
    (
        "en",
        "It was signed three days ago, not next Friday.",
        "2023-11-02",
        [("three days ago", "2023-10-30"), ("next Friday", "2023-11-03")],
    ),
    ("en", "Every Sunday they met; on 3 May 2021 they did not.", "2023-11-02", []),
    (
        "ar",
        "أعلنت الوزارة اليوم السبت أن المحادثات ستبدأ يوم الاثنين المقبل، وقال الوزير أمس الجمعة إنه مستعد.",
        "2023-10-28",
        [("اليوم السبت", "2023-10-28"), ("يوم الاثنين المقبل", "2023-10-30"), ("أمس الجمعة", "2023-10-27")],
    ),
    ("ar", "صوتت الجمعية العامة الجمعة لصالح القرار.", "2023-10-28", [("الجمعة", "2023-10-27")]),
    (
        "zh",
        "新华社10月28日电 发言人昨天表示，会谈将于下周一举行。11日，他抵达北京。",
        "2023-10-28",
        [("10月28日", "2023-10-28"), ("昨天", "2023-10-27"), ("下周一", "2023-10-30"), ("11日", "2023-10-11")],
    ),
    (
        "ru",
        "В субботу президент заявил, что вчера подписал указ. Встреча пройдет 30 октября.",
        "2023-10-28",
        [("субботу", "2023-10-28"), ("вчера", "2023-10-27"), ("30 октября", "2023-10-30")],
    ),
    (
        "fr",
        "Il a dit samedi que la réunion aura lieu demain.",
        "2023-10-28",
        [("samedi", "2023-10-28"), ("demain", "2023-10-29")],
    ),
    ("fa", "او روز شنبه گفت که دیروز توافق شد.", "2023-10-28", [("روز شنبه", "2023-10-28"), ("دیروز", "2023-10-27")]),
    (
        "es",
        "Dijo el sábado en Santo Domingo que ayer firmó.",
        "2023-10-28",
        [("sábado", "2023-10-28"), ("ayer", "2023-10-27")],
    ),
    (
        "de",
        "Er sagte am Samstag, er werde morgen reisen.",
        "2023-10-28",
        [("Samstag", "2023-10-28"), ("morgen", "2023-10-29")],
    ),
    (
        "tr",
        "Bakan cumartesi günü açıkladı, anlaşma dün imzalandı.",
        "2023-10-28",
        [("cumartesi günü", "2023-10-28"), ("dün", "2023-10-27")],
    ),
    ("hi", "मंत्री ने कल कहा कि बैठक शनिवार को होगी।", "2023-10-26", [("कल", "2023-10-25"), ("शनिवार", "2023-10-28")]),
    ("pt", "Disse no sábado que assinou ontem.", "2023-10-28", [("sábado", "2023-10-28"), ("ontem", "2023-10-27")]),
    ("ur", "وزیر نے جمعرات کو کہا کہ کل معاہدہ ہوا۔", "2023-10-28", [("جمعرات", "2023-10-26"), ("کل", "2023-10-27")]),
    ("en", "She will meet him on Thursday, she told the Today show.", "2023-11-02", [("Thursday", "2023-11-02")]),
    ("en", "The next day they left, as on every Friday.", "2023-11-02", []),
    ("zh", "预计30日抵达。", "2023-11-02", [("30日", "2023-10-30")]),
    ("ar", "قال الوزير أمس (الأحد) في شارع 9 أفريل إنه راض.", "2023-10-30", [("أمس (الأحد)", "2023-10-29")]),
    ("en", "It happened yesterday.", None, []),
    ("en", "It happened yesterday.", "March 2023", []),
]


@pytest.mark.parametrize(("language", "text", "published", "days"), ARTICLES)
def test_days_in_an_article_are_read_against_its_date(
    language: str, text: str, published: str | None, days: list[tuple[str, str]]
) -> None:
    assert [(text[a:b], day) for (a, b), day in relative_days(text, language, published)] == days


def test_a_named_weekday_outweighs_a_date_that_is_a_day_off() -> None:
    ((_, day),) = relative_days("أعلنت الوزارة اليوم السبت استعدادها.", "ar", "2023-10-29")
    assert day == "2023-10-28"
    assert relative_days("أعلنت الوزارة اليوم السبت استعدادها.", "ar", "2023-11-01") == []


@given(text=st.one_of(LINES, st.text()), published=st.dates().map(str))
@pytest.mark.parametrize("language", ["ar", "en", "fa", "hi", "zh"])
def test_days_stand_in_the_text_in_order(language: str, text: str, published: str) -> None:
    found = relative_days(text, language, published)
    spans = [span for span, _ in found]
    assert spans == sorted(spans)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(date.fromisoformat(day) for _, day in found)
