"""Things people send that are no words, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.people import Person

Act = Callable[[Person], object]

ACTS: Mapping[str, Act] = {
    "a sticker": lambda person: person.send_sticker(),
    "a voice message": lambda person: person.send_voice(),
    "a photo": lambda person: person.send_photo(),
    "a photo with words": lambda person: person.send_photo(caption="57 %"),
    "a document": lambda person: person.send_document("x.pdf", b"%PDF"),
    "an album": lambda person: person.send_album(("", "yes", "")),
    "a location": lambda person: person.send_location(33.7, 73.1),
    "a contact": lambda person: person.send_contact("+92519215347", "Omar"),
    "dice": lambda person: person.send_other(dice={"emoji": "🎲", "value": 3}),
    "a new title": lambda person: person.send_other(new_chat_title="x"),
    "yes by way of a bot": lambda person: person.send_other(
        "yes", via_bot={"id": 9, "is_bot": True, "first_name": "B"}
    ),
}
