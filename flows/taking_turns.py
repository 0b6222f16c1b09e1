"""A respondent's turn within its transaction: the response is loaded, the turn taken, kept and put into words, and who
else is to know of it is told. Commits nothing; knows no administrator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.administration.campaign import CampaignAtHand
from flows.administration.enquiring import pass_on
from flows.administration.entering import Entrance, greet
from flows.administration.submitted import tell_of_submission
from flows.document import build_document
from flows.engine import refuse_country, take_turn
from flows.message import Message
from flows.ports import Delivery, Event, Notice, Respondent, Work
from flows.questionnaire import Questionnaire
from flows.response import Response, Status
from flows.turns import EnquirySent, Input, Receipt, Started, Turn
from flows.understanding import understood
from flows.wording import render


@dataclass(frozen=True, slots=True)
class Doing:
    """What a respondent does: the input; where it was a tap, the message tapped; the earlier message it replies to; how
    they came in, if just now; and that the country they named is another's, where that was found out on keeping it."""

    input: Input
    tapped: int | None = None
    reply_to: int | None = None
    entrance: Entrance | None = None
    country_taken: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """`delivery` is the message that may go out at once, if this is known; `told` are chats of others who are told."""

    turn: Turn
    delivery: Delivery | None
    told: tuple[int, ...]


class Turns:
    """Of one questionnaire. `administrators` are told of questions to the survey team, `notified` (addresses of other
    systems) of responses that are submitted."""

    def __init__(
        self, questionnaire: Questionnaire, administrators: frozenset[int] = frozenset(), notified: Sequence[str] = ()
    ) -> None:
        self._questionnaire = questionnaire
        self._administrators = administrators
        self._notified = notified
        self._campaign = CampaignAtHand(questionnaire)

    async def take(self, work: Work, respondent: Respondent, doing: Doing, now: datetime) -> Taken:
        before, first_sight = await self._response_of(work, respondent, now)
        campaign = await self._campaign.get(work, now)
        if doing.entrance:
            turn = greet(self._questionnaire, before, doing.entrance, now, campaign)
        elif doing.country_taken:
            turn = refuse_country(self._questionnaire, before, doing.country_taken, now)
        else:
            given = Started() if first_sight else await understood(work, before, doing.input, doing.reply_to)
            turn = take_turn(self._questionnaire, before, given, now, campaign)
        await work.responses.save(turn.response.marked(before, now), before, respondent)
        message = render(self._questionnaire, turn.response, turn, now, campaign)
        delivery = await self._said(work, respondent, turn, message, doing, now) if message else None
        told = (
            *await self._passed_on(work, respondent, turn, now),
            *await self._submitted(work, respondent, turn, now),
        )
        return Taken(turn, delivery, told)

    async def _response_of(self, work: Work, respondent: Respondent, now: datetime) -> tuple[Response, bool]:
        if respondent.response_id and (response := await work.responses.get(respondent.response_id)):
            return response, False
        questionnaire = self._questionnaire
        return await work.responses.start(respondent, questionnaire.name, questionnaire.version, now), True

    async def _said(
        self, work: Work, respondent: Respondent, turn: Turn, message: Message, doing: Doing, now: datetime
    ) -> Delivery | None:
        edits = doing.tapped if turn.in_place else None
        return await work.outbox.add(respondent, message, prompt=turn.response.prompt, edits=edits, now=now)

    async def _submitted(self, work: Work, respondent: Respondent, turn: Turn, now: datetime) -> tuple[int, ...]:
        """It is kept for good: the copies are made of what is kept. The survey team and other systems are told."""
        if not any(isinstance(reply, Receipt) for reply in turn.replies):
            return ()
        response, questionnaire = turn.response, self._questionnaire
        await work.responses.keep_submission(response, build_document(questionnaire, response))
        await self._notify_others(work, response, now)
        return await tell_of_submission(work, questionnaire, response, respondent, self._administrators, now)

    async def _notify_others(self, work: Work, response: Response, now: datetime) -> None:
        event = Event.COMPLETED if response.status is Status.COMPLETED else Event.AMENDED
        for url in self._notified:
            await work.notices.add(Notice(url, event, response.id, response.revision, added_at=now, due_at=now))

    async def _passed_on(self, work: Work, respondent: Respondent, turn: Turn, now: datetime) -> tuple[int, ...]:
        """A question to the survey team: the chats of those who are told of it."""
        asked = next((reply for reply in turn.replies if isinstance(reply, EnquirySent)), None)
        if asked is None:
            return ()
        return await pass_on(work, self._questionnaire, turn.response, respondent, asked, self._administrators, now)
