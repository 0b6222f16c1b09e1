"""Whether a failure is the database's own trouble, which passes, or what it was given. Knows no table."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from flows.errors import StorageError

# https://www.sqlite.org/rescode.html
_OF_SQLITE: Final = ("FULL", "READONLY", "IOERR", "CANTOPEN", "BUSY", "LOCKED", "NOMEM", "PROTOCOL")

# https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, rollback (deadlock), resources
# (disk full), intervention of an operator, system error; read-only transaction; lock not available
_OF_POSTGRESQL: Final = ("08", "40", "53", "57", "58", "25006", "55P03")


def is_outage(error: StorageError) -> bool:
    """The same may work later: the database is away, full, read-only or busy. False where it is not known to be so."""
    cause = error.__cause__
    if isinstance(cause, OSError | PoolTimeoutError | InvalidatePoolError):
        return True
    if isinstance(cause, DBAPIError):
        return cause.connection_invalidated or _says(cause.orig)
    return _says(cause)


def _says(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", "").startswith(tuple(f"SQLITE_{name}" for name in _OF_SQLITE))
    return (getattr(error, "sqlstate", None) or "").startswith(_OF_POSTGRESQL)
