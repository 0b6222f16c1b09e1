"""A question to the survey team through the whole bot: the reply in another chat, after a restart, comes back."""

from __future__ import annotations

from pathlib import Path

from bot.application import running_bot
from bot.patience import Patience
from bot.settings import Access, Settings, read_settings
from simulator.people import Person
from simulator.world import TOKEN, World

LIBRARIES = str(Path(__file__).parent.parent / "flows" / "questionnaires" / "all-types.yaml")

AT_ONCE = Patience(first=0.001, longest=0.001)


def settings_with(administrator: Person, address: str, database: str) -> Settings:
    return read_settings(
        Settings,
        _env_file=None,
        api_url=address,
        database_url=database,
        access=Access.OPEN,
        administrators=str(administrator.account.id),
        bot_token=TOKEN,
        questionnaire=LIBRARIES,
    )


async def test_a_reply_to_what_was_passed_on_reaches_who_asked(world: World, address: str, database: str) -> None:
    amina, boris = Person.joining(world), Person.joining(world, "Boris")
    settings = settings_with(boris, address, database)
    async with running_bot(settings, patience=AT_ONCE):
        boris.say("/start")
        await boris.next_message()
        amina.say("/start")
        await amina.next_message()
        for caption in ("English", "Begin"):
            amina.tap(caption)
            await amina.next_message()
        amina.say("/ask")
        assert "What would you like to ask the survey team" in (await amina.next_message()).text
        amina.say("Which country do I choose?")
        await amina.hears("on its way to the survey team")
        passed_on = await boris.hears("Which country do I choose?")
        assert passed_on.text.startswith("Somebody without a country yet asks about “Country”:")

    async with running_bot(settings, patience=AT_ONCE):
        boris.reply_to(passed_on, "Yours.")
        assert (await boris.hears("on its way")).text == "Your answer is on its way to somebody without a country yet."
        answer = await amina.hears("The survey team answers")
        assert (
            answer.text == "About “Country” you asked: “Which country do I choose?”\n\nThe survey team answers: Yours."
        )
        amina.tap("Show Country", on=answer)
        await amina.next_message()
        amina.say("Pakistan")
        assert "✓ Country · Pakistan" in (await amina.next_message()).text
