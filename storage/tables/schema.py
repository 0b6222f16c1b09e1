"""What all tables belong to, whichever module they are in."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
