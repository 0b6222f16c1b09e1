"""`focalpoint simulator --campaign`: a campaign on a chat page, with the team's pages, and the way in to both."""

from __future__ import annotations

import re
from pathlib import Path

import httpx

from bot.commands.simulated_campaign import prepare_campaign
from bot.commands.simulator import simulated
from flows.administration.inviting import Inviting
from flows.administration.roles import operator
from flows.loading import load_questionnaire
from storage import open_storage
from tests.bot.conftest import StandingClock


async def test_the_campaign_is_made_once_and_its_team_has_a_way_in(tmp_path: Path) -> None:
    database = tmp_path / "answers.sqlite"
    await prepare_campaign("msq-2020", database, countries=5)
    async with (
        simulated("msq-2020", tmp_path, campaign=True) as (address, entry),
        httpx.AsyncClient(trust_env=False, follow_redirects=True) as client,
    ):
        assert entry
        assert re.fullmatch(r"/start [\w-]{32}", entry.words)
        assert (await client.get(address)).status_code == 200
        assert (await client.get(entry.link)).status_code == 200

    async with open_storage(f"sqlite:///{database}") as storage:
        questionnaire = load_questionnaire("msq-2020")
        invitations = await Inviting(questionnaire, storage, StandingClock()).all(operator("x"))
    assert {each.country for each in invitations} <= {"AFG", "AGO", "ALB", "AND", "ARE", None}
    assert [path.name for path in tmp_path.glob("answers.sqlite.*")] == []
