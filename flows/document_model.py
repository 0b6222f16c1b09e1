"""The pydantic model of one questionnaire's documents: what each question's entry may hold. Knows no response.

It is no narrower than the readers of answers: what was accepted must never fail to leave as a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, Union

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, create_model, model_validator

from flows.document_parts import (
    ABSENT,
    CARRIED,
    IF_SUBMITTED,
    NO_BLANKS,
    OVERRIDE,
    Answered,
    CarriedMark,
    CountryCode,
    Link,
    NotRelevant,
    Open,
    Override,
    OverrideInWords,
    ResponsePart,
    Skipped,
    Strict,
    Words,
    misfit,
    whole,
)
from flows.questionnaire import OTHER, Question, Questionnaire, QuestionType, in_language

FORMAT = "focalpoint.response/1"


def document_model(questionnaire: Questionnaire) -> type[BaseModel]:
    """Building it takes a while; `flows.document` keeps it."""
    part = {"name": (_one_of(questionnaire.name), ...), "version": (_one_of(questionnaire.version), ...)}
    answers = {_field_of(question.name): _entry(questionnaire, question) for question in questionnaire.questions}
    fields = {
        "format": (Literal[FORMAT], ...),
        "questionnaire": (_create("QuestionnairePart", Strict, part), ...),
        "response": (ResponsePart, ...),
        "answers": (_create("Answers", Strict, answers), ...),
        "attachments": (list[_attachment(questionnaire)], ...),  # type: ignore[misc]
    }
    return _create("Document", _hanging_together(questionnaire), fields)


def _attachment(questionnaire: Questionnaire) -> Any:
    """A file sent with an answer. Its bytes are beside the document, never in it."""
    fields: Mapping[str, Any] = {
        "question": (_one_of(*(question.name for question in questionnaire.questions)), ...),
        "name": (Annotated[Words, Field(description="As it was sent, made safe to show; not unique.")], ...),
        "media_type": (Words, ...),
        "size": (Annotated[int, BeforeValidator(whole), Field(ge=0, description="In bytes.")], ...),
        "sha256": (Annotated[str, Field(pattern="^[0-9a-f]{64}$", max_length=64, description="Of its bytes.")], ...),
    }
    return _create("Attachment", Strict, fields)


def _hanging_together(questionnaire: Questionnaire) -> type[BaseModel]:
    """What must hold between the response and its answers. That the country is the one answered is beyond a schema."""
    required = [question.name for question in questionnaire.questions if question.required]
    asked = questionnaire.country_question

    def check(document: Any) -> Any:
        for name in required if document.response.is_submitted else ():
            if _answer(document, name).status == "open":
                raise misfit("required, and open", "answers", name)
        answer = _answer(document, asked.name) if asked else None
        given, country = getattr(answer, "value", None), document.response.country
        if given is not None and (country is None or country.code != given):
            raise misfit("not the country answered", "response", "country")
        return document

    not_open = {name: {"properties": {"status": {"not": {"const": "open"}}}} for name in required}
    condition: Any = {
        "if": {"properties": {"response": IF_SUBMITTED}},
        "then": {"properties": {"answers": {"properties": not_open}}},
    }
    checked: Any = {"_hangs_together": model_validator(mode="after")(check)}
    base = create_model("Base", __base__=Strict, __validators__=checked)
    base.model_config["json_schema_extra"] = condition
    return base


def _answer(document: Any, name: str) -> Any:
    return getattr(document.answers, _field_of(name))


def _field_of(name: str) -> str:
    return f"answer_{name}"


def _create(name: str, base: type[BaseModel], fields: Mapping[str, Any]) -> type[BaseModel]:
    return create_model(name, __base__=base, **fields)


def _one_of(*names: str) -> Any:
    return Literal[names]


def _entry(questionnaire: Questionnaire, question: Question) -> Any:
    """The field for one question; its name is an alias, so that a question may be called what pydantic reserves."""
    variants = [*_answered(questionnaire, question), *([] if question.required else [Skipped]), NotRelevant, Open]
    described = Field(alias=question.name, title=question.name, description=description(questionnaire, question))
    return Annotated[Union[tuple(variants)], described], ...  # noqa: UP007


def description(questionnaire: Questionnaire, question: Question) -> str:
    """The question's words behind those of its group, without their markup."""
    items = (questionnaire.group_of(question.name), question)
    labels = (in_language(item.label, questionnaire.languages[0]) for item in items if item)
    return " ".join(labels).replace("**", "")


def _answered(questionnaire: Questionnaire, question: Question) -> list[type[BaseModel]]:
    """An answer with its value, and where the type allows it one of a remark alone."""
    choices = tuple(choice.name for choice in questionnaire.choices_of(question))
    models = [_model(question, suffix, fields) for suffix, fields in _fields(question, choices)]
    if question.required or question.type in _NEVER_REMARK_ALONE:
        return models
    remark_alone = {"value": (_without_value(question), ...), "note": (Words, ...)}
    return [*models, _model(question, "remark_alone", remark_alone)]


def _model(question: Question, suffix: str, fields: Mapping[str, Any]) -> type[BaseModel]:
    beside: dict[str, Any] = {
        "note": (str, ABSENT),
        **fields,
        "override": (Override | OverrideInWords, OVERRIDE),
        "carried": (CarriedMark, CARRIED),
    }
    return _create(f"{question.name}_{suffix}", Answered, beside)


def _fields(question: Question, choices: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The fields of an answer with a value; with Other chosen its words are there, otherwise they are not."""
    match question.type:
        case "select_one":
            yield "answered", {"value": (_one_of(*choices), ...)}
            if question.other:
                yield "answered_other", {"value": (_one_of(OTHER), ...), "other": (Words, ...)}
        case "select_multiple":
            yield "answered", {"value": (_several_of(*choices), ...)}
            if question.other:
                yield "answered_other", {"value": (_several_with_other(*choices), ...), "other": (Words, ...)}
        case "acknowledge":
            yield "answered", {"value": (bool, ...), "version": (Words, ...)}
        case _:
            yield "answered", {"value": (_VALUES[question.type], ...)}


def _several_of(*names: str) -> Any:
    return Annotated[list[_one_of(*names)], *_DISTINCT]  # type: ignore[misc]


def _several_with_other(*names: str) -> Any:
    return Annotated[_several_of(*names, OTHER), *_WITH_OTHER]


def _without_value(question: Question) -> Any:
    return Annotated[list[Any], Field(max_length=0)] if question.type in LISTS else None


def _real_day(text: str) -> str:
    date.fromisoformat(text)
    return text


def _distinct(names: list[str]) -> list[str]:
    if len(set(names)) < len(names):
        raise ValueError("a choice stands twice")
    return names


def _with_other(names: list[str]) -> list[str]:
    if OTHER not in names:
        raise ValueError("words for Other without Other")
    return names


_DISTINCT = (AfterValidator(_distinct), Field(json_schema_extra={"uniqueItems": True}))
_WITH_OTHER = (AfterValidator(_with_other), Field(json_schema_extra={"contains": {"const": OTHER}}))

LISTS = ("links", "select_multiple")
"""Types whose value is a list, empty where there is only a remark."""

# No choice at all is an answer of its own, with or without a remark.
_NEVER_REMARK_ALONE = ("text", "country", "acknowledge", "select_multiple")

_VALUES: Mapping[QuestionType, Any] = {
    "text": Words,
    "links": Annotated[list[Link], Field(min_length=1)],
    "percent": Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)],
    "yes_no": bool,
    "email": Annotated[
        str, Field(pattern=r"^[^@\s]+@[^@\s]+$", json_schema_extra={"format": "idn-email", **NO_BLANKS})
    ],
    "phone": Annotated[Words, Field(description="E.164 where it could be read as such, otherwise as typed.")],
    "date": Annotated[
        str,
        AfterValidator(_real_day),
        Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", max_length=10, json_schema_extra={"format": "date"}),
    ],
    "country": CountryCode,
}
