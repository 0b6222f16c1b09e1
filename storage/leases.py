"""Which process delivers to a chat: a lease on the respondent's row. Knows no message.

Not a lock of the database's, for it outlives transactions: between two of them a message is on its way. See
docs/decisions/005-delivery.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, case, or_, update

from storage.ready import Ready
from storage.statements import Statements
from storage.tables import respondents

LEASE: Final = timedelta(seconds=10)
"""So long a dead process holds up a chat. Clocks of several machines must agree far better than that."""


def in_nobodys_hand(now: Any) -> ColumnElement[bool]:
    return or_(respondents.c.leased_until.is_(None), respondents.c.leased_until <= now)


_CHATS = respondents.c.chat.in_(bindparam("chats", expanding=True))
_OURS = respondents.c.leased_by == bindparam("owner")
_RELEASED: Final = {"leased_by": None, "leased_until": None}

_HOLD = Ready.of(
    update(respondents)
    .where(respondents.c.chat == bindparam("of_chat"), or_(_OURS, in_nobodys_hand(bindparam("now"))))
    .values(leased_by=bindparam("owner"), leased_until=bindparam("until"))
)
_RELEASE = update(respondents).where(_CHATS, _OURS).values(_RELEASED)
# With every delivery; the many only at the end of a process.
_RELEASE_ONE = Ready.of(update(respondents).where(respondents.c.chat == bindparam("of_chat"), _OURS).values(_RELEASED))
_KEEP = (
    update(respondents)
    .where(_CHATS, _OURS, respondents.c.leased_until < bindparam("soon"))
    .values(leased_until=bindparam("until"))
)
_END_ALL = update(respondents).where(respondents.c.leased_by.is_not(None)).values(_RELEASED)


class Leases:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def hold(self, chat: int, now: datetime) -> bool:
        lease = {"owner": self._statements.owner, "until": now + LEASE}
        return await self._statements.run(_HOLD, {"of_chat": chat, "now": now, **lease}) == 1

    async def release(self, chats: Collection[int]) -> int:
        owner = self._statements.owner
        if len(chats) == 1:
            (chat,) = chats
            return await self._statements.run(_RELEASE_ONE, {"of_chat": chat, "owner": owner})
        return await self._statements.run(_RELEASE, {"chats": [*chats], "owner": owner})

    async def keep(self, chats: Collection[int], now: datetime) -> None:
        lease = {"owner": self._statements.owner, "soon": now + LEASE / 2, "until": now + LEASE}
        await self._statements.run(_KEEP, {"chats": [*chats], **lease})

    async def end_all(self) -> None:
        await self._statements.run(_END_ALL)

    async def end_impossible(self, now: datetime) -> int:
        # Twice as long: the clocks of several machines differ a little.
        impossible = update(respondents).where(respondents.c.leased_until > now + 2 * LEASE)
        return await self._statements.run(impossible.values(_RELEASED))


def taken_in_hand(wanted: Any, now: Any) -> Mapping[str, Any]:
    """The lease after an UPDATE that takes it if it can: as in the columns `wanted`, or still the other process's."""
    can = or_(respondents.c.leased_by == wanted.leased_by, in_nobodys_hand(now))
    return {
        "leased_by": case((can, wanted.leased_by), else_=respondents.c.leased_by),
        "leased_until": case((can, wanted.leased_until), else_=respondents.c.leased_until),
    }
