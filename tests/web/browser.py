"""A browser for the pages: it follows links and fills forms as a person would, over a function call."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from html import unescape

import httpx
from fastapi import FastAPI

from bot.invitation_lists import read_content
from flows.administration.roles import Admission
from flows.administration.signing_in import create_link
from tests.administration.office import BOSS, TEAM, Office
from web.application import create_app
from web.pages import open_pages
from web.survey import Survey

ORIGIN = "https://survey.example.org"


class Pages:
    """The application, at `origin`."""

    def __init__(self, office: Office, origin: str = ORIGIN) -> None:
        self.office = office
        self.origin = origin
        admission = Admission(open=False, administrators=frozenset({BOSS}))
        self.survey = Survey(
            office.questionnaire, office.storage, office.clock, admission, origin, lambda: "the_bot", read_content
        )
        self.app: FastAPI = create_app()
        open_pages(self.app, self.survey)

    async def link(self, chat: int | None = None) -> str:
        return f"/sign-in/{await create_link(self.office.storage, self.office.clock, TEAM, chat)}"


class Browser:
    def __init__(self, pages: Pages, client: httpx.AsyncClient) -> None:
        self.pages = pages
        self.client = client
        self.page = ""

    async def open(self, path: str, status: int = 200) -> str:
        """The page's HTML."""
        answer = await self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code)
        self.page = answer.text
        return self.page

    async def send(
        self,
        path: str,
        fields: Mapping[str, str] | None = None,
        file: tuple[str, bytes] | None = None,
        *,
        key: str | None = None,
    ) -> httpx.Response:
        """A form of the page that was opened last, with its key (or another)."""
        data = {"key": self.key if key is None else key} | dict(fields or {})
        answer = await self.client.post(path, data=data, files={"list": file} if file else None)
        self.page = answer.text
        return answer

    async def sign_in(self, chat: int | None = None) -> None:
        link = await self.pages.link(chat)
        await self.open(link)
        answer = await self.client.post("/sign-in", data={"token": link.rpartition("/")[2]})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        await self.open("/sessions")

    @property
    def key(self) -> str:
        found = re.search(r'name="key" value="([0-9a-f]+)"', self.page)
        return found[1] if found else ""

    @property
    def text(self) -> str:
        """What is to be read on the page, in one line."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.page)).split())


@asynccontextmanager
async def open_browser(pages: Pages) -> AsyncIterator[Browser]:
    transport = httpx.ASGITransport(pages.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=pages.origin) as client:
        yield Browser(pages, client)
