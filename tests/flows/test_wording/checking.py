"""What is looked at in every catalogue, whatever its texts are for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

_MARKS = re.compile(r"\{\w+\}|%\(\w+\)s|%%|\*\*|<[^>]+>|[\"&\n]")
"""What a translation keeps: placeholders, bold, elements and lines. A quotation mark or an ampersand beyond those of
its text would break the attribute of a page into which it goes."""


def texts(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def ids(catalogue: Catalog) -> list[object]:
    return [message.id for message in texts(catalogue)]


def forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def untranslated(catalogue: Catalog) -> list[object]:
    return [message.id for message in catalogue if not all(forms(message.string))]


def changed_marks(catalogue: Catalog) -> list[str]:
    """Translations whose marks are not those of their text."""
    return [
        form
        for message in texts(catalogue)
        for form in forms(message.string)
        if _marks(form) not in map(_marks, forms(message.id))
    ]


def exclaiming(catalogue: Catalog) -> list[str]:
    said = (form for message in texts(catalogue) for form in (*forms(message.id), *forms(message.string)))
    return [form for form in said if "!" in form]


def _marks(text: str) -> Counter[str]:
    return Counter(_MARKS.findall(text))
