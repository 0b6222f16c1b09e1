"""What is said without being asked: reminders, and announcements of the survey team. Knows no deadline's sentences."""

from __future__ import annotations

from flows.turns import Action, Announced, Reminder, RemindersResumed, RemindersStopped
from flows.wording.buttons import Part, Rows, button, remind_again
from flows.wording.deadline import time_left
from flows.wording.opening import stopped_at
from flows.wording.progress import at_your_pace
from flows.wording.rich import Text, joined, marked
from flows.wording.speaker import Speaker


def reminder(speaker: Speaker, reply: Reminder) -> Part:
    stands = _where_it_stands(speaker, reply), at_your_pace(speaker), time_left(speaker)
    text = joined((speaker.say("**A reminder**"), joined(stands, " ")))
    action = Action.SHOW if reply.question or not reply.begun else Action.SUMMARY
    stop = button(speaker, Action.REMINDERS, speaker.words("Stop reminders"), choice="off")
    return Part(text, ((button(speaker, action, speaker.words("Continue")), stop),))


def reminders_stopped(speaker: Speaker, reply: RemindersStopped) -> Part:
    text = joined((speaker.say("You will not be reminded any more."), time_left(speaker)), " ")
    return Part(text, ((remind_again(speaker),),))


def reminders_resumed(speaker: Speaker, reply: RemindersResumed) -> Part:
    return Part(speaker.say("You will be reminded again."))


def announced(speaker: Speaker, reply: Announced) -> Part:
    text = joined((speaker.say("**From the survey team**"), marked(reply.text)))
    rows: Rows = ()
    if not speaker.conversation.response.is_submitted:
        rows = ((button(speaker, Action.SHOW, speaker.words("Continue")),),)
    return Part(text, rows)


def _where_it_stands(speaker: Speaker, reply: Reminder) -> Text:
    if not reply.begun:
        title = speaker.plain_of(speaker.conversation.questionnaire.title)
        return speaker.say("Your answers to “{title}” are awaited; no question is answered yet.", title=title)
    if not reply.open and not reply.remarked:
        return speaker.say("Everything is answered; all that is left is to submit.")
    stopped = stopped_at(speaker, reply.question) if reply.question else ()
    left = speaker.say_count("{count} question is open.", "{count} questions are open.", reply.open)
    remarks = speaker.say_count(
        "{count} remark of the survey team is open.", "{count} remarks of the survey team are open.", reply.remarked
    )
    return joined((stopped, left if reply.open else (), remarks if reply.remarked else ()), " ")
