"""The chat page and what it asks for under `/simulator/`: a live feed, and the things people do. No Bot API here."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from simulator.faults import Faults, When
from simulator.page_objects import change_object, state_object
from simulator.transcript import write_transcript
from simulator.values import Account, Attachment, Change, Kind, Message
from simulator.world import World

PAGE = Path(__file__).parent / "page"
PAGE_FILES = {
    "chat.css": "text/css",
    "chat.js": "text/javascript",
    "bubbles.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
MAX_FILE = 20 * 1024 * 1024
# Proxies and browsers close a stream on which nothing comes.
HEARTBEAT = 15.0

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
# What people send is shown, never run.
FILE_HEADERS = {**SECURITY_HEADERS, "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
SHOWN_IN_PLACE = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "audio/ogg", "audio/mpeg", "audio/webm"}
)
# A page of another site cannot set a header of its own without asking first: nobody else can type into the chats.
OWN_HEADER = "x-simulator"


def page_routes(world: World, faults: Faults) -> list[Route]:
    control = Control(world, faults)
    return [
        Route("/simulator/", control.page),
        Route("/simulator/page/{name}", control.page_file),
        Route("/simulator/events", control.events),
        Route("/simulator/files/{file_id}", control.file),
        Route("/simulator/people", control.add_person, methods=["POST"]),
        Route("/simulator/people/{person:int}/chat.md", control.transcript),
        Route("/simulator/people/{person:int}/files", control.send_file, methods=["POST"]),
        Route("/simulator/people/{person:int}/{verb}", control.act, methods=["POST"]),
        Route("/simulator/faults", control.order_fault, methods=["POST"]),
        Route("/simulator/updates", control.deliver_again, methods=["POST"]),
    ]


class Control:
    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults

    # The page and what it shows

    async def page(self, request: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers=SECURITY_HEADERS)

    async def page_file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in PAGE_FILES:
            return Response(status_code=404)
        return FileResponse(PAGE / name, headers=SECURITY_HEADERS, media_type=PAGE_FILES[name])

    async def events(self, request: Request) -> Response:
        return StreamingResponse(self._feed(), media_type="text/event-stream", headers=SECURITY_HEADERS)

    async def file(self, request: Request) -> Response:
        file = self._world.state.files.get(request.path_params["file_id"])
        if file is None:
            return Response(status_code=404)
        shown = "inline" if file.mime_type in SHOWN_IN_PLACE else "attachment"
        headers = {**FILE_HEADERS, "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(file.name, safe='')}"}
        return Response(file.content, headers=headers, media_type=file.mime_type)

    async def transcript(self, request: Request) -> Response:
        chat = self._world.state.chats.get(request.path_params["person"])
        if chat is None:
            return Response(status_code=404)
        headers = {**FILE_HEADERS, "Content-Disposition": 'attachment; filename="chat.md"'}
        return Response(
            write_transcript(chat, self._world.state.files), headers=headers, media_type="text/markdown; charset=utf-8"
        )

    async def _feed(self) -> AsyncIterator[str]:
        """Server-sent events: the whole state first, then every change."""
        changes: asyncio.Queue[Change] = asyncio.Queue()
        with self._world.listening(changes.put_nowait):
            yield _event(state_object(self._world))
            while True:
                try:
                    change = await asyncio.wait_for(changes.get(), HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                shown = change_object(self._world, change)
                if shown is not None:
                    yield _event(shown)

    # What people do

    async def add_person(self, request: Request) -> Response:
        return await self._do(request, lambda given: self._world.add_person(str(given["name"]), str(given["language"])))

    async def act(self, request: Request) -> Response:
        verb = _VERBS.get(request.path_params["verb"])
        person = self._world.state.people.get(request.path_params["person"])
        if verb is None or person is None:
            return Response(status_code=404)
        return await self._do(request, lambda given: verb(self._world, person, given))

    async def send_file(self, request: Request) -> Response:
        """The body is the file itself; `kind`, `name` and `caption` stand in the query, and `in_place_of` where it is
        put into an earlier message."""
        person = self._world.state.people.get(request.path_params["person"])
        if person is None or OWN_HEADER not in request.headers:
            return Response(status_code=404 if person is None else 403)
        content = await request.body()
        if not 0 < len(content) <= MAX_FILE:
            return _refused("A file has 1 byte to 20 MB.")
        query, media_type = request.query_params, request.headers.get("content-type", "application/octet-stream")
        try:
            kind = Kind(query.get("kind", Kind.DOCUMENT))
            file = self._world.keep_file(query.get("name", "file"), media_type, content)
            if "in_place_of" in query:
                earlier = self._world.chat(person.id).messages[int(query["in_place_of"])]
                self._world.put_in_place(person, earlier, Attachment(kind, file.id))
            else:
                self._world.send(person, Attachment(kind, file.id), caption=query.get("caption", ""))
        except (ValueError, KeyError) as error:
            return _refused(str(error))
        return JSONResponse({"ok": True})

    async def order_fault(self, request: Request) -> Response:
        """For tests from another process: {"fault": "flood" | "fail" | "drop" | "delay" | "clear", …its parameters}."""
        return await self._do(request, self._order_fault)

    async def deliver_again(self, request: Request) -> Response:
        """For tests from another process: {"again": 3} gives the bot its last three updates once more."""
        return await self._do(request, lambda given: self._world.deliver_again(int(given["again"])))

    def _order_fault(self, given: dict[str, Any]) -> None:
        fault = given.pop("fault")
        if "when" in given:
            given["when"] = When(given["when"])
        orders = {name: getattr(self._faults, name) for name in ("flood", "fail", "drop", "delay", "clear")}
        orders[fault](**given)

    async def _do(self, request: Request, action: Callable[[dict[str, Any]], Any]) -> Response:
        if OWN_HEADER not in request.headers:
            return _refused("Only the chat page may do this.", 403)
        try:
            action(json.loads(await request.body() or b"{}"))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            return _refused(str(error))
        return JSONResponse({"ok": True})


def _say(world: World, person: Account, given: Mapping[str, Any]) -> None:
    """`seconds_later`: dated so much later than now, as if the person had taken that long."""
    later = given.get("seconds_later")
    sent_at = world.clock() + float(later) if later else None
    world.say(person, given["text"], reply_to=given.get("reply_to"), sent_at=sent_at)


def _edit(world: World, person: Account, given: Mapping[str, Any]) -> None:
    world.edit(person, _message(world, person, given), given["text"])


def _tap(world: World, person: Account, given: Mapping[str, Any]) -> None:
    world.tap(person, _message(world, person, given), given["row"], given["column"])


def _send_location(world: World, person: Account, given: Mapping[str, Any]) -> None:
    place = {"latitude": float(given["latitude"]), "longitude": float(given["longitude"])}
    world.send(person, Attachment(Kind.LOCATION, properties=place))


def _send_contact(world: World, person: Account, given: Mapping[str, Any]) -> None:
    known = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: str(given[name]) for name in known if name in ("phone_number", "first_name") or given.get(name)}
    world.send(person, Attachment(Kind.CONTACT, properties=contact))


_VERBS: dict[str, Callable[[World, Account, Mapping[str, Any]], None]] = {
    "say": _say,
    "edit": _edit,
    "tap": _tap,
    "location": _send_location,
    "contact": _send_contact,
    "block": lambda world, person, _: world.block(person),
    "unblock": lambda world, person, _: world.unblock(person),
}


def _message(world: World, person: Account, given: Mapping[str, Any]) -> Message:
    return world.chat(person.id).messages[given["message_id"]]


def _event(value: Any) -> str:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n"


def _refused(text: str, status: int = 400) -> Response:
    return JSONResponse({"ok": False, "description": text}, status)
