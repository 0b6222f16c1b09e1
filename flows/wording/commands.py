"""What the bot says outside a turn: the descriptions of its commands, and a few sentences that need no response."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from flows.desk.states import TeamCommand
from flows.sentences import N_
from flows.turns import Command
from flows.wording.catalogue import translator

START = "start"

COMMANDS: Mapping[str, str] = {
    START: N_("begin, or go on where you stopped"),
    Command.WHERE: N_("where you are and how much is done"),
    Command.SECTIONS: N_("all sections, to go to any of them"),
    Command.REVIEW: N_("your answers, to read and correct them"),
    Command.BACK: N_("one question back"),
    Command.SKIP: N_("skip this question"),
    Command.SUBMIT: N_("what is still open, and the submission"),
    Command.CANCEL: N_("cancel what is half done; no answer is lost"),
    Command.ATTACH: N_("send a file with an answer"),
    Command.ASK: N_("ask the survey team something"),
    Command.LANGUAGE: N_("choose another language"),
    Command.HELP: N_("how this works"),
}
"""Every slash command in the order of the menu, and what it does."""

_COMMANDS_OF_ONE_LANGUAGE = {command: does for command, does in COMMANDS.items() if command != Command.LANGUAGE}

TEAM_COMMANDS: Mapping[TeamCommand, str] = {
    TeamCommand.PROGRESS: N_("who is where, as a picture and as a list"),
    TeamCommand.COUNTRY: N_("where one country stands, and what can be done for it"),
    TeamCommand.INVITE: N_("a personal link, or links for everybody on a list"),
    TeamCommand.REMIND: N_("remind those who are not done"),
    TeamCommand.REOPEN: N_("give a response back for correction, with remarks"),
    TeamCommand.ANNOUNCE: N_("write to many at once"),
    TeamCommand.EXPORT: N_("responses as files"),
    TeamCommand.DASHBOARD: N_("the pages of the survey team in your browser"),
}
"""The slash commands of administrators in the order of their menu, and what each does."""


class Outside(StrEnum):
    """An occasion to speak without a turn."""

    GROUP = "group"  # the bot was addressed in a group
    NOT_INVITED = "not-invited"  # a person without an invitation, or with a link that does not work (any more)
    REPLACED = "replaced"  # a successor has taken over the person's country
    REVOKED = "revoked"  # the person's access was ended
    TOO_FAST = "too-fast"  # a person sends more in half a minute than is read
    BROKEN = "broken"  # our mistake: the input was not handled
    NOT_MADE = "not-made"  # a file that was to be sent could not be made: said behind its name
    TOO_LARGE = "too-large"  # a file that was to be sent is larger than a chat takes: said behind its name
    UNAVAILABLE = "unavailable"  # the bot is being stopped, or its database does not answer
    ABOUT = "about"  # the bot's description: what an empty chat shows
    ABOUT_SHORT = "about-short"  # the bot's short description: its profile


SENTENCES: Mapping[Outside, str] = {
    Outside.GROUP: N_("Answers are confidential until they are submitted. Please write to me in a private chat."),
    Outside.NOT_INVITED: N_(
        "This questionnaire is answered by invitation. Please open the link that the survey team sent you; "
        "if you have none, or if it does not open, please ask the team for a new one."
    ),
    Outside.REPLACED: N_(
        "From now on somebody else answers for your country, as the survey team decided. All your answers are kept. "
        "Thank you for your work."
    ),
    Outside.REVOKED: N_(
        "Your access to this questionnaire has ended, as the survey team decided. All your answers are kept. "
        "If you think this is a mistake, please ask the team."
    ),
    Outside.TOO_FAST: N_(
        "This comes faster than I can read. From here on I read nothing for ten seconds; everything I confirmed is "
        "kept. Please wait a moment, then send the rest again."
    ),
    Outside.BROKEN: N_("Something went wrong on my side. Your answers are safe. Please send /start to go on."),
    Outside.NOT_MADE: N_(
        "This file could not be made. Everything that was answered is safe. Please ask for the file again later."
    ),
    Outside.TOO_LARGE: N_(
        "This file is larger than a chat takes (50 MB). Please get it on the web page or the command line."
    ),
    Outside.UNAVAILABLE: N_(
        "I cannot take messages at the moment. Your answers are safe. Please send this one again in a few minutes."
    ),
    Outside.ABOUT: N_(
        "I ask an official questionnaire one question at a time. Answer in your own words or with buttons, stop and "
        "come back whenever you like: every answer is kept at once. Press Start to begin or to go on."
    ),
    Outside.ABOUT_SHORT: N_("An official questionnaire, one question at a time. Every answer is kept at once."),
}


def commands_of(languages: Collection[str]) -> Mapping[str, str]:
    """What can be sent where these languages are spoken: one alone is nothing to choose from."""
    return COMMANDS if len(languages) > 1 else _COMMANDS_OF_ONE_LANGUAGE


def menu(language: str | None, commands: Mapping[str, str] = COMMANDS) -> tuple[tuple[str, str], ...]:
    """Each command without its slash, with its description: for the chat service's command menu."""
    speak = translator(language).text
    return tuple((str(command), speak(description)) for command, description in commands.items())


def team_menu(language: str | None) -> tuple[tuple[str, str], ...]:
    """The menu of administrators: the team's commands, then everybody's."""
    speak = translator(language).text
    return (*((str(command), speak(does)) for command, does in TEAM_COMMANDS.items()), *menu(language))


def outside(occasion: Outside, language: str | None) -> str:
    return translator(language).text(SENTENCES[occasion])
