"""What the administrators' pages stand on: one survey and its use cases. Wired by `bot`; decides nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from flows.administration.following import Followed, Following
from flows.administration.inviting import Inviting
from flows.administration.orders import Order
from flows.administration.roles import Actor, Admission
from flows.administration.signing_in import SigningIn
from flows.conversation import Conversation
from flows.exporting.attached import Fetch
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire
from flows.response import Response
from flows.wording.speaker import Speaker
from web.gallery import Gallery

ReadList = Callable[[str, bytes, Order], Sequence[Order]]
"""A list of people by the name and the content of its file; see `bot.invitation_lists`."""

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass
class Survey:
    """`origin` is the address browsers use ("https://survey.example.org"). `bot_name` is the user name for the links of
    invitations; None while it is not known. What `read_list` gets is the order whose words stand where a list has none.
    `fetch` gives the files sent with answers.
    """

    questionnaire: Questionnaire
    storage: Storage
    clock: Clock
    admission: Admission
    origin: str
    bot_name: Callable[[], str | None]
    read_list: ReadList
    fetch: Fetch | None = None
    gallery: Gallery = field(default_factory=Gallery)
    following: Following = field(init=False)
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.following = Following(self.questionnaire, self.storage, self.clock)

    @cached_property
    def signing_in(self) -> SigningIn:
        return SigningIn(self.storage, self.clock, self.admission)

    @cached_property
    def inviting(self) -> Inviting:
        return Inviting(self.questionnaire, self.storage, self.clock)

    @cached_property
    def references(self) -> Mapping[str, str]:
        """The questions' numbers as they are spoken of; empty for one that has none."""
        asked = self.questionnaire
        empty = Response(id="", questionnaire=asked.name, version=asked.version, started_at=self.clock.now())
        speaker = Speaker(Conversation(asked, empty, empty.started_at))
        return {question.name: speaker.number(question) or "" for question in asked.questions}

    async def followed(self, actor: Actor) -> tuple[Followed, ...]:
        """Where everybody is. One at a time: who comes second finds what the first has read."""
        async with self._looking:
            return await self.following.all(actor)

    @property
    def is_private(self) -> bool:
        """Whether pages go out over a connection that nobody else can read: https, or within this machine."""
        address = urlsplit(self.origin)
        return address.scheme == "https" or address.hostname in LOOPBACK

    @property
    def is_encrypted(self) -> bool:
        return urlsplit(self.origin).scheme == "https"
