"""Which words around the addresses name them, and which are a remark. Takes the addresses as given.

"Ministry of Energy: www…", "Ministry of Energy (www…)" and a name alone on the line above are names; what is not
clearly a name is a remark. Words that only announce or join addresses are neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flows.answers.addresses.judging import is_free_of_addresses
from flows.answers.addresses.vocabulary import JOINERS, LABEL_QUALIFIERS, LABELS, POINTERS, UNSPACED_POINTERS
from flows.reading import Link

_MAX_NAME_LENGTH = 120
_MAX_NAME_WORDS = 15

_LEADING = " \t,;:.!?&|/\\=*•·▪◦‣➢►→…)]}>»”’、。，．；：！）】》」』〉،؛؟।-–—"
_TRAILING = " \t,;:&|/\\=*•·▪→(<[{«“‘、，；：（【《「『〈،؛-–—"
_WRAPPED = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]\.?")
_UNCLOSED = re.compile(r"\A[(（\[](?=[^)）\]]*\Z)")
_REMARK_IN_BRACKETS = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")

_NAMES_WHAT_FOLLOWS = re.compile(r"(?:[:：=|→>(（<\[【《「]|\s-|[–—])[\s«“\"]*\Z")
_TELLS_OF_WHAT_PRECEDES = re.compile(r"\s*(?:[:：=(（\[]|[-–—](?=\s)|[–—])")
_SEPARATES = re.compile(r"\s*[,;|/&•·、，；،؛]")
_NUMBER_OR_BULLET = re.compile(
    r"\A[^\w(（\"'«“\[]*\(?(?:[0-9]{1,3}[.)](?=\D|\Z)|(?:[a-j]|[ivx]{1,4})(?:\)|\.(?=\s|\Z)))\s*"
)
_LABEL_BEHIND = re.compile(
    rf"(?:\A|[,;:(–—.\-])\s*(?:(?:{'|'.join(LABEL_QUALIFIERS)})\s+){{0,2}}(?:{'|'.join(map(re.escape, LABELS))})\Z",
    re.IGNORECASE,
)
_ENDS_SENTENCE = tuple(".!?;,…。！？；，،؛؟।")
_HOLDS_SENTENCES = re.compile(r"[!?;@。！？؟।]|://|\w{4}\. ")
_NEAR = 50
_SIGNIFICANT_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Placed:
    """An address in its place in a line; `words` where it was hidden behind them."""

    url: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its addresses, and the words before, between and behind them, one text more than there are addresses."""

    words: tuple[str, ...]
    addresses: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A row read. `name_behind` would be the name of its only address in a message that lists several so."""

    links: tuple[Link, ...] = ()
    remark: str = ""
    name_behind: str = ""

    @property
    def is_lone_address(self) -> bool:
        return len(self.links) == 1 and not self.links[0].name and not self.remark

    @property
    def could_name_next(self) -> bool:
        return not self.links and not self.remark.endswith(_ENDS_SENTENCE) and _is_name(canonical_name(self.remark))


def compose(rows: Iterable[Row]) -> tuple[tuple[Link, ...], str | None]:
    """The addresses with their names, each once, and the remark."""
    readings = _with_names_above([reading for reading in map(_read, rows) if reading.links or reading.remark])
    if sum(len(reading.links) for reading in readings) > 1:
        readings = list(map(_with_name_behind, readings))
    return _each_once(readings)


def canonical_name(text: str) -> str:
    """The text without bullet, number, label and the marks that join it to its address; empty where nothing is left.

    A text too long for a name is only freed of its joints. A canonical name is its own canonical name.
    """
    name = _tidy(text)
    while len(name) <= _MAX_NAME_LENGTH:
        shorter = _tidy(_LABEL_BEHIND.sub("", _tidy(_NUMBER_OR_BULLET.sub("", name, count=1))))
        if shorter == name:
            break
        name = shorter
    return "" if all(word.casefold() in JOINERS for word in name.split()) else name


def _read(row: Row) -> _Reading:
    if not row.addresses:
        return _Reading(remark=row.words[0].strip() if canonical_name(row.words[0]) else "")
    said = [""]
    links = []
    for place, (address, words) in enumerate(zip(row.addresses, row.words, strict=False)):
        name, remark = _between(words) if place else _before(words)
        own_name, own_words = _of_hidden(address)
        links.append(Link(url=address.url, name=own_name or name or None))
        said[-1] = _joined(remark, name if own_name else "", own_words)
        said += [own_name, ""]
    said[-1] = _tidy(row.words[-1])
    return _Reading(tuple(links), _running(said), _name_behind(row, links, said))


def _before(words: str) -> tuple[str, str]:
    """The name and the remark in what stands before the first address of a line."""
    is_marked = _NAMES_WHAT_FOLLOWS.search(words[-_NEAR:])
    name = canonical_name(words) or (_letter(words) if is_marked else "")
    return (name, "") if _is_name(name) and (is_marked or _is_proper(name)) else ("", name)


def _letter(words: str) -> str:
    """The one capital in "A: www…", which elsewhere would join addresses, as "a" and "e" do in some languages."""
    name = _tidy(words)
    return name if len(name) == 1 and name.isupper() else ""


def _between(words: str) -> tuple[str, str]:
    """The name of the address behind, and the remark on the one before: " (in English); Ministry of Health: "."""
    bracketed = _REMARK_IN_BRACKETS.match(words)
    remark = canonical_name(_NUMBER_OR_BULLET.sub("", bracketed.group().strip())) if bracketed else ""
    rest = words[bracketed.end() :] if bracketed else words
    first, _, others = rest.strip().partition(" ")
    if first.casefold() in JOINERS:
        rest = f", {others}"
    belongs_to_next = _SEPARATES.match(rest) or (
        _NAMES_WHAT_FOLLOWS.search(rest[-_NEAR:]) and not _TELLS_OF_WHAT_PRECEDES.match(rest)
    )
    name, told = _before(rest) if belongs_to_next else ("", canonical_name(rest))
    return name, _joined(remark, told)


def _of_hidden(address: Placed) -> tuple[str, str]:
    """The words an address was hidden behind, as its name or, where they are none ("click here"), as a remark."""
    name = canonical_name(address.words or "")
    return (name, "") if _is_name(name) else ("", name)


def _name_behind(row: Row, links: list[Link], said: list[str]) -> str:
    """The name in "www.moh.gov – Ministry of Health"."""
    is_only_remark = len(links) == 1 and not links[0].name and not said[0]
    name = canonical_name(row.words[-1])
    is_marked = _TELLS_OF_WHAT_PRECEDES.match(row.words[-1])
    return name if is_only_remark and is_marked and _is_name(name) and _is_proper(name) else ""


def _with_name_behind(reading: _Reading) -> _Reading:
    if not reading.name_behind or reading.links[0].name:
        return reading
    return _Reading((reading.links[0].model_copy(update={"name": reading.name_behind}),))


def _with_names_above(readings: list[_Reading]) -> list[_Reading]:
    """A name alone on its line belongs to the only address on the next, unless it heads a list or ends one."""
    result: list[_Reading] = []
    for place, reading in enumerate(readings):
        above = result[-1] if result else None
        after_next = readings[place + 1] if place + 1 < len(readings) else None
        follows_address = len(result) > 1 and result[-2].is_lone_address
        heads_list = after_next is not None and after_next.is_lone_address
        if above and above.could_name_next and reading.is_lone_address and not heads_list and not follows_address:
            named = reading.links[0].model_copy(update={"name": canonical_name(above.remark)})
            result[-1] = _Reading((named,))
        else:
            result.append(reading)
    return result


def _each_once(readings: list[_Reading]) -> tuple[tuple[Link, ...], str | None]:
    """An address given again is kept once; a name it has the second time is its name, or else a remark."""
    kept: dict[str, Link] = {}
    remarks = []
    for reading in readings:
        for link in reading.links:
            first = kept.setdefault(_identity(link.url), link)
            if link.name and not first.name:
                kept[_identity(link.url)] = first.model_copy(update={"name": link.name})
            elif link.name and link.name != first.name:
                remarks.append(link.name)
        remarks.append(reading.remark)
    return tuple(kept.values()), "\n".join(filter(None, remarks)) or None


def _identity(url: str) -> str:
    """The same for addresses that lead to the same page whether or not the scheme and the root's slash were typed."""
    _, _, address = url.partition("://")
    return address.removesuffix("/") if address.count("/") == 1 else address


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        0 < len(text) <= _MAX_NAME_LENGTH
        and len(words) <= _MAX_NAME_WORDS
        and any(map(str.isalpha, text))
        and not text.endswith(_ENDS_SENTENCE)
        and not _HOLDS_SENTENCES.search(text)
        and not any(map(_is_pointer, words))
        and not any(pointer in text for pointer in UNSPACED_POINTERS)
        and is_free_of_addresses(text)
    )


def _is_pointer(word: str) -> bool:
    """Whether it makes a sentence. (In capitals it is an abbreviation: the US, IS for information system.)"""
    return word.strip("\"'()«»“”,:").casefold() in POINTERS and not word.isupper()


def _is_proper(text: str) -> bool:
    """Whether all words of weight are capitalised, as in names written in English."""
    words = _SIGNIFICANT_WORD.findall(text)
    return bool(words) and all(word[0].isupper() for word in words)


def _tidy(text: str) -> str:
    """On one line, without the marks and brackets around it; empty where there is neither letter nor digit."""
    text = " ".join(text.split()).lstrip(_LEADING).rstrip(_TRAILING)
    text = _UNCLOSED.sub("", text)
    if wrapped := _WRAPPED.fullmatch(text):
        return _tidy(wrapped[1])
    return text if any(map(str.isalnum, text)) else ""


def _joined(*texts: str) -> str:
    return " ".join(filter(None, texts))


def _running(said: list[str]) -> str:
    """What was said around addresses in one line: in the place of an address stand its words or "…"."""
    texts: list[str] = []
    address = ""
    for place, text in enumerate(said):
        if place % 2:
            address = text or "…"
        elif text:
            texts += [address, text] if texts else [text]
    return _joined(*texts)
