"""What those who call the web application share with it, without loading it: its own paths, and one exception."""

from __future__ import annotations

from typing import Final

PATHS: Final = ("/healthz", "/readyz", "/metrics")
API: Final = "/api/v1"

SIGN_IN: Final = "/sign-in"
"""A link's secret comes behind it."""

RESERVED: Final = frozenset(
    {
        *(path.strip("/") for path in PATHS),
        "api",
        "audit",
        "audit.csv",
        "charts",
        "countries",
        "enquiries",
        "exports",
        "invitations",
        "language",
        "messages",
        "questions",
        "responses",
        "sessions",
        "sign-in",
        "sign-out",
        "sign-out-everywhere",
        "static",
    }
)
"""The first parts of all paths that are served: Telegram's updates go elsewhere."""


class NotKeptError(Exception):
    """The update cannot be kept now; sent again later, it may."""
