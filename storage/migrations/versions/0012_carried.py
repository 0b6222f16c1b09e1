"""Answers that were confirmed after a doubt; answers carried over from an earlier edition."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answers", sa.Column("confirmed", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("responses", sa.Column("carried", sa.Text, nullable=False, server_default="{}"))
    op.create_table(
        "carried",
        sa.Column("questionnaire", sa.Text, primary_key=True),
        sa.Column("country", sa.Text, primary_key=True),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("carried")
    op.drop_column("responses", "carried")
    op.drop_column("answers", "confirmed")
