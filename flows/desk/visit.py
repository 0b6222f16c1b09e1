"""One turn of an administrator at the desk: what its use cases find around them, and what they leave. No sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from flows.administration.following import Followed, Following
from flows.administration.inviting import Inviting
from flows.administration.roles import Actor
from flows.desk.joining import Joined
from flows.desk.replies import DeskReply
from flows.desk.states import AtDesk
from flows.ports import Respondent, Storage, Work
from flows.questionnaire import Questionnaire

Looked = tuple[Followed, ...] | None
"""Where everybody stands, if it was looked up."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for everybody. `storage` is for looking only, from outside the turn's transaction: it holds
    nobody up. `name` gives the bot's user name, `pages` the address of the web application, if there is one."""

    questionnaire: Questionnaire
    storage: Storage
    following: Following
    name: Callable[[], str]
    pages: Callable[[], str | None] = field(default=lambda: None)


@dataclass(frozen=True, slots=True)
class Visit:
    """`work` is the transaction of the turn; what is done through `storage` is part of it. `state` is what the
    administrator, who is `person`, is in the middle of; `message` is the number of the message tapped, if one was."""

    around: Surroundings
    work: Work
    actor: Actor
    person: Respondent
    message: int | None
    at: datetime
    language: str | None
    state: AtDesk | None
    looked: Looked = None

    def now(self) -> datetime:
        """As a clock: all that happens in a turn happens at one moment."""
        return self.at

    @property
    def questionnaire(self) -> Questionnaire:
        return self.around.questionnaire

    @property
    def storage(self) -> Storage:
        return Joined(self.work)

    @property
    def inviting(self) -> Inviting:
        return Inviting(self.questionnaire, self.storage, self)

    async def countries(self) -> tuple[Followed, ...]:
        """Everybody who takes part, as it was kept before this turn."""
        return await self.around.following.all(self.actor) if self.looked is None else self.looked


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be said, as one message, and what the administrator is in the middle of then. `told` are the chats of
    others who are told something. `in_place`: the message whose button was tapped is changed."""

    replies: tuple[DeskReply, ...]
    state: AtDesk | None = None
    in_place: bool = False
    told: tuple[int, ...] = ()


def says(*replies: DeskReply, state: AtDesk | None = None, in_place: bool = False) -> Outcome:
    return Outcome(replies, state, in_place)
