"""Sentences that are still to be said in somebody's language: a template of the catalogue, and what fills it.

As a string each is in English, as the command line speaks. Said in a language by `flows.wording.sentences`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NewType

UNGROUPED: Final = 9999
"""The largest number that is written without its thousands set apart."""


Template = NewType("Template", str)
"""A text of the catalogue, in English, with placeholders that are named."""


def N_(text: str) -> Template:  # noqa: N802 - gettext's own name for "marked for translation, translated elsewhere"
    """Marks a text for translation where it is defined, and written out; it is translated where it is used."""
    return Template(text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What fills the template stays as it is, whatever it holds. `{country}` is a country's code, for which whoever
    says the sentence may put the name."""

    template: Template
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        return _filled(self.template, self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Sentence):
    """With a number of things, the `{count}` of its template: `one` is the template for one of them."""

    one: Template
    count: int

    def __str__(self) -> str:
        return _filled(self.one if self.count == 1 else self.template, {"count": self.count, **self.values})


Value = str | int | Sentence


def counted(one: str, many: str, count: int, **values: Value) -> Counted:
    """In the form that goes with the count; a language has as many forms as it needs. Marks both texts as `N_` does."""
    return Counted(Template(many), values, one=Template(one), count=count)


def _filled(template: str, values: Mapping[str, Value]) -> str:
    return template.format_map({name: _written(value) for name, value in values.items()})


def _written(value: Value) -> str:
    return f"{value:,}" if isinstance(value, int) and value > UNGROUPED else str(value)
