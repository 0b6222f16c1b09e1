"""The survey team's commands: what they print, what they leave behind, and that nothing is half done."""

from __future__ import annotations

import asyncio
import json
import re
import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from bot.command_line import app
from bot.settings import Settings
from flows.administration.roles import Admission
from flows.interview import Incoming, Interview
from flows.loading import load_questionnaire
from flows.turns import Started
from storage import open_storage
from tests.bot.test_command_line import lines_of, running

NOW = datetime.now(UTC)
LINK = re.compile(r"https://t\.me/survey_bot\?start=([A-Za-z0-9_-]{32})")
COMMANDS = ("invite", "invitations", "renew", "hand-over", "revoke", "progress", "audit")


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FOCALPOINT_{name}".upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def focalpoint(*words: str) -> Result:
    return CliRunner().invoke(app, [*words], prog_name="focalpoint")


def invite(*words: str) -> Result:
    return focalpoint("invite", *words, "--bot", "survey_bot")


def test_the_dashboard_is_a_link_that_signs_in_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOCALPOINT_WEB_URL", "https://survey.example.org")
    printed = focalpoint("dashboard")

    assert printed.exit_code == 0
    assert re.fullmatch(r"https://survey\.example\.org/sign-in/[A-Za-z0-9_-]{32}\n", printed.stdout)
    assert "within ten minutes" in printed.stderr


def test_without_an_address_the_dashboard_says_which_setting_is_missing() -> None:
    refused = focalpoint("dashboard")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("FOCALPOINT_WEB_URL is not set.")


def listed() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(focalpoint("invitations", "--json").stdout)
    return found


def enter(token: str, chat: int = 1001) -> bool:
    """Somebody opens the link in the chat."""

    async def opened() -> bool:
        async with open_storage("sqlite:///focalpoint.sqlite") as storage:
            interview = Interview(load_questionnaire("msq-2020"), storage, _Clock(), Admission(open=False))
            received = await interview.receive(Incoming(chat, chat, Started(token), None, NOW))
        return not received.turned_away

    return asyncio.run(opened())


class _Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def token_of(result: Result) -> str:
    found = LINK.search(result.stdout)
    assert found, result.output
    return found[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_with_examples_and_stands_in_the_help(command: str) -> None:
    result = focalpoint(command, "--help")

    assert result.exit_code == 0
    assert f"focalpoint {command}" in result.output.partition("Examples")[2]
    assert f"│ {command} " in focalpoint("--help").output


def test_an_invitation_is_a_link_shown_once() -> None:
    result = invite("PAK", "--days", "3", "--name", "Amina", "--address", "amina@example.org")

    assert result.exit_code == 0
    heading, row = [line.split() for line in result.stdout.splitlines() if line.strip().startswith(("For", "PAK"))]
    assert heading == ["For", "Name", "Address", "Until", "Link"]
    assert row[:3] == ["PAK", "Amina", "amina@example.org"]
    assert result.stdout.endswith("The links are shown once: send each to its person, and to nobody else.\n")
    token = token_of(result)
    assert all(token not in focalpoint(command).output for command in ("invitations", "progress", "audit"))
    assert token.encode() not in Path("focalpoint.sqlite").read_bytes()
    assert enter(token)


def test_a_list_becomes_links_in_json() -> None:
    Path("people.csv").write_text("Country;Name;Address\nPAK;Amina;a@example.org\n\nKenya;;\n", encoding="utf-8-sig")
    result = invite("--from", "people.csv", "--json", "--language", "en")

    first, second = json.loads(result.stdout)
    assert (first["country"], first["name"], first["address"], first["language"]) == (
        "PAK",
        "Amina",
        "a@example.org",
        "en",
    )
    assert (second["country"], second["name"]) == ("KEN", None)
    assert LINK.fullmatch(first["link"])
    assert {each["state"] for each in listed()} == {"open"}


def test_a_workbook_is_a_list_too() -> None:
    book = Workbook()
    assert book.active is not None
    for row in (("Country", "Name"), ("PAK", "Amina"), (None, None), ("Peru", 42)):
        book.active.append(row)
    book.save("people.xlsx")

    assert invite("--from", "people.xlsx").exit_code == 0
    assert [(each["country"], each["name"]) for each in listed()] == [("PAK", "Amina"), ("PER", "42")]


def test_every_bad_row_is_told_with_its_line_and_nobody_is_invited() -> None:
    Path("people.csv").write_text('country,name\nPAK,"Amina\nof the ministry"\nAtlantis,\n,Boris\nPAK,\n')
    result = invite("--from", "people.csv")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "line 4: “Atlantis” is no country, or not clearly one: write its code of three letters, as in PAK.",
        "line 5: The country is missing.",
        "line 6: PAK stands on line 2 already.",
        "Nobody was invited: put this right and try again.",
    ]
    assert listed() == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("l.csv", b"", "l.csv, line 1: the heading must name its columns: country, name, address, language."),
        (
            "l.csv",
            b"name\nAmina\n",
            "l.csv, line 1: the heading must name its columns: country, name, address, language.",
        ),
        (
            "l.csv",
            b"\ncountry,mail\nPAK,x\n",
            "l.csv, line 2: there is no column “mail”; the columns are country, name, address, language.",
        ),
        ("l.csv", b"country,name\n", "l.csv has nobody in it."),
        ("l.csv", b"country\n" + b"PAK\n" * 2001, "l.csv has 2001 rows; 2000 are taken at once."),
        ("l.csv", b"country\n\xe9\n", "l.csv is not in UTF-8: save it as “CSV UTF-8”, or as .xlsx."),
        ("l.xlsx", b"country\nPAK\n", "l.xlsx is not an Excel workbook."),
        ("there/l.csv", None, "there/l.csv cannot be read: No such file or directory."),
    ],
)
def test_a_file_that_is_no_list_is_told(name: str, content: bytes | None, sentence: str) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    result = invite("--from", name)

    assert result.exit_code == 1
    assert result.stderr == f"{sentence}\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["invite", "Atlantis"],
            "“Atlantis” is no country, or not clearly one: write its code of three letters, as in PAK.",
        ),
        (["invite", "PAK", "--days", "400"], "An invitation may be open for 1 to 366 days, not 400."),
        (["renew", "PAK"], "There is no invitation of PAK to renew: `invite` makes one."),
        (["hand-over", "PAK"], "Nobody answers for PAK yet: `invite` invites somebody."),
    ],
)
def test_a_mistake_is_told_in_one_sentence(words: list[str], sentence: str) -> None:
    focalpoint("migrate")
    result = focalpoint(*words, "--bot", "survey_bot")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{sentence}\n"


def test_there_is_nothing_to_revoke() -> None:
    focalpoint("migrate")
    assert focalpoint("revoke", "PAK").stderr == "There is nothing to revoke for PAK.\n"


@pytest.mark.parametrize("words", [[], ["PAK", "--administrator"], ["PAK", "--from", "people.csv"]])
def test_it_must_be_said_who_is_invited(words: list[str]) -> None:
    assert invite(*words).exit_code == 2


def test_the_states_of_invitations_are_listed() -> None:
    opened = token_of(invite("PAK"))
    assert enter(opened)
    invite("KEN")
    invite("--administrator")
    focalpoint("revoke", "KEN")

    assert [(each["country"], each["state"]) for each in listed()] == [
        ("PAK", "used"),
        ("KEN", "revoked"),
        (None, "open"),
    ]
    table = focalpoint("invitations").stdout
    assert re.search(r"PAK +used ", table)
    assert re.search(r"administrator +open ", table)


def test_before_anybody_is_invited_the_lists_say_so() -> None:
    focalpoint("migrate")
    assert focalpoint("invitations").stdout == "Nobody was invited yet.\n"
    assert focalpoint("progress").stdout == "Nobody was invited and nobody has begun yet.\n"
    assert focalpoint("audit").stdout == "Nothing is recorded yet.\n"


def test_renewing_hands_out_a_new_link_and_revoking_ends_it() -> None:
    old = token_of(invite("PAK"))
    new = token_of(focalpoint("renew", "pakistan", "--bot", "@survey_bot"))
    assert not enter(old)
    result = focalpoint("revoke", "PAK")
    assert re.search(r"PAK +the link ", result.stdout)
    assert not enter(new)


def test_handing_over_and_revoking_a_person() -> None:
    assert enter(token_of(invite("PAK")), chat=1)
    assert enter(token_of(focalpoint("hand-over", "PAK", "--bot", "survey_bot")), chat=2)
    result = focalpoint("revoke", "PAK", "--json")

    assert [each["lost_access"] for each in json.loads(result.stdout)] == [True]
    assert [each["act"] for each in json.loads(focalpoint("audit", "--json").stdout)] == [
        "invited",
        "entered",
        "handed-over",
        "entered",
        "replaced",
        "revoked",
    ]


def test_a_revoked_person_is_named_as_such() -> None:
    assert enter(token_of(invite("PAK")))
    assert "the access of the person, who is told" in focalpoint("revoke", "PAK").stdout


def test_the_progress_is_shown_by_country_and_section() -> None:
    assert enter(token_of(invite("PAK")))
    invite("KEN")
    table = focalpoint("progress").stdout

    assert re.search(r"Country +Stage +Done +I +II +III +IV .* X +Last seen", table)
    assert re.search(r"KEN +invited +0/\d+", table)
    assert re.search(r"PAK +in-progress +0/\d+ .*UTC", table)
    kenya, pakistan = json.loads(focalpoint("progress", "--json").stdout)
    assert (kenya["country"], kenya["stage"], kenya["whole"]["done"]) == ("KEN", "invited", 0)
    assert pakistan["sections"] == kenya["sections"]


def test_an_export_is_recorded() -> None:
    focalpoint("migrate")
    focalpoint("export", "--status", "all")
    (record,) = json.loads(focalpoint("audit", "--json").stdout)
    assert (record["act"], record["note"]) == ("exported", "msq-2020, all, json")
    assert record["actor"].startswith("command line (")


# The bot's name, for the links


def test_the_bot_is_asked_for_its_name() -> None:
    with running("simulator", "--port", "0", "--no-open") as simulator:
        address = lines_of(simulator, 2)[0].split()[4]
        variables = {"FOCALPOINT_API_URL": address, "FOCALPOINT_BOT_TOKEN": "4242:for-the-simulator-only"}
        with running("invite", "PAK", **variables) as command:
            out, errors = command.communicate(timeout=30)
        with running(
            "invite", "KEN", **(variables | {"FOCALPOINT_BOT_TOKEN": "4243:another-bot-of-somebody"})
        ) as wrong:
            _, refused = wrong.communicate(timeout=30)
        simulator.send_signal(signal.SIGINT)
        simulator.communicate(timeout=20)

    assert errors == ""
    assert "https://t.me/simulated_bot?start=" in out
    assert refused == f"FOCALPOINT_BOT_TOKEN is not accepted by {address}.\n"


def test_where_nobody_answers_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOCALPOINT_API_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("FOCALPOINT_BOT_TOKEN", "4242:for-the-simulator-only")
    result = focalpoint("invite", "PAK")

    assert result.stderr == (
        "http://127.0.0.1:1 does not answer, and the links need the bot's name: give it with --bot NAME.\n"
    )
    assert not Path("focalpoint.sqlite").exists()
