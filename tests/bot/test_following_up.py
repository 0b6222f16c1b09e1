"""`focalpoint reopen`, `compare`, `enquiries`, `answer-enquiry`: what they print, and what reaches the chat."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
from typer.testing import CliRunner, Result

from bot.command_line import app
from bot.settings import Settings
from flows.turns import Action, Command, Commanded
from storage import open_storage
from tests.administration.office import Office
from tests.flows.small import SMALL

AMINA = 1001
UPDATES = count(1000, 1000)

Happened = TypeVar("Happened")


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FOCALPOINT_{name}".upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(json.dumps(SMALL))
    monkeypatch.setenv("FOCALPOINT_QUESTIONNAIRE", "small.yaml")
    assert focalpoint("migrate").exit_code == 0


def focalpoint(*words: str) -> Result:
    return CliRunner().invoke(app, [*words], prog_name="focalpoint")


def in_the_chat(happens: Callable[[Office], Awaitable[Happened]]) -> Happened:
    """The bot goes on where it was, at this moment."""

    async def run() -> Happened:
        async with open_storage("sqlite:///focalpoint.sqlite") as storage:
            office = Office(storage)
            office.clock.moment = datetime.now(UTC)
            office._update = next(UPDATES)
            return await happens(office)

    return asyncio.run(run())


async def submitted(office: Office) -> None:
    await office.admit(AMINA)
    await office.tap(AMINA, Action.BEGIN)
    await office.say(AMINA, "I agree", "www.gov.pk", "no", "none of these", "small", "57 %", "2019-04-22")
    await office.tap(AMINA, Action.SUMMARY)
    await office.tap(AMINA, Action.SUBMIT)
    await office.told(AMINA)


async def asked(office: Office) -> None:
    await office.admit(AMINA)
    await office.tap(AMINA, Action.BEGIN)
    await office.say(AMINA, "I agree")
    await office.hear(AMINA, Commanded(Command.ASK))
    await office.say(AMINA, "Which portal\nis meant?")
    await office.told(AMINA)


@pytest.mark.parametrize("command", ["reopen", "compare", "enquiries", "answer-enquiry"])
def test_every_command_helps_with_examples_and_stands_in_the_help(command: str) -> None:
    result = focalpoint(command, "--help")

    assert result.exit_code == 0
    assert f"focalpoint {command}" in result.output.partition("Examples")[2]
    assert f"│ {command} " in focalpoint("--help").output


def test_a_response_is_returned_with_remarks() -> None:
    in_the_chat(submitted)
    result = focalpoint("reopen", "Pakistan", "--remark", "site=Is this it? a=b", "--remark", "rate = Of all?")

    assert result.output == "PAK has revision 1 back with remarks on site, rate; told: one person.\n"
    (told,) = in_the_chat(lambda office: office.told(AMINA))
    assert told.startswith("The survey team asks you to look at 2 answers again: 1 and 6.")
    again = json.loads(focalpoint("reopen", "PAK", "--note", "Thank you.", "--json").stdout)
    assert (again["country"], again["revision"], again["open"], again["told"]) == ("PAK", 1, ["site", "rate"], [AMINA])


def test_a_note_alone_names_no_questions() -> None:
    in_the_chat(submitted)
    assert focalpoint("reopen", "PAK", "--note", "Thanks.").output == "PAK has revision 1 back; told: one person.\n"


def test_a_mistake_in_returning_is_told() -> None:
    assert focalpoint("reopen", "PAK", "--remark", "q9").exit_code == 2
    result = focalpoint("reopen", "PAK", "--remark", "q9=Why?")
    assert (result.exit_code, result.stderr) == (1, "Nobody has answered for PAK yet.\n")


async def changed(office: Office) -> None:
    for question, text in (("site", "www.pakistan.gov.pk, www.nitb.gov.pk (new)"), ("has", "yes")):
        await office.tap(AMINA, Action.EDIT, question=question)
        await office.say(AMINA, text)
    await office.tap(AMINA, Action.EDIT, question="rate")
    await office.tap(AMINA, Action.SKIP, question="rate")
    await office.tap(AMINA, Action.REASON, question="rate", choice="not-available")


async def submitted_again(office: Office) -> None:
    await office.tap(AMINA, Action.SUMMARY)
    await office.tap(AMINA, Action.SUBMIT)


def test_versions_are_compared() -> None:
    in_the_chat(submitted)
    focalpoint("reopen", "PAK", "--note", "Please look again.")
    assert focalpoint("compare", "PAK").output == "Nothing changed between revision 1 and now.\n"
    in_the_chat(changed)
    lines = focalpoint("compare", "PAK").output.splitlines()
    assert lines[:3] == [
        "site",
        "  revision 1: https://www.gov.pk",
        "  now: https://www.pakistan.gov.pk https://www.nitb.gov.pk; remark: new",
    ]
    assert lines[-3:] == ["rate", "  revision 1: 57%", "  now: skipped (not-available)"]
    in_the_chat(submitted_again)
    compared = json.loads(focalpoint("compare", "PAK", "1", "2", "--json").stdout)
    assert (compared["before"], compared["after"]) == (1, 2)
    assert compared["changes"][1] == {
        "question": "has",
        "before": {"status": "answered", "value": "No", "note": None, "reason": None, "kept": None},
        "after": {"status": "answered", "value": "Yes", "note": None, "reason": None, "kept": None},
    }
    assert "  revision 2: not-relevant" not in focalpoint("compare", "PAK").output


def test_questions_to_the_team_are_listed_and_answered_once() -> None:
    assert focalpoint("enquiries").output == "Nobody has asked the survey team anything yet.\n"
    assert focalpoint("enquiries", "--unanswered").output == "Nobody is waiting for an answer.\n"
    in_the_chat(asked)
    (enquiry,) = json.loads(focalpoint("enquiries", "--unanswered", "--json").stdout)
    assert (enquiry["country"], enquiry["question"], enquiry["words"]) == ("PAK", "site", "Which portal\nis meant?")
    heading, *rest = focalpoint("enquiries").output.splitlines()
    assert heading.endswith(f" UTC · PAK · site · {enquiry['id']}")
    assert rest == ["  asked: Which portal is meant?", "  not answered yet"]

    answer = focalpoint("answer-enquiry", enquiry["id"], "The national one.")
    assert answer.output == "The answer is on its way to one person.\n"
    (told,) = in_the_chat(lambda office: office.told(AMINA))
    assert told.endswith("The survey team answers: The national one.")
    second = focalpoint("answer-enquiry", enquiry["id"], "Any.").output
    assert second.endswith(" answered before, and that stands: The national one.\n")
    assert json.loads(focalpoint("answer-enquiry", enquiry["id"], "Any.", "--json").stdout)["first"] is False
    assert focalpoint("enquiries").output.splitlines()[-1].endswith(" answered: The national one.")


def test_an_answer_to_nothing_is_told() -> None:
    result = focalpoint("answer-enquiry", "7", "Yes.")
    assert (result.exit_code, result.stderr) == (1, "There is no question to the survey team with the id 7.\n")
