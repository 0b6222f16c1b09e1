"""The bot's own choices, said in words instead of tapped: why a question is skipped, and "keep it". Knows no buttons.

Entries are compared folded (`folding.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.answers.folding import fold, phrases

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

_KEEP = phrases(
    """
    keep|keep it|keep as a remark|keep the remark|keep it as a remark|none, keep the remark|garder
    garder comme remarque|conserver|guardar|guardar como observación|оставить|сохранить|احتفظ به|保留
    """
)


def reason_said(text: str) -> str | None:
    """The reason for skipping that the words name: a SkipReason's value or "later"."""
    folded = fold(text)
    return next((reason for reason, said in _REASONS.items() if folded in said), None)


def says_keep(text: str) -> bool:
    """Whether the words accept what is offered to be kept."""
    return fold(text) in _KEEP
