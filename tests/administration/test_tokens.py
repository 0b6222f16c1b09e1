"""Tokens of the API: whom they speak for, and until when."""

from __future__ import annotations

import pytest

from flows.administration.roles import Act, Actor, Admission, Role
from flows.administration.tokens import Scope, Token, all_tokens, bearer_of, make_token, revoke_token
from flows.errors import NotAllowed, TokenError
from tests.administration.office import BOSS, TEAM, Office

PULL = "nightly pull"
BY_INVITATION = Admission(open=False, administrators=frozenset({BOSS}))


async def _made(
    office: Office, name: str = PULL, days: int = 90, respondent_id: str | None = None
) -> tuple[Token, str]:
    scopes = (Scope.PROGRESS, Scope.RESPONSES)
    return await make_token(office.storage, office.clock, TEAM, name, scopes, days, respondent_id)


async def _works(office: Office, secret: str) -> bool:
    return await bearer_of(office.storage, office.clock, BY_INVITATION, secret) is not None


async def test_who_comes_with_a_token_is_who_made_it_within_its_scopes(office: Office) -> None:
    _, secret = await _made(office)
    bearer = await bearer_of(office.storage, office.clock, BY_INVITATION, secret)
    assert bearer is not None
    assert bearer.scopes == {Scope.RESPONSES, Scope.PROGRESS}
    assert bearer.actor == Actor("command line (amina), by token “nightly pull”", Role.ADMINISTRATOR)


async def test_only_the_hash_of_the_secret_is_kept(office: Office) -> None:
    token, secret = await _made(office)
    assert secret.startswith("focalpoint_")
    assert len(secret) == len("focalpoint_") + 43
    assert secret not in repr(token)
    async with office.storage.reading() as work:
        assert await work.tokens.of(secret) is None


@pytest.mark.parametrize("secret", ["", "focalpoint_", "focalpoint_" + "A" * 43, "Bearer", "\0", "é" * 54])
async def test_what_is_no_token_is_nobody(office: Office, secret: str) -> None:
    await _made(office)
    assert not await _works(office, secret)


async def test_a_token_works_until_it_expires(office: Office) -> None:
    _, secret = await _made(office, days=2)
    office.clock.pass_by(days=1)
    assert await _works(office, secret)
    office.clock.pass_by(days=1)
    assert not await _works(office, secret)


async def test_a_revoked_token_works_no_more(office: Office) -> None:
    token, secret = await _made(office)
    await revoke_token(office.storage, office.clock, TEAM, PULL)
    assert not await _works(office, secret)
    (kept,) = await all_tokens(office.storage, TEAM)
    assert kept.id == token.id
    assert kept.revoked_at is not None


async def test_a_token_of_somebody_who_is_no_administrator_any_more_works_no_more(office: Office) -> None:
    await office.admit(7, None)
    person = await office.person(7)
    _, secret = await _made(office, respondent_id=person.id)
    assert await _works(office, secret)
    (invitation,) = [each for each in await office.invitations() if each.respondent_id == person.id]
    await office.inviting.revoke(invitation.id, TEAM)
    assert not await _works(office, secret)


async def test_a_token_of_an_administrator_by_the_setting_works(office: Office) -> None:
    async with office.storage.work() as work:
        person = await work.respondents.lock(BOSS, office.clock.now())
        await work.commit()
    _, secret = await _made(office, respondent_id=person.id)
    assert await _works(office, secret)


async def test_its_last_use_is_written_down_once_an_hour(office: Office) -> None:
    _, secret = await _made(office)
    await _works(office, secret)
    (first,) = await all_tokens(office.storage, TEAM)
    await _works(office, secret)
    (second,) = await all_tokens(office.storage, TEAM)
    office.clock.pass_by(days=1)
    await _works(office, secret)
    (third,) = await all_tokens(office.storage, TEAM)
    assert first.last_used_at is not None
    assert first.last_used_at == second.last_used_at
    assert third.last_used_at is not None
    assert third.last_used_at > first.last_used_at


async def test_making_and_revoking_is_recorded_without_the_secret(office: Office) -> None:
    token, secret = await _made(office)
    await revoke_token(office.storage, office.clock, TEAM, token.id)
    made, revoked = await office.records()
    assert (made.act, revoked.act) == (Act.TOKEN_MADE, Act.TOKEN_REVOKED)
    assert made.note == revoked.note == "nightly pull (responses, progress)"
    assert secret not in repr((made, revoked))


@pytest.mark.parametrize(
    ("name", "scopes", "days", "sentence"),
    [
        (" ", (Scope.RESPONSES,), 90, "A token needs a name that says what it is for."),
        (PULL, (), 90, "A token needs a scope: responses, progress, invitations, questionnaire."),
        (PULL, (Scope.RESPONSES,), 0, "A token may be good for 1 to 366 days, not 0."),
        (PULL, (Scope.RESPONSES,), 367, "A token may be good for 1 to 366 days, not 367."),
    ],
)
async def test_what_makes_no_token_is_said(
    office: Office, name: str, scopes: tuple[Scope, ...], days: int, sentence: str
) -> None:
    with pytest.raises(TokenError, match=sentence):
        await make_token(office.storage, office.clock, TEAM, name, scopes, days)


async def test_a_name_that_several_have_revokes_none(office: Office) -> None:
    await _made(office)
    await _made(office)
    with pytest.raises(TokenError, match="Several tokens are called “nightly pull”"):
        await revoke_token(office.storage, office.clock, TEAM, PULL)
    with pytest.raises(TokenError, match="There is no token “weekly pull”"):
        await revoke_token(office.storage, office.clock, TEAM, "weekly pull")


async def test_nobody_but_an_administrator_makes_lists_or_revokes_one(office: Office) -> None:
    focal_point = Actor("focal point", Role.FOCAL_POINT)
    with pytest.raises(NotAllowed):
        await make_token(office.storage, office.clock, focal_point, PULL, (Scope.RESPONSES,))
    with pytest.raises(NotAllowed):
        await all_tokens(office.storage, focal_point)
    with pytest.raises(NotAllowed):
        await revoke_token(office.storage, office.clock, focal_point, PULL)
