"""What an administrator is in the middle of in the chat, and which message there shows how far an announcement is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("respondents", sa.Column("desk", sa.Text))
    op.add_column("announcements", sa.Column("watch", sa.Text))


def downgrade() -> None:
    op.drop_column("announcements", "watch")
    op.drop_column("respondents", "desk")
