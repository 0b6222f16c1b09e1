"""Words that speak to whoever asks instead of answering: "skip", "I do not understand", a question. Knows no question.

Only where any words are an answer do they need to be told apart: a person in a hurry writes "help" where a name is
asked for, and it would stand in the document. Entries are compared folded (`folding.py`).
"""

from __future__ import annotations

from flows.answers.folding import is_said, phrases

LONGEST_QUESTION = 160
"""So many characters at most has a question to the bot; what is longer is an answer that ends in one."""

_QUESTION_MARKS = ("?", "؟", "？")

_WISHES = phrases(
    """
    skip|skip it|skip this|skip question|skip this question|next|next question|back|go back|previous
    previous question|help|help me|please help|menu|stop|pause|cancel|undo|continue|go on|review|submit
    wait|please wait|one moment|later
    passer|passer la question|suivant|suivante|question suivante|retour|précédent|aide|aidez-moi|annuler
    arrêter|continuer|attendez|un instant|plus tard
    saltar|omitir|siguiente|siguiente pregunta|atrás|volver|ayuda|cancelar|parar|continuar|espere|más tarde
    пропустить|дальше|далее|следующий|назад|помощь|помогите|отмена|стоп|продолжить|подождите|позже
    تخطي|تخط|التالي|السابق|رجوع|مساعدة|ساعدني|إلغاء|توقف|انتظر|لاحقا
    跳过|下一个|下一题|上一题|返回|帮助|帮帮我|取消|停止|继续|等一下|稍后
    چھوڑ دیں|اگلا|اگلا سوال|واپس|مدد|انتظار کریں|بعد میں
    """
)
_LOST = phrases(
    """
    I do not understand|I don't understand|I dont understand|don't understand|I did not understand
    I do not understand the question|I don't understand the question|I dont understand the question
    I do not understand this question|I don't understand this question|not clear|the question is not clear
    question not clear|unclear|what do you mean|what does it mean|what does this mean|what is this
    I made a mistake|my mistake|mistake|wrong answer|wrong question|sorry|sorry wrong question|sorry my mistake
    je ne comprends pas|je ne comprends pas la question|je n'ai pas compris|pas clair|ce n'est pas clair
    je me suis trompé|je me suis trompée|erreur|pardon|désolé|désolée
    no entiendo|no entiendo la pregunta|no comprendo|no está claro|me equivoqué|perdón
    не понимаю|я не понимаю|не понимаю вопрос|я не понимаю вопрос|не понял|не поняла|непонятно|я ошибся
    я ошиблась|ошибка|извините
    لا أفهم|لم أفهم|لا أفهم السؤال|لم أفهم السؤال|غير واضح|السؤال غير واضح|غير مفهوم|أخطأت|آسف|عذرا
    不明白|我不明白|不懂|我不懂|看不懂|什么意思|我错了|错了|对不起
    سمجھ نہیں آیا|میں نہیں سمجھا|سوال سمجھ نہیں آیا|غلطی ہو گئی|معذرت
    """
)
_GREETINGS = phrases(
    """
    hello|hi|hey|dear sir|good morning|good afternoon|good evening|thanks|thank you|bonjour|bonsoir|salut|merci
    hola|buenos días|buenas tardes|gracias|здравствуйте|добрый день|доброе утро|привет|спасибо
    مرحبا|السلام عليكم|صباح الخير|شكرا|你好|您好|谢谢|سلام|شکریہ
    """
)


_SPOKEN = _WISHES | _LOST | _GREETINGS


def is_addressed(text: str) -> bool:
    """Whether the whole text is such words, or a short question."""
    if len(text) <= LONGEST_QUESTION and text.rstrip().endswith(_QUESTION_MARKS) and "\n" not in text.strip():
        return True
    return is_said(text, _SPOKEN)
