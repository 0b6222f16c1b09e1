"""An answer's place on paper: its boxes, its words, or why there are none. Knows nothing of the form around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from flows.answer import Override
from flows.answers import show
from flows.document import Document
from flows.exporting.paper import Given, Paragraph, Paragraphs, Piece, Tick
from flows.exporting.paper_text import Writing
from flows.questionnaire import OTHER, Question, Questionnaire
from flows.reading import Accepted, Circumstances, Link
from flows.wording.forms import FormWords

_WORDS_A_LINE: Final = 25
"""Twice what a hand writes into a line of this width: few use up the limit, and paper has a back."""


_ANY_DAY: Final = date(2000, 1, 1)
"""Showing an answer needs no present day, only reading one does."""


class Answers:
    """The answers of a document, or of none: then there are boxes to tick and lines to write on."""

    def __init__(
        self, questionnaire: Questionnaire, document: Document | None, writing: Writing, words: FormWords
    ) -> None:
        self._questionnaire = questionnaire
        self._document = document
        self._writing = writing
        self._words = words

    def to(self, question: Question) -> Given:
        if self._document is None:
            boxes = self._ticks(question, Accepted(None))
            return Given(boxes, lines=0 if boxes and not question.other else _room(question))
        given = self._given(self._document["answers"].get(question.name, {"status": "open"}), question)
        return replace(given, words=(*given.words, *self._files(self._document, question)))

    def _kept(self, entry: Mapping[str, Any]) -> Paragraphs:
        """Why the answer stands, where there was a warning."""
        override = entry.get("override")
        return self._writing.typed(self._words.kept(Override.model_validate(override))) if override else ()

    def _given(self, entry: Mapping[str, Any], question: Question) -> Given:
        if entry["status"] == "answered":
            given = self._answered(question, _accepted(question, entry))
            return replace(given, words=(*given.words, *self._kept(entry)))
        return Given(self._ticks(question, Accepted(None)), instead=self._why_not(entry))

    def _files(self, document: Document, question: Question) -> Paragraphs:
        """The names of the files sent with the answer."""
        names = [each["name"] for each in document["attachments"] if each["question"] == question.name]
        return self._writing.typed(self._words.files(names)) if names else ()

    def shown(self, question: Question, accepted: Accepted) -> str:
        """The value in the words and figures of the form's language."""
        choices = self._questionnaire.choices_of(question)
        return show(accepted, question, Circumstances(_ANY_DAY, self._writing.language, choices=choices))

    def _why_not(self, entry: Mapping[str, Any]) -> str:
        match entry["status"]:
            case "skipped":
                return self._words.skipped(entry["reason"])
            case "not-relevant":
                return self._words.does_not_apply
            case _:
                return self._words.not_answered

    def _answered(self, question: Question, accepted: Accepted) -> Given:
        ticks = self._ticks(question, accepted)
        remark = self._writing.typed(accepted.note or "")
        if ticks:
            none = question.type == "select_multiple" and not accepted.value
            return Given(ticks, remark=remark, instead=self._words.none_of_these if none else None)
        return Given(words=tuple(self._value(question, accepted)), remark=remark)

    def _value(self, question: Question, accepted: Accepted) -> Iterator[Paragraph]:
        match question.type:
            case "links":
                for link in accepted.value if isinstance(accepted.value, tuple) else ():
                    assert not isinstance(link, str)  # noqa: S101 - a question of links
                    name = f"{link.name}: " if link.name else ""
                    yield self._writing.leading(link.url, link.url, before=name)
            case "email":
                address = str(accepted.value or "")
                if address:
                    yield self._writing.leading(address, f"mailto:{address}")
            case _:
                yield from self._writing.typed(self.shown(question, accepted))

    def _ticks(self, question: Question, accepted: Accepted) -> tuple[Tick, ...]:
        """The boxes of a question that has some."""
        match question.type:
            case "yes_no":
                return self._two_boxes(self._words.yes_or_no, accepted.value)
            case "acknowledge":
                return self._two_boxes(self._words.agreed_or_not, accepted.value)
            case "select_one":
                return self._choices(question, accepted, () if accepted.value is None else (str(accepted.value),))
            case "select_multiple":
                chosen = accepted.value if isinstance(accepted.value, tuple) else ()
                return self._choices(question, accepted, tuple(map(str, chosen)))
            case _:
                return ()

    def _two_boxes(self, words: tuple[str, str], value: object) -> tuple[Tick, ...]:
        yes, no = words
        return Tick(value is True, (self._writing.line(yes),)), Tick(value is False, (self._writing.line(no),))

    def _choices(self, question: Question, accepted: Accepted, chosen: tuple[str, ...]) -> tuple[Tick, ...]:
        offered = {choice.name: choice.label for choice in self._questionnaire.choices_of(question)}
        ticks = [Tick(name in chosen, self._writing.asked(label)) for name, label in offered.items()]
        # Chosen from an earlier version's list: it was answered, so it is shown.
        gone = [name for name in chosen if name not in offered and name != OTHER]
        ticks += [Tick(True, (self._writing.line(name),)) for name in gone]
        if question.other:
            ticks.append(Tick(OTHER in chosen, self._other(accepted.other or "")))
        return tuple(ticks)

    def _other(self, words: str) -> Paragraphs:
        first, *more = self._writing.typed(words) or (None,)
        if first is None:
            return (self._writing.line(self._words.other),)
        return self._writing.directed((Piece(f"{self._words.other_before} "), *first.pieces)), *more


def _accepted(question: Question, entry: Mapping[str, Any]) -> Accepted:
    """The answer as it was read, from its place in the document."""
    value = entry["value"]
    if isinstance(value, list):
        value = tuple(Link.model_validate(item) if question.type == "links" else str(item) for item in value)
    return Accepted(value, entry.get("note"), entry.get("other"))


def _room(question: Question) -> int:
    if question.type == "text":
        return -(-(question.max_words or 1) // _WORDS_A_LINE)
    return 2 if question.type == "links" else 1
