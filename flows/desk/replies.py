"""What the desk says, as frozen values. No sentences here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flows.administration.announcing import Preview, Report
from flows.administration.exporting import Selection, Which
from flows.administration.invitations import State
from flows.administration.progress import Stage, Standing
from flows.administration.reminding import Reminding
from flows.desk.states import AtDesk, TeamCommand
from flows.exporting.formats import Format
from flows.message import File
from flows.ports import Audience
from flows.response import Answer
from flows.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Welcomed:
    """What can be done here. `answering`: the administrator answers the questionnaire, too."""

    entered: bool = False
    answering: bool = False


@dataclass(frozen=True, slots=True)
class CountryAsked:
    """A country is to be named, or chosen from these (codes). `page`: only those of that page, from 0. `written` is
    what was typed and is none."""

    command: TeamCommand
    countries: tuple[str, ...]
    page: int | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class NobodyThere:
    """No country is such that the command could do something for it."""

    command: TeamCommand


@dataclass(frozen=True, slots=True)
class WhomToInvite:
    pass


@dataclass(frozen=True, slots=True)
class Offered:
    """An invitation as it would be: of a focal point, or (`country` is None) of an administrator."""

    country: str | None
    language: str | None
    days: int
    successor: bool = False


@dataclass(frozen=True, slots=True)
class HasLink:
    """The country was invited already, and its link not used. `state` is open or expired."""

    country: str
    state: State
    until: datetime


@dataclass(frozen=True, slots=True)
class HasFocalPoint:
    country: str


@dataclass(frozen=True, slots=True)
class LinkMade:
    """The link is shown once."""

    country: str | None
    link: str = field(repr=False)
    until: datetime
    successor: bool = False


@dataclass(frozen=True, slots=True)
class ListAsked:
    pass


@dataclass(frozen=True, slots=True)
class ListWrong:
    """Nobody was invited; the sentences say why, for a list that could be read one for each line that is wrong."""

    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ListInvited:
    """All of the list are invited; `file` has their links, as CSV."""

    count: int
    file: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ProgressShown:
    """How many countries are where, with a picture of them. `days_left`: until the deadline, 0 on its day; None when it
    has passed."""

    counts: Mapping[Stage, int]
    deadline: datetime | None = None
    days_left: int | None = None


@dataclass(frozen=True, slots=True)
class StageShown:
    """Who is there, in the order of their codes."""

    stage: Stage
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class CountryShown:
    """Where a country stands. `open` are the open questions; `link` is the state of its invitation that was not used,
    and until when it is open; `revision` counts what was submitted; `remarked` are questions with a remark of the team
    that was not dealt with yet."""

    country: str
    standing: Standing | None
    open: tuple[str, ...] = ()
    link: tuple[State, datetime] | None = None
    revision: int = 0
    has_person: bool = False
    remarked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RevokeAsked:
    """Whether it is meant; `answers`: there are some, and they stay."""

    country: str
    answers: bool


@dataclass(frozen=True, slots=True)
class AccessRevoked:
    country: str
    told: bool


@dataclass(frozen=True, slots=True)
class WhomToRemind:
    """`number` of countries are answering at the moment."""

    number: int


@dataclass(frozen=True, slots=True)
class WhetherToRemind:
    """That country, or (None) all `number` of those who are answering."""

    country: str | None
    number: int = 1


@dataclass(frozen=True, slots=True)
class RemindersPlanned:
    """The running bot sends them; `at` is the moment at which this is said."""

    done: Reminding
    at: datetime


@dataclass(frozen=True, slots=True)
class NotSubmitted:
    """There is nothing to give back."""

    country: str


@dataclass(frozen=True, slots=True)
class QuestionsAsked:
    """On which questions there are remarks; `unknown` is what was typed and is none, or is not asked of the country."""

    country: str
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemarkAsked:
    """The remark on one question, of which this is the answer; an empty `question` is the whole response. `more` are to
    be written after it."""

    country: str
    question: str
    answer: Answer | None
    more: int


@dataclass(frozen=True, slots=True)
class RemarksShown:
    """All of them, before the response is given back; by question, the note on the whole under an empty one."""

    country: str
    remarks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GivenBack:
    country: str
    revision: int


@dataclass(frozen=True, slots=True)
class AudienceAsked:
    pass


@dataclass(frozen=True, slots=True)
class TextAsked:
    audience: Audience


@dataclass(frozen=True, slots=True)
class AnnouncementShown:
    """As it will be, and whom it goes to: nobody perhaps."""

    audience: Audience
    preview: Preview


@dataclass(frozen=True, slots=True)
class AnnouncementFollowed:
    """How far it is; `key` names it in a button."""

    report: Report
    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """In which format; `number` of responses are such."""

    which: Which
    number: int


@dataclass(frozen=True, slots=True)
class ExportSent:
    """The file is made when it is sent."""

    selection: Selection
    format: Format
    number: int


@dataclass(frozen=True, slots=True)
class CopySent:
    """One response. `draft`: as it stands, for it is not submitted."""

    country: str
    files: tuple[File, ...]
    draft: bool


@dataclass(frozen=True, slots=True)
class SignInLink:
    """Signs the administrator in once, within ten minutes."""

    link: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoPages:
    """There is no web application, or its address is not known."""


@dataclass(frozen=True, slots=True)
class Declined:
    """It could not be done; the sentences say why."""

    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class WaitsFor:
    """What the desk waits for is something else: it is said once more."""

    state: AtDesk


@dataclass(frozen=True, slots=True)
class DroppedHalfway:
    """What was half done is dropped; `asked`: because the administrator wanted it."""

    state: AtDesk | None
    asked: bool = True


@dataclass(frozen=True, slots=True)
class OldButton:
    pass


DeskReply = (
    Welcomed
    | CountryAsked
    | NobodyThere
    | WhomToInvite
    | Offered
    | HasLink
    | HasFocalPoint
    | LinkMade
    | ListAsked
    | ListWrong
    | ListInvited
    | ProgressShown
    | StageShown
    | CountryShown
    | RevokeAsked
    | AccessRevoked
    | WhomToRemind
    | WhetherToRemind
    | RemindersPlanned
    | NotSubmitted
    | QuestionsAsked
    | RemarkAsked
    | RemarksShown
    | GivenBack
    | AudienceAsked
    | TextAsked
    | AnnouncementShown
    | AnnouncementFollowed
    | ExportAsked
    | ExportSent
    | CopySent
    | SignInLink
    | NoPages
    | Declined
    | WaitsFor
    | DroppedHalfway
    | OldButton
)
