"""Use cases are done again where the database gave their transaction up for another one that stood in its way.

A use case decides from what it loads and does nothing outside its transaction: from its beginning, it may be done as
often as is needed. Which locks can cross at all is said in docs/decisions/003-storage.md. Knows no database.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from flows.errors import Overtaken

TIMES: Final = 5
"""Of two that stood in each other's way one goes on, and the next time the other finds it done."""

Given = ParamSpec("Given")
Result = TypeVar("Result")

Done = Coroutine[Any, Any, Result]


def again_if_overtaken(use_case: Callable[Given, Done[Result]]) -> Callable[Given, Done[Result]]:
    """Raises Overtaken after so many times. As part of a transaction around it (`flows.desk.joining`) it cannot help:
    that one is lost, whatever is said in it, and it is for the use case around to begin again."""

    @wraps(use_case)
    async def done(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        for _ in range(TIMES - 1):
            try:
                return await use_case(*args, **kwargs)
            except Overtaken:
                continue
        return await use_case(*args, **kwargs)

    return done
