"""What can be said of a piece of the message: the ways to read it, and whether the respondent must choose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.answers.addresses.hosts import Host
from flows.answers.addresses.pieces import Piece
from flows.violations import Code, Violation

_MAX_QUOTED = 100


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read a piece: an address, None for mere words; and the words that come before and behind it."""

    url: str | None
    before: str = ""
    after: str = ""


AS_WORDS = Option(None)


@dataclass(frozen=True, slots=True)
class Found:
    """A piece, from `start` to `end` of its line, with the ways to read it, likeliest first.

    `doubt` says why the respondent is asked. `words` are those an address was hidden behind.
    """

    start: int
    end: int
    options: tuple[Option, ...]
    doubt: Violation | None = None
    words: str | None = None


Verdict = Found | Violation | None
"""None: the piece is words."""


def sure(piece: Piece, host: Host) -> Found:
    return Found(piece.start, piece.end, (as_typed(piece, host),))


def doubtful(code: Code, piece: Piece, *options: Option, start: int | None = None, end: int | None = None) -> Found:
    """Doubt about the piece, or about a longer stretch of its line."""
    start, end = piece.start if start is None else start, piece.end if end is None else end
    return Found(start, end, options, about(code, piece.line.text[start:end]))


def about(code: Code, written: str, **params: str | int) -> Violation:
    """The violation, with the beginning of what is meant."""
    quoted = written if len(written) <= _MAX_QUOTED else written[: _MAX_QUOTED - 1] + "…"
    return Violation(code, {"written": quoted, **params})


def as_typed(piece: Piece, host: Host) -> Option:
    return Option(url_of(piece, host, piece.port, piece.rest))


def url_of(piece: Piece, host: Host, port: str, rest: str) -> str:
    """Without a scheme, https; a scheme that was typed is kept, a mistyped one mended."""
    schemes = re.findall("[htps]+", piece.scheme)
    is_http = bool(schemes) and "s" not in schemes[-1]
    return f"{'http' if is_http else 'https'}://{host.shown}{port}{rest}"
