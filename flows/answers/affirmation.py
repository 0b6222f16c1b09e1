"""The words that say yes, no, agreement and its refusal, in the languages people answer in. Knows no question.

Entries are compared folded (`folding.py`), so neither case, accents nor punctuation matter here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from flows.answers.folding import phrases, words_of


class Says(Enum):
    """What a phrase says. The RATHER ones say more than yes or no: their own words are worth keeping."""

    YES = "yes"
    NO = "no"
    RATHER_YES = "rather yes"
    RATHER_NO = "rather no"
    NEITHER = "neither"

    @property
    def answer(self) -> bool | None:
        return None if self is Says.NEITHER else self in {Says.YES, Says.RATHER_YES}

    @property
    def is_plain(self) -> bool:
        return self in {Says.YES, Says.NO}


@dataclass(frozen=True, slots=True)
class Opening:
    """The phrase a message begins with, and what comes after it."""

    says: Says
    rest: str


def _saying(says: Says, listed: str) -> dict[str, Says]:
    return dict.fromkeys(phrases(listed), says)


YES_OR_NO: Mapping[str, Says] = {
    **_saying(
        Says.YES,
        """
        yes|y|yes sir|yes it does|yes we do|yes it is|yes there is|yea|yeah|yep|yup|yess|yes indeed|sure
        of course|certainly
        affirmative|absolutely|correct|true|right|ok|okay
        oui|ouais|mais oui|effectivement|d'accord|bien sûr
        tout à fait|si|sí|claro|claro que sí|por supuesto|afirmativo|exacto
        да|д|конечно|безусловно|разумеется|верно|имеется|есть
        نعم|اي نعم|أجل|بلى|بالتأكيد|طبعا|يوجد|صحيح
        是|是的|对|对的|有|有的|是有|當然|当然|肯定|可以|好|好的
        sim|s|ja|jawohl|jep|natürlich|jes|certo|da|так|tak|ano|áno|igen|evet|tabii|ναι|kyllä|joo|jah|jā
        taip|po
        হ্যাঁ|हाँ|हां|जी|जी हाँ|ہاں|جی|جی ہاں|بله|آری|بلی|ஆம்|ఔను|అవును|ಹೌದು|അതെ|ඔව්|હા|ਹਾਂ|हो|छ
        はい|ええ|네|예|그렇습니다|ใช่|ใช่ครับ|ใช่ค่ะ|ครับ|ค่ะ|có|vâng|ya|iya|oo|opo|ndiyo|ndio|eego|haa
        አዎ|አዎን|คะ
        ha|иә|ия|ооба|ҳа|бале|bəli|hə|тийм|այո|დიახ|კი|כן|ဟုတ်ကဲ့|ဟုတ်တယ်|បាទ|ចាស|ແມ່ນ|ewe|yebo
        """,
    ),
    **_saying(
        Says.NO,
        """
        no|n|nope|noo|no sir|negative|false|no it does not|no we do not|no we don't|no it is not
        no there is not
        of course not|absolutely not|certainly not|natürlich nicht|claro que no|bien sûr que non|certo que não
        non|nenni|nullement|negativo|нет|н|нету|никак нет|отсутствует|не имеется
        لا|كلا|لا يوجد|ليس|否|不|不是|没有|没|無|无|不对|不可以
        não|nao|nein|nee|nej|nei|nie|ne|ні|не|nem|hayır|yok|όχι|ei|eivät|nē|jo nuk|nu|nuk
        না|नहीं|जी नहीं|نہیں|جی نہیں|خیر|نه|نخیر|இல்லை|లేదు|కాదు|ಇಲ್ಲ|ഇല്ല|അല്ല|නැත|නැහැ|ના|ਨਹੀਂ|छैन|होइन
        いいえ|いや|아니요|아니오|아뇨|ไม่|ไม่ใช่|ไม่มี|không|tidak|bukan|hindi|hindi po|wala|hapana|siyo
        maya|አይ|አይደለም|የለም
        yo'q|yoʻq|жоқ|жок|йўқ|йӯқ|xeyr|yox|үгүй|ոչ|არა|לא|မဟုတ်ပါ|မဟုတ်ဘူး|ទេ|ບໍ່|ບໍ່ແມ່ນ|tsia|aowa|cha|hayi
        """,
    ),
    **_saying(
        Says.RATHER_YES,
        """
        we do|it does|they do|there is|there are|we have|already|mostly yes|in general yes|generally yes
        nous en avons|c'est le cas
        sí tenemos|lo hacemos|уже|в основном да|لدينا|已经|已有
        """,
    ),
    **_saying(
        Says.RATHER_NO,
        """
        not|not yet|not really|not at present|not at the moment|not currently|not at all|not so far
        currently not|currently no
        we do not|we don't|it does not|it doesn't|there is no|there is none|never|at present no
        unfortunately not|unfortunately no
        pas encore|pas vraiment|pas du tout|pas pour le moment|pas pour l'instant|pas actuellement|jamais
        todavía no|aún no|no todavía|por ahora no|por el momento no|no todavia|nunca|ainda não|ancora no|noch nicht
        henüz değil|henüz yok|belum
        пока нет|ещё нет|еще нет|не совсем|никогда|на данный момент нет|ليس بعد|لم يتم بعد|ليس حاليا|ليس لدينا
        还没有|还没|尚未|尚无|暂无|暂时没有|目前没有|まだ|अभी नहीं|ابھی نہیں|هنوز نه|chưa
        """,
    ),
    **_saying(
        Says.NEITHER,
        """
        yes and no|yes or no|yes no|no yes|no and yes|partly|partially|in part|in parts|partial|sometimes
        maybe|perhaps|possibly|both|either
        neither|it depends|depends|to some extent|to a certain extent|planned|in progress
        under development|under preparation
        no data|no data available|no information|no information available|no idea|no answer|no comment
        no opinion|not sure
        not available|not applicable|not known|not certain|not only|not all|not always|not fully
        not everywhere|no doubt|no response|non renseigné|не известно|не всегда
        no problem|i do not know|i don't know|we do not know|we don't know|don't know
        oui et non|partiellement|en partie|parfois|peut-être|ça dépend|en cours|je ne sais pas
        nous ne savons pas|ne sait pas
        sí y no|si o no|en parte|parcialmente|a veces|tal vez|quizás|quizá|depende|en curso|no sé
        no sabemos|no lo sé|no hay datos
        да и нет|и да и нет|частично|отчасти|иногда|может быть|возможно|зависит|не знаю|не знаем
        нет данных|нет информации|в процессе
        نعم ولا|نعم و لا|جزئيا|أحيانا|ربما|لا أعلم|لا أعرف|لا ندري|قيد الإعداد|لا تتوفر بيانات|إلى حد ما
        部分|一部分|有时|有時|也许|可能|不一定|不知道|不清楚|不确定|是否|是不是|有没有|有一些|不适用
        不全是|是和否|视情况而定
        em parte|às vezes|talvez|não sei|teilweise|vielleicht|jein|manchmal|kısmen|belki|bazen|sebagian
        mungkin|一部|場合による
        """,
    ),
}

AGREEMENT: Mapping[str, Says] = {
    **{phrase: says for phrase, says in YES_OR_NO.items() if says is not Says.RATHER_YES},
    **_saying(
        Says.YES,
        """
        agree|agreed|i agree|we agree|i/we agree|i/we hereby authorize|i do agree|we do agree|yes i agree
        yes we agree|i fully agree
        we fully agree|fully agree|i accept|we accept|accept|accepted|i consent|we consent|i do|we do
        i confirm|we confirm
        confirmed|confirm|i authorize|we authorize|i hereby authorize|we hereby authorize|authorized
        authorised|i authorise
        we authorise|approve|approved|i approve|go ahead|granted|permission granted|no objection
        we have no objection|fine
        d'accord|je suis d'accord|nous sommes d'accord|je suis d accord|j'accepte|j accepte|nous acceptons
        j'autorise
        nous autorisons|je consens|accepté|entendu|oui j'accepte|oui d'accord|pas d'objection
        de acuerdo|estoy de acuerdo|estamos de acuerdo|acepto|aceptamos|autorizo|autorizamos|conforme
        sin objeción|concordo|aceito
        согласен|согласна|согласны|я согласен|я согласна|мы согласны|да согласен|да согласна|разрешаю
        разрешаем|принимаю|подтверждаю
        не возражаю|не возражаем|без возражений
        أوافق|موافق|موافقة|نوافق|انا موافق|نحن موافقون|أنا أوافق|نعم أوافق|نعم نوافق|أقبل|نقبل|مع الموافقة
        لا مانع
        同意|我同意|我们同意|是的我同意|接受|授权|我接受|我们授权|没有异议|没意见|無異議
        einverstanden|ich stimme zu|wir stimmen zu|akkoord|accetto|zgadzam się|kabul ediyorum|katılıyorum
        onaylıyorum|setuju
        saya setuju|kami setuju|đồng ý|tôi đồng ý|chúng tôi đồng ý|nakubali|ninakubali|tunakubali
        sumasang-ayon ako
        सहमत|मैं सहमत हूँ|हम सहमत हैं|متفق|متفق ہوں|میں متفق ہوں|اتفاق ہے|اتفاق کرتا ہوں|منظور ہے
        موافقم|موافقیم|আমি একমত|একমত|同意します|同意する
        동의합니다|동의함|동의|เห็นด้วย|ยินยอม
        """,
    ),
    **_saying(
        Says.NO,
        """
        disagree|i disagree|we disagree|i do not agree|i don't agree|i dont agree|we do not agree
        we don't agree|do not agree
        don't agree|not agree|not agreed|i do not accept|i don't accept|we do not accept|i do not consent
        we do not consent
        i refuse|we refuse|refuse|refused|i decline|we decline|decline|declined|not authorized
        not authorised|i do not authorize
        we do not authorize|i do not authorise|we do not authorise|i object|we object|no i do not agree
        no i don't agree
        no we do not agree|no i do not|no we do not|denied|i do not|we do not|i don't|we don't
        i cannot agree|we cannot agree
        pas d'accord|je ne suis pas d'accord|nous ne sommes pas d'accord|je n'accepte pas
        nous n'acceptons pas|je refuse
        nous refusons|je n'autorise pas|nous n'autorisons pas|non je ne suis pas d'accord|non pas d'accord
        en desacuerdo|no estoy de acuerdo|no estamos de acuerdo|no acepto|no aceptamos|no autorizo
        no autorizamos|rechazo
        não concordo|não aceito|não autorizo
        не согласен|не согласна|не согласны|я не согласен|я не согласна|мы не согласны|нет не согласен
        не разрешаю|не разрешаем
        не принимаю|возражаю|возражаем|отказываюсь
        لا أوافق|لا نوافق|غير موافق|لست موافقا|أرفض|نرفض|أنا لا أوافق|لا أقبل|لا نقبل|كلا لا أوافق
        不同意|我不同意|我们不同意|不接受|拒绝|反对|不授权|我不接受
        nicht einverstanden|ich stimme nicht zu|niet akkoord|non accetto|nie zgadzam się|kabul etmiyorum
        katılmıyorum|tidak setuju
        saya tidak setuju|không đồng ý|tôi không đồng ý|sikubali|hatukubali|असहमत|मैं सहमत नहीं हूँ
        متفق نہیں|موافق نیستم|একমত নই
        同意しません|同意しない|동의하지 않습니다|동의하지 않음|ไม่เห็นด้วย|ไม่ยินยอม
        """,
    ),
}

_NEGATIONS = phrases(
    """
    cannot|can't|don't|doesn't|didn't|isn't|aren't|wasn't|haven't|hasn't|won't|none
    pas|aucun|aucune|nicht|kein|keine|niet|geen|nunca
    """
)
_SOON = 3
"""So many phrases, or words beside them, after a yes or no are looked at for the other."""

_YES_SIGNS = frozenset("👍✅✔☑🆗👌")
_NO_SIGNS = frozenset("👎❌✖❎🚫✗✘")


def opening(text: str, meanings: Mapping[str, Says]) -> Opening | None:
    """The longest of the phrases that the text begins with; a sign (👍) where the text has no words at all."""
    words = words_of(text)
    if not words:
        return _sign(text)
    for length in range(min(len(words), _LONGEST), 0, -1):
        phrase = " ".join(word.folded for word in words[:length])
        if phrase in meanings and (length == len(words) or not _is_letter(phrase)):
            return Opening(meanings[phrase], text[words[length - 1].end :])
    return None


def contradicts(first: Opening, meanings: Mapping[str, Says]) -> bool:
    """Whether what follows a yes or no soon says the other: "Yes, we cannot", "right now no"."""
    rest = first.rest
    for _ in range(_SOON):
        then = opening(rest, meanings)
        if then and _is_opposite(then.says, first.says):
            return True
        words = words_of(rest)
        if not words:
            return False
        if not then and words[0].folded in _NEGATIONS:
            return first.says.answer is True
        rest = then.rest if then else rest[words[0].end :]
    return False


def mentioned(text: str, meanings: Mapping[str, Says]) -> set[bool]:
    """What the plain phrases say that stand somewhere in the text, as single words: "I would say no"."""
    says = (meanings.get(word.folded) for word in words_of(text) if len(word.folded) > 1)
    return {said is Says.YES for said in says if said and said.is_plain}


def _is_opposite(then: Says, first: Says) -> bool:
    """ "We have" after a no says nothing against it: "No, we have no portal"."""
    return then in ({Says.NO, Says.RATHER_NO} if first.answer else {Says.YES})


def _is_letter(phrase: str) -> bool:
    """Whether it is a single letter ("y"), which begins many a sentence that says nothing of the kind."""
    return len(phrase) == 1 and phrase < "\u3000"


def _sign(text: str) -> Opening | None:
    signs = set(text)
    said = {Says.YES} if signs & _YES_SIGNS else set()
    said |= {Says.NO} if signs & _NO_SIGNS else set()
    return Opening(said.pop(), "") if len(said) == 1 else None


_LONGEST = max(len(phrase.split()) for phrase in (*YES_OR_NO, *AGREEMENT))
