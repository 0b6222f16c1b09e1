from __future__ import annotations

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from simulator.people import Person
from simulator.transcript import write_transcript
from simulator.world import World

SAVED = """\
# A conversation saved from the simulator

> /start

**Welcome** 😀 **back**

[Begin]
[Skip] [Back]

> [Begin]

(in place)
Chosen: 1

[Done]

---

Next question

> two
> lines

(nothing)

> (sends a photo)
> of us

Here is your copy.

(file: copy.json)

> (edits “two lines”) three lines

(nothing)
"""


def keyboard(*rows: list[str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(c, callback_data=c) for c in row] for row in rows])


async def test_a_chat_is_saved_as_a_golden_conversation(bot: Bot, world: World, amina: Person) -> None:
    prompt = await bot.send_message(
        1001, "<b>Welcome</b> 😀 <b>back</b>", "HTML", reply_markup=keyboard(["Begin"], ["Skip", "Back"])
    )
    amina.tap("Begin")
    await bot.edit_message_text("Chosen: 1", 1001, prompt.message_id, reply_markup=keyboard(["Done"]))
    await bot.edit_message_reply_markup(1001, prompt.message_id)
    await bot.send_message(1001, "Next question")
    said = amina.say("two\nlines")
    amina.send_photo(caption="of us")
    await bot.send_document(1001, b"{}", filename="copy.json", caption="Here is your copy.")
    amina.edit(said, "three lines")
    assert write_transcript(world.chat(1001), world.state.files) == SAVED
    assert amina.transcript == SAVED


async def test_a_file_put_in_the_place_of_another_and_new_words_with_it_are_told_apart(amina: Person) -> None:
    sent = amina.send_document("annex.pdf", b"%PDF", caption="the annex")
    amina.put_in_place(sent, "annex-2.pdf", b"%PDF-2")
    amina.edit(sent, "the annex, corrected")
    assert amina.transcript.endswith(
        "> (replaces the document)\n\n(nothing)\n\n> (edits “the annex”) the annex, corrected\n\n(nothing)\n"
    )


def test_an_empty_chat_is_only_a_title(world: World) -> None:
    world.add_person("Zoë")
    assert write_transcript(world.chat(1001), title="Nothing yet") == "# Nothing yet\n"


async def test_a_reply_names_the_message_it_is_to(world: World, bot: Bot, amina: Person) -> None:
    amina.say("/start")
    asked = await bot.send_message(1001, "1. What is the address of the portal? If more than one, please list all.")
    amina.reply_to(world.chat(1001).messages[asked.message_id], "www.gov.pk")
    assert "\n> (replies to “1. What is the address of the portal? If”) www.gov.pk\n" in amina.transcript
