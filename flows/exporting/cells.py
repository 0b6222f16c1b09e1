"""What may stand in a cell of any table, whoever typed it. Knows no file format."""

from __future__ import annotations

import re
from typing import Final

_LINE_BREAK: Final = re.compile(r"\r\n?")

# XML 1.0 has no place for these (2.2, "Char"), and programs that read CSV stop at the first of them.
_IMPOSSIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """With one kind of line break, and U+FFFD for what no table can hold."""
    if text.isprintable():  # as most are: there is neither
        return text
    return _IMPOSSIBLE.sub("\ufffd", _LINE_BREAK.sub("\n", text))
