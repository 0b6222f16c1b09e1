"""The campaign's opening text and its deadline, in all the places where they are told. Knows no reminder."""

from __future__ import annotations

from flows.turns import Action, Closed
from flows.wording.buttons import Part, button, review
from flows.wording.rich import Text, joined
from flows.wording.speaker import Speaker


def opening_text(speaker: Speaker) -> Text:
    """The survey team's, for the welcome."""
    campaign = speaker.conversation.campaign
    return speaker.text_of(campaign.opening) if campaign and campaign.opening else ()


def taken_until(speaker: Speaker) -> Text:
    """For who begins: until when answers are taken."""
    c = speaker.conversation
    if c.campaign is None or c.campaign.deadline is None:
        return ()
    if c.campaign.is_over(c.now):
        return _after_the_deadline(speaker)
    if c.campaign.closes:
        closing = speaker.moment(c.campaign.deadline)
        return speaker.say("Answers are taken until {moment}; then the questionnaire closes.", moment=closing)
    return speaker.say("Answers are taken until {day}.", day=_deadline(speaker))


def time_left(speaker: Speaker) -> Text:
    """For who goes on: how long there still is. Nothing where the response is submitted."""
    c = speaker.conversation
    if c.campaign is None or c.campaign.deadline is None or c.response.is_submitted:
        return ()
    days = c.campaign.days_left(c.now)
    if days is None:
        return _after_the_deadline(speaker)
    if days == 0:
        time = speaker.translator.clock(c.campaign.deadline)
        return speaker.say("The deadline is today at {time} UTC.", time=time)
    return speaker.say_count(
        "{count} day is left until the deadline on {day}.",
        "{count} days are left until the deadline on {day}.",
        days,
        day=_deadline(speaker),
    )


def can_be_corrected(speaker: Speaker) -> Text:
    """For who has submitted."""
    c = speaker.conversation
    if c.is_closed:
        return speaker.say(
            "The questionnaire closed on {day}. If something must be corrected, please ask the survey team with /ask.",
            day=_deadline(speaker),
        )
    if c.campaign is None or c.campaign.days_left(c.now) is None:
        return speaker.say("You can still correct it with /review.")
    return speaker.say("You can still correct it until {day} with /review.", day=_deadline(speaker))


def closed(speaker: Speaker, reply: Closed) -> Part:
    if speaker.conversation.response.is_submitted:
        stands = speaker.say("This is not kept; your response stands as you submitted it.") if reply.refused else ()
        return Part(joined((stands, can_be_corrected(speaker)), " "), ((review(speaker),),))
    kept = speaker.say("This is not kept.") if reply.refused else ()
    submit = button(speaker, Action.SUMMARY, speaker.words("Submit"))
    return Part(joined((kept, _after_the_deadline(speaker)), " "), ((submit, review(speaker)),))


def _after_the_deadline(speaker: Speaker) -> Text:
    if not speaker.conversation.is_closed:
        return speaker.say("The deadline was {day}; your answers are still taken.", day=_deadline(speaker))
    return speaker.say(
        "The questionnaire closed on {day}. Your answers stay as they are; you can still submit them.",
        day=_deadline(speaker),
    )


def _deadline(speaker: Speaker) -> str:
    campaign = speaker.conversation.campaign
    assert campaign is not None, "it is told of only where there is one"  # noqa: S101
    assert campaign.deadline is not None  # noqa: S101
    return speaker.translator.day(campaign.deadline)
