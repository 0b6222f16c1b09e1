"""Everything in one ZIP: each response's files, and of all together the table, its code book and the JSON Schema.

Written from front to back, so that it can go out while it comes to be. What it holds of each response is the choice of
who calls: a JSON document, a form, attachments.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import orjson

from flows.document import Document, document_schema
from flows.exporting import delimited
from flows.exporting.columns import columns_of, row_of
from flows.exporting.lines import one_document
from flows.questionnaire import Questionnaire

Day = tuple[int, int, int, int, int, int]
NO_DAY: Final[Day] = (1980, 1, 1, 0, 0, 0)
"""The first that a ZIP can tell."""

CHUNK: Final = 1 << 16
READABLE: Final = 0o644
IN_MEMORY: Final = 1 << 20
"""Bytes of the table until a temporary file takes them: it comes to stand in the archive behind everything else."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of a response. `name` is a path within the archive."""

    name: str
    content: bytes


Packing = Callable[[Questionnaire, Document], AsyncIterator[Packed]]
"""A response's files, made or fetched one after the other."""


def path_of(document: Document, extension: str) -> str:
    """Where a response's file is: by country, and unlike every other response's."""
    response = document["response"]
    country = response["country"]
    return f"responses/{country['code'] if country else 'unknown'}-{response['id']}.{extension}"


async def json_file(_: Questionnaire, document: Document) -> AsyncIterator[Packed]:
    yield Packed(path_of(document, "json"), one_document(document))


async def archive_chunks(
    questionnaire: Questionnaire, documents: AsyncIterator[Document], packings: Sequence[Packing] = (json_file,)
) -> AsyncGenerator[bytes, None]:
    columns = columns_of(questionnaire)
    sent = _Sent()
    latest = NO_DAY
    with SpooledTemporaryFile(IN_MEMORY) as table:
        table.write(delimited.headed(column.name for column in columns))
        with ZipFile(sent, "w") as archive:  # type: ignore[call-overload]  # any stream will do
            async for document in documents:
                table.write(delimited.rows([row_of(columns, document)]))
                day = _day_of(document)
                latest = max(latest, day)
                for packing in packings:
                    async for packed in packing(questionnaire, document):
                        archive.writestr(_entry(packed.name, day), packed.content)
                        yield sent.taken()
            table.seek(0)
            with archive.open(_entry("responses.csv", latest), "w", force_zip64=True) as entry:
                while chunk := table.read(CHUNK):
                    entry.write(chunk)
                    yield sent.taken()
            archive.writestr(_entry("code-book.csv", latest), delimited.code_book(questionnaire, columns))
            archive.writestr(_entry("schema.json", latest), _schema(questionnaire))
        yield sent.taken()


def _day_of(document: Document) -> Day:
    response = document["response"]
    moment = datetime.fromisoformat(response["completed_at"] or response["started_at"])
    return max(NO_DAY, moment.timetuple()[:6])


def _entry(name: str, day: Day) -> ZipInfo:
    """Dated by the responses, not by a clock: the same responses make the same file."""
    entry = ZipInfo(name, day)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = READABLE << 16
    return entry


def _schema(questionnaire: Questionnaire) -> bytes:
    return orjson.dumps(document_schema(questionnaire), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


class _Sent:
    """What the archive has written since it was taken last. Nothing can be sought in it, as in a connection."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
