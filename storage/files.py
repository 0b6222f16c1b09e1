"""The file store: the bytes of what people send, in a folder of this machine or a bucket. Knows no response.

A file that was put is on the disk, or with the object store, when `put` returns: only then may a turn confirm it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from flows.errors import StorageError

if TYPE_CHECKING:
    from obstore.store import ObjectStore

CHUNK: Final = 256 * 1024
SCHEMES: Final = frozenset({"file", "s3", "gs", "az"})


class Files:
    """`url`: file:///a/folder, s3://bucket/prefix, gs://… or az://…; what else a bucket needs is taken from the
    environment (AWS_ENDPOINT, AWS_ACCESS_KEY_ID, …). Nothing is opened before the first file."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opened: ObjectStore | None = None

    async def put(self, key: str, content: bytes) -> None:
        """The bytes of a file, under the key, which is their hash: to put them again changes nothing."""
        import obstore

        try:
            await obstore.put_async(self._store(), key, content)
            if folder := self._folder():
                await asyncio.to_thread(_flush, folder / key)
        except (obstore.exceptions.BaseError, OSError) as error:
            raise StorageError(f"The file store failed: {type(error).__name__}.") from error

    async def get(self, key: str) -> AsyncIterator[bytes]:
        """In pieces. Raises StorageError where there is nothing under the key, or the store fails."""
        import obstore

        try:
            found = await obstore.get_async(self._store(), key)
            async for piece in found.stream(min_chunk_size=CHUNK):
                yield bytes(piece)
        except (obstore.exceptions.BaseError, OSError) as error:
            raise StorageError(f"The file store failed: {type(error).__name__}.") from error

    def _store(self) -> ObjectStore:
        # Loaded with the first file: most bots wait long for one.
        if self._opened is None:
            from obstore.store import LocalStore, from_url

            folder = self._folder()
            self._opened = LocalStore(folder, mkdir=True) if folder else from_url(self._url)
        return self._opened

    def _folder(self) -> Path | None:
        address = urlsplit(self._url)
        return Path(url2pathname(address.path)) if address.scheme == "file" else None


def _flush(file: Path) -> None:
    """To the disk: the bytes, and the name by which they are found again."""
    for place in (file, file.parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
