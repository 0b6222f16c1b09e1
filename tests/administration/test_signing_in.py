"""Signing in to the web application: links that work once, sessions that end, and who is out at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.administration.roles import Act, Actor, Admission, Role, operator
from flows.administration.sessions import IDLE_LIFE, LINK_LIFE, SESSION_LIFE, Session, form_key
from flows.administration.signing_in import SignedIn, SigningIn, create_link
from flows.errors import NotAllowed
from tests.administration.office import BOSS, TEAM, Office

AMINA = 4711


@pytest.fixture
def door(office: Office) -> SigningIn:
    return SigningIn(office.storage, office.clock, Admission(open=False, administrators=frozenset({BOSS})))


async def link(office: Office, chat: int | None = None) -> str:
    actor = TEAM if chat is None else Actor(f"administrator {chat}", Role.ADMINISTRATOR)
    return await create_link(office.storage, office.clock, actor, chat)


async def signed_in(office: Office, door: SigningIn, chat: int | None = None) -> SignedIn:
    found = await door.sign_in(await link(office, chat), "a browser")
    assert found is not None
    return found


async def session_of(door: SigningIn, found: SignedIn) -> Session | None:
    return await door.session_of(found.token)


async def test_a_link_signs_in_once(office: Office, door: SigningIn) -> None:
    token = await link(office)
    found = await door.sign_in(token, "a browser")

    assert found is not None
    assert found.session.actor == TEAM
    assert await session_of(door, found) == found.session
    assert await door.sign_in(token) is None


async def test_signing_in_and_out_is_recorded(office: Office, door: SigningIn) -> None:
    found = await signed_in(office, door)
    for _ in range(2):
        await door.sign_out(found.session)

    assert [(each.act, each.actor) for each in await office.records()] == [
        (Act.SIGNED_IN, TEAM.name),
        (Act.SIGNED_OUT, TEAM.name),
    ]
    assert await session_of(door, found) is None


@pytest.mark.parametrize("token", ["", "x", "A" * 32, "A" * 33, "ü" * 32])
async def test_what_is_no_link_opens_nothing(office: Office, door: SigningIn, token: str) -> None:
    await link(office)
    assert await door.sign_in(token) is None
    assert await door.session_of(token) is None


async def test_neither_the_link_nor_the_session_can_be_used_for_the_other(office: Office, door: SigningIn) -> None:
    token = await link(office)
    assert await door.session_of(token) is None
    found = await door.sign_in(token)
    assert found is not None
    assert await door.sign_in(found.token) is None


async def test_a_link_is_over_after_ten_minutes(office: Office, door: SigningIn) -> None:
    token = await link(office)
    office.clock.moment += LINK_LIFE
    assert await door.sign_in(token) is None


async def test_a_session_ends_when_nobody_looks_for_half_a_day(office: Office, door: SigningIn) -> None:
    found = await signed_in(office, door)
    office.clock.moment += IDLE_LIFE
    assert await session_of(door, found) is None


async def test_who_looks_stays_signed_in_until_the_week_is_over(office: Office, door: SigningIn) -> None:
    found = await signed_in(office, door)
    while office.clock.moment + IDLE_LIFE / 2 < found.session.expires_at:
        assert await session_of(door, found) is not None
        office.clock.moment += IDLE_LIFE / 2
    office.clock.moment = found.session.began_at + SESSION_LIFE
    assert await session_of(door, found) is None


async def test_signing_out_everywhere_ends_the_sessions_of_this_administrator_alone(
    office: Office, door: SigningIn
) -> None:
    phone, desk = await signed_in(office, door), await signed_in(office, door)
    other = await signed_in(office, door, BOSS)
    assert [each.id for each in await door.sessions(phone.session)] == [desk.session.id, phone.session.id]

    assert await door.sign_out_everywhere(phone.session) == 2

    assert await session_of(door, phone) is None
    assert await session_of(door, desk) is None
    assert await session_of(door, other) == other.session


async def test_an_invited_administrator_is_out_at_once_when_revoked(office: Office, door: SigningIn) -> None:
    issued = await office.admit(AMINA, None)
    unused = await link(office, AMINA)
    found = await signed_in(office, door, AMINA)
    assert await session_of(door, found) is not None

    await office.inviting.revoke(issued.invitation.id, TEAM)

    assert await session_of(door, found) is None
    assert await door.sign_in(unused) is None


async def test_an_administrator_of_the_settings_needs_no_invitation_and_is_out_when_taken_off_them(
    office: Office, door: SigningIn
) -> None:
    found = await signed_in(office, door, BOSS)
    later = SigningIn(office.storage, office.clock, Admission(open=False))
    assert await session_of(door, found) is not None
    assert await session_of(later, found) is None


@pytest.mark.parametrize("chat", [AMINA, 12345])
async def test_a_focal_point_and_a_stranger_do_not_get_in_even_by_a_link_of_theirs(
    office: Office, door: SigningIn, chat: int
) -> None:
    await office.admit(AMINA, "PAK")
    assert await door.sign_in(await link(office, chat)) is None


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, None])
async def test_nobody_else_makes_a_link(office: Office, role: Role | None) -> None:
    with pytest.raises(NotAllowed):
        await create_link(office.storage, office.clock, Actor("somebody", role), AMINA)


async def test_what_expired_long_ago_is_forgotten(office: Office, door: SigningIn) -> None:
    found = await signed_in(office, door)
    office.clock.pass_by(days=60)
    await link(office)
    async with office.storage.reading() as work:
        assert await work.sign_ins.of(found.session.administrator) == ()


def test_the_key_of_a_sessions_forms_does_not_lead_back_to_it() -> None:
    assert form_key("a" * 32) != form_key("b" * 32)
    assert "a" * 32 not in form_key("a" * 32)


async def test_the_operators_of_one_machine_are_told_apart(office: Office, door: SigningIn) -> None:
    mine = await signed_in(office, door)
    theirs = await door.sign_in(await create_link(office.storage, office.clock, operator("bo")))
    assert theirs is not None
    assert await door.sessions(mine.session) == (mine.session,)
    assert timedelta(0) < mine.session.expires_at - mine.session.began_at
