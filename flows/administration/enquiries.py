"""A focal point's question to the survey team, and how a message says that it is about one. Knows no storage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

_SIGN: Final = "?"
"""No question's name begins like this: a reference to an enquiry stands where one to a question can."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """`words` were asked about `question`, if about any; `tried` is what had been typed for it without being taken.
    `respondent_id` is who asks. The `id` comes from the storage."""

    questionnaire: str
    country: str | None
    response_id: str
    respondent_id: str
    question: str | None
    tried: str
    words: str
    asked_at: datetime
    id: str = ""
    answer: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None

    @property
    def reference(self) -> str:
        return f"{_SIGN}{self.id}"


NEW_ENQUIRY: Final = _SIGN
"""Of the message that asks for the words of a new one."""


def enquiry_meant(reference: str | None) -> str | None:
    """The id of the enquiry a message is about; None where it is about a question, a new enquiry, or nothing."""
    if reference is None or not reference.startswith(_SIGN):
        return None
    return reference.removeprefix(_SIGN) or None
