"""The bucket of tokens: who is read, who is told, who waits. A table of seconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.flood import Flood, Pace

START = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)

SHORT = {Pace.READ: "r", Pace.TOO_FAST: "T", Pace.NOT_READ: "-"}


def paces(limit: int, *seconds: float) -> str:
    """r: read, T: told that it is too fast, -: not read."""
    flood = Flood(limit)
    judged = (flood.pace("amina", number, START + timedelta(seconds=at)) for number, at in enumerate(seconds))
    return "".join(SHORT[pace] for pace in judged)


@pytest.mark.parametrize(
    ("limit", "seconds", "expected"),
    [
        (3, [0, 0, 0], "rrr"),
        (3, [0, 0, 0, 0, 0], "rrrT-"),
        (3, [0, 10, 20, 30, 40, 50], "rrrrrr"),
        (3, [0, 0, 0, 10], "rrrr"),
        (3, [0, 0, 0, 9], "rrrT"),
        (3, [0, 0, 0, 0, 9.9, 10, 10], "rrrT-rT"),
        (3, [0, 0, 0, 0, 60, 60, 60, 60], "rrrTrrrT"),
        (3, [100, 0, 0, 0], "rrrT"),
        (0, [0] * 20, "r" * 20),
    ],
)
def test_so_much_is_read(limit: int, seconds: list[float], expected: str) -> None:
    assert paces(limit, *seconds) == expected


def test_each_has_a_bucket_of_their_own() -> None:
    flood = Flood(1)
    assert [flood.pace(sender, 1, START) for sender in ("amina", "omar")] == [Pace.READ, Pace.READ]


def test_an_update_that_is_tried_again_is_judged_as_before() -> None:
    flood = Flood(1)
    assert [flood.pace("amina", number, START) for number in (1, 1, 2, 2, 3, 3)] == [
        *[Pace.READ] * 2,
        *[Pace.TOO_FAST] * 2,
        *[Pace.NOT_READ] * 2,
    ]


def test_buckets_that_had_time_to_fill_are_forgotten_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.flood._MOST_BUCKETS", 2)
    flood = Flood(1)
    for minute, sender in enumerate(["amina", "omar", "chen", "zoe"]):
        assert flood.pace(sender, minute, START + timedelta(minutes=minute)) is Pace.READ
    assert flood.pace("zoe", 9, START + timedelta(minutes=3)) is Pace.TOO_FAST
