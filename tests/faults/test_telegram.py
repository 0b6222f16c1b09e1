"""Telegram at its worst: it refuses, fails, breaks off before or after acting, and tells things twice."""

from __future__ import annotations

from pathlib import Path

from tests.faults.scene import scene

TROUBLES: list[dict[str, object]] = [
    {"fault": "flood", "method": "sendMessage", "retry_after": 1, "times": 2},
    {"fault": "fail", "method": "*", "status": 500, "times": 3},
    {"fault": "fail", "method": "*", "status": 502, "times": 3},
    {"fault": "fail", "method": "sendMessage", "status": 502, "times": 2, "when": "after"},
    {"fault": "drop", "method": "sendMessage", "times": 2},
    {"fault": "drop", "method": "sendMessage", "times": 2, "when": "after"},
    {"fault": "drop", "method": "editMessageText", "times": 1, "when": "after"},
    {"fault": "drop", "method": "sendDocument", "times": 1, "when": "after"},
    {"fault": "drop", "method": "getUpdates", "times": 2, "when": "after"},
    {"fault": "flood", "method": "getUpdates", "retry_after": 1},
]

ACTED_UNHEARD = sum(int(str(trouble.get("times", 1))) for trouble in TROUBLES if trouble.get("when") == "after")


async def test_what_telegram_refuses_drops_or_says_twice_costs_nothing(database: str, tmp_path: Path) -> None:
    async with scene(database, tmp_path, seed=2) as stage:
        await stage.start_bot()

        async def trouble_all_along() -> None:
            for trouble in TROUBLES:
                await stage.some_turns(4, 8)
                await stage.town.trouble(**trouble)  # type: ignore[arg-type]
                await stage.town.deliver_again(5)

        verdict = await stage.people_answer(5, trouble_all_along)
    verdict.expect_nothing_lost(interruptions=ACTED_UNHEARD)
