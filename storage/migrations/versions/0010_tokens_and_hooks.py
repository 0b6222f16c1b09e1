"""Tokens of the API, and documents on their way to other systems."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
MOMENT = sa.DateTime(timezone=True)
UNDELIVERED = sa.text("delivered_at IS NULL AND given_up_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("respondent_id", KEY, sa.ForeignKey("respondents.id", name="tokens_respondent")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT),
        sa.Column("revoked_at", MOMENT),
        sa.UniqueConstraint("token_hash", name="one_token_per_secret"),
    )
    op.create_table(
        "notices",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("response_id", KEY, sa.ForeignKey("responses.id", name="notices_response"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("delivered_at", MOMENT),
        sa.Column("given_up_at", MOMENT),
        sa.Column("reason", sa.Text),
    )
    op.create_index("notices_due", "notices", ["due_at"], sqlite_where=UNDELIVERED, postgresql_where=UNDELIVERED)


def downgrade() -> None:
    op.drop_table("notices")
    op.drop_table("tokens")
