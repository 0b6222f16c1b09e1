"""What the desk says, as frozen values, kept by what they are about. No sentences here."""

from __future__ import annotations

from flows.desk.replies.announcing import AnnouncementFollowed, AnnouncementShown, AudienceAsked, TextAsked
from flows.desk.replies.choosing import (
    CountryAsked,
    Declined,
    DroppedHalfway,
    NobodyThere,
    OldButton,
    WaitsFor,
    Welcomed,
)
from flows.desk.replies.exporting import CopySent, ExportAsked, ExportSent, NoPages, SignInLink
from flows.desk.replies.following import AccessRevoked, CountryShown, ProgressShown, RevokeAsked, StageShown
from flows.desk.replies.inviting import (
    HasFocalPoint,
    HasLink,
    LinkMade,
    ListAsked,
    ListInvited,
    ListWrong,
    Offered,
    WhomToInvite,
)
from flows.desk.replies.reminding import RemindersPlanned, WhetherToRemind, WhomToRemind
from flows.desk.replies.reopening import GivenBack, NotSubmitted, QuestionsAsked, RemarkAsked, RemarksShown

__all__ = [
    "AccessRevoked",
    "AnnouncementFollowed",
    "AnnouncementShown",
    "AudienceAsked",
    "CopySent",
    "CountryAsked",
    "CountryShown",
    "Declined",
    "DeskReply",
    "DroppedHalfway",
    "ExportAsked",
    "ExportSent",
    "GivenBack",
    "HasFocalPoint",
    "HasLink",
    "LinkMade",
    "ListAsked",
    "ListInvited",
    "ListWrong",
    "NoPages",
    "NobodyThere",
    "NotSubmitted",
    "Offered",
    "OldButton",
    "ProgressShown",
    "QuestionsAsked",
    "RemarkAsked",
    "RemarksShown",
    "RemindersPlanned",
    "RevokeAsked",
    "SignInLink",
    "StageShown",
    "TextAsked",
    "WaitsFor",
    "Welcomed",
    "WhetherToRemind",
    "WhomToInvite",
    "WhomToRemind",
]

DeskReply = (
    Welcomed
    | CountryAsked
    | NobodyThere
    | Declined
    | WaitsFor
    | DroppedHalfway
    | OldButton
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
)
