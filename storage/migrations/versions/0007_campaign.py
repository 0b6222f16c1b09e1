"""The campaign: its deadline and texts, reminders, announcements, and who works on which response."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("responses", sa.Column("reminders", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_index("respondents_of_response", "respondents", ["response_id"])
    op.create_table(
        "campaigns",
        sa.Column("questionnaire", sa.Text, primary_key=True),
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
    )
    op.create_table(
        "reminders",
        sa.Column("respondent_id", KEY, sa.ForeignKey("respondents.id", name="reminders_respondent"), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("moment", MOMENT, primary_key=True),
        sa.Column("sent_at", MOMENT),
    )
    op.create_table(
        "announcements",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("audience", sa.String(16), nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("at_once", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "announced",
        sa.Column(
            "announcement_id", KEY, sa.ForeignKey("announcements.id", name="announced_announcement"), primary_key=True
        ),
        sa.Column("respondent_id", KEY, sa.ForeignKey("respondents.id", name="announced_respondent"), primary_key=True),
        sa.Column("country", sa.Text),
        sa.Column("delivery_id", KEY),
    )
    op.create_index(
        "announced_waiting",
        "announced",
        ["announcement_id"],
        sqlite_where=sa.text("delivery_id IS NULL"),
        postgresql_where=sa.text("delivery_id IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("announced")
    op.drop_table("announcements")
    op.drop_table("reminders")
    op.drop_table("campaigns")
    op.drop_index("respondents_of_response", "respondents")
    op.drop_column("responses", "reminders")
