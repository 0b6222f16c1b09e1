"""The files sent with answers, for an archive: each under its question, beside the document. Knows no file store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

from flows.document import Document
from flows.exporting.archive import Packed, Packing, path_of
from flows.questionnaire import Questionnaire

Fetch = Callable[[str], AsyncIterator[bytes]]
"""The bytes of the file with that SHA-256, in pieces."""


def files_kept(fetch: Fetch) -> Packing:
    """`responses/PAK-…/q9-2-strategy.pdf`: the question, the place in the document's list, the name. One file at a time
    is in memory, of 20 MB at most."""

    async def packing(_: Questionnaire, document: Document) -> AsyncIterator[Packed]:
        folder = path_of(document, "").rstrip(".")
        for place, attachment in enumerate(document["attachments"], 1):
            content = b"".join([piece async for piece in fetch(attachment["sha256"])])
            yield Packed(f"{folder}/{attachment['question']}-{place}-{attachment['name']}", content)

    return packing
