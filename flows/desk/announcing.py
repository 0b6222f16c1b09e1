"""At the desk: a word to many, looked at before it is sent, and followed afterwards."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase, digits
from uuid import UUID

from flows.administration.announcing import (
    Draft,
    Report,
    announce,
    announcement_report,
    preview_announcement,
)
from flows.desk.replies import AnnouncementFollowed, AnnouncementShown, AudienceAsked, OldButton, TextAsked
from flows.desk.states import ForAnnouncement, ForSending, Watch
from flows.desk.visit import Outcome, Visit, says
from flows.ports import Audience


async def open_announcing(visit: Visit) -> Outcome:
    return says(AudienceAsked())


async def choose_audience(visit: Visit, audience: str) -> Outcome:
    if audience not in list(Audience):
        return says(OldButton())
    return says(TextAsked(Audience(audience)), state=ForAnnouncement(audience=audience))


async def take_text(visit: Visit, state: ForAnnouncement, text: str) -> Outcome:
    draft = Draft(text, Audience(state.audience))
    shown = await preview_announcement(visit.storage, visit.questionnaire, visit, visit.actor, draft)
    if not shown.people:
        return says(AnnouncementShown(Audience(state.audience), shown))
    return says(
        AnnouncementShown(Audience(state.audience), shown), state=ForSending(audience=state.audience, text=text)
    )


async def send(visit: Visit) -> Outcome:
    state = visit.state
    if not isinstance(state, ForSending):
        return says(OldButton(), state=state)
    draft = Draft(state.text, Audience(state.audience))
    made = await announce(visit.storage, visit.questionnaire, visit, visit.actor, draft)
    if visit.message is not None:
        watch = Watch(respondent_id=visit.person.id, message=visit.message, shown=0, language=visit.language)
        await visit.work.announcements.watch(made.id, watch, None)
    return says(await _followed(visit, made.id), in_place=True)


async def follow(visit: Visit, key: str) -> Outcome:
    """How far it is by now; the message changes in place."""
    announcement_id = _id_of(key)
    if announcement_id is None:
        return says(OldButton(), state=visit.state)
    return says(await _followed(visit, announcement_id), state=visit.state, in_place=True)


async def _followed(visit: Visit, announcement_id: str) -> AnnouncementFollowed:
    report: Report = await announcement_report(visit.storage, visit.questionnaire, visit.actor, announcement_id)
    return AnnouncementFollowed(report, key_of(announcement_id), visit.at)


# A UUID as it is written has 36 characters; a button has room for 22, and "_" stands between its words.
_DIGITS = digits + ascii_uppercase + ascii_lowercase
_LENGTH = 22


def key_of(announcement_id: str) -> str:
    number, key = UUID(announcement_id).int, ""
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_DIGITS))
        key = _DIGITS[digit] + key
    return key


def _id_of(key: str) -> str | None:
    if len(key) != _LENGTH or not set(key) <= set(_DIGITS):
        return None
    number = 0
    for digit in key:
        number = number * len(_DIGITS) + _DIGITS.index(digit)
    return str(UUID(int=number)) if number < 2**128 else None
