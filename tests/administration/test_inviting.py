"""What the survey team does with invitations: all or nothing, recorded, and only by who may."""

from __future__ import annotations

import pytest

from flows.administration.invitations import Invitation, State
from flows.administration.orders import Order, country_code
from flows.administration.roles import Act, Actor, Role
from flows.errors import InvitationError, NotAllowed
from flows.sentences import N_, Sentence
from flows.wording.commands import Outside, outside
from storage.invitations import Invitations
from tests.administration.office import TEAM, Office
from tests.flows.small import SMALL, small

AMINA, BORIS = 1001, 1002
NO_COUNTRY = {**SMALL["opening"], "questions": SMALL["opening"]["questions"][1:]}


def _line(number: int) -> Sentence:
    return Sentence(N_("line {line}"), {"line": number})


async def test_a_list_is_invited_whole(office: Office) -> None:
    orders = [Order("PAK", place=_line(2), name="Amina"), Order("Kenya", place=_line(3), address="k@example.org")]
    issued = await office.inviting.invite(orders, TEAM)

    assert [each.invitation.country for each in issued] == ["PAK", "KEN"]
    assert [(each.name, each.address) for each in await office.invitations()] == [
        ("Amina", None),
        (None, "k@example.org"),
    ]


async def test_every_bad_row_is_named_and_nobody_is_invited(office: Office) -> None:
    await office.admit(AMINA, "PER")
    await office.invite("KEN")
    orders = [
        Order("PAK", place=_line(2)),
        Order("Pakistan", place=_line(3)),
        Order("Atlantis", place=_line(4)),
        Order(None, place=_line(5)),
        Order("PER", place=_line(6)),
        Order("ken", place=_line(7)),
        Order("FRA", language="tlh", place=_line(8)),
        Order("FRA", days=0, place=_line(9)),
    ]
    with pytest.raises(InvitationError) as refused:
        await office.inviting.invite(orders, TEAM)

    assert str(refused.value).splitlines() == [
        "line 3: PAK stands on line 2 already.",
        "line 4: “Atlantis” is no country, or not clearly one: write its code of three letters, as in PAK.",
        "line 5: The country is missing.",
        "line 6: PER has a focal point already: `hand-over` invites a successor.",
        "line 7: KEN has an open invitation already: `renew` makes a new link.",
        "line 8: “tlh” is no language of small, which has: en.",
        "line 9: An invitation may be open for 1 to 366 days, not 0.",
        "Nobody was invited: put this right and try again.",
    ]
    assert [each.country for each in await office.invitations()] == ["PER", "KEN"]


async def test_an_expired_invitation_is_in_nobodys_way(office: Office) -> None:
    await office.invite(days=1)
    office.clock.pass_by(days=2)
    await office.invite()
    assert await office.states() == [State.REVOKED, State.OPEN]


async def test_administrators_are_invited_in_any_number(office: Office) -> None:
    await office.invite(None)
    await office.invite(None)
    assert [each.role for each in await office.invitations()] == [Role.ADMINISTRATOR] * 2


@pytest.mark.parametrize("expired", [False, True])
async def test_renewing_makes_a_new_link_and_ends_the_old(office: Office, expired: bool) -> None:
    old = await office.invite(days=1, language="en", name="Amina")
    office.clock.pass_by(days=2 if expired else 0)
    new = await office.inviting.renew("PAK", TEAM)

    assert (await office.open(BORIS, old)).turned_away
    assert not (await office.open(AMINA, new)).turned_away
    assert (new.invitation.language, new.invitation.name) == ("en", "Amina")


async def test_what_cannot_be_renewed(office: Office) -> None:
    with pytest.raises(InvitationError, match=r"There is no invitation of KEN to renew: `invite` makes one."):
        await office.inviting.renew("KEN", TEAM)
    await office.admit(AMINA)
    with pytest.raises(InvitationError, match=r"The invitation of PAK was used: `hand-over` invites a successor."):
        await office.inviting.renew("PAK", TEAM)


async def test_who_was_not_let_in_cannot_hand_over(office: Office) -> None:
    await office.invite()
    with pytest.raises(InvitationError, match=r"Nobody answers for PAK yet: `invite` invites somebody."):
        await office.inviting.hand_over(Order("PAK"), TEAM)


async def test_of_two_successors_the_one_invited_last_gets_in(office: Office) -> None:
    await office.admit(AMINA)
    first = await office.inviting.hand_over(Order("PAK"), TEAM)
    second = await office.inviting.hand_over(Order("PAK"), TEAM)
    assert (await office.open(BORIS, first)).turned_away
    assert not (await office.open(BORIS, second)).turned_away


async def test_a_revoked_link_opens_nothing(office: Office) -> None:
    issued = await office.invite()
    (revoked,) = await office.inviting.revoke("PAK", TEAM)
    assert revoked.chat is None
    assert (await office.open(AMINA, issued)).turned_away


@pytest.mark.parametrize("country", ["PAK", None])
async def test_a_revoked_person_is_out_at_the_next_message_and_told(office: Office, country: str | None) -> None:
    issued = await office.admit(AMINA, country)
    (revoked,) = await office.inviting.revoke(issued.invitation.id, TEAM)

    assert revoked.chat == AMINA
    assert await office.told(AMINA) == [outside(Outside.REVOKED, "en")]
    assert (await office.say(AMINA, "hello")).turned_away
    assert (await office.open(AMINA, issued)).turned_away


async def test_a_person_who_has_not_answered_yet_is_told_too(office: Office) -> None:
    issued = await office.invite(None)
    await office.open(AMINA, issued)
    async with office.storage.work() as work:
        await work.respondents.assign(await work.respondents.lock(AMINA, office.clock.now()), Role.ADMINISTRATOR, None)
        await work.commit()
    await office.told(AMINA)
    await office.inviting.revoke(issued.invitation.id, TEAM)
    assert await office.told(AMINA) == [outside(Outside.REVOKED, "en")]


async def test_a_country_is_revoked_with_the_successor_who_has_not_come(office: Office) -> None:
    await office.admit(AMINA)
    await office.inviting.hand_over(Order("PAK"), TEAM)
    assert len(await office.inviting.revoke("Pakistan", TEAM)) == 2
    assert await office.states() == [State.REVOKED, State.REVOKED]


@pytest.mark.parametrize("which", ["KEN", "0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11", "rubbish"])
async def test_what_is_not_there_cannot_be_revoked(office: Office, which: str) -> None:
    with pytest.raises(InvitationError):
        await office.inviting.revoke(which, TEAM)


async def test_an_invitation_of_another_questionnaire_is_not_there(office: Office) -> None:
    other = Office(office.storage, small(name="other"))
    issued = await other.invite()
    with pytest.raises(InvitationError):
        await office.inviting.revoke(issued.invitation.id, TEAM)


async def test_two_who_invite_for_a_country_at_once_do_not_make_two_links(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def not_seen_yet(*_: object) -> tuple[Invitation, ...]:
        return ()

    await office.invite()
    with monkeypatch.context() as race:
        race.setattr(Invitations, "all", not_seen_yet)
        with pytest.raises(InvitationError, match=r"PAK was just invited by somebody else\."):
            await office.invite()
    assert await office.states() == [State.OPEN]


async def test_everything_is_recorded_with_its_actor(office: Office) -> None:
    await office.invite()
    await office.inviting.renew("PAK", TEAM)
    await office.inviting.revoke("PAK", TEAM)
    assert [(each.act, each.actor, each.country) for each in await office.records()] == [
        (Act.INVITED, "command line (amina)", "PAK"),
        (Act.RENEWED, "command line (amina)", "PAK"),
        (Act.REVOKED, "command line (amina)", "PAK"),
    ]


def test_where_no_country_is_asked_for_nobody_is_invited_for_one() -> None:
    with pytest.raises(InvitationError, match="small asks for no country"):
        country_code(small(opening=NO_COUNTRY), "PAK")


@pytest.mark.parametrize("role", [None, Role.FOCAL_POINT])
async def test_who_is_no_administrator_may_do_nothing_of_this(office: Office, role: Role | None) -> None:
    nobody = Actor("somebody", role)
    with pytest.raises(NotAllowed):
        await office.inviting.invite([Order("PAK")], nobody)
    assert await office.invitations() == ()
    assert await office.records() == []
