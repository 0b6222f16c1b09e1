"""One message of the bot, free of any chat service: text, buttons, files. Knows no limits of a service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from flows.turns import Tap


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


# Some fifty pieces and buttons are made in a turn: all out of what is ours, and nothing to be checked.
@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text, bold or not, exactly as it is to be read."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """`caption` is under 30 characters, so that it fits on a narrow phone."""

    caption: str
    tap: Tap


class Made(_Frozen):
    """How a file is made when it is sent: its kind, and what it is made of, such as a response and its revision.

    The same recipe makes the same file, as often as it is tried. `language` in `of` is the one in which it is told
    that the file could not be made.
    """

    kind: str
    of: Mapping[str, str] = {}


class File(_Frozen):
    """A file handed over with the message: a short text (UTF-8) in `content`, anything else `made` when it is sent, so
    that it need not wait in the outbox."""

    name: str
    media_type: str
    content: str | None = None
    made: Made | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if (self.content is None) == (self.made is None):
            raise ValueError("a file has either its content or the way it is made")
        return self


class Message(_Frozen):
    """`buttons` are rows. `question` is the one it puts, if any; `about` the one it tells of, which a reply to it is
    meant for (both may also refer to an enquiry, see `flows.administration.enquiries`). `in_place`: it
    replaces the message tapped."""

    text: tuple[Span, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    files: tuple[File, ...] = ()
    question: str | None = None
    about: str | None = None
    in_place: bool = False

    @property
    def plain_text(self) -> str:
        return "".join(span.text for span in self.text)
