"""Many people are written to, each in a transaction of their own: one for whom it fails stands in nobody's way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

One = TypeVar("One")


async def one_by_one(write_to: Callable[[One], Awaitable[int | None]], everybody: Iterable[One]) -> tuple[int, ...]:
    """The chats of those who were written to. Raises the first error there was, after all others had their turn."""
    chats, errors = list[int](), list[Exception]()
    for one in everybody:
        try:
            chat = await write_to(one)
        except Exception as error:  # whatever it is, of this one: it is raised below
            errors.append(error)
        else:
            chats += [] if chat is None else [chat]
    if errors:
        raise errors[0]
    return tuple(chats)
