"""What comes in and what goes out: updates, messages, notices to other systems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, text
from sqlalchemy import UniqueConstraint as Unique

from flows.message import Message
from storage.columns import BIG_NUMBER, KEY, Json, Moment, Words
from storage.tables.schema import metadata

NO_QUESTION = ""
_WAITING = text("given_up_at IS NULL")
_UNDELIVERED = text("delivered_at IS NULL AND given_up_at IS NULL")

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
