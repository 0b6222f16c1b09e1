from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers.yes_no import SHOWN, read, show
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

QUESTION = Question(name="q10", type="yes_no", label={"en": "Do you collect usage statistics?"})
CIRCUMSTANCES = Circumstances(today=date(2019, 4, 22))
UNCLEAR = Violation(Code.NOT_YES_OR_NO)


def yes(note: str | None = None) -> Accepted:
    return Accepted(value=True, note=note)


def no(note: str | None = None) -> Accepted:
    return Accepted(value=False, note=note)


def either(note: str) -> Reading:
    return ToConfirm(UNCLEAR, (yes(note), no(note)))


CASES: list[tuple[str, Reading]] = [
    ("yes", yes()),
    ("Yes.", yes()),
    ("YES!", yes()),
    ("  yes\n", yes()),
    ("y", yes()),
    ("yep", yes()),
    ("Yes, yes", yes()),
    ("Of course", yes()),
    ("Yes, thank you", yes()),
    ("👍", yes()),
    ("✅", yes()),
    ("oui", yes()),
    ("Bien sûr", yes()),
    ("sí", yes()),
    ("Si", yes()),
    ("да", yes()),
    ("Да, конечно.", yes()),
    ("نعم", yes()),
    ("\u200fنعم\u200f", yes()),
    ("是", yes()),
    ("是的。", yes()),
    ("有", yes()),
    ("हाँ", yes()),
    ("جی ہاں", yes()),
    ("ใช่", yes()),
    ("はい", yes()),
    ("Evet", yes()),
    ("Ndiyo", yes()),
    ("אכן, כן", either("אכן, כן")),
    ("no", no()),
    ("No.", no()),
    ("N", no()),
    ("👎", no()),
    ("non", no()),
    ("нет", no()),
    ("لا", no()),
    ("لا يوجد", no()),
    ("否", no()),
    ("没有", no()),
    ("不是", no()),
    ("नहीं", no()),
    ("いいえ", no()),
    ("아니요", no()),
    ("Hayır", no()),
    ("não", no()),
    ("Yes, since 2015", yes("since 2015")),
    ("Yes (since 2015).", yes("since 2015")),
    (
        "Yes. Such matters are considered on case to case basis.",
        yes("Such matters are considered on case to case basis."),
    ),
    # a no belongs to its words: the rest alone would say the opposite
    ("No statistics are collected", no("No statistics are collected")),
    ("не собираем", no("не собираем")),
    ("不收集", no("不收集")),
    ("لا توجد", no("لا توجد")),
    ("No thanks", no()),
    ("No: the portal is being upgraded", no("the portal is being upgraded")),
    ("Oui, depuis 2015", yes("depuis 2015")),
    ("نعم، منذ ٢٠١٥", yes("منذ ٢٠١٥")),
    ("是的，从2015年开始", yes("从2015年开始")),
    ("Да, с 2015 года", yes("с 2015 года")),
    ("Not yet", no("Not yet")),
    ("No, not yet", no("not yet")),
    ("We do not", no("We do not")),
    ("пока нет", no("пока нет")),
    ("暂无", no("暂无")),
    ("We do, every month", yes("We do, every month")),
    ("yes and no", either("yes and no")),
    ("Yes/No", either("Yes/No")),
    ("no, yes", either("no, yes")),
    ("Да/нет", either("Да/нет")),
    ("是，否", either("是，否")),
    ("Partly", either("Partly")),
    ("Ok but what is a CIO?", either("Ok but what is a CIO?")),
    ("no CIO?", either("no CIO?")),
    ("Yes?", yes()),
    ("Ok, let me check", either("Ok, let me check")),
    ("sure, I will ask", either("sure, I will ask")),
    ("OK", yes()),
    ("It depends on the ministry", either("It depends on the ministry")),
    ("是否", either("是否")),
    ("В процессе", either("В процессе")),
    ("Sure not", either("Sure not")),
    ("Si, mais non", either("Si, mais non")),
    ("Yes it is not", either("Yes it is not")),
    ("right now no", either("right now no")),
    ("Correct, we do not", either("Correct, we do not")),
    ("Yes we cannot", either("Yes we cannot")),
    ("No, yes of course", either("No, yes of course")),
    ("не всегда", either("не всегда")),
    ("of course not", no()),
    ("absolutely not", no()),
    ("Certainly not", no()),
    ("natürlich nicht", no()),
    ("claro que no", no()),
    ("bien sûr que non", no()),
    ("certo que não", no()),
    ("non disponible", ToConfirm(UNCLEAR, (Accepted(None, "non disponible"),))),
    ("no disponible", ToConfirm(UNCLEAR, (Accepted(None, "no disponible"),))),
    ("non applicable", ToConfirm(UNCLEAR, (Accepted(None, "non applicable"),))),
    ("no aplica", ToConfirm(UNCLEAR, (Accepted(None, "no aplica"),))),
    ("non renseigné", ToConfirm(UNCLEAR, (Accepted(None, "non renseigné"),))),
    ("no response", ToConfirm(UNCLEAR, (Accepted(None, "no response"),))),
    ("не известно", ToConfirm(UNCLEAR, (Accepted(None, "не известно"),))),
    # the two of them copied with their boxes
    ("☑ Yes ☐ No", yes()),
    ("☐ Yes ☑ No", no()),
    ("Yes ☐ No ☑", no()),
    ("[ ] Yes [x] No", no()),
    ("☐ Yes ☐ No", either("☐ Yes ☐ No")),
    ("D'accord", yes()),
    ("Effectivement", yes()),
    ("pas pour l'instant", no("pas pour l'instant")),
    ("I don't know", ToConfirm(UNCLEAR, (Accepted(None, "I don't know"),))),
    ("pas de données", ToConfirm(UNCLEAR, (Accepted(None, "pas de données"),))),
    ("No, we have no portal", no("we have no portal")),
    ("Yes, not only in the capital", yes("not only in the capital")),
    ("Well, I would say yes", either("Well, I would say yes")),
    ("I am afraid no", ToConfirm(UNCLEAR, (no("I am afraid no"), yes("I am afraid no")))),
    ("N/A", ToConfirm(UNCLEAR, (Accepted(None, "N/A"),))),
    ("-", ToConfirm(UNCLEAR, (Accepted(None, "-"),))),
    ("No data", ToConfirm(UNCLEAR, (Accepted(None, "No data"),))),
    ("нет данных", ToConfirm(UNCLEAR, (Accepted(None, "нет данных"),))),
    ("1", Refused(UNCLEAR)),
    ("2", Refused(UNCLEAR)),
    ("www.pbs.gov.pk", Refused(UNCLEAR)),
    ("E-services are counted monthly", Refused(UNCLEAR)),
    ("Y. Ali", Refused(UNCLEAR)),
    ("👍👎", Refused(UNCLEAR)),
    ("?", Refused(UNCLEAR)),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_yes_or_no_is_read(text: str, expected: Reading) -> None:
    assert read(Typed(text), QUESTION, CIRCUMSTANCES) == expected


@pytest.mark.parametrize("language", [*SHOWN, "de", "zh-Hans"])
@pytest.mark.parametrize("value", [True, False])
def test_what_is_shown_is_read_as_the_same_answer(language: str, value: bool) -> None:
    circumstances = Circumstances(today=date(2019, 4, 22), language=language)
    shown = show(Accepted(value), QUESTION, circumstances)
    assert read(Typed(shown), QUESTION, circumstances) == Accepted(value)


def test_an_answer_that_is_only_a_remark_shows_no_value() -> None:
    assert show(Accepted(None, "N/A"), QUESTION, CIRCUMSTANCES) == ""


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_every_message_is_read(text: str) -> None:
    assert isinstance(read(Typed(text), QUESTION, CIRCUMSTANCES), Accepted | Refused | ToConfirm)
