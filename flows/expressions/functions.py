"""The functions of expressions: one table of how many arguments each takes and what it computes. All are total."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pydantic_core import SchemaError, SchemaValidator, core_schema

from flows.errors import ExpressionError
from flows.expressions.values import XPathValue, as_number, as_text, as_truth, rounded

MAX_PATTERN_LENGTH = 250
MAX_MATCHED_LENGTH = 4096
"""Characters of a text a pattern is held against: those of one message. A longer text matches no pattern."""


class Function(NamedTuple):
    least: int
    most: int | None
    compute: Callable[..., XPathValue]

    @property
    def arguments(self) -> str:
        """How many it takes, in words."""
        if self.most is None:
            return f"at least {self.least} arguments"
        numbers = f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"
        return f"{numbers} argument{'' if self.most == 1 else 's'}"


def matcher(pattern: str) -> Callable[[XPathValue], bool]:
    """Whether the whole of a text matches. The pattern is Rust's (through pydantic), which has no look-around and no
    back-references and so never takes longer than the text is long. Raises ExpressionError."""
    if len(pattern) > MAX_PATTERN_LENGTH:
        raise ExpressionError(f"A pattern may have {MAX_PATTERN_LENGTH} characters, not {len(pattern)}")
    _validator(pattern)  # alone first: a stray parenthesis must not reach out of the brackets around it
    validator = _validator(f"^(?:{pattern})$")

    def matches(value: XPathValue) -> bool:
        text = as_text(value)
        return len(text) <= MAX_MATCHED_LENGTH and validator.isinstance_python(text)

    return matches


def _validator(pattern: str) -> SchemaValidator:
    try:
        return SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine="rust-regex"))
    except SchemaError as error:
        reason = str(error).rstrip().rsplit("\n", 1)[-1].strip().removeprefix("error: ").rstrip(".")
        raise ExpressionError(f"The pattern {pattern!r} cannot be used: {reason}") from error


def _names(value: XPathValue) -> list[str]:
    return as_text(value).split()


def _whole(value: XPathValue) -> float:
    number = as_number(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


FUNCTIONS: Mapping[str, Function] = {
    "selected": Function(2, 2, lambda answer, choice: as_text(choice).strip() in _names(answer)),
    "count-selected": Function(1, 1, lambda answer: float(len(_names(answer)))),
    "if": Function(3, 3, lambda condition, then, otherwise: then if as_truth(condition) else otherwise),
    "coalesce": Function(2, 2, lambda first, second: first if as_text(first) else second),
    "not": Function(1, 1, lambda value: not as_truth(value)),
    "true": Function(0, 0, lambda: True),
    "false": Function(0, 0, lambda: False),
    "boolean": Function(1, 1, as_truth),
    "string": Function(1, 1, as_text),
    "string-length": Function(1, 1, lambda value: float(len(as_text(value)))),
    "normalize-space": Function(1, 1, lambda value: " ".join(_names(value))),
    "concat": Function(2, None, lambda *values: "".join(map(as_text, values))),
    "contains": Function(2, 2, lambda value, part: as_text(part) in as_text(value)),
    "starts-with": Function(2, 2, lambda value, start: as_text(value).startswith(as_text(start))),
    "ends-with": Function(2, 2, lambda value, end: as_text(value).endswith(as_text(end))),
    "regex": Function(2, 2, lambda value, pattern: matcher(as_text(pattern))(value)),
    "number": Function(1, 1, as_number),
    "int": Function(1, 1, _whole),
    "round": Function(1, 2, lambda *values: rounded(*map(as_number, values))),
}
