"""Who is who, and who may do what. Decides only; knows no storage, no chat and no settings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flows.errors import NotAllowed
from flows.sentences import N_


class Role(StrEnum):
    """What an invitation makes of the person who uses it."""

    FOCAL_POINT = "focal-point"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """What is done in administration; also the words of the audit log."""

    INVITED = "invited"
    RENEWED = "renewed"
    REVOKED = "revoked"
    HANDED_OVER = "handed-over"  # a successor was invited
    ENTERED = "entered"
    REPLACED = "replaced"  # a successor entered; the person before lost access
    EXPORTED = "exported"
    PREFILLED = "prefilled"  # answers of an earlier edition were loaded
    REOPENED = "reopened"  # a response was returned for correction
    ANSWERED = "answered"  # a focal point's question to the survey team
    OPENED = "opened"  # a response, with its answers and their history
    READ = "read"  # everybody's answers to one question, or all in which words stand
    SIGNED_IN = "signed-in"  # to the web application
    SIGNED_OUT = "signed-out"
    TOKEN_MADE = "token-made"  # noqa: S105 - an act
    TOKEN_REVOKED = "token-revoked"  # noqa: S105 - an act
    SCHEDULED = "scheduled"  # the campaign was set: its deadline, its reminders
    REMINDED = "reminded"  # by hand; what the schedule sends is not recorded
    ANNOUNCED = "announced"
    LOOKED = "looked"  # at the progress, the invitations or the audit log: allowed or not, but not recorded


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: `name` is written into the audit log. `role` is None for somebody who is let in nowhere."""

    name: str
    role: Role | None


def operator(account: str) -> Actor:
    """Whoever has the command line has the database anyway: an administrator, named by the account of the machine."""
    return Actor(f"command line ({account})", Role.ADMINISTRATOR)


def administrator(chat: int) -> Actor:
    """Whoever is at the desk in the chat."""
    return Actor(f"administrator {chat}", Role.ADMINISTRATOR)


FOR_ADMINISTRATORS: Final = Actor("the bot, for an administrator", Role.ADMINISTRATOR)
"""Makes and shows what an administrator has asked for, who was let in, and recorded, when they did."""

_BY_ROLE: Mapping[Role | None, Collection[Act]] = {
    Role.ADMINISTRATOR: frozenset(Act) - {Act.ENTERED, Act.REPLACED},
    Role.FOCAL_POINT: frozenset(),
    None: frozenset(),
}


def ensure_may(actor: Actor, act: Act) -> None:
    """Raises NotAllowed. (Entering is nobody's act by role: the invitation allows it.)"""
    if act not in _BY_ROLE[actor.role]:
        raise NotAllowed(N_("{actor} may not do this."), actor=actor.name)


@dataclass(frozen=True, slots=True)
class Admission:
    """Whom the bot lets in. `open`: everybody. `administrators` are chats, let in by a setting, whatever is stored."""

    open: bool = True
    administrators: frozenset[int] = frozenset()

    def role_of(self, chat: int, stored: Role | None) -> Role | None:
        return Role.ADMINISTRATOR if chat in self.administrators else stored

    def admits(self, chat: int, stored: Role | None) -> bool:
        return self.open or self.role_of(chat, stored) is not None
