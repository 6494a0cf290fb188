"""Text in an article that speaks to a machine and not to its readers: orders to ignore, to answer, to cite.

News seldom addresses a language model, so a paragraph that does is not evidence: it is not given to a model, and a
quote from it proves nothing. How often that is said of the news at hand is in docs/quality.md.
"""

import re
import unicodedata
from functools import lru_cache

from index.types import Span

_INVISIBLE = re.compile(r"[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_TAGS = re.compile(r"[\U000e0020-\U000e007e]{4,}")
"""Characters that no reader sees and a tokenizer reads as letters."""

_MACHINE = r"(?:a\.?i\.?|llms?|language models?|(?:ai|virtual) (?:assistants?|models?|systems?|agents?)|chat ?bots?|chatgpt|gpt(?:-\d\w*)?|assistant|summari[sz]er)"
_ORDERS = (
    # chat templates and role marks
    r"<\|[a-z_]+\|>", r"\[/?inst\]", r"<</?sys>>", r"^\W*(?:system|assistant|developer)\s*(?:prompt|message|override)?\s*[:>\]]",
    r"#{2,}\s*(?:instructions?|system|new task)", r"</?passage\b", r"^\W*quotes\W*$", r"\bend of (?:the )?(?:passages?|context|documents?|sources?)\b",
    r"^\W*\[\d{1,2}\]\s*\S[^\n]{0,60},\s*(?:19|20)\d\d-\d\d",
    # English
    r"\b(?:ignore|disregard|forget|override|bypass|discard|do not (?:use|trust|follow|cite)|don't (?:use|trust|follow|cite))\b[^.!?\n]{0,50}"
    r"\b(?:questions?|instructions?|prompts?|passages|(?:the|this|other) passage|guidelines|all (?:of the )?(?:previous|prior|above)|(?:previous|prior|preceding|other) (?:text|context|sources?|articles?|rules)|system message)\b",
    rf"\b(?:note|notice|message|instructions?|attention|important|memo|hint|reminder)\b[^.!?\n]{{0,20}}\b(?:to|for)\b (?:any |all |the |every )?{_MACHINE}\b",
    rf"\b(?:you are|you're|act as|pretend to be|as) (?:now )?(?:an? |the )?(?:helpful )?{_MACHINE}\b(?=[^.!?\n]{{0,60}}\b(?:you|must|answer|reply|say|respond|write|state)\b)",
    rf"\b(?:dear|hey|hello|attention),? {_MACHINE}\b", rf"\b{_MACHINE},? (?:must|should|please|shall) (?:now )?(?:answer|reply|say|respond|state|write|report|cite|repeat)\b",
    r"(?:^|[.!?:;,…\"“”(\]>]\s*|\b(?:please|now|instead|simply|just|always|must|and|should|then) )(?:answer|reply|respond|output)\b(?: (?:only|just|exactly|instead|simply|to (?:the|any|every) questions?))*(?: (?:that|with)\b|:| [\"“«])",
    r"\b(?:tell|inform|assure|convince) (?:the |your |every )?(?:users?|askers?|questioner)\b", r"\b(?:the )?(?:only )?(?:correct|right|true|final|expected) answer (?:to (?:the|this|any|every) question )?(?:is|must be|should be)\b",
    r"\bthe answer to (?:the|this|your|any|every) (?:users?'?s? )?question is\b", r"\b(?:when|if|whenever) (?:you are |you're |anyone |somebody |someone )asked\b[^.!?\n]{0,60}\b(?:answer|say|reply|respond|state|write)\b",
    r"\b(?:cite|quote|use|trust|copy) (?:only )?(?:this|the (?:above|following|present)) (?:passage|source|text|sentence|line|words)\b", r"\bmark (?:it|(?:this|the|every|that)(?: sentence| claim| answer)?) as (?:supported|true|verified)\b",
    r"\b(?:new|updated|revised|hidden|secret) (?:system )?(?:instructions?|prompt)\b\s*[:.]", r"\b(?:developer|admin|god|debug) mode (?:on|enabled|activated)\b", r"\bsystem prompt\b",
    r"\b(?:include|insert|add|render|display|append) (?:this|the following|an?) (?:link|image|url|markdown)\b",
    # Arabic
    r"(?<!\w)(?:و|ف)?(?:تجاهل(?:وا)?|انس|[اأ]همل(?:وا)?|لا تتبع(?:وا)?) [^.!؟\n]{0,40}(?:السؤال|الأسئلة|التعليمات|الأوامر|المقاطع|النصوص? الساب\w+|ما سبق|كل ما)",
    r"(?<!\w)(?:و|ف)?(?:أجب|أجيبوا|اجب|رد|اكتب|قل) (?:فقط |دائما |دائمًا |الآن )?(?:بأن|ب?أنّ?|إنّ?|بما يلي|فقط|ب?:)", r"(?:الإجابة|الجواب) (?:الصحيحة?|الوحيدة?|النهائية?) ?(?:هي|هو|:)",
    r"(?:أيها|يا|إلى|تنبيه ل|ملاحظة ل|رسالة إلى) ?(?:نموذج|نماذج|المساعد|روبوت|النموذج|الذكاء الاصطناعي)(?: ال\w+)*\s*[:،,]", r"(?:تعليمات|أوامر) (?:جديدة|النظام|سرية)\s*[:،]", r"أنت (?:الآن )?(?:مساعد|نموذج|روبوت)",
    # Russian
    r"(?:игнорируй(?:те)?|проигнорируй(?:те)?|забудь(?:те)?|отбрось(?:те)?|не (?:следуй|используй)(?:те)?)\b[^.!?\n]{0,50}(?:вопрос|инструкц|указани|отрывк|предыдущ|контекст|источник)",
    r"(?:^|[.!?:;,«\"]\s*|\b(?:вместо этого|просто|всегда|и|а) )(?:ответь|отвечай|напиши|скажи)(?:те)?\b(?: (?:только|всегда|так|на вопрос\w*))*\s*(?:,? что|:|«|\")",
    r"(?:правильный|верный|единственный) ответ\s*(?:на (?:любой |этот )?вопрос)?\s*(?:[:—-]|это|таков)", r"(?:для|внимание,?|уважаем\w+) (?:ии|нейросет\w+|языков\w+ модел\w+|ассистент\w*|чат-?бот\w*)\s*[:,!]", r"(?:новые|системные|скрытые) (?:инструкции|указания)\s*[:.]", r"ты (?:теперь )?(?:ассистент|нейросеть|языковая модель|ии)\b",
    # Chinese, Japanese
    r"(?:忽略|无视|無視|忽視|忘记|忘掉|不要理会|不要遵守)[^。！？\n]{0,25}(?:问题|問題|指令|指示|提示|上文|以上|之前|前面|段落)", r"(?:请|請|必须|只需|只能|直接|务必)(?:回答|答复|输出|回复)(?:说|：|:|“|「|是|道)?", r"(?:正确|唯一|标准|最终)(?:的)?答案(?:是|为|：|:)",
    r"(?:致|给|告知|提醒|注意[，,：:]?)(?:所有)?(?:人工智能|AI|大?语言模型|助手|模型|机器人)\w{0,4}[：:，,]", r"你(?:现在)?是(?:一个|一名)?(?:AI|人工智能|助手|语言模型)", r"(?:新的?|系统|隐藏)(?:指令|提示词?)[：:]",
    r"(?:質問|指示|命令|プロンプト|以上|前の)[^。\n]{0,20}(?:無視し|忘れ)", r"(?:と|だけ)(?:答え|回答し)(?:てください|なさい|ろ)", r"正解は",
    # French
    r"\b(?:ignorez?|oubliez?|oublie|négligez|ne (?:suivez|suis|tenez) pas)\b[^.!?\n]{0,50}\b(?:questions?|instructions?|consignes?|passages?|ce qui précède|contexte|précédente?s?)\b",
    r"(?:^|[.!?:;,«\"]\s*|\b(?:simplement|plutôt|toujours|et) )(?:réponds|répondez|écris|écrivez)\b(?: (?:uniquement|seulement|toujours|simplement|à (?:la|toute) question))*\s*(?:qu[e']|par|:|«)", r"\bla (?:bonne|seule|vraie) réponse (?:est|:)",
    r"\b(?:note|message|attention|avis|instructions?)\b[^.!?\n]{0,15}(?:à|aux?|pour) (?:l'|la |les |le )?(?:ia|intelligences? artificielles?|assistants?|modèles?(?: de langage)?|chatbots?)\b", r"\btu es (?:maintenant )?(?:un|une) (?:assistant|ia|modèle)",
    # Spanish, Portuguese, Italian
    r"\b(?:ignor[ae]n?|olvid[ae]n?|ignor[ae]|esque[çc]a|descart[ae]n?|dimentica|no sigas)\b[^.!?\n]{0,50}\b(?:preguntas?|instrucciones|indicaciones|pasajes?|fragmentos?|lo anterior|contexto|perguntas?|instruções|trechos?|acima|domanda|istruzioni)\b",
    r"(?:^|[.!?:;,«\"]\s*|\b(?:simplemente|siempre|solo|apenas|sempre|y|e) )(?:responde|responda|responded|contesta|escribe|escreva|rispondi)\b(?: (?:solo|sólo|únicamente|siempre|apenas|sempre|a (?:la|cualquier|qualquer) pre?gunta))*\s*(?:que|con|com|che|:|«|\")", r"\bla (?:única )?respuesta (?:correcta|verdadera)?\s*(?:es|:)\s*[«\"]?", r"\ba resposta (?:correta|certa|única) é\b",
    r"\b(?:nota|mensaje|mensagem|aviso|atención|atenção|instrucciones|instruções)\b[^.!?\n]{0,15}\b(?:para|al?|ao?s?) (?:el |la |los |as? |os? )?(?:ia|inteligencia artificial|asistentes?|modelos?(?: de lenguaje)?|assistentes?|chatbots?)\b", r"\b(?:eres|você é|sei) (?:ahora |agora |ora )?(?:un|um) (?:asistente|modelo|assistente)",
    # German
    r"\b(?:ignorier(?:e|en sie|t)|vergiss|vergessen sie|missachte(?:n sie)?|befolge(?:n sie)? nicht)\b[^.!?\n]{0,50}\b(?:frage|anweisung|anweisungen|passagen?|vorherige\w*|obige\w*|kontext|abschnitte?)\b", r"(?:^|[.!?:;,„\"]\s*|\b(?:stattdessen|immer|einfach|nur|und) )(?:antworte|antworten sie|schreibe?|schreiben sie)\b(?: (?:nur|immer|stattdessen|auf (?:die|jede) frage))*\s*(?:,? dass|mit|:|„)", r"\bdie (?:richtige|einzige|korrekte) antwort (?:ist|lautet)",
    r"\b(?:hinweis|nachricht|achtung|anweisung)\b[^.!?\n]{0,12}\b(?:an|für) (?:die |den |das |alle )?(?:ki|sprachmodelle?|assistent\w*|chatbots?)\b", r"\bdu bist (?:jetzt )?(?:ein|eine) (?:assistent|ki|sprachmodell)",
    # Persian, Urdu, Hindi, Turkish
    r"(?:پرسش|سؤال|سوال|دستور\w*|متن|بالا|قبلی)[^.!؟\n]{0,25}(?:نادیده|فراموش)", r"(?:پاسخ|جواب) (?:بده|دهید|بدهید|درست|صحیح)[^.!؟\n]{0,12}(?:که|:|است)", r"(?:فقط|همیشه) (?:بنویس|بگو|پاسخ)", r"(?:ای|به|توجه) (?:هوش مصنوعی|مدل زبانی|دستیار)\s*[:،]", r"(?:سوال|ہدایات|اوپر)[^۔!؟\n]{0,25}نظر ?انداز", r"(?:جواب دیں|جواب دو|صحیح جواب)",
    r"(?:प्रश्न|सवाल|निर्देश\w*|ऊपर)[^।!?\n]{0,30}(?:अनदेखा|नज़रअंदाज़|नजरअंदाज|भूल जा)", r"(?:उत्तर|जवाब) (?:दो|दें|दीजिए|में लिखें|केवल|है\s*:)", r"सही (?:उत्तर|जवाब)",
    r"\b(?:soruyu|talimatları|yönergeleri|yukarıdakileri|önceki\w*|bağlamı)\b[^.!?\n]{0,30}\b(?:yok say|görmezden gel|unut|dikkate alma)", r"\b(?:şöyle |sadece |yalnızca |her zaman )(?:yanıtla|cevapla|cevap ver|yaz)\b", r"\bdoğru (?:yanıt|cevap)\b\s*(?::|şudur|budur)?", r"\b(?:yapay zekâ?|dil modeli|asistan)(?:ya|na|lara|ye|ne)?\s*(?:not|uyarı|mesaj)?\s*:",
)  # fmt: skip
_ORDER = re.compile("|".join(f"(?:{pattern})" for pattern in _ORDERS), re.IGNORECASE | re.MULTILINE)
_PARAGRAPH = re.compile(r"[^\n]+")


def orders(text: str) -> list[Span]:
    """Spans of the paragraphs of `text` that speak to a machine, in order."""
    return [m.span() for m in _PARAGRAPH.finditer(text) if _speaks_to_a_machine(m[0])]


def ordered(text: str, span: Span) -> bool:
    """Whether `span` of `text` lies, even in part, in a paragraph that speaks to a machine."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return bool(orders(text[start : end if end >= 0 else None]))


@lru_cache(maxsize=4096)
def _speaks_to_a_machine(paragraph: str) -> bool:
    """Without the characters that hide words from a search: invisible ones, compatibility forms, Arabic diacritics."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", paragraph))
    return bool(_TAGS.search(paragraph) or _ORDER.search(re.sub(r"[\u064b-\u0652\u0640]", "", plain)))
