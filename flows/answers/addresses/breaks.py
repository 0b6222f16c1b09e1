"""Lines of a message that break off within a host ("moit." and below it "gov.pk"). Knows no piece and no judgement.

Read apart, the rest of the host would be an address of its own, and a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.answers.addresses.hosts import public_suffix

_LABEL = r"[^\W_](?:[\w\-]{0,61}\w)?"
_MOST_BROKEN = 4  # "www.", "moit.", "gov." and "pk", each on a line

_BEGINS_ADDRESS = re.compile(r"(?:\A|\W)(?:https?:/{0,2}|www[0-9]?\.)\Z", re.IGNORECASE)
_IN_HOST = re.compile(rf"(?:\A|[\s(<.:/]){_LABEL}(?P<dot>[.\-])?\Z")
_ONLY_LABEL = re.compile(rf"\W*{_LABEL}\Z")
_GOES_ON = re.compile(rf"\.{_LABEL}")
_ENDING = re.compile(rf"{_LABEL}(?:\.{_LABEL})+(?![\w\-]|\.\w)")
_LONE_ENDING = re.compile(r"[a-z]{2,24}\W*", re.IGNORECASE)
_NEAR = 100


def unbroken(lines: Iterable[str]) -> list[str]:
    """The lines, those that make one host together; between them stays the line feed."""
    whole: list[list[str]] = []
    for line in lines:
        if whole and len(whole[-1]) < _MOST_BROKEN and _breaks_off(whole[-1][-1].rstrip(), line.lstrip()):
            whole[-1].append(line)
        else:
            whole.append([line])
    return ["\n".join(map(str.strip, parts)) if len(parts) > 1 else parts[0] for parts in whole]


def _breaks_off(above: str, below: str) -> bool:
    above = above[-_NEAR:]
    if _BEGINS_ADDRESS.search(above):
        return below[:1].isalnum()
    within = _IN_HOST.search(above)
    if not within:
        return False
    if _GOES_ON.match(below):
        return True
    if within["dot"] and _LONE_ENDING.fullmatch(below[:_NEAR]) and _is_suffix(below):
        return True
    ending = _ENDING.match(below[:_NEAR])
    return bool(ending and (within["dot"] or _ONLY_LABEL.fullmatch(above)) and _is_suffix(ending.group()))


def _is_suffix(written: str) -> bool:
    name = written.strip(" .,;").lower()
    return public_suffix(name) == name
