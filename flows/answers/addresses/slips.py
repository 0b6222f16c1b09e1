"""Addresses as they were probably meant where a finger slipped: a comma or space for a dot, a dot missing, "htp://".

What is suggested is asked about, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.answers.addresses.hosts import Host, host_of, public_suffix
from flows.answers.addresses.mending import (
    complete,
    mended,
    mended_within_marks,
    with_dot_before_second_level,
    with_dot_for_dash,
    without_excess,
)
from flows.answers.addresses.pieces import IN_LABEL, Piece, tail_at, without_sentence
from flows.answers.addresses.verdicts import Found, Option, as_typed, doubtful, url_of
from flows.answers.addresses.vocabulary import JOINERS, LABELS, POINTERS, SECOND_LEVELS, WORD_ENDINGS
from flows.violations import Code

_MAX_JOINED = 4  # "www. moit . gov . pk"
_SEEN_BEHIND = 20

# A dot, or what was hit or put instead of it, glued or with spaces.
_GAP = rf"(?P<gap>[ ]{{0,2}}[^\s{IN_LABEL}()\[\]<>{{}}@?#]?[ ]{{0,2}})"
_RUN_BEHIND = re.compile(rf"{_GAP}(?<=[^{IN_LABEL}])(?P<run>(?!www[0-9]?\.|https?[:/])[{IN_LABEL}][{IN_LABEL}.]*)")
_WORD_BEFORE = re.compile(
    r"(?P<word>[0-9a-z][0-9a-z\-]{0,62})(?P<gap>[^\s0-9a-z:=()\[\]<{@\"|\-]| ?[.,] ?| {1,2})\Z",
)

# Words after which an address may well stand in a sentence.
_NO_LABELS = POINTERS | JOINERS | frozenset(LABELS)


@dataclass(frozen=True, slots=True)
class _Suggestion:
    """A host as it may be meant, and the place in the line up to which it then reaches."""

    host: Host
    end: int


@dataclass(frozen=True, slots=True)
class _Behind:
    """The run of host letters behind a place in the line, and what stands for the dot between."""

    piece: Piece
    gap: str
    run: str
    end: int

    @property
    def is_glued(self) -> bool:
        return " " not in self.gap

    @property
    def is_country(self) -> bool:
        return len(self.run) == 2 and bool(public_suffix(self.run))

    @property
    def is_last(self) -> bool:
        """Whether no word follows on the line."""
        return not re.search(r"\w", self.piece.line.plain[self.end : self.end + _SEEN_BEHIND])

    @property
    def may_be_word(self) -> bool:
        """Whether an ending of hosts may as well be a word of the sentence: "in", "is", "it"."""
        return self.run in WORD_ENDINGS and not self.is_last

    @property
    def is_next_word(self) -> bool:
        """Whether it is behind a space, and rather a word of the sentence than a label of the host."""
        is_label = "." in self.run or self.run in SECOND_LEVELS or self.is_country
        return not self.is_glued and (not is_label or self.may_be_word)


def with_slip(piece: Piece, host: Host | None) -> Found | None:
    """The piece as it was probably meant; None where no slip is seen. What can be right as typed is offered as well."""
    suggestions = list(_within_marks(piece) if piece.exact else _suggestions(piece, host))
    is_scheme_slip = bool(piece.scheme) and not piece.has_proper_scheme
    if is_scheme_slip and host and host.is_known:
        suggestions = suggestions or [_Suggestion(host, piece.host_end)]
    if not suggestions:
        return None
    meant = [_option(piece, suggestion) for suggestion in suggestions]
    end = max([piece.end, *(reach for _, reach in meant)])
    text = piece.line.text
    options = [Option(url, after=text[reach:end]) for url, reach in meant]
    if host and host.is_known and not is_scheme_slip:
        options.append(Option(as_typed(piece, host).url, after=text[piece.end : end]))
    return doubtful(Code.ADDRESS_SLIP, piece, *options, end=end)


def with_word_before(piece: Piece, host: Host) -> Found | None:
    """The piece where the word before it may be its first label: "pakistan,gov.pk", "pakistan gov.pk"."""
    match = _WORD_BEFORE.search(piece.before)
    if not match:
        return None
    word, is_loose = match["word"], " " in match["gap"]
    if is_loose and (not host.is_bare_suffix or word.isdigit() or word in _NO_LABELS):
        return None
    start = piece.start - len(match.group())
    options = [Option(as_typed(piece, host).url, before=piece.line.text[start : piece.start])]
    if joined := host_of(f"{word}.{host.name}"):
        options.insert(1 if is_loose else 0, as_typed(piece, joined))
    return doubtful(Code.ADDRESS_SLIP, piece, *options, start=start)


def _option(piece: Piece, suggestion: _Suggestion) -> tuple[str, int]:
    """The address the suggestion makes, and the place where it ends."""
    port, rest, end = piece.port, piece.rest, piece.end
    if suggestion.end != piece.host_end:
        port, rest, end = tail_at(piece.line, suggestion.end)
    return url_of(piece, suggestion.host, port, rest), end


def _within_marks(piece: Piece) -> Iterator[_Suggestion]:
    """As for "<http://www.pakistan,gov.pk>"."""
    meant = mended_within_marks(piece.host)
    host = host_of(meant)
    if meant != piece.host and host and host.is_whole:
        yield _Suggestion(host, piece.host_end)


def _suggestions(piece: Piece, host: Host | None) -> Iterator[_Suggestion]:
    meant = mended(piece.host)
    meant_host = host_of(meant)
    if meant_host and meant_host.is_whole:
        if meant != piece.host:
            yield _Suggestion(meant_host, piece.host_end)
        else:
            yield from _with_ending_behind(piece, meant_host)
            yield from _with_dot_lost(piece)
    elif dotted := with_dot_for_dash(meant):
        yield _Suggestion(dotted, piece.host_end)
    elif piece.is_announced and not (host and host.is_local and len(host.labels) > 1):
        yield from _joined(piece, meant) or _with_excess(piece, meant)


def _with_dot_lost(piece: Piece) -> Iterator[_Suggestion]:
    """Where the host could stand as it is. With its scheme it was copied, and copies lose no dots."""
    dotted = None if piece.scheme else with_dot_before_second_level(piece.host)
    if dotted:
        yield _Suggestion(dotted, piece.host_end)


def _joined(piece: Piece, host: str) -> list[_Suggestion]:
    """What comes of joining the words behind with dots until the ending exists, or might ("www.gov xx")."""
    end = piece.host_end
    found = [_Suggestion(known, end) for known in complete(host)]
    guess: list[_Suggestion] = []
    for _ in range(_MAX_JOINED):
        behind = _behind(piece, end)
        if not behind:
            break
        longer = f"{host}.{behind.run}"
        guess = guess or _guess(behind, longer)
        if behind.is_next_word and host != "www":
            break
        host, end = longer, behind.end
        completed = [_Suggestion(known, end) for known in complete(host)]
        if found and not completed:
            break
        found = completed + found
    return found or guess


def _guess(behind: _Behind, host: str) -> list[_Suggestion]:
    """A host that would be complete if its short ending existed."""
    known = host_of(host)
    ending = host.rpartition(".")[2]
    is_plausible = ending.isalpha() and len(ending) <= 3 and (behind.is_glued or behind.is_last)
    return [_Suggestion(known, behind.end)] if known and is_plausible else []


def _with_excess(piece: Piece, host: str) -> Iterator[_Suggestion]:
    """One letter too many is a slip, several are the next word."""
    shorter = None if piece.port or piece.rest else without_excess(host)
    if shorter:
        known, excess = shorter
        yield _Suggestion(known, piece.host_end - (excess if excess > 1 else 0))


def _with_ending_behind(piece: Piece, host: Host) -> Iterator[_Suggestion]:
    """The host could stand as it is, but an ending follows: "www.moit.gov pk", "www.portal.data,gov.pk"."""
    behind = _behind(piece, piece.host_end)
    if piece.port or piece.rest or host.suffix_labels != 1 or not behind:
        return
    ending, joined = host_of(behind.run), host_of(f"{host.name}.{behind.run}")
    if not ending or not ending.is_bare_suffix or not joined:
        return
    if "." in behind.run:
        fits = behind.is_glued or not behind.gap.strip()
    else:
        fits = behind.is_country and (behind.is_glued or (joined.suffix_labels > 1 and not behind.may_be_word))
    if fits:
        yield _Suggestion(joined, behind.end)


def _behind(piece: Piece, place: int) -> _Behind | None:
    match = _RUN_BEHIND.match(piece.line.plain, place)
    if not match:
        return None
    run = without_sentence(match["run"].rstrip("."))
    return _Behind(piece, match["gap"], run, match.start("run") + len(run))
