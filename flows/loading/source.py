"""YAML -> plain data, and the line on which everything in it stands. Knows nothing of questionnaires.

Every scalar is a text, so that `number: 16` and `version: 1` need no quotes; the model makes numbers of those it wants.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_SIZE = 1_000_000
"""Characters of a file; the longest real one has under 30,000."""

Path = tuple[str | int, ...]
"""The way to a place in the data: property names and positions in lists."""


class Fault(NamedTuple):
    """Something wrong at `path`; `line` only where the path alone does not tell it."""

    path: Path
    sentence: str
    line: int | None = None


@dataclass(frozen=True)
class Source:
    data: object = None
    lines: Mapping[Path, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def line_of(self, fault: Fault) -> int:
        """Of the fault, or of the nearest thing around it; 1 at the top of the file."""
        around = (fault.path[:length] for length in range(len(fault.path), 0, -1))
        return fault.line or next((self.lines[path] for path in around if path in self.lines), 1)

    def place_of(self, fault: Fault) -> str:
        """Such as `sections[2].questions[0].relevant (q9) line 41`."""
        way = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in fault.path)
        name = self._name_at(fault.path)
        return f"{way.lstrip('.')}{f' ({name})' if name else ''} line {self.line_of(fault)}".lstrip()

    def _name_at(self, path: Path) -> str | None:
        """The name of the innermost thing around the place that has one, the questionnaire aside."""
        name, inner = None, self.data
        for step in path:
            inner = _inside(inner, step)
            if isinstance(inner, dict) and isinstance(inner.get("name"), str):
                name = inner["name"]
        return name


def read_source(text: str) -> Source:
    """Total: what is wrong with the text is among the faults, and the data is None where there is no use of it."""
    if len(text) > MAX_SIZE:
        return Source(faults=(Fault((), f"The file has more than {MAX_SIZE:,} characters."),))
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        return Source(faults=(_syntax_fault(error),))
    except RecursionError:
        return Source(faults=(Fault((), "The file is nested too deeply."),))
    if not isinstance(root, MappingNode):
        return Source(faults=(Fault((), "The file must hold properties, such as `name: my-survey`."),))
    reading = _Reading()
    data = reading.value_of(root, ())
    return Source(data, reading.lines, tuple(reading.faults))


def suggestion(written: str, known: Iterator[str] | tuple[str, ...]) -> str:
    """The end of a sentence: what is near to the word written, or nothing."""
    near = get_close_matches(written, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else "."


class _Reading:
    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self._seen: set[int] = set()

    def value_of(self, node: Node, path: Path) -> object:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self._seen:
            self.faults.append(Fault(path, "Aliases (*) are not supported: write it out."))
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value_of(item, (*path, index)) for index, item in enumerate(node.value)]
        return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, object]:
        properties: dict[str, object] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                self.faults.append(Fault(path, "The name of a property must be a word.", line))
            elif key.value in properties:
                self.faults.append(Fault((*path, key.value), f"The property {key.value!r} stands here twice.", line))
            else:
                self.lines[(*path, key.value)] = line
                properties[key.value] = self.value_of(value, (*path, key.value))
        return properties


def _syntax_fault(error: YAMLError) -> Fault:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault((), f"The file is not YAML: {str(error).splitlines()[0]}.")
    problem = ", ".join(part for part in (error.problem, error.context) if part)
    return Fault((), f"The file is not YAML: {problem}.", error.problem_mark.line + 1)


def _inside(outer: object, step: str | int) -> object:
    if isinstance(outer, dict):
        return outer.get(step)
    return outer[step] if isinstance(outer, list) and isinstance(step, int) and step < len(outer) else None
