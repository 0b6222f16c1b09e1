"""Signing in to the web application: one-time links and sessions."""

from __future__ import annotations

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None: ...


def downgrade() -> None: ...
