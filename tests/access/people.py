"""Who comes: the kinds of person of the access tables, and how each became what they are.

The command line stands in no table: whoever has it has the machine, its settings and the database, and is the operator
(`flows.administration.roles.operator`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from flows.administration.orders import Order
from flows.administration.sessions import SESSION_LIFE
from flows.administration.tokens import DAYS
from tests.access.scene import KENYA, PAKISTAN, Baggage, Scene
from tests.administration.office import BOSS, TEAM

PERSON = 2001
"""The chat of whoever is looked at, where they have none in the scene already."""


@dataclass(frozen=True, slots=True)
class Person:
    """`baggage` is for the web application, `link` the secret of their invitation."""

    chat: int
    baggage: Baggage = field(default_factory=Baggage)
    link: str = ""


async def _stranger(scene: Scene) -> Person:
    return Person(PERSON)


async def _of_this_country(scene: Scene) -> Person:
    return _with_link(scene.links[PAKISTAN], PAKISTAN)


async def _of_another(scene: Scene) -> Person:
    return _with_link(scene.links[KENYA], KENYA)


async def _handed_over(scene: Scene) -> Person:
    issued = await scene.team.admit(PERSON, "BRA")
    await scene.team.open(PERSON + 1, await scene.team.inviting.hand_over(Order("BRA"), TEAM))
    return _with_link(issued.token)


async def _revoked(scene: Scene) -> Person:
    issued = await scene.team.admit(PERSON, "BRA")
    await scene.team.inviting.revoke(issued.invitation.id, TEAM)
    return _with_link(issued.token)


async def _administrator(scene: Scene) -> Person:
    await scene.team.admit(PERSON, None)
    return Person(PERSON, await scene.baggage(PERSON))


async def _administrator_by_setting(scene: Scene) -> Person:
    await scene.team.write("/help")
    return Person(BOSS, await scene.baggage(BOSS))


async def _revoked_administrator(scene: Scene) -> Person:
    issued = await scene.team.admit(PERSON, None)
    baggage = await scene.baggage(PERSON)
    await scene.team.inviting.revoke(issued.invitation.id, TEAM)
    return Person(PERSON, baggage, issued.token)


async def _signed_out(scene: Scene) -> Person:
    """Out of every session, the token revoked, the link used."""
    await scene.team.admit(7, None)
    baggage = await scene.baggage(7)
    session = await scene.signing_in.session_of(baggage.session)
    assert session
    await scene.signing_in.sign_in(baggage.link)
    await scene.signing_in.sign_out_everywhere(session)
    await scene.revoke_tokens()
    return Person(PERSON, baggage)


async def _expired(scene: Scene) -> Person:
    """An open link to the bot, a session, a token and a link to the pages, all of them too old."""
    invited = await scene.team.invite("BRA", days=1)
    await scene.team.admit(7, None)
    baggage = await scene.baggage(7)
    scene.team.clock.pass_by(max(DAYS, SESSION_LIFE.days) + 1)
    return Person(PERSON, baggage, invited.token)


def _with_link(secret: str, chat: int = PERSON) -> Person:
    """Their invitation is the only secret they have: they try it everywhere."""
    return Person(chat, Baggage(secret, secret, secret), secret)


PEOPLE: Mapping[str, Callable[[Scene], Awaitable[Person]]] = {
    "stranger": _stranger,
    "focal point of this country": _of_this_country,
    "focal point of another": _of_another,
    "ex-focal point, handed over": _handed_over,
    "ex-focal point, revoked": _revoked,
    "administrator": _administrator,
    "administrator by setting": _administrator_by_setting,
    "revoked administrator": _revoked_administrator,
    "signed out, token revoked, link used": _signed_out,
    "expired session, token and link": _expired,
}

TEAM_MEMBERS = frozenset({"administrator", "administrator by setting"})
FOCAL_POINTS = frozenset({"focal point of this country", "focal point of another"})
OUTSIDERS = PEOPLE.keys() - TEAM_MEMBERS - FOCAL_POINTS
