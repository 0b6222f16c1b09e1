"""Who is signed in to the web application, and for how long. Knows no storage, no cookie and no page."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from flows.administration.roles import Actor, Role

LINK_LIFE: Final = timedelta(minutes=10)
IDLE_LIFE: Final = timedelta(hours=12)
SESSION_LIFE: Final = timedelta(days=7)

NOTING: Final = timedelta(minutes=5)
"""How exactly it is kept when somebody was seen last: a page that is looked at need not write each time."""


@dataclass(frozen=True, slots=True)
class Administrator:
    """Somebody who may sign in: in a chat, or (`chat` is None) at the command line. `name` stands in the audit log."""

    name: str
    chat: int | None = None

    @property
    def actor(self) -> Actor:
        return Actor(self.name, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser; `device` is what it says of itself. The `id` comes from the storage."""

    administrator: Administrator
    began_at: datetime
    seen_at: datetime
    expires_at: datetime
    device: str = ""
    id: str = ""

    @property
    def actor(self) -> Actor:
        return self.administrator.actor

    def lasts(self, now: datetime) -> bool:
        return now < self.expires_at and now < self.seen_at + IDLE_LIFE


def form_key(token: str) -> str:
    """What a form of this session carries, so that no other site can send one: derived from what only the browser has,
    and leading back neither to it nor to the hash that is stored."""
    return hmac.new(token.encode(), b"form", sha256).hexdigest()
