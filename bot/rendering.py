"""A `Message` as Telegram will take it: parts of HTML within its limits, keyboards, files. Pure; sends nothing.

A text is cut before it is escaped, so that no cut ever falls into an entity or a tag.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from bot.buttons import encode
from flows.message import Button, File, Made, Message, Span

MAX_UNITS = 4096
"""Telegram's limit for one message. Counting UTF-16 code units, without the markup, is the strictest way to read it."""


Keyboard = Mapping[str, Sequence[Sequence[Mapping[str, str]]]]
"""Telegram's InlineKeyboardMarkup as JSON: to make the library's objects takes longer than to send them."""


@dataclass(frozen=True, slots=True)
class SendText:
    html: str
    keyboard: Keyboard | None = None


@dataclass(frozen=True, slots=True)
class EditText:
    """The text takes the place of message `message_id`."""

    message_id: int
    html: str
    keyboard: Keyboard | None = None

    @property
    def anew(self) -> SendText:
        """The same as a new message, where the old one cannot be edited any more."""
        return SendText(self.html, self.keyboard)


@dataclass(frozen=True, slots=True)
class SendFile:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SendPhoto:
    """A picture that is seen in the chat without being opened."""

    name: str
    content: bytes

    @property
    def as_file(self) -> SendFile:
        """The same as a file, where Telegram does not take it as a photo."""
        return SendFile(self.name, self.content)


@dataclass(frozen=True, slots=True)
class MakeFile:
    """A file that is made when its turn to be sent has come (`making`)."""

    file: File
    made: Made


Ready = SendText | EditText | SendFile | SendPhoto
Part = Ready | MakeFile


def render(message: Message, edits: int | None = None) -> tuple[Part, ...]:
    """The parts in the order they are to be sent; the first text takes the place of message `edits`, if there is one.

    The buttons hang on the last text. A text in which nothing can be seen is left out: Telegram refuses it.
    """
    pieces = [piece for piece in split([*map(_unturned, message.text)]) if _shows_something(piece)]
    keyboards = [*[None] * (len(pieces) - 1), keyboard_of(message.buttons)]
    texts = [SendText(html_of(piece), keyboard) for piece, keyboard in zip(pieces, keyboards, strict=False)]
    return (*_in_place(texts, edits), *map(_file, message.files))


def keyboard_of(rows: Sequence[Sequence[Button]]) -> Keyboard | None:
    """Raises ValueError where a button does not fit into its callback data."""
    if not any(rows):
        return None
    return {
        "inline_keyboard": [
            [{"text": button.caption, "callback_data": encode(button.tap)} for button in row] for row in rows if row
        ]
    }


def html_of(spans: Sequence[Span]) -> str:
    return "".join(
        f"<b>{escape(span.text, quote=False)}</b>" if span.bold else escape(span.text, quote=False) for span in spans
    )


def split(spans: Sequence[Span], limit: int = MAX_UNITS) -> Iterator[tuple[Span, ...]]:
    """Pieces of at most `limit` UTF-16 code units that, joined, are the whole text."""
    text = "".join(span.text for span in spans)
    start = 0
    for end in _cuts(text, limit):
        yield tuple(_between(spans, start, end))
        start = end


# Overrides, embeddings and isolates, unclosed in words the bot quotes, would turn around its own words behind them.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _unturned(span: Span) -> Span:
    return replace(span, text=_TURNING.sub("", span.text)) if _TURNING.search(span.text) else span


def _in_place(texts: list[SendText], edits: int | None) -> list[SendText | EditText]:
    if edits is None or not texts:
        return [*texts]
    return [EditText(edits, texts[0].html, texts[0].keyboard), *texts[1:]]


def _file(file: File) -> SendFile | MakeFile:
    return MakeFile(file, file.made) if file.made else SendFile(file.name, (file.content or "").encode())


def _between(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """What of the spans lies between two places of their joined text."""
    place = 0
    for span in spans:
        piece = span.text[max(start - place, 0) : max(end - place, 0)]
        if piece:
            yield replace(span, text=piece)
        place += len(span.text)


def _cuts(text: str, limit: int) -> Iterator[int]:
    """Where each piece ends."""
    start = 0
    while start < len(text):
        furthest = _reach(text, start, limit)
        start = len(text) if furthest == len(text) else _best_cut(text, start, furthest)
        yield start


def _reach(text: str, start: int, limit: int) -> int:
    """How far `limit` units go: a character beyond U+FFFF takes two."""
    if len(text[start : start + limit].encode("utf-16-le", "surrogatepass")) <= 2 * limit:
        return min(len(text), start + limit)
    units = 0
    for place in range(start, min(len(text), start + limit)):
        units += 2 if text[place] > "\uffff" else 1
        if units > limit:
            return place
    return min(len(text), start + limit)


def _best_cut(text: str, start: int, furthest: int) -> int:
    """Behind the last paragraph that fits, else the last line, else the last word, else between two characters.

    A piece is never less than half full: a short first paragraph is not sent alone before a long one.
    """
    half = start + (furthest - start) // 2
    for separator in ("\n\n", "\n", " "):
        cut = text.rfind(separator, half, furthest)
        if cut >= 0:
            return cut + len(separator)
    return _between_characters(text, half, furthest)


def _between_characters(text: str, half: int, furthest: int) -> int:
    cut = furthest
    while cut > half and (_clings(text[cut]) or text[cut - 1] == _JOINER):
        cut -= 1
    return cut if cut > half else furthest


_JOINER = "\u200d"


def _clings(character: str) -> bool:
    """Whether it is part of the character before: an accent, a vowel sign, a variation of an emoji."""
    return character == _JOINER or unicodedata.category(character).startswith("M")


# Telegram takes a message of these alone for an empty one: white space, controls, zero-width and blank characters.
_UNSEEN_CATEGORIES = {"Cc", "Cf", "Zl", "Zp", "Zs"}
_UNSEEN = {"\u2800", "\u3164", "\ufffc"}


def _shows_something(spans: Sequence[Span]) -> bool:
    return any(
        character not in _UNSEEN and unicodedata.category(character) not in _UNSEEN_CATEGORIES
        for span in spans
        for character in span.text
    )
