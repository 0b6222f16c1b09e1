"""What a campaign does to a conversation: reminders, announcements, and the end of it. Reads no clock, says nothing."""

from __future__ import annotations

from flows.answering import summary
from flows.conversation import Conversation
from flows.response import Response
from flows.turns import (
    Closed,
    Doubted,
    Edited,
    EnquirySent,
    Input,
    ListShown,
    OtherAsked,
    Prompt,
    ReasonAsked,
    Reminder,
    RemindersResumed,
    RemindersStopped,
    RepliedTo,
    Reply,
    Said,
    SharedContact,
    Turn,
    WelcomeBack,
)
from flows.waiting import ForBegin, ForEnquiry, ForLanguage

ON, OFF = "on", "off"
"""The choices of `Action.REMINDERS`."""


def held_to(c: Conversation, given: Input, turn: Turn) -> Turn:
    """The turn; or, after the end of a campaign that closes, a word about that where an answer was to be given.

    What was given stays, can be looked at, and may still be submitted as it stands; whoever was correcting something
    they had submitted, or was asked to, may finish.
    """
    if not c.is_closed:
        return turn
    meant_elsewhere = isinstance(c.response.waiting, ForLanguage | ForBegin | ForEnquiry)
    answering = isinstance(given, Said | RepliedTo | Edited | SharedContact) and not meant_elsewhere
    if answering or _given(turn.response) != _given(c.response):
        return Turn(c.response, (Closed(),))
    if asked := tuple(reply for reply in turn.replies if isinstance(reply, EnquirySent)):
        return Turn(turn.response, (*asked, Closed(refused=False)))
    if any(isinstance(reply, _ASK) for reply in turn.replies):
        return Turn(c.response, _without_asking(c, turn))
    return turn


def reminder(c: Conversation) -> Reminder:
    """Where the person stands, as far as it is worth reminding them of it."""
    begun = not isinstance(c.response.waiting, ForLanguage | ForBegin)
    # Of the opening only where nothing else is left: progress is told without it.
    left = c.total - c.done or len(c.open)
    return Reminder(c.question.name if c.question else None, left, len(c.remarked), begun)


def switch_reminders(c: Conversation, choice: str) -> Turn:
    if choice == OFF:
        return Turn(c.response.but(reminders=False), (RemindersStopped(),))
    return Turn(c.response.but(reminders=True), (RemindersResumed(),))


def _given(response: Response) -> tuple[object, ...]:
    return response.answers, response.ticks, response.attachments


_ASK = Prompt | Doubted | ListShown | OtherAsked | ReasonAsked


def _without_asking(c: Conversation, turn: Turn) -> tuple[Reply, ...]:
    """Whoever returns sees what is there to be submitted; whoever wants to answer, why they cannot."""
    returned = tuple(reply for reply in turn.replies if isinstance(reply, WelcomeBack))
    return (*returned, summary(c)) if returned else (Closed(refused=False),)
