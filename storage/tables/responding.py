"""Who answers, and what was answered: responses, their answers with their history, what was submitted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false, text, true
from sqlalchemy import UniqueConstraint as Unique

from flows.answer import Answer, Carried, Override, Sources
from flows.attachments import Attachment
from flows.desk.states import AtDesk
from flows.response import OpenRemark
from flows.waiting import Waiting
from storage.columns import BIG_NUMBER, KEY, Json, Moment, RepeatedJson, Words
from storage.tables.schema import metadata

ONE_LIVE_RESPONSE = "one_live_response_per_country"
_LIVE = text("status <> 'stopped'")

_ATTACHMENTS: TypeAdapter[Any] = TypeAdapter(tuple[Attachment, ...])
_TICKS: TypeAdapter[Any] = TypeAdapter(Mapping[str, tuple[str, ...]])
_REMARKS: TypeAdapter[Any] = TypeAdapter(Mapping[str, OpenRemark])
CARRIED: TypeAdapter[Any] = TypeAdapter(Mapping[str, Carried])
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
    Column("carried", RepeatedJson(CARRIED), nullable=False, server_default="{}"),
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
    Column("override", RepeatedJson(TypeAdapter(Override))),  # NULL: there was no warning
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
