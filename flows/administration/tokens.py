"""Use cases of the API's personal tokens: make one, list, revoke, and who comes with one. No HTTP, no SQL.

A token speaks for whoever made it, within its scopes, until it expires, is revoked, or its person is no administrator
any more.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from flows.administration.roles import Act, Actor, Admission, Role, ensure_may
from flows.again import again_if_overtaken
from flows.errors import TokenError
from flows.sentences import N_

if TYPE_CHECKING:
    from flows.ports import Clock, Storage, Work

PREFIX: Final = "focalpoint_"
"""What a token begins with, so that one that was published by mistake is recognised for what it is."""

SECRET_BYTES: Final = 32
DAYS: Final = 90
MOST_DAYS: Final = 366

_LOOKED_AGAIN: Final = timedelta(hours=1)
"""The last use is written down this often at most: a nightly pull of many requests costs one write."""

_TOKEN = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")


class Scope(StrEnum):
    """What a token is good for."""

    RESPONSES = "responses"  # read them, and their documents
    PROGRESS = "progress"  # read who is where
    INVITATIONS = "invitations"  # read, make, renew and revoke them
    QUESTIONNAIRE = "questionnaire"  # read the questionnaire and the schema of its documents


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret. `made_by` names who made it, `respondent_id` the person, if one of the chat did."""

    name: str
    scopes: tuple[Scope, ...]
    made_by: str
    created_at: datetime
    expires_at: datetime
    id: str = ""
    respondent_id: str | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None

    def works(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who comes with a token that works."""

    actor: Actor
    scopes: frozenset[Scope]


@again_if_overtaken
async def make_token(
    storage: Storage,
    clock: Clock,
    actor: Actor,
    name: str,
    scopes: Sequence[Scope],
    days: int = DAYS,
    respondent_id: str | None = None,
) -> tuple[Token, str]:
    """The token and its secret, which is nowhere else and cannot be shown again. Raises TokenError."""
    ensure_may(actor, Act.TOKEN_MADE)
    if not name.strip():
        raise TokenError(N_("A token needs a name that says what it is for."))
    if not scopes:
        raise TokenError(N_("A token needs a scope: {scopes}."), scopes=", ".join(Scope))
    if not 1 <= days <= MOST_DAYS:
        raise TokenError(N_("A token may be good for 1 to {limit} days, not {days}."), limit=MOST_DAYS, days=days)
    now = clock.now()
    token = Token(
        name=name.strip(),
        scopes=tuple(scope for scope in Scope if scope in scopes),
        made_by=actor.name,
        created_at=now,
        expires_at=now + timedelta(days=days),
        respondent_id=respondent_id,
    )
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    async with storage.work() as work:
        made = await work.tokens.add(token, _hash_of(secret))
        await work.audit.add(now, actor.name, Act.TOKEN_MADE, note=_described(made))
        await work.commit()
    return made, secret


async def all_tokens(storage: Storage, actor: Actor) -> tuple[Token, ...]:
    """Oldest first, also those that work no more."""
    ensure_may(actor, Act.LOOKED)
    async with storage.reading() as work:
        return await work.tokens.all()


@again_if_overtaken
async def revoke_token(storage: Storage, clock: Clock, actor: Actor, which: str) -> Token:
    """`which` is its id, or its name where no other has it. Raises TokenError."""
    ensure_may(actor, Act.TOKEN_REVOKED)
    now = clock.now()
    async with storage.work() as work:
        token = _named(which, [each for each in await work.tokens.all() if each.revoked_at is None])
        await work.tokens.revoke(token.id, now)
        await work.audit.add(now, actor.name, Act.TOKEN_REVOKED, note=_described(token))
        await work.commit()
    return replace(token, revoked_at=now)


async def bearer_of(storage: Storage, clock: Clock, admission: Admission, secret: str) -> Bearer | None:
    """None for whatever is no token that works at this moment, whatever the reason."""
    if not _TOKEN.fullmatch(secret):
        return None
    now = clock.now()
    async with storage.reading() as work:
        token = await work.tokens.of(_hash_of(secret))
        if token is None or not token.works(now) or not await _still_speaks_for_somebody(work, token, admission):
            return None
    if token.last_used_at is None or now - token.last_used_at >= _LOOKED_AGAIN:
        await _note_use(storage, token, now)
    return Bearer(Actor(f"{token.made_by}, by token “{token.name}”", Role.ADMINISTRATOR), frozenset(token.scopes))


async def _still_speaks_for_somebody(work: Work, token: Token, admission: Admission) -> bool:
    if token.respondent_id is None:
        return True  # made on the command line: whoever has that has the database
    person = await work.respondents.get(token.respondent_id)
    return person is not None and admission.role_of(person.chat, person.role) is Role.ADMINISTRATOR


@again_if_overtaken
async def _note_use(storage: Storage, token: Token, now: datetime) -> None:
    async with storage.work() as work:
        await work.tokens.used(token.id, now)
        await work.commit()


def _named(which: str, standing: Collection[Token]) -> Token:
    found = [each for each in standing if each.id == which] or [each for each in standing if each.name == which]
    if len(found) == 1:
        return found[0]
    if not found:
        raise TokenError(N_("There is no token “{which}” that could be revoked."), which=which)
    raise TokenError(N_("Several tokens are called “{which}”: revoke the one that is meant by its id."), which=which)


def _described(token: Token) -> str:
    return f"{token.name} ({', '.join(token.scopes)})"


def _hash_of(secret: str) -> str:
    """A plain hash is enough: nobody can go through 256 bits."""
    return sha256(secret.encode()).hexdigest()
