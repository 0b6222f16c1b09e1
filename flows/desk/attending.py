"""The desk's one door: what an administrator's input means there, if anything, and what comes of it, in the turn's own
transaction. The tables of commands, buttons and words stand below.

What is meant for the questionnaire goes to the questionnaire: everything but the team's commands and buttons and, while
the desk waits for something, words and files. Whoever turns to the questionnaire in the middle of something drops it,
and is told, so that words are never read as something else than what was asked for last.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from flows.administration.following import Following
from flows.administration.orders import Order, country_code
from flows.administration.roles import Admission, Role, administrator
from flows.desk import announcing, exporting, following, inviting, reminding, reopening, signing_in
from flows.desk.replies import CountryAsked, Declined, DroppedHalfway, OldButton, WaitsFor, Welcomed
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
from flows.desk.visit import Looked, Outcome, Surroundings, Visit, says
from flows.errors import CampaignError, ExportError, FollowUpError, InvitationError, NotAllowed
from flows.message import Message
from flows.ports import Clock, Delivery, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
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
from flows.wording.desk import render

DECLINING: Final = (InvitationError, CampaignError, FollowUpError, ExportError, NotAllowed)
"""What a use case raises where something cannot be done as it was asked: a sentence for the administrator. What it had
done by then has to be given up with the transaction."""


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


@dataclass(frozen=True, slots=True)
class Attended:
    """`delivery` is the message that may go out at once, if this is known; `told` are others who are told something.
    `greeted`: the administrator is told what can be done here."""

    delivery: Delivery | None
    told: tuple[int, ...] = ()
    greeted: bool = False


class Desk:
    """One questionnaire's team. `name` gives the bot's user name, `pages` the address of the web application, if there
    is one."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        storage: Storage,
        clock: Clock,
        admission: Admission,
        name: Callable[[], str],
        pages: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._around = Surroundings(questionnaire, storage, Following(questionnaire, storage, clock), name, pages)
        self._admission = admission

    @property
    def following(self) -> Following:
        """What is remembered of the campaign, for whoever else looks at it in this process."""
        return self._around.following

    async def look_ahead(self, chat: int, given: Input) -> Looked:
        """Before the turn of an administrator who may want to know: where everybody stands, looked up while nobody
        waits for it. None for everybody else."""
        command = _team_command(given.text) if isinstance(given, CommandedUnknown) else None
        if command is None and not (isinstance(given, Tapped) and read(given.tap)):
            return None
        async with self._around.storage.reading() as work:
            person = await work.respondents.find(chat)
        if self._admission.role_of(chat, person.role if person else None) is not Role.ADMINISTRATOR:
            return None
        return await self.following.all(administrator(chat))

    def serves(self, person: Respondent) -> bool:
        return self._admission.role_of(person.chat, person.role) is Role.ADMINISTRATOR

    def awaits_list(self, person: Respondent) -> bool:
        return self.serves(person) and isinstance(person.desk, ForList)

    async def attend(
        self, work: Work, person: Respondent, heard: Heard, now: datetime, *, entered: bool, declined: str | None
    ) -> Attended | Input:
        """What was done, kept and said; or what is for the questionnaire. Raises one of `DECLINING`: it is to be tried
        once more, in another transaction, with its sentence as `declined`."""
        state = None if isinstance(person.desk, Acted) else person.desk
        actor = administrator(person.chat)
        visit = Visit(self._around, work, actor, person, heard.message, now, heard.language, state, heard.looked)
        if isinstance(person.desk, Acted) and person.desk == _act(heard):
            return Attended(None)
        if declined is not None:
            return await self._keep(visit, person, heard, says(Declined(declined), state=visit.state))
        outcome = says(Welcomed(entered=True)) if entered else await _meant_for_desk(visit, person, heard)
        if outcome is not None:
            return await self._keep(visit, person, heard, outcome)
        if visit.state is not None and not isinstance(heard.input, _BESIDE):
            await self._keep(visit, person, heard, says(DroppedHalfway(visit.state, asked=False)))
        return _passed_on(heard.input)

    async def _keep(self, visit: Visit, person: Respondent, heard: Heard, outcome: Outcome) -> Attended:
        state = outcome.state or _act(heard)
        if state != person.desk:
            await visit.work.respondents.keep_desk(person, state)
        edits = heard.message if outcome.in_place and isinstance(heard.input, Tapped) else None
        message = self._said(visit, outcome)
        delivery = await visit.work.outbox.add(person, message, prompt=0, edits=edits, now=visit.at)
        greeted = any(isinstance(reply, Welcomed) for reply in outcome.replies)
        return Attended(delivery, outcome.told, greeted)

    def _said(self, visit: Visit, outcome: Outcome) -> Message:
        message = render(self._around.questionnaire, outcome.replies, visit.language, visit.at)
        return message.model_copy(update={"in_place": outcome.in_place})


async def _meant_for_desk(visit: Visit, person: Respondent, heard: Heard) -> Outcome | None:
    """None: it is for the questionnaire."""
    answering = person.response_id is not None
    match heard.input:
        case Tapped(tap) if tap.action is Action.TEAM:
            return await _tapped(visit, heard.input)
        case CommandedUnknown(text) if (command := _team_command(text)) is not None:
            return await _commanded(visit, command, text)
        case Commanded(Command.HELP):
            return says(Welcomed(answering=answering), state=visit.state)
        case Commanded(Command.CANCEL) if visit.state is not None:
            return says(DroppedHalfway(visit.state))
        case Said() if visit.state is not None:
            if not answering or await _is_about_no_question(visit, person, heard):
                return await _said(visit, heard.input)
    if heard.listed is not None and isinstance(visit.state, ForList):
        return await inviting.invite_list(visit, heard.listed)
    if answering:
        return None
    return says(Welcomed(), state=visit.state) if isinstance(heard.input, _BESIDE) else _anew(visit, says(Welcomed()))


def _act(heard: Heard) -> Acted | None:
    """The button tapped, if it is one of those that do something once."""
    tap = read(heard.input.tap) if isinstance(heard.input, Tapped) else None
    if tap is None or tap.verb not in _ACTS or heard.message is None:
        return None
    return Acted(message=heard.message, button=tap.choice)


def _passed_on(given: Input) -> Input:
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
    if tap.verb in _LOOKING:
        return _meanwhile(visit, outcome)
    return outcome if tap.verb in _PART_OF_IT else _anew(visit, outcome)


def _meanwhile(visit: Visit, outcome: Outcome) -> Outcome:
    """Looking at something else drops nothing."""
    return replace(outcome, state=visit.state)


def _anew(visit: Visit, outcome: Outcome) -> Outcome:
    """Who begins something else drops what was half done: it is said, where something had been written."""
    if visit.state == outcome.state or not isinstance(visit.state, _WRITTEN):
        return outcome
    return replace(outcome, replies=(DroppedHalfway(visit.state, asked=False), *outcome.replies))


def _team_command(text: str) -> TeamCommand | None:
    """`/progress`, `/progress@name_bot`, and either with words behind it."""
    word = text.split(maxsplit=1)[0].removeprefix("/").partition("@")[0].lower()
    return TeamCommand(word) if word in list(TeamCommand) else None


async def _commanded(visit: Visit, command: TeamCommand, text: str) -> Outcome:
    """`/country Pakistan` says at once what is asked for otherwise; other words behind a command mean nothing."""
    _, *named = text.split(maxsplit=1)
    if named and command in _ASKING:
        return _anew(visit, await _name_country(visit, ForCountry(command=command), named[0]))
    outcome = await _COMMANDS[command](visit)
    return _meanwhile(visit, outcome) if command in _LOOKED_AT else _anew(visit, outcome)


async def _is_about_no_question(visit: Visit, person: Respondent, heard: Heard) -> bool:
    """Not so a reply to a message about a question."""
    if heard.reply_to is None or person.response_id is None:
        return True
    response = await visit.work.responses.get(person.response_id)
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

_LOOKING: Final = frozenset({Verb.STAGE, Verb.FOLLOW, Verb.WHICH, Verb.EXPORT, Verb.COPY})
_LOOKED_AT: Final = frozenset({TeamCommand.PROGRESS, TeamCommand.EXPORT, TeamCommand.DASHBOARD})
"""Buttons and commands that begin nothing."""

_PART_OF_IT: Final = frozenset({Verb.CANCEL, Verb.NOTE, Verb.GIVE_BACK, Verb.SEND})
"""Buttons of what is half done."""

_WRITTEN: Final = (ForRemark, ForReopening, ForSending)

_BESIDE: Final = (Edited, SentThing, TappedUnknown)
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
