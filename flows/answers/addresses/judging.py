"""Judges a piece of the message: an address, words, to be refused, or to be asked about. Never a silently wrong host.

Who writes "www." or a scheme means an address. A bare "moit.gov.pk" is told from "construction.It" by its ending, its
capitals and what follows.
"""

from __future__ import annotations

import re

from flows.answers.addresses.hosts import Host, host_of
from flows.answers.addresses.lines import line_of
from flows.answers.addresses.mending import looks_latin
from flows.answers.addresses.pieces import FOREIGN, Piece, pieces_of
from flows.answers.addresses.slips import with_slip, with_word_before
from flows.answers.addresses.verdicts import AS_WORDS, Found, Option, Verdict, about, as_typed, doubtful, sure
from flows.answers.addresses.vocabulary import (
    FILE_ENDINGS,
    JOINERS,
    NOT_HOSTS,
    UNSPACED,
    UNSPACED_POINTERS,
    WORD_ENDINGS,
)
from flows.violations import Code

MAX_ADDRESS_LENGTH = 2048
_MAX_PORT = 65535

_LETTER = re.compile(rf"[a-z{FOREIGN}]")
_WORD_BEHIND = re.compile(rf"[ ]+[\"'(]?[0-9a-z{FOREIGN}]")
_WORD_BEHIND_MARK = re.compile(rf"[,;:\"'\0)\]]{{0,3}}[ ]+[0-9a-z{FOREIGN}]")
# Greek, Cyrillic, Armenian and Cherokee letters in one label with Latin ones; a Latin letter with a sign over it.
_ALIKE = r"[\u0370-\u058f\u13a0-\u13fd\uab70-\uabbf]"
_LATIN_BESIDE_ALIKE = re.compile(rf"[a-z][^.]*{_ALIKE}|{_ALIKE}[^.]*[a-z]|[a-z][\u0300-\u036f]")
_WORDS_INTO_HOST = re.compile(rf"\A[^.]{{0,62}}[{UNSPACED}](?=[0-9a-z][^.]*\.)")
_PATH_INTO_WORDS = re.compile(rf"[0-9A-Za-z](?=[{UNSPACED}])")
_GLUED_SIGN = re.compile(rf"[%*+=~$^\\]+[0-9a-z{FOREIGN}]")
_NUMBER_BEFORE = re.compile(r"\A[0-9]{1,2}\.")


def judge(piece: Piece) -> Verdict:
    if piece.email:
        return None
    if piece.alien:
        return about(Code.ADDRESS_SCHEME, piece.written, scheme=piece.alien)
    if piece.user or "@" in piece.host:
        return about(Code.ADDRESS_CREDENTIALS, piece.written)
    host = host_of(piece.host)
    if len(piece.written) > MAX_ADDRESS_LENGTH and (host or piece.is_announced):
        return about(Code.ADDRESS_TOO_LONG, piece.written, limit=MAX_ADDRESS_LENGTH)
    if piece.is_announced:
        return _announced(piece, host)
    return _bare(piece, host) if not host or host.name not in NOT_HOSTS else None


def is_free_of_addresses(name: str) -> bool:
    """Whether all of the text is words when it stands before an address."""
    return all(judge(piece) is None for piece in pieces_of(line_of(f"{name}: ")))


def _announced(piece: Piece, host: Host | None) -> Verdict:
    if doubt := with_slip(piece, host) or _into_sentence(piece, host):
        return doubt
    if not piece.scheme and "." not in piece.host:
        return None  # a word that begins with "www" or "http"
    if not host or not _is_port(piece.port):
        return about(Code.ADDRESS_UNREADABLE, piece.written)
    if host.is_local:
        return _not_public(piece, host)
    if not host.is_whole:
        return doubtful(Code.ADDRESS_UNSURE, piece, as_typed(piece, host), AS_WORDS)
    return _glued(piece, host) or _with_other_script(piece, host) or sure(piece, host)


def _bare(piece: Piece, host: Host | None) -> Verdict:
    if doubt := with_slip(piece, host) or _into_sentence(piece, host):
        return doubt
    is_meant = bool(piece.port or piece.rest) or _stands_alone(piece)
    if not host or not (host.is_known or host.is_local):
        return None
    if host.is_local:
        return _not_public(piece, host) if is_meant else None
    if not _is_port(piece.port):
        return about(Code.ADDRESS_UNREADABLE, piece.written)
    if _is_written_like_words(piece, host):
        return doubtful(Code.ADDRESS_UNSURE, piece, as_typed(piece, host), AS_WORDS) if is_meant else None
    return (
        with_word_before(piece, host)
        or _with_number_before(piece, host)
        or _with_words_before(piece, host)
        or _with_words_behind(piece, host)
        or _glued(piece, host)
        or _with_other_script(piece, host)
        or sure(piece, host)
    )


def _not_public(piece: Piece, host: Host) -> Verdict:
    return about(Code.ADDRESS_UNREADABLE if host.leads_nowhere else Code.ADDRESS_PRIVATE, piece.written)


def _is_port(port: str) -> bool:
    return not port or (1 < len(port) <= 6 and 0 < int(port[1:]) <= _MAX_PORT)


def _stands_alone(piece: Piece) -> bool:
    """Whether no words stand on either side, as far as the next address."""
    return not _LETTER.search(piece.before) and not _LETTER.search(piece.after)


def _is_written_like_words(piece: Piece, host: Host) -> bool:
    """Capitals as at the beginning of a sentence or in an abbreviation: "construction.It", "ASP.NET", "P.M.Office"."""
    written = piece.host_written
    if host.ip:
        return True  # or a number of a section or a version
    if host.suffix_labels > 1:
        return False
    is_capital = written.rpartition(".")[2][:1].isupper()
    is_initials = not piece.rest and all(len(label) == 1 for label in host.labels[:-1])
    return is_capital or is_initials


def _into_sentence(piece: Piece, host: Host | None) -> Found | None:
    """The piece where no space was typed behind the full stop: "www.moit.gov.pk.It is …"."""
    dot = max(piece.host.rfind("."), 0)
    front, last = piece.host_written[:dot], piece.host_written[dot + 1 :]
    before = host_of(front)
    if piece.port or piece.rest or not before or not before.is_whole:
        return None
    is_capital = last[:1].isupper() and not front.isupper() and not front.istitle()
    is_strong = before.suffix_labels > 1
    cut = Option(as_typed(piece, before).url, after=f".{last}")
    if is_capital and is_strong and not (host and host.is_known):
        return Found(piece.start, piece.end, (cut,))
    if (is_strong and not (host and host.suffix_labels > 1)) or (is_capital and piece.is_announced):
        return doubtful(Code.ADDRESS_UNSURE, piece, cut, *([as_typed(piece, host)] if host and host.is_known else []))
    return None


def _with_number_before(piece: Piece, host: Host) -> Found | None:
    """Asked about, for "1.moit.gov.pk" may be the first of a list."""
    number = _NUMBER_BEFORE.match(host.name)
    return _without_beginning(piece, host, number.end()) if number else None


def _with_words_before(piece: Piece, host: Host) -> Found | None:
    """A host in a script without spaces, or behind one, may have words of the sentence in front."""
    words = _WORDS_INTO_HOST.match(piece.host)
    if words:
        return _without_beginning(piece, host, words.end())
    if any(pointer in host.shown for pointer in UNSPACED_POINTERS):
        return doubtful(Code.ADDRESS_UNSURE, piece, as_typed(piece, host), AS_WORDS)
    return None


def _without_beginning(piece: Piece, host: Host, length: int) -> Found | None:
    rest = host_of(piece.host[length:])
    if not rest or not rest.suffix or not rest.labels[:-1]:
        return None
    shorter = Option(as_typed(piece, rest).url, before=piece.written[:length])
    return doubtful(Code.ADDRESS_UNSURE, piece, shorter, as_typed(piece, host))


def _with_words_behind(piece: Piece, host: Host) -> Found | None:
    """The ending may be the first word of the next sentence ("under construction.it will …"), or that of a file."""
    if host.suffix_labels > 1:
        return None
    ending = host.labels[-1]
    is_word = ending in WORD_ENDINGS and _WORD_BEHIND_MARK.match(piece.after)
    is_weak = len(host.labels) == 2 and not piece.rest and not piece.port
    runs_on = is_word or (is_weak and _WORD_BEHIND.match(piece.after))
    if ending not in FILE_ENDINGS and (not runs_on or _is_joined(piece)):
        return None
    options = (AS_WORDS, as_typed(piece, host)) if is_word else (as_typed(piece, host), AS_WORDS)
    return doubtful(Code.ADDRESS_UNSURE, piece, *options)


def _glued(piece: Piece, host: Host) -> Found | None:
    """Signs where none can be: a dot before the host, "gov.pk%2e…" behind it."""
    is_cut = not piece.is_announced and piece.before.endswith(".")
    if is_cut or (not piece.exact and not piece.rest and _GLUED_SIGN.match(piece.line.plain, piece.end)):
        return doubtful(Code.ADDRESS_UNSURE, piece, as_typed(piece, host), AS_WORDS)
    return None


def _is_joined(piece: Piece) -> bool:
    """Whether only "and" or the like stands before the next address."""
    is_last = piece.until == len(piece.line.plain)
    return not is_last and all(word in JOINERS for word in piece.after.split())


def _with_other_script(piece: Piece, host: Host) -> Found | None:
    """Latin letters beside those that look alike, or a path that runs into words of a script without spaces."""
    if _LATIN_BESIDE_ALIKE.search(host.shown) or looks_latin(host.shown):
        return doubtful(Code.ADDRESS_UNSURE, piece, as_typed(piece, host))
    glued = None if piece.exact else _PATH_INTO_WORDS.search(piece.rest)
    if not glued:
        return None
    typed = as_typed(piece, host)
    behind = len(piece.rest) - glued.end()
    cut = Option(str(typed.url)[:-behind], after=piece.rest[glued.end() :])
    return doubtful(Code.ADDRESS_UNSURE, piece, cut, typed)
