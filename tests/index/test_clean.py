import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean, is_furniture, is_list_header, normalise

P1 = "The assembly voted in favour of the Arab draft on Friday evening, diplomats said."
P2 = "It was the second vote on the matter within a week, and the first to pass."

FURNITURE = [
    # English
    "Read more: Russia and China veto a draft",
    "READ MORE: In Wyoming wind, a conservative billionaire sees California's future",
    "READ ALSO Markets rise on hopes of a deal",
    "Also read: Ten things to know",
    "RELATED: Amar'e Stoudemire has interview while bathing in wine",
    "More:Gov. Greg Abbott says tougher gun laws 'not a real solution'",
    "'It becomes personal for me':Jeff Ruby caters free dinner for Damar Hamlin's family",
    "Democrats demote Iowa:Democrats approve 2024 primary calendar that demotes Iowa",
    "Tags: Gaza, United Nations, vote",
    "Advertisement",
    "Story continues below gallery",
    "Sign up for our newsletter",
    "Get CNN Health's weekly newsletter Sign up here to get The Results Are In every Tuesday.",
    "Follow us on Facebook and Twitter",
    "Follow Brian Manzullo on Twitter: @BrianManzullo.",
    "Contact Tom Schad at tschad@usatoday.com or on Twitter @Tom_Schad.",
    "Share this article",
    "We use cookies to improve your experience.",
    "Download our app to follow this story.",
    "Photo: AP",
    "Image credit: Jane Doe/Getty Images",
    "Video Ad Feedback How to save money on gas 01:40 - Source: CNN",
    "Contributing: The Associated Press",
    "CNN —",
    "___",
    # Arabic
    "إقرأ المزيد روسيا والصين تستخدمان الفيتو وتفشلان مشروع قرار أمريكي",
    "اقرأ أيضاً: زلزال المغرب.. آخر حصيلة",
    "كلمات دلالية: الحرب على غزة حركة حماس",
    "تابع أحدث الأخبار عبر تطبيق",
    "تابعونا على فيسبوك وتويتر",
    "لمتابعة المزيد من الأخبار اضغط هنا",
    "شارك هذا الخبر",
    "رابط الخبر بصحيفة الوئام: أسعار النفط تغلق على تراجع",
    "للتواصل أرسل sms إلى 88548 الاتصالات",
    "...المزيد",
    "الصورة: رويترز",
    # Russian
    "Читайте также: США заблокировали бразильскую резолюцию",
    "Подписывайтесь на наш канал, чтобы не пропустить главное",
    "Теги: ООН, Газа",
    "Фото: РИА Новости",
    "Поделиться",
    # French
    "Lire aussi : Le projet russe ne rassemble que quatre voix",
    "À lire aussi Les États-Unis bloquent le texte du Brésil",
    "Abonnez-vous à notre newsletter",
    "Mots-clés : ONU, Gaza",
    "Partager cet article",
    "Crédit photo : AFP",
    # Spanish
    "Lea también: Croacia vence a Marruecos y acaba tercera",
    "Te puede interesar: Suecia se queda con el tercer puesto",
    "Síguenos en nuestras redes sociales",
    "Etiquetas: ONU, Gaza",
    "Foto: EFE",
    # Persian
    "بیشتر بخوانید: نوبل ادبیات ۲۰۲۳ به یون فوسه رسید",
    "این خبر را با دوستان خود به اشتراک بگذارید",
    "برچسب‌ها: سازمان ملل، غزه",
    "عکس: ایسنا",
    # Chinese and Japanese
    "延伸阅读：雅加达亚运会中国队获得132枚金牌",
    "责任编辑：王小明",
    "打开示例新闻客户端，阅读体验更佳",
    "标签：联合国 加沙",
    "图片来源：新华社",
    "扫码关注我们的公众号",
    "あわせて読みたい：インドの探査機が着陸",
    # Turkish
    "Ayrıca okuyun: Rusya ve Çin, ABD'nin tasarısını veto etti",
    "Etiketler: BM, Gazze",
    "Haberi paylaş",
    "Fotoğraf: AA",
    # German, Portuguese, Italian, Hindi, Urdu, Swahili
    "Lesen Sie auch: Frankreich plant sechs neue Reaktoren",
    "Artikel teilen",
    "Leia também: Dilma foi reeleita em 2014",
    "Leggi anche: La Russia vota a favore",
    "यह भी पढ़ें: चंद्रयान-2 का लैंडर टूट गया था",
    "مزید پڑھیں: نیرج چوپڑا نے سونے کا تمغہ جیتا",
    "Soma pia: Nchi sita zaalikwa kujiunga na BRICS",
]

ORDINARY = [
    "He told readers to read more books and to follow the news less.",
    "Read more books, the minister told pupils at the opening of the library.",
    "Watch: that was the only word which the guard said before the gate fell.",
    "More than 120 countries voted in favour of the draft.",
    "Related companies must now publish joint accounts, the court ruled.",
    "Share prices fell on Monday after the central bank raised its rate.",
    "Subscribers to the service rose by a tenth to two million.",
    "Photos of the flooded streets spread within minutes.",
    "Follow the money, the prosecutor told the jury on Tuesday.",
    "Contact between the two governments had been broken off in 2016.",
    "Tags on the boxes showed where the weapons had been made.",
    "The source said: the vote would be delayed until Monday.",
    "Advertisement revenue fell by a tenth last year.",
    "Cookies baked by the prisoners were sold at the market.",
    "Opinion polls put the two candidates level a week before the vote.",
    "The final score: Argentina 3, France 3, and 4-2 on penalties.",
    "At 8:30 the doors of the assembly were opened to the press.",
    "اقرأ المزيد من الكتب، قال الوزير للطلاب في افتتاح المكتبة.",
    "وقال الكاتب إنه تابع أحدث الأخبار عبر المذياع طوال الليل في بيته.",
    "المصدر الأمني أكد أن العملية انتهت دون إصابات.",
    "شارك الوزير في الاجتماع الذي عقد في القاهرة أمس.",
    "صور الأقمار الصناعية تظهر حجم الدمار في المدينة.",
    "تابع مجلس الوزراء سير العمل في المشروع خلال جلسته الأسبوعية.",
    "Читайте больше книг, посоветовал школьникам министр.",
    "Фото с места аварии появились в сети через час.",
    "Реклама табака в стране запрещена с 2013 года.",
    "Lire aussi les classiques est utile, a rappelé la ministre.",
    "Les partages de terres ont été contestés devant le tribunal.",
    "La foto del presidente fue retirada de la sala.",
    "Compartir el poder fue la promesa con la que ganó las elecciones.",
    "عکس‌های ماهواره‌ای گستردگی ویرانی را نشان می‌دهد.",
    "相关部门表示，将继续推进这项工作。",
    "编辑部的同事们昨天参加了这次活动。",
    "来源国的法律并不禁止这种交易。",
    "Reklam gelirleri geçen yıl yüzde on azaldı.",
    "Haberi duyan köylüler meydanda toplandı.",
    "Werbung für Tabak ist im ganzen Land verboten.",
    "विज्ञापन पर रोक लगाने का फ़ैसला अदालत ने सुनाया।",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_goes(line: str) -> None:
    assert clean(f"{P1}\n\n{line}\n\n{P2}") == f"{P1}\n\n{P2}"


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_sentences_stay(line: str) -> None:
    assert not is_furniture(line)
    assert clean(f"{P1}\n\n{line}\n\n{P2}") == f"{P1}\n\n{line}\n\n{P2}"


@pytest.mark.parametrize(
    "header",
    [
        "Related articles",
        "Read more:",
        "مقالات مشابهة",
        "إقرأ أيضاً:",
        "Материалы по теме",
        "Sur le même sujet",
        "Noticias relacionadas",
        "مطالب مرتبط",
        "相关新闻",
        "İlgili haberler",
        "Das könnte Sie auch interessieren",
    ],
)
def test_a_list_of_headlines_at_the_end_goes_with_its_header(header: str) -> None:
    assert is_list_header(header)
    assert clean(f"{P1}\n\n{header}\n\n  • One headline\n  • Another one\n\nA third without a bullet") == P1


def test_amid_an_article_only_the_bullets_of_a_list_go() -> None:
    text = f"{P1}\n\nRead more:\n\n- One headline\n- Another\n\nWhat comes next\n\n{P2}"
    assert clean(text) == f"{P1}\n\nWhat comes next\n\n{P2}"


def test_amid_an_article_one_line_under_a_header_goes() -> None:
    assert clean(f"{P1}\n\nRead more:\nOne headline\n\nWhat comes next\n\n{P2}") == f"{P1}\n\nWhat comes next\n\n{P2}"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("انتهى الاجتماع. رابط الخبر بصحيفة الوئام: عنوان", "انتهى الاجتماع."),
        ("会议结束。责任编辑：王小明", "会议结束。"),
        ("会议结束。广告声明：文内含有的对外跳转链接，结果仅供参考。", "会议结束。"),
        ("It ended. Support journalism like this – subscribe to USA TODAY here.", "It ended."),
    ],
)
def test_furniture_stuck_to_a_paragraph_is_cut(line: str, kept: str) -> None:
    assert clean(line) == kept


def test_lists_that_belong_to_the_article_stay() -> None:
    text = f"{P1}\n\n- Joe Biden\n- Olive oil\n- 120 votes\n\n{P2}"
    assert clean(text) == text


@given(st.text(st.sampled_from("ab .!?:،。\n\n\t•-Rr") | st.characters(exclude_categories=["Cs"]), max_size=300))
def test_every_line_is_one_of_the_input_or_a_part_of_it(text: str) -> None:
    text = normalise(text)
    rest = iter(text.split("\n"))
    for line in clean(text).split("\n"):
        assert any(line in given for given in rest)


@given(st.lists(st.sampled_from([*FURNITURE, *ORDINARY, P1, P2, ""]), max_size=12))
def test_cleaning_is_done_once(lines: list[str]) -> None:
    once = clean("\n".join(lines))
    assert all(line in lines for line in once.split("\n") if line)
    assert "\n\n\n" not in once
