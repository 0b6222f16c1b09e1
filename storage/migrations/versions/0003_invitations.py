"""Invitations, roles, and the audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
MOMENT = sa.DateTime(timezone=True)
NEITHER_USED_NOR_REVOKED = sa.text("used_at IS NULL AND revoked_at IS NULL")


def upgrade() -> None:
    op.add_column("respondents", sa.Column("role", sa.String(16)))
    op.add_column("responses", sa.Column("invited", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "invitations",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("address", sa.Text),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("respondent_id", KEY, sa.ForeignKey("respondents.id", name="invitations_respondent")),
        sa.Column("used_at", MOMENT),
        sa.Column("revoked_at", MOMENT),
        sa.UniqueConstraint("token_hash", name="one_invitation_per_token"),
    )
    op.create_index(
        "one_open_invitation_per_country",
        "invitations",
        ["questionnaire", "country"],
        unique=True,
        sqlite_where=NEITHER_USED_NOR_REVOKED,
        postgresql_where=NEITHER_USED_NOR_REVOKED,
    )
    op.create_table(
        "audit",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("invitation_id", KEY),
        sa.Column("note", sa.Text),
    )


def downgrade() -> None:
    op.drop_table("audit")
    op.drop_table("invitations")
    op.drop_column("responses", "invited")
    op.drop_column("respondents", "role")
