"""Updates that were set aside, and which process delivers to a chat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
BIG_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "dead_letters",
        sa.Column("update_id", BIG_NUMBER, primary_key=True, autoincrement=False),
        sa.Column("chat", BIG_NUMBER),
        sa.Column("failure", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("first_failed_at", MOMENT, nullable=False),
        sa.Column("last_failed_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT),
        sa.Column("replayed_at", MOMENT),
    )
    op.add_column("respondents", sa.Column("leased_by", KEY))
    op.add_column("respondents", sa.Column("leased_until", MOMENT))


def downgrade() -> None:
    op.drop_column("respondents", "leased_until")
    op.drop_column("respondents", "leased_by")
    op.drop_table("dead_letters")
