"""Documents of the small questionnaire, whole and hostile, and how tests read what is made of them."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any

from flows.answer import Answer, SkipReason
from flows.attachments import Attachment
from flows.document import Document, build_document
from flows.exporting.formats import Format, write_export
from flows.questionnaire import Questionnaire
from flows.reading import Link
from flows.response import Response, Status
from tests.flows.small import small

NOON = datetime(2019, 4, 22, 12, 0, tzinfo=UTC)
SMALL = small()


def given(value: Any = None, **about: Any) -> Answer:
    return Answer(value=value, given_at=NOON, **about)


ANSWERS: dict[str, Answer] = {
    "country": given("PAK"),
    "agree": given(True, version="1"),
    "site": given((Link(url="https://a.gov.pk", name="Portal"), Link(url="https://b.gov.pk")), note="both new"),
    "has": given(True),
    "officer_name": given("Raza Ali Shah"),
    "officer_email": given(skipped=SkipReason.NOT_AVAILABLE),
    "tools": given(("mail", "other"), other="pigeons", note="since 1951"),
    "size": given("large"),
    "why": given("They are cheap."),
    "rate": given(57.5, note="for the portal"),
    "day": given("2019-04-22"),
}


def file_of(question: str, name: str = "plan.pdf") -> Attachment:
    return Attachment(
        id="1-1",
        question=question,
        name=name,
        media_type="application/pdf",
        size=3,
        sha256="a" * 64,
        chat=1,
        message=1,
        added_at=NOON,
    )


def document(answers: Mapping[str, Answer] = ANSWERS, of: Questionnaire = SMALL, **changes: Any) -> Document:
    """Submitted once, by Pakistan."""
    response = Response(
        id="r1",
        questionnaire=of.name,
        version=of.version,
        started_at=NOON,
        completed_at=NOON,
        country="PAK",
        language="en",
        status=Status.COMPLETED,
        revision=1,
        answers=answers,
    )
    return build_document(of, response.but(**changes))


async def streamed(*documents: Document) -> AsyncIterator[Document]:
    for each in documents:
        yield each


async def exported(form: Format, *documents: Document, questionnaire: Questionnaire = SMALL) -> bytes:
    """The file, written into something that can only be written into."""
    target = OneWay()
    await write_export(form, questionnaire, streamed(*documents), target)
    return target.getvalue()


class OneWay(io.BytesIO):
    """As a connection: nothing can be sought in it, or read back."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def rows_of(file: bytes) -> list[dict[str, str]]:
    """As Python's csv module reads it, told what pandas and readr find out: that there is a mark in front."""
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))
