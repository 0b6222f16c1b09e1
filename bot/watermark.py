"""Up to where updates may be confirmed to Telegram: never past one that is not done. Pure bookkeeping."""

from __future__ import annotations


class Watermark:
    """Telegram forgets every update below the offset of a poll, and gives the others again."""

    def __init__(self) -> None:
        self._open: set[int] = set()
        self._done: set[int] = set()

    def begin(self, update_id: int) -> bool:
        """False for an update that is in hand or done already."""
        if update_id in self._open or update_id in self._done:
            return False
        self._open.add(update_id)
        return True

    def finish(self, update_id: int) -> None:
        self._open.discard(update_id)
        self._done.add(update_id)

    @property
    def offset(self) -> int | None:
        """What the next poll may confirm: the first update that is not done, or the one behind the last; None if all is
        confirmed.

        None rather than the last offset again: after a week of silence Telegram may go on with lower numbers.
        """
        if self._open:
            return min(self._open)
        return max(self._done) + 1 if self._done else None

    def confirmed(self, offset: int | None) -> None:
        """A poll with that offset succeeded."""
        self._done = {update_id for update_id in self._done if offset is not None and update_id >= offset}
