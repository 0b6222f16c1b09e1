"""What is said of a process to those who look after it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from prometheus_client import CollectorRegistry, Counter
from prometheus_client.parser import text_string_to_metric_families

from web.application import create_app
from web.health import health_router

CONDITIONS = {"database": True, "revision": True, "receiving": True}


@pytest.fixture
def conditions() -> dict[str, bool]:
    return dict(CONDITIONS)


@pytest.fixture
async def operator(conditions: dict[str, bool]) -> AsyncIterator[httpx.AsyncClient]:
    registry = CollectorRegistry()
    Counter("turns", "Turns taken.", registry=registry).inc(3)

    async def current() -> dict[str, bool]:
        return conditions

    async def figures() -> CollectorRegistry:
        return registry

    transport = httpx.ASGITransport(create_app(health_router(current, figures)))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        yield client


async def test_a_process_that_answers_is_alive_whatever_else_is_wrong(
    operator: httpx.AsyncClient, conditions: dict[str, bool]
) -> None:
    conditions.update(dict.fromkeys(CONDITIONS, False))
    assert (await operator.get("/healthz")).status_code == 200


async def test_a_process_is_ready_when_everything_holds(operator: httpx.AsyncClient) -> None:
    answer = await operator.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, CONDITIONS)


@pytest.mark.parametrize("missing", CONDITIONS)
async def test_a_process_is_not_ready_when_something_is_missing_and_says_what(
    operator: httpx.AsyncClient, conditions: dict[str, bool], missing: str
) -> None:
    conditions[missing] = False
    answer = await operator.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, CONDITIONS | {missing: False})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_who_looks_may_leave_the_body_away(operator: httpx.AsyncClient, path: str) -> None:
    answer = await operator.head(path)
    assert (answer.status_code, answer.content) == (200, b"")


async def test_figures_are_in_the_format_of_prometheus(operator: httpx.AsyncClient) -> None:
    answer = await operator.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    (turns, *_) = text_string_to_metric_families(answer.text)
    assert (turns.name, turns.samples[0].value) == ("turns", 3)


async def test_figures_are_in_the_newer_format_for_who_asks_for_it(operator: httpx.AsyncClient) -> None:
    answer = await operator.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert answer.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert answer.text.endswith("# EOF\n")
