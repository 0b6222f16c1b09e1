"""The boxes ticked so far, for every question that was left before Done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("responses", sa.Column("ticks", sa.Text, nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("responses", "ticks")
