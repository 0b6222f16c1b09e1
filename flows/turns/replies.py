"""All replies of a turn, which are kept by what they are about, and the turn itself. No sentences here."""

from __future__ import annotations

from dataclasses import dataclass

from flows.response import Response
from flows.turns.asking import (
    CannotBeSkipped,
    DefinitionShown,
    Doubted,
    EnquiryAsked,
    HelpShown,
    LanguageAsked,
    ListShown,
    OffersShown,
    OtherAsked,
    Prompt,
    ReasonAsked,
    Refused,
)
from flows.turns.guiding import (
    AlreadySubmitted,
    Closed,
    CopyGiven,
    CountryFixed,
    LanguageSet,
    NothingAsked,
    NoWayBack,
    Receipt,
    ReviewShown,
    SectionEnded,
    SectionsShown,
    StaleTap,
    Summary,
    TakenOver,
    ThingNotRead,
    UnknownCommandTold,
    Welcome,
    WelcomeBack,
    Whereabouts,
)
from flows.turns.keeping import (
    Attached,
    AttachingExplained,
    Cancelled,
    Detached,
    EditNotTaken,
    EditRefused,
    EnquirySent,
    FileRefused,
    Filled,
    Joined,
    LeftOpen,
    NothingToCancel,
    NotTaken,
    OfferCleared,
    OffersKept,
    Opened,
    Parked,
    Recorded,
    Reopened,
    RestLeftOpen,
    Returned,
    Separated,
    StayAsTheyWere,
    StillOpen,
)
from flows.turns.unasked import (
    Announced,
    OffersLoaded,
    Reminder,
    RemindersResumed,
    RemindersStopped,
    SentBack,
    Unreachable,
)

Reply = (
    LanguageAsked
    | LanguageSet
    | Welcome
    | TakenOver
    | CountryFixed
    | WelcomeBack
    | Prompt
    | Recorded
    | LeftOpen
    | RestLeftOpen
    | Filled
    | ListShown
    | StayAsTheyWere
    | OffersLoaded
    | OffersShown
    | OffersKept
    | OfferCleared
    | Parked
    | Returned
    | Refused
    | Doubted
    | OtherAsked
    | ReasonAsked
    | CannotBeSkipped
    | NoWayBack
    | SectionsShown
    | ReviewShown
    | Summary
    | Receipt
    | CopyGiven
    | AlreadySubmitted
    | NothingAsked
    | Reopened
    | SentBack
    | EnquiryAsked
    | EnquirySent
    | StaleTap
    | ThingNotRead
    | EditNotTaken
    | EditRefused
    | Joined
    | Separated
    | NotTaken
    | Opened
    | StillOpen
    | UnknownCommandTold
    | HelpShown
    | SectionEnded
    | Whereabouts
    | DefinitionShown
    | Cancelled
    | NothingToCancel
    | Closed
    | Reminder
    | RemindersStopped
    | RemindersResumed
    | Announced
    | Unreachable
    | Attached
    | Detached
    | FileRefused
    | AttachingExplained
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows from one input: the response as it is now, and the replies that make one message.

    No replies: nothing is said (a double tap). `in_place`: the message whose button was tapped is changed instead of a
    new one being sent.
    """

    response: Response
    replies: tuple[Reply, ...] = ()
    in_place: bool = False
