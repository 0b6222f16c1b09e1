"""Use cases of signing in to the web application, without passwords: a one-time link, then a session.

Who was an administrator when the link was made need not be one any more: that is looked up at every step. No cookies,
no addresses (they need the application's origin).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from flows.administration.invitations import hash_of, looks_like_a_token, new_token
from flows.administration.roles import Act, Actor, Admission, Role, ensure_may
from flows.administration.sessions import LINK_LIFE, NOTING, SESSION_LIFE, Administrator, Session
from flows.again import again_if_overtaken
from flows.ports import Clock, Storage, Work

KEPT: Final = timedelta(days=30)
"""How long an expired link or session stays in the database; the audit log keeps who signed in when."""

LONGEST_DEVICE: Final = 200


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session with its secret, which is nowhere else."""

    session: Session
    token: str = field(repr=False)


@again_if_overtaken
async def create_link(storage: Storage, clock: Clock, actor: Actor, chat: int | None = None) -> str:
    """The secret of a link that signs the actor in once, within ten minutes. `chat` is theirs; None: the operator of
    the command line, who has the database anyway."""
    ensure_may(actor, Act.SIGNED_IN)
    now = clock.now()
    token = new_token()
    async with storage.work() as work:
        await work.sign_ins.forget(now - KEPT)
        await work.sign_ins.add_link(Administrator(actor.name, chat), hash_of(token), now, now + LINK_LIFE)
        await work.commit()
    return token


class SigningIn:
    """`admission` says whom the settings make an administrator."""

    def __init__(self, storage: Storage, clock: Clock, admission: Admission) -> None:
        self._storage = storage
        self._clock = clock
        self._admission = admission

    @again_if_overtaken
    async def sign_in(self, token: str, device: str = "") -> SignedIn | None:
        """None where the link opens nothing, whatever the reason."""
        if not looks_like_a_token(token):
            return None
        now = self._clock.now()
        secret = new_token()
        async with self._storage.work() as work:
            administrator = await work.sign_ins.use_link(hash_of(token), now)
            if administrator is None or not await self._is_administrator(work, administrator):
                return None
            wanted = Session(administrator, now, now, now + SESSION_LIFE, device[:LONGEST_DEVICE])
            session = await work.sign_ins.begin(wanted, hash_of(secret))
            await work.audit.add(now, administrator.name, Act.SIGNED_IN)
            await work.commit()
        return SignedIn(session, secret)

    @again_if_overtaken
    async def session_of(self, secret: str) -> Session | None:
        """None where there is none that lasts, and at once when its administrator is none any more."""
        if not looks_like_a_token(secret):
            return None
        now = self._clock.now()
        async with self._storage.reading() as work:
            session = await work.sign_ins.find(hash_of(secret))
            if session is None or not session.lasts(now):
                return None
            if not await self._is_administrator(work, session.administrator):
                return None
        if now - session.seen_at > NOTING:
            async with self._storage.work() as work:
                await work.sign_ins.seen(session.id, now)
                await work.commit()
        return session

    async def sessions(self, session: Session) -> tuple[Session, ...]:
        """All of this session's administrator that last, the latest first."""
        ensure_may(session.actor, Act.LOOKED)
        now = self._clock.now()
        async with self._storage.reading() as work:
            return tuple(each for each in await work.sign_ins.of(session.administrator) if each.lasts(now))

    async def sign_out(self, session: Session) -> None:
        await self._end([session])

    async def sign_out_everywhere(self, session: Session) -> int:
        """How many sessions of this administrator ended, this one among them."""
        sessions = await self.sessions(session)
        await self._end(sessions)
        return len(sessions)

    @again_if_overtaken
    async def _end(self, sessions: Iterable[Session]) -> None:
        now = self._clock.now()
        async with self._storage.work() as work:
            for each in sessions:
                if await work.sign_ins.end(each.id, now):
                    await work.audit.add(now, each.administrator.name, Act.SIGNED_OUT)
            await work.commit()

    async def _is_administrator(self, work: Work, administrator: Administrator) -> bool:
        if administrator.chat is None:
            return True
        person = await work.respondents.find(administrator.chat)
        role = self._admission.role_of(administrator.chat, person.role if person else None)
        return role is Role.ADMINISTRATOR
