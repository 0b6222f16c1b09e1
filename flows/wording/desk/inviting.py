"""Invitations as the desk speaks of them. Knows no reply of another command."""

from __future__ import annotations

from typing import Final

from flows.administration.invitations import State
from flows.administration.orders import DAYS
from flows.desk.inviting import ANY_LANGUAGE, DAYS_OFFERED, TEAM
from flows.desk.replies import (
    HasFocalPoint,
    HasLink,
    LinkMade,
    ListAsked,
    ListInvited,
    ListWrong,
    Offered,
    WhomToInvite,
)
from flows.desk.states import TeamCommand
from flows.desk.taps import Verb
from flows.message import Button, File
from flows.wording.buttons import Rows
from flows.wording.catalogue import language_name
from flows.wording.desk.buttons import Said, back_to, button, cancel, named, radio, rows_of
from flows.wording.rich import Text, joined, literal
from flows.wording.sentences import all_in_language
from flows.wording.speaker import Speaker

MAX_DEFECTS: Final = 30


def whom_to_invite(speaker: Speaker, reply: WhomToInvite) -> Said:
    return Said(
        speaker.say("**Whom do you want to invite?**"),
        (
            (button(speaker.words("A focal point"), Verb.WHOM, "country"),),
            (button(speaker.words("Everybody on a list"), Verb.WHOM, "list"),),
            (button(speaker.words("An administrator"), Verb.WHOM, "administrator"),),
            (cancel(speaker),),
        ),
    )


def offered(speaker: Speaker, reply: Offered) -> Said:
    until = speaker.say_count(
        "It is open for {count} day, and works once.", "It is open for {count} days, and works once.", reply.days
    )
    text = joined((_for_whom(speaker, reply), joined((_language(speaker, reply), until), " ")))
    make = Verb.HAND_OVER if reply.successor else Verb.INVITE
    last = button(speaker.words("Make the link"), make, *_what(reply)), cancel(speaker)
    return Said(text, (*_languages(speaker, reply), *_days(speaker, reply), last))


def _for_whom(speaker: Speaker, reply: Offered) -> Text:
    if reply.country is None:
        return speaker.say("**A link for an administrator.** Who opens it can do all that you can do here.")
    country = named(speaker, reply.country)
    if reply.successor:
        return speaker.say(
            "**A link for the successor in {country}.** When it is opened the answers stay, the person before loses "
            "access, and both are told.",
            country=country,
        )
    return speaker.say("**A link for {country}.** Who opens it answers for this country.", country=country)


def _language(speaker: Speaker, reply: Offered) -> Text:
    if reply.country is None or len(speaker.conversation.questionnaire.languages) == 1:
        return ()
    if reply.language is None:
        return speaker.say("The person is asked for the language.")
    return speaker.say("Language: {language}.", language=language_name(reply.language))


def _languages(speaker: Speaker, reply: Offered) -> Rows:
    languages = speaker.conversation.questionnaire.languages
    if reply.country is None or len(languages) == 1:
        return ()
    captions = {language: language_name(language) for language in languages}
    captions[ANY_LANGUAGE] = speaker.words("Ask the person")
    buttons = (
        button(
            radio(caption, chosen=language == (reply.language or ANY_LANGUAGE)),
            _verb(reply),
            *_what(reply, language=language),
        )
        for language, caption in captions.items()
    )
    return rows_of(buttons, 2)


def _days(speaker: Speaker, reply: Offered) -> Rows:
    buttons = (
        button(
            radio(speaker.words("{count} days", count=days), chosen=days == reply.days),
            _verb(reply),
            *_what(reply, days=days),
        )
        for days in DAYS_OFFERED
    )
    return rows_of(buttons, 4)


def _verb(reply: Offered) -> Verb:
    return Verb.SUCCESSOR if reply.successor else Verb.OFFER


def _what(reply: Offered, *, language: str | None = None, days: int | None = None) -> tuple[str, str, str]:
    return reply.country or TEAM, language or reply.language or ANY_LANGUAGE, str(days or reply.days)


def has_link(speaker: Speaker, reply: HasLink) -> Said:
    country, day = named(speaker, reply.country), speaker.translator.day(reply.until.date())
    if reply.state is State.OPEN:
        text = speaker.say(
            "**{country}** was invited already, and the link was not opened yet. It is open until {day}. "
            "A new link takes its place: the old one opens nothing any more.",
            country=country,
            day=day,
        )
    else:
        text = speaker.say(
            "**{country}** was invited already, but the link was not opened. It expired on {day}.",
            country=country,
            day=day,
        )
    renew = button(speaker.words("Make a new link"), Verb.RENEW, reply.country)
    return Said(text, ((renew, cancel(speaker)),))


def has_focal_point(speaker: Speaker, reply: HasFocalPoint) -> Said:
    text = speaker.say(
        "**{country}** has a focal point already. If somebody else takes over, invite a successor: the answers stay.",
        country=named(speaker, reply.country),
    )
    return Said(text, ((successor(speaker, reply.country),), (back_to(speaker, reply.country), cancel(speaker))))


def successor(speaker: Speaker, country: str) -> Button:
    languages = speaker.conversation.questionnaire.languages
    language = languages[0] if len(languages) == 1 else ANY_LANGUAGE
    return button(speaker.words("Invite a successor"), Verb.SUCCESSOR, country, language, str(DAYS))


def link_made(speaker: Speaker, reply: LinkMade) -> Said:
    whom = named(speaker, reply.country) if reply.country else speaker.words("an administrator")
    text = joined(
        (
            speaker.say(
                "**The link for {whom}**, open until {day}:", whom=whom, day=speaker.translator.day(reply.until.date())
            ),
            literal(reply.link),
            speaker.say(
                "It is personal, works once, and is shown only here: send it to its person, and to nobody else."
            ),
        )
    )
    more = button(speaker.words("Invite somebody else"), Verb.OPEN, TeamCommand.INVITE)
    return Said(text, ((more,),))


def list_asked(speaker: Speaker, reply: ListAsked) -> Said:
    text = speaker.say(
        "**Please send the list as a file, CSV or XLSX.** Its first line names the columns: country, name, address, "
        "language. Only the country is needed; the name and the address are for your own use. "
        "You get the links back as a file."
    )
    return Said(text, ((cancel(speaker),),))


def list_wrong(speaker: Speaker, reply: ListWrong) -> Said:
    shown = all_in_language(reply.reasons[:MAX_DEFECTS], speaker.translator)
    left = len(reply.reasons) - MAX_DEFECTS
    more = speaker.say_count("… and {count} more.", "… and {count} more.", left) if left > 0 else ()
    text = joined(
        (
            speaker.say("**Nobody was invited.** Please put this right and send the list again."),
            joined((literal(shown), more), "\n"),
        )
    )
    return Said(text, ((cancel(speaker),),))


def list_invited(speaker: Speaker, reply: ListInvited) -> Said:
    text = speaker.say_count(
        "**{count} person is invited.** The link is in the file. It is shown only here: send it to nobody else.",
        "**{count} people are invited.** The links are in the file. They are shown only here: send each to its person, "
        "and to nobody else.",
        reply.count,
    )
    return Said(text, files=(File(name="links.csv", media_type="text/csv", content=reply.file),))
