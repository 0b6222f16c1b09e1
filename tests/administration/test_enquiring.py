"""A focal point's question: passed on to the survey team, answered there, and the answer comes back into the chat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from typing import Any, cast

import pytest

from flows.administration.enquiries import Enquiry, enquiry_meant
from flows.administration.enquiring import Answered, answer_enquiry, enquiries
from flows.administration.orders import Order
from flows.administration.roles import Act, Actor, Admission, Role
from flows.errors import FollowUpError, NotAllowed
from flows.interview import Incoming, Interview, Received
from flows.message import Message
from flows.ports import Storage, Work
from flows.reading import Typed
from flows.turns import Action, Command, Commanded, Origin, Said, Started
from storage import open_storage
from tests.administration.office import BOSS, TEAM, Office
from tests.flows.small import small

AMINA, BORIS, OMAR = 1001, 1002, 1003
WORDS = "Which services count?"


async def asked(office: Office) -> Enquiry:
    """Amina has asked about 6, after three answers that were none; Boss and Boris are the team."""
    await office.hear(BOSS, Started())
    await office.admit(BORIS, None)
    await office.admit(AMINA)
    await office.tap(AMINA, Action.BEGIN)
    await office.say(AMINA, "I agree", "www.gov.pk", "no", "none of these", "small", "570 %", "571 %", "572 %")
    await office.tap(AMINA, Action.ASK_TEAM, question="rate")
    for chat in (BOSS, BORIS, AMINA):
        await office.told(chat)
    received = await office.say(AMINA, WORDS)
    assert {*received.told} == {BOSS, BORIS}
    (enquiry,) = await enquiries(office.storage, office.questionnaire, TEAM, unanswered=True)
    return enquiry


async def deliver(office: Office, chat: int, number: int) -> Message:
    """The next message reaches the chat under that number."""
    now = office.clock.now()
    async with office.storage.work() as work:
        delivery = await work.outbox.next_of(chat, now)
        assert delivery
        await work.outbox.delivered(delivery, now, number)
        await work.commit()
    return delivery.message


async def reply(office: Office, chat: int, to: int, text: str, language: str | None = None) -> Received:
    office._update += 1
    now = office.clock.now()
    said = Said(Typed(text), Origin(chat, to + 1, now))
    return await office.interview.receive(Incoming(office._update, chat, said, to + 1, now, language, reply_to=to))


async def answered(office: Office, enquiry_id: str, words: str) -> Answered:
    return await answer_enquiry(office.storage, office.questionnaire, office.clock, TEAM, enquiry_id, words)


async def test_an_enquiry_is_kept_with_what_was_tried_and_the_focal_point_goes_on(office: Office) -> None:
    enquiry = await asked(office)

    assert (enquiry.country, enquiry.question, enquiry.tried, enquiry.words) == ("PAK", "rate", "572 %", WORDS)
    assert enquiry.respondent_id == (await office.person(AMINA)).id
    (told,) = await office.told(AMINA)
    assert told.startswith(f"Your question is on its way to the survey team: “{WORDS}”")
    await office.say(AMINA, "57 %")
    assert (await office.response(AMINA)).answers["rate"].value == 57


async def test_everybody_of_the_team_is_told_with_what_it_is_about(office: Office) -> None:
    enquiry = await asked(office)
    for chat in (BOSS, BORIS):
        (message,) = await office.messages(chat)
        assert message.plain_text == (
            f"Pakistan asks about 6:\n\n{WORDS}\n\n"
            "The question reads: Which share of the services is online?\n\n"
            "Before that they wrote: 572 %\n\n"
            "Reply to this message to answer: your words go into their chat."
        )
        assert enquiry_meant(message.about) == enquiry.id


async def test_a_reply_in_the_chat_answers_it_and_the_answer_comes_back(office: Office) -> None:
    enquiry = await asked(office)
    await office.told(AMINA)
    await deliver(office, BORIS, 50)
    received = await reply(office, BORIS, 50, " Those of the state. ")

    assert received.told == (AMINA,)
    assert await office.told(BORIS) == ["Your answer is on its way to Pakistan."]
    (message,) = await office.messages(AMINA)
    assert message.plain_text == (f"About 6 you asked: “{WORDS}”\n\nThe survey team answers: Those of the state.")
    assert [button.caption for row in message.buttons for button in row] == ["Show 6"]
    assert message.about == "rate"
    (kept,) = await enquiries(office.storage, office.questionnaire, TEAM)
    assert (kept.id, kept.answer, kept.answered_by) == (enquiry.id, "Those of the state.", f"administrator {BORIS}")
    (record,) = (record for record in await office.records() if record.act is Act.ANSWERED)
    assert (record.actor, record.country, record.note) == (f"administrator {BORIS}", "PAK", "rate")
    assert (await office.response(BORIS)).answers == {}, "it was no turn"


async def test_who_answers_is_told_so_in_their_own_language(office: Office) -> None:
    await asked(office)
    await deliver(office, BORIS, 50)
    await reply(office, BORIS, 50, "Those of the state.", "fr")
    assert (await office.told(BORIS))[-1] == "Votre réponse est transmise\u00a0: Pakistan."


async def test_of_two_who_answer_at_once_one_does_and_the_other_is_told(office: Office) -> None:
    await asked(office)
    await office.told(AMINA)
    for chat in (BOSS, BORIS):
        await deliver(office, chat, 50)
    await asyncio.gather(reply(office, BOSS, 50, "All of them."), reply(office, BORIS, 50, "All of them."))

    told = sorted([*await office.told(BOSS), *await office.told(BORIS)])
    assert told == [
        "This question was answered before, so your answer was not passed on. What Pakistan was told: All of them.",
        "Your answer is on its way to Pakistan.",
    ]
    assert len(await office.told(AMINA)) == 1


async def test_an_answer_comes_from_elsewhere_too(office: Office) -> None:
    enquiry = await asked(office)
    await office.told(AMINA)
    first = await answered(office, enquiry.id, "Those of the state.")
    second = await answered(office, enquiry.id, "All.")

    assert (first.first, first.told, first.enquiry.answer) == (True, (AMINA,), "Those of the state.")
    assert (second.first, second.told, second.enquiry.answer) == (False, (), "Those of the state.")
    assert len(await office.told(AMINA)) == 1
    assert await enquiries(office.storage, office.questionnaire, TEAM, unanswered=True) == ()


async def test_the_successor_gets_the_answer(office: Office) -> None:
    enquiry = await asked(office)
    issued = await office.inviting.hand_over(Order("PAK"), TEAM)
    await office.open(OMAR, issued)
    await office.told(OMAR)
    assert (await answered(office, enquiry.id, "All.")).told == (OMAR,)


async def test_where_nobody_answers_any_more_the_answer_is_kept(office: Office) -> None:
    await asked(office)
    await deliver(office, BORIS, 50)
    await office.inviting.revoke("PAK", TEAM)
    await reply(office, BORIS, 50, "All.")

    assert await office.told(BORIS) == ["Your answer is kept, but nobody answers for Pakistan at the moment."]


async def test_an_answer_to_no_enquiry_is_refused(office: Office) -> None:
    enquiry = await asked(office)
    for unknown in ("0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11", "q9"):
        with pytest.raises(FollowUpError, match="no question to the survey team"):
            await answered(office, unknown, "All.")
    with pytest.raises(FollowUpError, match="empty"):
        await answered(office, enquiry.id, " \n")
    other = small(name="other")
    with pytest.raises(FollowUpError, match="no question to the survey team"):
        await answer_enquiry(office.storage, other, office.clock, TEAM, enquiry.id, "All.")


async def test_only_the_survey_team_answers_and_reads_them(office: Office) -> None:
    focal_point = Actor("chat 1", Role.FOCAL_POINT)
    with pytest.raises(NotAllowed):
        await enquiries(office.storage, office.questionnaire, focal_point)
    with pytest.raises(NotAllowed):
        await answer_enquiry(office.storage, office.questionnaire, office.clock, focal_point, "1", "All.")


async def test_other_replies_of_an_administrator_are_what_they_were(office: Office) -> None:
    await asked(office)
    await office.told(BOSS)
    await reply(office, BOSS, 77, "Hello")
    assert len(await office.told(BOSS)) == 1, "to a message that passes on nothing"
    assert (await enquiries(office.storage, office.questionnaire, TEAM))[0].answer is None


async def test_who_is_of_the_team_no_longer_answers_nothing(office: Office) -> None:
    await asked(office)
    await deliver(office, BORIS, 50)
    (of_boris,) = (each for each in await office.invitations() if each.role is Role.ADMINISTRATOR)
    await office.inviting.revoke(of_boris.id, TEAM)
    assert (await reply(office, BORIS, 50, "All.")).turned_away
    assert (await enquiries(office.storage, office.questionnaire, TEAM))[0].answer is None


async def test_an_enquiry_about_nothing_in_particular(office: Office) -> None:
    await office.admit(BORIS, None)
    await office.admit(AMINA)
    await office.tap(AMINA, Action.BEGIN)
    await office.say(AMINA, "I agree")
    for _ in range(6):
        await office.hear(AMINA, Commanded(Command.SKIP))
        question = (await office.response(AMINA)).waiting.question  # type: ignore[union-attr]
        await office.tap(AMINA, Action.REASON, question=question, choice="not-available")
    await office.hear(AMINA, Commanded(Command.ASK))
    await office.say(AMINA, "May I send it by mail?")

    (message,) = await office.messages(BORIS)
    assert message.plain_text.startswith("Pakistan asks:\n\nMay I send it by mail?\n\nReply")
    await office.told(AMINA)
    (enquiry,) = await enquiries(office.storage, office.questionnaire, TEAM)
    await answered(office, enquiry.id, "Please do not.")
    (told,) = await office.messages(AMINA)
    assert told.plain_text == "You asked: “May I send it by mail?”\n\nThe survey team answers: Please do not."
    assert told.buttons == ()


class Crossing:
    """A storage in which two turns have each their own person before either goes on: what each wants then, the other
    has. Once; what is tried again afterwards is alone."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._both = asyncio.Barrier(2)
        self._left = 2
        self.begun = 0

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        self.begun += 1
        async with self._storage.work() as work:
            yield cast(Work, _Crossing(work, self))

    def reading(self) -> AbstractAsyncContextManager[Work]:
        return self._storage.reading()

    async def meet(self) -> None:
        if self._left:
            self._left -= 1
            await self._both.wait()


class _Crossing:
    def __init__(self, work: Work, storage: Crossing) -> None:
        self._work, self._storage = work, storage

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    @property
    def updates(self) -> Any:
        """Used once in a turn, after its person is held."""
        return self

    async def mark_done(self, update_id: int, now: datetime) -> bool:
        await self._storage.meet()
        return await self._work.updates.mark_done(update_id, now)


async def test_two_turns_that_wait_for_each_other_are_both_done_once(
    postgresql_url: str,
) -> None:
    """An administrator answers, for which the focal point is held, while the focal point asks something else, for which
    the administrators are. (SQLite has one writer, and never two such turns.)"""
    async with open_storage(postgresql_url) as storage:
        office = Office(storage)
        await asked(office)
        await office.told(AMINA)
        await deliver(office, BORIS, 50)
        await office.tap(AMINA, Action.ASK_TEAM, question="rate")
        for chat in (AMINA, BOSS):
            await office.told(chat)
        crossing = Crossing(storage)
        admission = Admission(open=False, administrators=frozenset({BOSS}))
        office.interview = Interview(office.questionnaire, crossing, office.clock, admission)
        now = office.clock.now()
        turns = (
            Incoming(901, BORIS, Said(Typed("Those of the state."), Origin(BORIS, 51, now)), 51, now, reply_to=50),
            Incoming(902, AMINA, Said(Typed("And which do not?")), None, now),
        )
        for received in await asyncio.gather(*map(office.interview.receive, turns)):
            assert received.answered
            assert not received.repeated
        assert crossing.begun > 2, "the database gave up one of the two, which was begun again"
        for turn in turns:
            assert (await office.interview.receive(turn)).repeated

        kept = await enquiries(storage, office.questionnaire, TEAM)
        assert [(each.words, each.answer) for each in kept] == [
            (WORDS, "Those of the state."),
            ("And which do not?", None),
        ]
        assert len(await office.told(AMINA)) == 2
        assert len(await office.told(BOSS)) == 1
        assert len(await office.told(BORIS)) == 2
