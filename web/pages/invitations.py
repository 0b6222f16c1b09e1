"""Invitations: one or a whole list, renewed, revoked, handed over. A link is shown once, on the page that made it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from flows.administration.across import folded
from flows.administration.countries import country_name
from flows.administration.invitations import Invitation, Issued
from flows.administration.orders import DAYS, MOST_DAYS, Order
from flows.administration.roles import Role
from flows.errors import InvitationError
from flows.wording.catalogue import Translator
from web.captions import ADMINISTRATOR
from web.guarding import SignedIn, Visitor, declined
from web.languages import caption
from web.pages.paging import paged
from web.pages.routers import guarded
from web.rendering import render

router = guarded()

NO_FILE: Final = caption("Choose a file first: CSV or XLSX.")


@router.get("/invitations")
async def show_invitations(
    request: Request,
    visitor: SignedIn,
    q: str = "",
    state: str = "",
    done: str = "",
    page: Annotated[int, Query(ge=1)] = 1,
) -> Response:
    return await _shown(request, visitor, q=q, state=state, page=page, done=done)


@router.post("/invitations")
async def invite(request: Request, visitor: SignedIn) -> Response:
    return await _issued(request, visitor, [_order(visitor)])


@router.post("/invitations/list")
async def invite_list(request: Request, visitor: SignedIn) -> Response:
    file = visitor.uploaded("list")
    if file is None:
        return await _shown(request, visitor, mistake=visitor.reader.text(NO_FILE))
    try:
        orders = visitor.survey.read_list(file.filename or "", await file.read(), _order(visitor))
    except InvitationError as error:
        return await _shown(request, visitor, mistake=declined(error, visitor.reader))
    return await _issued(request, visitor, orders)


@router.post("/invitations/{which}/renew")
async def renew(request: Request, visitor: SignedIn, which: str) -> Response:
    bot = _bot_of(visitor)
    return _links(request, visitor, bot, (await visitor.survey.inviting.renew(which, visitor.actor),))


@router.post("/invitations/{country}/hand-over")
async def hand_over(request: Request, visitor: SignedIn, country: str) -> Response:
    order = Order(country, name=visitor.said("name") or None, address=visitor.said("address") or None)
    bot = _bot_of(visitor)
    return _links(request, visitor, bot, (await visitor.survey.inviting.hand_over(order, visitor.actor),))


@router.post("/invitations/{which}/revoke")
async def revoke(visitor: SignedIn, which: str) -> Response:
    await visitor.survey.inviting.revoke(which, visitor.actor)
    return RedirectResponse("/invitations?done=revoked", 303)


async def _issued(request: Request, visitor: Visitor, orders: Sequence[Order]) -> Response:
    bot = _bot_of(visitor)
    try:
        return _links(request, visitor, bot, await visitor.survey.inviting.invite(orders, visitor.actor))
    except InvitationError as error:
        return await _shown(request, visitor, mistake=declined(error, visitor.reader))


def _bot_of(visitor: Visitor) -> str:
    """Known before anything is done: a link that cannot be shown would be lost."""
    bot = visitor.survey.bot_name()
    if bot is None:
        raise HTTPException(502)
    return bot


def _links(request: Request, visitor: Visitor, bot: str, issued: Sequence[Issued]) -> Response:
    links = [(each.invitation, each.link(bot)) for each in issued]
    return render(request, "links.html", visitor=visitor, links=links)


async def _shown(
    request: Request,
    visitor: Visitor,
    *,
    q: str = "",
    state: str = "",
    page: int = 1,
    done: str = "",
    mistake: str | None = None,
) -> Response:
    now = visitor.survey.clock.now()
    matching = [each for each in await visitor.survey.inviting.all(visitor.actor) if _matches(each, q, visitor.reader)]
    found = [each for each in reversed(matching) if not state or each.state(now) == state]
    return render(
        request,
        "invitations.html",
        400 if mistake else 200,
        visitor=visitor,
        shown=paged(found, page),
        counts=Counter(each.state(now) for each in matching),
        all=len(matching),
        q=q,
        state=state,
        done=done,
        mistake=mistake,
        said=visitor.form,
        days=DAYS,
        most_days=MOST_DAYS,
    )


def _order(visitor: Visitor) -> Order:
    administrator = visitor.said("role") == Role.ADMINISTRATOR
    days = visitor.said("days")
    return Order(
        None if administrator else visitor.said("country"),
        Role.ADMINISTRATOR if administrator else Role.FOCAL_POINT,
        visitor.said("language") or None,
        int(days) if days.isdecimal() and len(days) < 5 else DAYS,
        visitor.said("name") or None,
        visitor.said("address") or None,
    )


def _matches(invitation: Invitation, words: str, reader: Translator) -> bool:
    name = country_name(invitation.country, reader.tag) if invitation.country else reader.text(ADMINISTRATOR)
    about = folded(f"{name} {invitation.country or ''} {invitation.name or ''} {invitation.address or ''}")
    return all(word in about for word in folded(words).split())
