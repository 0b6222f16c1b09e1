"""The long table: a row for each answer, and of an answer with several values one for each. Knows no file format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from flows.document import Document
from flows.exporting.columns import Cell, labels_of
from flows.questionnaire import Question, Questionnaire

HEADINGS: Final = (
    "country_code",
    "country_name",
    "response_id",
    "response_status",
    "revision",
    "completed_at",
    "section",
    "number",
    "question",
    "type",
    "status",
    "reason",
    "place",
    "value",
    "label",
    "other_text",
    "note",
    "carried",
    "warned",
    "override_reason",
    "override_words",
)

_BESIDE: Final = ("other", "note", "carried")
_OVERRIDE: Final = ("warned", "reason", "words")

Row = tuple[Cell, ...]


class LongTable:
    """`place` counts the values of an answer from 1. The label is that of a choice, yes or no, or the name of a web
    address. The words for “Other”, the remark, whether an earlier edition's answer was confirmed or changed, and why
    the answer stands against a warning are in its first row."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questions: Sequence[tuple[Question, tuple[Cell, ...], Mapping[str, str]]] = [
            (
                question,
                (questionnaire.section_of(question.name).name, question.number, question.name, question.type),
                labels_of(questionnaire, question),
            )
            for question in questionnaire.questions
        ]

    def rows_of(self, document: Document) -> Iterator[Row]:
        response = document["response"]
        country = response["country"] or {}
        whose = (
            country.get("code"),
            country.get("name"),
            response["id"],
            response["status"],
            response["revision"],
            response["completed_at"],
        )
        for question, asked, labels in self._questions:
            entry = document["answers"].get(question.name, {"status": "open"})
            status = (entry["status"], entry.get("reason"))
            for place, (value, label) in enumerate(_values(entry, labels), 1):
                beside = _beside(entry) if place == 1 else _NOTHING_BESIDE
                yield (*whose, *asked, *status, place if value is not None else None, value, label, *beside)


_NOTHING_BESIDE: Final[Row] = (None,) * (len(_BESIDE) + len(_OVERRIDE))


def _beside(entry: Mapping[str, Any]) -> Row:
    override = entry.get("override", {})
    return (*(entry.get(name) for name in _BESIDE), *(override.get(name) for name in _OVERRIDE))


def _values(entry: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[tuple[Cell, Cell]]:
    """Each value with its label; one that is empty where there is none, so that no question lacks its row."""
    value = entry.get("value")
    if isinstance(value, bool):
        yield int(value), labels[str(int(value))]
    elif not isinstance(value, list):
        yield value, labels.get(str(value))
    elif not value:
        yield None, None
    elif isinstance(value[0], Mapping):
        yield from ((link["url"], link.get("name")) for link in value)
    else:
        yield from ((name, labels.get(name)) for name in value)
