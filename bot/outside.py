"""Calls to addresses that others have named: only to those that everybody can reach, unless it is allowed otherwise.

A name is looked up by us, and what was looked at is what is connected to, so that no second answer of the name server
leads inside.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult


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
    """Whether the address has an IP address in the place of a name, and none that is everybody's."""
    try:
        return not _is_public(urlsplit(url).hostname or "")
    except ValueError:  # a name, which is looked at when it is resolved
        return False


def _is_public(address: str) -> bool:
    """Not loopback, link-local, private, multicast or reserved. Raises ValueError for what is no IP address."""
    ip: Any = ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or ip
    return bool(inner.is_global and not inner.is_multicast)
