"""`focalpoint prefill`: the files it reads, what it prints, and what reaches the chat."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from typer.testing import CliRunner, Result

from bot.command_line import app
from bot.settings import Settings
from flows.turns import Action
from storage import open_storage
from tests.administration.office import Office
from tests.conversations.golden import earlier_document
from tests.flows.small import SMALL

AMINA = 1001
PORTAL = [{"url": "https://www.gov.pk"}]

Happened = TypeVar("Happened")


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FOCALPOINT_{name}".upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(json.dumps(SMALL))
    monkeypatch.setenv("FOCALPOINT_QUESTIONNAIRE", "small.yaml")
    assert focalpoint("migrate").exit_code == 0
    write("pak.json", document())


def focalpoint(*words: str) -> Result:
    return CliRunner().invoke(app, [*words], prog_name="focalpoint")


def document(country: str = "PAK", **entries: Any) -> dict[str, Any]:
    return earlier_document(2018, entries or {"site": PORTAL, "has": True}, country)


def write(name: str, *documents: object, lines: bool = False) -> None:
    text = "\n".join(map(json.dumps, documents)) if lines else json.dumps(documents[0], indent=2)
    Path(name).write_text(text, encoding="utf-8")


def at_the_office(happens: Callable[[Office], Awaitable[Happened]]) -> Happened:
    async def run() -> Happened:
        async with open_storage("sqlite:///focalpoint.sqlite") as storage:
            office = Office(storage)
            office.clock.moment = datetime.now(UTC)
            return await happens(office)

    return asyncio.run(run())


def invite(country: str = "PAK") -> None:
    assert focalpoint("invite", country, "--bot", "survey_bot").exit_code == 0


def failure_of(*words: str) -> list[str]:
    result = focalpoint("prefill", *words)
    assert result.exit_code == 1
    return result.stderr.splitlines()


def test_it_helps_with_examples_and_stands_in_the_help() -> None:
    result = focalpoint("prefill", "--help")
    assert result.exit_code == 0
    assert "focalpoint prefill" in result.output.partition("Examples")[2]
    assert "│ prefill " in focalpoint("--help").output


def test_one_document_waits_for_who_is_invited() -> None:
    invite()
    result = focalpoint("prefill", "pak.json")
    assert (result.exit_code, result.stdout) == (0, "PAK: 2 answers of 2018, kept until it begins.\n")


def test_who_has_begun_is_told_in_the_chat() -> None:
    async def admitted(office: Office) -> None:
        await office.admit(AMINA)
        await office.tap(AMINA, Action.BEGIN)
        await office.told(AMINA)

    at_the_office(admitted)
    result = focalpoint("prefill", "pak.json")
    assert result.stdout == "PAK: 2 answers of 2018, offered from now on; its focal point is told.\n"
    (told,) = at_the_office(lambda office: office.told(AMINA))
    assert told.startswith("The survey team has added what was answered in 2018, for 2 questions")


def test_who_has_not_pressed_begin_is_not_told() -> None:
    at_the_office(lambda office: office.admit(AMINA))
    result = focalpoint("prefill", "pak.json")
    assert result.stdout == "PAK: 2 answers of 2018, offered from now on.\n"


def test_many_countries_come_in_lines_or_in_an_array() -> None:
    invite("PAK")
    invite("KEN")
    documents = document("KEN", gone="x", has=True), document(), document("FRA")
    write("all.jsonl", *documents, lines=True)
    expected = [
        "KEN: 1 answer of 2018, kept until it begins.",
        "  left out: answers.gone: small has no question “gone”.",
        "PAK: 2 answers of 2018, kept until it begins.",
        "Passed over: all.jsonl, line 3: FRA is not invited, and nobody has begun for it.",
    ]
    assert focalpoint("prefill", "all.jsonl").stdout.splitlines() == expected
    write("all.json", documents)
    expected[-1] = "Passed over: all.json, document 3: FRA is not invited, and nobody has begun for it."
    assert focalpoint("prefill", "all.json").stdout.splitlines() == expected


def test_questions_that_were_renamed_and_another_year() -> None:
    invite()
    write("old.json", document(q1=PORTAL, has=True))
    Path("names.yaml").write_text("# since 2018\nq1: site\n", encoding="utf-8")
    result = focalpoint(
        "prefill", "old.json", "--country", "PAK", "--mapping", "names.yaml", "--year", "2016", "--json"
    )
    assert json.loads(result.stdout) == {
        "loaded": [
            {
                "country": "PAK",
                "year": 2016,
                "questions": ["site", "has"],
                "left_out": [],
                "begun": False,
                "told": [],
            }
        ],
        "passed_over": [],
    }


def test_every_defect_of_every_file_is_told_with_its_place() -> None:
    invite()
    Path("lines.jsonl").write_text(f"{json.dumps(document())}\n\n{{oops\n[1\n", encoding="utf-8")
    Path("words.json").write_text("Dear all,\nhere it is.", encoding="utf-8")
    Path("latin.json").write_bytes(b'{"\xe9": 1}')
    assert failure_of("lines.jsonl", "words.json", "latin.json", "nowhere.json", "pak.json") == [
        "lines.jsonl, line 3: this is not JSON: unexpected character, expected a string key.",
        "lines.jsonl, line 4: this is not JSON: unexpected end of data.",
        "words.json: it holds no JSON document.",
        "latin.json: it is not text in UTF-8.",
        "nowhere.json: it cannot be read: No such file or directory.",
        "Nothing was loaded.",
    ]
    write("other.json", {"format": "other"})
    assert failure_of("other.json", "pak.json")[-1] == "Nothing was loaded."
    assert focalpoint("prefill", "pak.json").exit_code == 0, "the country stands nowhere twice"


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ("q1: site\nq1: has\n", "names.yaml, line 2: The property 'q1' stands here twice."),
        ("has: site\nq1:\n", "names.yaml, line 2: A question's present name is needed."),
        ("has: [site]\n", "names.yaml, line 1: A question's present name is needed."),
        ("has", "names.yaml, line 1: The file must hold properties, such as `name: my-survey`."),
    ],
)
def test_a_file_of_new_names_that_is_none_is_refused(names: str, why: str) -> None:
    Path("names.yaml").write_text(names, encoding="utf-8")
    assert failure_of("pak.json", "--mapping", "names.yaml") == [why, "Nothing was loaded."]
