"""The file store: the bytes of what people send, in a folder of this machine or a bucket. Knows no response.

A file that was put is on the disk, or with the object store, when `put` returns: only then may a turn confirm it.
"""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from flows.errors import StorageError

if TYPE_CHECKING:
    from obstore.store import ObjectStore

CHUNK: Final = 256 * 1024
_NOT_FLUSHED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EINVAL, errno.EROFS, errno.ENOTSUP})
SCHEMES: Final = frozenset({"file", "s3", "gs", "az"})


class Files:
    """`url`: file:///a/folder, s3://bucket/prefix, gs://… or az://…; what else a bucket needs is taken from the
    environment (AWS_ENDPOINT, AWS_ACCESS_KEY_ID, …). Nothing is opened before it is asked for."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opened: ObjectStore | None = None
        self._stands = False

    async def ready(self) -> None:
        """Raises StorageError, which says why, where nothing could be kept. A folder is made where it is missing, and
        tried. Of a bucket only the address and the environment are looked at: it may be out of reach for a moment, and
        nothing goes into it but files."""
        if folder := self._folder():
            await asyncio.to_thread(_try, folder)
        else:
            self._store()

    async def put(self, key: str, content: bytes) -> None:
        """The bytes of a file, under the key, which is their hash: to put them again changes nothing."""
        import obstore

        try:
            await obstore.put_async(self._store(make=True), key, content)
            if folder := self._folder():
                await asyncio.to_thread(self._flush, folder, key)
        except (obstore.exceptions.BaseError, OSError) as error:
            raise StorageError(f"The file store failed: {type(error).__name__}.") from error

    async def get(self, key: str) -> AsyncIterator[bytes]:
        """In pieces; makes no folder. Raises StorageError where there is nothing under the key, or the store fails."""
        import obstore

        try:
            found = await obstore.get_async(self._store(), key)
            async for piece in found.stream(min_chunk_size=CHUNK):
                yield bytes(piece)
        except (obstore.exceptions.BaseError, OSError) as error:
            raise StorageError(f"The file store failed: {type(error).__name__}.") from error

    def _store(self, *, make: bool = False) -> ObjectStore:
        # A folder is opened with the first file: most bots wait long for one.
        if self._opened is None:
            from obstore.store import LocalStore

            folder = self._folder()
            self._opened = LocalStore(folder, mkdir=make) if folder else _bucket(self._url)
        return self._opened

    def _flush(self, folder: Path, key: str) -> None:
        """To the disk: the bytes, the name by which they are found again and, with the first file of a process, the
        way to the folder, which may be as new."""
        _flush(folder / key)
        _flush(folder)
        if not self._stands:
            for above in folder.parents:
                try:
                    _flush(above)
                except OSError as error:
                    # What this program may not read it has not made; and not every file system can flush a folder.
                    if error.errno not in _NOT_FLUSHED:
                        raise
            self._stands = True

    def _folder(self) -> Path | None:
        address = urlsplit(self._url)
        return Path(url2pathname(address.path)) if address.scheme == "file" else None


def _bucket(url: str) -> ObjectStore:
    from obstore.exceptions import BaseError
    from obstore.store import from_url

    try:
        return from_url(url)
    except (BaseError, ValueError) as error:
        # What follows the first line is for who writes that library.
        reason = str(error).partition("\n")[0].removesuffix(".")
        raise StorageError(f"The file store cannot be opened: {reason}.") from error


def _try(folder: Path) -> None:
    """By a file without a name, which is gone again whatever happens."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise StorageError(f"Nothing can be written into the folder {folder}: {error.strerror}.") from error


def _flush(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
