"""HTML as Telegram reads it: marked-up text -> plain text and entities, in UTF-16 code units. Knows no chat.

The rules and the error texts are those of Telegram's own Bot API server (parse mode HTML).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Entity:
    """A stretch of text with a meaning; `offset` and `length` count UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length


Entities = tuple[Entity, ...]


@dataclass(frozen=True)
class MarkedText:
    text: str
    entities: Entities = ()


class MarkupError(ValueError):
    """The mark-up cannot be read; the text says why, in the server's words."""


def utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def parse_html(markup: str) -> MarkedText:
    """Raises MarkupError with the server's text for whatever Telegram refuses."""
    return _HtmlReader(markup).read()


def tidy(marked: MarkedText) -> MarkedText:
    """What the server does to every text: no control characters, no white space around it."""
    text = marked.text.translate(_CONTROL_CHARACTERS)
    first_entity = min((entity.offset for entity in marked.entities), default=len(text))
    start = min(len(text) - len(text.lstrip(" \n")), first_entity)
    text = text[start:].rstrip()
    size = utf16_length(text)
    moved = (
        replace(e, offset=e.offset - start, length=min(e.end - start, size) - (e.offset - start))
        for e in marked.entities
    )
    return MarkedText(text, in_order(entity for entity in moved if entity.length > 0))


def in_order(entities: Iterable[Entity]) -> Entities:
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))


# Same length in, same length out, so that offsets stay true; only a carriage return would be dropped by Telegram.
_CONTROL_CHARACTERS = {code: " " for code in range(32) if code != ord("\n")}

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_NAMED_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_CHARACTER = re.compile(r"&(?:#x(?P<hex>[0-9A-Fa-f]{1,6})|#(?P<decimal>[0-9]{1,7})|(?P<name>[A-Za-z]+));?")
_TAG_NAME = re.compile(r"<(?P<name>[^\s>]*)")
_ATTRIBUTE = re.compile(
    r"""\s+(?:(?P<name>[^\s=>]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<token>[\w.-]+))|expandable)"""
)
_END_TAG = re.compile(r"</(?P<name>[^\s>]*)\s*>")


@dataclass(frozen=True)
class _OpenTag:
    name: str
    offset: int
    start: int
    attributes: dict[str, str]


class _HtmlReader:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._position = 0
        self._text: list[str] = []
        self._size = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Entity] = []

    def read(self) -> MarkedText:
        while self._position < len(self._markup):
            self._read_next()
        if self._open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return MarkedText("".join(self._text), in_order(self._entities))

    def _read_next(self) -> None:
        if self._markup.startswith("</", self._position):
            self._read_end_tag()
        elif self._markup[self._position] == "<":
            self._read_start_tag()
        elif self._markup[self._position] == "&":
            self._read_character()
        else:
            self._read_plain()

    def _read_plain(self) -> None:
        end = min(
            (at for mark in "<&" if (at := self._markup.find(mark, self._position)) >= 0),
            default=len(self._markup),
        )
        self._add(self._markup[self._position : end])
        self._position = end

    def _read_character(self) -> None:
        match = _CHARACTER.match(self._markup, self._position)
        character = _character(match) if match else None
        self._add(character or "&")
        self._position = match.end() if match and character else self._position + 1

    def _read_start_tag(self) -> None:
        start = self._position
        match = _TAG_NAME.match(self._markup, start)
        name = match["name"].lower() if match else ""
        position = start + 1 + len(name)
        if position >= len(self._markup):
            raise MarkupError(f"Unclosed start tag at byte offset {self._byte_offset(start)}")
        if name not in _TYPES:
            raise MarkupError(f'Unsupported start tag "{name}" at byte offset {self._byte_offset(start)}')
        attributes = {}
        while attribute := _ATTRIBUTE.match(self._markup, position):
            attributes[attribute["name"] or "expandable"] = _attribute_value(attribute)
            position = attribute.end()
        end = re.compile(r"\s*>").match(self._markup, position)
        if not end:
            raise MarkupError(f"Unclosed start tag at byte offset {self._byte_offset(start)}")
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte_offset(start)}')
        self._open.append(_OpenTag(name, self._size, len(self._text), attributes))
        self._position = end.end()

    def _read_end_tag(self) -> None:
        offset = self._byte_offset(self._position)
        if not self._open:
            raise MarkupError(f"Unexpected end tag at byte offset {offset}")
        match = _END_TAG.match(self._markup, self._position)
        if not match:
            raise MarkupError(f"Unclosed end tag at byte offset {offset}")
        tag = self._open.pop()
        found = match["name"].lower()
        if found not in ("", tag.name):
            raise MarkupError(
                f'Unmatched end tag at byte offset {offset}, expected "</{tag.name}>", found "</{found}>"'
            )
        self._close(tag)
        self._position = match.end()

    def _close(self, tag: _OpenTag) -> None:
        entity = Entity(_TYPES[tag.name], tag.offset, self._size - tag.offset)
        if entity.length == 0:
            return
        if tag.name == "a":
            url = checked_link(tag.attributes.get("href") or "".join(self._text[tag.start :]))
            self._entities += [replace(entity, url=url)] if url else []
        elif tag.name == "code":
            language = tag.attributes.get("class", "").removeprefix("language-")
            inside_pre = bool(self._open) and self._open[-1].name == "pre"
            self._entities.append(replace(entity, language=language if inside_pre and language else None))
        elif (
            tag.name == "pre"
            and self._entities
            and self._entities[-1] == replace(entity, type="code", language=self._entities[-1].language)
        ):
            self._entities[-1] = replace(entity, language=self._entities[-1].language)
        else:
            self._entities.append(entity)

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._size += utf16_length(text)

    def _byte_offset(self, position: int) -> int:
        return len(self._markup[:position].encode("utf-8", "surrogatepass"))


def _character(match: re.Match[str]) -> str | None:
    if match["name"]:
        return _NAMED_CHARACTERS.get(match["name"])
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else None


def _attribute_value(match: re.Match[str]) -> str:
    quoted = match["double"] if match["double"] is not None else match["single"]
    if quoted is None:
        return (match["token"] or "").lower()
    return _CHARACTER.sub(lambda found: _character(found) or found[0], quoted)


def checked_link(address: str) -> str | None:
    """The address as Telegram keeps it (with a scheme and a path), or None where it makes no link of it."""
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme not in ("http", "https", "tg", "ton", "tonsite", "ftp") or not parts.netloc:
        return None
    if parts.scheme != "tg" and ("." not in parts.netloc or any(map(str.isspace, parts.netloc))):
        return None
    return parts._replace(path=parts.path or "/").geturl() if parts.scheme != "tg" else address
