"""What an address must be like to stand in a setting. Opens none, and knows no setting."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from web.terms import RESERVED

_EVERYWHERE: Final = {"0.0.0.0", "::"}  # noqa: S104 - listened on by whoever sets it
_PORTS_OF_TELEGRAM: Final = {None, 443, 80, 88, 8443}
_HTTP: Final = frozenset({"http", "https"})


def is_server(url: str, schemes: frozenset[str] = _HTTP) -> bool:
    """Something that can be called, with a path or without."""
    return _read(url, schemes) is not None


def is_base(url: str) -> bool:
    """Something that can be called with more put behind its path, and shown to anybody."""
    return _plain(url) is not None


def is_origin(url: str) -> bool:
    """`https://survey.example.org`: without a path, or anything else behind the host."""
    address = _plain(url)
    return address is not None and not address.path


def is_postable(url: str) -> bool:
    """With a path of its own, which the web application does not use."""
    address = _plain(url)
    if address is None or not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+", address.path):
        return False
    return address.path.split("/")[1] not in RESERVED


def is_postable_by_telegram(url: str) -> bool:
    address = urlsplit(url)
    return address.scheme == "https" and address.port in _PORTS_OF_TELEGRAM


def origin_on_this_machine(host: str, port: int) -> str:
    """Where a browser finds what listens there."""
    host = "localhost" if host in _EVERYWHERE else host
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _plain(url: str) -> SplitResult | None:
    address = _read(url, _HTTP)
    if address is None or "@" in address.netloc or not _ends_with_its_path(url):
        return None
    return address


def _ends_with_its_path(url: str) -> bool:
    """Not even an empty query or fragment follows: what is put behind it would be a part of that."""
    return "?" not in url and "#" not in url


def _read(url: str, schemes: frozenset[str]) -> SplitResult | None:
    if re.search(r"[\s\\\x00-\x1f]", url):  # which urlsplit passes over
        return None
    try:
        address = urlsplit(url)
        found = address.scheme in schemes and address.hostname and address.port != 0
    except ValueError:  # a port that is none, a bracket too many
        return None
    return address if found else None
