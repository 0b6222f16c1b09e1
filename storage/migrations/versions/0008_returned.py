"""Responses returned for correction with remarks, and questions to the survey team."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("responses", sa.Column("remarks", sa.Text, nullable=False, server_default="{}"))
    op.create_table(
        "remarks",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("response_id", KEY, sa.ForeignKey("responses.id", name="remarks_response"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("question", sa.Text),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("dealt_with_at", MOMENT),
    )
    op.create_index("remarks_of_response", "remarks", ["response_id", "id"])
    op.create_table(
        "enquiries",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("response_id", KEY, sa.ForeignKey("responses.id", name="enquiries_response"), nullable=False),
        sa.Column("respondent_id", KEY, sa.ForeignKey("respondents.id", name="enquiries_respondent"), nullable=False),
        sa.Column("question", sa.Text),
        sa.Column("tried", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text),
        sa.Column("answered_by", sa.Text),
        sa.Column("answered_at", MOMENT),
    )
    op.create_index("enquiries_of_questionnaire", "enquiries", ["questionnaire", "id"])


def downgrade() -> None:
    op.drop_table("enquiries")
    op.drop_table("remarks")
    op.drop_column("responses", "remarks")
