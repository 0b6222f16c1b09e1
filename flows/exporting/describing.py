"""Describes a questionnaire, and a response to it, as it stands on paper: head, sections, questions, notes.

Knows no format of files and no page. The words of the form itself are `flows.wording.forms`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeGuard

from flows.document import Document
from flows.exporting.paper import Asked, Form, Given, Note, Part, Piece, Table
from flows.exporting.paper_answers import Answers
from flows.exporting.paper_text import Writing, text_direction
from flows.questionnaire import Group, Question, Questionnaire, Section
from flows.reading import Accepted
from flows.wording.forms import FormWords
from flows.wording.rich import bare


def describe(questionnaire: Questionnaire, document: Document | None, language: str | None = None) -> Form:
    """The form in that language: without one, the respondent's, or the questionnaire's first. Without a document it is
    blank, with room to write. A question the document does not know (it is of an earlier version) is not answered."""
    spoken = language or (document["response"]["language"] if document else None) or questionnaire.languages[0]
    return _Describing(questionnaire, document, spoken).form()


class _Describing:
    """One form in the making: which notes were marked so far is all it remembers."""

    def __init__(self, questionnaire: Questionnaire, document: Document | None, language: str) -> None:
        self._questionnaire = questionnaire
        self._document = document
        # Of the questions, which most of the form consists of: they may not be had in the language of the form's words.
        self._written_in = language if language in questionnaire.languages else questionnaire.languages[0]
        self._words = FormWords(language)
        self._writing = Writing(language, text_direction(self._written_in))
        self._answers = Answers(questionnaire, document, self._writing, self._words)
        self._noted: dict[str, int] = {}

    def form(self) -> Form:
        questionnaire, words = self._questionnaire, self._words
        opening = self._opening()
        return Form(
            language=self._written_in,
            direction=self._writing.direction,
            title=self._writing.plain(questionnaire.title),
            edition=words.version(questionnaire.version),
            country=self._country(),
            mark=None if self._document is None or self._is_submitted else words.draft,
            foot=self._foot(),
            dated=self._dated(),
            facts=tuple(self._facts()),
            introduction=self._writing.asked(questionnaire.introduction),
            opening=opening,
            opening_notes=self._notes_since(0),
            sections=tuple(self._part(section) for section in questionnaire.sections),
            thanks=self._writing.asked(questionnaire.thanks),
            columns=words.columns,
            remark=words.remark,
            notes=words.notes,
            page=words.page,
        )

    # The head

    @property
    def _is_submitted(self) -> bool:
        return bool(self._document) and self._response["status"] in ("completed", "amended")

    @property
    def _response(self) -> Mapping[str, Any]:
        return self._document["response"] if self._document else {}

    def _dated(self) -> datetime | None:
        if self._document is None:
            return None
        return datetime.fromisoformat(self._response["completed_at"] or self._response["started_at"])

    def _country(self) -> str | None:
        question, country = self._questionnaire.country_question, self._response.get("country")
        if question is None or country is None:
            return None
        return self._answers.shown(question, Accepted(country["code"]))

    def _facts(self) -> Iterator[tuple[str, Given]]:
        """The short questions of the opening, and what is known of the submission."""
        for item in self._questionnaire.opening.items if self._questionnaire.opening else ():
            if _is_fact(item):
                yield bare(self._writing.plain(item.label)), self._answers.to(item)
        if submission := self._submission() or self._not_submitted():
            yield self._words.submission, Given(words=(self._writing.line(submission),))

    def _foot(self) -> str:
        edition, submission = self._words.version(self._questionnaire.version), self._submission()
        return f"{edition} · {self._words.submitted_at(submission)}" if submission else edition

    def _submission(self) -> str | None:
        if not self._is_submitted:
            return None
        completed_at = datetime.fromisoformat(self._response["completed_at"])
        return self._words.submitted(completed_at, int(self._response["revision"]))

    def _not_submitted(self) -> str | None:
        if self._document is None:
            return None
        revision = int(self._response["revision"])
        return self._words.being_corrected(revision) if revision else self._words.not_yet

    def _opening(self) -> tuple[Asked | Table, ...]:
        opening = self._questionnaire.opening
        return tuple(self._item(item) for item in opening.items if not _is_fact(item)) if opening else ()

    # The questions

    def _part(self, section: Section) -> Part:
        marked_before = len(self._noted)
        title = self._writing.line(self._writing.plain(section.label))
        items = tuple(self._item(item) for item in section.items)
        return Part(title, items, self._notes_since(marked_before))

    def _item(self, item: Question | Group) -> Asked | Table:
        if isinstance(item, Question):
            return self._asked(item)
        rows = tuple(self._asked(question) for question in item.questions)
        return Table(item.number, self._writing.asked(item.label), self._hint(item), rows)

    def _asked(self, question: Question) -> Asked:
        label = self._writing.asked(question.label)
        marks = tuple(map(self._mark, question.definitions))
        last = replace(label[-1], pieces=(*label[-1].pieces, *marks))
        return Asked(question.number, (*label[:-1], last), self._hint(question), self._answers.to(question))

    def _hint(self, item: Question | Group) -> str | None:
        return self._writing.plain(item.hint) if item.hint else None

    def _mark(self, definition: str) -> Piece:
        again = definition in self._noted
        return Piece(note=self._noted.setdefault(definition, len(self._noted) + 1), again=again)

    def _notes_since(self, marked_before: int) -> tuple[Note, ...]:
        new = [*self._noted.items()][marked_before:]
        return tuple(
            Note(number, self._writing.asked(self._questionnaire.definition(name).text)) for name, number in new
        )


def _is_fact(item: Question | Group) -> TypeGuard[Question]:
    """Whether it fits into a line below the title."""
    if not isinstance(item, Question) or item.definitions or item.hint or item.number:
        return False
    return item.type in ("country", "date", "email", "phone", "percent") or (item.type == "text" and not item.max_words)
