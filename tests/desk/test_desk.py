"""The desk: who is served there, what is done once, what is never mixed up, and what nobody can make of its buttons."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from flows.administration.invitations import State
from flows.administration.orders import Order
from flows.administration.roles import Act
from flows.desk.states import Acted, ForCountry, ForQuestions, ForRemark, ForReopening, TeamCommand
from flows.desk.taps import DeskTap, Verb, read, tap
from flows.errors import InvitationError
from flows.message import Message
from flows.ports import Storage
from flows.reading import Typed
from flows.sentences import N_
from flows.turns import (
    Action,
    CommandedUnknown,
    Edited,
    Origin,
    Said,
    SentThing,
    Started,
    Tap,
    Tapped,
    TappedUnknown,
    Thing,
)
from tests.administration.office import BOSS, TEAM
from tests.desk.team import Team, captions

AMINA, BORIS = 1001, 1002
NOW = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)
OLD = "This button belongs to an earlier message and does nothing any more."


async def submitted(team: Team, chat: int = AMINA, country: str = "PAK") -> None:
    """A focal point who has answered everything."""
    await team.admit(chat, country)
    await team.tap(chat, Action.LANGUAGE, choice="en")
    await team.tap(chat, Action.BEGIN)
    await team.say(chat, "I agree", "no", "no", "no")
    await team.tap(chat, Action.SUBMIT)
    assert (await team.response(chat)).is_submitted
    await team.told(chat)


# Who is served


async def test_who_was_never_there_finds_what_can_be_done_and_begins_no_response(team: Team) -> None:
    greeted = await team.hear_at_desk(Started())

    assert "You are on the survey team" in (await team.told(BOSS))[0]
    assert greeted.team_greeted
    assert (await team.person(BOSS)).response_id is None


async def test_a_focal_point_gets_what_everybody_gets_for_an_unknown_word(team: Team) -> None:
    await team.admit(AMINA)

    assert "not one of my commands" in (await team.write("/invite", AMINA)).plain_text
    for data in ("o_progress", "y_PAK", "j_team_-_30", "q", "h"):
        await team.hear_at_desk(Tapped(Tap(action=Action.TEAM, choice=data)), AMINA)
        assert "button" in (await team.told(AMINA))[0]
    assert await team.states() == [State.USED]


async def test_a_stranger_finds_the_door_closed(team: Team) -> None:
    for given in (Tapped(tap(Verb.OPEN, "progress")), Said(Typed("/progress"))):
        assert (await team.hear_at_desk(given, BORIS)).turned_away


async def test_who_loses_the_role_in_the_middle_of_something_can_do_no_more(team: Team) -> None:
    issued = await team.invite(country=None)
    await team.open(AMINA, issued)
    await team.write("/invite", AMINA)
    await team.press(Verb.WHOM, "country", chat=AMINA)
    assert await team.state(AMINA) == ForCountry(command=TeamCommand.INVITE)
    await team.inviting.revoke(issued.invitation.id, TEAM)
    await team.told(AMINA)

    assert (await team.hear_at_desk(Said(Typed("Pakistan")), AMINA)).turned_away
    assert (await team.hear_at_desk(Tapped(tap(Verb.INVITE, "PAK", "en", "30")), AMINA)).turned_away
    assert await team.states() == [State.REVOKED]


async def test_a_link_for_the_team_makes_an_administrator_who_is_greeted_as_one(team: Team) -> None:
    received = await team.open(AMINA, await team.invite(country=None))

    assert received.team_greeted
    assert "You are on the survey team" in (await team.told(AMINA))[0]


async def test_a_stranger_makes_nobody_look_at_the_campaign(team: Team) -> None:
    await team.admit(AMINA)
    for chat in (AMINA, BORIS):
        await team.desk.look_ahead(chat, CommandedUnknown("/progress"))
    assert team.desk.following._known == {}
    await team.desk.look_ahead(BOSS, CommandedUnknown("/progress"))
    assert len(team.desk.following._known) == 1


# Once


async def test_an_update_that_comes_again_does_nothing_again(team: Team) -> None:
    for _ in range(2):
        team._update = 40
        await team.press(Verb.INVITE, "PAK", "en", "30")

    assert await team.states() == [State.OPEN]


async def test_a_button_tapped_twice_makes_one_link(team: Team) -> None:
    first = await team.press(Verb.INVITE, "team", "-", "30", on=7)
    again = await team.press(Verb.INVITE, "team", "-", "30", on=7)

    assert first
    assert again is None
    assert await team.states() == [State.OPEN]
    assert await team.state() == Acted(message=7, button="j_team_-_30")


async def test_what_was_declined_may_be_tried_again(team: Team) -> None:
    await team.invite("PAK")
    declined = await team.press(Verb.INVITE, "PAK", "en", "30", on=7)
    await team.press(Verb.REVOKED, "PAK")
    made = await team.press(Verb.INVITE, "PAK", "en", "30", on=7)

    assert declined
    assert declined.plain_text.startswith("Nothing was done.")
    assert made
    assert "The link for Pakistan" in made.plain_text


async def test_the_same_button_of_another_message_counts(team: Team) -> None:
    await team.press(Verb.INVITE, "team", "-", "30", on=7)
    await team.press(Verb.INVITE, "team", "-", "30", on=9)

    assert await team.states() == [State.OPEN, State.OPEN]


async def test_of_two_who_invite_one_country_at_once_one_is_told_why_not(team_anywhere: Team) -> None:
    team = team_anywhere
    await team.open(AMINA, await team.invite(country=None))
    await team.told(AMINA)
    offers = (team.hear_at_desk(Tapped(tap(Verb.INVITE, "PAK", "en", "30")), chat) for chat in (BOSS, AMINA))
    await asyncio.gather(*offers)
    (first,), (second,) = await team.told(BOSS), await team.told(AMINA)

    assert sorted(text.startswith("Nothing was done. Pakistan ") for text in (first, second)) == [
        False,
        True,
    ]
    assert await team.states() == [State.USED, State.OPEN]


async def test_what_is_declined_is_told_in_the_administrators_language(team: Team) -> None:
    await team.hear_at_desk(Tapped(tap(Verb.HAND_OVER, "DEU", "en", "30")), language_hint="fr")
    assert await team.told(BOSS) == [
        "Rien n’a été fait. Allemagne\u00a0: personne ne répond encore. Veuillez d’abord inviter quelqu’un."
    ]


async def test_what_a_use_case_had_done_before_it_failed_is_undone_and_the_reason_told(team_anywhere: Team) -> None:
    team = team_anywhere
    message = await team.press(Verb.HAND_OVER, "PAK", "en", "30")

    assert message
    assert message.plain_text == "Nothing was done. Nobody answers for Pakistan yet: `invite` invites somebody."
    assert await team.states() == []


async def test_what_is_done_at_the_desk_stands_in_the_audit_log_under_the_chat(team: Team) -> None:
    await team.press(Verb.INVITE, "PAK", "en", "30")
    await team.write("/dashboard")

    (record,) = await team.records()
    assert (record.actor, record.act, record.country) == (f"administrator {BOSS}", Act.INVITED, "PAK")


@pytest.mark.parametrize("shown", [("o", "progress"), ("c", "country", "PAK"), ("z", "PAK", "pdf")])
async def test_looking_at_something_keeps_what_was_written(team: Team, shown: tuple[str, ...]) -> None:
    await submitted(team)
    await team.write("/reopen PAK")
    await team.write("1")
    await team.write("Is this right?")
    await team.hear_at_desk(Tapped(Tap(action=Action.TEAM, choice="_".join(shown))))

    assert isinstance(await team.state(), ForReopening)


# Never mixed up


async def answering(team: Team) -> None:
    """The administrator answers the questionnaire, and is asked for the agreement."""
    await team.press(Verb.QUESTIONNAIRE)
    await team.tap(BOSS, Action.LANGUAGE, choice="en")
    await team.tap(BOSS, Action.BEGIN)
    await team.say(BOSS, "Kenya")
    await team.told(BOSS)


async def test_words_are_for_the_questionnaire_unless_the_desk_asked_for_some(team: Team) -> None:
    await answering(team)
    await team.write("/country")
    assert "no country" in (await team.write("I agree")).plain_text
    await team.write("/cancel")
    assert "I agree" in (await team.write("I agree")).plain_text
    assert "agree" in (await team.response(BOSS)).answers


async def test_who_goes_on_with_the_questionnaire_drops_what_was_half_done_and_is_told(team: Team) -> None:
    await answering(team)
    await team.write("/invite")
    await team.press(Verb.WHOM, "list")
    await team.tap(BOSS, Action.CHOOSE, question="agree", choice="yes")

    dropped, prompt = await team.told(BOSS)
    assert (
        dropped == "You went on with something else, so the invitation of a list was dropped. Nothing of it was done."
    )
    assert "I agree" in prompt
    assert await team.state() is None


@pytest.mark.parametrize(
    "given",
    [Edited(Typed("x"), Origin(BOSS, 1, NOW)), SentThing(Thing.STICKER), TappedUnknown()],
)
async def test_what_is_no_going_on_drops_nothing(team: Team, given: Edited | SentThing | TappedUnknown) -> None:
    await answering(team)
    await team.write("/country")
    await team.hear_at_desk(given)

    assert await team.state() == ForCountry(command=TeamCommand.COUNTRY)


async def test_the_desk_waits_on_where_nothing_was_written(team: Team) -> None:
    await team.write("/country Atlantis")
    assert "I wait for the name of a country." in (await team.write("  ")).plain_text
    assert await team.state() == ForCountry(command=TeamCommand.COUNTRY)


async def test_a_word_for_the_bot_with_its_name_is_a_command_as_well(team: Team) -> None:
    assert "Nobody was invited" in (await team.write("/Progress@survey_bot now")).plain_text


async def test_a_list_that_is_no_list_is_told_and_waited_for_again(team: Team) -> None:
    await team.press(Verb.WHOM, "list")
    wrong = InvitationError(N_("people.pdf is no list."))
    await team.hear_at_desk(SentThing(Thing.DOCUMENT), listed=wrong)

    assert "people.pdf is no list." in (await team.told(BOSS))[-1]
    assert await team.interview.awaits_list(BOSS)
    assert not await team.interview.awaits_list(AMINA)


async def test_a_file_that_comes_after_all_was_cancelled_is_no_list(team: Team) -> None:
    await team.hear_at_desk(SentThing(Thing.DOCUMENT), listed=InvitationError(N_("x")))

    assert "survey team" in (await team.told(BOSS))[-1]


async def test_a_list_may_have_words_with_it(team: Team) -> None:
    await team.press(Verb.WHOM, "list")
    await team.hear_at_desk(Said(Typed("the list you wanted")), listed=[Order("Kenya")])

    assert "1 person is invited" in (await team.told(BOSS))[-1]


async def test_a_list_that_fails_as_a_whole_is_told(team: Team) -> None:
    await team.press(Verb.WHOM, "list")
    await team.hear_at_desk(SentThing(Thing.DOCUMENT), listed=[Order("Atlantis")])

    assert "Nothing was done. “Atlantis” is no country" in (await team.told(BOSS))[-1]


# Buttons that were never shown


@pytest.mark.parametrize(
    ("verb", "what"),
    [
        (Verb.OPEN, ("nothing",)),
        (Verb.OPEN, ()),
        (Verb.CHOOSE, ("export", "PAK")),
        (Verb.PAGE, ("export", "1")),
        (Verb.PAGE, ("invite", "x")),
        (Verb.PAGE, ("invite", "²")),
        (Verb.WHOM, ("everybody",)),
        (Verb.OFFER, ("XXX", "en", "30")),
        (Verb.OFFER, ("PAK", "tlh", "30")),
        (Verb.INVITE, ("PAK", "en", "9999")),
        (Verb.INVITE, ("PAK", "en")),
        (Verb.SUCCESSOR, ("team", "en", "30")),
        (Verb.HAND_OVER, ("PAK", "en", "x")),
        (Verb.STAGE, ("dreaming",)),
        (Verb.GIVE_BACK, ("PAK",)),
        (Verb.AUDIENCE, ("ministers",)),
        (Verb.SEND, ()),
        (Verb.FOLLOW, ("x",)),
        (Verb.FOLLOW, ("z" * 22,)),
        (Verb.WHICH, ("none",)),
        (Verb.EXPORT, ("all", "exe")),
        (Verb.COPY, ("PAK", "pdf")),
        (Verb.COPY, ("PAK", "exe")),
    ],
)
async def test_a_button_that_no_message_has_does_nothing(team: Team, verb: Verb, what: tuple[str, ...]) -> None:
    message = await team.press(verb, *what)

    assert message
    assert message.plain_text == OLD
    assert await team.states() == []


async def test_a_page_beyond_the_last_is_empty_and_can_be_left(team: Team) -> None:
    message = await team.press(Verb.PAGE, "invite", "99")

    assert message
    assert captions(message) == ["Cancel"]


@pytest.mark.parametrize("choice", ["", "_", "O_progress", "oo", "progress"])
def test_what_is_no_button_of_the_desk_is_not_read_as_one(choice: str) -> None:
    assert read(Tap(action=Action.TEAM, choice=choice)) is None


@pytest.mark.parametrize("given", [Tap(action=Action.BEGIN, choice="k"), Tap(action=Action.TEAM, choice="k", prompt=3)])
def test_a_button_with_more_in_it_is_none(given: Tap) -> None:
    assert read(given) is None


@pytest.mark.parametrize("verb", Verb)
def test_a_button_comes_back_as_it_was_written(verb: Verb) -> None:
    assert read(tap(verb, "PAK", "30")) == DeskTap(verb, ("PAK", "30"))


async def test_unknown_data_of_the_desk_is_an_old_button(team: Team) -> None:
    await team.hear_at_desk(Tapped(Tap(action=Action.TEAM, choice="of_another_version")))

    assert await team.told(BOSS) == [OLD]


# Giving back


async def test_a_response_is_given_back_once_and_its_focal_point_told(team_anywhere: Team) -> None:
    team = team_anywhere
    await submitted(team)
    await team.write("/reopen PAK")
    await team.write("1")
    await team.write("Is this right?")
    assert isinstance(await team.state(), ForReopening)
    received = await team.hear_at_desk(Tapped(tap(Verb.GIVE_BACK, "PAK")), message_id=5)

    assert received.told == (AMINA,)
    assert "is given back" in (await team.told(BOSS))[-1]
    assert "Is this right?" in (await team.told(AMINA))[-1] or (await team.response(AMINA)).remarks
    await team.hear_at_desk(Tapped(tap(Verb.GIVE_BACK, "PAK")), message_id=5)
    assert await team.told(BOSS) == []


async def test_what_was_written_for_one_country_is_not_given_back_to_another(team: Team) -> None:
    await submitted(team)
    await submitted(team, BORIS, "KEN")
    await team.write("/reopen PAK")
    await team.write("1")
    await team.write("Is this right?")
    message = await team.press(Verb.GIVE_BACK, "KEN")

    assert message
    assert message.plain_text == OLD
    assert isinstance(await team.state(), ForReopening)


async def test_a_response_that_is_gone_in_between_is_told(team: Team) -> None:
    await submitted(team)
    remark, questions = ForRemark(country="KEN", questions=("q1",)), ForQuestions(country="KEN")
    for state, text in ((None, "/reopen Kenya"), (remark, "a remark"), (questions, "1")):
        if state:
            await _put(team, state)
        assert "has not submitted yet" in (await team.write(text)).plain_text
    await team.write("/reopen PAK")
    note = await team.press(Verb.NOTE, "KEN")
    assert note
    assert "has not submitted yet" in note.plain_text


# One country, and what can be done for it


async def test_a_card_offers_what_can_be_done(team: Team) -> None:
    await submitted(team)
    await team.invite("KEN")

    assert captions(await team.write("/country PAK")) == [
        "Give back with remarks",
        "PDF",
        "Word",
        "JSON",
        "Invite a successor",
        "Revoke access",
    ]
    assert captions(await team.write("/country KEN")) == ["Make a new link", "Revoke access"]
    assert captions(await team.write("/country BRA")) == ["Invite"]


async def test_who_has_a_focal_point_gets_a_successor_and_no_second_link(team: Team) -> None:
    await team.admit(AMINA)

    message = await team.write("/invite PAK")
    assert "has a focal point already" in message.plain_text
    assert captions(message) == ["Invite a successor", "Pakistan", "Cancel"]


async def test_a_country_whose_link_was_revoked_can_be_invited_again(team: Team) -> None:
    await team.invite("PAK")
    await team.press(Verb.REVOKED, "PAK")

    assert "A link for Pakistan" in (await team.write("/invite PAK")).plain_text


async def test_an_expired_link_is_told_and_renewed(team: Team) -> None:
    await team.invite("PAK")
    team.clock.pass_by(days=40)

    assert "It expired on 22 May 2019." in (await team.write("/invite PAK")).plain_text
    assert "The link was not opened, and expired on" in (await team.write("/country PAK")).plain_text
    made = await team.press(Verb.RENEW, "PAK", on=3)
    assert made
    assert "https://t.me/survey_bot?start=" in made.plain_text
    assert [each.standing.country for each in await team.desk.following.all(TEAM)] == ["PAK"]
    assert "was invited already, and the link was not opened yet" in (await team.write("/invite PAK")).plain_text


async def test_ending_an_access_tells_its_person_and_an_unopened_link_nobody(team: Team) -> None:
    await team.admit(AMINA)
    await team.invite("KEN")
    asked = await team.press(Verb.REVOKE, "PAK")
    assert asked
    assert "All answers are kept." in asked.plain_text
    received = await team.hear_at_desk(Tapped(tap(Verb.REVOKED, "PAK")))
    unopened = await team.press(Verb.REVOKED, "KEN")

    assert received.told == (AMINA,)
    assert unopened
    assert "The link of Kenya is revoked" in unopened.plain_text
    assert "nothing to revoke" in (await _pressed(team, Verb.REVOKED, "KEN")).plain_text


async def test_without_pages_it_is_said_how_to_switch_them_on(sqlite: Storage) -> None:
    assert "FOCALPOINT_WEB_PORT" in (await Team(sqlite, pages=None).write("/dashboard")).plain_text


async def test_without_anybody_every_command_says_so(team: Team) -> None:
    assert "Nobody was invited" in (await team.write("/progress")).plain_text
    assert "Nobody was invited" in (await team.write("/country")).plain_text
    assert "nobody to remind" in (await team.write("/remind")).plain_text
    assert "No response was submitted yet." in (await team.write("/reopen")).plain_text
    assert "no response to export" in (await _pressed(team, Verb.EXPORT, "all", "json")).plain_text


async def test_an_announcement_for_nobody_is_not_kept(team: Team) -> None:
    await team.press(Verb.AUDIENCE, "all")

    assert "There is nobody" in (await team.write("Hello")).plain_text
    assert await team.state() is None


async def test_an_announcement_that_is_too_long_is_told_and_waited_for_again(team: Team) -> None:
    await submitted(team)
    await team.press(Verb.AUDIENCE, "all")

    assert "3500 fit" in (await team.write("x" * 3600)).plain_text
    assert "This is what 1 person gets" in (await team.write("Hello")).plain_text
    assert "0 of 1" in (await _pressed(team, Verb.SEND)).plain_text


async def _pressed(team: Team, verb: Verb, *what: str) -> Message:
    message = await team.press(verb, *what)
    assert message
    return message


async def _put(team: Team, state: ForRemark | ForQuestions) -> None:
    person = await team.person(BOSS)
    async with team.storage.work() as work:
        await work.respondents.keep_desk(person, state)
        await work.commit()
