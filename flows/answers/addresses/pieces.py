"""Finds the pieces of a line that may be addresses, and cuts each into its parts. Judges none of them.

Every pattern takes time linear in the line's length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.answers.addresses.lines import Line
from flows.answers.addresses.vocabulary import UNSPACED

FOREIGN = r"\u0080-\U0010ffff"
IN_LABEL = rf"0-9a-z_\-{FOREIGN}"

# Where a new address begins although the last has not ended: no space was typed, or the script has none.
_WWW = r"www[0-9]?\."
_AFTER_HOST = rf"(?:(?<=[{FOREIGN}])|(?<=\.[a-z]{{2}})|(?<=\.[a-z]{{3}})|(?<=\.[a-z]{{2}}-)|(?<=\.[a-z]{{3}}-))"
_NEXT = rf"(?:(?:https?|s?ftps?|file)://|{_AFTER_HOST}{_WWW})"
_RUN = rf"[{IN_LABEL}.@](?:(?!{_NEXT})[{IN_LABEL}.@])*"

_START = re.compile(
    rf"""
      <(?P<exact>https?://[^<>\s]+)>
    | (?P<scheme>
        (?:https?:?/{{1,3}}[ ]?){{2,3}}
      | https?://(?=[^\s/\\:])
      | (?<![0-9a-z])(?=[hps]{{0,7}}t)[htps]{{3,8}}[:;.,]{{1,2}}[ ]?[/\\]{{1,4}}:?[ ]{{0,2}}
      | (?<![0-9a-z])h{{1,3}}t{{1,4}}p{{1,3}}s{{0,2}}
          (?:[/\\]{{1,4}}[:;]?[ ]{{0,2}}|[:;][ ]{{0,2}}(?=[{IN_LABEL}]{{1,63}}\.[{IN_LABEL}]))
      )
    | (?<![0-9a-z])(?P<alien>[a-z][a-z0-9+\-]{{0,30}}(?=://)
        |(?:mailto|javascript|vbscript|ftps?|sftp)(?=:[^\s:])|file(?=:/)|data(?=:[a-z]{{1,20}}/[a-z]|:[,;]))
      :[^\s<>"]*
    | (?P<run>{_RUN})
    """,
    re.VERBOSE,
)
_USER = re.compile(r'[^\s/?#@<>"\0,;&]{0,256}@')
# Encoded signs are in no host. Behind a dot they may be in the words that follow it.
_ENCODED = rf"[{IN_LABEL}]{{0,63}}%[0-9a-f]{{2}}[{IN_LABEL}.%]*"
_HOST = re.compile(rf"\[[^\s\[\]]{{0,64}}\]|{_ENCODED}|{_RUN}")

# A path may hold an address of its own ("/web/2019/https://…"), but not glued to a letter or after a comma.
_IN_PATH = rf"""(?!(?<![/=?&:%\#])https?://|[,;](?:{_WWW}|https?://))[^\s\0<>"|^`\\]"""
_TAIL = re.compile(rf"(?P<port>:[0-9]{{1,10}}(?![0-9a-z]))?(?P<rest>[/?\#](?:{_IN_PATH})*)?", re.VERBOSE)
_EXACT = re.compile(
    r"""(?P<scheme>[a-z][a-z0-9+\-]{0,30}:/{0,2}+)?+(?P<user>[^/?\#\\]*@)?(?P<host>\[[^\]/?\#]*\]|[^/?\#:\\]*)
        (?P<port>:[0-9]*)?(?P<rest>[/?\#].*)?""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

_EDGES_OF_RUN = ".-_"
_ENDS_SENTENCE = ".,;:!?'*…~"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_WITHOUT_DOT = re.compile(r"localhost|www.*")
_NUMBERED = re.compile(r"(?:[0-9]{1,3}|[a-z])\.(?=www[0-9]?\.)")
_RUNS_INTO_SENTENCE = re.compile(rf"[a-z]{{2,24}}(?=[{UNSPACED}])")

_AT_IN_WORDS = re.compile(r"[0-9a-z._+\-]{0,64} ?[(\[]at[)\]] ?\Z")
_PROPER_SCHEMES = ("http://", "https://")

_NEAR = 200
"""No rule looks farther around an address, so that a line full of addresses takes linear time."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What may be an address: its place in the line, and its parts, all plain but `rest`.

    `alien` is a scheme other than http and https. `exact`: marked off by <> or hidden behind words, so that its
    beginning and end are certain. `host_end` is the place behind the host. `since` is where the piece before ends, and
    `until` where the next one begins.
    """

    line: Line
    start: int
    end: int
    scheme: str = ""
    user: str = ""
    host: str = ""
    host_end: int = 0
    port: str = ""
    rest: str = ""
    exact: bool = False
    alien: str = ""
    since: int = 0
    until: int = 0

    @property
    def written(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def host_written(self) -> str:
        """The host with its capitals."""
        return self.line.text[self.host_end - len(self.host) : self.host_end]

    @property
    def has_proper_scheme(self) -> bool:
        return self.scheme in _PROPER_SCHEMES

    @property
    def email(self) -> str:
        """The piece with what makes it an e-mail address, as typed; empty where it is none."""
        if self.scheme or self.port or self.rest:
            return ""
        if said := _AT_IN_WORDS.search(self.before):
            return self.line.text[self.start - len(said.group()) : self.end]
        return self.written if "@" in self.host else ""

    @property
    def is_announced(self) -> bool:
        """Whether its beginning says that it is an address."""
        return bool(self.scheme) or self.host.startswith(("www", "http"))

    @property
    def before(self) -> str:
        """What stands before it in the line, plain, from the last piece on."""
        return self.line.plain[max(self.since, self.start - _NEAR) : self.start]

    @property
    def after(self) -> str:
        """What stands behind it in the line, plain, up to the next piece."""
        return self.line.plain[self.end : min(self.until, self.end + _NEAR)]


def pieces_of(line: Line) -> list[Piece]:
    """In the order of the line. Words without a dot are left out, unless they begin like an address."""
    found = list(_find(line))
    ends = [0] + [piece.end for piece in found]
    starts = [piece.start for piece in found[1:]] + [len(line.text)]
    return [replace(piece, since=since, until=until) for piece, since, until in zip(found, ends, starts, strict=False)]


def exact_piece(line: Line, start: int, end: int, around: int = 0) -> Piece | None:
    """The piece that is all between two places, `around` signs of it its marks on each side; None for no address."""
    parts = _EXACT.fullmatch(line.text, start + around, end - around)
    if not parts:
        return None
    scheme = (parts["scheme"] or "").lower()
    return Piece(
        line,
        start,
        end,
        scheme=scheme,
        user=parts["user"] or "",
        host=parts["host"].lower() if parts["host"].isascii() else parts["host"],
        host_end=parts.end("host"),
        port=parts["port"] or "",
        rest=parts["rest"] or "",
        exact=True,
        alien="" if scheme in ("", *_PROPER_SCHEMES) else scheme.rstrip(":/"),
    )


def tail_at(line: Line, place: int) -> tuple[str, str, int]:
    """Port, path with query and fragment, and the end of both; without the marks that end the sentence around them."""
    match = _TAIL.match(line.plain, place)
    port, rest = (match["port"] or "", match["rest"] or "") if match else ("", "")
    rest = _without_ending(rest)
    end = place + len(port) + len(rest)
    return port, rest[:1] + line.text[end - len(rest) + 1 : end], end


def _find(line: Line) -> Iterator[Piece]:
    place = 0
    while match := _START.search(line.plain, place):
        piece = _piece_at(line, match)
        place = max(match.end(), piece.end if piece else 0)
        if piece:
            yield piece


def _piece_at(line: Line, match: re.Match[str]) -> Piece | None:
    if match["exact"]:
        return exact_piece(line, match.start(), match.end(), around=1)
    if match["alien"]:
        return Piece(line, match.start(), match.end(), alien=match["alien"])
    if match["scheme"]:
        return _with_scheme(line, match)
    return _without_scheme(line, match.start(), match.end())


def _with_scheme(line: Line, match: re.Match[str]) -> Piece | None:
    user = _USER.match(line.plain, match.end())
    host = _HOST.match(line.plain, user.end() if user else match.end())
    if not host:
        return None
    piece = _from_run(line, host.start(), host.end())
    if not piece.host:
        return None
    return replace(piece, start=match.start(), scheme=match["scheme"], user=user.group() if user else "")


def _without_scheme(line: Line, start: int, end: int) -> Piece | None:
    run = line.plain[start:end]
    start += len(run) - len(run.lstrip(_EDGES_OF_RUN))
    numbered = _NUMBERED.match(line.plain, start, end)
    start = numbered.end() if numbered else start
    host = line.plain[start:end].rstrip(_EDGES_OF_RUN)
    return _from_run(line, start, end) if "." in host or _WITHOUT_DOT.fullmatch(host) else None


def _from_run(line: Line, start: int, end: int) -> Piece:
    host = line.plain[start:end].rstrip(_EDGES_OF_RUN)
    host_end = start + len(host)
    if not line.plain[host_end:end].strip("."):  # a dot at the end of a host is correct, and says nothing
        port, rest, tail_end = tail_at(line, end)
        if tail_end > end:
            return Piece(line, start, tail_end, host=host, host_end=host_end, port=port, rest=rest)
    host = without_sentence(host)
    return Piece(line, start, start + len(host), host=host, host_end=start + len(host))


def without_sentence(host: str) -> str:
    """Without what a script that needs no space has put behind "gov.cn"."""
    before, dot, last = host.rpartition(".")
    ending = _RUNS_INTO_SENTENCE.match(last)
    return before + dot + ending.group() if ending else host


def _without_ending(rest: str) -> str:
    """Without punctuation at the end, and closing brackets that were not opened within."""
    signs = Counter(sign for sign in rest if sign in "()[]{}")
    end = len(rest)
    while end:
        sign = rest[end - 1]
        opening = _BRACKETS.get(sign)
        if opening and signs[sign] > signs[opening]:
            signs[sign] -= 1
        elif sign not in _ENDS_SENTENCE:
            break
        end -= 1
    return rest[:end]
