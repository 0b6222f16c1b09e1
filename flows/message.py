"""One message of the bot, free of any chat service: text, buttons, files. Knows no limits of a service."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from flows.turns import Tap


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Span(_Frozen):
    """A piece of text, bold or not, exactly as it is to be read."""

    text: str
    bold: bool = False


class Button(_Frozen):
    """`caption` is under 30 characters, so that it fits on a narrow phone."""

    caption: str
    tap: Tap


class File(_Frozen):
    """A file handed over with the message; its content is text (UTF-8)."""

    name: str
    media_type: str
    content: str


class Message(_Frozen):
    """`buttons` are rows. `question` is the one it puts, if any; `about` the one it tells of, which a reply to it is
    meant for. `in_place`: it replaces the message tapped."""

    text: tuple[Span, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    files: tuple[File, ...] = ()
    question: str | None = None
    about: str | None = None
    in_place: bool = False

    @property
    def plain_text(self) -> str:
        return "".join(span.text for span in self.text)
