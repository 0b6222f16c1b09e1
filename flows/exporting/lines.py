"""Documents as JSON: one, all in an array, or one a line."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator

import orjson

from flows.document import Document
from flows.questionnaire import Questionnaire


def one_document(document: Document) -> bytes:
    """For people as well: indented."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


async def array_chunks(_: Questionnaire, documents: AsyncIterator[Document]) -> AsyncGenerator[bytes, None]:
    """A document a line within the array, so that a difference between two files is one of a line."""
    before = b"[\n"
    async for document in documents:
        yield before + orjson.dumps(document)
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


async def line_chunks(_: Questionnaire, documents: AsyncIterator[Document]) -> AsyncGenerator[bytes, None]:
    async for document in documents:
        yield orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)
