"""What those who call the web application share with it, without loading it: its own paths, and one exception."""

from __future__ import annotations

from typing import Final

PATHS: Final = ("/healthz", "/readyz", "/metrics")


class NotKeptError(Exception):
    """The update cannot be kept now; sent again later, it may."""
