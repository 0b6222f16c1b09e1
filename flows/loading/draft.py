"""A tolerant view of a questionnaire being checked: what is missing or of the wrong kind is passed over.

The checks look at it instead of the model, so that one broken property does not hide the other defects of a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flows.loading.source import Path

_TRUE = ("true", "t", "yes", "y", "on", "1")
"""How the model, which has the last word on it, may be told that something is so."""


@dataclass(frozen=True)
class Part:
    """One thing with properties (a section, a question, a choice), and the way to it."""

    path: Path = ()
    properties: Mapping[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str | None:
        return self.text("name")

    @property
    def type(self) -> str | None:
        return self.text("type")

    def at(self, *steps: str | int) -> Path:
        return (*self.path, *steps)

    def has(self, key: str) -> bool:
        return self.properties.get(key) is not None

    def text(self, key: str) -> str | None:
        value = self.properties.get(key)
        return value if isinstance(value, str) else None

    def flag(self, key: str) -> bool:
        return (self.text(key) or "").lower() in _TRUE

    def texts(self, key: str) -> Mapping[int, str]:
        """The texts of a list, by position."""
        value = self.properties.get(key)
        items = value if isinstance(value, list) else []
        return {index: item for index, item in enumerate(items) if isinstance(item, str)}

    def localized(self, key: str) -> Mapping[str, str] | None:
        """A text by language; None where it is not written so."""
        value = self.properties.get(key)
        if not isinstance(value, dict):
            return None
        return {language: text for language, text in value.items() if isinstance(text, str)}

    def part(self, key: str) -> Part:
        value = self.properties.get(key)
        return Part(self.at(key), value if isinstance(value, dict) else {})

    def parts(self, key: str) -> tuple[Part, ...]:
        value = self.properties.get(key)
        items = value if isinstance(value, list) else []
        return tuple(Part(self.at(key, index), item) for index, item in enumerate(items) if isinstance(item, dict))


@dataclass(frozen=True)
class Draft:
    root: Part
    languages: Mapping[int, str]
    definitions: tuple[Part, ...]
    choice_lists: Mapping[str, tuple[Part, ...]]
    sections: tuple[Part, ...]

    @classmethod
    def of(cls, data: object) -> Draft:
        root = Part((), data if isinstance(data, dict) else {})
        lists = root.part("choice_lists")
        opening = (root.part("opening"),) if root.has("opening") else ()
        return cls(
            root=root,
            languages=root.texts("languages"),
            definitions=root.parts("definitions"),
            choice_lists={name: lists.parts(name) for name in lists.properties},
            sections=(*opening, *root.parts("sections")),
        )

    @property
    def items(self) -> tuple[Part, ...]:
        """Questions and groups as they stand in the sections."""
        return tuple(item for section in self.sections for item in section.parts("questions"))

    @property
    def questions(self) -> tuple[Part, ...]:
        """In the order asked, those of groups in their place."""
        return tuple(question for item in self.items for question in self.questions_of(item))

    @property
    def groups_and_questions(self) -> Iterator[Part]:
        """Each group before its questions."""
        for item in self.items:
            yield item
            if item.type == "group":
                yield from item.parts("questions")

    @staticmethod
    def questions_of(item: Part) -> tuple[Part, ...]:
        """Those of a group, or the question itself."""
        return item.parts("questions") if item.type == "group" else (item,)

    @property
    def everything(self) -> Iterator[Part]:
        """Every part that carries texts."""
        yield self.root
        yield from self.definitions
        for choices in self.choice_lists.values():
            yield from choices
        yield from self.sections
        yield from self.groups_and_questions
