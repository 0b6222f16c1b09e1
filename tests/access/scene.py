"""A survey with everybody in it, really there: the database, the interview with its desk, the web application.

Pakistan has submitted, with a file, and asked the team something; Kenya was given its response back; others have
open links; Peru answers another questionnaire in the same database.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import httpx
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import select
from telegram import Bot

from bot.metrics import Metrics
from bot.settings import Settings, read_settings
from bot.webhook import Webhook
from bot.website import website
from flows.administration.announcing import Draft, announce
from flows.administration.enquiring import enquiries
from flows.administration.returning import reopen
from flows.administration.roles import Admission, administrator
from flows.administration.sessions import form_key
from flows.administration.signing_in import SigningIn, create_link
from flows.administration.tokens import Scope, all_tokens, make_token, revoke_token
from flows.attachments import Fetched
from flows.desk.announcing import key_of
from flows.ports import Storage
from flows.turns import Action, Command, Commanded, Origin, SentFile
from storage.tables import metadata
from tests.administration.office import BOSS, TEAM, Office
from tests.desk.team import Team
from tests.flows.small import small
from tests.storage.looking import looking

PAKISTAN, KENYA, PERU = 1001, 1002, 1003
"""The chats of their focal points. Peru's is of the other questionnaire."""

OPEN_LINKS: Final = ("FRA", "SWE", "DNK", "FIN")

SECRET: Final = "known-to-pakistan"
"""Stands in all that is Pakistan's: answers, the name of a file, a question to the team."""

FILE: Final = b"%PDF-1.7"
SHA256: Final = sha256(FILE).hexdigest()

ORIGIN: Final = "https://survey.example.org"
TELEGRAM: Final = "/telegram"
COOKIE: Final = "__Host-focalpoint"

Rows = Mapping[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Baggage:
    """What somebody comes with. Who was never given one of the three tries another secret of theirs."""

    session: str = ""
    token: str = ""
    link: str = "A" * 32

    @property
    def headers(self) -> Mapping[str, str]:
        cookie = {"Cookie": f"{COOKIE}={self.session}"} if self.session else {}
        return cookie | ({"Authorization": f"Bearer {self.token}"} if self.token else {})

    @property
    def key(self) -> str:
        """Of their forms."""
        return form_key(self.session)


@dataclass
class Scene:
    """`url` is the database's, `folder` the file store's. `ids` are those that stand in addresses, by their names
    there; `links` the secrets of the focal points' invitations, by their chats."""

    url: str
    storage: Storage
    folder: Path
    ids: dict[str, str] = field(default_factory=dict)
    links: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.team = Team(self.storage)
        self.elsewhere = Team(self.storage, small(name="another"))
        self.elsewhere._update = 1_000_000

    async def prepare(self) -> None:
        (self.folder / SHA256).write_bytes(FILE)
        self.links[PAKISTAN] = await _submitted(self.team, PAKISTAN, "PAK", SECRET, with_file=True)
        self.links[KENYA] = await _submitted(self.team, KENYA, "KEN", "kenya")
        for country in OPEN_LINKS:
            await self.team.invite(country)
        await _returned(self.team, "KEN")
        self.ids = {
            "response": (await self.team.response(PAKISTAN)).id,
            "returned": (await self.team.response(KENYA)).id,
            "file": (await self.team.response(PAKISTAN)).attachments[0].id,
            **await _ids_of(self.team),
        }

    async def baggage(self, chat: int) -> Baggage:
        """An administrator's: signed in, with a token of every scope, and a link that was not used yet."""
        storage, clock, actor = self.storage, self.team.clock, administrator(chat)
        signed_in = await self.signing_in.sign_in(await create_link(storage, clock, actor, chat))
        assert signed_in
        person = await self.team.person(chat)
        _, token = await make_token(storage, clock, actor, "everything", tuple(Scope), respondent_id=person.id)
        return Baggage(signed_in.token, token, await create_link(storage, clock, actor, chat))

    async def revoke_tokens(self) -> None:
        for token in await all_tokens(self.storage, TEAM):
            await revoke_token(self.storage, self.team.clock, TEAM, token.id)

    @property
    def signing_in(self) -> SigningIn:
        admission = Admission(open=False, administrators=frozenset({BOSS}))
        return SigningIn(self.storage, self.team.clock, admission)

    @cached_property
    def app(self) -> FastAPI:
        """As `focalpoint run` serves it, with the webhook."""
        settings = read_settings(
            Settings,
            _env_file=None,
            bot_token="110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
            database_url=self.url,
            administrators={BOSS},
            webhook_url=ORIGIN + TELEGRAM,
            webhook_secret="s3-cret_",
            web_port=0,
            web_url=ORIGIN,
            files=str(self.folder),
        )
        receiver = Webhook(Bot("1:x"), _never_taken, ORIGIN + TELEGRAM, SecretStr("s3-cret_"))
        receiver.works = True
        team = self.team
        return website(settings, team.questionnaire, team.storage, receiver, Metrics(), team.clock, lambda: "a_bot")

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[httpx.AsyncClient]:
        """It keeps no cookies of its own."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            yield client

    async def rows(self) -> Rows:
        """Everything that is kept, table by table."""
        async with looking(self.url) as look:
            return {table.name: sorted(await look(select(table)), key=repr) for table in metadata.sorted_tables}


async def add_another_questionnaire(scene: Scene) -> None:
    """In the same database, with all that has an id; `ids` are of those from now on."""
    await _submitted(scene.elsewhere, PERU, "PER", "peru", with_file=True)
    await _returned(scene.elsewhere, "PER")
    response = (await scene.elsewhere.response(PERU)).id
    scene.ids = {"response": response, "returned": response, **await _ids_of(scene.elsewhere)}


async def _submitted(office: Office, chat: int, country: str, words: str, *, with_file: bool = False) -> str:
    """The secret of the invitation. `words` stand in all that is said."""
    issued = await office.admit(chat, country)
    await office.tap(chat, Action.BEGIN)
    await office.say(chat, "I agree")
    if with_file:
        file = Fetched(name=f"{words}.pdf", media_type="application/pdf", size=len(FILE), sha256=SHA256, key=SHA256)
        await office.hear(chat, SentFile(Origin(chat, 99, office.clock.now()), file))
    await office.say(chat, f"https://{words}.example.org", "yes", f"Ms {words}", f"{words}@example.org")
    await office.tap(chat, Action.SUMMARY)
    await office.tap(chat, Action.SUBMIT)
    await office.hear(chat, Commanded(Command.ASK))
    await office.say(chat, f"Is {words} right?")
    await office.told(chat)
    return issued.token


async def _returned(office: Office, country: str) -> None:
    await reopen(office.storage, office.questionnaire, office.clock, TEAM, country, {"has": "Is it?"})


async def _ids_of(office: Office) -> Mapping[str, str]:
    made = await announce(office.storage, office.questionnaire, office.clock, TEAM, Draft("A word to all"))
    enquiry = (await enquiries(office.storage, office.questionnaire, TEAM))[0]
    links = [each.id for each in await office.invitations()] * len(OPEN_LINKS)
    last = {f"link{number}": link for number, link in enumerate(links[-len(OPEN_LINKS) :])}
    return {"sha256": SHA256, "announcement": made.id, "key": key_of(made.id), "enquiry": enquiry.id, **last}


async def _never_taken(_: object) -> None:
    raise AssertionError("an update was taken without Telegram's secret")
