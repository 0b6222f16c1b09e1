"""What in a file does not fit the model of a questionnaire, said to its author. The rules are the model's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from flows.loading.source import Fault, Path, suggestion
from flows.questionnaire import (
    CARD_FIELDS,
    QUESTION_TYPES,
    Choice,
    Definition,
    Group,
    Question,
    Questionnaire,
    Section,
)

_MODELS: Mapping[str | int, type[BaseModel]] = {
    "choice_lists": Choice,
    "definitions": Definition,
    "opening": Section,
    "sections": Section,
    "group": Group,
    "question": Question,
    "questions": Question,
}
"""By a step of pydantic's way to an error: what has its properties after that step."""

_TAGS = ("question", "group")
"""The steps that are pydantic's own, not the file's."""


def shaped(data: object) -> tuple[Questionnaire | None, tuple[Fault, ...]]:
    """The questionnaire, or what keeps the data from being one."""
    try:
        return Questionnaire.model_validate(data), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, tuple(_fault(detail) for detail in details if not _follows_from_others(detail))


def _follows_from_others(detail: ErrorDetails) -> bool:
    """A list is also reported as too short where each of its items is wrong."""
    return detail["type"] == "too_short" and len(detail["input"]) > 0


def _fault(detail: ErrorDetails) -> Fault:
    say = _SENTENCES.get(detail["type"], _in_pydantics_words)
    return Fault(_path(detail), say(detail))


def _path(detail: ErrorDetails) -> Path:
    way = detail["loc"]
    own = len(way) - 1 if detail["type"] == "extra_forbidden" else None
    return tuple(
        step
        for place, step in enumerate(way)
        if place == own or not (step in _TAGS and place > 1 and way[place - 2] == "questions")
    )


def _in_pydantics_words(detail: ErrorDetails) -> str:
    return f"{detail['msg']}."


def _unknown_property(detail: ErrorDetails) -> str:
    *around, name = detail["loc"]
    model = next((_MODELS[step] for step in reversed(around) if step in _MODELS), Questionnaire)
    known = tuple(field.alias or name for name, field in model.model_fields.items())
    return f"There is no property {str(name)!r} here{suggestion(str(name), known)}"


def _none_of(detail: ErrorDetails) -> str:
    written, is_field = str(detail["input"]), detail["loc"][-1] == "field"
    kind, known = ("field of a card", CARD_FIELDS) if is_field else ("question type", QUESTION_TYPES)
    return f"There is no {kind} {written!r}{suggestion(written, known)}"


def _ill_formed(detail: ErrorDetails) -> str:
    dash = "-" if "-]" in detail["ctx"]["pattern"] else "_"
    return f"{detail['input']!r} is not a name: a small letter a–z first, then only a–z, 0–9 and {dash}."


_SENTENCES: Mapping[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda detail: f"The property {str(detail['loc'][-1])!r} is missing.",
    "extra_forbidden": _unknown_property,
    "literal_error": _none_of,
    "string_pattern_mismatch": _ill_formed,
    "string_too_long": lambda detail: f"It is longer than {detail['ctx']['max_length']} characters.",
    "string_too_short": lambda detail: "It must not be empty.",
    "too_short": lambda detail: "It must not be empty.",
    "string_type": lambda detail: "It must be a text.",
    "int_parsing": lambda detail: "It must be a whole number.",
    "int_type": lambda detail: "It must be a whole number.",
    "bool_parsing": lambda detail: "It must be true or false.",
    "bool_type": lambda detail: "It must be true or false.",
    "greater_than_equal": lambda detail: f"It must be at least {detail['ctx']['ge']}.",
    "less_than_equal": lambda detail: f"It must be at most {detail['ctx']['le']}.",
    "dict_type": lambda detail: "It must be written by name, such as `{en: …}`.",
    "tuple_type": lambda detail: "It must be a list.",
    "model_type": lambda detail: "It must be written with its properties, such as `{name: …, label: …}`.",
}
