"""The code book: what each column of the flat table holds, question by question. Knows no file format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from flows.document_model import description
from flows.exporting.columns import Column
from flows.questionnaire import Questionnaire

HEADINGS: Final = ("column", "section", "number", "question", "holds", "type", "values", "unit")


def code_book(questionnaire: Questionnaire, columns: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    """A row for each column of the table, under the HEADINGS."""
    return (_row(questionnaire, column) for column in columns)


def _row(questionnaire: Questionnaire, column: Column) -> tuple[str, ...]:
    codes = "\n".join(f"{code} = {meaning}" for code, meaning in (column.codes or {}).items())
    return (column.name, *_question(questionnaire, column), column.holds, str(column.kind), codes, column.unit)


def _question(questionnaire: Questionnaire, column: Column) -> tuple[str, str, str]:
    """Its section, number and words."""
    question = column.question
    if question is None:
        return "", "", ""
    section = questionnaire.section_of(question.name)
    label = section.label.get(questionnaire.languages[0], "").replace("**", "")
    return label, question.number or "", description(questionnaire, question)
