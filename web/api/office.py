"""What the routes of the API work with, and who comes with a token. Knows no route."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from flows.administration.inviting import Inviting
from flows.administration.roles import Actor, Admission
from flows.administration.tokens import Scope, bearer_of
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire
from web.api.problems import Problem


@dataclass(frozen=True, slots=True)
class Office:
    """`bot` is the bot's user name, known once Telegram was reached. `fetch` gives the files sent with answers."""

    questionnaire: Questionnaire
    storage: Storage
    clock: Clock
    admission: Admission
    bot: Callable[[], str]
    fetch: Callable[[str], AsyncIterator[bytes]]

    @property
    def inviting(self) -> Inviting:
        return Inviting(self.questionnaire, self.storage, self.clock)


_bearer = HTTPBearer(description="A personal token: `focalpoint make-token` gives one.", auto_error=False)


async def _office(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


InOffice = Annotated[Office, Depends(_office)]


@dataclass(frozen=True, slots=True)
class Needs:
    """The guard of a route: whoever comes has a token that works and has this scope. Gives who it is."""

    scope: Scope

    async def __call__(
        self, office: InOffice, given: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
    ) -> Actor:
        bearer = await bearer_of(office.storage, office.clock, office.admission, given.credentials) if given else None
        if bearer is None:
            raise Problem(401, "A token that works is needed: send it as `Authorization: Bearer …`.")
        if self.scope not in bearer.scopes:
            raise Problem(403, f"The token lacks the scope “{self.scope}”.")
        return bearer.actor


Reader = Annotated[Actor, Depends(Needs(Scope.RESPONSES))]
Follower = Annotated[Actor, Depends(Needs(Scope.PROGRESS))]
Inviter = Annotated[Actor, Depends(Needs(Scope.INVITATIONS))]
Author = Annotated[Actor, Depends(Needs(Scope.QUESTIONNAIRE))]
