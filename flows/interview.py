"""The use case of every message: who is let in, what is done already, whose it is, and the one transaction of it all.

Nothing is said before it is kept: the replies leave the outbox only after the commit (docs/decisions/002-promise.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.administration.enquiring import answer_in_chat
from flows.administration.entering import Entrance, enter
from flows.administration.orders import Order
from flows.administration.roles import Admission, Role
from flows.again import again_if_overtaken
from flows.desk.attending import Attended, Desk
from flows.desk.meaning import Heard
from flows.errors import CountryTaken, DeclinedError, InvitationError
from flows.ports import Clock, Delivery, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.taking_turns import Doing, Taken, Turns
from flows.turns import Input, Recorded, Refused, Said, Started, Tapped
from flows.violations import Code


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

    For who counts: whether there is something to say, and why what was said was refused, if it was; for who looks at
    answers afterwards: those that were kept.
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
    recorded: tuple[Recorded, ...] = ()


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
        self._turns = Turns(questionnaire, self._admission.administrators, notified)
        self._desk = desk

    async def receive(self, incoming: Incoming) -> Received:
        """Returns after the commit. Raises StorageError if nothing could be kept; the update may be given again."""
        heard = await self._heard_at_desk(incoming)
        try:
            return await self._receive(incoming, heard)
        except CountryTaken as taken:
            return await self._receive(incoming, heard, country_taken=taken.country)
        except DeclinedError as error:
            return await self._receive(incoming, heard, declined=error)

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

    @again_if_overtaken
    async def _receive(
        self,
        incoming: Incoming,
        heard: Heard,
        *,
        country_taken: str | None = None,
        declined: DeclinedError | None = None,
    ) -> Received:
        now = self._clock.now()
        async with self._storage.work() as work:
            person = await work.respondents.lock(incoming.chat, now, leasing=True)
            entrance, wrong_link = await self._entrance(work, person, incoming, now)
            if entrance is None and not self._admission.admits(person.chat, person.role):
                return Received(incoming.chat, turned_away=True, wrong_link=wrong_link)
            if not await work.updates.mark_done(incoming.update_id, now):
                return Received(incoming.chat, repeated=True)
            person = entrance.respondent if entrance else person
            done = await self._by_team(work, person, incoming, heard, now, bool(entrance), declined)
            if not isinstance(done, Received):
                tapped = incoming.message_id if isinstance(incoming.input, Tapped) else None
                doing = Doing(done, tapped, incoming.reply_to, entrance, country_taken)
                done = _received(person, await self._turns.take(work, person, doing, now), entrance, wrong_link)
            await work.commit()
        return done

    async def _entrance(
        self, work: Work, respondent: Respondent, incoming: Incoming, now: datetime
    ) -> tuple[Entrance | None, bool]:
        """Who is in already uses up no link: an administrator may try one before sending it."""
        token = incoming.input.token if isinstance(incoming.input, Started) else ""
        if not token or self._admission.role_of(respondent.chat, respondent.role):
            return None, False
        entrance = await enter(work, self._questionnaire, respondent, token, now)
        return entrance, entrance is None

    async def _heard_at_desk(self, incoming: Incoming) -> Heard:
        looked = await self._desk.look_ahead(incoming.chat, incoming.input) if self._desk else None
        return Heard(
            incoming.input, incoming.message_id, incoming.reply_to, incoming.listed, incoming.language_hint, looked
        )

    async def _by_team(
        self,
        work: Work,
        person: Respondent,
        incoming: Incoming,
        heard: Heard,
        now: datetime,
        entered: bool,
        declined: DeclinedError | None,
    ) -> Received | Input:
        """What an administrator did; or what is for the questionnaire, as all of anybody else's is."""
        if self._admission.role_of(person.chat, person.role) is not Role.ADMINISTRATOR:
            return incoming.input
        if answered := await self._answered(work, person, incoming, now):
            return answered
        if self._desk is None:
            return incoming.input
        done = await self._desk.attend(work, person, heard, now, entered=entered, declined=declined)
        return _attended(person, done) if isinstance(done, Attended) else done

    async def _answered(self, work: Work, person: Respondent, incoming: Incoming, now: datetime) -> Received | None:
        """A reply to a question that was passed on to the team is the team's answer to it."""
        said, reply_to = incoming.input, incoming.reply_to
        if reply_to is None or not isinstance(said, Said):
            return None
        done = await answer_in_chat(
            work, self._questionnaire, person, reply_to, said.typed.text, now, incoming.language_hint
        )
        if done is None:
            return None
        answered, delivery = done
        return Received(person.chat, delivery=delivery, elsewhere=not person.in_hand, told=answered.told, answered=True)


def _attended(person: Respondent, done: Attended) -> Received:
    return Received(
        person.chat,
        delivery=done.delivery,
        elsewhere=not person.in_hand,
        told=done.told,
        team_greeted=done.greeted,
        answered=True,
    )


def _received(person: Respondent, taken: Taken, entrance: Entrance | None, wrong_link: bool) -> Received:
    return Received(
        person.chat,
        delivery=taken.delivery,
        elsewhere=not person.in_hand,
        wrong_link=wrong_link,
        told=(*(entrance.told if entrance else ()), *taken.told),
        answered=bool(taken.turn.replies),
        refusals=tuple(reply.violation.code for reply in taken.turn.replies if isinstance(reply, Refused)),
        recorded=tuple(reply for reply in taken.turn.replies if isinstance(reply, Recorded)),
    )
