"""What the bot waits for from a respondent: one frozen value for each. Decides nothing (`flows/engine.py` does)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from flows.answer import Frozen, Sources, unused
from flows.reading import Accepted
from flows.violations import Violation


class ForLanguage(Frozen):
    """The respondent is to choose a language."""

    kind: Literal["language"] = "language"


class ForBegin(Frozen):
    """The respondent is to press Begin on the welcome."""

    kind: Literal["begin"] = "begin"


class ForAnswer(Frozen):
    """`question` is open. `returning`: asked out of turn, for a correction.

    `refusals` counts refusals in a row; `refused` is the text refused last, which may still be kept as a remark, and
    `sources` are the messages it came in.
    """

    kind: Literal["answer"] = "answer"
    question: str
    returning: bool = False
    refusals: int = 0
    refused: str = ""
    sources: Sources = ()


class ForConfirmation(Frozen):
    """The respondent is to say which of `readings` of `typed`, which came in the messages `sources`, is meant.

    `reason`: of a warning, words that may be why the answer stands, which is asked about, too.
    """

    kind: Literal["confirmation"] = "confirmation"
    question: str
    returning: bool = False
    typed: str
    sources: Sources = ()
    doubt: Violation
    readings: tuple[Accepted, ...]
    reason: str = Field(default="", exclude_if=lambda words: not words)


class ForOther(Frozen):
    """ "Other" was chosen, among `chosen`: its words are to be typed."""

    kind: Literal["other"] = "other"
    question: str
    returning: bool = False
    chosen: tuple[str, ...] = ()


class ForReason(Frozen):
    """Skip was pressed: the reason is to be chosen. `rest`: for all that is open on the question's card."""

    kind: Literal["reason"] = "reason"
    question: str
    returning: bool = False
    rest: bool = Field(default=False, exclude_if=unused)


class ForList(Frozen):
    """A list was pasted that seems to answer several questions of a group: the respondent is to say whether it does.

    Nothing of it is kept yet; it came in the messages `sources`.
    """

    kind: Literal["list"] = "list"
    question: str
    returning: bool = False
    typed: str
    sources: Sources = ()


class ForSubmission(Frozen):
    """Every question was put; the summary with Submit was shown."""

    kind: Literal["submission"] = "submission"


class Nothing(Frozen):
    """The response is submitted; it can be corrected from the review."""

    kind: Literal["nothing"] = "nothing"


class ForEnquiry(Frozen):
    """The respondent is to write what is asked of the survey team. `interrupted` is what was waited for before, and
    will be again."""

    kind: Literal["enquiry"] = "enquiry"
    interrupted: Waiting


AboutQuestion = ForAnswer | ForConfirmation | ForOther | ForReason | ForList
Waiting = Annotated[
    ForLanguage
    | ForBegin
    | ForAnswer
    | ForConfirmation
    | ForOther
    | ForReason
    | ForList
    | ForSubmission
    | Nothing
    | ForEnquiry,
    Field(discriminator="kind"),
]
ForEnquiry.model_rebuild()
