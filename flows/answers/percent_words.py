"""The words around a percentage in the languages people answer in. Tables and the patterns made of them, nothing else.

Entries are compared as `comparable` leaves them: no capitals, no accents, one kind of dash and digit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from flows.answers.phrases import any_of, listed

REACH = 24
"""No phrase of the tables is longer: the text before a number is looked at no further than this."""

_SIGNS_AFTER = listed(
    """
    percent|per cent|percentage|per centum|pct|pct.|pour cent|pourcent|por ciento|porciento|por cento|per cento
    percento
    prozent|procent|prosent|prosenttia|procenta|procento|procentów|proc.|procentų|procenti|procentov|protsenti
    protsent
    odstotkov|odstotek|odsto|posto|postotak|százalék|la sută|përqind|për qind|τοις εκατό|τα εκατό
    процент|процента|процентов|проценты|проц.|відсотків|відсотки|відсоток|відсотка|працэнтаў|на сто|посто|отсто
    пайыз|пайызы|фоиз|foiz|faiz|göterim|хувь|տոկոս|პროცენტი
    في المئة|في المائة|في المية|بالمئة|بالمائة|بالمية|درصد|فی صد|فیصد|سلنه|אחוז|אחוזים|በመቶ|ፐርሰንት
    प्रतिशत|फीसदी|टक्के|শতাংশ|ਪ੍ਰਤੀਸ਼ਤ|ટકા|சதவீதம்|శాతం|ശതമാനം|persen|peratus|porsyento|phần trăm|asilimia
    boqolkiiba
    パーセント|퍼센트|프로|เปอร์เซ็นต์|เปอร์เซนต์|ເປີເຊັນ|ភាគរយ|ရာခိုင်နှုန်း
    """
)
_SIGNS_BEFORE = listed("百分之|百份之|yüzde|ร้อยละ|ຮ້ອຍລະ|asilimia|boqolkiiba|සියයට")
SIGN_AFTER = rf"[%‰]|{any_of(_SIGNS_AFTER)}"
SIGN_BEFORE = rf"%|{any_of(_SIGNS_BEFORE)}"

_ABOUT = listed(
    """
    about|around|approximately|approx|approx.|appr.|roughly|circa|ca|ca.|c.|some|nearly|almost|close to|estimated
    estimated at|more than|less than|over|under|above|below|at least|at most|up to|fewer than|greater than
    in excess of|upwards of
    environ|à peu près|près de|approximativement|plus de|moins de|au moins|au plus|jusqu'à|presque|quelque|autour de
    vers|alrededor de|aproximadamente|aprox|aprox.|cerca de|casi|más de|menos de|al menos|por lo menos|hasta
    unos|en torno a
    около|примерно|приблизительно|порядка|более|больше|менее|меньше|свыше|почти|до|ориентировочно|более чем
    менее чем
    حوالي|تقريبا|نحو|قرابة|ما يقارب|ما يقرب من|أكثر من|أقل من|على الأقل|يزيد على|لا يقل عن|حتى
    大约|约|約|约为|大概|将近|接近|超过|超過|近|不到|至少|低于|高于|最多|少于|多于|不超过
    mais de|pelo menos|até|quase|ungefähr|etwa|rund|mehr als|weniger als|über|unter|mindestens|höchstens|fast|knapp
    più di|meno di|almeno|yaklaşık|sekitar|kurang dari|lebih dari|kira-kira|حدود|تقریباً|بیش از|کمتر از|लगभग
    करीब|প্রায়
    більше|менше|приблизно|близько|понад|około|ponad|ongeveer|meer dan|minder dan|khoảng|ประมาณ|takriban|zaidi ya
    """
)
_OR_SO = listed(
    """
    or more|or less|or so|or above|or over|or higher|or lower|or under|and above|and more|and over|plus
    approximately
    approx|approx.|roughly|at least|at most|maximum|minimum|max|min|estimated|estimate|est.|ou plus|ou moins
    environ|au moins
    au plus|o más|o menos|aproximadamente|aprox.|más o menos|и более|и выше|и менее|или более|примерно
    приблизительно
    تقريبا|على الأقل|أو أكثر|أو أقل|ungefähr|oder mehr|oder weniger|ou mais|ou menos|civarında
    左右|以上|以下|上下|程度|ぐらい|くらい|정도|이상|이하
    """
)
APPROXIMATE_BEFORE = re.compile(rf"(?:[<>≤≥~≈±∼〜≲≳⩽⩾][=~]?|{any_of(_ABOUT)}) ?[:(]? ?\Z")
APPROXIMATE_AFTER = re.compile(rf" ?[,(]? ?(?:\+(?! ?\d)|±|{any_of(_OR_SO)})\)?")
_OTHER_THAN_BEFORE = listed(
    """
    not|by|increase of|rise of|growth of|decrease of|decline of|drop of|reduction of
    pas|non|hausse de|augmentation de|baisse de|diminution de|aumento de|aumento del|incremento de|disminución de
    не|рост на|увеличение на|снижение на|ليس|زيادة بنسبة|زيادة قدرها|انخفاض بنسبة
    不是|并非|增长|增加|减少|下降|nicht|não
    """
)
_OTHER_THAN_AFTER = listed(
    """
    less|more|lower|higher|fewer|increase|decrease|growth|rise|decline|drop|reduction|points
    de plus|de moins|más|menos|больше|меньше|mehr|weniger|mais
    """
)
OTHER_THAN_BEFORE = re.compile(rf"(?:{any_of(_OTHER_THAN_BEFORE)}) ?\Z")
OTHER_THAN_AFTER = re.compile(rf" ?(?:{any_of(_OTHER_THAN_AFTER)})")
"""A share denied ("not 57%") or one of change ("up by 5%", "10% less")."""

PLUS_OR_MINUS = re.compile(r"±|\+ ?/? ?-?")
"""What stands between a number and its margin of error."""

MINUS_BEFORE = re.compile(rf"(?:{any_of(listed('minus|moins|menos|минус|ناقص|سالب|负|負|meno|eksi'))}) ?\Z")
_BETWEEN = listed("between|entre|между|بين|ما بين|介于|zwischen|tra|fra|między|між|antara")
BETWEEN_BEFORE = re.compile(rf"(?:{any_of(_BETWEEN)}) ?\Z")

TO = listed(
    """
    -|--|~|〜|∼|…|to|up to|a|à|au|ao|jusqu'à|al|hasta|до|إلى|حتى|至|到|até|bis|tot|do|till|until|ila|đến|hingga|sampai
    から
    """
)
AND = listed("and|&|et|y|e|и|و|和|与|與|und|en|i|та|і|dan|và|ve")
OR = listed("or|ou|o|или|أو|或|oder|або|atau|hoặc|veya|,|;|/|and/or")
OUT_OF = listed(
    """
    /|out of|out of the|of|of the|of our|in|in every|out of every|over|sur|sur les|de|de las|de los|de cada|sobre
    из|из каждых|من|من أصل|من بين|von|aus|di|su|em cada|em|od|z|ze|van de|van|dari|trong|trên
    """
)
"""What stands between the numbers of "5 to 8", of "5 and 8", of "5 or 8", and of "3 out of 4"."""

_MONEY = listed(
    """
    usd|us dollars|dollars|dollar|euro|euros|eur|gbp|pounds|rs|rs.|pkr|rupees|inr|cny|rmb|yuan|jpy|yen|rub|руб
    руб.|рублей|долларов|евро|دولار|دينار|ريال|درهم|يورو|روپے|روبية|元|美元|欧元|人民币|円|francs|fcfa|xof|xaf
    pesos|dólares|reais|naira
    kes|ksh|shillings|sar|aed
    """
)
_GREAT = listed(
    """
    million|millions|mln|mn|m|bn|billion|billions|thousand|thousands|hundred|k|trillion|tn|lakh|lakhs|crore
    crores|mio|mrd
    mille|milliers|milliard|milliards|mil|miles|millón|millones|milhões|milhão|millionen|тыс|тыс.|тысяч|тысячи
    млн|млн.|млрд
    миллион|миллиона|миллионов|миллиардов|миллиарда|ألف|آلاف|مليون|ملايين|مليار|مليارات|ملیون|میلیون|میلیارد
    万|萬|亿|億|千|juta|ribu|triệu
    """
)
_CURRENCY = r"[$€£¥₤₦₨₩₪₫₭₮₱₲₴₵₸₹₺₽₾₿﷼¢]"
MONEY_BEFORE = re.compile(rf"(?:{_CURRENCY}|{any_of(_MONEY)}) ?\Z")
COUNT_AFTER = re.compile(rf" ?(?:{_CURRENCY}|{any_of(_MONEY | _GREAT)})")

_IN_WORDS: Mapping[int, str] = {
    0: "zero|zéro|cero|ноль|нуль|صفر|零|〇|null|nul|sıfır|शून्य|nol|sifuri|không|ゼロ|영|ศูนย์",
    100: """
        hundred|one hundred|a hundred|cent|cien|ciento|сто|مئة|مائة|百|一百|cem|hundert|einhundert|cento|yüz|सौ
        seratus|trăm
        sto|honderd|صد
        """,
}
_PERHAPS_IN_WORDS: Mapping[int, str] = {
    0: "nil|none|aucun|aucune|ninguno|ninguna|никто|لا أحد",
    25: "a quarter|one quarter|quarter|un quart|un cuarto|четверть|ربع|الربع|四分之一",
    50: """
        half|one half|a half|half of it|half of them|moitié|la moitié|mitad|la mitad|половина|نصف|النصف|一半|半
        metade
        hälfte|die hälfte
        """,
    75: "three quarters|trois quarts|tres cuartos|три четверти|四分之三",
    100: """
        all|all of it|all of them|everyone|tout|tous|toutes|todo|todos|todas|все|всё|الكل|全部|所有|alle|alles|tudo
        """,
}


def _values(table: Mapping[int, str]) -> Mapping[str, Decimal]:
    return {phrase: Decimal(value) for value, phrases in table.items() for phrase in listed(phrases)}


CERTAIN = _values(_IN_WORDS)
UNCERTAIN = _values(_PERHAPS_IN_WORDS)
"""Numbers in words, where they are the whole message: those that say a percentage, and those that may mean one."""
