"""Calls to the Bot API over aiohttp, behind python-telegram-bot's interface. Knows no method and no message.

The library's own client (httpx) takes more of a processor than everything else a turn does: docs/performance.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

UPLOADING: Final = 20.0
"""Seconds that sending a file may take beyond what any call may."""

# None of the default headers is of use to Telegram; each costs time. Answers are small: packing them does not pay.
_HEADERS: Final = {"User-Agent": BaseRequest.USER_AGENT}
_LEFT_OUT: Final = ("Accept", "Accept-Encoding")
_JSON: Final = {"Content-Type": "application/json"}

Seconds = float | None
Given = Seconds | DefaultValue[None] | DefaultValue[float]


class AiohttpRequest(BaseRequest):
    """At most `connections` at once, kept open between calls. Timeouts in seconds, as `HTTPXRequest` has them."""

    def __init__(
        self,
        connections: int = 128,
        *,
        read_timeout: float = 20,
        write_timeout: float = 5,
        connect_timeout: float = 5,
        pool_timeout: float = 10,
    ) -> None:
        self._connections = connections
        self._read = read_timeout
        self._write = write_timeout
        self._connect = connect_timeout
        self._pool = pool_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = orjson.loads(payload)
        except orjson.JSONDecodeError:  # no JSON, or half characters, which the library's own way of reading lets in
            return BaseRequest.parse_json_payload(payload)
        return answer

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=60),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=_HEADERS,
                skip_auto_headers=_LEFT_OUT,
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Given = BaseRequest.DEFAULT_NONE,
        write_timeout: Given = BaseRequest.DEFAULT_NONE,
        connect_timeout: Given = BaseRequest.DEFAULT_NONE,
        pool_timeout: Given = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("This AiohttpRequest is not initialized!")
        address, proxy = _way_to(url)
        data, headers = _body(request_data)
        uploading = UPLOADING if isinstance(data, aiohttp.FormData) else self._write
        timeout = _timeouts(
            read=_given(read_timeout, self._read),
            write=_given(write_timeout, uploading),
            connect=_given(connect_timeout, self._connect),
            pool=_given(pool_timeout, self._pool),
        )
        try:
            async with self._session.request(
                method, address, data=data, headers=headers, timeout=timeout, proxy=proxy
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(_described(error)) from error


def _json(parameters: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(parameters)
    except TypeError:  # half characters, for which UTF-8 has no bytes; as escapes they can be written
        return json.dumps(parameters).encode()


def _given(timeout: Given, default: float) -> Seconds:
    return default if isinstance(timeout, DefaultValue) else timeout


@lru_cache(maxsize=512)
def _timeouts(*, read: Seconds, write: Seconds, connect: Seconds, pool: Seconds) -> aiohttp.ClientTimeout:
    """aiohttp limits no writing by itself, so the whole is limited: a body that does not get away ends there."""
    steps = (pool, connect, write, read)
    together = None if None in steps else sum(step for step in steps if step is not None)
    waiting = None if pool is None or connect is None else pool + connect
    return aiohttp.ClientTimeout(total=together, connect=waiting, sock_connect=connect, sock_read=read)


def _body(request_data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str] | None]:
    """JSON, unless there are files."""
    if request_data is None:
        return None, None
    if not request_data.contains_files:
        return _json(request_data.parameters), _JSON
    form = aiohttp.FormData(request_data.json_parameters, quote_fields=False)
    for part, (name, content, media_type) in request_data.multipart_data.items():
        form.add_field(part, content, filename=name, content_type=media_type)
    return form, None


@lru_cache(maxsize=256)
def _way_to(url: str) -> tuple[URL, str | None]:
    """The address, and the proxy the environment names for it: asked each time, they would cost more than the call."""
    address = URL(url)
    return address, None if proxy_bypass(address.host or "") else getproxies().get(address.scheme)


def _described(error: Exception) -> str:
    """The address holds the bot's token, and some errors quote it: only those of the connection are given in full."""
    name = type(error).__name__
    return f"{name}: {error}" if isinstance(error, OSError) else name
