"""Mends the spelling of a host by itself: a dot lost or doubled, "wwww", a dash for a dot, look-alike letters.

Knows not what stands around the host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.answers.addresses.hosts import Host, host_of, public_suffix
from flows.answers.addresses.vocabulary import SECOND_LEVELS

_MENDING: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\.{2,}"), "."),
    (re.compile(r"\Ahttps?(?:[.\-]+|(?=www))"), ""),
    (re.compile(r"\A(?:w{2}|w{4,6}|w\.ww|ww\.w|w\.w\.w)\."), "www."),
    (re.compile(r"\A(www[0-9]?)(?=[a-z])"), r"\1."),
    (re.compile(r"\A.+(?=www[0-9]?\.)"), ""),
)

# Letters that look like plain Latin ones, and get into Latin words when a keyboard was not switched, or by intent: of
# Cyrillic, Greek, Armenian, and Latin ones beyond ASCII. The dot above is what is left of a small "İ".
_LOOKALIKES = str.maketrans("аеорсухіјѕһԁԛԝкмтвнгӏοανυιρτκօոսհցɡɑı", "aeopcyxijshdqwkmtbhrloavuiptkonuhggai", "\u0307")

_SECOND_LEVEL_AND_COUNTRY = re.compile(rf"\.?(?P<second>{'|'.join(SECOND_LEVELS)})\.?(?P<country>[a-z]{{2}})\Z")
_GLUED_TO_SECOND_LEVEL = re.compile(r"(?<=[a-z0-9]{3})(?:govt|gouv|gov|gob|gub)\.[a-z]{2}\Z")
_DASH_IN_ENDING = re.compile(r"(?<=[a-z])-(?=[a-z]+\Z)")
_FOR_DOT_IN_MARKS = re.compile(r"[,;\s]+|%20")


def mended(host: str) -> str:
    """The host without the slips that spelling alone shows; the same where there are none."""
    if looks_latin(host):
        host = in_latin(host)
    for pattern, meant in _MENDING:
        host = pattern.sub(meant, host)
    return host


def looks_latin(host: str) -> bool:
    """Whether a host with other letters than plain Latin ones could be taken for one without."""
    return not host.isascii() and in_latin(host).isascii()


def in_latin(host: str) -> str:
    """With the Latin letters its letters look like."""
    return host.lower().translate(_LOOKALIKES)


def mended_within_marks(host: str) -> str:
    """The host of an address whose beginning and end are certain, so that a comma or space in it stands for a dot."""
    return mended(_FOR_DOT_IN_MARKS.sub(".", host))


def complete(host: str) -> Iterator[Host]:
    """The host, if nothing is missing, and before it what it is with a lost dot: "moitgov.pk", "moit.govpk"."""
    for meant in (_with_lost_dot(host), host):
        known = host_of(meant) if meant else None
        if known and known.is_whole:
            yield known


def with_dot_before_second_level(host: str) -> Host | None:
    """As "moit.gov.pk" for "moitgov.pk". A letter or two before "gov" make a name with it: "egov.kz", "mygov.in"."""
    match = _GLUED_TO_SECOND_LEVEL.search(host)
    if not match or "." not in public_suffix(match.group()):
        return None
    return host_of(f"{host[: match.start()]}.{match.group()}")


def with_dot_for_dash(host: str) -> Host | None:
    """As "www.moit.gov.pk" for "www.moit.gov-pk"; no ending has a dash."""
    dotted = host_of(_DASH_IN_ENDING.sub(".", host))
    return dotted if dotted and dotted.name != host and dotted.suffix_labels > 1 else None


def without_excess(host: str) -> tuple[Host, int] | None:
    """The host of "www.moit.gov.pkk" or "www.moit.gov.pkand", and how many letters are too many."""
    front, _, ending = host.rpartition(".")
    known = host_of(f"{front}.{ending[:2]}")
    return (known, len(ending) - 2) if known and known.suffix_labels > 1 and ending.isascii() else None


def _with_lost_dot(host: str) -> str | None:
    """With the dots around "gov" where "gov.pk" is a public suffix; None where none is lost."""
    match = _SECOND_LEVEL_AND_COUNTRY.search(host)
    if not match or not match.start() or "." not in public_suffix(f"{match['second']}.{match['country']}"):
        return None
    whole = f"{host[: match.start()]}.{match['second']}.{match['country']}"
    return None if whole == host else whole
