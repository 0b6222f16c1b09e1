"""Every golden conversation goes as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.loading import load_questionnaire
from flows.questionnaire import Questionnaire
from storage.migrating import migrate
from tests.conversations.golden import Player
from tests.flows.small import small

HERE = Path(__file__).parent
FILES = sorted(path for path in HERE.glob("*.md") if path.name != "README.md")


def _questionnaire(text: str) -> Questionnaire:
    name = text.split("questionnaire:", 1)[1].split("\n", 1)[0].strip()
    if name == "small":
        return small()
    if name == "all-types":
        return load_questionnaire(HERE.parent / "flows" / "questionnaires" / "all-types.yaml")
    return load_questionnaire(name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'golden.sqlite'}"
    await migrate(url)
    text = path.read_text(encoding="utf-8")
    played = await Player(_questionnaire(text), url).play(text)
    if request.config.getoption("--rewrite"):
        path.write_text(played, encoding="utf-8")
    assert played == path.read_text(encoding="utf-8")
