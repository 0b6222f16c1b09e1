"""The words for "Other", "all", "none" and their like in the languages people answer in. Knows no list of choices.

Entries are compared folded (`folding.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.answers.folding import phrases

SHOWN_OTHER: Mapping[str, str] = {
    "en": "Other",
    "fr": "Autre",
    "es": "Otro",
    "ru": "Другое",
    "ar": "أخرى",
    "zh": "其他",
}
SHOWN_NONE: Mapping[str, str] = {
    "en": "None of these",
    "fr": "Aucun de ces choix",
    "es": "Ninguna de estas opciones",
    "ru": "Ничего из перечисленного",
    "ar": "لا شيء مما ذكر",
    "zh": "以上都不是",
}


OTHER_WORDS = phrases(
    """
    other|others|other please specify|others please specify|other specify|something else|any other
    autre|autres|autre précisez|autre à préciser|otro|otra|otros|otras|otro especifique|outro|outra|outros
    другое|другой|другая|другие|прочее|иное|أخرى|اخرى|غير ذلك|آخر|أخرى يرجى التحديد|其他|其它|其他请说明
    其他请注明
    andere|anderes|sonstiges|altro|altri|diğer|lainnya|khác|その他|기타|अन्य|دیگر|nyingine
    """
)
ALL = phrases(
    """
    all|all of them|all of these|all of the above|all the above|all above|everything|every one|all apply
    all choices|all options
    tous|toutes|tout|tous les choix|toutes les réponses|todos|todas|todo|todas las anteriores
    todos los anteriores|todas las opciones
    все|всё|все перечисленное|всё перечисленное|все варианты|все вышеперечисленное|все из перечисленного
    الكل|جميع ما سبق|كل ما سبق|جميعها|كلها|كل الخيارات|جميع الخيارات|全部|所有|以上全部|以上皆是|都有|全选
    以上都是
    alle|alles|tutti|tutte|tudo|hepsi|semua|tất cả|すべて|全て|모두|सभी|سب|همه|zote
    """
)
ALL_BUT = phrases(
    """
    all except|all but|all without|all except for|everything except|everything but|all of them except
    all of the above except
    tous sauf|toutes sauf|tout sauf|todos excepto|todas excepto|todos menos|todas menos|todo menos
    todo excepto|todos salvo
    все кроме|всё кроме|все за исключением|الكل ما عدا|الكل عدا|الكل باستثناء|جميعها ما عدا|كلها ما عدا
    除了|全部除了|所有除了|alle außer|tutti tranne|todos exceto|semua kecuali
    """
)
EXCEPT = phrases(
    """
    except|except for|excepting|excluding|but not|apart from|aside from|other than|besides|minus|without|not including
    sauf|sauf pour|excepté|à l'exception de|à l'exception du|à l'exception des|hormis|à part|sans|moins|mais pas
    excepto|salvo|menos|sin|a excepción de|кроме|за исключением|ما عدا|عدا|باستثناء
    """
)
"""Between what is chosen and what of it is not."""
BUT = phrases("but|pero no")
"""The same behind "all" only: "1 and 2, but 3" may mean anything."""
NONE = phrases(
    """
    none|none of these|none of them|none of the above|nothing|no|no one|not any|none apply|none applies
    nil|0|zero
    aucun|aucune|aucun de ces choix|aucune de ces réponses|aucun des choix|rien|néant|non
    ninguno|ninguna|ninguna de estas opciones|ninguno de estos|ninguna de las anteriores
    ninguno de los anteriores|nada
    ничего|ничего из перечисленного|ни один|ни одна|ни одного|ни один из них|никакие|нет
    لا شيء|لا شيء مما ذكر|لا شيء مما سبق|لا يوجد|ولا واحد|لا أحد|لا|以上都不是|都没有|都不是|没有|无
    一个也没有|以上皆非
    keine|keines|keiner|nessuno|nessuna|nenhum|nenhuma|hiçbiri|tidak ada|không có|なし|없음|कोई नहीं
    کوئی نہیں|هیچکدام|hakuna
    """
)
JOINING = phrases("and|also|or|plus|as well as|both|et|y|e|и|а также|و|和|及|与|und|ve|dan|và|और|اور")
ABOUT_NUMBERS = phrases(
    "no|n|nr|number|numbers|option|options|choice|choices|item|items|point|points|№|numéro|numéros|choix"
    "|the|only|just|from|le|la|les|seulement|uniquement|juste|de|du|el|los|las|solo|sólo|desde|del"
    "|número|números|opción"
    "|opciones|вариант|варианты|номер|номера|пункт|пункты|رقم|الخيار|الخيارات|الرقم|第|项|項|个|個|号"
    "|選項|选项"
)


def _counted(*languages: str) -> Mapping[str, str]:
    return {word: str(number) for words in languages for number, word in enumerate(words.split(), 1)}


CARDINALS = _counted(
    "one two three four five six seven eight nine ten eleven twelve",
    "un deux trois quatre cinq six sept huit neuf dix onze douze",
    "une deux trois quatre cinq six sept huit neuf dix onze douze",
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
)
"""Numbers in words, folded. With an article they may count instead of naming: "les deux" are both."""
ORDINALS = _counted(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme",
    "premiere seconde",
    "primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo",
)


def shown(words: Mapping[str, str], language: str) -> str:
    """The words for that language; English stands in where there are none."""
    return words.get(language[:2], words["en"])
