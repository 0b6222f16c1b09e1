"""The use case of every message: load, take the turn, save, put the replies into the outbox, commit.

Nothing is said before it is kept: the replies leave the outbox only after the commit (docs/decisions/002-promise.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.administration.campaign import CampaignAtHand
from flows.administration.enquiring import answer_in_chat, pass_on
from flows.administration.entering import Entrance, enter, greet
from flows.administration.orders import Order
from flows.administration.roles import Admission, Role
from flows.desk.attending import DECLINING, Attended, Desk
from flows.desk.meaning import Heard
from flows.document import build_document
from flows.engine import refuse_country, take_turn
from flows.errors import CountryTaken, InvitationError
from flows.message import Message
from flows.ports import Clock, Delivery, Event, Notice, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.response import Response, Status
from flows.turns import EnquirySent, Input, Receipt, Refused, Said, Started, Tapped, Turn
from flows.understanding import understood
from flows.violations import Code
from flows.wording import render


@dataclass(frozen=True, slots=True)
class Incoming:
    """What the chat service brought: the input, where it came from, the message it was typed in or tapped on, and the
    earlier message it replies to. `listed`: the people of a file, where a list was asked for, or what is wrong with it.
    """

    update_id: int
    chat: int
    input: Input
    message_id: int | None
    sent_at: datetime
    language_hint: str | None = None
    reply_to: int | None = None
    listed: Sequence[Order] | InvitationError | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """The effect is kept; what `chat` is to be told waits in the outbox. `repeated`: the update was done before.

    For who delivers: the message that may go out at once, if this is known, and whether the chat is in the hand of
    another process, which will find the message by itself.

    `turned_away`: the person is not let in, and nothing was kept. `wrong_link`: a link was opened that opens nothing.
    `told` are others who are told something. `team_greeted`: the person is told what an administrator can do here.

    For who counts: whether there is something to say, and why what was said was refused, if it was.
    """

    chat: int
    repeated: bool = False
    delivery: Delivery | None = None
    elsewhere: bool = False
    turned_away: bool = False
    wrong_link: bool = False
    told: tuple[int, ...] = ()
    team_greeted: bool = False
    answered: bool = False
    refusals: tuple[Code, ...] = ()


class Interview:
    """One questionnaire, asked of many people at once. `notified` are the addresses of other systems which are told of
    every response that is submitted. At the `desk`, if there is one, the administrators do their work."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        storage: Storage,
        clock: Clock,
        admission: Admission | None = None,
        notified: Sequence[str] = (),
        desk: Desk | None = None,
    ) -> None:
        self._questionnaire = questionnaire
        self._storage = storage
        self._clock = clock
        self._admission = admission or Admission()
        self._notified = notified
        self._desk = desk
        self._campaign = CampaignAtHand(questionnaire)

    async def receive(self, incoming: Incoming) -> Received:
        """Returns after the commit. Raises StorageError if nothing could be kept; the update may be given again."""
        heard = await self._heard_at_desk(incoming)
        try:
            return await self._receive(incoming, heard)
        except CountryTaken as taken:
            return await self._receive(incoming, heard, country_taken=taken.country)
        except DECLINING as error:
            return await self._receive(incoming, heard, declined=str(error))

    async def awaits_list(self, chat: int) -> bool:
        """Whether a file of that chat is to be read as a list of people to invite."""
        if self._desk is None:
            return False
        async with self._storage.reading() as work:
            person = await work.respondents.find(chat)
        return person is not None and self._desk.awaits_list(person)

    async def admits(self, chat: int) -> bool:
        """Whether the person of that chat is let in at this moment, before anything of theirs is fetched."""
        async with self._storage.reading() as work:
            person = await work.respondents.find(chat)
        return self._admission.admits(chat, person.role if person else None)

    async def _receive(
        self, incoming: Incoming, heard: Heard, *, country_taken: str | None = None, declined: str | None = None
    ) -> Received:
        now = self._clock.now()
        async with self._storage.work() as work:
            respondent = await work.respondents.lock(incoming.chat, now, leasing=True)
            entrance, wrong_link = await self._entrance(work, respondent, incoming, now)
            if entrance is None and not self._admission.admits(respondent.chat, respondent.role):
                return Received(incoming.chat, turned_away=True, wrong_link=wrong_link)
            if not await work.updates.mark_done(incoming.update_id, now):
                return Received(incoming.chat, repeated=True)
            if entrance:
                respondent = entrance.respondent
            if answered := await self._answered_by_team(work, respondent, incoming, now):
                return answered
            given = incoming.input
            if self._desk is not None and self._desk.serves(respondent):
                done = await self._at_desk(self._desk, work, respondent, heard, now, bool(entrance), declined)
                if isinstance(done, Received):
                    return done
                given = done
            before, first_sight = await self._response_of(work, respondent, now)
            campaign = await self._campaign.get(work, now)
            if entrance:
                turn = greet(self._questionnaire, before, entrance, now, campaign)
            elif country_taken:
                turn = refuse_country(self._questionnaire, before, country_taken, now)
            else:
                given = Started() if first_sight else await understood(work, before, given, incoming.reply_to)
                turn = take_turn(self._questionnaire, before, given, now, campaign)
            await work.responses.save(turn.response.marked(before, now), before, respondent)
            message = render(self._questionnaire, turn.response, turn, now, campaign)
            delivery = await self._reply(work, respondent, turn, message, incoming, now) if message else None
            asked = await self._passed_on(work, respondent, turn, now)
            await work.commit()
        refusals = tuple(reply.violation.code for reply in turn.replies if isinstance(reply, Refused))
        return Received(
            incoming.chat,
            delivery=delivery,
            elsewhere=not respondent.in_hand,
            wrong_link=wrong_link,
            told=(*(entrance.told if entrance else ()), *asked),
            answered=bool(turn.replies),
            refusals=refusals,
        )

    async def _entrance(
        self, work: Work, respondent: Respondent, incoming: Incoming, now: datetime
    ) -> tuple[Entrance | None, bool]:
        """Who is in already uses up no link: an administrator may try one before sending it."""
        token = incoming.input.token if isinstance(incoming.input, Started) else ""
        if not token or self._admission.role_of(respondent.chat, respondent.role):
            return None, False
        entrance = await enter(work, self._questionnaire, respondent, token, now)
        return entrance, entrance is None

    async def _answered_by_team(
        self, work: Work, respondent: Respondent, incoming: Incoming, now: datetime
    ) -> Received | None:
        """A reply to a question that was passed on is no turn of the administrator's: all of it is done and kept."""
        said, reply_to = incoming.input, incoming.reply_to
        role = self._admission.role_of(respondent.chat, respondent.role)
        if role is not Role.ADMINISTRATOR or reply_to is None or not isinstance(said, Said):
            return None
        done = await answer_in_chat(work, self._questionnaire, respondent, reply_to, said.typed.text, now)
        if done is None:
            return None
        answered, delivery = done
        await work.commit()
        elsewhere = not respondent.in_hand
        return Received(incoming.chat, delivery=delivery, elsewhere=elsewhere, told=answered.told, answered=True)

    async def _heard_at_desk(self, incoming: Incoming) -> Heard:
        looked = await self._desk.look_ahead(incoming.chat, incoming.input) if self._desk else None
        return Heard(
            incoming.input, incoming.message_id, incoming.reply_to, incoming.listed, incoming.language_hint, looked
        )

    async def _at_desk(
        self,
        desk: Desk,
        work: Work,
        person: Respondent,
        heard: Heard,
        now: datetime,
        entered: bool,
        declined: str | None,
    ) -> Received | Input:
        """All of it done and kept; or what of it is for the questionnaire."""
        done = await desk.attend(work, person, heard, now, entered=entered, declined=declined)
        if not isinstance(done, Attended):
            return done
        await work.commit()
        return Received(
            person.chat,
            delivery=done.delivery,
            elsewhere=not person.in_hand,
            told=done.told,
            team_greeted=done.greeted,
            answered=True,
        )

    async def _passed_on(self, work: Work, respondent: Respondent, turn: Turn, now: datetime) -> tuple[int, ...]:
        """A question to the survey team: the chats of those who are told of it."""
        asked = next((reply for reply in turn.replies if isinstance(reply, EnquirySent)), None)
        if asked is None:
            return ()
        named = self._admission.administrators
        return await pass_on(work, self._questionnaire, turn.response, respondent, asked, named, now)

    async def _response_of(self, work: Work, respondent: Respondent, now: datetime) -> tuple[Response, bool]:
        if respondent.response_id and (response := await work.responses.get(respondent.response_id)):
            return response, False
        questionnaire = self._questionnaire
        return await work.responses.start(respondent, questionnaire.name, questionnaire.version, now), True

    async def _reply(
        self, work: Work, respondent: Respondent, turn: Turn, message: Message, incoming: Incoming, now: datetime
    ) -> Delivery | None:
        if any(isinstance(reply, Receipt) for reply in turn.replies):
            # What was submitted is kept for good: the copies are made of it.
            await work.responses.keep_submission(turn.response, build_document(self._questionnaire, turn.response))
            await self._notify_others(work, turn.response, now)
        edits = incoming.message_id if turn.in_place and isinstance(incoming.input, Tapped) else None
        return await work.outbox.add(respondent, message, prompt=turn.response.prompt, edits=edits, now=now)

    async def _notify_others(self, work: Work, response: Response, now: datetime) -> None:
        event = Event.COMPLETED if response.status is Status.COMPLETED else Event.AMENDED
        for url in self._notified:
            await work.notices.add(Notice(url, event, response.id, response.revision, added_at=now, due_at=now))
