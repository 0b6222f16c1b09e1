"""Use cases of the audit log: what is recorded beside other use cases, and reading it."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from flows.administration.roles import Act, Actor, ensure_may
from flows.again import again_if_overtaken
from flows.ports import Clock, Record, Storage


@again_if_overtaken
async def record_export(storage: Storage, clock: Clock, actor: Actor, note: str, country: str | None = None) -> None:
    """Before the first document leaves: an export that breaks off has shown something, too."""
    ensure_may(actor, Act.EXPORTED)
    async with storage.work() as work:
        await work.audit.add(clock.now(), actor.name, Act.EXPORTED, country=country, note=note)
        await work.commit()


async def read_audit(storage: Storage, actor: Actor) -> AsyncGenerator[Record, None]:
    """Oldest first, in bounded memory."""
    ensure_may(actor, Act.LOOKED)
    async with storage.reading() as work:
        async for record in work.audit.all():
            yield record
