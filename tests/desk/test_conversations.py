"""Every golden conversation at the desk goes as it is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.demonstrations.campaign import keep_campaign
from bot.demonstrations.stories import stories
from flows.loading import load_questionnaire
from flows.questionnaire import Questionnaire
from storage import open_storage
from storage.migrating import migrate
from tests.conversations.golden import START
from tests.desk.playing import TeamPlayer

HERE = Path(__file__).parent / "conversations"
LIBRARIES = HERE.parent.parent / "flows" / "questionnaires" / "all-types.yaml"


def _questionnaire(name: str) -> Questionnaire:
    return load_questionnaire(LIBRARIES if name == "all-types" else name)


async def _prepare(url: str, questionnaire: Questionnaire, countries: int) -> None:
    await migrate(url)
    async with open_storage(url) as storage:
        await keep_campaign(
            storage, questionnaire, stories(questionnaire, countries, 1, START), START, lambda done: None
        )


@pytest.mark.parametrize("path", sorted(HERE.glob("*.md")), ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = f"sqlite:///{tmp_path / 'golden.sqlite'}"
    text = path.read_text(encoding="utf-8")
    header = dict(re.findall(r"^(\w+): (.+)$", text.split("\n>", 1)[0], re.MULTILINE))
    questionnaire = _questionnaire(header["questionnaire"])
    await _prepare(url, questionnaire, int(header.get("campaign", 0)))
    played = await TeamPlayer(questionnaire, url, language=header.get("language")).play(text)
    if request.config.getoption("--rewrite"):
        path.write_text(played, encoding="utf-8")
    assert played == path.read_text(encoding="utf-8")
