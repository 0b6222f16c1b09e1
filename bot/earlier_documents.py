"""Files that hold documents of an earlier edition, and the file of questions that were renamed since, read whole.

What stands in a document is judged elsewhere; here only what makes a file unreadable. Knows no storage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import orjson

from flows.administration.prefilling import Earlier
from flows.errors import Defect, PrefillError
from flows.loading.source import Fault, read_source
from flows.sentences import N_

_NOTHING: Final = N_("Nothing was loaded.")


def read_documents(files: Sequence[Path]) -> tuple[Earlier, ...]:
    """As `focalpoint export` writes them: one document, several in an array, or one a line. Raises PrefillError with
    every defect of every file."""
    found, defects = list[Earlier](), list[Defect]()
    for file in files:
        try:
            found += _documents(file, _text(file))
        except PrefillError as error:
            defects += error.defects
    if defects:
        raise PrefillError(_NOTHING, tuple(defects))
    return tuple(found)


def read_renamed(file: Path) -> Mapping[str, str]:
    """YAML: the name a question had, and the one it has now, a pair a line. Raises PrefillError with every defect."""
    source = read_source(_text(file))
    pairs = source.data if isinstance(source.data, dict) else {}
    unlike = (
        Fault((name,), "A question's present name is needed.") for name, new in pairs.items() if not _is_name(new)
    )
    defects = tuple(
        Defect(f"{file}, line {source.line_of(fault)}", fault.sentence) for fault in (*source.faults, *unlike)
    )
    if defects:
        raise PrefillError(_NOTHING, defects)
    return pairs


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _defective(str(file), f"it cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise _defective(str(file), "it is not text in UTF-8.") from error


def _documents(file: Path, text: str) -> list[Earlier]:
    try:
        whole = orjson.loads(text)
    except orjson.JSONDecodeError:
        return _of_lines(file, text)
    if isinstance(whole, list):
        return [Earlier(f"{file}, document {number}", each) for number, each in enumerate(whole, 1)]
    return [Earlier(str(file), whole)]


def _of_lines(file: Path, text: str) -> list[Earlier]:
    found, defects = list[Earlier](), list[Defect]()
    for place, line in _lines(file, text):
        try:
            found.append(Earlier(place, orjson.loads(line)))
        except orjson.JSONDecodeError as error:
            defects.append(Defect(place, f"this is not JSON: {error.msg}."))
    if not found:  # no document a line, then: it was meant to be one document
        raise _defective(str(file), "it holds no JSON document.")
    if defects:
        raise PrefillError(_NOTHING, tuple(defects))
    return found


def _lines(file: Path, text: str) -> Iterator[tuple[str, str]]:
    """Those that are not empty. A document's own line breaks are written as `\\n`."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{file}, line {number}", line


def _is_name(new: object) -> bool:
    return isinstance(new, str) and bool(new)


def _defective(place: str, sentence: str) -> PrefillError:
    return PrefillError(_NOTHING, (Defect(place, sentence),))
