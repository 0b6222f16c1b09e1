"""Every command and every button of the chat, with what is sent for it, and for whom it is.

Without its row a new one fails. What is sent means something: it is about Pakistan, or about a question of everybody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flows.desk.states import TeamCommand
from flows.desk.taps import Verb, tap
from flows.turns import LATER, Action, Command, Commanded, CommandedUnknown, Input, Started, Tap, Tapped

COMMANDS: Final[Mapping[Command, Input]] = {
    Command.HELP: Commanded(Command.HELP),
    Command.WHERE: Commanded(Command.WHERE),
    Command.BACK: Commanded(Command.BACK),
    Command.SKIP: Commanded(Command.SKIP),
    Command.SECTIONS: Commanded(Command.SECTIONS),
    Command.REVIEW: Commanded(Command.REVIEW),
    Command.SUBMIT: Commanded(Command.SUBMIT),
    Command.ASK: Commanded(Command.ASK, "What is meant?"),
    Command.ATTACH: Commanded(Command.ATTACH),
    Command.LANGUAGE: Commanded(Command.LANGUAGE),
    Command.CANCEL: Commanded(Command.CANCEL),
}
"""For whoever answers; the team may try them too."""

TEAM_COMMANDS: Final[Mapping[TeamCommand, str]] = {
    TeamCommand.PROGRESS: "/progress",
    TeamCommand.COUNTRY: "/country PAK",
    TeamCommand.INVITE: "/invite NOR",
    TeamCommand.REMIND: "/remind PAK",
    TeamCommand.REOPEN: "/reopen PAK",
    TeamCommand.ANNOUNCE: "/announce",
    TeamCommand.EXPORT: "/export",
    TeamCommand.DASHBOARD: "/dashboard",
}

BUTTONS: Final[Mapping[Action, tuple[str, str]]] = {
    Action.LANGUAGE: ("", "en"),
    Action.BEGIN: ("", ""),
    Action.OTHER_COUNTRY: ("", ""),
    Action.CHOOSE: ("country", "PAK"),
    Action.TODAY: ("day", ""),
    Action.TOGGLE: ("tools", "mail"),
    Action.DONE: ("tools", ""),
    Action.NONE: ("tools", ""),
    Action.CONFIRM: ("country", "0"),
    Action.RETYPE: ("site", ""),
    Action.SKIP: ("site", ""),
    Action.REASON: ("site", LATER),
    Action.BACK: ("", ""),
    Action.SHOW: ("", ""),
    Action.SECTIONS: ("", ""),
    Action.SECTION: ("", "two"),
    Action.REVIEW: ("", "one"),
    Action.EDIT: ("country", ""),
    Action.OVERRIDE: ("site", "checked"),
    Action.ADDRESS_STANDS: ("site", "checked-00000000"),
    Action.KEEP: ("site", ""),
    Action.KEEP_ALL: ("site", ""),
    Action.CHANGE: ("site", ""),
    Action.CLEAR: ("site", ""),
    Action.ASK_TEAM: ("site", ""),
    Action.REMARK: ("site", ""),
    Action.SUMMARY: ("", ""),
    Action.SUBMIT: ("", ""),
    Action.DEFINE: ("site", "portal"),
    Action.COPY: ("", ""),
    Action.REMINDERS: ("", "off"),
    Action.DETACH: ("site", "{file}"),
    Action.SEPARATE: ("site", "99"),
    Action.TEAM: ("", Verb.QUESTIONNAIRE),
}
"""For whoever answers: question and choice; the last is the desk's, whose own buttons are below."""

DESK: Final[Mapping[Verb, tuple[str, ...]]] = {
    Verb.OPEN: (TeamCommand.PROGRESS,),
    Verb.QUESTIONNAIRE: (),
    Verb.CANCEL: (),
    Verb.HELP_ASKED: (),
    Verb.CHOOSE: (TeamCommand.COUNTRY, "PAK"),
    Verb.PAGE: (TeamCommand.COUNTRY, "0"),
    Verb.WHOM: ("country",),
    Verb.OFFER: ("NOR", "-", "30"),
    Verb.INVITE: ("NOR", "-", "30"),
    Verb.SUCCESSOR: ("PAK", "-", "30"),
    Verb.HAND_OVER: ("KEN", "-", "30"),
    Verb.RENEW: ("FRA",),
    Verb.REVOKE: ("PAK",),
    Verb.REVOKED: ("FRA",),
    Verb.STAGE: ("completed",),
    Verb.REMIND_ONE: (),
    Verb.WHETHER_TO_REMIND: ("all",),
    Verb.REMIND: ("KEN",),
    Verb.NOTE: ("PAK",),
    Verb.GIVE_BACK: ("PAK",),
    Verb.AUDIENCE: ("all",),
    Verb.SEND: (),
    Verb.FOLLOW: ("{key}",),
    Verb.WHICH: ("all",),
    Verb.EXPORT: ("all", "json"),
    Verb.COPY: ("PAK", "json"),
}
"""For the team."""


def everybodys(ids: Mapping[str, str]) -> Mapping[str, Input]:
    """What whoever answers may send, by how it is called."""
    buttons = {
        f"button {action.name}": Tapped(Tap(action=action, question=question, choice=choice.format(**ids)))
        for action, (question, choice) in BUTTONS.items()
        if action is not Action.TEAM
    }
    return {"/start": Started(), **{f"/{command}": given for command, given in COMMANDS.items()}, **buttons}


def the_teams(ids: Mapping[str, str]) -> Mapping[str, Input]:
    commands = {text: CommandedUnknown(text) for text in TEAM_COMMANDS.values()}
    desk = {verb: tuple(word.format(**ids) for word in what) for verb, what in DESK.items()}
    return {**commands, **{f"desk {verb.name}": Tapped(tap(verb, *what)) for verb, what in desk.items()}}
