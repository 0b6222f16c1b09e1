"""Text with bold pieces, filled with values that stay literal whatever they hold. Knows no language and no question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from unicodedata import bidirectional

from flows.message import Span

Text = tuple[Span, ...]
Filling = str | int | Text

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=2048)  # the same templates and questions are said over and over
def marked(text: str) -> Text:
    """The text with its `**bold**` pieces; a `**` without its partner is read as it stands."""
    return tuple(Span(text=piece, bold=index % 2 == 1) for index, piece in enumerate(_BOLD.split(text)) if piece)


def fill(template: str, **values: Filling) -> Text:
    """The template's markup is read first, so that no value can bring markup or a placeholder of its own."""
    return tuple(
        span
        for piece, is_placeholder, bold in _pieces(template)
        for span in _value(values[piece] if is_placeholder else piece, bold)
    )


@lru_cache(maxsize=2048)
def _pieces(template: str) -> tuple[tuple[str, bool, bool], ...]:
    """Each with whether it is a placeholder, and whether it is bold."""
    return tuple(
        (piece, index % 2 == 1, span.bold)
        for span in marked(template)
        for index, piece in enumerate(_PLACEHOLDER.split(span.text))
    )


def fill_from_the_right(template: str, **values: Filling) -> Text:
    """As `fill`, in a language written from right to left: a value keeps its own direction, and turns nothing beside it
    around. A template of signs alone runs as the texts do that are filled in."""
    parts = {name: isolated(value) if isinstance(value, str) else value for name, value in values.items()}
    leans = any(isinstance(value, tuple) for value in values.values()) and not _has_letters(template)
    return fill(template if leans else _lines_from_the_right(template), **parts)


# Unseen signs of Unicode's annex 9. Some readers do not look behind an isolated piece for how its line runs: a line
# that begins with no letter says so itself.
_FROM_THE_RIGHT, _ISOLATE, _END = "\u200f", "\u2068", "\u2069"
_BEGINS_WITHOUT_LETTER = re.compile(r"^(?=[\W\d])(?!\n)", re.MULTILINE)


def isolated(text: str) -> str:
    """As a value stands in a language written from right to left. Line by line, for isolation ends with its line; each
    but the first begins a line of the message's."""
    lines = (f"{_ISOLATE}{line}{_END}" if line else "" for line in text.split("\n"))
    return f"\n{_FROM_THE_RIGHT}".join(lines)


def apart(value: str) -> str:
    """A value that begins a line."""
    return _FROM_THE_RIGHT + isolated(value)


def number_before(words: str, number: str | None) -> str:
    """“2a. ”, in the direction of the words, which may be in another language than the bot speaks."""
    if not number:
        return ""
    return f"{apart(number) if _runs_from_the_right(words) else number}. "


def _runs_from_the_right(text: str) -> bool:
    return next((bidirectional(sign) in {"R", "AL"} for sign in text if sign.isalpha()), False)


@lru_cache(maxsize=2048)
def _lines_from_the_right(template: str) -> str:
    return _BEGINS_WITHOUT_LETTER.sub(_FROM_THE_RIGHT, template)


@lru_cache(maxsize=2048)
def _has_letters(template: str) -> bool:
    return any(sign.isalpha() for piece, is_placeholder, _ in _pieces(template) if not is_placeholder for sign in piece)


def bare(label: str) -> str:
    """A label as it stands within a line: without the colon at its end, and the space before it."""
    return label.rstrip(" :\u00a0\u202f")


def literal(text: str) -> Text:
    return (Span(text=text),) if text else ()


def plain(text: Text) -> str:
    return "".join(span.text for span in text)


def joined(parts: Iterable[Text], separator: str = "\n\n") -> Text:
    """The parts that are not empty, with the separator between them; neighbours of one kind become one span."""
    spans: list[Span] = []
    for part in filter(None, parts):
        spans += [*literal(separator if spans else ""), *part]
    return tuple(
        Span(text="".join(span.text for span in run), bold=bold) for bold, run in groupby(spans, lambda span: span.bold)
    )


def _value(value: Filling, bold: bool) -> Text:
    if isinstance(value, tuple):
        if not bold:
            return value
        return tuple(Span(text=span.text, bold=True) for span in value)
    return (Span(text=str(value), bold=bold),) if value != "" else ()
