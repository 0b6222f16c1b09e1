"""The people of a simulated Telegram in a process of its own, and what they see. Knows no database and no bot.

Everything goes over HTTP, as from the chat page: what people do by POST, what they see by the live feed.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.faults.processes import running


@dataclass(frozen=True)
class Bubble:
    """A message as it stands in the chat at this moment."""

    id: int
    mine: bool
    text: str
    captions: tuple[tuple[str, ...], ...] = ()
    file: str | None = None
    file_name: str | None = None

    @property
    def looks(self) -> tuple[object, ...]:
        """What a person sees of it: two messages that look alike are the same one, twice."""
        return self.text, self.captions, self.file_name


class Chat:
    """One person's chat window, newest last. `unseen` are the bot's messages, new and changed, not looked at yet."""

    def __init__(self) -> None:
        self.bubbles: dict[int, Bubble] = {}
        self.unseen: asyncio.Queue[tuple[Bubble, bool]] = asyncio.Queue()

    def show(self, bubble: Bubble) -> None:
        new = bubble.id not in self.bubbles
        self.bubbles[bubble.id] = bubble
        if not bubble.mine:
            self.unseen.put_nowait((bubble, new))

    @property
    def end(self) -> str:
        """What stands last in it, each message on a line."""
        lines = (
            f"{'>' if b.mine else '-'} {b.text or b.file_name!r} {b.captions or ''}" for b in self.bubbles.values()
        )
        return "\n".join([line.replace("\n", " ") for line in lines][-6:])


class Town:
    """The simulator, its people, and orders for trouble."""

    def __init__(self, address: str, http: httpx.AsyncClient) -> None:
        self.address = address
        self._http = http
        self._chats: dict[int, Chat] = {}
        self._arrived: dict[str, asyncio.Future[int]] = {}

    async def joined_by(self, name: str) -> int:
        """A new person, who has written nothing yet: the number of their chat."""
        arrived: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._arrived[name] = arrived
        await self._post("people", name=name, language="en")
        return await arrived

    def chat(self, person: int) -> Chat:
        return self._chats.setdefault(person, Chat())

    async def say(self, person: int, text: str) -> None:
        """Dated as if the person had needed three seconds to read and write; nobody waits for that."""
        await self._post(f"people/{person}/say", text=text, seconds_later=3)

    async def edit(self, person: int, message: int, text: str) -> None:
        await self._post(f"people/{person}/edit", message_id=message, text=text)

    async def tap(self, person: int, message: int, row: int, column: int) -> None:
        await self._post(f"people/{person}/tap", message_id=message, row=row, column=column)

    async def file(self, number: str) -> bytes:
        return (await self._http.get(f"/simulator/files/{number}")).raise_for_status().content

    async def trouble(self, fault: str, **parameters: object) -> None:
        """For the bot's next calls: "flood", "fail", "drop", "delay"; "clear" ends it."""
        await self._post("faults", fault=fault, **parameters)

    async def deliver_again(self, number: int) -> None:
        """The last updates the bot has confirmed, once more: late, and behind newer ones."""
        await self._post("updates", again=number)

    async def watch(self) -> None:
        """Goes on until it is cancelled."""
        async with self._http.stream("GET", "/simulator/events", timeout=None) as feed:
            async for line in feed.aiter_lines():
                if line.startswith("data: "):
                    self._notice(json.loads(line.removeprefix("data: ")))

    async def _post(self, path: str, **given: object) -> None:
        response = await self._http.post(f"/simulator/{path}", json=given)
        assert response.is_success, f"{path}: {response.text}"

    def _notice(self, change: Mapping[str, Any]) -> None:
        match change["kind"]:
            case "message":
                self.chat(change["chat"]).show(_bubble(change["message"]))
            case "person" | "state":
                for person in change["people"]:
                    self._welcome(person["name"], person["id"])

    def _welcome(self, name: str, person: int) -> None:
        waiting = self._arrived.get(name)
        if waiting is not None and not waiting.done():
            waiting.set_result(person)


def _bubble(message: Mapping[str, Any]) -> Bubble:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    document = message.get("document", {})
    return Bubble(
        id=message["message_id"],
        mine=not message["from"]["is_bot"],
        text=message.get("text", message.get("caption", "")),
        captions=tuple(tuple(button["text"] for button in row) for row in rows),
        file=document.get("file_id"),
        file_name=document.get("file_name"),
    )


@asynccontextmanager
async def town(folder: Path) -> AsyncIterator[Town]:
    async with running("simulator", folder, "-m", "simulator", "--port", "0") as simulator:
        address = await simulator.says("http://")
        async with httpx.AsyncClient(base_url=address, trust_env=False, headers={"X-Simulator": "1"}) as http:
            opened = Town(address, http)
            watching = asyncio.create_task(opened.watch())
            try:
                yield opened
            finally:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)
