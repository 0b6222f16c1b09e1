"""A response as the JSON document that leaves the system, and its JSON Schema. Knows no files and no chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from flows.answer import Answer
from flows.answers import show
from flows.attachments import Attachment
from flows.document_model import FORMAT, LISTS, document_model
from flows.document_parts import CarriedMark
from flows.errors import DocumentError
from flows.questionnaire import OTHER, Question, Questionnaire, in_language
from flows.reading import Accepted, Circumstances, Link, Value
from flows.relevance import relevant_questions
from flows.response import Response

Document = Mapping[str, Any]
"""As `build_document` makes it and the JSON Schema describes it."""

_ANY_DAY = datetime(2020, 1, 1, tzinfo=UTC)
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def build_document(questionnaire: Questionnaire, response: Response) -> dict[str, Any]:
    """Of a response in any status; every question stands in it. Raises DocumentError if it were not valid, a bug."""
    document = {
        "format": FORMAT,
        "questionnaire": {"name": questionnaire.name, "version": questionnaire.version},
        "response": _response_part(questionnaire, response),
        "answers": _answers(questionnaire, response),
        "attachments": [_attachment(each) for each in _in_order(questionnaire, response.attachments)],
    }
    validate_document(questionnaire, document)
    return document


def _in_order(questionnaire: Questionnaire, attachments: Sequence[Attachment]) -> list[Attachment]:
    """By question, then as they came."""
    places = {question.name: place for place, question in enumerate(questionnaire.questions)}
    return sorted(attachments, key=lambda each: (places[each.question], each.added_at, each.id))


def _attachment(attachment: Attachment) -> dict[str, Any]:
    told = ("question", "name", "media_type", "size", "sha256")
    return {name: getattr(attachment, name) for name in told}


def validate_document(questionnaire: Questionnaire, document: Mapping[str, Any]) -> None:
    """Raises DocumentError naming the places that do not keep to the questionnaire's form."""
    try:
        _model_of(questionnaire).model_validate(document)
    except ValidationError as error:
        places = dict.fromkeys(
            _place(detail.get("ctx", {}).get("place") or detail["loc"]) for detail in error.errors(include_url=False)
        )
        raise DocumentError(questionnaire.name, tuple(places)) from error


def misfits(questionnaire: Questionnaire, entries: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """The questions among these of which the entry is not one that a document of the questionnaire may hold."""
    nobody = Response(id="none", questionnaire=questionnaire.name, version=questionnaire.version, started_at=_ANY_DAY)
    blank = build_document(questionnaire, nobody)
    try:
        validate_document(questionnaire, blank | {"answers": blank["answers"] | entries})
    except DocumentError as error:
        return tuple(place[1] for place in error.places if place[0] == "answers" and place[1] in entries)
    return ()


def document_schema(questionnaire: Questionnaire) -> dict[str, Any]:
    """JSON Schema 2020-12 of the questionnaire's documents."""
    schema = _model_of(questionnaire).model_json_schema()
    title = in_language(questionnaire.title, questionnaire.languages[0])
    head = {
        "$schema": DIALECT,
        "$id": f"urn:focalpoint:response:1:{questionnaire.name}:{quote(questionnaire.version, safe='')}",
        "title": f"{title}, version {questionnaire.version}",
        "description": f"One response in the form {FORMAT}.",
    }
    return head | {key: value for key, value in schema.items() if key not in head}


def _response_part(questionnaire: Questionnaire, response: Response) -> dict[str, Any]:
    return {
        "id": response.id,
        "country": _country(questionnaire, response),
        "status": str(response.status),
        "revision": response.revision,
        "language": response.language,
        "started_at": _moment(response.started_at),
        "completed_at": _moment(response.completed_at) if response.completed_at else None,
    }


def _country(questionnaire: Questionnaire, response: Response) -> dict[str, str] | None:
    """With its English name: the survey team reads the document, whatever the respondent's language."""
    question = questionnaire.country_question
    if response.country is None or question is None:
        return None
    circumstances = Circumstances(today=response.started_at.date(), language="en")
    return {"code": response.country, "name": show(Accepted(response.country), question, circumstances)}


def _answers(questionnaire: Questionnaire, response: Response) -> dict[str, dict[str, Any]]:
    relevant = {question.name for question in relevant_questions(questionnaire, response.answers)}
    return {
        question.name: _entry(question, response.answers.get(question.name)) | _carried(response, question.name)
        if question.name in relevant
        else {"status": "not-relevant"}
        for question in questionnaire.questions
    }


def _carried(response: Response, question: str) -> dict[str, str]:
    mark = carried_mark(response, question)
    return {"carried": mark} if mark else {}


def carried_mark(response: Response, question: str) -> CarriedMark | None:
    """What became of an earlier edition's answer. None where there was none, or the question has no answer yet."""
    answer, carried = response.answers.get(question), response.carried.get(question)
    if answer is None or carried is None:
        return None
    same = not answer.skipped and answer.accepted == carried.answer.accepted
    return "confirmed" if same else "changed"


def _entry(question: Question, answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"status": "open"}
    if answer.skipped:
        return {"status": "skipped", "reason": str(answer.skipped)}
    value = _json_value(question, answer.value)
    beside = {"note": answer.note, "other": answer.other if _has_other(value) else None, "version": answer.version}
    given = {"status": "answered", "value": value} | {key: words for key, words in beside.items() if words}
    return given | ({"override": answer.override.model_dump(mode="json")} if answer.override else {})


def _json_value(question: Question, value: Value | None) -> Any:
    if isinstance(value, tuple):
        return [item.model_dump(exclude_none=True) if isinstance(item, Link) else item for item in value]
    return [] if value is None and question.type in LISTS else value


def _has_other(value: Any) -> bool:
    return value == OTHER or (isinstance(value, list) and OTHER in value)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _place(location: tuple[str | int, ...]) -> tuple[str, ...]:
    """An answer is named as a whole: below it pydantic names each form it could have had."""
    return tuple(map(str, location[:2] if location[0] == "answers" else location))


@lru_cache(maxsize=16)
def _model_of(questionnaire: Questionnaire) -> type[BaseModel]:
    """Building it takes longer than a turn may: it is done once for each questionnaire, of which a process has one."""
    return document_model(questionnaire)
