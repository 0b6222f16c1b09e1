"""Two devices at once, other people's buttons, albums, groups and channels, edits of anything."""

from __future__ import annotations

from flows.wording.commands import Outside, outside
from simulator.people import Person
from tests.hostile.conftest import does, heard_by, response_of, shown_since
from tests.hostile.test_acts import OLD_BUTTON
from tests.house import House


async def up_to_question_2(house: House, person: Person) -> str:
    """A yes-or-no question."""
    shown = await does(house, person, "www.nlp.gov.pk")
    assert "\n\n2. " in shown, shown
    return shown


async def test_the_same_button_on_two_devices_counts_once(house: House, amina: Person) -> None:
    await up_to_question_2(house, amina)
    before = heard_by(amina)
    asked = amina.last
    amina.tap("Yes", on=asked)
    amina.tap("Yes", on=asked)
    await house.settle()
    assert shown_since(amina, before).count("✓ 2 · Yes") == 1
    assert "---" not in shown_since(amina, before)


async def test_of_two_answers_tapped_on_two_devices_the_first_counts_and_the_second_is_explained(
    house: House, amina: Person
) -> None:
    await up_to_question_2(house, amina)
    before = heard_by(amina)
    asked = amina.last
    amina.tap("Yes", on=asked)
    amina.tap("No", on=asked)
    await house.settle()
    first, second = shown_since(amina, before).split("\n---\n")
    assert first.startswith("✓ 2 · Yes")
    assert second.startswith("That button belongs to an earlier message and changes nothing now.")
    assert (await response_of(house, "PAK")).answers["online"].value is True


async def test_a_tap_that_races_with_words_is_not_taken_for_the_next_question(house: House, amina: Person) -> None:
    await up_to_question_2(house, amina)
    before = heard_by(amina)
    asked = amina.last
    amina.say("No")
    amina.tap("Yes", on=asked)
    await house.settle()
    first, second = shown_since(amina, before).split("\n---\n")
    assert first.startswith("✓ 2 · No")
    assert second.startswith("That button belongs to an earlier message and changes nothing now.")


async def test_nobody_answers_with_a_tap_in_the_chat_of_another(house: House, amina: Person, omar: Person) -> None:
    await up_to_question_2(house, amina)
    before = heard_by(amina), heard_by(omar)
    answer = next(button.data for row in amina.last.keyboard for button in row if button.caption == "Yes")
    omar.tap_data(answer or "", on=amina.last)
    await house.settle()
    assert (shown_since(amina, before[0]), shown_since(omar, before[1])) == ("", "")
    assert "online" not in (await response_of(house, "PAK")).answers


async def test_the_data_of_another_persons_button_does_nothing_in_ones_own_chat(
    house: House, amina: Person, omar: Person
) -> None:
    await up_to_question_2(house, amina)
    before = heard_by(omar)
    answer = next(button.data for row in amina.last.keyboard for button in row if button.caption == "Yes")
    omar.tap_data(answer or "")
    await house.settle()
    assert shown_since(omar, before) == OLD_BUTTON
    assert (await response_of(house, "KEN")).answers.keys() == {"country", "consent"}


async def test_the_pictures_of_an_album_are_kept_and_its_words_are_an_answer(house: House, amina: Person) -> None:
    before = heard_by(amina)
    amina.send_album(("", "www.nlp.gov.pk", ""))
    await house.settle()
    first, answer, last = shown_since(amina, before).split("\n---\n")
    assert first.startswith("✓ “photo.jpg” (1 kB) is kept with 1.")
    assert "✓ 1 · https://www.nlp.gov.pk" in answer
    assert "is kept with" in last


async def test_in_a_group_nothing_is_an_answer_and_nobody_is_disturbed(house: House, amina: Person) -> None:
    group = house.world.add_group("Ministry", [amina.account])
    said = [
        amina.say("www.wrong.gov.pk", chat_id=group.id),
        amina.say("/start guessed", chat_id=group.id),
        amina.say("@simulated_bot www.wrong.gov.pk", chat_id=group.id),
        amina.send_other(chat_id=group.id, dice={"emoji": "🎲", "value": 6}),
        amina.send_other(chat_id=group.id, new_chat_title="Other"),
    ]
    amina.edit(said[2], "@simulated_bot www.worse.gov.pk")
    await house.settle()

    pointer = f"{outside(Outside.GROUP, 'en')} https://t.me/simulated_bot"
    assert [message.text for message in group.shown if message.sender_id == house.world.bot.id] == [pointer]
    assert (await does(house, amina, "www.nlp.gov.pk")).startswith("✓ 1 · https://www.nlp.gov.pk")


async def test_edits_of_anything_lose_nothing(house: House, amina: Person) -> None:
    await does(house, amina, "www.nlp.gov.pk")
    answers = (await response_of(house, "PAK")).answers
    for message in [m for m in amina.chat if m.sender_id == amina.account.id and m.text.startswith("/")]:
        amina.edit(message, "\u202e/submit {0} <b>")
        await house.settle()
    assert (await response_of(house, "PAK")).answers == answers
    assert (await does(house, amina, "Yes")).startswith("✓ 2 · Yes")
