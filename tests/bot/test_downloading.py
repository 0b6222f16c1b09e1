"""A file is fetched from Telegram however it stumbles, and given up where it does not come."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telegram import Bot, Document
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.downloading import TRIES, downloaded
from bot.patience import Patience

TOKEN = "4242:of-nobody"
CONTENT = b"%PDF-1.7"


class Line(BaseRequest):
    """Calls that fail so many times first, or are refused for good."""

    def __init__(self, failures: int = 0, *, refuses: bool = False) -> None:
        self.failures = failures
        self.refuses = refuses
        self.calls = 0

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        self.calls += 1
        if self.refuses:
            return 400, json.dumps({"ok": False, "error_code": 400, "description": "file is too big"}).encode()
        if self.calls <= self.failures:
            raise NetworkError("the line is down")
        if "/file/" in url:
            return 200, CONTENT
        file = {"file_id": "1", "file_unique_id": "1", "file_path": "files/1.pdf"}
        return 200, json.dumps({"ok": True, "result": file}).encode()


async def fetched(line: Line) -> tuple[bytes | None, list[float]]:
    """The content, and how long was waited."""
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    document = Document("1", "1")
    document.set_bot(Bot(TOKEN, request=line, get_updates_request=line))
    return await downloaded(document, Patience(first=1, longest=60, chance=lambda: 1.0), sleep), waits


@pytest.mark.parametrize("failures", range(TRIES))
async def test_a_line_that_is_down_for_a_moment_is_tried_again(failures: int) -> None:
    assert await fetched(Line(failures)) == (CONTENT, [1.0, 2.0][:failures])


async def test_a_line_that_stays_down_is_given_up() -> None:
    assert await fetched(Line(failures=100)) == (None, [1.0, 2.0])


async def test_what_telegram_refuses_is_not_asked_for_again() -> None:
    line = Line(refuses=True)
    assert await fetched(line) == (None, [])
    assert line.calls == 1
