"""What Telegram's updates mean: a table of them, as the Bot API writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.inputs import Blocked, InGroup, Unblocked, read_update
from flows.cards.contact import Contact
from flows.interview import Incoming
from flows.reading import Hyperlink, Typed
from flows.turns import (
    Action,
    Command,
    Commanded,
    CommandedUnknown,
    Edited,
    Input,
    Origin,
    Said,
    SentThing,
    SharedContact,
    Started,
    Tap,
    Tapped,
    TappedUnknown,
    Thing,
)

NOW = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)
SENT = datetime(2019, 4, 22, 14, 0, tzinfo=UTC)
AMINA = {"id": 1001, "is_bot": False, "first_name": "Amina", "language_code": "fr"}
BOT = {"id": 4242, "is_bot": True, "first_name": "Bot", "username": "survey_bot"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "Amina"}
GROUP = {"id": -5, "type": "group", "title": "Ministry"}
CHANNEL = {"id": -6, "type": "channel", "title": "News"}


def message(chat: dict[str, Any] = PRIVATE, **content: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": int(SENT.timestamp()), "chat": chat, "from": AMINA, **content}


def heard(**update: Any) -> object:
    read = Update.de_json({"update_id": 99, **update}, None)
    return read_update(read, NOW, "survey_bot")


def incoming(given_input: Input, sent_at: datetime = SENT, reply_to: int | None = None) -> Incoming:
    return Incoming(99, 1001, given_input, message_id=7, sent_at=sent_at, language_hint="fr", reply_to=reply_to)


def said(text: str, *hyperlinks: Hyperlink, cut: bool = False) -> Said:
    return Said(Typed(text, hyperlinks), Origin(1001, 7, SENT, cut))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("www.moit.gov.pk", said("www.moit.gov.pk")),
        ("  two\nlines ", said("  two\nlines ")),
        ("/start", Started()),
        ("/start PAK-7f3a", Started("PAK-7f3a")),
        ("/start@survey_bot  x_Y-9 ", Started("x_Y-9")),
        ("/start please", Started("please")),
        ("/start over again", Started()),
        ("/start " + 65 * "x", Started()),
        ("/START@Survey_Bot", Started()),
        ("/help", Commanded(Command.HELP)),
        ("/help@survey_bot", Commanded(Command.HELP)),
        ("/review and some rubbish", Commanded(Command.REVIEW)),
        ("/skip\nmore", Commanded(Command.SKIP)),
        ("/help@another_bot", CommandedUnknown("/help@another_bot")),
        ("/ayuda", CommandedUnknown("/ayuda")),
        ("/помощь мне", CommandedUnknown("/помощь мне")),
        ("/home/index.html is our page", said("/home/index.html is our page")),
        ("/", said("/")),
        ("/ 57", said("/ 57")),
        ("see /help", said("see /help")),
        ("57\x00 %", said("57\ufffd %")),
        ("half \ud83d of a smile", said("half \ufffd of a smile")),
    ],
)
def test_words_are_an_answer_and_slash_words_are_commands(text: str, meant: Input) -> None:
    assert heard(message=message(text=text)) == incoming(meant)


@pytest.mark.parametrize("command", Command)
def test_every_command_is_understood(command: Command) -> None:
    assert heard(message=message(text=f"/{command}")) == incoming(Commanded(command))


@pytest.mark.parametrize(
    ("text", "offset", "length", "words"),
    [
        ("our portal", 4, 6, "portal"),
        ("🇵🇰 portal", 5, 6, "portal"),  # a flag is four units long
        ("𝔓𝔬𝔯𝔱𝔞𝔩!", 0, 12, "𝔓𝔬𝔯𝔱𝔞𝔩"),
        ("بوابة الحكومة", 6, 7, "الحكومة"),
        ("short", 2, 99, "ort"),
        ("🇵🇰", 1, 2, "\ufffd\ufffd"),  # what no app sends
    ],
)
def test_an_address_behind_words_is_kept_with_its_words(text: str, offset: int, length: int, words: str) -> None:
    link = {"type": "text_link", "offset": offset, "length": length, "url": "https://pakistan.gov.pk/"}
    bold = {"type": "bold", "offset": 0, "length": 1}

    meant = said(text, Hyperlink(words, "https://pakistan.gov.pk/"))

    assert heard(message=message(text=text, entities=[bold, link])) == incoming(meant)


def test_the_caption_of_a_photo_is_an_answer_with_its_links() -> None:
    link = {"type": "text_link", "offset": 0, "length": 3, "url": "https://moit.gov.pk/"}
    sent = message(photo=[_FILE | {"width": 1, "height": 1}], caption="our portal", caption_entities=[link])

    assert heard(message=sent) == incoming(said("our portal", Hyperlink("our", "https://moit.gov.pk/")))


def test_a_forwarded_message_counts_like_one_that_was_typed() -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Minister", "date": 1}

    assert heard(message=message(text="57 %", forward_origin=origin)) == incoming(said("57 %"))


_FILE = {"file_id": "f", "file_unique_id": "u"}
_VIDEO = _FILE | {"width": 1, "height": 1, "duration": 1}
_PLACE = {"latitude": 33.7, "longitude": 73.1}


@pytest.mark.parametrize(
    ("content", "thing"),
    [
        ({"photo": [_FILE | {"width": 1, "height": 1}]}, Thing.PHOTO),
        ({"document": _FILE}, Thing.DOCUMENT),
        ({"voice": _FILE | {"duration": 1}}, Thing.VOICE),
        ({"audio": _FILE | {"duration": 1}}, Thing.VOICE),
        ({"video": _VIDEO}, Thing.VIDEO),
        ({"video_note": _FILE | {"length": 1, "duration": 1}}, Thing.VIDEO),
        ({"animation": _VIDEO, "document": _FILE}, Thing.VIDEO),
        (
            {"sticker": _FILE | {"width": 1, "height": 1, "type": "regular", "is_animated": False, "is_video": False}},
            Thing.STICKER,
        ),
        ({"location": _PLACE}, Thing.LOCATION),
        (
            {"venue": {"location": _PLACE, "title": "Ministry", "address": "Islamabad"}, "location": _PLACE},
            Thing.LOCATION,
        ),
        (
            {
                "poll": {
                    "id": "p",
                    "question": "?",
                    "options": [],
                    "total_voter_count": 0,
                    "is_closed": False,
                    "is_anonymous": True,
                    "type": "regular",
                    "allows_multiple_answers": False,
                    "allows_revoting": False,
                    "members_only": False,
                }
            },
            Thing.POLL,
        ),
        ({"dice": {"value": 6, "emoji": "🎲"}}, Thing.OTHER),
    ],
)
def test_what_holds_no_words_is_named(content: dict[str, Any], thing: Thing) -> None:
    assert heard(message=message(**content)) == incoming(SentThing(thing))


def test_a_contact_is_one_with_what_its_card_says() -> None:
    vcard = "BEGIN:VCARD\nVERSION:3.0\nFN:Amina Bibi\nEMAIL:a@nlp.gov.pk\nTEL:+92 51 9204500\nEND:VCARD\n"
    shared = {"phone_number": "+92519204500", "first_name": "Amina", "last_name": "B\nibi"}

    def contact(**fields: str) -> Incoming:
        got = heard(message=message(contact=shared | fields))
        assert isinstance(got, Incoming)
        return got

    origin = Origin(1001, 7, SENT)
    plain = Contact("Amina B ibi", phones=("+92519204500",))
    full = Contact("Amina Bibi", emails=("a@nlp.gov.pk",), phones=("+92 51 9204500",))
    assert contact() == incoming(SharedContact(plain, origin))
    assert contact(vcard="rubbish") == incoming(SharedContact(plain, origin))
    assert contact(vcard=vcard) == incoming(SharedContact(full, origin))


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": message(text="old")},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
        {"write_access_allowed": {}},
        {},
    ],
)
def test_service_messages_are_passed_over(content: dict[str, Any]) -> None:
    assert heard(message=message(**content)) is None


@pytest.mark.parametrize("content", [{"text": "58 %"}, {"photo": [], "caption": "58 %"}])
def test_an_edited_message_brings_its_words_as_they_are_now(content: dict[str, Any]) -> None:
    edited = message(edit_date=int(NOW.timestamp()), **content)

    assert heard(edited_message=edited) == incoming(Edited(Typed("58 %"), Origin(1001, 7, NOW)), NOW)


def test_a_reply_names_the_message_it_replies_to() -> None:
    earlier = message(text="17. What is the percentage?") | {"from": BOT, "message_id": 5}

    assert heard(message=message(text="58 %", reply_to_message=earlier)) == incoming(said("58 %"), reply_to=5)


@pytest.mark.parametrize(("text", "cut"), [("a" * 3999, False), ("a" * 4000, True), ("👍" * 2000, True)])
def test_a_message_as_long_as_one_can_be_is_taken_for_the_beginning_of_a_text(text: str, cut: bool) -> None:
    assert heard(message=message(text=text)) == incoming(said(text, cut=cut))


def test_a_location_that_moves_on_is_passed_over() -> None:
    assert heard(edited_message=message(location=_PLACE, edit_date=1)) is None


def query(data: str | None, **more: Any) -> dict[str, Any]:
    shown = {"message_id": 7, "date": int(SENT.timestamp()), "chat": PRIVATE, "from": BOT, "text": "?"}
    return {"id": "q", "from": AMINA, "chat_instance": "c", "message": shown, "data": data} | more


def test_a_button_is_a_tap_on_its_message() -> None:
    tap = Tap(action=Action.CHOOSE, question="q10", choice="yes", prompt=17)

    assert heard(callback_query=query("c:17:q10:yes")) == incoming(Tapped(tap), NOW)


@pytest.mark.parametrize("data", ["", "yes", "c:17:q10", "💥" * 16, None])
def test_a_button_that_is_not_of_ours_is_unknown(data: str | None) -> None:
    assert heard(callback_query=query(data)) == incoming(TappedUnknown(), NOW)


def test_a_button_on_a_message_too_old_to_be_shown_still_counts() -> None:
    gone = {"message_id": 7, "date": 0, "chat": PRIVATE}

    assert heard(callback_query=query("b:1::", message=gone)) == incoming(
        Tapped(Tap(action=Action.BEGIN, prompt=1)), NOW
    )


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"callback_query": query("c:17:q10:yes", message=None)},
        {"callback_query": query("c:17:q10:yes", **{"from": {"id": 1002, "is_bot": False, "first_name": "Omar"}})},
        {"callback_query": query("c:17:q10:yes", message=message(GROUP, text="?"))},
        {"message": message(GROUP, text="the weather is nice")},
        {"message": message(GROUP, text="/help")},
        {"message": message(GROUP, text="write to survey_bot or @survey_bots")},
        {"message": message(CHANNEL, text="@survey_bot")},
        {"edited_message": message(GROUP, text="@survey_bot", edit_date=1)},
        {"channel_post": message(CHANNEL, text="news")},
        {"poll": None},
    ],
)
def test_what_others_say_elsewhere_is_passed_over(elsewhere: dict[str, Any]) -> None:
    assert heard(**elsewhere) is None


@pytest.mark.parametrize(
    "content",
    [
        {"text": "/start@survey_bot"},
        {"text": "@Survey_Bot, how many questions are there?"},
        {"text": "and this?", "reply_to_message": message(GROUP, text="hello") | {"from": BOT}},
    ],
)
def test_a_group_that_speaks_to_the_bot_is_heard_as_a_group(content: dict[str, Any]) -> None:
    assert heard(message=message(GROUP, **content)) == InGroup(-5, 7)


@pytest.mark.parametrize(
    ("chat", "status", "meant"),
    [
        (PRIVATE, "kicked", Blocked(1001, NOW)),
        (PRIVATE, "member", Unblocked(1001)),
        (GROUP, "kicked", None),
        (GROUP, "member", None),
    ],
)
def test_blocking_the_bot_and_letting_it_in_again(chat: dict[str, Any], status: str, meant: object) -> None:
    until = {"until_date": 0} if status == "kicked" else {}
    change = {
        "chat": chat,
        "from": AMINA,
        "date": int(NOW.timestamp()),
        "old_chat_member": {"status": "left", "user": BOT},
        "new_chat_member": {"status": status, "user": BOT, **until},
    }

    assert heard(my_chat_member=change) == meant


@given(
    text=st.text(min_size=1, max_size=60),
    entities=st.lists(
        st.fixed_dictionaries(
            {
                "type": st.just("text_link"),
                "offset": st.integers(0, 80),
                "length": st.integers(0, 80),
                "url": st.text(max_size=20),
            }
        ),
        max_size=3,
    ),
)
def test_no_text_is_too_strange_to_be_read(text: str, entities: list[dict[str, Any]]) -> None:
    read = heard(message=message(text=text, entities=entities))

    assert isinstance(read, Incoming)
    repr(read.input).encode()  # nothing is left in it that cannot be stored
