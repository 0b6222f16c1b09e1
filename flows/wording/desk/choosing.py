"""Welcome and help at the desk, the choice of a country, and what is said when something cannot be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flows.answers.folding import fold
from flows.desk.replies import (
    CountryAsked,
    Declined,
    DroppedHalfway,
    NobodyThere,
    OldButton,
    WaitsFor,
    Welcomed,
)
from flows.desk.states import (
    ForAnnouncement,
    ForCountry,
    ForList,
    ForQuestions,
    ForRemark,
    ForReopening,
    ForSending,
    TeamCommand,
)
from flows.desk.taps import Verb
from flows.sentences import N_
from flows.wording.buttons import Rows
from flows.wording.commands import TEAM_COMMANDS
from flows.wording.desk.buttons import Said, button, cancel, named, rows_of
from flows.wording.rich import Text, fill, joined
from flows.wording.sentences import all_in_language
from flows.wording.speaker import Speaker, shortened

MAX_QUOTED: Final = 60
ON_A_PAGE: Final = 24
ALL_AT_ONCE: Final = 32
"""As many countries are offered by name at once; more of them by pages."""


def welcomed(speaker: Speaker, reply: Welcomed) -> Said:
    questionnaire = speaker.plain_of(speaker.conversation.questionnaire.title)
    hello = speaker.say("You are on the survey team of **{questionnaire}**.", questionnaire=questionnaire)
    commands = (
        fill("{command} · ", command=speaker.apart(f"/{name}")) + speaker.say(does)
        for name, does in TEAM_COMMANDS.items()
    )
    text = joined((hello, joined(commands, "\n"), _questionnaire_itself(speaker, reply)))
    own = button(speaker.words("The questionnaire"), Verb.QUESTIONNAIRE)
    about = button(speaker.words("Help with the questions"), Verb.HELP_ASKED)
    return Said(text, ((about if reply.answering else own,),))


def _questionnaire_itself(speaker: Speaker, reply: Welcomed) -> Text:
    if reply.answering:
        return speaker.say("What you write is an answer to the open question, unless I ask you for something here.")
    return speaker.say("You can also open the questionnaire and answer it, to see what a focal point sees.")


def country_asked(speaker: Speaker, reply: CountryAsked) -> Said:
    none = (
        speaker.say("“{written}” is no country that I know, or not clearly one.", written=_quoted(reply.written))
        if reply.written
        else ()
    )
    text = joined((none, speaker.say(_WHICH[reply.command]), speaker.say("Write its name or its code, or choose it.")))
    return Said(text, (*_choice(speaker, reply), (cancel(speaker),)))


_WHICH: Mapping[TeamCommand, str] = {
    TeamCommand.COUNTRY: N_("**Which country do you want to look at?**"),
    TeamCommand.INVITE: N_("**For which country do you invite a focal point?**"),
    TeamCommand.REMIND: N_("**Whom do you want to remind?**"),
    TeamCommand.REOPEN: N_("**Which response do you want to give back for correction?**"),
    TeamCommand.EXPORT: N_("**Which country’s response do you want?**"),
}


def _choice(speaker: Speaker, reply: CountryAsked) -> Rows:
    """The countries by name, or pages of them."""
    names = sorted(((named(speaker, code), code) for code in reply.countries), key=lambda each: fold(each[0]))
    if reply.page is None and len(names) > ALL_AT_ONCE:
        pages = [names[start : start + ON_A_PAGE] for start in range(0, len(names), ON_A_PAGE)]
        captions = (" – ".join(speaker.apart(_begins(page[end][0])) for end in (0, -1)) for page in pages)
        turns = (button(caption, Verb.PAGE, reply.command, str(at)) for at, caption in enumerate(captions))
        return rows_of(turns, 2)
    shown = names if reply.page is None else names[reply.page * ON_A_PAGE : (reply.page + 1) * ON_A_PAGE]
    return rows_of((button(name, Verb.CHOOSE, reply.command, code) for name, code in shown), 2)


def _begins(name: str) -> str:
    return name.split()[0].strip(",")


def nobody_there(speaker: Speaker, reply: NobodyThere) -> Said:
    invite = button(speaker.words("Invite"), Verb.OPEN, TeamCommand.INVITE)
    return Said(speaker.say(_NOBODY[reply.command]), ((invite,),))


_NOBODY: Mapping[TeamCommand, str] = {
    TeamCommand.PROGRESS: N_("Nobody was invited and nobody has begun yet."),
    TeamCommand.COUNTRY: N_("Nobody was invited and nobody has begun yet."),
    TeamCommand.REMIND: N_("There is nobody to remind: nobody is answering at the moment."),
    TeamCommand.REOPEN: N_("No response was submitted yet."),
    TeamCommand.EXPORT: N_("There is no response to export yet."),
}


def declined(speaker: Speaker, reply: Declined) -> Said:
    return Said(speaker.say("Nothing was done. {reason}", reason=all_in_language(reply.reasons, speaker.translator)))


def old_button(speaker: Speaker, reply: OldButton) -> Said:
    return Said(speaker.say("This button belongs to an earlier message and does nothing any more."))


def waits_for(speaker: Speaker, reply: WaitsFor) -> Said:
    return Said(speaker.say(_WAITED_FOR[type(reply.state)]), ((cancel(speaker),),))


_WAITED_FOR: Mapping[type, str] = {
    ForCountry: N_("I wait for the name of a country."),
    ForList: N_("I wait for the list, as a file: CSV or XLSX."),
    ForQuestions: N_("I wait for the numbers of the questions, as in “3, 5a”."),
    ForRemark: N_("I wait for your remark, in words."),
    ForReopening: N_("The remarks are written. Please press one of the buttons above, or Cancel."),
    ForAnnouncement: N_("I wait for the text of the announcement."),
    ForSending: N_("The announcement is written. Please press one of the buttons above, or Cancel."),
}


def dropped_halfway(speaker: Speaker, reply: DroppedHalfway) -> Said:
    if reply.asked:
        return Said(speaker.say("Cancelled. Nothing was done."))
    return Said(
        speaker.say(
            "You went on with something else, so {what} was dropped. Nothing of it was done.",
            what=speaker.words(_HALF_DONE[type(reply.state)]),
        )
    )


_HALF_DONE: Mapping[type, str] = {
    ForCountry: N_("the choice of a country"),
    ForList: N_("the invitation of a list"),
    ForQuestions: N_("the return of a response"),
    ForRemark: N_("the return of a response"),
    ForReopening: N_("the return of a response"),
    ForAnnouncement: N_("the announcement"),
    ForSending: N_("the announcement"),
}


def _quoted(written: str) -> str:
    return shortened(written, MAX_QUOTED)
