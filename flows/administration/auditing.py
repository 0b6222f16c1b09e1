"""Use cases of the audit log: what is recorded beside other use cases, and reading it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Final

from flows.administration.roles import Act, Actor, ensure_may
from flows.again import again_if_overtaken
from flows.ports import Clock, Record, Storage

LONGEST_NOTE: Final = 200


async def record_export(storage: Storage, clock: Clock, actor: Actor, note: str, country: str | None = None) -> None:
    """Before the first document leaves: an export that breaks off has shown something, too."""
    await _record(storage, clock, actor, Act.EXPORTED, note, country)


async def record_reading(storage: Storage, clock: Clock, actor: Actor, note: str) -> None:
    """Before answers of many countries are shown: `note` is the question, or the words that are looked for. What is
    only counted is not recorded."""
    await _record(storage, clock, actor, Act.READ, note[:LONGEST_NOTE])


async def read_audit(storage: Storage, actor: Actor) -> AsyncGenerator[Record, None]:
    """Oldest first, in bounded memory."""
    ensure_may(actor, Act.LOOKED)
    async with storage.reading() as work:
        async for record in work.audit.all():
            yield record


@again_if_overtaken
async def _record(
    storage: Storage, clock: Clock, actor: Actor, act: Act, note: str, country: str | None = None
) -> None:
    ensure_may(actor, act)
    async with storage.work() as work:
        await work.audit.add(clock.now(), actor.name, act, country=country, note=note)
        await work.commit()
