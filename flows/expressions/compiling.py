"""From the tree of an expression to one function over the answers' texts. Knows neither grammar nor questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from elementpath.xpath_tokens import XPathToken

from flows.errors import ExpressionError
from flows.expressions.functions import FUNCTIONS, matcher
from flows.expressions.grammar import QUESTION
from flows.expressions.values import OPERATIONS, XPathValue, as_number

OWN = "."
"""In the place of a question's name: the answer whose constraint the expression is."""

MAX_STEPS = 100
"""How many operators may follow each other or nest, so that computing stays far from Python's recursion limit."""

Compiled = Callable[[Mapping[str, str]], XPathValue]
"""From the texts of the answers, by question (and `OWN`), to what the expression is worth."""

_SIGNS: Mapping[str, Callable[[XPathValue], XPathValue]] = {
    "(": lambda value: value,
    "+": as_number,
    "-": lambda value: -as_number(value),
}
_SELECTING = ("selected", "count-selected")
_COMPARING = ("=", "!=", "selected")


def compiled(token: XPathToken, steps: int = 0) -> Compiled:
    """Raises ExpressionError."""
    if steps > MAX_STEPS:
        raise ExpressionError(f"The expression has more than {MAX_STEPS} steps")
    if name := _name(token):
        return lambda texts: texts[name]
    if token.label == "literal":
        literal = _literal(token)
        return lambda texts: literal
    if token.symbol == "regex":
        return _compiled_match(token, steps)
    return _applied(_computation(token), [compiled(operand, steps + 1) for operand in token])


def names_in(token: XPathToken) -> Iterator[str]:
    """The questions named, and `OWN` where `.` stands."""
    if name := _name(token):
        yield name
    for operand in token:
        yield from names_in(operand)


def choices_in(token: XPathToken) -> Iterator[tuple[str, str]]:
    """Each question (or `OWN`) with each text it is compared with, blank aside."""
    if token.symbol in _COMPARING:
        for one, other in ((token[0], token[1]), (token[1], token[0])):
            if (name := _name(one)) and other.symbol == "(string)" and other.value:
                yield name, str(other.value)
    for operand in token:
        yield from choices_in(operand)


def selections_in(token: XPathToken) -> Iterator[tuple[str, str]]:
    """Each question (or `OWN`) with the function that looks at what was selected in it."""
    if token.symbol in _SELECTING and (name := _name(token[0])):
        yield name, str(token.symbol)
    for operand in token:
        yield from selections_in(operand)


def _name(token: XPathToken) -> str | None:
    if token.symbol == QUESTION:
        return str(token.value)
    return OWN if token.symbol == OWN else None


def _literal(token: XPathToken) -> XPathValue:
    return str(token.value) if token.symbol == "(string)" else float(str(token.value))


def _compiled_match(token: XPathToken, steps: int) -> Compiled:
    if token[1].symbol != "(string)":
        raise ExpressionError("The pattern of regex() must stand in quotes", token[1].span[0] + 1)
    matches, operand = matcher(str(token[1].value)), compiled(token[0], steps + 1)
    return lambda texts: matches(operand(texts))


def _computation(token: XPathToken) -> Callable[..., XPathValue]:
    if token.symbol in FUNCTIONS:
        return FUNCTIONS[token.symbol].compute
    return _SIGNS[token.symbol] if len(token) == 1 else OPERATIONS[token.symbol]


def _applied(compute: Callable[..., XPathValue], operands: list[Compiled]) -> Compiled:
    return lambda texts: compute(*[operand(texts) for operand in operands])
