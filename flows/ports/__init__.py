"""What the use cases need from outside: storage and a clock. Implemented in `storage/` and where a program starts."""

from __future__ import annotations

from flows.ports.administering import Audit, Invitations, Record
from flows.ports.answering import Responses
from flows.ports.delivering import Delivery, GivenUp, Leases, Outbox, Prompts
from flows.ports.people import Respondent, Respondents
from flows.ports.receiving import DeadLetter, DeadLetters, Updates
from flows.ports.storage import Clock, Storage, Work

__all__ = [
    "Audit",
    "Clock",
    "DeadLetter",
    "DeadLetters",
    "Delivery",
    "GivenUp",
    "Invitations",
    "Leases",
    "Outbox",
    "Prompts",
    "Record",
    "Respondent",
    "Respondents",
    "Responses",
    "Storage",
    "Updates",
    "Work",
]
