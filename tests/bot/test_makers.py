"""Copies of responses, made of what is in the database."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from bot.makers import makers
from flows.copies import Copy, copies_of
from flows.document import build_document
from flows.message import File
from flows.ports import Storage
from flows.response import Response, Status
from tests.bot.conftest import StandingClock
from tests.flows.test_exporting.material import ANSWERS, SMALL

AMINA = 1001


@pytest.fixture
async def draft(storage: Storage, clock: StandingClock) -> Response:
    async with storage.work() as work:
        respondent = await work.respondents.lock(AMINA, clock.now())
        before = await work.responses.start(respondent, "small", "1", clock.now())
        response = before.but(answers=ANSWERS, country="PAK", language="en")
        await work.responses.save(response, before, respondent)
        await work.commit()
    return response


async def submitted(storage: Storage, clock: StandingClock, draft: Response) -> Response:
    response = draft.but(status=Status.COMPLETED, revision=1, completed_at=clock.now())
    async with storage.work() as work:
        respondent = await work.respondents.lock(AMINA, clock.now())
        await work.responses.save(response, draft, respondent)
        await work.responses.keep_submission(response, build_document(SMALL, response))
        await work.commit()
    return response


def recipe(file: File) -> Mapping[str, str]:
    assert file.made
    return file.made.of


async def made(storage: Storage, file: File) -> bytes:
    assert file.made
    content = await makers(storage, SMALL)[file.made.kind](file.made.of)
    assert not isinstance(content, Path)
    return content


async def test_a_draft_is_made_of_the_response_as_it_stands(storage: Storage, draft: Response) -> None:
    pdf, docx = copies_of(draft, Copy.PDF, Copy.DOCX)
    assert (pdf.name, docx.name) == ("small-PAK-draft.pdf", "small-PAK-draft.docx")
    assert "Draft, not submitted" in PdfReader(io.BytesIO(await made(storage, pdf))).pages[0].extract_text()
    assert Document(io.BytesIO(await made(storage, docx))).core_properties.author == "Pakistan"


async def test_a_copy_of_a_submission_stays_as_it_was_submitted(
    storage: Storage, clock: StandingClock, draft: Response
) -> None:
    response = await submitted(storage, clock, draft)
    (copy,) = copies_of(response, Copy.JSON)
    assert copy.name == "small-PAK.json"
    async with storage.work() as work:
        respondent = await work.respondents.lock(AMINA, clock.now())
        corrected = response.but(status=Status.IN_PROGRESS, answers={})
        await work.responses.save(corrected, response, respondent)
        await work.commit()

    assert json.loads(await made(storage, copy)) == build_document(SMALL, response)


async def test_a_response_of_no_country_names_its_copies_after_the_questionnaire(draft: Response) -> None:
    (copy,) = copies_of(draft.but(country=None, language=None), Copy.PDF)
    assert copy.name == "small-draft.pdf"
    assert recipe(copy) == {"response_id": draft.id, "language": ""}


@pytest.mark.parametrize("of", [{"response_id": "0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11"}, {"revision": "9"}])
async def test_of_what_is_not_there_no_copy_is_made(storage: Storage, draft: Response, of: dict[str, str]) -> None:
    with pytest.raises(LookupError, match="no such response"):
        await makers(storage, SMALL)[Copy.PDF]({"response_id": draft.id} | of)
