from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram import Update as TelegramUpdate

from simulator.entities import Entity
from simulator.people import NothingHeardError, Person
from simulator.world import READING_TIME, World
from tests.simulator.conftest import Call, Clock


async def _newest(bot: Bot) -> Message:
    """What the bot is told last, as python-telegram-bot reads it."""
    [update] = await bot.get_updates(offset=-1)
    assert update.message
    return update.message


def test_people_are_numbered_from_1001_and_messages_from_1(world: World) -> None:
    amina, zoe = Person.joining(world, "Amina"), Person.joining(world, "Zoë", "fr")
    assert [amina.account.id, zoe.account.id] == [1001, 1002]
    assert [amina.say("a").id, zoe.say("b").id, amina.say("c").id] == [1, 2, 3]


async def test_what_is_said_arrives_with_its_entities_date_and_sender(bot: Bot, world: World, clock: Clock) -> None:
    zoe = Person.joining(world, "Zoë", "fr")
    link = Entity("text_link", 0, 4, url="https://un.org/")
    zoe.say("here is www.un.org", entities=(link,), sent_at=clock.now - 60)
    message = await _newest(bot)
    assert [(entity.type, entity.url) for entity in message.entities] == [
        ("text_link", "https://un.org/"),
        ("url", None),
    ]
    assert message.date.timestamp() == clock.now - 60
    assert message.from_user
    assert (message.from_user.first_name, message.from_user.language_code) == ("Zoë", "fr")


async def test_whoever_answers_at_once_is_dated_as_if_they_had_read(amina: Person, call: Call, clock: Clock) -> None:
    await call("sendMessage", chat_id=1001, text="Hello")
    said = amina.say("Hello")
    assert (amina.chat[-2].date, said.date) == (clock.now, clock.now + READING_TIME)
    assert amina.send_photo(caption="me").date == said.date
    assert amina.edit(said, "Good morning").edited_at == said.date
    clock.now += 60
    assert amina.say("and again").date == clock.now


async def test_a_text_over_4096_units_goes_out_in_several_messages_cut_at_spaces(amina: Person) -> None:
    amina.say("😀 " * 3000)
    parts = [message.text for message in amina.chat[1:]]
    assert len(parts) == 3
    assert " ".join(parts) == ("😀 " * 3000).strip()
    amina.say("é" * 5000)
    assert [len(message.text) for message in amina.chat[-2:]] == [4096, 904]


async def test_a_correction_arrives_as_an_edited_message_and_the_same_words_do_not(bot: Bot, amina: Person) -> None:
    said = amina.say("57")
    amina.edit(said, "57")
    amina.edit(said, "58 %")
    *_, before, after = await bot.get_updates()
    assert before.message
    assert after.edited_message
    assert (before.message.text, after.edited_message.text) == ("57", "58 %")
    assert after.edited_message.message_id == said.id
    assert amina.chat[-1].text == "58 %"


async def test_another_file_in_the_place_of_one_arrives_as_an_edited_message(bot: Bot, amina: Person) -> None:
    sent = amina.send_document("annex.pdf", b"%PDF-1", caption="the annex")
    amina.put_in_place(sent, "annex-2.pdf", b"%PDF-2")
    *_, update = await bot.get_updates()
    after = update.edited_message
    assert after
    assert after.document
    assert (after.message_id, after.document.file_name, after.caption) == (sent.id, "annex-2.pdf", "the annex")
    assert amina.file(amina.chat[-1]).content == b"%PDF-2"
    with pytest.raises(ValueError, match="in the place of a file"):
        amina.put_in_place(amina.say("words"), "annex-2.pdf", b"%PDF-2")


async def test_nobody_edits_what_the_bot_wrote(amina: Person, call: Call) -> None:
    await call("sendMessage", chat_id=1001, text="Hello")
    with pytest.raises(ValueError, match="own messages"):
        amina.edit(amina.last, "Bye")


async def test_a_reply_shows_what_it_answers(bot: Bot, amina: Person) -> None:
    await bot.send_message(1001, "17. What is the percentage?")
    amina.reply_to(amina.last, "57")
    message = await _newest(bot)
    assert message.reply_to_message
    assert message.reply_to_message.text == "17. What is the percentage?"


async def test_a_tap_goes_to_the_newest_message_with_that_caption(bot: Bot, amina: Person) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Skip", callback_data=data)] for data in ("1",)])
    old = await bot.send_message(1001, "one", reply_markup=keyboard)
    new = await bot.send_message(1001, "two", reply_markup=keyboard)
    assert amina.tap("Skip").message.id == new.message_id
    assert amina.tap("Skip", on=amina.chat[1]).message.id == old.message_id
    *_, update = await bot.get_updates()
    assert update.callback_query
    assert (update.callback_query.data, update.callback_query.from_user.id) == ("1", 1001)
    with pytest.raises(AssertionError, match=r"There is no button \[Back\]"):
        amina.tap("Back")


async def test_a_slow_phone_taps_a_button_that_is_already_gone(bot: Bot, amina: Person) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    await bot.send_message(1001, "Sure?", reply_markup=keyboard)
    seen = amina.last
    await bot.edit_message_text("Done.", 1001, seen.id)
    amina.tap("Yes", on=seen)
    *_, update = await bot.get_updates()
    assert update.callback_query
    assert isinstance(update.callback_query.message, Message)
    assert (update.callback_query.data, update.callback_query.message.text) == ("y", "Done.")


async def test_other_kinds_of_messages_arrive_as_telegram_sends_them(bot: Bot, amina: Person) -> None:
    amina.send_document("law.pdf", b"%PDF", caption="the law, www.un.org")
    amina.send_photo(caption="a picture")
    amina.send_sticker()
    amina.send_voice(seconds=7)
    amina.send_location(33.7, 73.1)
    amina.send_contact("+92519206136", "Amina")
    messages = [update.message for update in await bot.get_updates() if update.message][1:]
    document, photo, sticker, voice, location, contact = messages
    assert document.document
    assert document.document.file_name == "law.pdf"
    assert [entity.type for entity in document.caption_entities] == ["url"]
    assert (await (await document.document.get_file()).download_as_bytearray()) == b"%PDF"
    assert (photo.caption, len(photo.photo)) == ("a picture", 1)
    assert sticker.sticker
    assert voice.voice
    assert location.location
    assert contact.contact
    assert contact.contact.phone_number == "+92519206136"


async def test_blocking_and_coming_back_is_told_to_the_bot(bot: Bot, amina: Person) -> None:
    amina.block()
    amina.block()
    amina.unblock()
    changes = [update.my_chat_member for update in await bot.get_updates() if update.my_chat_member]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]
    amina.block()
    with pytest.raises(ValueError, match="has blocked the bot"):
        amina.say("hello?")


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(bot: Bot, world: World, amina: Person) -> None:
    group = world.add_group("Ministry", [amina.account])
    await bot.send_message(group.id, "Write to me in private.")
    amina.say("just among us", chat_id=group.id)
    amina.say("/start", chat_id=group.id)
    amina.say("hey @simulated_bot", chat_id=group.id)
    world.say(amina.account, "I will", chat_id=group.id, reply_to=1 + amina.chat[-1].id)
    updates: list[TelegramUpdate] = [*await bot.get_updates()]
    heard = [u.message.text for u in updates if u.message and u.message.chat.type == "group"]
    assert heard == ["/start", "hey @simulated_bot", "I will"]


async def test_each_message_is_heard_once_and_in_order(bot: Bot, amina: Person) -> None:
    for text in ("one", "two", "three"):
        await bot.send_message(1001, text)
    await bot.edit_message_text("two, changed", 1001, amina.last.id - 1)
    assert (await amina.next_message()).text == "one"
    assert (await amina.hears("changed")).text == "two, changed"
    with pytest.raises(NothingHeardError, match="waited 0 s for a message"):
        await amina.next_message(timeout=0)


async def test_who_has_left_hears_nothing_more(bot: Bot, amina: Person) -> None:
    amina.leave()
    await bot.send_message(1001, "one")
    with pytest.raises(NothingHeardError):
        await amina.next_message(timeout=0)
