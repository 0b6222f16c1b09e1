"""Contacts and vCards on their way through the whole bot: shared, or sent as a file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.contacts import MAX_FILE
from flows.loading import load_questionnaire
from simulator.people import Person
from tests.house import House, house_of

LIBRARIES = load_questionnaire(Path(__file__).parent.parent / "flows" / "questionnaires" / "all-types.yaml")
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Omar Khan\nEMAIL:omar@nlp.gov.pk\nTEL:+92 51 9215348\nEND:VCARD\n"


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with house_of(LIBRARIES) as built:
        yield built


async def at_the_card(house: House) -> Person:
    amina = Person.joining(house.world, "Amina")
    for act in ("/start", "[English]", "[Begin]", "Pakistan", "[I agree]", "/sections", "[○ C. Contact]"):
        amina.tap(act[1:-1]) if act.startswith("[") else amina.say(act)
        await house.settle()
    return amina


async def shown(house: House, person: Person) -> str:
    await house.settle()
    return person.last.text


async def test_a_contact_of_the_address_book_fills_the_card(house: House) -> None:
    amina = await at_the_card(house)
    amina.send_contact("+92519215347", "Jane")

    assert (await shown(house, amina)).startswith("✓ Name · Jane\n✓ Phone · +92 51 9215347")


@pytest.mark.parametrize(("name", "kind"), [("omar.vcf", "application/octet-stream"), ("omar", "text/vcard")])
async def test_a_card_sent_as_a_file_fills_the_card(house: House, name: str, kind: str) -> None:
    amina = await at_the_card(house)
    amina.send_document(name, b"\xef\xbb\xbf" + VCARD.encode(), mime_type=kind)

    text = await shown(house, amina)
    assert "✓ Name · Omar Khan\n✓ E-mail · omar@nlp.gov.pk\n✓ Phone · +92 51 9215348" in text


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"BEGIN:VCARD\nFN:x", b"x" * (MAX_FILE + 1)])
async def test_a_file_that_holds_no_person_is_explained(house: House, content: bytes) -> None:
    amina = await at_the_card(house)
    amina.send_document("omar.vcf", content, mime_type="text/vcard")

    assert (await shown(house, amina)).startswith("A contact can be used only where a person is asked for")


async def test_another_file_is_no_contact(house: House) -> None:
    amina = await at_the_card(house)
    amina.send_document("omar.pdf", b"%PDF")

    assert "contact" not in await shown(house, amina)
