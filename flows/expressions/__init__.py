"""`relevant` and `constraint`: XLSForm expressions, compiled once, asked often. Knows answers, not what is asked.

Parsed by elementpath (`grammar.py`), turned into functions over the answers (`compiling.py`), computed as XPath 1.0
does (`values.py`, `functions.py`). An answer is only ever a value: no part of it is read as an expression.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from flows.answer import Answer
from flows.errors import ExpressionError
from flows.expressions.compiling import OWN, Compiled, choices_in, compiled, names_in, selections_in
from flows.expressions.grammar import parse
from flows.expressions.values import as_truth, text_of
from flows.reading import Accepted

__all__ = ["MAX_LENGTH", "OWN", "Expression", "ExpressionError", "compile_expression", "text_of"]

MAX_LENGTH = 1000
"""Characters of an expression. The longest in real forms have a few hundred."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition over answers.

    `names` are the questions it names; `own` says whether it reads `.`, the answer it is the constraint of. `choices`
    are the pairs of a question (`OWN` for `.`) and a word it is compared with, `selections` those of a question and the
    function that looks at what was selected in it: to be checked against the choice lists.
    """

    text: str
    names: frozenset[str]
    own: bool
    choices: frozenset[tuple[str, str]]
    selections: frozenset[tuple[str, str]]
    value: Compiled = field(repr=False)

    def holds(self, values: Mapping[str, Answer | None], own: Answer | Accepted | None = None) -> bool:
        """Total: whatever the values, it holds or it does not. A question without a value reads as blank, a
        computation without a result as "not a number", which is unlike everything and false."""
        return self.holds_for({name: text_of(values.get(name)) for name in self.names}, text_of(own))

    def holds_for(self, texts: Mapping[str, str], own: str = "") -> bool:
        """As `holds`, for values that are texts already; `texts` has all of `names`."""
        return as_truth(self.value({**texts, OWN: own}))


@lru_cache(maxsize=4096)
def compile_expression(text: str) -> Expression:
    """Raises ExpressionError. Expressions of bounded length and nesting, whose patterns match in linear time."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"The expression has {len(text)} characters; at most {MAX_LENGTH} are allowed")
    root = parse(text)
    value = compiled(root)
    names = frozenset(names_in(root))
    choices, selections = frozenset(choices_in(root)), frozenset(selections_in(root))
    return Expression(text, names - {OWN}, OWN in names, choices, selections, value)
