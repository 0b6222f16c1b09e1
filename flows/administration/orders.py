"""What somebody asks to be invited: checked against the questionnaire, before anything is looked up. No storage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from flows.administration.roles import Role
from flows.answers import read
from flows.answers.country import ALPHA_2
from flows.errors import InvitationError
from flows.questionnaire import Questionnaire
from flows.reading import Accepted, Circumstances, Typed
from flows.sentences import N_, Sentence

DAYS: Final = 30
MOST_DAYS: Final = 366

_ANY_DAY: Final = date(2020, 1, 1)  # no country hangs on it


@dataclass(frozen=True, slots=True)
class Order:
    """An invitation to be made. `country` is as it was written; `place` is where it stands in a list."""

    country: str | None = None
    role: Role = Role.FOCAL_POINT
    language: str | None = None
    days: int = DAYS
    name: str | None = None
    address: str | None = None
    place: Sentence | None = None


def checked(questionnaire: Questionnaire, order: Order) -> Order:
    """The order with its country as a code. Raises InvitationError with what is wrong."""
    if order.language and order.language not in questionnaire.languages:
        offered = ", ".join(questionnaire.languages)
        raise InvitationError(
            N_("“{language}” is no language of {questionnaire}, which has: {languages}."),
            language=order.language,
            questionnaire=questionnaire.name,
            languages=offered,
        )
    if not 1 <= order.days <= MOST_DAYS:
        template = N_("An invitation may be open for 1 to {limit} days, not {days}.")
        raise InvitationError(template, limit=MOST_DAYS, days=order.days)
    if order.role is Role.ADMINISTRATOR:
        return replace(order, country=None)
    return replace(order, country=country_code(questionnaire, order.country or ""))


def country_code(questionnaire: Questionnaire, written: str) -> str:
    """A country as people write it (PAK, pak, Pakistan). Raises InvitationError with the reason why it is none."""
    question = questionnaire.country_question
    if question is None:
        template = N_("{questionnaire} asks for no country, so that nobody can be invited for one.")
        raise InvitationError(template, questionnaire=questionnaire.name)
    if not written.strip():
        raise InvitationError(N_("The country is missing."))
    text = written.strip()
    if text.upper() in ALPHA_2:
        return text.upper()
    reading = read(Typed(text), question, Circumstances(today=_ANY_DAY, language=questionnaire.languages[0]))
    if isinstance(reading, Accepted):
        return str(reading.value)
    template = N_("“{written}” is no country, or not clearly one: write its code of three letters, as in PAK.")
    raise InvitationError(template, written=text)
