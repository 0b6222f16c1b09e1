"""Signing in to the web application: one-time links and sessions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
BIG_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "sign_in_links",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("chat", BIG_NUMBER),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.UniqueConstraint("token_hash", name="one_link_per_token"),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("chat", BIG_NUMBER),
        sa.Column("device", sa.Text),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.UniqueConstraint("token_hash", name="one_session_per_token"),
    )


def downgrade() -> None:
    op.drop_table("sign_ins")
    op.drop_table("sign_in_links")
