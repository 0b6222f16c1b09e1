"""`focalpoint invitations`, `revoke`, `audit`: what was given, what is taken away, and who did it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.commands.tables import minute, print_json, print_table
from bot.commands.team import AsJson, Team, Which, at_work
from flows.administration.auditing import read_audit
from flows.administration.invitations import Invitation
from flows.administration.inviting import Revoked
from flows.ports import Record


def invitations(as_json: AsJson = False) -> None:
    """List all invitations with their state: open, used, expired or revoked. Their links cannot be shown again."""

    async def act(team: Team) -> tuple[tuple[Invitation, ...], datetime]:
        return await team.inviting.all(team.actor), team.clock.now()

    found, now = at_work(act)
    if as_json:
        print_json([_facts(each, now) for each in found])
    else:
        print_table([_row(each, now) for each in found], "Nobody was invited yet.")


def revoke(which: Which, as_json: AsJson = False) -> None:
    """End an open link, or the access of whoever used it; for a country, all of them. The answers stay."""

    async def act(team: Team) -> tuple[Revoked, ...]:
        return await team.inviting.revoke(which, team.actor)

    ended = at_work(act)
    if as_json:
        print_json([{"id": each.invitation.id, "lost_access": each.chat is not None} for each in ended])
        return
    rows = [
        {
            "For": each.invitation.country or "administrator",
            "Name": each.invitation.name or "",
            "What ended": "the link" if each.chat is None else "the access of the person, who is told",
            "Invitation": each.invitation.id,
        }
        for each in ended
    ]
    print_table(rows, "")


def audit(as_json: AsJson = False) -> None:
    """Show who invited, entered, revoked, handed over and exported. Nothing can be taken out of it."""

    async def act(team: Team) -> list[Record]:
        return [record async for record in read_audit(team.storage, team.actor)]

    records = at_work(act)
    if as_json:
        print_json([asdict(record) for record in records])
        return
    rows = [
        {
            "When": minute(record.at),
            "Who": record.actor,
            "What": str(record.act),
            "Country": record.country or "",
            "About": record.note or record.invitation_id or "",
        }
        for record in records
    ]
    print_table(rows, "Nothing is recorded yet.")


def _row(invitation: Invitation, now: datetime) -> dict[str, str]:
    return {
        "For": invitation.country or "administrator",
        "State": str(invitation.state(now)),
        "Name": invitation.name or "",
        "Address": invitation.address or "",
        "Until": minute(invitation.expires_at),
        "Used": minute(invitation.used_at),
        "Invitation": invitation.id,
    }


def _facts(invitation: Invitation, now: datetime) -> dict[str, Any]:
    return {"state": invitation.state(now), **asdict(invitation)}
