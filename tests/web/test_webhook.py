"""What is posted to the webhook: who may, what is read of it, and which answer makes Telegram send it again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from web.application import create_app
from web.terms import NotKeptError
from web.webhook import MAX_BODY, SECRET_HEADER, webhook_router

PATH, SECRET = "/telegram", "s3-cret_"
UPDATE = {"update_id": 7, "message": {"text": "57 %"}}
NAME = SECRET_HEADER.encode()
JSON = {"Content-Type": "application/json", SECRET_HEADER: SECRET}


@dataclass
class Desk:
    """Where updates are handed in; `trouble` keeps it from keeping them."""

    kept: list[dict[str, Any]] = field(default_factory=list)
    trouble: Exception | None = None
    slow: bool = False

    async def receive(self, update: dict[str, Any]) -> None:
        if self.slow:
            await asyncio.Event().wait()
        if self.trouble:
            raise self.trouble
        self.kept.append(update)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def telegram(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(webhook_router(PATH, SECRET, desk.receive, longest_wait=0.01))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot", headers=JSON) as client:
        yield client


async def test_an_update_is_kept_and_then_confirmed(telegram: httpx.AsyncClient, desk: Desk) -> None:
    answer = await telegram.post(PATH, json=UPDATE)

    # Telegram would take anything in the answer for a call of a method.
    assert (answer.status_code, answer.content) == (200, b"")
    assert desk.kept == [UPDATE]


@pytest.mark.parametrize("trouble", [NotKeptError(), TimeoutError(), ValueError("a bug")])
async def test_what_could_not_be_kept_is_not_confirmed(
    telegram: httpx.AsyncClient, desk: Desk, trouble: Exception
) -> None:
    desk.trouble = trouble
    assert (await telegram.post(PATH, json=UPDATE)).status_code in {500, 503}

    desk.trouble = None
    assert (await telegram.post(PATH, json=UPDATE)).status_code == 200
    assert desk.kept == [UPDATE]


async def test_what_takes_too_long_is_given_back_to_be_sent_again(telegram: httpx.AsyncClient, desk: Desk) -> None:
    desk.slow = True
    assert (await telegram.post(PATH, json=UPDATE)).status_code == 503


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", SECRET[:-1], SECRET.upper(), "ünïcode"])
async def test_without_the_secret_nothing_is_even_read(telegram: httpx.AsyncClient, desk: Desk, secret: str) -> None:
    pieces_read = []

    async def body() -> AsyncIterator[bytes]:
        pieces_read.append(1)
        yield json.dumps(UPDATE).encode()

    telegram.headers = httpx.Headers({b"Content-Type": b"application/json", NAME: secret.encode("latin-1")})
    answer = await telegram.post(PATH, content=body())

    assert answer.status_code == 403
    assert pieces_read == []
    assert desk.kept == []


async def test_a_request_without_the_header_is_refused(telegram: httpx.AsyncClient) -> None:
    del telegram.headers[SECRET_HEADER]
    assert (await telegram.post(PATH, json=UPDATE)).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/", 404),
        ("POST", "/telegram/", 404),
        ("POST", "/other", 404),
        ("GET", PATH, 405),
        ("GET", "/docs", 404),
        ("GET", "/openapi.json", 404),
    ],
)
async def test_elsewhere_there_is_nothing(telegram: httpx.AsyncClient, method: str, path: str, status: int) -> None:
    assert (await telegram.request(method, path)).status_code == status


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
async def test_json_is_taken(telegram: httpx.AsyncClient, kind: str) -> None:
    answer = await telegram.post(PATH, content=json.dumps(UPDATE), headers={"Content-Type": kind})
    assert answer.status_code == 200


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_other_kinds_of_content_are_not(telegram: httpx.AsyncClient, kind: str) -> None:
    answer = await telegram.post(PATH, content=json.dumps(UPDATE), headers={"Content-Type": kind})
    assert answer.status_code == 415


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"update_id": null}',
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": 7.0}',
        b"[" * 100_000,
        b'{"update_id": ' + b"9" * 5000 + b"}",
    ],
)
async def test_what_is_no_update_is_refused(telegram: httpx.AsyncClient, desk: Desk, content: bytes) -> None:
    assert (await telegram.post(PATH, content=content)).status_code == 400
    assert desk.kept == []


async def test_a_body_is_read_up_to_a_limit_whatever_length_it_announces(
    telegram: httpx.AsyncClient, desk: Desk
) -> None:
    asked_for = 0

    async def without_end() -> AsyncIterator[bytes]:
        nonlocal asked_for
        while True:
            asked_for += 1
            yield b" " * 65536

    assert (await telegram.post(PATH, content=without_end())).status_code == 413
    assert asked_for * 65536 <= MAX_BODY + 2 * 65536
    assert desk.kept == []


async def test_an_update_just_within_the_limit_is_read(telegram: httpx.AsyncClient) -> None:
    assert (await telegram.post(PATH, content=json.dumps(UPDATE).ljust(MAX_BODY))).status_code == 200
