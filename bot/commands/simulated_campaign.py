"""`focalpoint simulator --campaign`: a made-up campaign to be looked at as its team, in the chat and in the browser."""

from __future__ import annotations

import asyncio
import secrets
import socket
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.application import RunningBot
from bot.clock import SystemClock
from bot.demonstrations.campaign import keep_campaign
from bot.demonstrations.countries import MEMBERS
from bot.demonstrations.stories import stories
from flows.administration.inviting import Inviting
from flows.administration.orders import Order
from flows.administration.roles import Role, operator
from flows.administration.signing_in import create_link
from flows.loading import load_questionnaire
from storage import open_storage
from storage.migrating import migrate
from web.terms import SIGN_IN

_VISITOR = operator("simulator")


@dataclass(frozen=True, slots=True)
class WayIn:
    """`words` make whoever writes them in the chat an administrator; `link` opens the team's pages. Both work once."""

    words: str
    link: str


async def prepare_campaign(questionnaire: str, database: Path, countries: int = len(MEMBERS)) -> None:
    """Where there is no database yet. It is there whole or not at all."""
    if not await asyncio.to_thread(database.exists):
        unfinished = database.with_name(f"{database.name}.{secrets.token_hex(4)}")
        await _make(questionnaire, f"sqlite:///{unfinished}", countries)
        await asyncio.to_thread(unfinished.rename, database)


async def _make(questionnaire: str, url: str, countries: int) -> None:
    asked, now = load_questionnaire(questionnaire), SystemClock().now()
    await migrate(url)
    async with open_storage(url) as storage:
        await keep_campaign(storage, asked, stories(asked, countries, 1, now), now, lambda done: None)


async def way_in(bot: RunningBot) -> WayIn:
    inviting = Inviting(bot.questionnaire, bot.storage, SystemClock())
    (issued,) = await inviting.invite([Order(role=Role.ADMINISTRATOR)], _VISITOR)
    secret = await create_link(bot.storage, SystemClock(), _VISITOR)
    return WayIn(f"/start {issued.token}", f"{bot.web}{SIGN_IN}/{secret}")


def free_port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    return port
