"""The tables. Their columns are named as the fields in `flows`; every time in them comes from the caller.

The migrations in `migrations/versions/` build the same; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, text
from sqlalchemy import UniqueConstraint as Unique

from flows.message import Message
from flows.response import Answer, Waiting
from storage.columns import BIG_NUMBER, KEY, Json, Moment, Words

metadata = MetaData()

ONE_LIVE_RESPONSE = "one_live_response_per_country"
_LIVE = text("status <> 'stopped'")
_WAITING = text("given_up_at IS NULL")
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
    Column("position", Text),
    Column("prompt", Integer, nullable=False),
    Column("last_tap", Words),
    Column("last_seen_at", Moment),
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
    # How a turn finds its person, and why two first messages of a chat make one person.
    Unique("chat", name="one_respondent_per_chat"),
)

answers = Table(
    "answers",
    metadata,
    # The key is also the index by which the answers of a response are read, all together.
    Column("response_id", KEY, ForeignKey("responses.id", name="answers_response"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("value", Json(_VALUE)),
    Column("note", Words),
    Column("other", Words),
    Column("version", Text),
    Column("skipped", String(16)),
    Column("typed", Words, nullable=False),
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
    Column("question", Text, nullable=False),
    Column("prompt", Integer, nullable=False),
    Column("sent_at", Moment, nullable=False),
)
