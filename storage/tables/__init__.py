"""The tables. Their columns are named as the fields in `flows`; every time in them comes from the caller.

The migrations in `migrations/versions/` build the same; a test compares the two.
"""

from __future__ import annotations

from storage.tables.exchanging import NO_QUESTION, dead_letters, notices, outbox, prompts, updates_done
from storage.tables.responding import ONE_LIVE_RESPONSE, answer_history, answers, respondents, responses, submissions
from storage.tables.schema import metadata
from storage.tables.surveying import (
    ONE_OPEN_INVITATION,
    announced,
    announcements,
    audit,
    campaigns,
    carried,
    enquiries,
    invitations,
    remarks,
    reminders,
    sign_in_links,
    sign_ins,
    tokens,
)

__all__ = [
    "NO_QUESTION",
    "ONE_LIVE_RESPONSE",
    "ONE_OPEN_INVITATION",
    "announced",
    "announcements",
    "answer_history",
    "answers",
    "audit",
    "campaigns",
    "carried",
    "dead_letters",
    "enquiries",
    "invitations",
    "metadata",
    "notices",
    "outbox",
    "prompts",
    "remarks",
    "reminders",
    "respondents",
    "responses",
    "sign_in_links",
    "sign_ins",
    "submissions",
    "tokens",
    "updates_done",
]
