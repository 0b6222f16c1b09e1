"""Every text of every page is translatable, and every page turns around: shown by the pseudo-languages of the bot."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import altair
import pytest
import pytest_asyncio

from flows.administration.across import Bar
from storage import open_storage
from tests.access.people import PEOPLE
from tests.access.routes import ROUTES, Door
from tests.access.scene import Baggage, Scene
from tests.access.test_routes import go
from tests.flows.test_wording.pseudo import LANGUAGES, in_pseudo
from tests.storage import conftest as databases
from tests.web.pseudo import READ_OUT, spoken, texts_of
from web.charts import Bars, Theme, specification
from web.files import STATIC
from web.rendering import TEMPLATES

new_sqlite_url = databases.new_sqlite_url
sqlite_url = databases.sqlite_url
sqlite_template = databases.sqlite_template

STYLES: Final = STATIC / "pages.css"

NAMES: Final = frozenset(
    {"Focalpoint", "UTC", "MB", "kB", "PDF", "DOCX", "XLSX", "CSV", "ZIP", "JSON", "Lines", "Excel", "Word", "English"}
    | {"I", "II", "officer_name", "officer_email"}
)
"""Called so in every language: this program, units, kinds of file, a language by itself, numerals and codes."""

STATES: Final = (
    "/countries?q=zz",
    "/invitations?q=zz",
    "/invitations?done=revoked",
    "/messages?done=set",
    "/messages?done=announced",
    "/enquiries?answered=true",
    "/enquiries?done=before",
    "/questions?q=known",
    "/questions?q=zz",
    "/questions/site?q=zz",
    "/questions/tools",
    "/questions/rate",
    "/questions/nothing",
    "/audit?q=zz",
    "/responses/{response}?done=returned",
)
"""Of pages, that one comes to by an address."""


@pytest.fixture(autouse=True)
def _spoken(tmp_path: Path) -> Iterator[None]:
    with spoken(tmp_path / "locale"):
        yield


@pytest_asyncio.fixture
async def scene(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    """Answered in English; read by administrators for whom the questionnaire is had in their language too."""
    async with open_storage(sqlite_url) as storage:
        scene = Scene(sqlite_url, storage, tmp_path)
        await scene.prepare()
        for language in LANGUAGES:
            scene.team.questionnaire = in_pseudo(scene.team.questionnaire, language)
        yield scene


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_text_of_a_page_is_in_the_language(scene: Scene, language: str) -> None:
    head = f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">'
    left = set()
    async for place, page in _pages(scene, language):
        assert head in page, place
        for text in texts_of(page, language):
            if set(re.findall("[A-Za-z_]+", text)) - NAMES:
                left.add((place, text))
    assert left == set()


def test_bars_grow_from_where_the_language_begins() -> None:
    chart = Bars((Bar("Big data", 7),), 9, language="ar")
    altair.Chart.from_dict(drawn := specification(chart, Theme.LIGHT))
    assert drawn["encoding"]["x"]["scale"]["reverse"]
    assert [layer["mark"].get("align") for layer in drawn["layer"]] == ["right", None, "right"]


def test_no_template_holds_a_text_outside_the_catalogue() -> None:
    """Those of the branches as well into which no page of the tests leads."""
    for template in sorted(TEMPLATES.glob("*.html")):
        source = template.read_text(encoding="utf-8")
        for said in (
            r"{#.*?#}",
            r"{% trans .*?{% endtrans %}",
            r"{% trans %}.*?{% endtrans %}",
            r"{%.*?%}",
            r"{{.*?}}",
        ):
            source = re.sub(said, "", source, flags=re.DOTALL)
        read_out = re.findall(rf'(?:{"|".join(READ_OUT)})="([^"]*)"', source)
        for text in (*read_out, *re.sub(r"<(code)>.*?</\1>|<[^>]*>|&\w+;", "\n", source).split("\n")):
            assert set(re.findall("[A-Za-z]+", text)) <= NAMES, (template.name, text)


def test_the_style_sheet_knows_neither_left_nor_right() -> None:
    """A page turns around with its `dir`."""
    rules = re.sub(r"/\*.*?\*/", "", STYLES.read_text(encoding="utf-8"), flags=re.DOTALL)
    declared = re.findall(r"[{;]\s*([\w-]+)\s*:\s*([^;}]+)", rules)
    assert len(declared) > 500
    for name, value in declared:
        assert not {"left", "right"} & set(re.findall(r"\w+", f"{name} {value}")), (name, value)
        if name in {"margin", "padding", "border-radius", "inset"} and len(sides := value.split()) == 4:
            assert sides[1] == sides[3], (name, value)


async def _pages(scene: Scene, language: str) -> AsyncIterator[tuple[str, str]]:
    """With where they stand: whatever an administrator can come to, and what others find at the door."""
    person = await PEOPLE["administrator"](scene)
    spoken = {"Accept-Language": language}
    async with scene.browser() as browser:
        for route in [route for route, row in ROUTES.items() if row.door is not Door.TELEGRAM]:
            for baggage in (Baggage(), await scene.baggage(person.chat)):
                answer = await go(scene, browser, route, baggage, spoken)
                if answer.headers.get("content-type", "").startswith("text/html"):
                    yield route, answer.text
        baggage = await scene.baggage(person.chat)
        for path in (path.format(**scene.ids) for path in STATES):
            answer = await browser.get(path, headers={**baggage.headers, **spoken})
            yield path, answer.text
