"""Reminders as the desk speaks of them. Knows no reply of another command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from flows.administration.reminding import PassedOver, Why
from flows.desk.reminding import EVERYBODY
from flows.desk.replies import RemindersPlanned, WhetherToRemind, WhomToRemind
from flows.desk.states import TeamCommand
from flows.desk.taps import Verb
from flows.sentences import N_
from flows.wording.desk.buttons import Said, button, cancel, list_of_countries, named
from flows.wording.rich import Text, joined
from flows.wording.speaker import Speaker

WHYS: Mapping[Why, str] = {
    Why.SUBMITTED: N_("Submitted already: {countries}."),
    Why.STOPPED: N_("They asked not to be reminded: {countries}."),
    Why.UNREACHABLE: N_("They blocked the bot: {countries}."),
    Why.NOT_OPENED: N_("The link was never opened, so please write to them yourself: {countries}."),
    Why.NOT_INVITED: N_("Not invited: {countries}."),
}

_ORDER: Final = (Why.UNREACHABLE, Why.STOPPED, Why.SUBMITTED, Why.NOT_OPENED, Why.NOT_INVITED)


def whom_to_remind(speaker: Speaker, reply: WhomToRemind) -> Said:
    text = speaker.say_count(
        "**Whom do you want to remind?** {count} country is answering at the moment.",
        "**Whom do you want to remind?** {count} countries are answering at the moment.",
        reply.number,
    )
    everybody = button(speaker.words("All who are not done"), Verb.WHETHER_TO_REMIND, EVERYBODY)
    one = button(speaker.words("One country"), Verb.REMIND_ONE)
    return Said(text, ((everybody,), (one,), (cancel(speaker),)))


def whether_to_remind(speaker: Speaker, reply: WhetherToRemind) -> Said:
    what = speaker.say(
        "Each is told where they stand, what is open and how long there still is; in no one’s night or weekend, and "
        "nobody twice within a day."
    )
    if reply.country:
        whom = speaker.say("**Remind {country}?**", country=named(speaker, reply.country))
    else:
        whom = speaker.say_count("**Remind {count} country?**", "**Remind {count} countries?**", reply.number)
    remind = button(speaker.words("Remind"), Verb.REMIND, reply.country or EVERYBODY)
    return Said(joined((whom, what)), ((remind, cancel(speaker)),))


def reminders_planned(speaker: Speaker, reply: RemindersPlanned) -> Said:
    reminded = reply.done.reminded
    later = [each for each in reminded if each.at > reply.at]
    if reminded:
        heading = speaker.say_count(
            "**{count} reminder is on its way.**", "**{count} reminders are on their way.**", len(reminded)
        )
    else:
        heading = speaker.say("**Nobody is reminded.**")
    quiet = (
        speaker.say(
            "Where it is night or weekend they go out later, first of all on {moment}.",
            moment=speaker.moment(min(each.at for each in later)),
        )
        if later
        else ()
    )
    back = button(speaker.words("Progress"), Verb.OPEN, TeamCommand.PROGRESS)
    return Said(joined((heading, quiet, joined(_passed_over(speaker, reply.done.passed_over), "\n"))), ((back,),))


def _passed_over(speaker: Speaker, passed_over: Sequence[PassedOver]) -> list[Text]:
    by_reason = {why: [each.country for each in passed_over if each.why is why] for why in _ORDER}
    return [
        speaker.say(WHYS[why], countries=list_of_countries(speaker, countries))
        for why, countries in by_reason.items()
        if countries
    ]
