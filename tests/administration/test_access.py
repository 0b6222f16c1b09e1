"""The access table: each kind of person, and what they may do. A new act without its row fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

import pytest

from flows.administration.across import answers_across, search_answers
from flows.administration.announcing import (
    Draft,
    announce,
    announcement_report,
    announcements,
    preview_announcement,
)
from flows.administration.auditing import read_audit, record_export, record_reading
from flows.administration.campaign import read_campaign, set_campaign
from flows.administration.comparing import compare_versions
from flows.administration.dossier import open_dossier
from flows.administration.enquiring import answer_enquiry, enquiries
from flows.administration.following import Following
from flows.administration.invitations import Issued
from flows.administration.orders import Order
from flows.administration.prefilling import prefill
from flows.administration.progress import progress
from flows.administration.reminding import remind
from flows.administration.returning import remarks_on, reopen
from flows.administration.roles import Act, Actor
from flows.administration.signing_in import create_link
from flows.administration.tokens import Scope, all_tokens, make_token, revoke_token
from flows.campaign import Campaign
from flows.errors import NotAllowed, PrefillError
from flows.turns import Action, Command, Commanded
from tests.administration.office import BOSS, TEAM, Office

PERSON, OTHER = 1001, 1002


class Case:
    """A person of some kind, and the survey around them: Pakistan has a focal point or an open link, Kenya too."""

    def __init__(self, office: Office, chat: int, link: Issued | None = None) -> None:
        self.office = office
        self.chat = chat
        self.link = link

    async def actor(self) -> Actor:
        person = await self.office.person(self.chat)
        return Actor(f"chat {self.chat}", self.office.interview._admission.role_of(self.chat, person.role))


async def _stranger(office: Office) -> Case:
    return Case(office, PERSON)


async def _focal_point(office: Office) -> Case:
    await office.admit(PERSON, "PAK")
    return Case(office, PERSON)


async def _focal_point_of_another(office: Office) -> Case:
    await office.admit(PERSON, "KEN")
    return Case(office, PERSON)


async def _ex_focal_point(office: Office) -> Case:
    link = await office.admit(PERSON, "PAK")
    await office.open(OTHER, await office.inviting.hand_over(Order("PAK"), TEAM))
    return Case(office, PERSON, link)


async def _administrator(office: Office) -> Case:
    await office.admit(PERSON, None)
    return Case(office, PERSON)


async def _administrator_by_setting(office: Office) -> Case:
    return Case(office, BOSS)


async def _revoked_administrator(office: Office) -> Case:
    link = await office.admit(PERSON, None)
    await office.inviting.revoke(link.invitation.id, TEAM)
    return Case(office, PERSON, link)


async def _expired_token(office: Office) -> Case:
    link = await office.invite("PAK", days=1)
    office.clock.pass_by(days=2)
    return Case(office, PERSON, link)


PEOPLE: Mapping[str, Callable[[Office], Awaitable[Case]]] = {
    "stranger": _stranger,
    "focal point of this country": _focal_point,
    "focal point of another": _focal_point_of_another,
    "ex-focal point": _ex_focal_point,
    "administrator": _administrator,
    "administrator by setting": _administrator_by_setting,
    "revoked administrator": _revoked_administrator,
    "expired token": _expired_token,
}


async def _write(case: Case) -> bool:
    return not (await case.office.say(case.chat, "hello")).turned_away


async def _open(case: Case) -> bool:
    """Their own link once more."""
    return case.link is not None and not (await case.office.open(case.chat, case.link)).turned_away


async def _answer_for_pakistan(case: Case) -> bool:
    await case.office.say(case.chat, "hello")
    person = await case.office.person(case.chat)
    return person.response_id is not None and (await case.office.response(case.chat)).country == "PAK"


def _allowed(act: Callable[[Case, Actor], Awaitable[object]]) -> Callable[[Case], Awaitable[bool]]:
    async def tried(case: Case) -> bool:
        try:
            await act(case, await case.actor())
        except NotAllowed:
            return False
        return True

    return tried


async def _read_audit(case: Case, actor: Actor) -> None:
    async for _ in read_audit(case.office.storage, actor):
        pass


async def _renew(case: Case, actor: Actor) -> None:
    await case.office.invite("FRA")
    await case.office.inviting.renew("FRA", actor)


async def _hand_over(case: Case, actor: Actor) -> None:
    await case.office.admit(7, "FRA")
    await case.office.inviting.hand_over(Order("FRA"), actor)


async def _revoke(case: Case, actor: Actor) -> None:
    await case.office.invite("FRA")
    await case.office.inviting.revoke("FRA", actor)


async def _schedule(case: Case, actor: Actor) -> None:
    office = case.office
    await set_campaign(office.storage, office.questionnaire, office.clock, actor, Campaign())


async def _remind(case: Case, actor: Actor) -> None:
    await remind(case.office.storage, case.office.questionnaire, case.office.clock, actor)


async def _announce(case: Case, actor: Actor) -> None:
    office = case.office
    await preview_announcement(office.storage, office.questionnaire, office.clock, actor, Draft("Hello"))
    await office.admit(7, "FRA")
    made = await announce(office.storage, office.questionnaire, office.clock, actor, Draft("Hello"))
    await announcement_report(office.storage, office.questionnaire, actor, made.id)


async def _submit(office: Office) -> None:
    await office.admit(7, "FRA")
    await office.tap(7, Action.BEGIN)
    await office.say(7, "I agree")
    await office.tap(7, Action.SUMMARY)
    await office.tap(7, Action.SUBMIT)


async def _reopen(case: Case, actor: Actor) -> None:
    office = case.office
    await _submit(office)
    await reopen(office.storage, office.questionnaire, office.clock, actor, "FRA", {"agree": "Is it?"})


async def _compare(case: Case, actor: Actor) -> None:
    office = case.office
    await _submit(office)
    await reopen(office.storage, office.questionnaire, office.clock, TEAM, "FRA", {"agree": "Is it?"})
    await compare_versions(office.storage, office.questionnaire, office.clock, actor, "FRA")


async def _answer(case: Case, actor: Actor) -> None:
    office = case.office
    await _submit(office)
    await office.hear(7, Commanded(Command.ASK))
    await office.say(7, "May I?")
    (enquiry,) = await enquiries(office.storage, office.questionnaire, TEAM)
    await answer_enquiry(office.storage, office.questionnaire, office.clock, actor, enquiry.id, "You may.")


async def _open_dossier(case: Case, actor: Actor) -> None:
    office = case.office
    await open_dossier(office.storage, office.questionnaire, office.clock, actor, "of nobody")


async def _revoke_token(case: Case, actor: Actor) -> None:
    office = case.office
    token, _ = await make_token(office.storage, office.clock, TEAM, "a system", [Scope.PROGRESS])
    await revoke_token(office.storage, office.clock, actor, token.id)


async def _prefill(case: Case, actor: Actor) -> None:
    office = case.office
    with suppress(PrefillError):  # which who may not is not told
        await prefill(office.storage, office.questionnaire, office.clock, actor, [])


async def _look_across(case: Case, actor: Actor) -> None:
    office = case.office
    question = office.questionnaire.question("site")
    assert [each async for each in answers_across(office.storage, office.questionnaire, actor, question)] == []


async def _look_for_words(case: Case, actor: Actor) -> None:
    office = case.office
    assert [each async for each in search_answers(office.storage, office.questionnaire, actor, "nothing")] == []


ACTS: Mapping[str, Callable[[Case], Awaitable[bool]]] = {
    "write to the bot": _write,
    "open their old link": _open,
    "answer for Pakistan": _answer_for_pakistan,
    "invited": _allowed(lambda case, actor: case.office.inviting.invite([Order("FRA")], actor)),
    "renewed": _allowed(_renew),
    "revoked": _allowed(_revoke),
    "handed-over": _allowed(_hand_over),
    "exported": _allowed(lambda case, actor: record_export(case.office.storage, case.office.clock, actor, "all")),
    "reopened": _allowed(_reopen),
    "answered": _allowed(_answer),
    "opened two versions": _allowed(_compare),
    "looked at the enquiries": _allowed(
        lambda case, actor: enquiries(case.office.storage, case.office.questionnaire, actor)
    ),
    "looked at the remarks": _allowed(lambda case, actor: remarks_on(case.office.storage, actor, "of nobody")),
    "scheduled": _allowed(_schedule),
    "reminded": _allowed(_remind),
    "announced": _allowed(_announce),
    "looked at the campaign": _allowed(
        lambda case, actor: read_campaign(case.office.storage, case.office.questionnaire, actor)
    ),
    "looked at the announcements": _allowed(
        lambda case, actor: announcements(case.office.storage, case.office.questionnaire, actor)
    ),
    "opened": _allowed(_open_dossier),
    "read": _allowed(lambda case, actor: record_reading(case.office.storage, case.office.clock, actor, "site")),
    "signed-in": _allowed(lambda case, actor: create_link(case.office.storage, case.office.clock, actor, case.chat)),
    "token-made": _allowed(
        lambda case, actor: make_token(case.office.storage, case.office.clock, actor, "mine", [Scope.PROGRESS])
    ),
    "token-revoked": _allowed(_revoke_token),
    "looked at the tokens": _allowed(lambda case, actor: all_tokens(case.office.storage, actor)),
    "prefilled": _allowed(_prefill),
    "looked at everybody": _allowed(
        lambda case, actor: Following(case.office.questionnaire, case.office.storage, case.office.clock).all(actor)
    ),
    "looked at one question": _allowed(_look_across),
    "looked for words": _allowed(_look_for_words),
    "looked": _allowed(lambda case, actor: case.office.inviting.all(actor)),
    "looked at the progress": _allowed(
        lambda case, actor: progress(case.office.storage, case.office.questionnaire, case.office.clock, actor)
    ),
    "looked at the audit log": _allowed(_read_audit),
}

ADMINISTRATION = frozenset(ACTS) - {"write to the bot", "open their old link", "answer for Pakistan"}

MAY: Mapping[str, frozenset[str]] = {
    "stranger": frozenset(),
    "focal point of this country": frozenset({"write to the bot", "answer for Pakistan"}),
    "focal point of another": frozenset({"write to the bot"}),
    "ex-focal point": frozenset(),
    "administrator": ADMINISTRATION | {"write to the bot"},
    "administrator by setting": ADMINISTRATION | {"write to the bot"},
    "revoked administrator": frozenset(),
    "expired token": frozenset(),
}


def test_every_act_has_its_row() -> None:
    # By an invitation; and out of one's own session.
    by_no_role = {Act.ENTERED, Act.REPLACED, Act.SIGNED_OUT}
    assert set(Act) - by_no_role <= set(ACTS)
    assert MAY.keys() == PEOPLE.keys()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", PEOPLE)
async def test_the_access_table(office: Office, who: str, act: str) -> None:
    case = await PEOPLE[who](office)
    assert await ACTS[act](case) == (act in MAY[who])
