"""The tables. Their columns are named as the fields in `flows`; every time in them comes from the caller.

The migrations in `migrations/versions/` build the same; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, false, text
from sqlalchemy import UniqueConstraint as Unique

from flows.message import Message
from flows.response import Answer, Sources, Waiting
from storage.columns import BIG_NUMBER, KEY, Json, Moment, RepeatedJson, Words

metadata = MetaData()

ONE_LIVE_RESPONSE = "one_live_response_per_country"
NO_QUESTION = ""
_LIVE = text("status <> 'stopped'")
_WAITING = text("given_up_at IS NULL")
_NEITHER_USED_NOR_REVOKED = text("used_at IS NULL AND revoked_at IS NULL")

ONE_OPEN_INVITATION = "one_open_invitation_per_country"
_TICKS: TypeAdapter[Any] = TypeAdapter(Mapping[str, tuple[str, ...]])
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
    Column("position", Text),
    Column("prompt", Integer, nullable=False),
    Column("asked_at", Moment),
    Column("last_tap", Words),
    Column("last_seen_at", Moment),
    Column("invited", Boolean, nullable=False, server_default=false()),
    # The database's word on it, whatever two processes do at once. Without a country (NULL) there is no conflict.
    Index(ONE_LIVE_RESPONSE, "questionnaire", "country", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
    # Reading all in order, batch by batch, without sorting.
    Index("responses_of_questionnaire", "questionnaire", "id"),
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
    # Which process delivers to the chat at this moment: no other does, until it says so or the time is over.
    Column("leased_by", KEY),
    Column("leased_until", Moment),
    # How a turn finds its person, and why two first messages of a chat make one person.
    Unique("chat", name="one_respondent_per_chat"),
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
