"""Every exception of the project. A respondent's mistake is none of them: it is a `Violation`.

FocalpointError
├── QuestionnaireError      the author's: a questionnaire file has defects
├── ExpressionError         the author's: a `relevant` or `constraint` that cannot be used
├── CountryTaken            another live response to the questionnaire is of that country
├── DocumentError           ours: a document does not keep to its questionnaire's form
├── DeclinedError           what the survey team asked for cannot be done as it was asked
│   ├── ExportError         what is exported does not fit into the format asked for
│   ├── PrefillError        earlier answers cannot be loaded: defects of files, documents or of what was asked
│   ├── InvitationError     an invitation cannot be made, renewed, revoked or handed over
│   ├── CampaignError       a campaign, a reminder or an announcement cannot be made as was asked
│   ├── FollowUpError       a response cannot be returned or compared, or an enquiry not answered, as was asked
│   ├── TokenError          a token of the API cannot be made or revoked as was asked
│   └── NotAllowed          whoever acts may not do that
└── StorageError            the world's: the database failed; the driver's error is the cause
    └── Overtaken           the transaction was given up for another one: from its beginning, it may be done again
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.sentences import Sentence, Template, Value


class FocalpointError(Exception):
    """The root: whatever a front catches in its one place."""


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong in a file, and where: `place` leads to it and ends with the line, if it has one.

    Files are written by authors and loaded at the command line: they are told of them in English."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


class QuestionnaireError(FocalpointError):
    """All defects of one questionnaire file, in the order of the file."""

    def __init__(self, defects: tuple[Defect, ...]) -> None:
        super().__init__("\n".join(map(str, defects)))
        self.defects = defects


class ExpressionError(FocalpointError):
    """Why an expression cannot be used. `position` counts its characters from 1; None where all of it is meant."""

    def __init__(self, sentence: str, position: int | None = None) -> None:
        super().__init__(sentence if position is None else f"{sentence} (at character {position})")
        self.sentence = sentence
        self.position = position


class CountryTaken(FocalpointError):  # noqa: N818 - it says what happened, as the port does
    def __init__(self, country: str | None = None) -> None:
        super().__init__(f"Another live response is of {country or 'that country'} already.")
        self.country = country


class DocumentError(FocalpointError):
    """`places` lead to what is wrong: ("answers", "q17"), ("response", "country", "code")."""

    def __init__(self, questionnaire: str, places: tuple[tuple[str, ...], ...]) -> None:
        where = ", ".join(".".join(place) for place in places)
        super().__init__(f"A document of {questionnaire} does not keep to its form at {where}.")
        self.questionnaire = questionnaire
        self.places = places


class DeclinedError(FocalpointError):
    """`sentences` say why, for the fronts in which the survey team reads them in its own language; as a string they
    are in English, each on a line of its own."""

    def __init__(self, *sentences: Template | Sentence, **values: Value) -> None:
        """Templates, which the values fill; or whole sentences."""
        self.sentences = tuple(each if isinstance(each, Sentence) else Sentence(each, values) for each in sentences)
        super().__init__("\n".join(map(str, self.sentences)))


class ExportError(DeclinedError):
    """Told before the file is complete: what was written of it is of no use."""


class PrefillError(DeclinedError):
    """`defects` name the places in the files, in English; nothing was loaded."""

    def __init__(self, sentence: Template | Sentence, defects: tuple[Defect, ...] = (), **values: Value) -> None:
        super().__init__(sentence, **values)
        self.defects = defects

    def __str__(self) -> str:
        return "\n".join((*map(str, self.defects), super().__str__()))


class InvitationError(DeclinedError):
    """`defects` are those of the sentences that name the lines of a list that are wrong; nothing of it was done."""

    def __init__(self, *sentences: Template | Sentence, defects: tuple[Sentence, ...] = (), **values: Value) -> None:
        super().__init__(*defects, *sentences, **values)
        self.defects = defects


class CampaignError(DeclinedError):
    """Of a campaign, a reminder or an announcement."""


class FollowUpError(DeclinedError):
    """Of a response, or of an enquiry."""


class TokenError(DeclinedError):
    """Of a token of the API."""


class NotAllowed(DeclinedError):  # noqa: N818 - it says what happened
    """Nobody meets it through a front that shows each person what they may do."""


class StorageError(FocalpointError):
    def __init__(self, sentence: str = "The database failed.") -> None:
        super().__init__(sentence)


class Overtaken(StorageError):  # noqa: N818 - it says what happened
    """Of two transactions that waited for each other, or could not be put in an order, the database gave up this one.
    Nothing of it is kept, and nothing more can be done in it."""
