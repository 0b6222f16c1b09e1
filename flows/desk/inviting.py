"""At the desk: inviting a focal point, an administrator, everybody on a list; new links and successors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.administration.countries import country_name
from flows.administration.entering import live_response
from flows.administration.invitations import Issued, State
from flows.administration.orders import DAYS, Order
from flows.administration.roles import Role
from flows.answers.country import ALPHA_2
from flows.desk.replies import (
    CountryAsked,
    HasFocalPoint,
    HasLink,
    LinkMade,
    ListAsked,
    ListInvited,
    ListWrong,
    Offered,
    OldButton,
    WhomToInvite,
)
from flows.desk.states import ForCountry, ForList, TeamCommand
from flows.desk.visit import Outcome, Visit, says
from flows.errors import InvitationError
from flows.exporting.delimited import headed, rows

DAYS_OFFERED: Final = (14, DAYS, 60, 90)

TEAM: Final = "team"
"""Stands in a button where otherwise the country does: an administrator is invited."""

ANY_LANGUAGE: Final = "-"


async def open_inviting(visit: Visit) -> Outcome:
    return says(WhomToInvite())


async def choose_whom(visit: Visit, whom: str) -> Outcome:
    match whom:
        case "country":
            return says(await ask_country(visit), state=ForCountry(command=TeamCommand.INVITE))
        case "list":
            return says(ListAsked(), state=ForList())
        case "administrator":
            return says(Offered(None, _only_language(visit), DAYS))
        case _:
            return says(OldButton())


async def ask_country(visit: Visit, page: int | None = None, written: str = "") -> CountryAsked:
    """Those of nobody: no link of theirs is open or was used, and there is no response."""
    invitations = await visit.work.invitations.all(visit.questionnaire.name)
    taken = {each.country for each in invitations if each.state(visit.at) in (State.OPEN, State.USED)}
    taken |= {each.standing.country for each in await visit.countries() if each.response_id}
    free = tuple(code for code in ALPHA_2 if code not in taken)
    return CountryAsked(TeamCommand.INVITE, free, page, written)


async def offer_country(visit: Visit, country: str) -> Outcome:
    """The invitation as it would be, or what stands in its way."""
    invitations = await visit.work.invitations.all(visit.questionnaire.name, country)
    used = any(each.state(visit.at) is State.USED for each in invitations)
    if used or await live_response(visit.work, visit.questionnaire, country):
        return says(HasFocalPoint(country))
    for each in reversed(invitations):
        if each.state(visit.at) is not State.REVOKED:
            return says(HasLink(country, each.state(visit.at), each.expires_at))
    return says(Offered(country, _only_language(visit), DAYS))


async def offer(visit: Visit, whom: str, language: str, days: str) -> Outcome:
    """Another language, other days: the message changes in place."""
    wanted = _wanted(visit, whom, language, days)
    if wanted is None:
        return says(OldButton())
    return says(Offered(wanted.country, wanted.language, wanted.days), in_place=True)


async def invite(visit: Visit, whom: str, language: str, days: str) -> Outcome:
    wanted = _wanted(visit, whom, language, days)
    if wanted is None:
        return says(OldButton())
    (issued,) = await visit.inviting.invite([wanted.order], visit.actor)
    return says(_made(visit, issued), in_place=True)


async def offer_successor(visit: Visit, country: str, language: str, days: str) -> Outcome:
    wanted = _wanted(visit, country, language, days)
    if wanted is None or wanted.country is None:
        return says(OldButton())
    return says(Offered(country, wanted.language, wanted.days, successor=True))


async def hand_over(visit: Visit, country: str, language: str, days: str) -> Outcome:
    wanted = _wanted(visit, country, language, days)
    if wanted is None or wanted.country is None:
        return says(OldButton())
    issued = await visit.inviting.hand_over(wanted.order, visit.actor)
    return says(_made(visit, issued, successor=True), in_place=True)


async def renew(visit: Visit, country: str) -> Outcome:
    issued = await visit.inviting.renew(country, visit.actor)
    return says(_made(visit, issued), in_place=True)


async def invite_list(visit: Visit, listed: Sequence[Order] | InvitationError) -> Outcome:
    """All of them or none; a list that is wrong is waited for once more."""
    if isinstance(listed, InvitationError):
        return says(ListWrong(listed.sentences), state=ForList())
    try:
        issued = await visit.inviting.invite(listed, visit.actor)
    except InvitationError as error:
        if not error.defects:
            raise
        return says(ListWrong(error.defects), state=ForList())
    return says(ListInvited(len(issued), _as_csv(visit, issued)))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the buttons of an offer say."""

    country: str | None
    language: str | None
    days: int

    @property
    def order(self) -> Order:
        role = Role.FOCAL_POINT if self.country else Role.ADMINISTRATOR
        return Order(self.country, role, self.language, self.days)


def _wanted(visit: Visit, whom: str, language: str, days: str) -> _Wanted | None:
    """None for what no button of this version says."""
    country_fits = whom == TEAM or whom in ALPHA_2
    language_fits = language in (ANY_LANGUAGE, *visit.questionnaire.languages)
    if not country_fits or not language_fits or days not in map(str, DAYS_OFFERED):
        return None
    return _Wanted(None if whom == TEAM else whom, None if language == ANY_LANGUAGE else language, int(days))


def _only_language(visit: Visit) -> str | None:
    """Where there are several, the person is asked unless another is chosen here."""
    languages = visit.questionnaire.languages
    return languages[0] if len(languages) == 1 else None


def _made(visit: Visit, issued: Issued, *, successor: bool = False) -> LinkMade:
    invitation = issued.invitation
    return LinkMade(invitation.country, issued.link(visit.around.name()), invitation.expires_at, successor)


def _as_csv(visit: Visit, issued: Sequence[Issued]) -> str:
    """The columns are those of the lists that are read."""
    columns = headed(("country", "country name", "name", "address", "until", "link"))
    return (columns + rows(_row(visit, each) for each in issued)).decode()


def _row(visit: Visit, issued: Issued) -> tuple[str, ...]:
    invitation = issued.invitation
    country, until = invitation.country or "", invitation.expires_at.date().isoformat()
    told = invitation.name or "", invitation.address or ""
    return country, country_name(country), *told, until, issued.link(visit.around.name())
