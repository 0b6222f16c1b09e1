"""The grammar of expressions: XPath 1.0 without paths, plus XLSForm's `${question}`, on elementpath's parser.

Only the symbols registered here exist, so that an author's slip is refused and never read as a path into a document.
"""

from __future__ import annotations

from elementpath.exceptions import ElementPathError
from elementpath.xpath1 import XPath1Parser
from elementpath.xpath_tokens import XPathFunction, XPathToken

from flows.errors import ExpressionError
from flows.expressions.functions import FUNCTIONS

MAX_DEPTH = 60
"""How deep parentheses and functions may nest."""

QUESTION = "${"
_KEPT = (
    *("(start)", "(end)", "(invalid)", "(unknown)", "(string)", "(float)", "(decimal)", "(integer)"),
    *(",", "(", ")", "}", "."),
)
_BINDING_POWERS = {
    "or": 20,
    "and": 25,
    "=": 30,
    "!=": 30,
    "<": 35,
    "<=": 35,
    ">": 35,
    ">=": 35,
    "+": 40,
    "-": 40,
    "*": 45,
    "div": 45,
    "mod": 45,
}


def parse(text: str) -> XPathToken:
    """The tree of the expression: each token's items are its operands. Raises ExpressionError."""
    parser = _Parser()
    try:
        return parser.parse(text)
    except ElementPathError as error:
        raise ExpressionError(_sentence(error), _position(error)) from error


class _Parser(XPath1Parser):
    symbol_table = {symbol: XPath1Parser.symbol_table[symbol] for symbol in _KEPT}  # noqa: RUF012 - as elementpath does
    depth = 0

    def parse(self, source: str) -> XPathToken:
        # Not XPath1Parser's, which tries the expression out at once.
        return super(XPath1Parser, self).parse(source)

    def expression(self, rbp: int = 0) -> XPathToken:
        if self.depth == MAX_DEPTH:
            raise self.next_token.wrong_syntax("nested too deeply")
        self.depth += 1
        token = super().expression(rbp)
        self.depth -= 1
        return token


class _Word(XPathToken):
    """A word that is neither an operator nor a function."""

    symbol = lookup_name = "(name)"

    def nud(self) -> XPathToken:
        if self.parser.next_token.symbol == "(":
            raise self.wrong_syntax(f"unknown function {self.value}()")
        raise self.wrong_syntax(
            f"unexpected word {self.value!r}: a question is written ${{{self.value}}}, a text in quotes"
        )


class _QuestionName(XPathToken):
    symbol = lookup_name = QUESTION

    def nud(self) -> XPathToken:
        self.parser.expected_next("(name)", message="a question's name must follow ${")
        self.value = self.parser.next_token.value
        self.parser.advance()
        self.parser.advance("}", message=f"}} must follow ${{{self.value}")
        return self


class _FunctionCall(XPathFunction):
    def nud(self) -> XPathFunction:
        self.parser.advance("(")
        if self.parser.next_token.symbol != ")":
            self.append(self.parser.expression())
        while self.parser.next_token.symbol == ",":
            self.parser.advance()
            self.append(self.parser.expression())
        self.parser.advance(")")
        function = FUNCTIONS[self.symbol]
        if len(self) < function.least or (function.most is not None and len(self) > function.most):
            raise self.wrong_syntax(f"{self.symbol}() takes {function.arguments}, not {len(self)}")
        return self


def _sign(self: XPathToken) -> XPathToken:
    self[:] = (self.parser.expression(rbp=70),)
    return self


def _sentence(error: ElementPathError) -> str:
    ended = error.token is not None and error.token.symbol == "(end)"
    return f"The expression cannot be read: {'it ends too early' if ended else error.message}"


def _position(error: ElementPathError) -> int | None:
    token = error.token
    return None if token is None or token.symbol == "(end)" else token.span[0] + 1


for _token in (_Word, _QuestionName):
    _Parser.symbol_table[_token.symbol] = _token
for _symbol, _power in _BINDING_POWERS.items():
    _Parser.infix(_symbol, bp=_power)
for _symbol in ("+", "-"):
    _Parser.register(_symbol, nud=_sign)
for _symbol in FUNCTIONS:
    _Parser.register(_symbol, bases=(_FunctionCall,), label="function")
_Parser.build()
