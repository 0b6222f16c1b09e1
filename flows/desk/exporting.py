"""At the desk: responses as files, which are made when they are sent."""

from __future__ import annotations

from flows.administration.auditing import record_export
from flows.administration.entering import live_response
from flows.administration.exporting import Selection, Which, count_responses
from flows.copies import Copy, copies_of
from flows.desk.replies import CopySent, ExportAsked, ExportSent, NobodyThere, OldButton
from flows.desk.states import TeamCommand
from flows.desk.visit import Outcome, Visit, says
from flows.exporting.formats import Format

COPIES = {"pdf": Copy.PDF, "docx": Copy.DOCX, "json": Copy.JSON}


async def open_exporting(visit: Visit) -> Outcome:
    return says(await _asked(visit, Which.COMPLETED))


async def choose_which(visit: Visit, which: str) -> Outcome:
    if which not in list(Which):
        return says(OldButton())
    return says(await _asked(visit, Which(which)), in_place=True)


async def export(visit: Visit, which: str, form: str) -> Outcome:
    if which not in list(Which) or form not in list(Format):
        return says(OldButton())
    selection = Selection(Which(which))
    number = await count_responses(visit.storage, visit.questionnaire, selection)
    if not number:
        return says(NobodyThere(TeamCommand.EXPORT))
    await record_export(visit.storage, visit, visit.actor, f"{visit.questionnaire.name}, {form}, {selection}")
    return says(ExportSent(selection, Format(form), number))


async def copy(visit: Visit, country: str, form: str) -> Outcome:
    """One response, as its focal point gets it: as it was submitted, or a draft of how it stands."""
    response = await live_response(visit.work, visit.questionnaire, country)
    if form not in COPIES or response is None:
        return says(OldButton())
    await record_export(visit.storage, visit, visit.actor, f"{visit.questionnaire.name}, {form}", country)
    return says(CopySent(country, copies_of(response, COPIES[form]), draft=not response.is_submitted))


async def _asked(visit: Visit, which: Which) -> ExportAsked:
    return ExportAsked(which, await count_responses(visit.storage, visit.questionnaire, Selection(which)))
