"""What exports and follow-up look for: when a response changed last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # NULL: of a response begun by a process that does not know the column, and that may have changed at any time.
    op.add_column("responses", sa.Column("changed_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE responses SET changed_at = coalesce(last_seen_at, completed_at, started_at)")
    op.create_index("responses_changed", "responses", ["questionnaire", "changed_at"])


def downgrade() -> None:
    op.drop_index("responses_changed", "responses")
    op.drop_column("responses", "changed_at")
