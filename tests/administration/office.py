"""A survey by invitation, in the domain's words: the team invites, people open links and answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from flows.administration.invitations import Invitation, Issued, State
from flows.administration.inviting import Inviting
from flows.administration.orders import Order
from flows.administration.roles import Admission, Role, operator
from flows.interview import Incoming, Interview, Received
from flows.message import Message
from flows.ports import Record, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.reading import Typed
from flows.response import Response
from flows.turns import Action, Input, Said, Started, Tap, Tapped
from tests.flows.small import small

TEAM = operator("amina")
BOSS = 9000
"""An administrator by the setting."""


class Clock:
    def __init__(self) -> None:
        self.moment = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def pass_by(self, days: int) -> None:
        self.moment += timedelta(days=days)


class Office:
    def __init__(self, storage: Storage, questionnaire: Questionnaire | None = None) -> None:
        self.storage = storage
        self.clock = Clock()
        self.questionnaire = questionnaire or small()
        self.inviting = Inviting(self.questionnaire, storage, self.clock)
        admission = Admission(open=False, administrators=frozenset({BOSS}))
        self.interview = Interview(self.questionnaire, storage, self.clock, admission)
        self._update = 0

    # What the team does

    async def invite(self, country: str | None = "PAK", **about: object) -> Issued:
        role = Role.FOCAL_POINT if country else Role.ADMINISTRATOR
        (issued,) = await self.inviting.invite([Order(country, role, **about)], TEAM)  # type: ignore[arg-type]
        return issued

    async def admit(self, chat: int, country: str | None = "PAK") -> Issued:
        """Invited, and in."""
        issued = await self.invite(country)
        assert not (await self.open(chat, issued)).turned_away
        await self.told(chat)
        return issued

    async def states(self) -> list[State]:
        return [each.state(self.clock.now()) for each in await self.invitations()]

    async def invitations(self) -> tuple[Invitation, ...]:
        return await self.inviting.all(TEAM)

    async def records(self) -> list[Record]:
        async with self.storage.reading() as work:
            return [record async for record in work.audit.all()]

    # What people do

    async def open(self, chat: int, issued: Issued) -> Received:
        return await self.hear(chat, Started(issued.token))

    async def hear(self, chat: int, given: Input) -> Received:
        self._update += 1
        return await self.interview.receive(Incoming(self._update, chat, given, None, self.clock.now()))

    async def say(self, chat: int, *texts: str) -> Received:
        received = [await self.hear(chat, Said(Typed(text))) for text in texts]
        return received[-1]

    async def tap(self, chat: int, action: Action, **what: str) -> Received:
        prompt = (await self.response(chat)).prompt
        return await self.hear(chat, Tapped(Tap(action=action, prompt=prompt, **what)))

    # What there is then

    async def person(self, chat: int) -> Respondent:
        async with self.storage.work() as work:
            return await work.respondents.lock(chat, self.clock.now())

    async def response(self, chat: int) -> Response:
        respondent = await self.person(chat)
        assert respondent.response_id
        async with self.storage.reading() as work:
            response = await work.responses.get(respondent.response_id)
        assert response
        return response

    async def told(self, chat: int) -> list[str]:
        """What waits for the chat; taken out of the outbox."""
        return [message.plain_text for message in await self.messages(chat)]

    async def messages(self, chat: int) -> list[Message]:
        now = self.clock.now()
        messages = []
        async with self.storage.work() as work:
            while delivery := await work.outbox.next_of(chat, now):
                messages.append(delivery.message)
                await work.outbox.delivered(delivery, now)
            await work.commit()
        return messages


class Meanwhile:
    """A storage in which something happens between looking and the first writing after it."""

    def __init__(self, storage: Storage, happens: Callable[[], Awaitable[object]]) -> None:
        self.reading = storage.reading
        self._storage = storage
        self._happens: Callable[[], Awaitable[object]] | None = happens

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        happens, self._happens = self._happens, None
        if happens:
            await happens()
        async with self._storage.work() as work:
            yield work
