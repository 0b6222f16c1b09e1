"""Long lists, a page at a time. Knows nothing of what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

PER_PAGE: Final = 50

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """`number` counts from 1; `first` and `last` are the places of its items in the whole, from 1."""

    items: Sequence[Item]
    number: int
    pages: int
    first: int
    last: int
    total: int


def paged(items: Sequence[Item], number: int, size: int = PER_PAGE) -> Page[Item]:
    """A page behind the last one is the last."""
    pages = max(1, -(-len(items) // size))
    number = min(number, pages)
    first = (number - 1) * size
    shown = items[first : first + size]
    return Page(shown, number, pages, first + 1 if shown else 0, first + len(shown), len(items))
