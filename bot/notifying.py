"""Tells other systems of responses that were submitted: signed, retried, given up after days. Knows no question.

The form is that of Standard Webhooks (https://www.standardwebhooks.com): the headers `webhook-id`, `webhook-timestamp`
and `webhook-signature`, so that the other side finds a library that checks them. Every process does it; a notice is
claimed before it is sent. One that was sent in the moment of a crash comes again, with the same id.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import aiohttp
import structlog

from bot.logs import described
from bot.outside import PrivateAddress, leads_inside, session_outside
from bot.patience import Patience
from flows.ports import Clock, Notice, Storage

LOOKING: Final = 2.0
"""Seconds between two looks for what is due."""

TAKING: Final = 20.0
"""Seconds the other side may take for its answer; anything but 2xx within them is a failure."""

CLAIMED: Final = timedelta(seconds=2 * TAKING)
"""So long nobody else sends what this process has begun to send."""

ATTEMPTS: Final = 15
WITH_OTHERS: Final = Patience(first=10, longest=6 * 3600)
"""Fifteen attempts within about two days."""

log = structlog.get_logger()


class Notifying:
    """`secret` signs; `private`: targets inside this network are allowed."""

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        secret: str,
        *,
        private: bool = False,
        patience: Patience = WITH_OTHERS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._secret = secret.encode()
        self._private = private
        self._patience = patience
        self._sleep = sleep

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        while True:
            try:
                await self.send_due()
            except Exception as error:  # a database that is away, or a bug: it goes on
                log.warning("notifying_failed", error=described(error))
            await self._sleep(LOOKING)

    async def send_due(self) -> None:
        """Everything that is due at this moment, to each address one after the other; one that does not answer holds up
        no other. Raises the first error there was."""
        async with self._storage.reading() as work:
            due = await work.notices.due(self._clock.now())
        if not due:
            return
        to_each: defaultdict[str, list[Notice]] = defaultdict(list)
        for notice in due:
            to_each[notice.url].append(notice)
        async with session_outside(TAKING, private=self._private) as session:
            sending = (self._send_all(session, notices) for notices in to_each.values())
            for outcome in await asyncio.gather(*sending, return_exceptions=True):
                if outcome is not None:
                    raise outcome

    async def _send_all(self, session: aiohttp.ClientSession, notices: Sequence[Notice]) -> None:
        for notice in notices:
            if await self._claimed(notice):
                await self._send(session, notice)

    async def _claimed(self, notice: Notice) -> bool:
        async with self._storage.work() as work:
            claimed = await work.notices.claim(notice, self._clock.now() + CLAIMED)
            await work.commit()
        return claimed

    async def _send(self, session: aiohttp.ClientSession, notice: Notice) -> None:
        failure = await self._posted(session, notice)
        now = self._clock.now()
        async with self._storage.work() as work:
            if failure is None:
                await work.notices.delivered(notice, now)
            elif notice.attempts + 1 >= ATTEMPTS:
                await work.notices.give_up(notice, failure, now)
            else:
                wait = timedelta(seconds=self._patience.after(notice.attempts + 1))
                await work.notices.failed(notice, failure, now + wait)
            await work.commit()
        if failure is not None:
            log.warning("notice_failed", notice=notice.id, attempts=notice.attempts + 1, reason=failure)

    async def _posted(self, session: aiohttp.ClientSession, notice: Notice) -> str | None:
        """None, or why it was not taken."""
        if not self._private and leads_inside(notice.url):
            return _INSIDE
        body = await self._body(notice)
        return await _answer(session, notice.url, body, signed(self._secret, notice.id, self._clock.now(), body))

    async def _body(self, notice: Notice) -> bytes:
        async with self._storage.reading() as work:
            document = await work.responses.submission(notice.response_id, notice.revision)
        told = {"type": notice.event, "timestamp": notice.added_at.isoformat(), "data": document}
        return json.dumps(told, ensure_ascii=False).encode()


def signed(secret: bytes, notice_id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The headers of a signed notice. The signature is HMAC-SHA256 over "id.timestamp.body", in base64."""
    timestamp = str(int(now.timestamp()))
    digest = hmac.new(secret, b".".join((notice_id.encode(), timestamp.encode(), body)), sha256).digest()
    return {
        "content-type": "application/json",
        "webhook-id": notice_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{b64encode(digest).decode()}",
    }


_INSIDE: Final = "leads to a private address"


async def _answer(session: aiohttp.ClientSession, url: str, body: bytes, headers: dict[str, str]) -> str | None:
    """None, or why it was not taken. A redirection is not followed: what is signed goes where it was to go."""
    try:
        async with session.post(url, data=body, headers=headers, allow_redirects=False) as response:
            return None if response.status // 100 == 2 else f"answered {response.status}"
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return _INSIDE if isinstance(error.__cause__, PrivateAddress) else described(error)
