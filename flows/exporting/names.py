"""Names of columns that R, Stata and SPSS all take as names of variables."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Final

LONGEST: Final = 32
"""Stata's limit. SPSS takes 64 bytes, R has none."""

# As far as a question may be called so: [U] 11.3 of Stata, "Variable names" of SPSS, ?Reserved of R.
_STATA: Final = {"byte", "double", "float", "if", "in", "int", "long", "strl", "using", "with"}
_SPSS: Final = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
_R: Final = {"break", "else", "for", "function", "if", "in", "next", "repeat", "while"}
_RESERVED: Final = _STATA | _SPSS | _R


def valid_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Each as it is wanted as far as that is possible: cut where it is too long, with a number behind it where it was
    given before, and with "_answer" where it means something to one of the programs."""
    given: dict[str, None] = {}
    for name in wanted:
        given[_free(f"{name}_answer" if name in _RESERVED else name, given)] = None
    return tuple(given)


def _free(name: str, given: dict[str, None]) -> str:
    if (short := name[:LONGEST]) not in given:
        return short
    numbered = (f"{name[: LONGEST - len(f'_{number}')]}_{number}" for number in count(2))
    return next(each for each in numbered if each not in given)
