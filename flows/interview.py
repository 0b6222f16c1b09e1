"""The use case of every message: load, take the turn, save, put the replies into the outbox, commit.

Nothing is said before it is kept: the replies leave the outbox only after the commit (docs/decisions/002-promise.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.document import build_document
from flows.engine import refuse_country, take_turn
from flows.errors import CountryTaken
from flows.message import File, Message
from flows.ports import Clock, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.response import Response
from flows.turns import Input, Receipt, Started, Tapped, Turn
from flows.wording import render


@dataclass(frozen=True, slots=True)
class Incoming:
    """What the chat service brought: the input, where it came from, and the message it was typed in or tapped on."""

    update_id: int
    chat: int
    input: Input
    message_id: int | None
    sent_at: datetime
    language_hint: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """The effect is kept; what `chat` is to be told waits in the outbox. `repeated`: the update was done before."""

    chat: int
    repeated: bool = False


class Interview:
    """One questionnaire, asked of many people at once."""

    def __init__(self, questionnaire: Questionnaire, storage: Storage, clock: Clock) -> None:
        self._questionnaire = questionnaire
        self._storage = storage
        self._clock = clock

    async def receive(self, incoming: Incoming) -> Received:
        """Returns after the commit. Raises StorageError if nothing could be kept; the update may be given again."""
        try:
            return await self._receive(incoming, country_taken=None)
        except CountryTaken as taken:
            return await self._receive(incoming, country_taken=taken.country)

    async def _receive(self, incoming: Incoming, country_taken: str | None) -> Received:
        now = self._clock.now()
        async with self._storage.work() as work:
            respondent = await work.respondents.lock(incoming.chat, now)
            if not await work.updates.mark_done(incoming.update_id, now):
                return Received(incoming.chat, repeated=True)
            before, first_sight = await self._response_of(work, respondent, now)
            if country_taken:
                turn = refuse_country(self._questionnaire, before, country_taken, now)
            else:
                turn = take_turn(self._questionnaire, before, Started() if first_sight else incoming.input, now)
            await work.responses.save(turn.response, before, respondent)
            await self._reply(work, respondent, turn, incoming, now)
            await work.commit()
        return Received(incoming.chat)

    async def _response_of(self, work: Work, respondent: Respondent, now: datetime) -> tuple[Response, bool]:
        if respondent.response_id and (response := await work.responses.get(respondent.response_id)):
            return response, False
        questionnaire = self._questionnaire
        return await work.responses.start(respondent, questionnaire.name, questionnaire.version, now), True

    async def _reply(self, work: Work, respondent: Respondent, turn: Turn, incoming: Incoming, now: datetime) -> None:
        message = render(self._questionnaire, turn.response, turn, now)
        if message is None:
            return
        if any(isinstance(reply, Receipt) for reply in turn.replies):
            message = await self._with_document(work, turn.response, message)
        edits = incoming.message_id if turn.in_place and isinstance(incoming.input, Tapped) else None
        await work.outbox.add(respondent, message, prompt=turn.response.prompt, edits=edits, now=now)

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
