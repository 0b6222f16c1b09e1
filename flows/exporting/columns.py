"""The flat table of a questionnaire: a row a response, its columns in the questionnaire's order. Knows no file format.

Decided from the questionnaire alone, so that the tables of two days fit each other. docs/decisions/009-exports.md says
why a question has the columns it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from flows.document import Document
from flows.exporting.names import valid_names
from flows.questionnaire import OTHER, Question, Questionnaire, QuestionType, in_language

Cell = str | int | float | date | datetime | None
"""None: nothing stands there. A yes or no is 1 or 0; a moment is aware, in UTC."""

Entry = Mapping[str, Any]
Read = Callable[[Entry], Cell]


class Kind(StrEnum):
    """What the cells of a column are."""

    ID = "identifier"
    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    FLAG = "0 or 1"
    DAY = "date"
    MOMENT = "date and time"


@dataclass(frozen=True, slots=True)
class Column:
    """`read` takes the entry of the `question`, or the whole document where there is none. `holds` says what it is in
    words, `codes` what its values stand for."""

    name: str
    kind: Kind
    read: Read
    holds: str
    question: Question | None = None
    codes: Mapping[str, str] | None = None
    unit: str = ""


def columns_of(questionnaire: Questionnaire) -> tuple[Column, ...]:
    """Those of the response first, then each question's, its status last."""
    questions = (column for question in questionnaire.questions for column in _of_question(questionnaire, question))
    columns = (*_RESPONSE, *questions)
    names = valid_names(column.name for column in columns)
    return tuple(replace(column, name=name) for column, name in zip(columns, names, strict=True))


def row_of(columns: Sequence[Column], document: Document) -> list[Cell]:
    """A cell for each column. A document of an earlier version of the questionnaire lacks what came later."""
    answers = document["answers"]
    return [
        column.read(answers.get(column.question.name, _NEVER_ASKED) if column.question else document)
        for column in columns
    ]


def labels_of(questionnaire: Questionnaire, question: Question) -> Mapping[str, str]:
    """What can be chosen, by name, in the questionnaire's first language."""
    offered = {
        choice.name: in_language(choice.label, questionnaire.languages[0]).replace("**", "")
        for choice in questionnaire.choices_of(question)
    }
    return offered | ({OTHER: "Other"} if question.other else {})


STATUSES: Final[Mapping[str, str]] = {
    "answered": "There is an answer, or a remark.",
    "no-such-thing": "Skipped: there is no such thing in the country.",
    "not-available": "Skipped: the information is not available.",
    "not-relevant": "The question does not apply, given the other answers.",
    "open": "Not answered yet.",
}

_NEVER_ASKED: Final[Entry] = {"status": "open"}
YES_NO: Final = {"0": "No", "1": "Yes"}
_CHOSEN: Final = {"0": "Not chosen", "1": "Chosen"}


def _of_question(questionnaire: Questionnaire, question: Question) -> Iterator[Column]:
    own = (*_BY_TYPE[question.type](questionnaire, question), *_beside(question), _STATUS)
    for column in own:
        yield replace(column, name=f"{question.name}{column.name}", question=question)


def _beside(question: Question) -> Iterator[Column]:
    """The texts that may stand beside an answer."""
    if question.other:
        yield Column("__other_text", Kind.TEXT, _key("other"), "The words for “Other”")
    if question.type == "acknowledge":
        yield Column("__version", Kind.CODE, _key("version"), "The version of the text that was agreed to")
    if question.type != "text":
        yield Column("__note", Kind.TEXT, _key("note"), "The remark beside the answer, or instead of one")


def _links(_: Questionnaire, __: Question) -> Iterator[Column]:
    yield Column("", Kind.TEXT, _urls, "The web addresses, with a blank between two")
    yield Column("__names", Kind.TEXT, _link_names, "What they are called, in the same order, with “ | ” between two")
    yield Column("__count", Kind.NUMBER, _number_of_links, "How many web addresses", unit="addresses")


def _select_one(questionnaire: Questionnaire, question: Question) -> Iterator[Column]:
    yield Column("", Kind.CODE, _key("value"), "The choice", codes=labels_of(questionnaire, question))


def _select_multiple(questionnaire: Questionnaire, question: Question) -> Iterator[Column]:
    for name, label in labels_of(questionnaire, question).items():
        yield Column(f"__{name}", Kind.FLAG, _chosen(name), label, codes=_CHOSEN)


def _simple(kind: Kind, read: Read, holds: str, **more: Any) -> Callable[[Questionnaire, Question], Iterator[Column]]:
    def columns(_: Questionnaire, __: Question) -> Iterator[Column]:
        yield Column("", kind, read, holds, **more)

    return columns


def _key(name: str) -> Read:
    return lambda entry: entry.get(name)


def _flag(entry: Entry) -> Cell:
    value = entry.get("value")
    return None if value is None else int(value)


def _day(entry: Entry) -> Cell:
    value = entry.get("value")
    return None if value is None else date.fromisoformat(value)


def _chosen(choice: str) -> Read:
    def read(entry: Entry) -> Cell:
        value = entry.get("value")
        return None if value is None else int(choice in value)

    return read


def _urls(entry: Entry) -> Cell:
    return " ".join(link["url"] for link in entry.get("value") or ()) or None


def _link_names(entry: Entry) -> Cell:
    names = [link.get("name", "") for link in entry.get("value") or ()]
    return " | ".join(names) if any(names) else None


def _number_of_links(entry: Entry) -> Cell:
    value = entry.get("value")
    return None if value is None else len(value)


def _status(entry: Entry) -> Cell:
    return str(entry.get("reason") or entry["status"])


def _response(name: str) -> Read:
    return lambda document: document["response"][name]


def _country(name: str) -> Read:
    return lambda document: (document["response"]["country"] or {}).get(name)


def _moment(name: str) -> Read:
    def read(document: Entry) -> Cell:
        written = document["response"][name]
        return None if written is None else datetime.fromisoformat(written)

    return read


def _version(document: Entry) -> Cell:
    return str(document["questionnaire"]["version"])


_STATUS: Final = Column("__status", Kind.CODE, _status, "Whether there is an answer, or why not", codes=STATUSES)

_RESPONSE_STATUSES: Final = {
    "in-progress": "Not submitted, or being corrected",
    "completed": "Submitted",
    "amended": "Submitted again after a correction",
}

_RESPONSE: Final[Sequence[Column]] = (
    Column("country_code", Kind.CODE, _country("code"), "The country, by ISO 3166-1 alpha-3"),
    Column("country_name", Kind.TEXT, _country("name"), "The country, in English"),
    Column("response_id", Kind.ID, _response("id"), "The response's own identifier, which never changes"),
    Column("response_status", Kind.CODE, _response("status"), "How far the response is", codes=_RESPONSE_STATUSES),
    Column("revision", Kind.NUMBER, _response("revision"), "How often the response was submitted", unit="times"),
    Column("response_language", Kind.CODE, _response("language"), "The language it was answered in, by BCP 47"),
    Column("started_at", Kind.MOMENT, _moment("started_at"), "When it was begun", unit="UTC"),
    Column("completed_at", Kind.MOMENT, _moment("completed_at"), "When it was submitted last", unit="UTC"),
    Column("questionnaire_version", Kind.TEXT, _version, "The version of the questionnaire that was answered"),
)

_BY_TYPE: Final[Mapping[QuestionType, Callable[[Questionnaire, Question], Iterator[Column]]]] = {
    "text": _simple(Kind.TEXT, _key("value"), "The answer"),
    "links": _links,
    "percent": _simple(Kind.NUMBER, _key("value"), "The answer", unit="per cent, 0 to 100"),
    "yes_no": _simple(Kind.FLAG, _flag, "The answer", codes=YES_NO),
    "select_one": _select_one,
    "select_multiple": _select_multiple,
    "email": _simple(Kind.TEXT, _key("value"), "The e-mail address"),
    "phone": _simple(Kind.TEXT, _key("value"), "The telephone number, by E.164 where it could be read"),
    "date": _simple(Kind.DAY, _day, "The day"),
    "country": _simple(Kind.CODE, _key("value"), "The country, by ISO 3166-1 alpha-3"),
    "acknowledge": _simple(Kind.FLAG, _flag, "Whether it was agreed to", codes=YES_NO),
}
