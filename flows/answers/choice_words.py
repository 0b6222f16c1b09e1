"""The words for "Other", "all", "none" and their like in the languages people answer in. Knows no list of choices.

Entries are compared folded (`folding.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.answers.folding import fold, phrases

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
    alle|alles|tutti|tutte|tudo|hepsi|semua|tất cả|すべて|全て|모두|सभी|سب|تمام|همه|zote
    """
)
ALL_BUT = phrases(
    """
    all except|all but|all without|all except for|everything except|everything but|all of them except
    all of the above except
    tous sauf|toutes sauf|tout sauf|todos excepto|todas excepto|todos menos|todas menos|todo menos
    todo excepto|todos salvo
    все кроме|всё кроме|все за исключением|الكل ما عدا|الكل عدا|الكل باستثناء|جميعها ما عدا|كلها ما عدا
    除了|全部除了|所有除了|تمام سوائے|سب سوائے|سوائے|alle außer|tutti tranne|todos exceto|semua kecuali
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
BUT = phrases("but|not|and not|pas|pero no|не|но не")
"""The same behind "all" only: "1 and 2, but 3" may mean anything."""
BUT_NOT = phrases("but not|mais pas|pero no|но не|ولكن ليس|لكن ليس|但不")
"""The same behind whatever is chosen, in words too."""
ONLY = phrases("only|just|seulement|uniquement|juste|solo|sólo|solamente|только|فقط|只|只有|仅|صرف")
"""Says that nothing else is chosen."""
NOT = phrases("not|no|pas|non|ni|не|нет|ни|ليس|لا|不|没有")
"""Before a choice that is not meant, beside others that are."""
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
NONE_SO_FAR = phrases(
    """
    none yet|none so far|none at present|none at the moment|none for now|not yet|nothing yet|not at the moment
    aucun pour le moment|aucun pour l'instant|aucune pour le moment|pas encore|rien pour le moment
    ninguno por ahora|ninguna por ahora|ninguno por el momento|todavía no|aún no|пока нет|пока ничего|ещё нет
    لا شيء حاليا|ليس بعد|لا يوجد حاليا|尚无|暂无|还没有|目前没有|ابھی نہیں
    """
)
"""None, and that it may change: worth keeping in its own words."""
JOINING = phrases(
    "and|also|or|plus|as well as|both|et|ou|y|o|e|и|или|а также|و|أو|和|及|与|或|und|oder|ve|dan|và|और|اور|یا"
)
AND_LETTERS = phrases("and|or|et|ou|y|и|или|و|أو|和|或|اور")
"""What joins letters: a shorter table, since "e" and "o" may be letters of the list."""
ABOUT_NUMBERS = phrases(
    "no|n|nr|number|numbers|option|options|choice|choices|item|items|point|points|№|numéro|numéros|choix"
    "|the|only|just|from|le|la|les|seulement|uniquement|juste|de|du|el|los|las|solo|sólo|desde|del"
    "|número|números|opción"
    "|opciones|вариант|варианты|номер|номера|пункт|пункты|رقم|الخيار|الخيارات|الرقم|第|项|項|个|個|号"
    "|選項|选项"
)


def _counted(*languages: str) -> Mapping[str, str]:
    return {fold(word): str(number) for words in languages for number, word in enumerate(words.split(), 1)}


NAMING_NUMBERS = phrases("number|option|choice|item|point|numéro|choix|número|opción|вариант|номер|пункт|رقم|الخيار")
"""What makes a name of the number that follows: "option two"."""
CARDINALS = _counted(
    "one two three four five six seven eight nine ten eleven twelve",
    "un deux trois quatre cinq six sept huit neuf dix onze douze",
    "une deux trois quatre cinq six sept huit neuf dix onze douze",
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "один два три четыре пять шесть семь восемь девять десять",
    "одна две",
    "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة",
    "واحد اثنين",
    "ایک دو تین چار پانچ چھ سات آٹھ نو دس",
    "一 二 三 四 五 六 七 八 九",
    "一 两",
)
"""Numbers in words, folded. With an article they may count instead of naming: "les deux" are both."""
ORDINALS = _counted(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme",
    "premiere seconde",
    "primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo",
    "primera segunda tercera cuarta quinta sexta septima octava novena decima",
    "первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый",
    "первая вторая третья четвертая пятая шестая седьмая восьмая девятая десятая",
    "первое второе третье четвертое пятое шестое седьмое восьмое девятое десятое",
    "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر",
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة",
    "والأول والثاني والثالث والرابع والخامس والسادس والسابع والثامن والتاسع والعاشر",
)
FIRST = phrases(
    """
    first|premier|premiers|première|premières|primero|primeros|primera|primeras|primer|primeiro|primeiros
    первый|первые|первая|первое|первых|أول|الأول|الأولى|الأوائل|前|最前|پہلے|پہلی
    """
)
LAST = phrases(
    """
    last|dernier|derniers|dernière|dernières|último|últimos|última|últimas
    последний|последние|последняя|последнее|последних|آخر|الأخير|الأخيرة|最后|后|آخری
    """
)
ONE_MORE = phrases("one|ones")
"""What may follow a place: "the second one"."""


def shown(words: Mapping[str, str], language: str) -> str:
    """The words for that language; English stands in where there are none."""
    return words.get(language[:2], words["en"])
