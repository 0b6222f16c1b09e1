"""Which messages an answer came in, and when what stands in a chat was said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
# Only for the rows there are: every later one brings its own.
LONG_AGO = sa.text("'1970-01-01 00:00:00.000000'")


def upgrade() -> None:
    op.add_column("responses", sa.Column("asked_at", MOMENT))
    op.add_column("answers", sa.Column("sources", sa.Text, nullable=False, server_default="[]"))
    op.add_column("prompts", sa.Column("said_at", MOMENT, nullable=False, server_default=LONG_AGO))
    op.execute("UPDATE prompts SET said_at = sent_at")
    op.add_column("prompts", sa.Column("about", sa.Text))


def downgrade() -> None:
    op.execute("DELETE FROM prompts WHERE question = ''")
    op.drop_column("prompts", "about")
    op.drop_column("prompts", "said_at")
    op.drop_column("answers", "sources")
    op.drop_column("responses", "asked_at")
