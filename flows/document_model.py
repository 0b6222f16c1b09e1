"""The pydantic model of one questionnaire's documents: what each question's entry may hold. Knows no response.

It is no narrower than the readers of answers: what was accepted must never fail to leave as a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, LiteralString, Self, Union

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from flows.questionnaire import OTHER, Question, Questionnaire, QuestionType, in_language
from flows.response import SkipReason, Status

FORMAT = "focalpoint.response/1"

_MOMENT = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}Z$"

# In some dialects `$` also matches before a line break that ends the text.
_NO_BLANKS: Any = {"not": {"pattern": r"\s"}}


class _Strict(BaseModel):
    """Takes what JSON Schema takes: no number for a string, no unknown key, no null for an absent one."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


# A key that may be absent but never null: with a factory, the JSON Schema states no default.
_ABSENT = Field(default_factory=str, min_length=1)

Words = Annotated[str, Field(min_length=1)]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$", max_length=3, description="ISO 3166-1 alpha-3.")]


def _real_moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def _whole(number: object) -> object:
    """JSON knows no difference between 1 and 1.0."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


Moment = Annotated[
    str,
    AfterValidator(_real_moment),
    Field(pattern=_MOMENT, max_length=20, json_schema_extra={"format": "date-time"}),
]


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


class Link(_Strict):
    url: Annotated[
        str,
        Field(
            pattern=r"^https?://[^\s/]\S*$",
            description="An absolute web address, its host as a browser shows it.",
            json_schema_extra=_NO_BLANKS,
        ),
    ]
    name: str = _ABSENT


# An earlier edition's answer was offered: this one says the same, or something else.
_CARRIED: Any = Field(
    default_factory=str, description="Whether an earlier edition's answer was confirmed or changed, if there was one."
)
CarriedMark = Literal["confirmed", "changed"]


class Skipped(_Strict):
    """The respondent passed over the question, for this reason."""

    status: Literal["skipped"]
    reason: Literal[tuple(map(str, SkipReason))]  # type: ignore[valid-type]
    carried: CarriedMark = _CARRIED


class NotRelevant(_Strict):
    """The question does not apply, given the other answers."""

    status: Literal["not-relevant"]


class Open(_Strict):
    """The question has not been answered yet."""

    status: Literal["open"]


class _Answered(_Strict):
    status: Literal["answered"]


_SUBMITTED = (Status.COMPLETED.value, Status.AMENDED.value)
_IF_SUBMITTED: Any = {"properties": {"status": {"enum": list(_SUBMITTED)}}}


class Country(_Strict):
    code: CountryCode
    name: Words


class ResponsePart(_Strict):
    """Whose answers these are, and how far they are."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": _IF_SUBMITTED,
            "then": {"properties": {"revision": {"minimum": 1}, "completed_at": {"type": "string"}}},
        }
    )

    id: Words
    country: Country | None
    status: Literal[tuple(map(str, Status))]  # type: ignore[valid-type]
    revision: Annotated[int, BeforeValidator(_whole), Field(ge=0, description="How often the response was submitted.")]
    language: Words | None
    started_at: Moment
    completed_at: Moment | None

    @property
    def is_submitted(self) -> bool:
        return self.status in _SUBMITTED

    @model_validator(mode="after")
    def _was_submitted(self) -> Self:
        if self.is_submitted and self.revision < 1:
            raise _misfit("submitted, and never completed", "response", "revision")
        if self.is_submitted and self.completed_at is None:
            raise _misfit("submitted, and never completed", "response", "completed_at")
        return self


def _misfit(sentence: LiteralString, *place: str) -> PydanticCustomError:
    """For what is wrong beside something else: pydantic itself would name the place of both."""
    return PydanticCustomError("misfit", sentence, {"place": place})


def document_model(questionnaire: Questionnaire) -> type[BaseModel]:
    """Building it takes a while; `flows.document` keeps it."""
    part = {"name": (_one_of(questionnaire.name), ...), "version": (_one_of(questionnaire.version), ...)}
    answers = {_field_of(question.name): _entry(questionnaire, question) for question in questionnaire.questions}
    fields = {
        "format": (Literal[FORMAT], ...),
        "questionnaire": (_create("QuestionnairePart", _Strict, part), ...),
        "response": (ResponsePart, ...),
        "answers": (_create("Answers", _Strict, answers), ...),
        "attachments": (list[_attachment(questionnaire)], ...),  # type: ignore[misc]
    }
    return _create("Document", _hanging_together(questionnaire), fields)


def _attachment(questionnaire: Questionnaire) -> Any:
    """A file sent with an answer. Its bytes are beside the document, never in it."""
    fields: Mapping[str, Any] = {
        "question": (_one_of(*(question.name for question in questionnaire.questions)), ...),
        "name": (Annotated[Words, Field(description="As it was sent, made safe to show; not unique.")], ...),
        "media_type": (Words, ...),
        "size": (Annotated[int, BeforeValidator(_whole), Field(ge=0, description="In bytes.")], ...),
        "sha256": (Annotated[str, Field(pattern="^[0-9a-f]{64}$", max_length=64, description="Of its bytes.")], ...),
    }
    return _create("Attachment", _Strict, fields)


def _hanging_together(questionnaire: Questionnaire) -> type[BaseModel]:
    """What must hold between the response and its answers. That the country is the one answered is beyond a schema."""
    required = [question.name for question in questionnaire.questions if question.required]
    asked = questionnaire.country_question

    def check(document: Any) -> Any:
        for name in required if document.response.is_submitted else ():
            if _answer(document, name).status == "open":
                raise _misfit("required, and open", "answers", name)
        answer = _answer(document, asked.name) if asked else None
        given, country = getattr(answer, "value", None), document.response.country
        if given is not None and (country is None or country.code != given):
            raise _misfit("not the country answered", "response", "country")
        return document

    not_open = {name: {"properties": {"status": {"not": {"const": "open"}}}} for name in required}
    condition: Any = {
        "if": {"properties": {"response": _IF_SUBMITTED}},
        "then": {"properties": {"answers": {"properties": not_open}}},
    }
    checked: Any = {"_hangs_together": model_validator(mode="after")(check)}
    base = create_model("Base", __base__=_Strict, __validators__=checked)
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
    beside: dict[str, Any] = {"note": (str, _ABSENT), **fields, "carried": (CarriedMark, _CARRIED)}
    return _create(f"{question.name}_{suffix}", _Answered, beside)


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
        str, Field(pattern=r"^[^@\s]+@[^@\s]+$", json_schema_extra={"format": "idn-email", **_NO_BLANKS})
    ],
    "phone": Annotated[Words, Field(description="E.164 where it could be read as such, otherwise as typed.")],
    "date": Annotated[
        str,
        AfterValidator(_real_day),
        Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", max_length=10, json_schema_extra={"format": "date"}),
    ],
    "country": CountryCode,
}
