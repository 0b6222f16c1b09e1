from __future__ import annotations

from datetime import date

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers.phone import read, show
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

QUESTION = Question(name="q4_phone", type="phone", label={"en": "Phone:"})
NITB = "+92519215347"


def from_country(country: str | None) -> Circumstances:
    return Circumstances(today=date(2019, 4, 22), country=country)


def unsure(written: str, *readings: Accepted) -> Reading:
    return ToConfirm(Violation(Code.PHONE_UNSURE, {"written": written}), readings)


def several(*numbers: str) -> Reading:
    return ToConfirm(Violation(Code.PHONE_SEVERAL), tuple(map(Accepted, numbers)))


def unreadable(written: str) -> Refused:
    return Refused(Violation(Code.PHONE_UNREADABLE, {"written": written}))


def remark_only(written: str) -> Reading:
    return ToConfirm(unreadable(written).violation, (Accepted(None, note=written),))


CASES: list[tuple[str, str | None, Reading]] = [
    # (what is typed, the country answered for, how it is read)
    ("+92-51-9215347", "PAK", Accepted(NITB)),
    ("+92-51-9215347", None, Accepted(NITB)),
    ("+92 51 9215347", "KEN", Accepted(NITB)),
    ("051-9215347", "PAK", Accepted(NITB)),
    ("(051) 921 5347", "PAK", Accepted(NITB)),
    ("0092 51 9215347", "PAK", Accepted(NITB)),
    ("0092 51 9215347", None, Accepted(NITB)),
    ("00 92 51 9215347", "USA", Accepted(NITB)),
    ("+92(0)51 9215347", None, Accepted(NITB)),
    ("92-51-9215347", "PAK", Accepted(NITB)),
    ("Tel: +92-51-9215347", "PAK", Accepted(NITB)),
    ("Тел. +92 51 9215347", "PAK", Accepted(NITB)),
    ("هاتف: ٠٥١٩٢١٥٣٤٧", "PAK", Accepted(NITB)),
    ("+٩٢-٥١-٩٢١٥٣٤٧", "PAK", Accepted(NITB)),
    ("۰۵۱۹۲۱۵۳۴۷", "PAK", Accepted(NITB)),
    ("＋９２ ５１ ９２１５３４７", "PAK", Accepted(NITB)),
    ("\u202a+92 51 9215347\u202c", "PAK", Accepted(NITB)),
    ("电话：010-12345678", "CHN", Accepted("+861012345678")),
    ("++92 51 9215347", "PAK", Accepted(NITB)),
    ("+92519215347\u202e", "PAK", Accepted(NITB)),
    ("+999 123456", "PAK", unsure("+999 123456", Accepted("+999 123456"))),
    ("192.168.1.1", "PAK", unsure("192.168.1.1", Accepted("192.168.1.1"))),
    ("1;DROP TABLE", "PAK", unreadable("1;DROP TABLE")),
    ("ed@nitb.gov.pk", "PAK", unreadable("ed@nitb.gov.pk")),
    ("+41 22 917 12 34", None, Accepted("+41229171234")),
    ("022.917.12.34", "CHE", Accepted("+41229171234")),
    ("8 (495) 123-45-67", "RUS", Accepted("+74951234567")),
    ("(+992 37) 221-12-34", "TJK", Accepted("+992372211234")),
    ("(212) 963-1234", "USA", Accepted("+12129631234")),
    ("030/12345678", "DEU", Accepted("+493012345678")),
    ("+49 711/1234567", "DEU", Accepted("+497111234567")),
    ("06 1234 5678", "ITA", Accepted("+390612345678")),
    ("+92 51 9215347 ext. 12", "PAK", Accepted(f"{NITB};ext=12")),
    ("+92-51-9215347;ext=12", "PAK", Accepted(f"{NITB};ext=12")),
    ("+1 (212) 963-1234 x 55", "USA", Accepted("+12129631234;ext=55")),
    ("+7 495 123-45-67 доб. 12", "RUS", Accepted("+74951234567;ext=12")),
    ("+92-51-9215347 (office hours only)", "PAK", Accepted(NITB, note="office hours only")),
    ("Mr. Shah, +92-51-9215347", "PAK", Accepted(NITB, note="Mr. Shah")),
    ("051 9215347", None, Accepted("051 9215347")),
    ("Tel. 051-9215347", None, Accepted("051-9215347")),
    ("+92-51-9215347 from 9 to 17", "PAK", unsure("+92-51-9215347 from 9 to 17", Accepted(NITB, "from 9 to 17"))),
    ("9215347", "PAK", unsure("9215347", Accepted("9215347"))),
    ("111-222", "PAK", unsure("111-222", Accepted("111-222"))),
    ("1234", None, unsure("1234", Accepted("1234"))),
    ("ext 1234", "PAK", unsure("ext 1234", Accepted("1234", "ext"))),
    ("١١٥٢", "PAK", unsure("١١٥٢", Accepted("١١٥٢"))),
    ("+92-51-92153", "PAK", unsure("+92-51-92153", Accepted("+92-51-92153"))),
    ("+92-51-92153", None, unsure("+92-51-92153", Accepted("+92-51-92153"))),
    ("92-51-9215347", None, unsure("92-51-9215347", Accepted(NITB), Accepted("92-51-9215347"))),
    ("+92 51 9215347-48", "PAK", unsure("+92 51 9215347-48", Accepted("+92 51 9215347-48"))),
    ("+92-51-9215347/8", "PAK", several(NITB, "+92519215348")),
    ("051-9215347 / 48", "PAK", several(NITB, "+92519215348")),
    ("051-9215347/051-9215348", "PAK", several(NITB, "+92519215348")),
    ("Tel: +92 51 9215347; Fax: +92 51 9215348", "PAK", several(NITB, "+92519215348")),
    ("+92 300 1234567 or +92 321 7654321", "PAK", several("+923001234567", "+923217654321")),
    ("111 or 222", "PAK", several("111", "222")),
    ("N/A", "PAK", remark_only("N/A")),
    ("no phone", "PAK", remark_only("no phone")),
    ("to be confirmed", "PAK", remark_only("to be confirmed")),
    ("-", "PAK", remark_only("-")),
    ("Not available", "PAK", remark_only("Not available")),
    ("غير متوفر", "PAK", remark_only("غير متوفر")),
    ("暂无", "CHN", remark_only("暂无")),
    ("call the office", "PAK", unreadable("call the office")),
    ("12", "PAK", unreadable("12")),
    ("ed@nitb.gov.pk", "PAK", unreadable("ed@nitb.gov.pk")),
    ("12345678901234567890", "PAK", unreadable("12345678901234567890")),
    ("9215347", "XXX", Accepted("9215347")),
]


@pytest.mark.parametrize(("text", "country", "expected"), CASES)
def test_a_number_is_read(text: str, country: str | None, expected: Reading) -> None:
    assert read(Typed(text), QUESTION, from_country(country)) == expected


def test_a_number_is_shown_in_international_form() -> None:
    assert show(Accepted(f"{NITB};ext=12"), QUESTION, from_country("PAK")) == "+92 51 9215347 ext. 12"


def test_an_office_number_is_shown_as_typed() -> None:
    assert show(Accepted("111-222"), QUESTION, from_country("PAK")) == "111-222"


def test_an_answer_that_is_only_a_remark_shows_no_value() -> None:
    assert show(Accepted(None, "N/A"), QUESTION, from_country("PAK")) == ""


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_what_is_shown_is_read_as_the_same_number_for_every_numbering_plan(region: str) -> None:
    example = phonenumbers.example_number(region)
    assert example is not None
    number = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    shown = show(Accepted(number), QUESTION, from_country(None))
    assert read(Typed(shown), QUESTION, from_country(None)) == Accepted(number)


OFFICE_NUMBERS = [
    (accepted.value, country)
    for _, country, reading in CASES
    if isinstance(reading, ToConfirm)
    for accepted in reading.readings
    if accepted.value
]


@pytest.mark.parametrize(("number", "country"), OFFICE_NUMBERS)
def test_an_unusual_number_is_read_again_with_the_same_value(number: str, country: str | None) -> None:
    shown = show(Accepted(number), QUESTION, from_country(country))
    again = read(Typed(shown), QUESTION, from_country(country))
    readings = again.readings if isinstance(again, ToConfirm) else (again,)
    assert number in {each.value for each in readings if isinstance(each, Accepted)}


PIECES = ["+92", "51", "9215347", "-", "/", " ", "ext.", "00", "(0)", "tel", ";", "٣", "x", "\n", "1234"]


@settings(max_examples=200)
@given(
    st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.sampled_from(["PAK", "USA", None, "???"]),
)
def test_every_message_is_read(text: str, country: str | None) -> None:
    assert isinstance(read(Typed(text), QUESTION, from_country(country)), Accepted | Refused | ToConfirm)


@pytest.mark.parametrize("piece", ["1", "1 ", "+", "(", "051-9215347/", "a1", "00", "0", " ", "-", "x1"])
def test_a_very_long_message_takes_no_more_than_its_length(piece: str) -> None:
    read(Typed(piece * (20_000 // len(piece))), QUESTION, from_country("PAK"))
