"""What a host is: its two spellings, its public suffix, whether everyone can reach it. Knows no text around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from ipaddress import IPv4Address, IPv6Address, ip_address

import idna
from publicsuffixlist import PublicSuffixList

MAX_HOST_LENGTH = 253  # RFC 1035, 2.3.4, without the root's dot

# Underscores are no letters of host names (RFC 1123), but names with them are in use and browsers open them.
_ASCII_LABEL = re.compile(r"(?!-)[0-9a-z_-]{1,63}(?<!-)")
_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")

# Reserved so that no address ends so (RFC 2606, 6761, 9476), or for what is no page (.arpa).
_NOWHERE = frozenset({"alt", "arpa", "example", "invalid", "test"})
# Reserved for use inside one house (RFC 6761, 6762, 7686, 8375; ICANN on .internal, .corp and .home), or in wide use
# there.
_LOCAL_SUFFIXES = _NOWHERE | {
    *("corp", "home", "internal", "intranet", "lan", "local", "localdomain", "localhost", "onion", "private"),
}


@dataclass(frozen=True)
class Host:
    """`shown` as a browser shows it, in lower case and the national script; `name` as the DNS knows it."""

    shown: str
    name: str
    ip: IPv4Address | IPv6Address | None = None

    @property
    def labels(self) -> list[str]:
        return self.name.split(".")

    @cached_property
    def suffix(self) -> str:
        """The public suffix under which names are given away ("gov.pk"); empty where no such ending exists."""
        return "" if self.ip else public_suffix(self.name)

    @property
    def suffix_labels(self) -> int:
        return len(self.suffix.split(".")) if self.suffix else 0

    @property
    def is_bare_suffix(self) -> bool:
        return self.name == self.suffix

    @property
    def is_local(self) -> bool:
        """Whether only some can reach it: a single name, a reserved ending, or an IP address that is not public."""
        if self.ip:
            return not _is_public(self.ip)
        return len(self.labels) == 1 or self.labels[-1] in _LOCAL_SUFFIXES

    @property
    def leads_nowhere(self) -> bool:
        """Whether nobody can reach it, in no network: the beginning of an address, or an ending reserved for that."""
        return not self.ip and (self.labels == ["www"] or self.labels[-1] in _NOWHERE)

    @property
    def is_known(self) -> bool:
        """Whether the ending exists and is open to everyone, so that the host may be an answer."""
        return (bool(self.suffix) or self.ip is not None) and not self.is_local

    @property
    def is_whole(self) -> bool:
        """Whether nothing seems to be missing: the ending exists, and "www." is not all that stands before "gov"."""
        return self.is_known and not (self.suffix_labels == 1 and self.name == f"www.{self.suffix}")


def host_of(written: str) -> Host | None:
    """The host as written, in any case and script (IDNA 2008, mapped by UTS 46); None where it cannot be one."""
    if len(written) > MAX_HOST_LENGTH:
        return None
    if written.startswith("["):
        return _ip_host(written.strip("[]"))
    try:
        name = ".".join(map(_name_of_label, written.removesuffix(".").split(".")))
        labels = name.split(".")
        if _NUMERIC_LABEL.fullmatch(labels[-1]):
            return _ip_host(name)
        shown = ".".join(map(_shown_label, labels))
    except UnicodeError:
        return None
    well_formed = len(name) <= MAX_HOST_LENGTH and all(map(_ASCII_LABEL.fullmatch, labels))
    return Host(shown, name) if well_formed else None


def public_suffix(name: str) -> str:
    """The longest ending of a DNS name that is a public suffix of ICANN's zones; empty where the last label is none."""
    return _public_suffixes().publicsuffix(name) or ""


@cache
def _public_suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)


def _name_of_label(label: str) -> str:
    if label.isascii():
        return label.lower()
    return idna.encode(label, uts46=True).decode("ascii")


def _shown_label(label: str) -> str:
    return idna.decode(label) if label.startswith("xn--") else label


def _ip_host(written: str) -> Host | None:
    try:
        ip = ip_address(written)
    except ValueError:
        return None
    if "%" in written:  # an interface of the respondent's own machine
        return None
    shown = f"[{ip}]" if ip.version == 6 else str(ip)
    return Host(shown, shown, ip)


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    inner = ip.ipv4_mapped if isinstance(ip, IPv6Address) else None
    return (inner or ip).is_global and not ip.is_multicast
