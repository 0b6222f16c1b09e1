"""The flat table of a questionnaire: a row a response, its columns in the questionnaire's order. Knows no file format.

The names of columns, and codes, are the same in every language; what is said of them is in the questionnaire's first.

Decided from the questionnaire alone, so that the tables of two days fit each other. docs/decisions/009-exports.md says
why a question has the columns it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from flows.answers.text import has_room_for_many_words
from flows.document import Document
from flows.exporting.names import valid_names
from flows.questionnaire import OTHER, Question, Questionnaire, QuestionType, in_language
from flows.sentences import N_
from flows.wording.catalogue import translator

Cell = str | int | float | date | datetime | None
"""None: nothing stands there. A yes or no is 1 or 0; a moment is aware, in UTC."""

Entry = Mapping[str, Any]
Read = Callable[[Entry], Cell]


class Kind(StrEnum):
    """What the cells of a column are."""

    ID = N_("identifier")
    TEXT = N_("text")
    CODE = N_("code")
    NUMBER = N_("number")
    FLAG = N_("0 or 1")
    DAY = N_("date")
    MOMENT = N_("date and time")


@dataclass(frozen=True, slots=True)
class Column:
    """`read` takes the entry of the `question`, or the whole document where there is none. `holds` says what it is in
    words, `codes` what its values stand for."""

    name: str
    kind: Kind
    read: Read
    holds: str
    question: Question | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""


def columns_of(questionnaire: Questionnaire) -> tuple[Column, ...]:
    """Those of the response first, then each question's, its status last."""
    questions = (column for question in questionnaire.questions for column in _of_question(questionnaire, question))
    columns = (*(_said(questionnaire, column) for column in _RESPONSE), *questions)
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
    """What can be chosen, by name (yes and no by 1 and 0), in the questionnaire's first language."""
    if question.type in ("yes_no", "acknowledge"):
        return _texts(questionnaire, YES_NO)
    offered = {
        choice.name: in_language(choice.label, questionnaire.languages[0]).replace("**", "")
        for choice in questionnaire.choices_of(question)
    }
    return offered | ({OTHER: text_of(questionnaire, N_("Other"))} if question.other else {})


def text_of(questionnaire: Questionnaire, text: str) -> str:
    """A text of the catalogue in the questionnaire's first language."""
    return translator(questionnaire.languages[0]).text(text) if text else ""


def _texts(questionnaire: Questionnaire, texts: Mapping[str, str]) -> Mapping[str, str]:
    return {code: text_of(questionnaire, text) for code, text in texts.items()}


STATUSES: Final[Mapping[str, str]] = {
    "answered": N_("There is an answer, or a remark."),
    "no-such-thing": N_("Skipped: there is no such thing in the country."),
    "not-available": N_("Skipped: the information is not available."),
    "not-relevant": N_("The question does not apply, given the other answers."),
    "open": N_("Not answered yet."),
}

_NEVER_ASKED: Final[Entry] = {"status": "open"}
YES_NO: Final[Mapping[str, str]] = {"0": N_("No"), "1": N_("Yes")}
_CHOSEN: Final[Mapping[str, str]] = {"0": N_("Not chosen"), "1": N_("Chosen")}


def _said(questionnaire: Questionnaire, column: Column) -> Column:
    """A column of these tables, in the questionnaire's first language."""
    return replace(
        column,
        holds=text_of(questionnaire, column.holds),
        codes=_texts(questionnaire, column.codes),
        unit=text_of(questionnaire, column.unit),
    )


def _of_question(questionnaire: Questionnaire, question: Question) -> Iterator[Column]:
    beside = (_said(questionnaire, column) for column in (*_beside(question), _STATUS))
    for column in (*_BY_TYPE[question.type](questionnaire, question), *beside):
        yield replace(column, name=f"{question.name}{column.name}", question=question)


def _beside(question: Question) -> Iterator[Column]:
    """The texts that may stand beside an answer."""
    if question.other:
        yield Column("__other_text", Kind.TEXT, _key("other"), N_("The words for “Other”"))
    if question.type == "acknowledge":
        yield Column("__version", Kind.CODE, _key("version"), N_("The version of the text that was agreed to"))
    if question.type != "text":
        yield Column("__note", Kind.TEXT, _key("note"), N_("The remark beside the answer, or instead of one"))
    if question.type in ("percent", "links") or has_room_for_many_words(question):
        yield Column("__override", Kind.TEXT, _override, N_("Why the answer stands, where there was a warning"))


def _select_one(questionnaire: Questionnaire, question: Question) -> Iterator[Column]:
    column = _said(questionnaire, Column("", Kind.CODE, _key("value"), N_("The choice")))
    yield replace(column, codes=labels_of(questionnaire, question))


def _select_multiple(questionnaire: Questionnaire, question: Question) -> Iterator[Column]:
    for name, label in labels_of(questionnaire, question).items():
        column = _said(questionnaire, Column(f"__{name}", Kind.FLAG, _chosen(name), "", codes=_CHOSEN))
        yield replace(column, holds=label)


def _same(*columns: Column) -> Callable[[Questionnaire, Question], Iterator[Column]]:
    """For every question of a type."""
    return lambda questionnaire, _: (_said(questionnaire, column) for column in columns)


def _simple(kind: Kind, read: Read, holds: str, **more: Any) -> Callable[[Questionnaire, Question], Iterator[Column]]:
    return _same(Column("", kind, read, holds, **more))


def _key(name: str) -> Read:
    return lambda entry: entry.get(name)


def _override(entry: Entry) -> Cell:
    """The reason, or the respondent's own words for it."""
    override = entry.get("override") or {}
    reason: str | None = override.get("words") or override.get("reason")
    return reason


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


_STATUS: Final = Column("__status", Kind.CODE, _status, N_("Whether there is an answer, or why not"), codes=STATUSES)

_RESPONSE_STATUSES: Final[Mapping[str, str]] = {
    "in-progress": N_("Not submitted, or being corrected"),
    "completed": N_("Submitted for the first time"),
    "amended": N_("Submitted again after a correction"),
}

_RESPONSE: Final[Sequence[Column]] = (
    Column("country_code", Kind.CODE, _country("code"), N_("The country, by ISO 3166-1 alpha-3")),
    Column("country_name", Kind.TEXT, _country("name"), N_("The country, in English")),
    Column("response_id", Kind.ID, _response("id"), N_("The response's own identifier, which never changes")),
    Column("response_status", Kind.CODE, _response("status"), N_("How far the response is"), codes=_RESPONSE_STATUSES),
    Column(
        "revision", Kind.NUMBER, _response("revision"), N_("How often the response was submitted"), unit=N_("times")
    ),
    Column("response_language", Kind.CODE, _response("language"), N_("The language it was answered in, by BCP 47")),
    Column("started_at", Kind.MOMENT, _moment("started_at"), N_("When it was begun"), unit="UTC"),
    Column("completed_at", Kind.MOMENT, _moment("completed_at"), N_("When it was submitted last"), unit="UTC"),
    Column("questionnaire_version", Kind.TEXT, _version, N_("The version of the questionnaire that was answered")),
)

_LINKS: Final[Sequence[Column]] = (
    Column("", Kind.TEXT, _urls, N_("The web addresses, with a blank between two")),
    Column("__names", Kind.TEXT, _link_names, N_("What they are called, in the same order, with “ | ” between two")),
    Column("__count", Kind.NUMBER, _number_of_links, N_("How many web addresses"), unit=N_("addresses")),
)

_BY_TYPE: Final[Mapping[QuestionType, Callable[[Questionnaire, Question], Iterator[Column]]]] = {
    "text": _simple(Kind.TEXT, _key("value"), N_("The answer")),
    "links": _same(*_LINKS),
    "percent": _simple(Kind.NUMBER, _key("value"), N_("The answer"), unit=N_("per cent, 0 to 100")),
    "yes_no": _simple(Kind.FLAG, _flag, N_("The answer"), codes=YES_NO),
    "select_one": _select_one,
    "select_multiple": _select_multiple,
    "email": _simple(Kind.TEXT, _key("value"), N_("The e-mail address")),
    "phone": _simple(Kind.TEXT, _key("value"), N_("The telephone number, by E.164 where it could be read")),
    "date": _simple(Kind.DAY, _day, N_("The day")),
    "country": _simple(Kind.CODE, _key("value"), N_("The country, by ISO 3166-1 alpha-3")),
    "acknowledge": _simple(Kind.FLAG, _flag, N_("Whether it was agreed to"), codes=YES_NO),
}
