"""What a running bot counts and measures. Knows no answer, and no person by more than the number of a chat in memory.

Each running bot has a `Metrics` of its own. `Handling` reports turns to it, `Delivering` what it hands to Telegram;
what lies in the database is looked up when somebody asks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from bot.outcomes import Later, Never, Sent, Settled, Unreachable
from flows.errors import StorageError
from flows.interview import Received
from flows.ports import Clock, Storage

SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)

_NOT_KNOWN: Final = float("nan")
_OUTCOMES: Final[dict[type[Settled], str]] = {
    Sent: "sent",
    Later: "postponed",
    Unreachable: "unreachable",
    Never: "given_up",
}


class Metrics:
    """`now` in seconds, of any beginning."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._now = now
        self._received_at: dict[int, float] = {}
        self._unanswered: dict[int, float] = {}
        self._turns = self._counter("turns", "Turns taken: their effect is committed.")
        self._repeated = self._counter("updates_repeated", "Updates that came again and were done before.")
        self._failures = self._counter("update_failures", "Attempts at an update that failed.")
        self._set_aside = self._counter("updates_set_aside", "Updates that were set aside after several attempts.")
        self._refusals = self._counter("refusals", "Answers refused, by the code of the reason.", ["code"])
        self._sendings = self._counter(
            "sendings", "Messages, or parts, handed to Telegram, by the outcome.", ["outcome"]
        )
        self._committing = self._histogram("commit_seconds", "From the receipt of an update to its commit.")
        self._replying = self._histogram("reply_seconds", "From the receipt of an update to the sending of its reply.")
        self._outbox = self._gauge("outbox_messages", "Messages that wait, in the whole database.")
        self._oldest = self._gauge(
            "outbox_oldest_seconds", "How long the longest waiting message to a reachable person waits."
        )
        self._dead_letters = self._gauge("dead_letters", "Updates set aside and not replayed, in the whole database.")
        self._database = self._gauge("database_up", "1 if the database answered when these figures were asked for.")
        in_hand = self._gauge("updates_in_hand", "Updates received whose effect is not committed yet.")
        in_hand.set_function(lambda: len(self._received_at))
        for outcome in _OUTCOMES.values():
            self._sendings.labels(outcome)

    # Updates

    @contextmanager
    def receipt(self, update_id: int) -> Iterator[None]:
        """From the moment the update is there until nothing more is done about it."""
        self._received_at[update_id] = self._now()
        try:
            yield
        finally:
            self._received_at.pop(update_id, None)

    def kept(self, update_id: int, received: Received) -> None:
        """The update's effect is committed."""
        if received.repeated:
            self._repeated.inc()
            return
        self._turns.inc()
        for code in received.refusals:
            self._refusals.labels(code.value).inc()
        begun = self._received_at.get(update_id)
        if begun is not None:
            self._committing.observe(self._now() - begun)
            if received.answered:
                self._unanswered[received.chat] = begun

    def failed(self) -> None:
        self._failures.inc()

    def set_aside(self) -> None:
        self._set_aside.inc()

    # Sendings

    def sending(self, chat: int, outcome: Settled) -> None:
        """A message, or a part of one, was handed to Telegram, with that outcome."""
        self._sendings.labels(_OUTCOMES[type(outcome)]).inc()
        if isinstance(outcome, Later):
            return
        begun = self._unanswered.pop(chat, None)
        if begun is not None and isinstance(outcome, Sent):
            self._replying.observe(self._now() - begun)

    # What lies in the database

    async def look_into(self, storage: Storage, clock: Clock) -> CollectorRegistry:
        """The registry, with what the database holds at this moment; not a number where it does not answer."""
        try:
            async with storage.reading() as work:
                depth = await work.outbox.depth()
                since = await work.outbox.waiting_since()
                letters = await work.dead_letters.count()
        except StorageError:
            self._show(_NOT_KNOWN, _NOT_KNOWN, _NOT_KNOWN, up=0)
        else:
            waiting = (clock.now() - since).total_seconds() if since else 0
            self._show(depth, waiting, letters, up=1)
        return self.registry

    def _show(self, depth: float, oldest: float, letters: float, *, up: int) -> None:
        self._outbox.set(depth)
        self._oldest.set(oldest)
        self._dead_letters.set(letters)
        self._database.set(up)

    def _counter(self, name: str, says: str, labels: Any = ()) -> Counter:
        return Counter(f"focalpoint_{name}", says, labels, registry=self.registry)

    def _histogram(self, name: str, says: str) -> Histogram:
        return Histogram(f"focalpoint_{name}", says, buckets=SECONDS, registry=self.registry)

    def _gauge(self, name: str, says: str) -> Gauge:
        return Gauge(f"focalpoint_{name}", says, registry=self.registry)
