"""Cutting a text that is too long for one message, as the apps on people's phones cut it. Knows no chat."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.entities import MarkedText, utf16_length

MAX_TEXT = 4096


def fitting_parts(marked: MarkedText) -> list[MarkedText]:
    """The text as it fits into messages. Where it must be cut, the sender's own entities are left out."""
    if utf16_length(marked.text) <= MAX_TEXT:
        return [marked]
    return [MarkedText(part) for part in _split(marked.text)]


def _split(text: str) -> Iterator[str]:
    """Parts that fit, cut at a new line or a space where there is one, as apps cut."""
    while utf16_length(text) > MAX_TEXT:
        end = MAX_TEXT
        while utf16_length(text[:end]) > MAX_TEXT:
            end -= max(1, (utf16_length(text[:end]) - MAX_TEXT) // 2)
        cut = max(text.rfind("\n", 1, end), text.rfind(" ", 1, end))
        cut = cut if cut > 0 else end
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    yield text
