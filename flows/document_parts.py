"""The parts of a document that are the same for every questionnaire: the response, and how an entry may stand."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, LiteralString, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from flows.answer import OverrideReason, SkipReason, Warned
from flows.response import Status

_MOMENT = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}Z$"

# In some dialects `$` also matches before a line break that ends the text.
NO_BLANKS: Any = {"not": {"pattern": r"\s"}}


class Strict(BaseModel):
    """Takes what JSON Schema takes: no number for a string, no unknown key, no null for an absent one."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


# A key that may be absent but never null: with a factory, the JSON Schema states no default.
ABSENT = Field(default_factory=str, min_length=1)

Words = Annotated[str, Field(min_length=1)]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$", max_length=3, description="ISO 3166-1 alpha-3.")]


def _real_moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def whole(number: object) -> object:
    """JSON knows no difference between 1 and 1.0."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


Moment = Annotated[
    str,
    AfterValidator(_real_moment),
    Field(pattern=_MOMENT, max_length=20, json_schema_extra={"format": "date-time"}),
]


class Link(Strict):
    url: Annotated[
        str,
        Field(
            pattern=r"^https?://[^\s/]\S*$",
            description="An absolute web address, its host as a browser shows it.",
            json_schema_extra=NO_BLANKS,
        ),
    ]
    name: str = ABSENT


# An earlier edition's answer was offered: this one says the same, or something else.
CARRIED: Any = Field(
    default_factory=str, description="Whether an earlier edition's answer was confirmed or changed, if there was one."
)
CarriedMark = Literal["confirmed", "changed"]


class Override(Strict):
    """The respondent was warned that the answer may be a slip, and kept it for this reason."""

    warned: Literal[tuple(map(str, Warned))]  # type: ignore[valid-type]
    reason: Literal[tuple(str(each) for each in OverrideReason if each is not OverrideReason.OWN_WORDS)]  # type: ignore[valid-type]


class OverrideInWords(Strict):
    """The same, with the reason in the respondent's own words."""

    warned: Literal[tuple(map(str, Warned))]  # type: ignore[valid-type]
    reason: Literal["own-words"]
    words: Words


OVERRIDE: Any = Field(default_factory=str, description="Why the answer stands, if there was a warning of it.")


class Skipped(Strict):
    """The respondent passed over the question, for this reason."""

    status: Literal["skipped"]
    reason: Literal[tuple(map(str, SkipReason))]  # type: ignore[valid-type]
    carried: CarriedMark = CARRIED


class NotRelevant(Strict):
    """The question does not apply, given the other answers."""

    status: Literal["not-relevant"]


class Open(Strict):
    """The question has not been answered yet."""

    status: Literal["open"]


class Answered(Strict):
    status: Literal["answered"]


_SUBMITTED = (Status.COMPLETED.value, Status.AMENDED.value)
IF_SUBMITTED: Any = {"properties": {"status": {"enum": list(_SUBMITTED)}}}


class Country(Strict):
    code: CountryCode
    name: Words


class ResponsePart(Strict):
    """Whose answers these are, and how far they are."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": IF_SUBMITTED,
            "then": {"properties": {"revision": {"minimum": 1}, "completed_at": {"type": "string"}}},
        }
    )

    id: Words
    country: Country | None
    status: Literal[tuple(map(str, Status))]  # type: ignore[valid-type]
    revision: Annotated[int, BeforeValidator(whole), Field(ge=0, description="How often the response was submitted.")]
    language: Words | None
    started_at: Moment
    completed_at: Moment | None

    @property
    def is_submitted(self) -> bool:
        return self.status in _SUBMITTED

    @model_validator(mode="after")
    def _was_submitted(self) -> Self:
        if self.is_submitted and self.revision < 1:
            raise misfit("submitted, and never completed", "response", "revision")
        if self.is_submitted and self.completed_at is None:
            raise misfit("submitted, and never completed", "response", "completed_at")
        return self


def misfit(sentence: LiteralString, *place: str) -> PydanticCustomError:
    """For what is wrong beside something else: pydantic itself would name the place of both."""
    return PydanticCustomError("misfit", sentence, {"place": place})
