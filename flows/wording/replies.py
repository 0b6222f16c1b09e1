"""The table of what each reply says. Knows nothing of how a reply came about; the tests hold it complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flows import turns
from flows.wording import (
    annexes,
    cards,
    carrying,
    corrections,
    deadline,
    helping,
    notices,
    opening,
    overviews,
    progress,
    refusals,
    reminders,
    team,
)
from flows.wording.buttons import Part
from flows.wording.speaker import Speaker

SAID: Mapping[type[Any], Callable[[Speaker, Any], Part]] = {
    turns.LanguageAsked: opening.language_asked,
    turns.LanguageSet: opening.language_set,
    turns.Welcome: opening.welcome,
    turns.TakenOver: opening.taken_over,
    turns.CountryFixed: opening.country_fixed,
    turns.WelcomeBack: opening.welcome_back,
    turns.Whereabouts: opening.whereabouts,
    turns.SectionEnded: progress.section_ended,
    turns.HelpShown: helping.help_shown,
    turns.Prompt: cards.put,
    turns.Refused: refusals.refused,
    turns.Doubted: refusals.doubted,
    turns.OtherAsked: refusals.other_asked,
    turns.ReasonAsked: refusals.reason_asked,
    turns.CannotBeSkipped: refusals.cannot_be_skipped,
    turns.SectionsShown: overviews.hub,
    turns.ReviewShown: overviews.section_review,
    turns.Summary: overviews.summary,
    turns.Recorded: notices.recorded,
    turns.LeftOpen: notices.left_open,
    turns.RestLeftOpen: cards.rest_left_open,
    turns.Filled: cards.filled,
    turns.ListShown: cards.list_shown,
    turns.StayAsTheyWere: cards.stay_as_they_were,
    turns.OffersLoaded: carrying.loaded,
    turns.OffersShown: carrying.shown,
    turns.OffersKept: carrying.kept,
    turns.OfferCleared: carrying.cleared,
    turns.Parked: notices.parked,
    turns.Returned: notices.returned,
    turns.NoWayBack: notices.no_way_back,
    turns.Receipt: notices.receipt,
    turns.CopyGiven: notices.copy_given,
    turns.AlreadySubmitted: notices.already_submitted,
    turns.NothingAsked: notices.nothing_asked,
    turns.Reopened: notices.reopened,
    turns.SentBack: team.sent_back,
    turns.EnquiryAsked: team.enquiry_asked,
    turns.EnquirySent: team.enquiry_sent,
    turns.StaleTap: notices.stale_tap,
    turns.ThingNotRead: notices.thing_not_read,
    turns.EditNotTaken: corrections.edit_not_taken,
    turns.EditRefused: corrections.edit_refused,
    turns.Joined: corrections.joined_to_answer,
    turns.Separated: corrections.separated,
    turns.NotTaken: corrections.not_taken,
    turns.Opened: corrections.opened,
    turns.StillOpen: corrections.still_open,
    turns.UnknownCommandTold: notices.unknown_command_told,
    turns.DefinitionShown: notices.definition_shown,
    turns.Cancelled: notices.cancelled,
    turns.NothingToCancel: notices.nothing_to_cancel,
    turns.Unreachable: notices.unreachable,
    turns.Attached: annexes.attached,
    turns.Detached: annexes.detached,
    turns.FileRefused: annexes.file_refused,
    turns.AttachingExplained: annexes.attaching_explained,
    turns.Closed: deadline.closed,
    turns.Reminder: reminders.reminder,
    turns.RemindersStopped: reminders.reminders_stopped,
    turns.RemindersResumed: reminders.reminders_resumed,
    turns.Announced: reminders.announced,
}


def say(speaker: Speaker, reply: turns.Reply) -> Part:
    return SAID[type(reply)](speaker, reply)
