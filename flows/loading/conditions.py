"""The check of `relevant` and `constraint`: that they can be read, and name earlier questions and existing choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.errors import ExpressionError
from flows.expressions import OWN, Expression, compile_expression
from flows.loading.checks import SELECTS
from flows.loading.draft import Draft, Part
from flows.loading.source import Fault, suggestion
from flows.questionnaire import OTHER

_SELECTED_IN: Mapping[str, tuple[str, ...]] = {"selected": SELECTS, "count-selected": (*SELECTS, "links")}
"""By function, the types it says something about; addresses can be counted too."""

YES_OR_NO = ("yes", "no")


def check_conditions(draft: Draft) -> Iterator[Fault]:
    earlier: dict[str, Part] = {}
    for item in draft.items:
        if item.type == "group":
            yield from _condition(draft, item, "relevant", earlier)
        for question in draft.questions_of(item):
            yield from _condition(draft, question, "relevant", earlier)
            yield from _condition(draft, question, "constraint", {**earlier, OWN: question})
            earlier.setdefault(question.name or "", question)


def _condition(draft: Draft, part: Part, key: str, known: Mapping[str, Part]) -> Iterator[Fault]:
    text = part.text(key)
    if text is None:
        return
    try:
        expression = compile_expression(text)
    except ExpressionError as error:
        yield Fault(part.at(key), f"{error}.")
        return
    for sentence in (
        *_names(draft, part, expression, known),
        *_choices(draft, expression, known),
        *_selects(expression, known),
    ):
        yield Fault(part.at(key), sentence)


def _names(draft: Draft, part: Part, expression: Expression, known: Mapping[str, Part]) -> Iterator[str]:
    if expression.own and OWN not in known:
        yield "'.' stands for the answer in a 'constraint'; 'relevant' has none yet."
    all_names = {question.name for question in draft.questions}
    for name in sorted(expression.names - known.keys()):
        if name not in all_names:
            yield f"There is no question {name!r}{suggestion(name, tuple(known))}"
        elif name == part.name:
            yield f"{name!r} is this question itself; in a 'constraint' write '.'."
        else:
            yield f"The question {name!r} is asked later; only earlier ones can be named."


def _choices(draft: Draft, expression: Expression, known: Mapping[str, Part]) -> Iterator[str]:
    for name, choice in sorted(expression.choices):
        offered = _offered(draft, known[name]) if name in known else None
        if offered is not None and choice not in offered:
            yield f"The question {known[name].name!r} offers no choice {choice!r}{suggestion(choice, offered)}"


def _selects(expression: Expression, known: Mapping[str, Part]) -> Iterator[str]:
    for name, function in sorted(expression.selections):
        if name in known and known[name].type not in _SELECTED_IN[function]:
            yield f"{function}() looks at what is chosen from a list; the question {known[name].name!r} offers none."


def _offered(draft: Draft, question: Part) -> tuple[str, ...] | None:
    """What can be chosen; None where anything may be typed, or the choice list is not known."""
    if question.type in ("yes_no", "acknowledge"):
        return YES_OR_NO
    choices = draft.choice_lists.get(question.text("choices") or "")
    if question.type not in SELECTS or choices is None:
        return None
    return tuple(choice.name or "" for choice in choices) + ((OTHER,) if question.flag("other") else ())
