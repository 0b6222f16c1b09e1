"""What is done again, how often, and what is not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import flows
from flows.again import TIMES, again_if_overtaken
from flows.errors import FocalpointError, Overtaken, StorageError


class Pages:
    """A use case that is overtaken so many times before it is done."""

    def __init__(self, overtaken: int, failure: FocalpointError | None = None) -> None:
        self.begun = 0
        self._overtaken = overtaken
        self._failure = failure or Overtaken()

    @again_if_overtaken
    async def turn(self, number: int, *, back: bool = False) -> int:
        self.begun += 1
        if self.begun <= self._overtaken:
            raise self._failure
        return number - 1 if back else number + 1


@pytest.mark.parametrize("overtaken", range(TIMES))
async def test_what_was_overtaken_is_done_again_with_the_same_words(overtaken: int) -> None:
    pages = Pages(overtaken)
    assert await pages.turn(7, back=True) == 6
    assert pages.begun == overtaken + 1


async def test_it_is_given_up_after_some_times() -> None:
    pages = Pages(TIMES)
    with pytest.raises(Overtaken):
        await pages.turn(7)
    assert pages.begun == TIMES


async def test_whatever_else_fails_is_not_done_again() -> None:
    pages = Pages(1, StorageError())
    with pytest.raises(StorageError):
        await pages.turn(7)
    assert pages.begun == 1


def beginning_transactions() -> Iterator[tuple[str, ast.AsyncFunctionDef]]:
    """The functions in which a transaction that may write begins."""
    (folder,) = flows.__path__
    for file in sorted(Path(folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.AsyncFunctionDef) and any(map(_begins, ast.walk(node))):
                yield f"{file.name}, {node.name}", node


def _begins(node: ast.AST) -> bool:
    return isinstance(node, ast.AsyncWith) and any(
        isinstance(call := item.context_expr, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "work"
        for item in node.items
    )


def test_every_use_case_that_writes_is_done_again() -> None:
    found = dict(beginning_transactions())
    assert len(found) > 20
    assert [
        where for where, node in found.items() if "again_if_overtaken" not in map(ast.unparse, node.decorator_list)
    ] == []
