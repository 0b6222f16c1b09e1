"""Announcements as the desk speaks of them. Knows no reply of another command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flows.desk.replies import AnnouncementFollowed, AnnouncementShown, AudienceAsked, TextAsked
from flows.desk.taps import Verb
from flows.ports import Audience, Outcome
from flows.sentences import N_
from flows.wording.desk.buttons import Said, button, cancel, list_of_countries
from flows.wording.rich import Text, joined, literal
from flows.wording.speaker import Speaker

AUDIENCES: Mapping[Audience, str] = {
    Audience.NOT_STARTED: N_("Those who have not begun"),
    Audience.IN_PROGRESS: N_("Those who are answering"),
    Audience.COMPLETED: N_("Those who have submitted"),
    Audience.ALL: N_("Everybody"),
}

BAR: Final = 20
"""Characters."""


def audience_asked(speaker: Speaker, reply: AudienceAsked) -> Said:
    buttons = ((button(speaker.words(words), Verb.AUDIENCE, audience),) for audience, words in AUDIENCES.items())
    return Said(speaker.say("**To whom do you want to write?**"), (*buttons, (cancel(speaker),)))


def text_asked(speaker: Speaker, reply: TextAsked) -> Said:
    text = speaker.say(
        "**{audience}.** What do you want to say? Your next message is the text; you see it before it goes out.",
        audience=speaker.words(AUDIENCES[reply.audience]),
    )
    return Said(text, ((cancel(speaker),),))


def announcement_shown(speaker: Speaker, reply: AnnouncementShown) -> Said:
    preview = reply.preview
    unreachable = _countries(speaker, N_("They blocked the bot: {countries}."), preview.unreachable)
    not_opened = _countries(speaker, N_("The link was never opened: {countries}."), preview.not_opened)
    if not preview.people:
        nobody = speaker.say("**There is nobody to whom this could be sent.**")
        return Said(joined((nobody, joined((unreachable, not_opened), "\n"))))
    heading = speaker.say_count(
        "**This is what {count} person gets:**", "**This is what {count} people get:**", preview.people
    )
    hours = speaker.say("Where it is night or weekend it goes out later.")
    send = button(speaker.words("Send"), Verb.SEND)
    facts = joined((unreachable, not_opened, hours), "\n")
    return Said(joined((heading, preview.message.text, literal("―――"), facts)), ((send, cancel(speaker)),))


def announcement_followed(speaker: Speaker, reply: AnnouncementFollowed) -> Said:
    people = reply.report.people
    whole, waiting = sum(people.values()), people[Outcome.WAITING]
    done = whole - waiting
    heading = (
        speaker.say("**The announcement is out.**")
        if not waiting
        else speaker.say("**The announcement is on its way.**")
    )
    bar = "▓" * (done * BAR // max(1, whole)) + "░" * (BAR - done * BAR // max(1, whole))
    counted = speaker.say("{bar} {done} of {whole}", bar=bar, done=done, whole=whole)
    time = speaker.say("As of {moment}.", moment=speaker.moment(reply.at))
    unreachable = _countries(speaker, N_("They blocked the bot: {countries}."), reply.report.unreachable)
    failed = _countries(speaker, N_("Telegram refused it: {countries}."), reply.report.failed)
    again = ((button(speaker.words("How far is it?"), Verb.FOLLOW, reply.key),),) if waiting else ()
    return Said(joined((heading, joined((counted, time, unreachable, failed), "\n"))), again)


def _countries(speaker: Speaker, template: str, countries: tuple[str | None, ...]) -> Text:
    return speaker.say(template, countries=list_of_countries(speaker, countries)) if countries else ()
