"""What an administrator is in the middle of at the desk: what their next words, or their next file, are meant for.

Buttons carry what they do themselves, so that most of the desk needs no state. Knows no sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class TeamCommand(StrEnum):
    """The slash commands of administrators, in the order of the menu."""

    PROGRESS = "progress"
    COUNTRY = "country"
    INVITE = "invite"
    REMIND = "remind"
    REOPEN = "reopen"
    ANNOUNCE = "announce"
    EXPORT = "export"
    DASHBOARD = "dashboard"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Acted(_Frozen):
    """Nothing is waited for. What was done last was done by that button of that message, which is gone from it: tapped
    twice, it is not done twice."""

    kind: Literal["acted"] = "acted"
    message: int
    button: str


class ForCountry(_Frozen):
    """A country is to be named, or chosen, for what that command does."""

    kind: Literal["country"] = "country"
    command: TeamCommand


class ForList(_Frozen):
    """A file with the people to invite is to be sent."""

    kind: Literal["list"] = "list"


class ForQuestions(_Frozen):
    """The questions of the country's response on which there are remarks are to be named by their numbers."""

    kind: Literal["questions"] = "questions"
    country: str


class ForRemark(_Frozen):
    """A remark on the first of `questions` is to be written; then on the others. `remarks` are those written so far."""

    kind: Literal["remark"] = "remark"
    country: str
    questions: tuple[str, ...]
    remarks: Mapping[str, str] = Field(default_factory=dict)


class ForReopening(_Frozen):
    """All remarks are written, and shown: the response is to be given back with them, or not."""

    kind: Literal["reopening"] = "reopening"
    country: str
    remarks: Mapping[str, str]


class ForAnnouncement(_Frozen):
    """The text of an announcement to these people is to be written."""

    kind: Literal["announcement"] = "announcement"
    audience: str


class ForSending(_Frozen):
    """The announcement is written, and shown: it is to be sent, or not."""

    kind: Literal["sending"] = "sending"
    audience: str
    text: str


class Watch(_Frozen):
    """The message in an administrator's chat that shows how far an announcement is: how many people had it when that
    was shown last, and in which language it is told."""

    respondent_id: str
    message: int
    shown: int
    language: str | None = None


AtDesk = Annotated[
    Acted | ForCountry | ForList | ForQuestions | ForRemark | ForReopening | ForAnnouncement | ForSending,
    Field(discriminator="kind"),
]
