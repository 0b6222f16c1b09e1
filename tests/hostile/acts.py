"""What hostile and clumsy people do: each act by its name. Knows nothing of what the bot makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from simulator.entities import Entity
from simulator.people import Person
from simulator.world import World

Act = Callable[[Person, World], object]

PERSON_OBJECT = {"id": 4711, "is_bot": False, "first_name": "Mallory"}
A_CHANNEL = {"id": -1001, "type": "channel", "title": "News"}
FORWARDED = {"forward_origin": {"type": "user", "date": 1_500_000_000, "sender_user": PERSON_OBJECT}}
FROM_CHANNEL = {"forward_origin": {"type": "channel", "date": 1_500_000_000, "chat": A_CHANNEL, "message_id": 7}}
VIA_BOT = {"via_bot": {"id": 99, "is_bot": True, "first_name": "Gif", "username": "gif"}}
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 4}
THUMBS_DOWN = {"type": "emoji", "emoji": "👎"}
PLACE = {"latitude": 33.7, "longitude": 73.1}
POLL = {
    "id": "1", "question": "Tea?", "options": [{"text": "Yes", "voter_count": 0, "persistent_id": "0"}],
    "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
    "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
}  # fmt: skip


def says(text: str, *entities: Entity, **fields: Any) -> Act:
    if fields:
        return lambda person, world: person.send_other(text, **fields)
    return lambda person, world: person.say(text, entities=entities)


def sends(**fields: Any) -> Act:
    return lambda person, world: person.send_other(**fields)


def taps(data: str) -> Act:
    return lambda person, world: person.tap_data(data)


def happens(kind: str, **payload: Any) -> Act:
    def act(person: Person, world: World) -> None:
        private = {"id": person.account.id, "type": "private", "first_name": person.account.name}
        world.happen(kind, {"chat": private, "date": world.now, **payload}, person.account.id)

    return act


WALL_OF_MARKS = "Z" + "\u0335\u0321\u0489" * 1365
"""A letter under 4095 combining marks: as long as a message can be."""

THINGS: Mapping[str, Act] = {
    "sticker": lambda person, world: person.send_sticker(),
    "voice": lambda person, world: person.send_voice(),
    "photo": lambda person, world: person.send_photo(),
    "document": lambda person, world: person.send_document("answers.pdf", b"%PDF-1.7"),
    "program": lambda person, world: person.send_document("answers.exe", b"MZ"),
    "program that calls itself a document": lambda person, world: person.send_document("answers.pdf", b"MZ\x90"),
    "video note": sends(video_note={**FILE, "length": 240, "duration": 3}),
    "video": sends(video={**FILE, "width": 1, "height": 1, "duration": 3}),
    "animation": sends(animation={**FILE, "width": 1, "height": 1, "duration": 3}, document=FILE),
    "audio": sends(audio={**FILE, "duration": 3}),
    "location": lambda person, world: person.send_location(33.7, 73.1),
    "live location": sends(location={**PLACE, "live_period": 900}),
    "venue": sends(venue={"location": PLACE, "title": "Library", "address": "1"}, location=PLACE),
    "contact": lambda person, world: person.send_contact("+92519215347", "Omar"),
    "poll": sends(poll=POLL),
    "dice": sends(dice={"emoji": "🎲", "value": 3}),
    "game": sends(game={"title": "Chess", "description": "", "photo": []}),
    "story": sends(story={"chat": PERSON_OBJECT | {"type": "private"}, "id": 1}),
    "album": lambda person, world: person.send_album(),
    "forwarded sticker": sends(**FORWARDED, sticker={**FILE, "type": "regular", "width": 1, "height": 1,
                                                    "is_animated": False, "is_video": False}),
}  # fmt: skip

COMMANDS: Mapping[str, Act] = {
    "a payload guessed": says("/start MTIzNDU2Nzg5MA"),
    "a payload of nonsense": says("/start ../../etc/passwd'; DROP TABLE responses; --"),
    "start in capitals": says("/START@SIMULATED_BOT"),
    "a command with rubbish": says("/where ѪѪ <b>&amp;</b> {0}"),
    "a command of another bot": says("/help@other_bot"),
    "an unknown command": says("/sudo rm -rf /"),
    "a bare slash": says("/"),
    "slashes": says("//////"),
    "a path": says("/etc/passwd"),
    "a command in another script": says("/помощь"),
    "submit before the time": says("/submit now please"),
}

TEXTS: Mapping[str, Act] = {
    "a wall of combining marks": says(WALL_OF_MARKS),
    "only zero-width characters": says("\u200b\u200d\u2060\ufeff"),
    "right-to-left overrides": says("\u202ewww.nlp.gov.pk\u202c"),
    "unclosed embeddings": says("\u202b\u202a\u2067\u2066 none"),
    "markup": says("<b>none</b> &lt;i&gt; **bold** _it_ `code` [a](tg://user?id=1) {name} %s %(x)s ${q1} $(id)"),
    "a hidden link": says("click here", Entity("text_link", 0, 10, url="javascript:alert(1)")),
    "an entity over half a character": says("😀😀 none", Entity("text_link", 1, 2, url="tg://user?id=1")),
    "a template": says("{{ config }} {% for x in y %} {0.__class__} %n%n%n"),
    "a very long word": says("a" * 4096),
    "forwarded words": says("none whatsoever", **FORWARDED),
    "words forwarded from a channel": says("none whatsoever", **FROM_CHANNEL),
    "words by way of another bot": says("none whatsoever", **VIA_BOT),
}  # fmt: skip

TAPS: Mapping[str, Act] = {
    "no data": taps(""),
    "foreign data": taps("buy:now"),
    "data of an unknown action": taps("Z:1:portals:yes"),
    "data of the survey team's desk": taps("@:0::j_team_-_30"),
    "data of an unknown question": taps("c:4:q99:yes"),
    "data of an unknown choice": taps("c:4:portals:maybe"),
    "data of a prompt to come": taps("s:99:portals:"),
    "data of a prompt long ago": taps("s:0:portals:"),
    "submission by invented data": taps("u:4::"),
    "a doubt that was not raised": taps("a:4:portals:7"),
    "data with markup": taps("<b>:4:portals:yes"),
    "data too long": taps("c:" + "9" * 200),
    "data in another script": taps("с:4:portals:да"),
    "a reason nobody asked for": taps("w:4:portals:later"),
    "a section that does not exist": taps("j:4::nowhere"),
}

ELSEWHERE: Mapping[str, Act] = {
    "a reaction": happens("message_reaction", message_id=1, old_reaction=[], new_reaction=[THUMBS_DOWN]),
    "a channel post": happens("channel_post", message_id=1, chat=A_CHANNEL, text="www.nlp.gov.pk"),
    "a business message": happens("business_message", message_id=1, business_connection_id="b", text="57"),
    "an inline query": happens("inline_query", id="1", **{"from": PERSON_OBJECT}, query="57", offset=""),
    "a poll's answer": happens("poll_answer", poll_id="1", option_ids=[0], option_persistent_ids=["0"]),
}  # fmt: skip
