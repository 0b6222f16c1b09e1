"""The file store in a folder: what a turn may confirm is on the disk, and so is the way to it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.errors import StorageError
from storage.files import Files


@contextmanager
def flushed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The places that are flushed meanwhile, in this order."""
    places: list[Path] = []
    flush = os.fsync

    def noted(descriptor: int) -> None:
        places.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        flush(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", noted)
        yield places


async def test_a_file_is_flushed_with_its_name_and_the_first_with_the_way_to_the_new_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "answers" / "files"
    files = Files(folder.as_uri())
    with flushed(monkeypatch) as first:
        await files.put("a1", b"one")
    assert first[:4] == [folder / "a1", folder, tmp_path / "answers", tmp_path]
    with flushed(monkeypatch) as second:
        await files.put("b2", b"two")
    assert second == [folder / "b2", folder]
    assert b"".join([piece async for piece in files.get("a1")]) == b"one"


@pytest.mark.parametrize("refusal", [errno.EACCES, errno.EINVAL, errno.EROFS])
async def test_a_folder_above_that_may_not_be_read_or_cannot_be_flushed_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int
) -> None:
    opened = os.open

    def refuse_above(place: Path, flags: int) -> int:
        if place in tmp_path.parents:
            raise OSError(refusal, os.strerror(refusal))
        return opened(place, flags)

    monkeypatch.setattr(os, "open", refuse_above)
    with flushed(monkeypatch) as places:
        await Files((tmp_path / "files").as_uri()).put("a1", b"one")
    assert places == [tmp_path / "files" / "a1", tmp_path / "files", tmp_path]


async def test_a_folder_is_made_and_tried_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "answers" / "files"
    await Files(folder.as_uri()).ready()
    await Files(folder.as_uri()).ready()

    assert [*folder.iterdir()] == []


@pytest.mark.parametrize(("place", "reason"), [("taken/files", "Not a directory"), ("taken", "File exists")])
async def test_a_folder_that_cannot_be_is_refused_with_the_reason(tmp_path: Path, place: str, reason: str) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(StorageError) as refused:
        await Files((tmp_path / place).as_uri()).ready()

    assert str(refused.value) == f"Nothing can be written into the folder {tmp_path / place}: {reason}."


async def test_a_folder_into_which_nothing_can_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("storage.files.TemporaryFile", refuse)
    with pytest.raises(StorageError, match=r"^Nothing can be written into the folder .+: Read-only file system\.$"):
        await Files(tmp_path.as_uri()).ready()


async def test_a_bucket_is_not_called_before_its_first_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT", "http://127.0.0.1:1")
    await Files("s3://answers/files").ready()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("s3:///files", 'Generic URL error: Unable to recognise URL "s3:///files"'),
        ("s3://two words", "invalid domain character"),
        ("s3://answers", "Generic S3 error: Missing SecretAccessKey"),
    ],
)
async def test_a_bucket_that_cannot_be_opened_is_refused_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, url: str, reason: str
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "its other half is missing")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY", raising=False)
    with pytest.raises(StorageError) as refused:
        await Files(url).ready()

    assert str(refused.value) == f"The file store cannot be opened: {reason}."


async def test_who_only_reads_makes_no_folder(tmp_path: Path) -> None:
    files = Files((tmp_path / "files").as_uri())
    with pytest.raises(StorageError):
        _ = [piece async for piece in files.get("a1")]
    assert [*tmp_path.iterdir()] == []

    await files.put("a1", b"one")
    assert [piece async for piece in files.get("a1")] == [b"one"]
