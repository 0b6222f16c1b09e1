"""What goes out to the focal points: the campaign's deadline and reminders, announcements, and what became of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import Final

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from flows.administration.announcing import (
    LONGEST,
    Draft,
    Report,
    announce,
    announcement_report,
    announcements,
    preview_announcement,
)
from flows.administration.campaign import LONGEST_OPENING, read_campaign, set_campaign
from flows.administration.reminding import remind
from flows.campaign import Campaign, Reminders
from flows.errors import CampaignError
from flows.ports import Audience
from flows.quiet_hours import Quiet
from flows.sentences import N_
from web.guarding import SignedIn, Visitor, declined
from web.pages.routers import guarded
from web.rendering import render

router = guarded()

MOST_SHOWN: Final = 20


@router.get("/messages")
async def show_messages(request: Request, visitor: SignedIn, done: str = "") -> Response:
    return await _shown(request, visitor, done=done)


@router.post("/messages/campaign")
async def change_campaign(request: Request, visitor: SignedIn) -> Response:
    survey = visitor.survey
    try:
        await set_campaign(survey.storage, survey.questionnaire, survey.clock, visitor.actor, _campaign(visitor))
    except CampaignError as error:
        return await _shown(request, visitor, mistake=declined(error, visitor.reader))
    return RedirectResponse("/messages?done=set", 303)


@router.post("/messages/reminders")
async def remind_now(request: Request, visitor: SignedIn) -> Response:
    """One country, or everybody who has not submitted."""
    survey = visitor.survey
    country = visitor.said("country")
    reminding = await remind(
        survey.storage, survey.questionnaire, survey.clock, visitor.actor, [country] if country else None
    )
    return render(request, "reminded.html", visitor=visitor, reminding=reminding)


@router.post("/messages/preview")
async def preview(request: Request, visitor: SignedIn) -> Response:
    survey, draft = visitor.survey, _draft(visitor)
    try:
        shown = await preview_announcement(survey.storage, survey.questionnaire, survey.clock, visitor.actor, draft)
    except CampaignError as error:
        return await _shown(request, visitor, mistake=declined(error, visitor.reader))
    return render(request, "announcement_preview.html", visitor=visitor, draft=draft, preview=shown)


@router.post("/messages/announcements")
async def send(visitor: SignedIn) -> Response:
    survey = visitor.survey
    await announce(survey.storage, survey.questionnaire, survey.clock, visitor.actor, _draft(visitor))
    return RedirectResponse("/messages?done=announced", 303)


@router.get("/messages/{announcement_id}")
async def show_report(request: Request, visitor: SignedIn, announcement_id: str) -> Response:
    report = await _report(visitor, announcement_id)
    return render(request, "announcement.html", visitor=visitor, report=report)


async def _shown(request: Request, visitor: Visitor, *, done: str = "", mistake: str | None = None) -> Response:
    survey = visitor.survey
    campaign = await read_campaign(survey.storage, survey.questionnaire, visitor.actor)
    sent = await announcements(survey.storage, survey.questionnaire, visitor.actor)
    reports = [await _report(visitor, each.id) for each in sent[:MOST_SHOWN]]
    return render(
        request,
        "messages.html",
        400 if mistake else 200,
        visitor=visitor,
        campaign=campaign,
        campaign_or_first=campaign or Campaign(),
        reports=reports,
        longest=LONGEST,
        longest_opening=LONGEST_OPENING,
        said=visitor.form,
        done=done,
        mistake=mistake,
    )


async def _report(visitor: Visitor, announcement_id: str) -> Report:
    survey = visitor.survey
    return await announcement_report(survey.storage, survey.questionnaire, visitor.actor, announcement_id)


def _draft(visitor: Visitor) -> Draft:
    try:
        audience = Audience(visitor.said("audience") or Audience.ALL)
    except ValueError:
        raise CampaignError(N_("Choose whom it goes to.")) from None
    text = visitor.said("text").replace("\r\n", "\n")
    return Draft(text, audience, visitor.said("country") or None, visitor.said("at_once") == "yes")


def _campaign(visitor: Visitor) -> Campaign:
    languages = visitor.survey.questionnaire.languages
    opening = {code: visitor.said(f"opening-{code}").replace("\r\n", "\n") for code in languages}
    silence = visitor.said("silence")
    return Campaign(
        deadline=_deadline(visitor),
        closes=visitor.said("closes") == "yes",
        opening={code: text for code, text in opening.items() if text},
        quiet=Quiet(_clock(visitor, "begins"), _clock(visitor, "ends"), visitor.said("weekends") == "yes"),
        reminders=Reminders(_days(visitor.said("days")), _number(silence) if silence else None),
    )


def _deadline(visitor: Visitor) -> datetime | None:
    day, clock = visitor.said("deadline"), visitor.said("deadline-time") or "23:59"
    if not day:
        return None
    try:
        return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC)
    except ValueError:
        raise CampaignError(
            N_("“{written}” is no moment: write 2019-05-31 and 18:00."), written=f"{day} {clock}"
        ) from None


def _clock(visitor: Visitor, field: str) -> time:
    written = visitor.said(field)
    try:
        return time.fromisoformat(written) if written else time()
    except ValueError:
        raise CampaignError(N_("“{written}” is no time of the day: write 20:00."), written=written) from None


def _days(written: str) -> tuple[int, ...]:
    return tuple(sorted({_number(word) for word in re.split(r"[,;\s]+", written) if word}, reverse=True))


def _number(word: str) -> int:
    if not re.fullmatch("[0-9]{1,4}", word):
        raise CampaignError(N_("“{written}” is no number of days."), written=word)
    return int(word)
