"""The bot's own choices, said in words instead of tapped: why a question is skipped, and "keep it". Knows no buttons.

Entries are compared folded (`folding.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.answers.folding import fold, is_said, phrases

_REASONS: Mapping[str, frozenset[str]] = {
    "no-such-thing": phrases(
        """
        no such thing|there is no such thing|there is none|does not exist|it does not exist|do not have one
        we do not have one|cela n'existe pas|il n'y en a pas|n'existe pas|no existe|no hay|такого нет|не существует
        لا يوجد شيء كهذا|غير موجود|没有这个|不存在
        """
    ),
    "not-available": phrases(
        """
        not available|it is not available|unavailable|not known|unknown|no data|n'est pas disponible
        ce n'est pas disponible|pas disponible|non disponible|no disponible|no está disponible|нет данных|недоступно
        غير متاح|غير متوفر|无数据|暂无
        """
    ),
    "later": phrases(
        """
        later|leave it open|later: leave it open|not now|skip for now|plus tard|plus tard : laisser ouverte|más tarde
        después|позже|потом|لاحقا|فيما بعد|以后|稍后
        """
    ),
}

_SKIP = phrases(
    """
    skip|skip it|skip this|skip question|skip this question|pass|next|next question|later|leave it open|not now
    passer|passer la question|question suivante|suivant|suivante|plus tard
    saltar|omitir|siguiente|siguiente pregunta|más tarde|después
    пропустить|дальше|далее|следующий вопрос|позже|потом
    تخطي|تخط|التالي|السؤال التالي|لاحقا|فيما بعد|跳过|下一个|下一题|以后|稍后|چھوڑ دیں|اگلا|اگلا سوال|بعد میں
    """
)

_BEGIN = phrases(
    """
    begin|start|let's begin|let's start|go|go ahead|continue|ready|commencer|démarrer|commençons|allons-y
    comenzar|empezar|iniciar|начать|начнём|начинаем|поехали|ابدأ|نبدأ|لنبدأ|开始|شروع|شروع کریں
    """
)

_KEEP = phrases(
    """
    keep|keep it|keep as a remark|keep the remark|keep it as a remark|none, keep the remark|garder
    garder comme remarque|conserver|guardar|guardar como observación|оставить|сохранить|احتفظ به|保留
    """
)


_OVERRIDES: Mapping[str, frozenset[str]] = {
    "checked": phrases(
        """
        checked|it is checked|i checked|i have checked|it is right|it is right · checked|that is right|it is correct
        it is meant|it works|works|it works for me|it is working|vérifié|c'est vérifié|c'est juste|c'est exact
        c'est correct|es correcto|verificado|верно|проверено
        صحيح|正确|没错
        """
    ),
    "estimate": phrases(
        """
        estimate|an estimate|it is an estimate|this is an estimate|estimated|it is estimated|estimation|une estimation
        c'est une estimation|estimación|es una estimación|оценка|это оценка|تقدير|估计|估算
        """
    ),
    "nothing-to-add": phrases(
        """
        there is no more to say|no more to say|no more|nothing|nothing else|none|done|that is it|that's it
        that is everything|only that|I have nothing to add|there is nothing more to say|nothing more to say
        nothing to add|there is nothing to add|nothing more|that is all|that's all
        il n'y a rien à ajouter|rien à ajouter|c'est tout
        nada que añadir|eso es todo|это всё|больше нечего сказать|هذا كل شيء|没有了
        """
    ),
    "elsewhere": phrases(
        """
        the rest is in a file or link|the rest is in a file|the rest is in the file|see the file|see the attached file
        see attachment|le reste est dans un fichier|voir le fichier|voir la pièce jointe
        """
    ),
    "own-network": phrases(
        """
        works only from our network|it works only from our network|only from our network|internal only
        it is an intranet|intranet|marche seulement sur notre réseau|seulement sur notre réseau
        """
    ),
    "down-for-now": phrases(
        """
        it is down at the moment|it is down|down at the moment|it is down for now|temporarily down|under maintenance
        hors service en ce moment|il est hors service|en maintenance
        """
    ),
}

_MISTAKEN = re.compile(
    r"\b(?:wrong|mistake|mistaken|typo|oops|sorry|incorrect|not right|not correct|erreur|faute|faux|désolée?|pardon"
    r"|equivocado|errónea?|ошибк\w*|ошибся|ошиблась|неверно|неправильно)\b|خطأ|错了|错误|写错",
    re.IGNORECASE,
)


def override_said(text: str) -> str | None:
    """The reason for which an answer stands that the words name: an OverrideReason's value."""
    folded = fold(text)
    return next((reason for reason, said in _OVERRIDES.items() if folded in said), None)


def says_mistaken(text: str) -> bool:
    """Whether the words say that what was answered is wrong."""
    return _MISTAKEN.search(text) is not None


def reason_said(text: str) -> str | None:
    """The reason for skipping that the words name: a SkipReason's value or "later"."""
    folded = fold(text)
    return next((reason for reason, said in _REASONS.items() if folded in said), None)


def says_skip(text: str) -> bool:
    """Whether the words ask for the next question instead of answering this one."""
    return is_said(text, _SKIP)


def says_begin(text: str) -> bool:
    return is_said(text, _BEGIN)


def says_keep(text: str) -> bool:
    """Whether the words accept what is offered to be kept."""
    return is_said(text, _KEEP)
