"""What Telegram itself finds in a text: commands, addresses, mentions, hashtags. An approximation; knows no chat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.entities import Entities, Entity, MarkedText, in_order, utf16_length

# Telegram knows every top-level domain; two letters and the usual generic ones do for trying a bot.
_TOP_LEVEL = "com|org|net|int|edu|gov|mil|info|biz|name|online|site|app|dev|arpa|museum|aero|coop|[a-z]{2}"

_FOUND = re.compile(
    rf"""
    (?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<url>https?://[^\s<>"]+[^\s<>".,;:!?)\]'»”]
        | (?<![\w@./-])(?:[\w-]+\.)+(?:{_TOP_LEVEL})(?![\w@-])(?::\d+)?(?:[/?\#][^\s<>"]*[^\s<>".,;:!?)\]'»”]|/)?)
    | (?P<bot_command>(?<![\w/<>@.:])/[A-Za-z0-9_]{{1,64}}(?:@\w{{3,32}})?(?![\w/]))
    | (?P<mention>(?<![\w@/])@[A-Za-z]\w{{3,31}}(?!\w))
    | (?P<hashtag>(?<![\w&/#])\#\w*[^\W\d]\w*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEAVES_NO_ROOM = frozenset({"code", "pre", "text_link"})


def with_found_entities(marked: MarkedText) -> MarkedText:
    """The text with what Telegram finds by itself, where no code and no link of the sender's stands already."""
    taken = [entity for entity in marked.entities if entity.type in _LEAVES_NO_ROOM]
    found = (e for e in find_entities(marked.text) if not any(e.offset < t.end and t.offset < e.end for t in taken))
    known = set(marked.entities)
    return MarkedText(marked.text, in_order([*marked.entities, *(entity for entity in found if entity not in known)]))


def find_entities(text: str) -> Entities:
    return tuple(_find(text))


def _find(text: str) -> Iterator[Entity]:
    # Offsets are counted from one find to the next, so that a long text costs its length once.
    position, offset = 0, 0
    for match in _FOUND.finditer(text):
        offset += utf16_length(text[position : match.start()])
        length = utf16_length(match[0])
        yield Entity(match.lastgroup or "", offset, length)
        position, offset = match.end(), offset + length
