"""Opening an invitation's link: who gets in, to what, and what becomes of whom they succeed."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from flows.administration.invitations import Issued, State, hash_of, new_token
from flows.administration.orders import Order
from flows.administration.roles import Act, Admission, Role
from flows.ports import Storage
from flows.response import Status
from flows.turns import Action, Command, Commanded, Started
from flows.wording.commands import Outside, outside
from storage.tables import invitations, respondents
from tests.administration.office import BOSS, TEAM, Office
from tests.flows.small import small
from tests.storage.looking import looking

AMINA, BORIS, CHEN = 1001, 1002, 1003

FIXED = (
    "Your invitation is for Pakistan, and this cannot be changed here. "
    "If it is not your country, please tell the survey team that sent you the link."
)


async def test_a_link_lets_a_person_in_and_greets_them_by_their_country(office: Office) -> None:
    received = await office.open(AMINA, await office.invite("PAK"))

    (welcome,) = await office.told(AMINA)
    assert not received.turned_away
    assert "You answer for Pakistan." in welcome
    assert (await office.person(AMINA)).role is Role.FOCAL_POINT
    assert (await office.response(AMINA)).country == "PAK"
    assert await office.states() == [State.USED]


async def test_the_country_is_not_asked_for_and_counts_as_answered(office: Office) -> None:
    await office.admit(AMINA)
    await office.tap(AMINA, Action.BEGIN)

    (first,) = await office.messages(AMINA)
    response = await office.response(AMINA)
    assert first.question == "agree"
    assert response.answers["country"].value == "PAK"
    assert response.invited


async def test_the_secret_itself_is_stored_nowhere(office: Office, url: str) -> None:
    issued = await office.invite()
    async with looking(url) as look:
        assert await look(select(invitations.c.token_hash)) == [(hash_of(issued.token),)]
    assert issued.token not in repr((await office.invitations(), await office.records(), issued, Started(issued.token)))


def test_a_secret_has_192_bits_and_is_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {32}


@pytest.mark.parametrize("token", ["", "x", "x" * 32, "x" * 64])
async def test_a_stranger_gets_in_nowhere_and_leaves_no_trace(office: Office, url: str, token: str) -> None:
    received = await office.hear(AMINA, Started(token))

    assert received.turned_away
    assert received.wrong_link == bool(token)
    async with looking(url) as look:
        assert await look(select(respondents)) == []


async def test_a_link_works_once(office: Office) -> None:
    issued = await office.invite()
    await office.open(AMINA, issued)
    assert (await office.open(BORIS, issued)).turned_away


async def test_of_two_who_open_a_link_at_once_one_gets_in(office: Office) -> None:
    issued = await office.invite()
    received = await asyncio.gather(office.open(AMINA, issued), office.open(BORIS, issued))
    assert sorted(one.turned_away for one in received) == [False, True]


async def test_a_link_expires(office: Office) -> None:
    issued = await office.invite(days=3)
    office.clock.pass_by(days=3)
    assert (await office.open(AMINA, issued)).turned_away
    assert await office.states() == [State.EXPIRED]


async def test_the_link_of_another_questionnaire_opens_nothing_here(office: Office, storage: Storage) -> None:
    other = Office(storage, small(name="other"))
    assert (await office.open(AMINA, await other.invite())).turned_away


async def test_who_is_in_goes_on_with_their_own_link(office: Office) -> None:
    issued = await office.admit(AMINA)
    received = await office.open(AMINA, issued)
    assert (received.turned_away, received.wrong_link) == (False, False)


@pytest.mark.parametrize("chat", [BOSS, AMINA])
async def test_who_is_in_uses_up_no_link(office: Office, chat: int) -> None:
    await office.admit(AMINA, "KEN")
    issued = await office.invite("PAK")
    await office.open(chat, issued)
    assert not (await office.open(BORIS, issued)).turned_away


async def test_an_administrator_by_invitation_is_let_in(office: Office) -> None:
    await office.admit(AMINA, None)
    assert (await office.person(AMINA)).role is Role.ADMINISTRATOR
    assert not (await office.say(AMINA, "hello")).turned_away


async def test_the_invitations_language_is_spoken(office: Office) -> None:
    both = Office(office.storage, small(languages=["en", "fr"]))
    await both.open(AMINA, await both.invite(language="fr"))
    (welcome,) = await both.told(AMINA)
    assert "Pakistan" in welcome
    assert (await both.response(AMINA)).language == "fr"


async def test_without_a_language_it_is_asked_for(office: Office) -> None:
    both = Office(office.storage, small(languages=["en", "fr"]))
    await both.open(AMINA, await both.invite())
    assert (await both.told(AMINA)) == ["Please choose your language.\nVeuillez choisir votre langue."]


# The country of an invitation


async def test_not_pakistan_says_whom_to_ask(office: Office) -> None:
    await office.admit(AMINA)
    await office.tap(AMINA, Action.OTHER_COUNTRY)
    (said,) = await office.told(AMINA)
    assert said.startswith(FIXED)
    assert "You answer for Pakistan." in said


async def test_the_country_cannot_be_edited(office: Office) -> None:
    await office.admit(AMINA)
    await office.tap(AMINA, Action.BEGIN)
    await office.told(AMINA)
    await office.tap(AMINA, Action.EDIT, question="country")
    assert await office.told(AMINA) == [FIXED]
    await office.say(AMINA, "Kenya")
    assert (await office.response(AMINA)).country == "PAK"


async def test_there_is_no_way_back_to_the_country(office: Office) -> None:
    await office.admit(AMINA)
    await office.tap(AMINA, Action.BEGIN)
    await office.hear(AMINA, Commanded(Command.BACK))
    assert "there is none before it" in (await office.told(AMINA))[-1]


async def test_the_review_offers_no_edit_of_the_country(office: Office) -> None:
    await office.admit(AMINA)
    await office.tap(AMINA, Action.BEGIN)
    await office.told(AMINA)
    await office.tap(AMINA, Action.REVIEW, choice="opening")
    (review,) = await office.messages(AMINA)
    edits = {button.tap.question for row in review.buttons for button in row if button.tap.action is Action.EDIT}
    assert edits == {"agree"}


# Successors


async def hand_over(office: Office) -> Issued:
    return await office.inviting.hand_over(Order("PAK"), TEAM)


async def begun(office: Office, chat: int) -> None:
    await office.admit(chat)
    await office.tap(chat, Action.BEGIN)
    await office.say(chat, "I agree", "www.gov.pk")
    await office.told(chat)


async def test_a_successor_finds_the_answers_and_the_person_before_is_out_at_once(office: Office) -> None:
    await begun(office, AMINA)
    issued = await hand_over(office)
    assert not (await office.say(AMINA, "no")).turned_away, "until the successor comes"
    await office.told(AMINA)

    received = await office.open(BORIS, issued)

    assert received.told == (AMINA,)
    assert await office.told(AMINA) == [outside(Outside.REPLACED, "en")]
    (welcome,) = await office.told(BORIS)
    assert welcome.startswith("You take over from the person before you. The answers given so far are kept.")
    assert "You answer for Pakistan." in welcome
    assert set((await office.response(BORIS)).answers) == {"country", "agree", "site", "has"}
    assert (await office.say(AMINA, "www.gov.pk")).turned_away
    assert await office.states() == [State.REVOKED, State.USED]


async def test_a_successor_goes_on_at_the_next_open_question(office: Office) -> None:
    await begun(office, AMINA)
    await office.open(BORIS, await hand_over(office))
    await office.told(BORIS)
    await office.tap(BORIS, Action.BEGIN)
    (message,) = await office.messages(BORIS)
    assert message.question == "has"


async def test_a_successor_of_a_submitted_response_may_correct_it(office: Office) -> None:
    await begun(office, AMINA)
    await office.tap(AMINA, Action.SUMMARY)
    await office.tap(AMINA, Action.SUBMIT)
    await office.open(BORIS, await hand_over(office))
    (said,) = await office.told(BORIS)
    assert "was submitted on" in said
    assert (await office.response(BORIS)).status is Status.COMPLETED


async def test_after_a_revocation_the_answers_wait_for_the_next(office: Office) -> None:
    await begun(office, AMINA)
    await office.inviting.revoke("PAK", TEAM)
    await office.told(AMINA)
    received = await office.open(BORIS, await office.invite())

    assert received.told == ()
    assert "You take over" in (await office.told(BORIS))[0]
    assert await office.told(AMINA) == []


async def test_an_administrator_who_tried_a_country_gives_way_and_stays_administrator(office: Office) -> None:
    await office.admit(CHEN, None)
    await office.hear(CHEN, Started())
    await office.tap(CHEN, Action.BEGIN)
    await office.say(CHEN, "Pakistan")
    await office.open(AMINA, await office.invite())

    assert (await office.person(CHEN)).role is Role.ADMINISTRATOR
    assert (await office.person(CHEN)).response_id is None
    assert not (await office.say(CHEN, "hello")).turned_away


async def test_where_everybody_is_let_in_a_link_still_gives_its_country(office: Office) -> None:
    office.interview._admission = Admission()
    await office.hear(AMINA, Started("x" * 32))
    await office.tap(AMINA, Action.BEGIN)
    await office.say(AMINA, "Pakistan", "I agree")
    await office.open(AMINA, await office.invite())
    response = await office.response(AMINA)
    assert response.invited
    assert set(response.answers) == {"country", "agree"}
    assert "You take over" not in (await office.told(AMINA))[-1]


async def test_who_entered_and_who_was_replaced_is_recorded(office: Office) -> None:
    await begun(office, AMINA)
    await office.open(BORIS, await hand_over(office))
    acts = [(record.act, record.country) for record in await office.records()]
    assert acts == [
        (Act.INVITED, "PAK"),
        (Act.ENTERED, "PAK"),
        (Act.HANDED_OVER, "PAK"),
        (Act.ENTERED, "PAK"),
        (Act.REPLACED, "PAK"),
    ]
