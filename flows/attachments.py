"""Files sent with answers: what may be kept, under which name, and what is known of each. No bytes, no storage."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Final

from pydantic import BaseModel, ConfigDict

from flows.violations import Code, Violation

MOST_BYTES: Final = 20_000_000
"""What a bot may fetch of what people send (Bot API, getFile: 20 MB)."""

MOST_FILES: Final = 50
"""Of one response."""

LONGEST_NAME: Final = 120
_LONGEST_ENDING: Final = 20

KINDS: Final[Mapping[str, str]] = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".rtf": "application/rtf",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".heic": "image/heic",
}
"""What is taken, by the ending of its name: papers, tables, pictures; nothing that runs or hides others."""

_BEGINNINGS: Final[Mapping[str, tuple[bytes, ...]]] = {
    "application/pdf": (b"%PDF-",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/webp": (b"RIFF",),
    "application/rtf": (b"{\\rtf",),
    "application/msword": (b"\xd0\xcf\x11\xe0", b"{\\rtf"),
    "application/vnd.ms-excel": (b"\xd0\xcf\x11\xe0",),
    "application/vnd.ms-powerpoint": (b"\xd0\xcf\x11\xe0",),
}
_ZIPPED: Final = (b"PK\x03\x04",)
_TOLD: Final = 64  # bytes are enough to tell


class Attachment(BaseModel):
    """A file that belongs to an answer. `name` is the one it was sent under, made safe; `size` is in bytes; `sha256`,
    in hexadecimal, is also what its bytes are found by in the file store. `chat` and `message` are the message it came
    in, of which the `id` is made: a message brings one file, and a button of one that was removed must not remove
    another.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str
    name: str
    media_type: str
    size: int
    sha256: str
    chat: int
    message: int
    added_at: datetime


class Fetched(BaseModel):
    """A file whose bytes are in the file store, under `sha256`. `text` is what a text file says, where it could be
    taken out."""

    model_config = ConfigDict(frozen=True)

    name: str
    media_type: str
    size: int
    sha256: str
    text: str | None = None


def announced(name: str, size: int) -> Violation | None:
    """Why a file is not even fetched, by what is said of it: its name and its size in bytes."""
    if kind_of(name) is None:
        return Violation(Code.FILE_KIND, {"name": safe_name(name), "kinds": _kinds()})
    if size > MOST_BYTES:
        return Violation(Code.FILE_TOO_LARGE, {"name": safe_name(name), "limit": MOST_BYTES // 1_000_000})
    return None


def kind_of(name: str) -> str | None:
    """The media type that goes with the ending of the name; None for what is not taken."""
    return KINDS.get(PurePosixPath(name).suffix.lower())


def is_what_it_says(media_type: str, beginning: bytes) -> bool:
    """Whether a file begins as files of its type do; of text, that it is no binary file."""
    head = beginning[:_TOLD]
    if media_type.startswith("text/"):
        return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if media_type == "image/heic":
        return head[4:8] == b"ftyp"
    return head.startswith(_BEGINNINGS.get(media_type, _ZIPPED))


def safe_name(name: str) -> str:
    """The name without folders, control characters and what turns the reading direction, and not too long: shown and
    written into exports, never used to find anything."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(each for each in last if unicodedata.category(each) not in _UNSEEN).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not stem:
        return plain[:LONGEST_NAME] or "file"
    ending = ending[:_LONGEST_ENDING]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"


_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _kinds() -> str:
    """PDF, DOCX, …"""
    return ", ".join(ending[1:].upper() for ending in KINDS if ending != ".jpeg")
