"""The API keeps to its own OpenAPI document, whatever it is sent: schemathesis goes through all of it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from flows.administration.roles import Admission, operator
from flows.administration.tokens import Scope, make_token
from flows.ports import Storage
from storage import open_storage
from storage.migrating import migrate
from tests.administration.office import Clock
from tests.flows.small import small
from web.api import create_api
from web.api.office import Office
from web.serving import serving

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.ignored_auth,
    checks.unsupported_method,
]


@dataclass
class Served:
    address: str
    token: str


async def _no_file(sha256: str) -> AsyncIterator[bytes]:
    yield b""


def _api(storage: Any, clock: Clock) -> FastAPI:
    return create_api(Office(small(), storage, clock, Admission(open=False), lambda: "a_bot", _no_file))


async def _serve(storage: Storage, clock: Clock, served: Future[Served], ended: asyncio.Event) -> None:
    _, token = await make_token(storage, clock, operator("amina"), "everything", tuple(Scope))
    async with serving(_api(storage, clock), "127.0.0.1", 0, finishing=1) as running:
        served.set_result(Served(running.address, token))
        await ended.wait()


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Served from a thread of its own, since schemathesis waits for each answer."""
    database = f"sqlite:///{Path(tmp_path_factory.mktemp('api')) / 'api.sqlite'}"
    served: Future[Served] = Future()
    loop, ended = asyncio.new_event_loop(), asyncio.Event()

    async def work() -> None:
        await migrate(database)
        async with open_storage(database) as storage:
            await _serve(storage, Clock(), served, ended)

    thread = threading.Thread(target=lambda: loop.run_until_complete(work()))
    thread.start()
    try:
        yield served.result(timeout=60)
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()


schema = schemathesis.openapi.from_dict(_api(None, Clock()).openapi())


@schema.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_route_answers_as_its_description_says(case: schemathesis.Case[Any], api: Served) -> None:
    headers = {"Authorization": f"Bearer {api.token}"}
    case.call_and_validate(base_url=api.address, headers=headers, checks=CHECKS)
