"""A list that was copied with its boxes ticked or crossed out: what is left of it. Knows no choice."""

from __future__ import annotations

import re

_TICK = re.compile(r"[√✅]|[\[(]\s?[x✓✔√]\s?[\])]", re.IGNORECASE)
_EMPTY = re.compile(r"[✗✘❌❎]|×(?!\w)|\[\s*\]|\(\s*\)")
CROSSES = frozenset("✗✘❌❎")
_BOXES = "☐☑☒✓✔"
_IN_FRONT = re.compile(rf"\s*(?:\d+[.)]|[-•*])?\s*[{_BOXES}][^\n{_BOXES}]*\w")
_UNTICKED_BEFORE = re.compile(rf"(?:^[ \t]*\d+[.)][ \t]*)?☐[^\n{_BOXES}]*", re.MULTILINE)
_UNTICKED_BEHIND = re.compile(rf"(?:\A|(?<=[\n{_BOXES}]))[^\n{_BOXES}]*+☐(?:[^\n{_BOXES}]*$)?", re.MULTILINE)


def ticked(text: str) -> str:
    """Without what was left unticked, be the boxes in front of their words or behind them; the text as it is, where
    nothing in it is ticked."""
    boxed = _EMPTY.sub("☐", _TICK.sub("☑", text))
    if not set(boxed) & set(_BOXES[1:]):
        return text
    unticked = _UNTICKED_BEFORE if _IN_FRONT.match(boxed) else _UNTICKED_BEHIND
    return unticked.sub("\n", boxed)
