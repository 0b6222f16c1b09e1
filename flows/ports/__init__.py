"""What the use cases need from outside: storage and a clock. Implemented in `storage/` and where a program starts."""

from __future__ import annotations

from flows.ports.administering import Audit, Invitations, Record
from flows.ports.answering import WHENEVER, CarriedAnswers, Given, Responses, Since, Submitted
from flows.ports.campaigning import (
    MOST_OFTEN,
    Among,
    Announcement,
    Announcements,
    Audience,
    Campaigns,
    Kind,
    Occasion,
    Outcome,
    Participant,
    Reminders,
)
from flows.ports.delivering import Delivery, GivenUp, Leases, Outbox, Prompts
from flows.ports.looking import Excerpt, Stamp, Views
from flows.ports.machines import Event, Notice, Notices, Tokens
from flows.ports.people import Respondent, Respondents
from flows.ports.receiving import DeadLetter, DeadLetters, Updates
from flows.ports.returning import Enquiries, Remark, Remarks
from flows.ports.signing_in import SignIns
from flows.ports.storage import Clock, Storage, Work

__all__ = [
    "MOST_OFTEN",
    "WHENEVER",
    "Among",
    "Announcement",
    "Announcements",
    "Audience",
    "Audit",
    "Campaigns",
    "CarriedAnswers",
    "Clock",
    "DeadLetter",
    "DeadLetters",
    "Delivery",
    "Enquiries",
    "Event",
    "Excerpt",
    "Given",
    "GivenUp",
    "Invitations",
    "Kind",
    "Leases",
    "Notice",
    "Notices",
    "Occasion",
    "Outbox",
    "Outcome",
    "Participant",
    "Prompts",
    "Record",
    "Remark",
    "Remarks",
    "Reminders",
    "Respondent",
    "Respondents",
    "Responses",
    "SignIns",
    "Since",
    "Stamp",
    "Storage",
    "Submitted",
    "Tokens",
    "Updates",
    "Views",
    "Work",
]
