"""What is said beside an answer: the remark cut free of what joined it to the answer, and words that say there is none.

Knows no answer type.
"""

from __future__ import annotations

import re

from flows.answers.folding import fold, is_said, phrases

_JOINTS = " \u00a0\u202f\t\r\n,;:.!?/|、，。；：！？،؛؟।–—-·•"
_DASHES_ONLY = re.compile(r"[\s.\-–—_/―…]+")
_PARENTHESISED = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")

_NOT_APPLICABLE = phrases(
    """
    N/A|NA|n.a.|not applicable|not available|does not apply|none|nil|null|no|nothing|unknown|not known
    no answer|no data
    no response|no data available|no information|not yet available|TBD|to be determined|without objection
    TBC|to be confirmed|TBA|to be announced|I don't know|I do not know|we don't know|we do not know|don't know
    do not know|not sure|no idea|no e-mail|no email|no phone|no telephone|no number|no date
    s.o.|sans objet|non applicable|non disponible|néant|aucun|aucune|non|pas disponible|pas de réponse|inconnu
    non renseigné|non communiqué|pas de données|aucune donnée|à confirmer|je ne sais pas|nous ne savons pas
    pas de téléphone|pas d'adresse|pas de courriel
    no aplica|no aplicable|no disponible|ninguno|ninguna|nada|sin datos|sin respuesta|desconocido|s/d|n/d
    no sé|no sabemos|no lo sé|no hay datos|por confirmar|sin teléfono|sin correo
    não aplicável|não se aplica|não disponível|nenhum|nenhuma
    не применимо|неприменимо|нет данных|не имеется|нет|нет информации|неизвестно|не известно|н/д|н/п|отсутствует
    не знаю|не знаем|нет телефона|уточняется
    لا ينطبق|غير متوفر|غير متاح|لا يوجد|لا شيء|لا|لا تتوفر بيانات|غير معروف
    لا أعرف|لا أعلم|لا نعرف|معلوم نہیں|دستیاب نہیں
    不适用|無|无|没有|暂无|无数据|不详|不知道|不清楚|待定|待确认
    nicht zutreffend|entfällt|keine|keiner|keine Angabe|k.A.|yok|nessuno|tidak ada|लागू नहीं|उपलब्ध नहीं
    該当なし|해당 없음
    """
)

_COURTESIES = phrases(
    """
    thank you|thanks|many thanks|thank you very much|please|sir|madam|dear sir|dear colleague|regards
    best regards|kind regards
    merci|merci beaucoup|s'il vous plaît|cordialement|gracias|muchas gracias|por favor|saludos|спасибо
    пожалуйста|с уважением
    شكرا|شكرا جزيلا|من فضلك|مع التحية|谢谢|谢谢您|谢谢你|請|请|obrigado|obrigada|danke|bitte|teşekkürler
    grazie|ありがとうございます
    """
)


def remark(text: str) -> str | None:
    """The remark in what is left of a message beside its answer; None where nothing is said, or only thanks."""
    stripped = text.strip(_JOINTS)
    if not fold(stripped) or fold(stripped) in _COURTESIES:
        return None
    parenthesised = _PARENTHESISED.fullmatch(stripped)
    if parenthesised:
        return remark(parenthesised[1])
    # A full stop or question mark that ends the remark belongs to it.
    ending = text.rstrip()[-1]
    return stripped + ending if ending in ".?!。؟？！।" else stripped


def is_not_applicable(text: str) -> bool:
    """Whether the message says that there is nothing to answer: "N/A", "-", "нет данных"."""
    return is_said(text, _NOT_APPLICABLE) or _DASHES_ONLY.fullmatch(text) is not None
