"""What is counted and measured, as Prometheus reads it."""

from __future__ import annotations

import math
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.application import running_bot
from bot.metrics import Metrics
from bot.outcomes import Later, Never, Sent, Unreachable
from bot.patience import Patience
from bot.settings import Access, Settings, read_settings
from flows.interview import Received
from flows.message import Message, Span
from flows.ports import Storage
from flows.violations import Code
from simulator.people import Person
from simulator.world import TOKEN, World
from tests.bot.conftest import StandingClock
from tests.bot.unsteady import UnsteadyStorage

OPERATIONS = Path(__file__).parent.parent.parent / "docs" / "operations.md"


class Watch:
    """A stop watch that runs when it is told to."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def metrics(watch: Watch) -> Metrics:
    return Metrics(watch)


def figures(text: str) -> dict[str, float]:
    """{'focalpoint_refusals_total empty': 1.0, …}; of histograms the sum and the count."""
    return {
        " ".join((sample.name, *sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.name.endswith(("_bucket", "_created"))
    }


def read(registry: CollectorRegistry) -> dict[str, float]:
    return figures(generate_latest(registry).decode())


def test_a_turn_is_counted_with_its_refusals_and_measured_up_to_its_commit(metrics: Metrics, watch: Watch) -> None:
    with metrics.receipt(7):
        watch.seconds = 0.25
        metrics.kept(7, Received(1001, answered=True, refusals=(Code.PERCENT_RANGE,)))

    now = read(metrics.registry)
    assert now["focalpoint_turns_total"] == 1
    assert now["focalpoint_refusals_total percent_range"] == 1
    assert (now["focalpoint_commit_seconds_sum"], now["focalpoint_commit_seconds_count"]) == (0.25, 1)
    assert now["focalpoint_reply_seconds_count"] == 0


def test_an_update_that_was_done_before_is_no_turn(metrics: Metrics) -> None:
    with metrics.receipt(7):
        metrics.kept(7, Received(1001, repeated=True))

    now = read(metrics.registry)
    assert now["focalpoint_updates_repeated_total"] == 1
    assert now["focalpoint_turns_total"] == now["focalpoint_commit_seconds_count"] == 0


def test_a_reply_is_measured_from_the_receipt_to_the_first_part_that_was_sent(metrics: Metrics, watch: Watch) -> None:
    with metrics.receipt(7):
        metrics.kept(7, Received(1001, answered=True))
    watch.seconds = 0.5
    metrics.sending(2002, Sent(1))  # to somebody else
    metrics.sending(1001, Later(3))
    watch.seconds = 4.0
    for part in (1, 2):
        metrics.sending(1001, Sent(part))

    now = read(metrics.registry)
    assert (now["focalpoint_reply_seconds_sum"], now["focalpoint_reply_seconds_count"]) == (4.0, 1)
    assert now["focalpoint_sendings_total sent"] == 3
    assert now["focalpoint_sendings_total postponed"] == 1


@pytest.mark.parametrize(
    ("outcome", "name"), [(Never("refused"), "given_up"), (Unreachable(), "unreachable")], ids=["never", "unreachable"]
)
def test_a_reply_that_never_arrives_is_counted_and_not_measured(
    metrics: Metrics, outcome: Never | Unreachable, name: str
) -> None:
    with metrics.receipt(7):
        metrics.kept(7, Received(1001, answered=True))
    metrics.sending(1001, outcome)
    metrics.sending(1001, Sent(1))  # days later

    now = read(metrics.registry)
    assert now[f"focalpoint_sendings_total {name}"] == 1
    assert now["focalpoint_reply_seconds_count"] == 0


def test_a_turn_without_a_reply_waits_for_none(metrics: Metrics) -> None:
    with metrics.receipt(7):
        metrics.kept(7, Received(1001))
    metrics.sending(1001, Sent(1))

    assert read(metrics.registry)["focalpoint_reply_seconds_count"] == 0


def test_what_is_in_hand_is_counted_until_it_is_done_or_broken_off(metrics: Metrics) -> None:
    with suppress(ValueError), metrics.receipt(7), metrics.receipt(8):
        assert read(metrics.registry)["focalpoint_updates_in_hand"] == 2
        raise ValueError

    assert read(metrics.registry)["focalpoint_updates_in_hand"] == 0


def test_failures_are_counted(metrics: Metrics) -> None:
    metrics.failed()
    metrics.failed()
    metrics.set_aside()

    now = read(metrics.registry)
    assert (now["focalpoint_update_failures_total"], now["focalpoint_updates_set_aside_total"]) == (2, 1)


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.failed()

    assert read(other.registry)["focalpoint_update_failures_total"] == 0


async def test_what_waits_in_the_database_is_looked_up(
    metrics: Metrics, storage: Storage, clock: StandingClock
) -> None:
    async with storage.work() as work:
        respondent = await work.respondents.lock(1001, clock.now())
        message = Message(text=(Span(text="Hello"),))
        await work.outbox.add(respondent, message, prompt=1, edits=None, now=clock.now())
        await work.commit()
    clock.pass_by(90)

    now = read(await metrics.look_into(storage, clock))
    assert (now["focalpoint_outbox_messages"], now["focalpoint_outbox_oldest_seconds"]) == (1, 90)
    assert (now["focalpoint_dead_letters"], now["focalpoint_database_up"]) == (0, 1)


async def test_while_nothing_waits_nothing_is_old(metrics: Metrics, storage: Storage, clock: StandingClock) -> None:
    now = read(await metrics.look_into(storage, clock))
    assert (now["focalpoint_outbox_messages"], now["focalpoint_outbox_oldest_seconds"]) == (0, 0)


async def test_while_the_database_is_away_the_other_figures_are_there(
    metrics: Metrics, storage: Storage, clock: StandingClock
) -> None:
    unsteady = UnsteadyStorage(storage)
    unsteady.away, unsteady.failing = True, 1
    metrics.failed()

    now = read(await metrics.look_into(unsteady, clock))
    assert now["focalpoint_database_up"] == 0
    assert math.isnan(now["focalpoint_outbox_messages"])
    assert now["focalpoint_update_failures_total"] == 1


async def test_a_running_bot_shows_its_figures_and_that_it_is_ready(address: str, database: str, world: World) -> None:
    settings = read_settings(
        Settings,
        _env_file=None,
        bot_token=TOKEN,
        api_url=address,
        database_url=database,
        access=Access.OPEN,
        web_port=0,
    )
    amina = Person.joining(world)
    async with (
        running_bot(settings, patience=Patience(0.001, 0.001)) as bot,
        httpx.AsyncClient(trust_env=False, base_url=bot.web or "") as operator,
    ):
        amina.say("/start")
        await amina.next_message()
        amina.tap("Begin")
        await amina.hears("Country")
        amina.say("Atlantis")
        await amina.next_message()
        await amina.all_received()
        ready = await operator.get("/readyz")
        alive = await operator.get("/healthz")
        now = figures((await operator.get("/metrics")).text)

    assert (ready.status_code, ready.json()) == (200, {"database": True, "revision": True, "receiving": True})
    assert alive.status_code == 200
    assert now["focalpoint_turns_total"] == now["focalpoint_commit_seconds_count"] == 3
    assert now["focalpoint_sendings_total sent"] >= 2
    assert now["focalpoint_refusals_total not_a_country"] == 1
    assert now["process_resident_memory_bytes"] > 0


def test_the_page_on_operation_names_every_figure(metrics: Metrics) -> None:
    page = OPERATIONS.read_text(encoding="utf-8")
    ours = {family.name for family in metrics.registry.collect() if family.name.startswith("focalpoint_")}
    missing = sorted(name for name in ours if f"`{name}" not in page)

    assert missing == []
