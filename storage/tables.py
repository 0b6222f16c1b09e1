"""The tables. Their columns are named as the fields in `flows`; every time in them comes from the caller.

The migrations in `migrations/versions/` build the same; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, false, text, true
from sqlalchemy import UniqueConstraint as Unique

from flows.administration.tokens import Scope
from flows.attachments import Attachment
from flows.campaign import Campaign
from flows.desk.states import AtDesk, Watch
from flows.message import Message
from flows.response import Answer, Carried, OpenRemark, Sources, Waiting
from storage.columns import BIG_NUMBER, KEY, Json, Moment, RepeatedJson, Words

metadata = MetaData()

ONE_LIVE_RESPONSE = "one_live_response_per_country"
NO_QUESTION = ""
_LIVE = text("status <> 'stopped'")
_WAITING = text("given_up_at IS NULL")
_NOT_QUEUED = text("delivery_id IS NULL")
_UNDELIVERED = text("delivered_at IS NULL AND given_up_at IS NULL")
_NEITHER_USED_NOR_REVOKED = text("used_at IS NULL AND revoked_at IS NULL")

ONE_OPEN_INVITATION = "one_open_invitation_per_country"
_ATTACHMENTS: TypeAdapter[Any] = TypeAdapter(tuple[Attachment, ...])
_TICKS: TypeAdapter[Any] = TypeAdapter(Mapping[str, tuple[str, ...]])
_REMARKS: TypeAdapter[Any] = TypeAdapter(Mapping[str, OpenRemark])
_CARRIED: TypeAdapter[Any] = TypeAdapter(Mapping[str, Carried])
_VALUE: TypeAdapter[Any] = TypeAdapter(Answer.model_fields["value"].rebuild_annotation())

responses = Table(
    "responses",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("questionnaire", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("language", Text),
    Column("country", Text),
    Column("started_at", Moment, nullable=False),
    Column("completed_at", Moment),
    Column("waiting", Json(TypeAdapter(Waiting)), nullable=False),
    Column("ticks", Json(_TICKS), nullable=False, server_default="{}"),
    Column("remarks", Json(_REMARKS), nullable=False, server_default="{}"),
    Column("position", Text),
    Column("prompt", Integer, nullable=False),
    Column("asked_at", Moment),
    Column("last_tap", Words),
    Column("last_seen_at", Moment),
    Column("changed_at", Moment),  # NULL: not known, perhaps just now
    Column("attachments", Json(_ATTACHMENTS), nullable=False, server_default="[]"),
    Column("invited", Boolean, nullable=False, server_default=false()),
    Column("reminders", Boolean, nullable=False, server_default=true()),
    Column("carried", RepeatedJson(_CARRIED), nullable=False, server_default="{}"),
    # The database's word on it, whatever two processes do at once. Without a country (NULL) there is no conflict.
    Index(ONE_LIVE_RESPONSE, "questionnaire", "country", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
    # Reading all in order, batch by batch, without sorting.
    Index("responses_of_questionnaire", "questionnaire", "id"),
    # What changed since a moment, for who asks every night.
    Index("responses_changed", "questionnaire", "changed_at"),
)

respondents = Table(
    "respondents",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("chat", BIG_NUMBER, nullable=False),
    Column("reachable", Boolean, nullable=False),
    Column("response_id", KEY, ForeignKey("responses.id", name="respondents_response")),
    Column("created_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    Column("role", String(16)),
    Column("desk", Json(TypeAdapter(AtDesk))),  # what an administrator is in the middle of
    # Which process delivers to the chat at this moment: no other does, until it says so or the time is over.
    Column("leased_by", KEY),
    Column("leased_until", Moment),
    # How a turn finds its person, and why two first messages of a chat make one person.
    Unique("chat", name="one_respondent_per_chat"),
    # Who works on a response, and everybody with theirs.
    Index("respondents_of_response", "response_id"),
)

answers = Table(
    "answers",
    metadata,
    # The key is also the index by which the answers of a response are read, all together.
    Column("response_id", KEY, ForeignKey("responses.id", name="answers_response"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("value", RepeatedJson(_VALUE)),
    Column("note", Words),
    Column("other", Words),
    Column("version", Text),
    Column("skipped", String(16)),
    Column("typed", Words, nullable=False),
    Column("sources", RepeatedJson(TypeAdapter(Sources)), nullable=False, server_default="[]"),
    Column("confirmed", Boolean, nullable=False, server_default=false()),
    Column("given_at", Moment, nullable=False),
    Column("respondent_id", KEY, ForeignKey("respondents.id", name="answers_respondent"), nullable=False),
)

answer_history = Table(
    "answer_history",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("response_id", KEY, ForeignKey("responses.id", name="answer_history_response"), nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Json(TypeAdapter(Answer))),  # NULL: taken back
    Column("respondent_id", KEY, ForeignKey("respondents.id", name="answer_history_respondent"), nullable=False),
    Column("at", Moment, nullable=False),
    # The story of one response in its order. The key alone keeps the table's order of time.
    Index("answer_history_of_response", "response_id", "id"),
)

submissions = Table(
    "submissions",
    metadata,
    Column("response_id", KEY, ForeignKey("responses.id", name="submissions_response"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("document", Json(TypeAdapter(Mapping[str, Any])), nullable=False),
    Column("submitted_at", Moment, nullable=False),
)

updates_done = Table(
    "updates_done",
    metadata,
    Column("update_id", BIG_NUMBER, primary_key=True, autoincrement=False),
    Column("done_at", Moment, nullable=False),
)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("update_id", BIG_NUMBER, primary_key=True, autoincrement=False),
    Column("chat", BIG_NUMBER),  # of no respondent, perhaps
    Column("failure", Text, nullable=False),
    Column("content", Json(TypeAdapter(Mapping[str, Any])), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("first_failed_at", Moment, nullable=False),
    Column("last_failed_at", Moment, nullable=False),
    Column("asked_at", Moment),
    Column("replayed_at", Moment),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("chat", BIG_NUMBER, ForeignKey("respondents.chat", name="outbox_respondent"), nullable=False),
    # Counts up within the chat, given under the lock of its respondent: a clock set back cannot turn the order round.
    Column("place", Integer, nullable=False),
    Column("message", Json(TypeAdapter(Message)), nullable=False),
    Column("prompt", Integer, nullable=False),
    Column("edits", BIG_NUMBER),
    Column("parts_sent", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("given_up_at", Moment),
    Column("reason", Words),
    # A chat's first message, and proof that no two have the same place.
    Unique("chat", "place", name="one_message_per_place"),
    # What is due, in every chat; the messages set aside are not in the way.
    Index("outbox_due", "due_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
)

prompts = Table(
    "prompts",
    metadata,
    Column("chat", BIG_NUMBER, ForeignKey("respondents.chat", name="prompts_respondent"), primary_key=True),
    Column("message_id", BIG_NUMBER, primary_key=True, autoincrement=False),
    Column("question", Text, nullable=False),  # NO_QUESTION: the message puts none
    Column("prompt", Integer, nullable=False),
    Column("sent_at", Moment, nullable=False),  # by the chat service's clock
    Column("said_at", Moment, nullable=False),  # when the turn took place of which it is the message
    Column("about", Text),  # the question it tells of
)

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

notices = Table(
    "notices",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("url", Text, nullable=False),
    Column("event", String(32), nullable=False),
    Column("response_id", KEY, ForeignKey("responses.id", name="notices_response"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("delivered_at", Moment),
    Column("given_up_at", Moment),
    Column("reason", Words),
    Index("notices_due", "due_at", sqlite_where=_UNDELIVERED, postgresql_where=_UNDELIVERED),
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
    Column("answers", Json(_CARRIED), nullable=False),
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
