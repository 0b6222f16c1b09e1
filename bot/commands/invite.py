"""`focalpoint invite`, `renew`, `hand-over`: personal links, shown once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.tables import minute, print_json, print_table
from bot.commands.team import AsJson, BotName, Days, Language, Team, Which, at_work, bot_name
from bot.invitation_lists import read_list
from flows.administration.invitations import Issued
from flows.administration.orders import DAYS, Order
from flows.administration.roles import Role

Country = Annotated[str | None, typer.Argument(help="The country to answer for: PAK, or its name.", show_default=False)]
From = Annotated[
    Path | None,
    typer.Option("--from", help="A list: CSV or XLSX with the columns country, name, address.", show_default=False),
]
Administrator = Annotated[bool, typer.Option("--administrator", help="Invite an administrator.")]
Name = Annotated[str | None, typer.Option(help="Whom it is for: a note of yours.", show_default=False)]
Address = Annotated[str | None, typer.Option(help="Where you send it: a note of yours.", show_default=False)]

SHOWN_ONCE = "The links are shown once: send each to its person, and to nobody else."


def invite(
    country: Country = None,
    language: Language = None,
    days: Days = DAYS,
    administrator: Administrator = False,
    list_: From = None,
    name: Name = None,
    address: Address = None,
    bot: BotName = None,
    as_json: AsJson = False,
) -> None:
    """Invite a focal point of a country, an administrator, or everybody on a list. All are invited or none."""
    if sum((country is not None, administrator, list_ is not None)) != 1:
        raise typer.BadParameter("Give a country, or --from FILE, or --administrator.")
    role = Role.ADMINISTRATOR if administrator else Role.FOCAL_POINT
    order = Order(country, role, language, days, name, address)
    orders = read_list(list_, order) if list_ else (order,)
    links_of = bot_name(bot)

    async def act(team: Team) -> tuple[Issued, ...]:
        return await team.inviting.invite(orders, team.actor)

    _show(at_work(act, beginning=True), links_of, as_json)


def renew(which: Which, days: Days = DAYS, bot: BotName = None, as_json: AsJson = False) -> None:
    """Make a new link for an invitation that nobody used. The old link opens nothing any more."""
    links_of = bot_name(bot)

    async def act(team: Team) -> Issued:
        return await team.inviting.renew(which, team.actor, days)

    _show((at_work(act),), links_of, as_json)


def hand_over(
    country: Annotated[str, typer.Argument(help="The country: PAK, or its name.", show_default=False)],
    language: Language = None,
    days: Days = DAYS,
    name: Name = None,
    address: Address = None,
    bot: BotName = None,
    as_json: AsJson = False,
) -> None:
    """Invite the successor of a country's focal point.

    When the link is used the answers stay, the person before loses access, and both are told.
    """
    links_of = bot_name(bot)
    order = Order(country, Role.FOCAL_POINT, language, days, name, address)

    async def act(team: Team) -> Issued:
        return await team.inviting.hand_over(order, team.actor)

    _show((at_work(act),), links_of, as_json)


def _show(issued: Sequence[Issued], bot: str, as_json: bool) -> None:
    if as_json:
        print_json([_facts(each, bot) for each in issued])
        return
    print_table([_row(each, bot) for each in issued], "Nobody was invited.")
    typer.echo(SHOWN_ONCE)


def _row(issued: Issued, bot: str) -> dict[str, str]:
    invitation = issued.invitation
    return {
        "For": invitation.country or "administrator",
        "Name": invitation.name or "",
        "Address": invitation.address or "",
        "Until": minute(invitation.expires_at),
        "Link": issued.link(bot),
    }


def _facts(issued: Issued, bot: str) -> dict[str, Any]:
    invitation = issued.invitation
    return {
        "id": invitation.id,
        "role": invitation.role,
        "country": invitation.country,
        "language": invitation.language,
        "name": invitation.name,
        "address": invitation.address,
        "expires_at": invitation.expires_at,
        "link": issued.link(bot),
    }
