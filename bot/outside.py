"""Calls to addresses that others have named: only to those that everybody can reach, unless it is allowed otherwise.

A name is looked up by us, and what was looked at is what is connected to, so that no second answer of the name server
leads inside.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL


class PrivateAddress(OSError):  # noqa: N818 - it says what is wrong with the address
    """The target is no public address, and private ones are not allowed."""


def session_outside(timeout: float, *, private: bool = False) -> aiohttp.ClientSession:
    """Each call may take `timeout` seconds. `private`: addresses inside this network are allowed. An IP address in the
    place of a name is looked up by nobody: ask `leads_inside` first."""
    connector = aiohttp.TCPConnector(resolver=None if private else _PublicOnly(), use_dns_cache=False)
    return aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(total=timeout),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": "Focalpoint"},
    )


class _PublicOnly(AbstractResolver):
    """Finds addresses only where everybody could: what was looked at is what is connected to, so that no second answer
    of the name server leads inside."""

    def __init__(self) -> None:
        self._resolver = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        if not all(_is_public(each["host"]) for each in found):
            raise PrivateAddress(f"{host} is no public address")
        return found

    async def close(self) -> None:
        await self._resolver.close()


def leads_inside(url: str) -> bool:
    """Whether the address has an IP address in the place of a name, and none that is everybody's. It is read as aiohttp
    reads it, to which "①②⑦.0.0.1" is 127.0.0.1."""
    try:
        return not _is_public(URL(url).raw_host or "")
    except ValueError:  # a name, which is looked at when it is resolved
        return False


def _is_public(address: str) -> bool:
    """Not loopback, link-local, private, multicast or reserved. Raises ValueError for what is no IP address."""
    ip = _meant(ip_address(address.partition("%")[0]))
    return ip.is_global and not (ip.is_multicast or any(ip in each for each in _SITE))


_SITE: Final = (ip_network("fec0::/10"), ip_network("64:ff9b:1::/48"))
"""What fc00::/7 was before (RFC 3879), and IPv4 translated within a site (RFC 8215); Python calls them global."""

_TRANSLATED: Final = ip_network("64:ff9b::/96")
"""The whole of IPv4 in a network that speaks IPv6 alone (RFC 6052)."""


def _meant(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address to which an IPv6 one leads, where it leads to one."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) % 2**32)
    return ip.ipv4_mapped or ip.sixtofour or ip
