"""Invitations: list, make, renew, revoke. A link is in the answer to the request that made it, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter

from flows.administration.orders import Order
from flows.sentences import Sentence, Template
from web.api.forms import InvitationForm, IssuedForm, OrderForm, RenewalForm
from web.api.office import InOffice, Inviter
from web.api.problems import Problem, answers

router = APIRouter(prefix="/invitations", tags=["invitations"], responses=answers(401, 403, 422, 503))

_LONGEST_LIST = 500


@router.get("")
async def list_invitations(office: InOffice, actor: Inviter) -> tuple[InvitationForm, ...]:
    """All of them, oldest first."""
    now = office.clock.now()
    return tuple(InvitationForm.of(each, now) for each in await office.inviting.all(actor))


@router.post("", status_code=201, responses=answers(400, 409, 413))
async def invite(office: InOffice, orders: list[OrderForm], actor: Inviter) -> tuple[IssuedForm, ...]:
    """Invites the focal points of these countries: all of them, or nobody if one cannot be invited."""
    if len(orders) > _LONGEST_LIST:
        raise Problem(413, f"At most {_LONGEST_LIST} invitations at once.")
    placed = [_placed(form.order, number) for number, form in enumerate(orders, 1)]
    issued = await office.inviting.invite(placed, actor)
    return tuple(IssuedForm.issued(each, office.bot(), office.clock.now()) for each in issued)


@router.post("/{invitation_id}/renew", status_code=201, responses=answers(400, 404, 409, 413))
async def renew(office: InOffice, invitation_id: str, renewal: RenewalForm, actor: Inviter) -> IssuedForm:
    """A new link for one that nobody used; the old link opens nothing any more."""
    await _ensure_exists(office, invitation_id, actor)
    issued = await office.inviting.renew(invitation_id, actor, renewal.days)
    return IssuedForm.issued(issued, office.bot(), office.clock.now())


@router.post("/{invitation_id}/revoke", status_code=204, responses=answers(404, 409))
async def revoke(office: InOffice, invitation_id: str, actor: Inviter) -> None:
    """Ends the link, or the access of whoever used it. The answers stay."""
    await _ensure_exists(office, invitation_id, actor)
    await office.inviting.revoke(invitation_id, actor)


def _placed(order: Order, number: int) -> Order:
    return replace(order, place=Sentence(Template("invitation {number}"), {"number": number}))


async def _ensure_exists(office: InOffice, invitation_id: str, actor: Inviter) -> None:
    """A country's code would be understood too, and is not what the address says."""
    if all(each.id != invitation_id for each in await office.inviting.all(actor)):
        raise Problem(404, "There is no invitation of that id.")
