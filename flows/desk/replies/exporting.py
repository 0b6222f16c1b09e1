"""What the desk hands out: exports, copies of one response, the way to the pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.administration.exporting import Selection, Which
from flows.exporting.formats import Format
from flows.message import File


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """In which format; `number` of responses are such."""

    which: Which
    number: int


@dataclass(frozen=True, slots=True)
class ExportSent:
    """The file is made when it is sent."""

    selection: Selection
    format: Format
    number: int


@dataclass(frozen=True, slots=True)
class CopySent:
    """One response. `draft`: as it stands, for it is not submitted."""

    country: str
    files: tuple[File, ...]
    draft: bool


@dataclass(frozen=True, slots=True)
class SignInLink:
    """Signs the administrator in once, within ten minutes."""

    link: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoPages:
    """There is no web application, or its address is not known."""
