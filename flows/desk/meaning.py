"""What an administrator's input means at the desk, if anything: the tables of commands, buttons and words.

What is meant for the questionnaire goes to the questionnaire: everything but the team's commands and buttons and, while
the desk waits for something, words and files. Whoever turns to the questionnaire in the middle of something drops it,
and is told, so that words are never read as something else than what was asked for last.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flows.administration.orders import Order, country_code
from flows.desk import announcing, exporting, following, inviting, reminding, reopening, signing_in
from flows.desk.replies import (
    AnnouncementFollowed,
    CopySent,
    CountryAsked,
    CountryShown,
    DroppedHalfway,
    ExportAsked,
    ExportSent,
    NobodyThere,
    NoPages,
    OldButton,
    ProgressShown,
    SignInLink,
    StageShown,
    WaitsFor,
    Welcomed,
)
from flows.desk.states import (
    Acted,
    ForAnnouncement,
    ForCountry,
    ForList,
    ForQuestions,
    ForRemark,
    ForReopening,
    ForSending,
    TeamCommand,
)
from flows.desk.taps import Verb, read
from flows.desk.visit import Looked, Outcome, Visit, says
from flows.errors import InvitationError
from flows.turns import (
    Action,
    Command,
    Commanded,
    CommandedUnknown,
    Edited,
    Input,
    RepliedTo,
    Said,
    SentThing,
    Started,
    Tapped,
    TappedUnknown,
)
from flows.understanding import understood


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of the administrator. `listed` are the people of a file, where one was waited for, or what is wrong
    with it. `message` is the number of the message tapped. `looked` is what was seen before the turn."""

    input: Input
    message: int | None = None
    reply_to: int | None = None
    listed: Sequence[Order] | InvitationError | None = None
    language: str | None = None
    looked: Looked = None


async def meant_for_desk(visit: Visit, heard: Heard) -> Outcome | None:
    """None: it is for the questionnaire."""
    answering = visit.person.response_id is not None
    if heard.listed is not None and isinstance(visit.state, ForList):
        return await inviting.invite_list(visit, heard.listed)
    match heard.input:
        case Tapped(tap) if tap.action is Action.TEAM:
            return await _tapped(visit, heard.input)
        case CommandedUnknown(text) if (command := team_command(text)) is not None:
            return await _commanded(visit, command, text)
        case Commanded(Command.HELP):
            return says(Welcomed(answering=answering), state=visit.state)
        case Commanded(Command.CANCEL) if visit.state is not None:
            return says(DroppedHalfway(visit.state))
        case Said() if visit.state is not None:
            if not answering or await _is_about_no_question(visit, heard):
                return await _said(visit, heard.input)
    if answering:
        return None
    welcomed = says(Welcomed())
    if isinstance(heard.input, BESIDE):
        return replace(welcomed, state=visit.state)
    return _beside_what_is_half_done(visit, welcomed)


def act_of(heard: Heard) -> Acted | None:
    """The button tapped, if it is one of those that do something once."""
    tap = read(heard.input.tap) if isinstance(heard.input, Tapped) else None
    if tap is None or tap.verb not in _ACTS or heard.message is None:
        return None
    return Acted(message=heard.message, button=tap.choice)


def passed_on(given: Input) -> Input:
    tap = read(given.tap) if isinstance(given, Tapped) else None
    return given if tap is None else _TO_THE_QUESTIONNAIRE[tap.verb]


async def _tapped(visit: Visit, given: Tapped) -> Outcome | None:
    tap = read(given.tap)
    if tap is None:
        return says(OldButton(), state=visit.state)
    if tap.verb in _TO_THE_QUESTIONNAIRE:
        return None
    number, act = _BUTTONS[tap.verb]
    if len(tap.what) != number:
        return says(OldButton(), state=visit.state)
    outcome = await act(visit, *tap.what)
    return outcome if tap.verb in _PART_OF_IT else _beside_what_is_half_done(visit, outcome)


def _beside_what_is_half_done(visit: Visit, outcome: Outcome) -> Outcome:
    """Looking at something drops nothing. Who begins something else drops what was half done, and is told, where
    something had been written."""
    (shown, *_), state = outcome.replies, visit.state
    chosen = isinstance(state, ForCountry) and isinstance(shown, CountryShown)
    if outcome.state is None and isinstance(shown, _SHOWN) and not chosen:
        return replace(outcome, state=state)
    if outcome.state == state or not isinstance(state, _WRITTEN):
        return outcome
    return replace(outcome, replies=(DroppedHalfway(state, asked=False), *outcome.replies))


def team_command(text: str) -> TeamCommand | None:
    """`/progress`, `/progress@name_bot`, and either with words behind it."""
    word = text.split(maxsplit=1)[0].removeprefix("/").partition("@")[0].lower()
    return TeamCommand(word) if word in list(TeamCommand) else None


async def _commanded(visit: Visit, command: TeamCommand, text: str) -> Outcome:
    """`/country Pakistan` says at once what is asked for otherwise; other words behind a command mean nothing."""
    _, *named = text.split(maxsplit=1)
    if named and command in _ASKING:
        outcome = await _name_country(visit, ForCountry(command=command), named[0])
    else:
        outcome = await _COMMANDS[command](visit)
    return _beside_what_is_half_done(visit, outcome)


async def _is_about_no_question(visit: Visit, heard: Heard) -> bool:
    """Not so a reply to a message about a question."""
    response_id = visit.person.response_id
    if heard.reply_to is None or response_id is None:
        return True
    response = await visit.work.responses.get(response_id)
    meant = response and await understood(visit.work, response, heard.input, heard.reply_to)
    return not (isinstance(meant, RepliedTo) and meant.question is not None)


# Words


async def _said(visit: Visit, said: Said) -> Outcome:
    assert visit.state is not None  # noqa: S101 - asked by the caller
    words = _WORDS.get(type(visit.state))
    text = said.typed.text.strip()
    if words is None or not text:
        return says(WaitsFor(visit.state), state=visit.state)
    return await words(visit, visit.state, text)


async def _name_country(visit: Visit, state: ForCountry, text: str) -> Outcome:
    try:
        country = country_code(visit.questionnaire, text)
    except InvitationError:
        return says(await _ASKING[state.command](visit, None, text), state=state)
    return await _FOR_COUNTRY[state.command](visit, country)


# Buttons


async def _open(visit: Visit, command: str) -> Outcome:
    return await _COMMANDS[TeamCommand(command)](visit) if command in list(TeamCommand) else says(OldButton())


async def _choose(visit: Visit, command: str, country: str) -> Outcome:
    if command not in _FOR_COUNTRY:
        return says(OldButton())
    return await _FOR_COUNTRY[TeamCommand(command)](visit, country)


async def _turn_page(visit: Visit, command: str, page: str) -> Outcome:
    if command not in _ASKING or not (page.isascii() and page.isdigit()):
        return says(OldButton())
    wanted = TeamCommand(command)
    asked = await _ASKING[wanted](visit, int(page), "")
    return says(asked, state=ForCountry(command=wanted), in_place=True)


async def _cancel(visit: Visit) -> Outcome:
    return says(DroppedHalfway(visit.state), in_place=True)


_COMMANDS: Mapping[TeamCommand, Callable[[Visit], Awaitable[Outcome]]] = {
    TeamCommand.PROGRESS: following.show_progress,
    TeamCommand.COUNTRY: following.open_country,
    TeamCommand.INVITE: inviting.open_inviting,
    TeamCommand.REMIND: reminding.open_reminding,
    TeamCommand.REOPEN: reopening.open_reopening,
    TeamCommand.ANNOUNCE: announcing.open_announcing,
    TeamCommand.EXPORT: exporting.open_exporting,
    TeamCommand.DASHBOARD: signing_in.give_link,
}

_ASKING: Mapping[TeamCommand, Callable[[Visit, int | None, str], Awaitable[CountryAsked]]] = {
    TeamCommand.COUNTRY: following.ask_country,
    TeamCommand.INVITE: inviting.ask_country,
    TeamCommand.REMIND: reminding.ask_country,
    TeamCommand.REOPEN: reopening.ask_country,
}
"""Which countries a command may be for."""

_FOR_COUNTRY: Mapping[TeamCommand, Callable[[Visit, str], Awaitable[Outcome]]] = {
    TeamCommand.COUNTRY: following.show_country,
    TeamCommand.INVITE: inviting.offer_country,
    TeamCommand.REMIND: reminding.ask_whether,
    TeamCommand.REOPEN: reopening.ask_questions,
}

_WORDS: Mapping[type[Any], Callable[[Visit, Any, str], Awaitable[Outcome]]] = {
    ForCountry: _name_country,
    ForQuestions: reopening.take_questions,
    ForRemark: reopening.take_remark,
    ForAnnouncement: announcing.take_text,
}

_BUTTONS: Mapping[Verb, tuple[int, Callable[..., Awaitable[Outcome]]]] = {
    Verb.OPEN: (1, _open),
    Verb.CANCEL: (0, _cancel),
    Verb.CHOOSE: (2, _choose),
    Verb.PAGE: (2, _turn_page),
    Verb.WHOM: (1, inviting.choose_whom),
    Verb.OFFER: (3, inviting.offer),
    Verb.INVITE: (3, inviting.invite),
    Verb.SUCCESSOR: (3, inviting.offer_successor),
    Verb.HAND_OVER: (3, inviting.hand_over),
    Verb.RENEW: (1, inviting.renew),
    Verb.REVOKE: (1, following.ask_whether_to_revoke),
    Verb.REVOKED: (1, following.revoke),
    Verb.STAGE: (1, following.show_stage),
    Verb.REMIND_ONE: (0, reminding.choose_country),
    Verb.WHETHER_TO_REMIND: (1, reminding.ask_whether),
    Verb.REMIND: (1, reminding.remind_now),
    Verb.NOTE: (1, reopening.ask_note),
    Verb.GIVE_BACK: (1, reopening.give_back),
    Verb.AUDIENCE: (1, announcing.choose_audience),
    Verb.SEND: (0, announcing.send),
    Verb.FOLLOW: (1, announcing.follow),
    Verb.WHICH: (1, exporting.choose_which),
    Verb.EXPORT: (2, exporting.export),
    Verb.COPY: (2, exporting.copy),
}
"""With how many words each stands in its button."""

_SHOWN: Final = (
    ProgressShown,
    StageShown,
    CountryShown,
    ExportAsked,
    ExportSent,
    CopySent,
    AnnouncementFollowed,
    SignInLink,
    NoPages,
    NobodyThere,
    OldButton,
)
"""What begins nothing."""

_PART_OF_IT: Final = frozenset({Verb.CANCEL, Verb.NOTE, Verb.GIVE_BACK, Verb.SEND})
"""Buttons of what is half done."""

_WRITTEN: Final = (ForRemark, ForReopening, ForSending)

BESIDE: Final = (Edited, SentThing, TappedUnknown)
"""Whoever does such a thing has not gone on with something else."""

_ACTS: Final = frozenset(
    {Verb.INVITE, Verb.HAND_OVER, Verb.RENEW, Verb.REVOKED, Verb.REMIND, Verb.GIVE_BACK, Verb.SEND}
)
"""Their message is changed to say that it was done: the button is gone with it."""

_TO_THE_QUESTIONNAIRE: Mapping[Verb, Input] = {
    Verb.QUESTIONNAIRE: Started(),
    Verb.HELP_ASKED: Commanded(Command.HELP),
}
"""Buttons of the desk that lead out of it."""
