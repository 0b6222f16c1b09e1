"""Who sends faster than one can answer, and is not read for a while: a bucket of tokens per chat. Says nothing itself.

Counted is the time at which something was sent, not at which it is read: what waited while the bot was away came at its
own pace. Each process counts for itself.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Final

WITHIN: Final = 30.0
"""Seconds in which a person may send as much as the limit says."""

PAUSE: Final = 10.0
"""Seconds for which nothing is read after that. The sentence `flows.wording.commands.Outside.TOO_FAST` says so."""

_MOST_BUCKETS = 10_000


class Pace(Enum):
    READ = auto()
    TOO_FAST = auto()  # the first that is not read: the person is told
    NOT_READ = auto()  # those that follow


@dataclass(slots=True)
class _Bucket:
    """`last` is the update judged last, and how: an update that is tried again is not counted again."""

    tokens: float
    filled_at: datetime
    closed_at: datetime | None = None
    last: tuple[int, Pace] | None = None


class Flood:
    """At most `limit` messages in half a minute from each, `limit` of them at once; 0 lets everything through."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._buckets: dict[Hashable, _Bucket] = {}

    def pace(self, sender: Hashable, update_id: int, sent_at: datetime) -> Pace:
        """How the update is to be treated. The updates of one sender come in their order."""
        if not self._limit:
            return Pace.READ
        bucket = self._buckets.get(sender) or self._new_bucket(sender, sent_at)
        if bucket.last and bucket.last[0] == update_id:
            return bucket.last[1]
        self._fill(bucket, sent_at)
        pace = _judge(bucket, sent_at)
        bucket.last = (update_id, pace)
        return pace

    def _new_bucket(self, sender: Hashable, now: datetime) -> _Bucket:
        if len(self._buckets) >= _MOST_BUCKETS:
            self._forget_the_full(now)
        self._buckets[sender] = _Bucket(self._limit, now)
        return self._buckets[sender]

    def _forget_the_full(self, now: datetime) -> None:
        """A bucket that has had the time to fill says nothing that a new one would not."""
        self._buckets = {
            sender: bucket
            for sender, bucket in self._buckets.items()
            if (now - bucket.filled_at).total_seconds() < WITHIN
        }

    def _fill(self, bucket: _Bucket, now: datetime) -> None:
        seconds = max((now - bucket.filled_at).total_seconds(), 0.0)
        bucket.tokens = min(bucket.tokens + seconds * self._limit / WITHIN, self._limit)
        bucket.filled_at = max(bucket.filled_at, now)


def _judge(bucket: _Bucket, now: datetime) -> Pace:
    if bucket.closed_at:
        if (now - bucket.closed_at).total_seconds() < PAUSE:
            return Pace.NOT_READ
        bucket.closed_at = None
    if bucket.tokens < 1:
        bucket.closed_at = now
        return Pace.TOO_FAST
    bucket.tokens -= 1
    return Pace.READ
