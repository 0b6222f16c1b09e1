"""The use case of every message: load, take the turn, save, put the replies into the outbox, commit.

Nothing is said before it is kept: the replies leave the outbox only after the commit (docs/decisions/002-promise.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.administration.entering import Entrance, enter, greet
from flows.administration.roles import Admission
from flows.document import build_document
from flows.engine import refuse_country, take_turn
from flows.errors import CountryTaken
from flows.message import File, Message
from flows.ports import Clock, Delivery, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.response import Response
from flows.turns import Input, Receipt, Refused, Started, Tapped, Turn
from flows.understanding import understood
from flows.violations import Code
from flows.wording import render


@dataclass(frozen=True, slots=True)
class Incoming:
    """What the chat service brought: the input, where it came from, the message it was typed in or tapped on, and the
    earlier message it replies to."""

    update_id: int
    chat: int
    input: Input
    message_id: int | None
    sent_at: datetime
    language_hint: str | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """The effect is kept; what `chat` is to be told waits in the outbox. `repeated`: the update was done before.

    For who delivers: the message that may go out at once, if this is known, and whether the chat is in the hand of
    another process, which will find the message by itself.

    `turned_away`: the person is not let in, and nothing was kept. `wrong_link`: a link was opened that opens nothing.
    `told` are others who are told something.

    For who counts: whether there is something to say, and why what was said was refused, if it was.
    """

    chat: int
    repeated: bool = False
    delivery: Delivery | None = None
    elsewhere: bool = False
    turned_away: bool = False
    wrong_link: bool = False
    told: tuple[int, ...] = ()
    answered: bool = False
    refusals: tuple[Code, ...] = ()


class Interview:
    """One questionnaire, asked of many people at once."""

    def __init__(
        self, questionnaire: Questionnaire, storage: Storage, clock: Clock, admission: Admission | None = None
    ) -> None:
        self._questionnaire = questionnaire
        self._storage = storage
        self._clock = clock
        self._admission = admission or Admission()

    async def receive(self, incoming: Incoming) -> Received:
        """Returns after the commit. Raises StorageError if nothing could be kept; the update may be given again."""
        try:
            return await self._receive(incoming, country_taken=None)
        except CountryTaken as taken:
            return await self._receive(incoming, country_taken=taken.country)

    async def _receive(self, incoming: Incoming, country_taken: str | None) -> Received:
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
            before, first_sight = await self._response_of(work, respondent, now)
            if entrance:
                turn = greet(self._questionnaire, before, entrance, now)
            elif country_taken:
                turn = refuse_country(self._questionnaire, before, country_taken, now)
            else:
                given = Started() if first_sight else await understood(work, before, incoming.input, incoming.reply_to)
                turn = take_turn(self._questionnaire, before, given, now)
            await work.responses.save(turn.response, before, respondent)
            delivery = await self._reply(work, respondent, turn, incoming, now)
            await work.commit()
        refusals = tuple(reply.violation.code for reply in turn.replies if isinstance(reply, Refused))
        return Received(
            incoming.chat,
            delivery=delivery,
            elsewhere=not respondent.in_hand,
            wrong_link=wrong_link,
            told=entrance.told if entrance else (),
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

    async def _response_of(self, work: Work, respondent: Respondent, now: datetime) -> tuple[Response, bool]:
        if respondent.response_id and (response := await work.responses.get(respondent.response_id)):
            return response, False
        questionnaire = self._questionnaire
        return await work.responses.start(respondent, questionnaire.name, questionnaire.version, now), True

    async def _reply(
        self, work: Work, respondent: Respondent, turn: Turn, incoming: Incoming, now: datetime
    ) -> Delivery | None:
        message = render(self._questionnaire, turn.response, turn, now)
        if message is None:
            return None
        if any(isinstance(reply, Receipt) for reply in turn.replies):
            message = await self._with_document(work, turn.response, message)
        edits = incoming.message_id if turn.in_place and isinstance(incoming.input, Tapped) else None
        return await work.outbox.add(respondent, message, prompt=turn.response.prompt, edits=edits, now=now)

    async def _with_document(self, work: Work, response: Response, message: Message) -> Message:
        document = build_document(self._questionnaire, response)
        await work.responses.keep_submission(response, document)
        return message.model_copy(update={"files": (*message.files, _file(document))})


def _file(document: Mapping[str, Any]) -> File:
    country = document["response"]["country"]
    parts = (document["questionnaire"]["name"], country["code"] if country else None)
    name = "-".join(part for part in parts if part)
    return File(
        name=f"{name}.json",
        media_type="application/json",
        content=json.dumps(document, ensure_ascii=False, indent=2),
    )
