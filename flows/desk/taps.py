"""The desk's buttons: what one does, and with what, as the choice of a `Tap`. Knows no caption.

`i_PAK_en_30` is: offer an invitation for Pakistan, in English, open for 30 days. A choice has at most 24 characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flows.turns import Action, Tap


class Verb(StrEnum):
    """What a button of the desk does. The value stands in callback data: short, never reused for something else."""

    OPEN = "o"  # command
    QUESTIONNAIRE = "q"  # the questionnaire begins, or goes on
    CANCEL = "k"
    HELP_ASKED = "h"  # about the open question
    CHOOSE = "c"  # command, country
    PAGE = "n"  # command, page
    WHOM = "w"  # "country", "list" or "administrator": whom to invite
    OFFER = "i"  # country or "team", language or "-", days: an invitation as it would be
    INVITE = "j"  # as OFFER: it is made
    SUCCESSOR = "s"  # as OFFER, for a successor
    HAND_OVER = "t"  # as SUCCESSOR: it is made
    RENEW = "r"  # country
    REVOKE = "v"  # country: is it meant?
    REVOKED = "y"  # country: it is
    STAGE = "g"  # stage: who is there
    REMIND_ONE = "d"  # the country is to be chosen
    WHETHER_TO_REMIND = "a"  # country or "all": is it meant?
    REMIND = "b"  # country or "all"
    NOTE = "p"  # country: the response is to be given back with a note on the whole alone
    GIVE_BACK = "e"  # country: with the remarks that are written
    AUDIENCE = "u"  # audience of an announcement
    SEND = "m"  # the announcement that is written
    FOLLOW = "f"  # key of an announcement: how far is it?
    WHICH = "l"  # which responses to export
    EXPORT = "x"  # which, format
    COPY = "z"  # country, format: one response


@dataclass(frozen=True, slots=True)
class DeskTap:
    verb: Verb
    what: tuple[str, ...] = ()

    @property
    def choice(self) -> str:
        return "_".join((self.verb, *self.what))


def tap(verb: Verb, *what: str) -> Tap:
    return Tap(action=Action.TEAM, choice=DeskTap(verb, what).choice)


def read(given: Tap) -> DeskTap | None:
    """None for one of the questionnaire's, of another version, or invented."""
    verb, *what = given.choice.split("_")
    if given.action is not Action.TEAM or given.question or given.prompt or verb not in _VERBS:
        return None
    return DeskTap(Verb(verb), tuple(what))


_VERBS = frozenset(verb.value for verb in Verb)
