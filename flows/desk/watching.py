"""Announcements on their way: the message in which an administrator sent one is changed in place until all have it."""

from __future__ import annotations

from typing import Final

from flows.administration.announcing import Report, announcement_report
from flows.administration.roles import FOR_ADMINISTRATORS, Admission, Role
from flows.again import again_if_overtaken
from flows.desk.announcing import key_of
from flows.desk.replies import AnnouncementFollowed
from flows.desk.states import Watch
from flows.ports import Clock, Outcome, Storage
from flows.questionnaire import Questionnaire
from flows.wording.desk import render

STEPS: Final = 10
"""So often, at most, the message changes on its way; a chat takes one message a second."""


async def show_announcements(
    storage: Storage, questionnaire: Questionnaire, clock: Clock, admission: Admission
) -> tuple[int, ...]:
    """The chats in whose messages it is shown that something went on."""
    async with storage.reading() as work:
        watched = await work.announcements.watched(questionnaire.name)
    chats = []
    for announcement_id, watch in watched:
        report = await announcement_report(storage, questionnaire, FOR_ADMINISTRATORS, announcement_id)
        if _has_gone_on(report, watch):
            chat = await _show(storage, questionnaire, clock, admission, report, watch)
            chats += [chat] if chat is not None else []
    return tuple(chats)


def _has_gone_on(report: Report, watch: Watch) -> bool:
    whole = sum(report.people.values())
    return report.is_done() or (_done(report) - watch.shown) * STEPS >= max(whole, STEPS)


def _done(report: Report) -> int:
    return sum(report.people.values()) - report.people[Outcome.WAITING]


@again_if_overtaken
async def _show(
    storage: Storage,
    questionnaire: Questionnaire,
    clock: Clock,
    admission: Admission,
    report: Report,
    watch: Watch,
) -> int | None:
    """However many processes look, one of them shows it. None where another did, or who made it is no administrator any
    more."""
    now, which = clock.now(), report.announcement.id
    after = None if report.is_done() else watch.model_copy(update={"shown": _done(report)})
    async with storage.work() as work:
        person = await work.respondents.get(watch.respondent_id)
        if person is None or not await work.announcements.watch(which, after, watch):
            return None
        if admission.role_of(person.chat, person.role) is not Role.ADMINISTRATOR:
            return None
        message = render(questionnaire, (AnnouncementFollowed(report, key_of(which), now),), watch.language, now)
        await work.outbox.add(person, message, prompt=0, edits=watch.message, now=now)
        await work.commit()
    return person.chat
