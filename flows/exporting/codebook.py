"""The code book: what each column of the flat table holds, question by question, in the questionnaire's first language.
Knows no file format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from flows.document_model import description
from flows.exporting.columns import Column, text_of
from flows.questionnaire import Questionnaire
from flows.sentences import N_

HEADINGS: Final = ("column", "section", "number", "question", "holds", "type", "values", "unit")
"""For programs."""

FOR_PEOPLE: Final = (
    N_("Column"),
    N_("Section"),
    N_("Number"),
    N_("Question"),
    N_("Holds"),
    N_("Type"),
    N_("Values"),
    N_("Unit"),
)
"""The same for people, in the catalogue."""


def code_book(questionnaire: Questionnaire, columns: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    """A row for each column of the table, under the HEADINGS."""
    return (_row(questionnaire, column) for column in columns)


def _row(questionnaire: Questionnaire, column: Column) -> tuple[str, ...]:
    codes = "\n".join(f"{code} = {meaning}" for code, meaning in column.codes.items())
    kind = text_of(questionnaire, column.kind)
    return (column.name, *_question(questionnaire, column), column.holds, kind, codes, column.unit)


def _question(questionnaire: Questionnaire, column: Column) -> tuple[str, str, str]:
    """Its section, number and words."""
    question = column.question
    if question is None:
        return "", "", ""
    section = questionnaire.section_of(question.name)
    label = section.label.get(questionnaire.languages[0], "").replace("**", "")
    return label, question.number or "", description(questionnaire, question)
