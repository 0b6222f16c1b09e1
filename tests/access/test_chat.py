"""The access table of the chat: every command and button, and everybody who may send it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.desk.states import ForAnnouncement, ForRemark, TeamCommand
from flows.desk.taps import Verb
from flows.message import Message
from flows.reading import Typed
from flows.turns import (
    Action,
    Command,
    CommandedUnknown,
    Edited,
    Input,
    Origin,
    Said,
    SentThing,
    Started,
    Tapped,
    TappedUnknown,
    Thing,
)
from tests.access.chat import BUTTONS, COMMANDS, DESK, TEAM_COMMANDS, everybodys, the_teams
from tests.access.people import FOCAL_POINTS, OUTSIDERS, PEOPLE, TEAM_MEMBERS, Person
from tests.access.scene import KENYA, PAKISTAN, SECRET, Rows, Scene

OF_THE_TEAM = ("audit", "invitations", "tokens", "sign_ins", "sign_in_links", "campaigns", "announcements", "remarks")
"""The tables that only the team writes in."""

OLD_BUTTON = "This button belongs to an earlier message and does nothing any more."


def test_every_command_and_every_button_has_its_row() -> None:
    assert (set(COMMANDS), set(TEAM_COMMANDS)) == (set(Command), set(TeamCommand))
    assert (set(BUTTONS), set(DESK)) == (set(Action), set(Verb))


@pytest.mark.parametrize("who", sorted(OUTSIDERS))
async def test_who_is_let_in_nowhere_is_told_nothing_and_leaves_no_trace(scene: Scene, who: str) -> None:
    person = await PEOPLE[who](scene)
    await scene.team.told(person.chat)
    before = await scene.rows()
    for name, given in {**everybodys(scene.ids), **the_teams(scene.ids), **_words(scene, person)}.items():
        received = await scene.team.hear_at_desk(given, person.chat, reply_to=1)
        assert received.turned_away, name
        assert (received.delivery, received.told, received.answered) == (None, (), False), name
    assert await scene.rows() == before


@pytest.mark.parametrize("who", sorted(FOCAL_POINTS))
async def test_a_focal_point_gets_of_the_teams_what_an_unknown_word_or_button_gets(scene: Scene, who: str) -> None:
    chat = (await PEOPLE[who](scene)).chat
    before = await scene.rows()
    told = await _said(scene, TappedUnknown(), chat)
    for name, given in the_teams(scene.ids).items():
        message = await _said(scene, given, chat)
        if isinstance(given, CommandedUnknown):
            unknown = await _said(scene, CommandedUnknown("/xyzzy"), chat)
            assert message.plain_text.replace(given.text.split()[0], "/xyzzy") == unknown.plain_text, name
            assert message.buttons == unknown.buttons, name
        else:
            assert message == told, name
    after = await scene.rows()
    assert {table: after[table] for table in OF_THE_TEAM} == {table: before[table] for table in OF_THE_TEAM}


@pytest.mark.parametrize("who", sorted(FOCAL_POINTS | TEAM_MEMBERS))
async def test_who_is_let_in_is_answered_whatever_they_send(scene: Scene, who: str) -> None:
    chat = (await PEOPLE[who](scene)).chat
    await scene.team.hear_at_desk(Started(), chat)
    for name, given in everybodys(scene.ids).items():
        received = await scene.team.hear_at_desk(await _as_shown_now(scene, given, chat), chat)
        assert not received.turned_away, name
        assert received.answered, name


@pytest.mark.parametrize("who", sorted(TEAM_MEMBERS))
async def test_the_team_is_served_at_its_desk(scene: Scene, who: str) -> None:
    """Where the desk waits for words, it gets some."""
    chat = (await PEOPLE[who](scene)).chat
    for name, given in the_teams(scene.ids).items():
        message = await _said(scene, given, chat)
        if isinstance(await scene.team.state(chat), ForRemark | ForAnnouncement):
            await scene.team.write("A few words.", chat)
        assert OLD_BUTTON not in message.plain_text, name
        assert "is no command" not in message.plain_text, name


async def test_a_focal_point_sees_and_changes_nothing_of_another_countrys(scene: Scene) -> None:
    """By no command, button, file, edit, or reply to any message number, as far as chats go."""
    pakistan = await scene.team.response(PAKISTAN), await scene.team.person(PAKISTAN)
    before = _about(await scene.rows(), pakistan[0].id, pakistan[1].id, PAKISTAN)
    messages = []
    for given, reply_to in _attempts(scene):
        await scene.team.hear_at_desk(await _as_shown_now(scene, given, KENYA), KENYA, reply_to=reply_to)
        messages += await scene.team.messages(KENYA)
    assert len(messages) > len(BUTTONS)
    for message in messages:
        assert SECRET not in message.model_dump_json(), message.plain_text
        assert pakistan[0].id not in message.model_dump_json(), message.plain_text
    assert _about(await scene.rows(), pakistan[0].id, pakistan[1].id, PAKISTAN) == before
    assert (await scene.team.response(KENYA)).country == "KEN"


async def test_another_countrys_link_gives_no_second_country(scene: Scene) -> None:
    """A focal point who gets hold of one; it stays good for whom it was made."""
    issued = await scene.team.invite("NOR")
    await scene.team.hear_at_desk(Started(issued.token), KENYA)
    assert (await scene.team.response(KENYA)).country == "KEN"
    assert not (await scene.team.open(3001, issued)).turned_away
    assert (await scene.team.response(3001)).country == "NOR"


def _attempts(scene: Scene) -> Iterator[tuple[Input, int | None]]:
    moment = scene.team.clock.moment
    for given in (*everybodys(scene.ids).values(), *the_teams(scene.ids).values()):
        yield given, None
    for number in range(1, 40):
        yield Said(Typed("changed"), Origin(KENYA, 1000 + number, moment)), number
        yield Edited(Typed("changed"), Origin(KENYA, number, moment)), None


def _words(scene: Scene, person: Person) -> dict[str, Input]:
    origin = Origin(person.chat, 5, scene.team.clock.moment - timedelta(days=1))
    return {
        "words": Said(Typed("hello")),
        "words from earlier": Said(Typed("hello"), origin),
        "an edit": Edited(Typed("hello"), origin),
        "a picture": SentThing(Thing.PHOTO),
        "an unknown button": TappedUnknown(),
        "their own link": Started(person.link),
        "an invented link": Started("A" * 32),
    }


async def _said(scene: Scene, given: Input, chat: int) -> Message:
    await scene.team.messages(chat)
    await scene.team.hear_at_desk(await _as_shown_now(scene, given, chat), chat)
    (*_, last) = await scene.team.messages(chat)
    return last


async def _as_shown_now(scene: Scene, given: Input, chat: int) -> Input:
    """A button as it would stand under the message put last: the most that somebody can forge."""
    if not isinstance(given, Tapped) or given.tap.action is Action.TEAM:
        return given
    answering = (await scene.team.person(chat)).response_id
    prompt = (await scene.team.response(chat)).prompt if answering else 0
    return replace(given, tap=given.tap.model_copy(update={"prompt": prompt}))


def _about(rows: Rows, *whom: object) -> dict[str, Sequence[object]]:
    return {table: [row for row in found if any(each in row for each in whom)] for table, found in rows.items()}
