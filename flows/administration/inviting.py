"""Use cases of the survey team: invite, renew, hand over, revoke. Each is one transaction, names its actor, and is
recorded. No SQL, no links (they need the bot's name), no files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from flows.administration.entering import live_response, tell
from flows.administration.invitations import Invitation, Issued, State, hash_of, new_token
from flows.administration.orders import DAYS, Order, checked, country_code
from flows.administration.roles import Act, Actor, Role, ensure_may
from flows.again import again_if_overtaken
from flows.errors import CountryTaken, InvitationError
from flows.ports import Clock, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.sentences import N_, Sentence, Template
from flows.wording.commands import Outside

_UNUSED: Final = frozenset({State.OPEN, State.EXPIRED})


@dataclass(frozen=True, slots=True)
class Revoked:
    """An invitation that was revoked; `chat` is its person's, who lost access and is told, if it had been used."""

    invitation: Invitation
    chat: int | None = None


class Inviting:
    """One questionnaire's invitations."""

    def __init__(self, questionnaire: Questionnaire, storage: Storage, clock: Clock) -> None:
        self._questionnaire = questionnaire
        self._storage = storage
        self._clock = clock

    @again_if_overtaken
    async def invite(self, orders: Sequence[Order], actor: Actor) -> tuple[Issued, ...]:
        """All of them or none: raises InvitationError, with a defect for every order of a list that is wrong."""
        ensure_may(actor, Act.INVITED)
        now = self._clock.now()
        good: list[Order] = []
        defects: list[Sentence] = []
        async with self._storage.work() as work:
            for order in orders:
                try:
                    good.append(await self._examined(work, order, good, now))
                except InvitationError as error:
                    if order.place is None:
                        raise
                    defects += [_placed(order.place, each) for each in error.sentences]
            if defects:
                raise InvitationError(_NOTHING_DONE, defects=tuple(defects))
            issued = [await self._issue(work, order, Act.INVITED, actor, now) for order in good]
            await work.commit()
        return tuple(issued)

    @again_if_overtaken
    async def renew(self, which: str, actor: Actor, days: int = DAYS) -> Issued:
        """A new link for an invitation that nobody used; the old link opens nothing any more."""
        ensure_may(actor, Act.RENEWED)
        now = self._clock.now()
        async with self._storage.work() as work:
            old = await self._unused(work, which, now)
            order = checked(
                self._questionnaire, Order(old.country, old.role, old.language, days, old.name, old.address)
            )
            await work.invitations.revoke(old.id, now)
            issued = await self._issue(work, order, Act.RENEWED, actor, now)
            await work.commit()
        return issued

    @again_if_overtaken
    async def hand_over(self, order: Order, actor: Actor) -> Issued:
        """An invitation for the successor of a country's focal point. When it is used the answers stay, the person
        before loses access, and both are told. One that nobody used is revoked."""
        ensure_may(actor, Act.HANDED_OVER)
        now = self._clock.now()
        order = checked(self._questionnaire, replace(order, role=Role.FOCAL_POINT))
        async with self._storage.work() as work:
            standing = await self._of_country(work, order)
            answered = await live_response(work, self._questionnaire, order.country or "")
            if answered is None and not _some(standing, {State.USED}, now):
                raise _declined(N_("Nobody answers for {country} yet: `invite` invites somebody."), order)
            await _revoke_all(work, _some(standing, _UNUSED, now), now)
            issued = await self._issue(work, order, Act.HANDED_OVER, actor, now)
            await work.commit()
        return issued

    @again_if_overtaken
    async def revoke(self, which: str, actor: Actor) -> tuple[Revoked, ...]:
        """Ends what an invitation, or every invitation of a country, gives: an open link, a person's access. The
        answers stay; the persons are told."""
        ensure_may(actor, Act.REVOKED)
        now = self._clock.now()
        async with self._storage.work() as work:
            named = await self._named(work, which)
            revoked = [ended for each in named if (ended := await self._revoke(work, each, actor, now))]
            if not revoked:
                raise InvitationError(N_("There is nothing to revoke for {country}."), country=which)
            await work.commit()
        return tuple(revoked)

    async def all(self, actor: Actor) -> tuple[Invitation, ...]:
        """Oldest first."""
        ensure_may(actor, Act.LOOKED)
        async with self._storage.reading() as work:
            return await work.invitations.all(self._questionnaire.name)

    async def _examined(self, work: Work, order: Order, good: Sequence[Order], now: datetime) -> Order:
        """Raises InvitationError where the order cannot be carried out."""
        order = checked(self._questionnaire, order)
        if order.country is None:
            return order
        if twin := next((each for each in good if each.country == order.country), None):
            raise InvitationError(
                N_("{country} stands on {place} already."), country=order.country, place=twin.place or ""
            )
        standing = await self._of_country(work, order)
        if _some(standing, {State.USED}, now):
            raise _declined(N_("{country} has a focal point already: `hand-over` invites a successor."), order)
        if _some(standing, {State.OPEN}, now):
            raise _declined(N_("{country} has an open invitation already: `renew` makes a new link."), order)
        return order

    async def _issue(self, work: Work, order: Order, act: Act, actor: Actor, now: datetime) -> Issued:
        # One that expired stands in the way of a new one of its country.
        await _revoke_all(work, _some(await self._of_country(work, order), {State.EXPIRED}, now), now)
        token = new_token()
        wanted = Invitation(
            questionnaire=self._questionnaire.name,
            role=order.role,
            country=order.country,
            language=order.language,
            created_at=now,
            expires_at=now + timedelta(days=order.days),
            name=order.name,
            address=order.address,
        )
        try:
            made = await work.invitations.add(wanted, hash_of(token))
        except CountryTaken as taken:
            raise _declined(N_("{country} was just invited by somebody else."), order) from taken
        await work.audit.add(now, actor.name, act, country=made.country, invitation_id=made.id)
        return Issued(made, token)

    async def _revoke(self, work: Work, invitation: Invitation, actor: Actor, now: datetime) -> Revoked | None:
        revoked = await work.invitations.revoke(invitation.id, now)
        if revoked is None:
            return None
        await work.audit.add(now, actor.name, Act.REVOKED, country=revoked.country, invitation_id=revoked.id)
        person = await work.respondents.get(revoked.respondent_id) if revoked.respondent_id else None
        if person is None:
            return Revoked(revoked)
        await tell(work, person, Outside.REVOKED, await _language_of(work, person, revoked), now)
        await work.respondents.assign(person, None, None)
        return Revoked(revoked, person.chat)

    async def _of_country(self, work: Work, order: Order) -> tuple[Invitation, ...]:
        return await work.invitations.all(self._questionnaire.name, order.country) if order.country else ()

    async def _named(self, work: Work, which: str) -> tuple[Invitation, ...]:
        """The one of that id, or all of a country."""
        found = await work.invitations.get(which)
        if found and found.questionnaire == self._questionnaire.name:
            return (found,)
        return await work.invitations.all(self._questionnaire.name, country_code(self._questionnaire, which))

    async def _unused(self, work: Work, which: str, now: datetime) -> Invitation:
        named = await self._named(work, which)
        if unused := _some(named, _UNUSED, now):
            return unused[-1]
        if _some(named, {State.USED}, now):
            raise InvitationError(
                N_("The invitation of {country} was used: `hand-over` invites a successor."), country=which
            )
        raise InvitationError(N_("There is no invitation of {country} to renew: `invite` makes one."), country=which)


_NOTHING_DONE: Final = N_("Nobody was invited: put this right and try again.")


def _declined(template: Template, order: Order) -> InvitationError:
    """Of an order with a country."""
    return InvitationError(template, country=order.country or "")


def _placed(place: Sentence, reason: Sentence) -> Sentence:
    return Sentence(N_("{place}: {reason}"), {"place": place, "reason": reason})


def _some(invitations: Sequence[Invitation], states: Collection[State], now: datetime) -> list[Invitation]:
    return [each for each in invitations if each.state(now) in states]


async def _revoke_all(work: Work, invitations: Sequence[Invitation], now: datetime) -> None:
    for each in invitations:
        await work.invitations.revoke(each.id, now)


async def _language_of(work: Work, person: Respondent, invitation: Invitation) -> str | None:
    response = await work.responses.get(person.response_id) if person.response_id else None
    return response.language if response else invitation.language
