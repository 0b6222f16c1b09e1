"""An invitation: for whom, to what, until when, and the secret in its link. Knows no storage and no chat service."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

from flows.administration.roles import Role

TOKEN_BYTES: Final = 24
"""192 bits. In base64 that is 32 characters; Telegram's start parameter holds 64 of A-Z, a-z, 0-9, _ and -."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


class State(StrEnum):
    """OPEN: the link works. USED: its person is let in. REVOKED: the link, or its person's access, was ended."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A personal link, without its secret. `country` is a focal point's; `name` and `address` are the survey team's
    notes for sending it. `respondent_id` is the person who used it. The `id` comes from the storage."""

    questionnaire: str
    role: Role
    country: str | None
    language: str | None
    created_at: datetime
    expires_at: datetime
    id: str = ""
    name: str | None = None
    address: str | None = None
    respondent_id: str | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def state(self, now: datetime) -> State:
        if self.revoked_at:
            return State.REVOKED
        if self.used_at:
            return State.USED
        return State.EXPIRED if self.expires_at <= now else State.OPEN


@dataclass(frozen=True, slots=True)
class Issued:
    """A new invitation with its secret, which is nowhere else and cannot be shown again."""

    invitation: Invitation
    token: str = field(repr=False)

    def link(self, bot: str) -> str:
        """`bot` is the bot's user name without "@"."""
        return f"https://t.me/{bot}?start={self.token}"


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """What is stored and looked up. A plain hash is enough: nobody can go through 192 bits."""
    return sha256(token.encode()).hexdigest()


def looks_like_a_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None
