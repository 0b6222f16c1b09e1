"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out here and not taken from storage.columns: a step once taken never changes.
KEY = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
BIG_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
LIVE = sa.text("status <> 'stopped'")
WAITING = sa.text("given_up_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "responses",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("country", sa.Text),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("completed_at", MOMENT),
        sa.Column("waiting", sa.Text, nullable=False),
        sa.Column("position", sa.Text),
        sa.Column("prompt", sa.Integer, nullable=False),
        sa.Column("last_tap", sa.Text),
        sa.Column("last_seen_at", MOMENT),
    )
    op.create_index(
        "one_live_response_per_country",
        "responses",
        ["questionnaire", "country"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_index("responses_of_questionnaire", "responses", ["questionnaire", "id"])
    op.create_table(
        "respondents",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("chat", BIG_NUMBER, nullable=False),
        sa.Column("reachable", sa.Boolean, nullable=False),
        sa.Column("response_id", KEY, sa.ForeignKey("responses.id", name="respondents_response")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.UniqueConstraint("chat", name="one_respondent_per_chat"),
    )
    op.create_table(
        "answers",
        sa.Column("response_id", KEY, sa.ForeignKey("responses.id", name="answers_response"), primary_key=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("value", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("other", sa.Text),
        sa.Column("version", sa.Text),
        sa.Column("skipped", sa.String(16)),
        sa.Column("typed", sa.Text, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("respondent_id", KEY, sa.ForeignKey("respondents.id", name="answers_respondent"), nullable=False),
    )
    op.create_table(
        "answer_history",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("response_id", KEY, sa.ForeignKey("responses.id", name="answer_history_response"), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text),
        sa.Column(
            "respondent_id", KEY, sa.ForeignKey("respondents.id", name="answer_history_respondent"), nullable=False
        ),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("answer_history_of_response", "answer_history", ["response_id", "id"])
    op.create_table(
        "submissions",
        sa.Column("response_id", KEY, sa.ForeignKey("responses.id", name="submissions_response"), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=False),
    )
    op.create_table(
        "updates_done",
        sa.Column("update_id", BIG_NUMBER, primary_key=True, autoincrement=False),
        sa.Column("done_at", MOMENT, nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("chat", BIG_NUMBER, sa.ForeignKey("respondents.chat", name="outbox_respondent"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("prompt", sa.Integer, nullable=False),
        sa.Column("edits", BIG_NUMBER),
        sa.Column("parts_sent", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("given_up_at", MOMENT),
        sa.Column("reason", sa.Text),
        sa.UniqueConstraint("chat", "place", name="one_message_per_place"),
    )
    op.create_index("outbox_due", "outbox", ["due_at"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_table(
        "prompts",
        sa.Column("chat", BIG_NUMBER, sa.ForeignKey("respondents.chat", name="prompts_respondent"), primary_key=True),
        sa.Column("message_id", BIG_NUMBER, primary_key=True, autoincrement=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("prompt", sa.Integer, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
    )


def downgrade() -> None:
    for table in (
        "prompts",
        "outbox",
        "updates_done",
        "submissions",
        "answer_history",
        "answers",
        "respondents",
        "responses",
    ):
        op.drop_table(table)
