"""A document of an earlier edition -> the answers that can be carried over into a questionnaire, and what cannot.

A document does not say of which type its questions were: an answer fits where the question of that name takes its
value. Knows no storage and no files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from flows.answer import Answer, Carried
from flows.answers.words import words_violation
from flows.document import misfits
from flows.document_model import FORMAT
from flows.document_parts import CountryCode
from flows.errors import Defect
from flows.questionnaire import OTHER, Question, Questionnaire


class _Part(BaseModel):
    """What is read of a document; an edition may have had more."""

    model_config = ConfigDict(frozen=True, strict=True)


class _Country(_Part):
    code: CountryCode


class _Response(_Part):
    country: _Country | None
    started_at: AwareDatetime = Field(strict=False)
    completed_at: AwareDatetime | None = Field(strict=False)


class _Entry(_Part):
    status: str
    value: Any = None
    note: str | None = None
    other: str | None = None


class _Earlier(_Part):
    format: Literal[FORMAT]  # type: ignore[valid-type]
    response: _Response
    answers: dict[str, _Entry]


@dataclass(frozen=True, slots=True)
class Edition:
    """What a country answered to an earlier edition, as far as it `fits`; `left_out` are the other answers, with the
    reason of each. `asked` are the names of all questions of that edition."""

    country: str
    year: int
    fits: Mapping[str, Carried]
    left_out: tuple[Defect, ...]
    asked: frozenset[str]


class NotAnEdition(ValueError):  # noqa: N818 - it says what it is
    """What is wrong with a document as a whole, with the place of each defect."""

    def __init__(self, defects: tuple[Defect, ...]) -> None:
        super().__init__("\n".join(map(str, defects)))
        self.defects = defects


_FORM: Final = f"A document in the form {FORMAT} is needed"
_WHY: Final[Mapping[str, str]] = {"missing": "is missing"}


def read_edition(
    questionnaire: Questionnaire, document: object, renamed: Mapping[str, str], year: int | None = None
) -> Edition:
    """`renamed` gives the present name of questions that had another one. `year`: by default that in which the document
    was submitted or, if it was not, begun. Raises NotAnEdition."""
    earlier = _shaped(document)
    if earlier.response.country is None:
        raise NotAnEdition((Defect("response.country", "It does not say for which country it is."),))
    at = earlier.response.completed_at or earlier.response.started_at
    fits, left_out = dict[str, Carried](), list[Defect]()
    for name, entry in earlier.answers.items():
        if entry.status == "answered":
            reading = _fitting(questionnaire, entry, _present_name(name, renamed), at)
            left_out += [Defect(f"answers.{name}", why) for why in reading.left_out]
            if reading.answer and reading.question:
                fits[reading.question.name] = Carried(answer=reading.answer, year=year or at.year)
    in_order = {name: fits[name] for name in questionnaire.names if name in fits}
    country = earlier.response.country.code
    return Edition(country, year or at.year, in_order, tuple(left_out), frozenset(earlier.answers))


@dataclass(frozen=True, slots=True)
class _Reading:
    question: Question | None = None
    answer: Answer | None = None
    left_out: tuple[str, ...] = ()


def _shaped(document: object) -> _Earlier:
    try:
        return _Earlier.model_validate(document)
    except ValidationError as error:
        defects = (
            Defect(".".join(map(str, detail["loc"])) or "document", f"{_FORM}: this {_why(detail['type'])}.")
            for detail in error.errors(include_url=False)
        )
        raise NotAnEdition(tuple(dict.fromkeys(defects))) from error


def _why(kind: str) -> str:
    return _WHY.get(kind, "is something else")


def _present_name(name: str, renamed: Mapping[str, str]) -> str | None:
    """None: the name belongs to another question by now."""
    return renamed.get(name, None if name in renamed.values() else name)


def _fitting(questionnaire: Questionnaire, entry: _Entry, present: str | None, at: datetime) -> _Reading:
    if present is None:
        return _Reading(left_out=("the question of this name is answered by a renamed one.",))
    if present not in questionnaire:
        return _Reading(left_out=(f"{questionnaire.name} has no question “{present}”.",))
    question = questionnaire.question(present)
    if _is_of_its_edition(questionnaire, question):
        return _Reading()
    value, gone = _without_choices_gone(questionnaire, question, entry.value)
    given = {
        "status": "answered",
        "value": value,
        "note": entry.note,
        "other": entry.other if _has_other(value) else None,
    }
    given = {key: part for key, part in given.items() if part is not None or key == "value"}
    nothing_left = bool(gone) and not value
    if nothing_left or misfits(questionnaire, {question.name: given}):
        return _Reading(left_out=tuple(gone) or (f"this is no answer to {present}, which is of type {question.type}.",))
    if any(words_violation(text, question.max_words) for text in _texts(question, given)):
        return _Reading(left_out=(f"it has more than {question.max_words} words.",))
    answer = Answer(value=value, note=entry.note or None, other=given.get("other"), given_at=at)
    return _Reading(question, answer, tuple(gone))


def _is_of_its_edition(questionnaire: Questionnaire, question: Question) -> bool:
    """The cover page, and what is agreed to, is of one edition alone: it is asked anew."""
    opening = questionnaire.opening
    return question.type in ("country", "acknowledge") or (opening is not None and question in opening.questions)


def _without_choices_gone(questionnaire: Questionnaire, question: Question, value: Any) -> tuple[Any, list[str]]:
    """Of several choices those that are offered still, and a sentence for each other."""
    if question.type not in ("select_one", "select_multiple"):
        return value, []
    offered = {*(choice.name for choice in questionnaire.choices_of(question)), *([OTHER] if question.other else [])}
    names = [name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str)]
    gone = [f"the choice “{name}” is not offered by {question.name}." for name in names if name not in offered]
    if question.type == "select_one":
        return value, gone
    if not isinstance(value, list):
        return value, gone
    return [name for name in value if not isinstance(name, str) or name in offered], gone


def _has_other(value: Any) -> bool:
    return value == OTHER or (isinstance(value, list) and OTHER in value)


def _texts(question: Question, given: Mapping[str, Any]) -> Iterator[str]:
    yield from (given[name] for name in ("note", "other") if given.get(name))
    if question.type == "text":
        yield given["value"]
