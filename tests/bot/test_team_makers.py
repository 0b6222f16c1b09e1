"""What the survey team asks for in the chat is made: the picture of the progress, exports in every format."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
import pytest_asyncio
from openpyxl import load_workbook

from bot.demonstrations.campaign import keep_campaign
from bot.demonstrations.stories import stories
from bot.making import Makers
from bot.team_makers import team_makers
from flows.administration.following import Following
from flows.loading import load_questionnaire
from flows.ports import Storage
from web.charts import Theme
from web.progress_chart import ProgressChart, Row, Stretch, specification

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


class _Standing:
    def now(self) -> datetime:
        return NOW


@pytest_asyncio.fixture
async def makers(storage: Storage) -> Makers:
    questionnaire = load_questionnaire("msq-2020")
    await keep_campaign(storage, questionnaire, stories(questionnaire, 14, 1, NOW), NOW, lambda done: None)
    return team_makers(storage, questionnaire, _Standing(), Following(questionnaire, storage, _Standing()))


async def test_the_picture_is_a_picture(makers: Makers) -> None:
    picture = await makers["progress-picture"]({"theme": "light", "language": "fr"})

    assert isinstance(picture, bytes)
    assert picture.startswith(b"\x89PNG\r\n")


async def test_an_export_opens_as_what_it_is(makers: Makers) -> None:
    book = await makers["export"]({"which": "all", "format": "xlsx"})
    archive = await makers["export"]({"which": "completed", "format": "zip"})
    assert isinstance(book, bytes)
    assert isinstance(archive, bytes)

    assert load_workbook(io.BytesIO(book), read_only=True).sheetnames
    assert ZipFile(io.BytesIO(archive)).testzip() is None


async def test_what_is_too_large_for_a_chat_is_not_read_to_its_end(
    makers: Makers, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = await makers["export"]({"which": "all", "format": "jsonl"})
    monkeypatch.setattr("bot.team_makers.MAX_FILE", 10)
    begun = await makers["export"]({"which": "all", "format": "jsonl"})

    assert isinstance(whole, bytes)
    assert isinstance(begun, bytes)
    assert 10 < len(begun) < len(whole)


@pytest.mark.parametrize("theme", Theme)
def test_what_the_picture_shows_is_named_and_not_told_by_colour_alone(theme: Theme) -> None:
    rows = (Row("A. Services", 1, 2, 3), Row("B. Figures", 0, 0, 6))
    chart = ProgressChart("Libraries", "6 countries", (Stretch("in progress", 6),), "By section", rows, "d", "b", "o")
    stages, sections = specification(chart, theme)["vconcat"]

    assert stages["data"]["values"] == [{"label": "in progress", "count": 6, "place": 0}]
    assert [each["count"] for each in sections["data"]["values"]] == [1, 2, 3, 0, 0, 6]
    assert sections["encoding"]["color"]["scale"]["domain"] == ["d", "b", "o"]
    assert len(specification(ProgressChart("x", "", (), "", (), "", "", ""), theme)["vconcat"]) == 1
