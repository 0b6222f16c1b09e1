"""`focalpoint campaign`, `remind`, `announce`: what they print, what they leave behind, and what they refuse."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.command_line import app
from bot.settings import Settings
from flows.administration.announcing import queue_announcements
from flows.administration.reminding import remind_due
from flows.administration.roles import Admission
from flows.interview import Incoming, Interview
from flows.loading import load_questionnaire
from flows.ports import Storage
from flows.turns import Started
from storage import open_storage

DATABASE = "sqlite:///focalpoint.sqlite"
NEXT_YEAR = datetime.now(UTC).year + 1


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FOCALPOINT_{name}".upper(), raising=False)
    monkeypatch.chdir(tmp_path)


class _Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def focalpoint(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, [*words], prog_name="focalpoint", input=typed)


def admit(country: str, chat: int) -> None:
    """Invited, and in."""
    link = focalpoint("invite", country, "--bot", "survey_bot", "--language", "en").stdout
    token = re.search(r"start=(\S+)", link)
    assert token

    async def entered(storage: Storage) -> None:
        interview = Interview(load_questionnaire("msq-2020"), storage, _Clock(), Admission(open=False))
        await interview.receive(Incoming(chat, chat, Started(token[1]), None, datetime.now(UTC)))

    asyncio.run(_with_storage(entered))


def let_the_bot_look() -> list[int]:
    """As a running one does now and then: whom it writes to."""
    chats: list[int] = []

    async def looked(storage: Storage) -> None:
        questionnaire = load_questionnaire("msq-2020")
        chats.extend(await remind_due(storage, questionnaire, _Clock(), Admission(open=False)))
        chats.extend(await queue_announcements(storage, questionnaire, _Clock(), limit=10))

    asyncio.run(_with_storage(looked))
    return chats


async def _with_storage(act: object) -> None:
    async with open_storage(DATABASE) as storage:
        await act(storage)  # type: ignore[operator]


@pytest.mark.parametrize("command", ["campaign", "remind", "announce"])
def test_every_command_helps_with_examples_and_stands_in_the_help(command: str) -> None:
    result = focalpoint(command, "--help")
    assert f"focalpoint {command}" in result.output.partition("Examples")[2]
    assert f"│ {command} " in focalpoint("--help").output


# campaign


def test_a_campaign_is_set_bit_by_bit_and_shown() -> None:
    assert focalpoint("campaign", "--deadline", f"{NEXT_YEAR}-05-31").exit_code == 0
    focalpoint("campaign", "--opening", "Thank you for\ntaking part.", "--quiet", "21:00-07:30", "--weekends")
    shown = focalpoint("campaign", "--reminders", "1, 7 7", "--silence", "0", "--closes").stdout

    for line in (
        f"Deadline +{NEXT_YEAR}-05-31 23:59 UTC",
        "After it +the questionnaire is closed",
        r"Opening \(en\) +Thank you for taking part\.",
        "Quiet +21:00 to 07:30, by the clock of the capital",
        "Reminders +7, 1 days before the deadline",
        "After silence +none",
    ):
        assert re.search(line, shown)
    assert json.loads(focalpoint("campaign", "--json").stdout) == {
        "deadline": f"{NEXT_YEAR}-05-31T23:59:00Z",
        "closes": True,
        "opening": {"en": "Thank you for\ntaking part."},
        "quiet": {"begins": "21:00", "ends": "07:30", "weekends": False},
        "reminders": {"days_before": [7, 1], "after_silence": None},
    }


def test_what_was_set_is_taken_away_again() -> None:
    focalpoint("campaign", "--deadline", f"{NEXT_YEAR}-05-31T18:00+02:00", "--opening", "Hello")
    focalpoint("campaign", "--opening", "", "--quiet", "none", "--weekends", "--reminders", "none", "--silence", "5")
    found = json.loads(focalpoint("campaign", "--json").stdout)
    assert found["deadline"] == f"{NEXT_YEAR}-05-31T16:00:00Z"
    assert (found["opening"], found["quiet"]["begins"], found["quiet"]["ends"]) == ({}, "00:00", "00:00")
    assert found["reminders"] == {"days_before": [], "after_silence": 5}
    shown = focalpoint("campaign", "--deadline", "none").stdout
    assert re.search(r"Deadline +none", shown)
    assert re.search(r"Quiet +none", shown)
    assert re.search(r"After silence +of 5 days", shown)


def test_before_there_is_a_campaign_it_is_said_how_to_begin_one() -> None:
    focalpoint("migrate")
    assert focalpoint("campaign").stdout == (
        "There is no campaign yet: `focalpoint campaign --deadline 2019-05-31` begins one.\n"
    )
    assert json.loads(focalpoint("campaign", "--json").stdout) is None


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--deadline", "31 May"], 2, "“31 May” is no date: write 2019-05-31, or 2019-05-31T18:00Z."),
        (["--quiet", "late"], 2, "“late” are no hours: write 20:00-08:00, or none."),
        (["--reminders", "often"], 2, "“often” are no days: write 14,7,3,1, or none."),
        (["--deadline", "2019-05-31"], 1, "The deadline has passed already: give one that is to come."),
        (["--opening", "Bonjour", "--language", "fr"], 1, "“fr” is no language of msq-2020, which has: en."),
    ],
)
def test_a_mistake_is_told(words: list[str], code: int, sentence: str) -> None:
    result = focalpoint("campaign", *words)
    assert result.exit_code == code
    assert sentence in result.stderr


# remind


def test_who_is_reminded_and_who_is_not_is_listed() -> None:
    focalpoint("campaign", "--quiet", "none", "--weekends")
    admit("PAK", chat=1)
    focalpoint("invite", "KEN", "--bot", "survey_bot")
    result = focalpoint("remind", "pakistan", "KEN", "PER")

    assert re.search(r"PAK +is reminded now", result.stdout)
    assert re.search(r"KEN +never opened the link: `focalpoint renew KEN` makes a new one to send", result.stdout)
    assert re.search(r"PER +is not invited: `focalpoint invite PER` makes a link", result.stdout)
    assert result.stdout.endswith("The running bot sends the reminders.\n")
    assert let_the_bot_look() == [1]
    again = json.loads(focalpoint("remind", "--all", "--json").stdout)
    assert [each["country"] for each in again["reminded"]] == ["PAK"]
    assert again["passed_over"] == [{"country": "KEN", "why": "not-opened"}]


def test_where_it_is_quiet_it_is_said_until_when() -> None:
    now = datetime.now(UTC)
    hours = f"{now - timedelta(hours=2):%H:%M}-{now + timedelta(hours=2):%H:%M}"
    focalpoint("campaign", "--quiet", hours, "--weekends")
    admit("ISL", chat=1)
    found = focalpoint("remind", "ISL").stdout
    assert re.search(r"ISL +is reminded at .* UTC, when the quiet hours are over there", found)
    assert let_the_bot_look() == []


@pytest.mark.parametrize("words", [[], ["PAK", "--all"]])
def test_it_must_be_said_who_is_reminded(words: list[str]) -> None:
    assert focalpoint("remind", *words).exit_code == 2


def test_there_may_be_nobody_to_remind() -> None:
    focalpoint("migrate")
    assert focalpoint("remind", "--all").stdout == "There is nobody to remind.\n"


# announce


def test_an_announcement_is_shown_asked_about_sent_and_followed() -> None:
    admit("PAK", chat=1)
    focalpoint("invite", "KEN", "--bot", "survey_bot")
    Path("word.txt").write_text("The deadline is now **7 June**.\n", encoding="utf-8")
    words = ("announce", "--file", "word.txt", "--at-once")

    refused = focalpoint(*words, typed="n\n")
    assert refused.exit_code == 1
    assert refused.stdout.startswith(
        "From the survey team\n\nThe deadline is now 7 June.\n\n"
        "This goes to 1 person: PAK.\n"
        "The link was never opened in KEN: nobody can be reached there.\n"
        "Send it? [y/N]: n\n"
    )
    assert let_the_bot_look() == []

    sent = focalpoint(*words, typed="y\n")
    assert "The running bot sends it; `focalpoint announce --report` shows how far it is." in sent.stdout
    assert let_the_bot_look() == [1]
    report = json.loads(focalpoint("announce", "--report", "--json").stdout)
    assert report["people"] == {"sent": 0, "waiting": 1, "unreachable": 0, "failed": 0}


def test_it_is_waited_until_everybody_has_it_or_cannot_be_reached() -> None:
    admit("PAK", chat=1)
    focalpoint("announce", "--text", "Hello", "--yes")
    focalpoint("revoke", "PAK")
    report = focalpoint("announce", "--report", "--follow").stdout
    assert re.search(r"all +0 +0 +1 +0 ", report)
    assert "Could not be reached: PAK." in report


def test_where_nobody_is_asked_it_must_be_said_that_it_is_to_be_sent() -> None:
    admit("PAK", chat=1)
    assert focalpoint("announce", "--text", "Hello", "--json").exit_code == 2
    made = json.loads(focalpoint("announce", "--text", "Hello", "--json", "--yes", "--country", "PAK").stdout)
    assert (made["announcement"]["audience"], made["announcement"]["country"]) == ("all", "PAK")
    by_id = json.loads(focalpoint("announce", "--id", made["announcement"]["id"], "--json").stdout)
    assert by_id == made


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ([], 2, "Give the text with --text or --file, or ask for the --report."),
        (["--text", "a", "--file", "b"], 2, "Give the text with --text or --file, or ask for the --report."),
        (["--file", "none.txt"], 1, "none.txt cannot be read: No such file or directory."),
        (["--file", "latin.txt"], 1, "latin.txt is not in UTF-8."),
        (["--text", "Hello"], 1, "There is nobody to whom this could be sent."),
        (["--report"], 1, "Nothing was announced yet."),
    ],
)
def test_what_cannot_be_announced_is_told(words: list[str], code: int, sentence: str) -> None:
    focalpoint("migrate")
    Path("latin.txt").write_bytes(b"\xe9")
    result = focalpoint("announce", *words)
    assert result.exit_code == code
    assert sentence in " ".join(result.stderr.replace("│", "").split())
