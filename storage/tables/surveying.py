"""What the survey team does: inviting, signing in, returning, reminding, announcing; and the record of it."""

from __future__ import annotations

from pydantic import TypeAdapter
from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false, text
from sqlalchemy import UniqueConstraint as Unique

from flows.administration.tokens import Scope
from flows.campaign import Campaign
from flows.desk.states import Watch
from storage.columns import BIG_NUMBER, KEY, Json, Moment, Words
from storage.tables.responding import CARRIED
from storage.tables.schema import metadata

ONE_OPEN_INVITATION = "one_open_invitation_per_country"
_NEITHER_USED_NOR_REVOKED = text("used_at IS NULL AND revoked_at IS NULL")
_NOT_QUEUED = text("delivery_id IS NULL")

invitations = Table(
    "invitations",
    metadata,
    Column("id", KEY, primary_key=True),
    # SHA-256 in hexadecimal; the token itself is nowhere. How a link finds its invitation.
    Column("token_hash", String(64), nullable=False),
    Column("questionnaire", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("country", Text),
    Column("language", Text),
    Column("name", Words),
    Column("address", Words),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("respondent_id", KEY, ForeignKey("respondents.id", name="invitations_respondent")),
    Column("used_at", Moment),
    Column("revoked_at", Moment),
    Unique("token_hash", name="one_invitation_per_token"),
    # Without a country (NULL: an administrator's) there is no conflict.
    Index(
        ONE_OPEN_INVITATION,
        "questionnaire",
        "country",
        unique=True,
        sqlite_where=_NEITHER_USED_NOR_REVOKED,
        postgresql_where=_NEITHER_USED_NOR_REVOKED,
    ),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("token_hash", String(64), nullable=False),
    # Of the administrator: the name that goes into the audit log, and the chat, which is none at the command line.
    Column("name", Words, nullable=False),
    Column("chat", BIG_NUMBER),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Unique("token_hash", name="one_link_per_token"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("name", Words, nullable=False),
    Column("chat", BIG_NUMBER),
    Column("device", Words),
    Column("began_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Unique("token_hash", name="one_session_per_token"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", KEY, primary_key=True),
    # SHA-256 in hexadecimal; the secret itself is nowhere.
    Column("token_hash", String(64), nullable=False),
    Column("name", Words, nullable=False),
    Column("scopes", Json(TypeAdapter(tuple[Scope, ...])), nullable=False),
    Column("made_by", Words, nullable=False),
    Column("respondent_id", KEY, ForeignKey("respondents.id", name="tokens_respondent")),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("last_used_at", Moment),
    Column("revoked_at", Moment),
    Unique("token_hash", name="one_token_per_secret"),
)

remarks = Table(
    "remarks",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("response_id", KEY, ForeignKey("responses.id", name="remarks_response"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("question", Text),  # NULL: about the response as a whole
    Column("words", Words, nullable=False),
    Column("made_by", Words, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("dealt_with_at", Moment),
    Index("remarks_of_response", "response_id", "id"),
)

enquiries = Table(
    "enquiries",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("questionnaire", Text, nullable=False),
    Column("country", Text),
    Column("response_id", KEY, ForeignKey("responses.id", name="enquiries_response"), nullable=False),
    Column("respondent_id", KEY, ForeignKey("respondents.id", name="enquiries_respondent"), nullable=False),
    Column("question", Text),
    Column("tried", Words, nullable=False),
    Column("words", Words, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("answer", Words),
    Column("answered_by", Words),
    Column("answered_at", Moment),
    Index("enquiries_of_questionnaire", "questionnaire", "id"),
)

carried = Table(
    "carried",
    metadata,
    # What waits for the country to begin; with its response it moves there.
    Column("questionnaire", Text, primary_key=True),
    Column("country", Text, primary_key=True),
    Column("answers", Json(CARRIED), nullable=False),
    Column("loaded_at", Moment, nullable=False),
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("questionnaire", Text, primary_key=True),
    Column("campaign", Json(TypeAdapter(Campaign)), nullable=False),
    Column("changed_at", Moment, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    # The key is what makes a reminder be sent once, however many processes think of it.
    Column("respondent_id", KEY, ForeignKey("respondents.id", name="reminders_respondent"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("moment", Moment, primary_key=True),
    Column("sent_at", Moment),  # NULL: planned
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("questionnaire", Text, nullable=False),
    Column("audience", String(16), nullable=False),
    Column("country", Text),
    Column("text", Words, nullable=False),
    Column("actor", Words, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("at_once", Boolean, nullable=False, server_default=false()),
    Column("watch", Json(TypeAdapter(Watch))),  # NULL: no message shows how far it is, or not any more
)

announced = Table(
    "announced",
    metadata,
    Column("announcement_id", KEY, ForeignKey("announcements.id", name="announced_announcement"), primary_key=True),
    Column("respondent_id", KEY, ForeignKey("respondents.id", name="announced_respondent"), primary_key=True),
    Column("country", Text),
    # The message in the outbox, which it leaves when it is delivered: no foreign key. NULL: not in it yet.
    Column("delivery_id", KEY),
    Index("announced_waiting", "announcement_id", sqlite_where=_NOT_QUEUED, postgresql_where=_NOT_QUEUED),
)

audit = Table(
    "audit",
    metadata,
    # What is named here may be gone one day, and the record stays: no foreign keys.
    Column("id", KEY, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", Words, nullable=False),
    Column("act", String(16), nullable=False),
    Column("country", Text),
    Column("invitation_id", KEY),
    Column("note", Words),
)
