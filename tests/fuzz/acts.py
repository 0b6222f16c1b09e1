"""Things people send that are no words, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.people import Person

Act = Callable[[Person], object]

VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Omar Khan\nEMAIL:omar@nlp.gov.pk\nTEL:+92 51 9215348\nEND:VCARD\n"

ACTS: Mapping[str, Act] = {
    "a sticker": lambda person: person.send_sticker(),
    "a voice message": lambda person: person.send_voice(),
    "a photo": lambda person: person.send_photo(),
    "a photo with words": lambda person: person.send_photo(caption="57 %"),
    "a document": lambda person: person.send_document("x.pdf", b"%PDF"),
    "an annex": lambda person: person.send_document("annex.pdf", b"%PDF-1.7 of mine", caption="57 %"),
    "a text": lambda person: person.send_document("why.txt", b"They are well known.", mime_type="text/plain"),
    "a long text": lambda person: person.send_document("why.txt", b"word " * 400, mime_type="text/plain"),
    "a program": lambda person: person.send_document("x.exe", b"MZ", mime_type="application/octet-stream"),
    "an album": lambda person: person.send_album(("", "yes", "")),
    "a location": lambda person: person.send_location(33.7, 73.1),
    "a contact": lambda person: person.send_contact("+92519215347", "Omar"),
    "a contact with its card": lambda person: person.send_contact("+92519215347", "Omar", vcard=VCARD),
    "a card as a file": lambda person: person.send_document("o.vcf", VCARD.encode(), mime_type="text/vcard"),
    "a broken card": lambda person: person.send_document("o.vcf", b"BEGIN:VCARD\n\xff", mime_type="text/vcard"),
    "dice": lambda person: person.send_other(dice={"emoji": "🎲", "value": 3}),
    "a new title": lambda person: person.send_other(new_chat_title="x"),
    "yes by way of a bot": lambda person: person.send_other(
        "yes", via_bot={"id": 9, "is_bot": True, "first_name": "B"}
    ),
}
