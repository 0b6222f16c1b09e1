"""vCards as address books write them, and what is none."""

from __future__ import annotations

import pytest

from flows.cards.contact import MAX_VCARD, Contact, contact_in

FULL = """\
BEGIN:VCARD
VERSION:3.0
N:Shah;Raza Ali;;Mr.;
FN:Mr. Raza Ali Shah
TITLE:Executive Director
ORG:National IT Board;Digital Government
TEL;TYPE=WORK:+92-51-9215347
TEL;VALUE=uri:tel:+92-300-1234567
TEL;TYPE=CELL:+92-300-1234567
item1.EMAIL;TYPE=INTERNET:ed@nitb.gov.pk
END:VCARD
"""


def test_a_card_is_read() -> None:
    assert contact_in(FULL) == Contact(
        name="Mr. Raza Ali Shah",
        title="Executive Director",
        organization="National IT Board, Digital Government",
        emails=("ed@nitb.gov.pk",),
        phones=("+92-51-9215347", "+92-300-1234567"),
    )


def test_it_reads_as_what_a_person_would_have_typed() -> None:
    assert Contact("Raza", emails=("a@b.pk", "c@d.pk")).text == "Name: Raza\nE-mail: a@b.pk\nE-mail: c@d.pk"


def test_the_name_may_be_given_in_its_parts_and_the_role_for_the_title() -> None:
    vcard = "BEGIN:VCARD\nVERSION:3.0\nN:Shah;Raza;;;\nFN:\nROLE:Focal point\nEND:VCARD\n"

    assert contact_in(vcard) == Contact(name="Raza Shah", title="Focal point")


@pytest.mark.parametrize(
    "vcard",
    [
        "",
        "Raza Ali Shah",
        "BEGIN:VCARD\nFN:x",
        "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        "BEGIN:VCARD\nVERSION:3.0\nFN:\nEND:VCARD\n",
        FULL + FULL,
        "\x00\ufffd" * 40,
        FULL + " " * MAX_VCARD,
    ],
)
def test_what_holds_no_person_or_several_is_none(vcard: str) -> None:
    assert contact_in(vcard) is None


def test_what_cannot_be_read_is_not_written_into_the_log(capfd: pytest.CaptureFixture[str]) -> None:
    contact_in("BEGIN:VCARD\nthis is private\nFN:Raza\nEND:VCARD\n")

    captured = capfd.readouterr()
    assert "private" not in captured.out + captured.err
