"""The keys of all rows: UUIDs of version 7, so that rows of one time lie together and no sequence is needed."""

from __future__ import annotations

from uuid import UUID

import uuid_utils

BEFORE_ALL = str(UUID(int=0))


def new_key() -> str:
    return str(uuid_utils.uuid7())


def is_key(text: str) -> bool:
    """Whether `text` is a key in its one written form: nothing else is ever looked up."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
