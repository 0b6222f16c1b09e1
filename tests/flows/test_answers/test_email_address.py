from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers.email_address import read, show
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

QUESTION = Question(name="q4_email", type="email", label={"en": "E-mail:"})
CIRCUMSTANCES = Circumstances(today=date(2019, 4, 22))

ED = "ed@nitb.gov.pk"


def slip(written: str, *meant: str) -> Reading:
    return ToConfirm(Violation(Code.EMAIL_SLIP, {"written": written}), tuple(map(Accepted, meant)))


def slip_with_remark(written: str, meant: str, as_typed: str, remark: str) -> Reading:
    return ToConfirm(
        Violation(Code.EMAIL_SLIP, {"written": written}), (Accepted(meant), Accepted(as_typed, note=remark))
    )


def several(*addresses: str) -> Reading:
    return ToConfirm(Violation(Code.EMAIL_SEVERAL), tuple(map(Accepted, addresses)))


def unreadable(written: str) -> Refused:
    return Refused(Violation(Code.EMAIL_UNREADABLE, {"written": written}))


def remark_only(written: str) -> Reading:
    return ToConfirm(unreadable(written).violation, (Accepted(None, note=written),))


CASES: list[tuple[str, Reading]] = [
    ("ed@nitb.gov.pk", Accepted(ED)),
    ("Faisal.ratyal@nitb.gov.pk", Accepted("Faisal.ratyal@nitb.gov.pk")),
    ("  ed@nitb.gov.pk\n", Accepted(ED)),
    ("ed@NITB.GOV.PK", Accepted(ED)),
    ("ed@nitb.gov.pk.", Accepted(ED)),
    ("<ed@nitb.gov.pk>", Accepted(ED)),
    ("“ed@nitb.gov.pk”", Accepted(ED)),
    ("mailto:ed@nitb.gov.pk", Accepted(ED)),
    ("<mailto:ed@nitb.gov.pk>", Accepted(ED)),
    ("E-mail: ed@nitb.gov.pk", Accepted(ED)),
    ("Email ed@nitb.gov.pk", Accepted(ED)),
    ("Courriel : ed@nitb.gov.pk", Accepted(ED)),
    ("Эл. почта: ed@nitb.gov.pk", Accepted(ED)),
    ("البريد الإلكتروني: ed@nitb.gov.pk", Accepted(ED)),
    ("邮箱：ed@nitb.gov.pk。", Accepted(ED)),
    ("\u200eed@nitb.gov.pk\u200e", Accepted(ED)),
    ("ed＠nitb．gov．pk", Accepted(ED)),
    ("ed@nitb.gov.pk\ned@nitb.gov.pk", Accepted(ED)),
    ("my email is ed@nitb.gov.pk, thank you", Accepted(ED)),
    ("Raza Ali Shah <ed@nitb.gov.pk>", Accepted(ED, note="Raza Ali Shah")),
    ("Raza ed@nitb.gov.pk", Accepted(ED, note="Raza")),
    ("raza ed@nitb.gov.pk", slip_with_remark(ED, "raza.ed@nitb.gov.pk", ED, "raza")),
    ("ed@nitb.gov.pk (office only)", Accepted(ED, note="office only")),
    ("ed@nitb.gov.pk. Please copy the minister.", Accepted(ED, note="Please copy the minister.")),
    ("Contact ed@nitb.gov.pk or call the office", Accepted(ED, note="Contact or call the office")),
    ("ed@nitb.gov.pk,Islamabad", Accepted(ED, note="Islamabad")),
    ("иван@почта.рф", Accepted("иван@почта.рф")),
    ("用户@例子.中国", Accepted("用户@例子.中国")),
    ("info@xn--fsqu00a.xn--fiqs8s", Accepted("info@例子.中国")),
    ("josé@correo.mx", Accepted("josé@correo.mx")),
    ("o'neil@ogcio.gov.ie", Accepted("o'neil@ogcio.gov.ie")),
    ("cio@gmail.com", Accepted("cio@gmail.com")),
    ("cio@gov.uk", Accepted("cio@gov.uk")),
    ("head+survey@yahoo.co.uk", Accepted("head+survey@yahoo.co.uk")),
    ("ed (at) nitb.gov.pk", slip("ed (at) nitb.gov.pk", ED)),
    ("ed [at] nitb dot gov dot pk", slip("ed [at] nitb dot gov dot pk", ED)),
    ("ed at nitb.gov.pk", slip("ed at nitb.gov.pk", ED)),
    ("ed @ nitb.gov.pk", slip("ed @ nitb.gov.pk", ED)),
    ("ed@@nitb.gov.pk", slip("ed@@nitb.gov.pk", ED)),
    ("ed@nitb..gov.pk", slip("ed@nitb..gov.pk", ED)),
    ("ed@nitb,gov.pk", slip("ed@nitb,gov.pk", ED)),
    ("ed@nitb。gov。pk", slip("ed@nitb。gov。pk", ED)),
    ("ed@nitb gov pk", slip("ed@nitb gov pk", ED)),
    ("ed@nitb. gov. pk", slip("ed@nitb. gov. pk", ED)),
    ("ed@nitb.gov,pk", slip_with_remark("ed@nitb.gov", ED, "ed@nitb.gov", "pk")),
    ("ed@nitb.gov pk", slip_with_remark("ed@nitb.gov", ED, "ed@nitb.gov", "pk")),
    ("www.ed@nitb.gov.pk", slip("www.ed@nitb.gov.pk", ED, "www.ed@nitb.gov.pk")),
    ("ed@nitb.govpk", slip("ed@nitb.govpk", ED, "ed@nitb.govpk")),
    ("ed@gmailcom", slip("ed@gmailcom", "ed@gmail.com")),
    ("ed@gmail.con", slip("ed@gmail.con", "ed@gmail.com", "ed@gmail.con")),
    ("ed@gmial.com", slip("ed@gmial.com", "ed@gmail.com", "ed@gmial.com")),
    ("ed@nitbgov.pk", slip("ed@nitbgov.pk", ED, "ed@nitbgov.pk")),
    ("ed@nitb.gоv.pk", slip("ed@nitb.gоv.pk", ED, "ed@nitb.gоv.pk")),
    ("еd@nitb.gov.pk", slip("еd@nitb.gov.pk", ED, "еd@nitb.gov.pk")),
    ("ed@xn--80ak6aa92e.com", slip("ed@xn--80ak6aa92e.com", "ed@apple.com", "ed@аррӏе.com")),
    ("ed@nitb.\ngov.pk", slip("ed@nitb. gov.pk", ED)),
    ("邮箱ed@nitb.gov.pk谢谢", slip("邮箱ed@nitb.gov.pk谢谢", ED, "邮箱ed@nitb.gov.pk谢谢")),
    ("ed@ministry.gov.xx", slip("ed@ministry.gov.xx", "ed@ministry.gov.xx")),
    ("ed@nitb.gov.pk, cio@nitb.gov.pk", several(ED, "cio@nitb.gov.pk")),
    ("ed@nitb.gov.pk/cio@nitb.gov.pk", several(ED, "cio@nitb.gov.pk")),
    ("Office: ed@nitb.gov.pk; private: ed@gmail.com", several(ED, "ed@gmail.com")),
    ("N/A", remark_only("N/A")),
    ("-", remark_only("-")),
    ("не имеется", remark_only("не имеется")),
    ("لا يوجد", remark_only("لا يوجد")),
    ("will be sent later", unreadable("will be sent later")),
    ("ed.nitb.gov.pk", unreadable("ed.nitb.gov.pk")),
    ("ed@localhost", unreadable("ed@localhost")),
    ("@nitb_pk", unreadable("@nitb_pk")),
    ("ed@gov.pk@evil.com", unreadable("ed@gov.pk@evil.com")),
    ("ed@[127.0.0.1]", unreadable("ed@[127.0.0.1]")),
    ("ed@gov.pk?subject=x", unreadable("ed@gov.pk?subject=x")),
    ("ed#nitb.gov.pk", unreadable("ed#nitb.gov.pk")),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_an_address_is_read(text: str, expected: Reading) -> None:
    assert read(Typed(text), QUESTION, CIRCUMSTANCES) == expected


ADDRESSES = [reading.value for _, reading in CASES if isinstance(reading, Accepted)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_shown_is_read_as_the_same_address(address: str) -> None:
    assert read(Typed(show(Accepted(address), QUESTION, CIRCUMSTANCES)), QUESTION, CIRCUMSTANCES) == Accepted(address)


@settings(max_examples=200)
@given(st.emails())
def test_any_address_is_read_as_itself_or_asked_about(address: str) -> None:
    reading = read(Typed(address), QUESTION, CIRCUMSTANCES)
    readings = reading.readings if isinstance(reading, ToConfirm) else (reading,)
    for accepted in readings:
        if isinstance(accepted, Accepted) and accepted.value is not None:
            shown = show(accepted, QUESTION, CIRCUMSTANCES)
            again = read(Typed(shown), QUESTION, CIRCUMSTANCES)
            values = again.readings if isinstance(again, ToConfirm) else (again,)
            assert accepted.value in {each.value for each in values if isinstance(each, Accepted)}


def test_an_answer_that_is_only_a_remark_shows_no_value() -> None:
    assert show(Accepted(None, "N/A"), QUESTION, CIRCUMSTANCES) == ""


PIECES = ["ed", "@", ".", ",", " ", "nitb", "gov", "pk", "(at)", " dot ", "<", ">", "谢谢", "www.", "com", "\n", "/"]


@settings(max_examples=200)
@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_every_message_is_read(text: str) -> None:
    assert isinstance(read(Typed(text), QUESTION, CIRCUMSTANCES), Accepted | Refused | ToConfirm)


@pytest.mark.parametrize(
    "piece", ["a", "@", "a@", "a@b.pk ", "(", "<", " ", ",", ".", " at ", "e-mail ", "ed@nitb.gov.pk,"]
)
def test_a_very_long_message_takes_no_more_than_its_length(piece: str) -> None:
    read(Typed(piece * (20_000 // len(piece))), QUESTION, CIRCUMSTANCES)
