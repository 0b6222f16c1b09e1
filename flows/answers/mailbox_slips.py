"""What e-mail address was probably meant where one was mistyped: "a (at) b.pk", "a@b,gov.pk", "a@gmial.com".

Only proposes; the respondent is always asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from publicsuffixlist import PublicSuffixList

from flows.answers.addresses.mending import in_latin, looks_latin, with_dot_before_second_level
from flows.answers.mailboxes import Mailbox, mailboxes_in, normalised, pieces_with_at

# In a long message there is too much to mistake for an address, and the patterns below may take their time.
_MAX_LENGTH = 200

# Each slip as it is typed, and what was meant, in this order.
_REPAIRS = (
    (re.compile(r"\s*[(\[{<]\s*(?:at|a|@|arroba|собака)\s*[)\]}>]\s*|\s+(?:at|arroba|собака)\s+", re.IGNORECASE), "@"),
    (re.compile(r"\s*[(\[{<]\s*(?:dot|\.|punto|point|точка)\s*[)\]}>]\s*", re.IGNORECASE), "."),
    (re.compile(r"\s+(?:dot|punto|point|точка)\s+", re.IGNORECASE), "."),
    (re.compile(r"\s*@[\s@.,]*"), "@"),
    (re.compile(r"(?<=\w)[,;。、，](?=\w)"), "."),
    (re.compile(r"(?<=\w)(?:\s+\.\s*|\.\s+(?=[a-z])|\.{2,})(?=\w)"), "."),
    # The end of a host, parted from it: "a@nitb.gov pk", "a@nitb gov pk", "a@nitb.gov, pk".
    (re.compile(r"(?<=\w)[\s,;]+(?=(?:gov|com|org|net|edu|ac|go|gob|gouv|co|mil|int)(?:[.\s]+[a-z]{2})?\W*$)"), "."),
    (re.compile(r"(?<=\w)[\s,;]+(?=[a-z]{2}\W*$)"), "."),
    (re.compile(r"(?<![\w.])www\.(?=[^\s@]+@)", re.IGNORECASE), ""),
)
_ENDINGS_MISTYPED = {
    "con": "com", "cmo": "com", "ocm": "com", "comm": "com", "cim": "com", "vom": "com", "xom": "com", "ogr": "org",
    "rog": "org", "nte": "net", "ent": "net", "gvo": "gov",
}  # fmt: skip
_ENDINGS = ("com", "org", "net", "gov", "edu", "int")
_PROVIDERS = (
    "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "ymail.com", "mail.com", "email.com",
    "gmx.com",
)  # fmt: skip
_CLOSE = 0.85

_NAME_BEFORE = re.compile(r"[a-z]{2,20} [a-z0-9_-]+@\S+")
_ASCII_ADDRESS = re.compile(r"[!-~]+@[!-~]+")
# From Hebrew on: Latin, Greek and Cyrillic words are not glued to an address.
_FIRST_GLUED = "\u0590"


def repaired(text: str) -> tuple[Mailbox, ...]:
    """The addresses that were probably meant where the text as written holds none, likeliest first."""
    mended = _mend(text)
    endings = (ending for piece in pieces_with_at(mended) for ending in _with_known_ending(piece))
    return _known((*mailboxes_in(mended), *_mailboxes(endings)))


def likelier_than(mailbox: Mailbox, text: str) -> tuple[Mailbox, ...]:
    """The addresses that were probably meant instead of a valid one; empty where there is nothing odd about it."""
    address = mailbox.address
    likely = (_with_known_ending, _of_provider, _in_latin, _with_dot_lost)
    others = (
        *_unglued(mailbox.written),
        *_with_name_before(mailbox, text),
        *(other for likelier in likely for other in likelier(address)),
    )
    meant = _known((*mailboxes_in(_mend(text)), *_mailboxes(others)))
    return tuple(other for other in meant if other.address != address)


def has_known_ending(address: str) -> bool:
    """Whether its domain ends in one that exists, as far as the Public Suffix List knows."""
    return _suffixes().publicsuffix(address.rpartition("@")[2]) is not None


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


def _mend(text: str) -> str:
    if len(text) > _MAX_LENGTH:
        return ""
    for slip, meant in _REPAIRS:
        text = slip.sub(meant, text)
    return text


def _mailboxes(written: Iterable[str]) -> Iterator[Mailbox]:
    for each in written:
        address = normalised(each)
        if address:
            yield Mailbox(each, address)


def _known(mailboxes: Iterable[Mailbox]) -> tuple[Mailbox, ...]:
    known = {mailbox.address: mailbox for mailbox in mailboxes if has_known_ending(mailbox.address)}
    return tuple(known.values())


def _with_known_ending(address: str) -> Iterator[str]:
    """With the ending that was meant by "a@b.con", "a@bcom" or "a@b.govpk"."""
    if has_known_ending(address):
        return
    stem, _, ending = address.rpartition(".")
    if ending in _ENDINGS_MISTYPED:
        yield f"{stem}.{_ENDINGS_MISTYPED[ending]}"
    # "nitb.govpk" lacks a dot; "localhost" does not.
    endings = (*_ENDINGS, address[-2:]) if "." in address.rpartition("@")[2] else _ENDINGS
    for known in endings:
        if address.endswith(known):
            yield f"{address.removesuffix(known)}.{known}"


def _of_provider(address: str) -> Iterator[str]:
    local, _, domain = address.rpartition("@")
    if domain not in _PROVIDERS:
        yield from (f"{local}@{close}" for close in get_close_matches(domain, _PROVIDERS, n=1, cutoff=_CLOSE))


def _in_latin(address: str) -> Iterator[str]:
    """The address whose letters these only look like."""
    if looks_latin(address):
        yield in_latin(address)


def _with_dot_lost(address: str) -> Iterator[str]:
    """As "a@nitb.gov.pk" for "a@nitbgov.pk"."""
    local, _, domain = address.rpartition("@")
    if dotted := with_dot_before_second_level(domain):
        yield f"{local}@{dotted.shown}"


def _with_name_before(mailbox: Mailbox, text: str) -> Iterator[str]:
    """As "raza.ali@nitb.gov.pk" for "raza ali@nitb.gov.pk": a name in capitals would be the person's."""
    if mailbox.note and _NAME_BEFORE.fullmatch(text.strip()):
        yield f"{mailbox.note}.{mailbox.written}"


def _unglued(written: str) -> Iterator[str]:
    """The address in "邮箱ed@nitb.gov.pk谢谢"."""
    found = _ASCII_ADDRESS.search(written)
    glued = set(written) - set(found.group()) if found else set()
    if found and glued and min(glued) >= _FIRST_GLUED:
        yield found.group()
