"""The command `focalpoint`: what it prints, what it leaves behind, its exit codes. No mistake ends in a traceback."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from bot.command_line import app
from bot.settings import Settings
from flows.attachments import KINDS, Attachment
from flows.response import Response, Status
from storage import open_storage
from storage.migrating import downgrade, migrate

QUESTIONNAIRES = Path(__file__).parent.parent / "flows"
BROKEN = QUESTIONNAIRES / "broken.yaml"
DAY = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)
COMMANDS = ("run", "simulator", "demo", "check", "schema", "export", "dead-letters", "migrate")


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FOCALPOINT_{name}".upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def focalpoint(*words: str) -> Result:
    return CliRunner().invoke(app, [*words], prog_name="focalpoint")


# Help, version, mistakes


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_with_examples(command: str) -> None:
    result = focalpoint(command, "--help")

    assert result.exit_code == 0
    assert f"focalpoint {command}" in result.output.partition("Examples")[2]


def test_every_command_stands_in_the_help() -> None:
    result = focalpoint("--help")

    assert result.exit_code == 0
    assert [command for command in COMMANDS if f"│ {command} " not in result.output] == []


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"focalpoint \d+\.\d+\.\d+\n", focalpoint("--version").output)


def test_an_unknown_command_is_a_mistake_of_usage() -> None:
    assert focalpoint("exprot").exit_code == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["run"], "FOCALPOINT_BOT_TOKEN is not set. The bot's token, from @BotFather."),
        (["export"], "There is no database at focalpoint.sqlite: FOCALPOINT_DATABASE_URL says where the bot keeps it."),
        (
            ["schema", "--questionnaire", "nothing"],
            "nothing: There is no such file, and no questionnaire of that name. These come with the project: msq-2020.",
        ),
        (
            ["export", "0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11", "--country", "IND"],
            "One response is named by its id or by its country, not by both.",
        ),
        (["export", "--output", "."], ". is a folder; --output takes a file."),
        (["demo", "--folder", "/dev/null"], "/dev/null is a file; --folder takes a folder."),
        (["simulator", "--folder", "/dev/null"], "/dev/null is a file; --folder takes a folder."),
        (["demo", "--folder", "/proc/x"], "The folder /proc/x cannot be made: No such file or directory."),
        (["simulator", "--folder", "/proc/x"], "The folder /proc/x cannot be made: No such file or directory."),
        (["demo", "--folder", "/dev/null/x"], "The folder /dev/null/x cannot be made: Not a directory."),
    ],
)
def test_a_mistake_is_told_in_one_sentence(words: list[str], sentence: str) -> None:
    result = focalpoint(*words)

    assert result.exit_code == 1
    assert result.stderr == f"{sentence}\n"
    assert result.stdout == ""


def test_a_port_that_is_none_is_a_mistake_of_usage() -> None:
    assert focalpoint("simulator", "--port", "99999").exit_code == 2


def test_a_folder_that_cannot_be_written_into_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # to root, as who tests often run, every folder is writable
    result = focalpoint("demo", "--folder", "closed")

    assert (result.exit_code, result.stderr) == (1, "Nothing can be written into the folder closed.\n")


def test_a_database_server_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("FOCALPOINT_DATABASE_URL", f"postgresql://nobody:secret@127.0.0.1:{port}/answers")
    for command in ("migrate", "export"):
        result = focalpoint(command)
        assert (result.exit_code, result.stderr) == (
            1,
            "The database answers on 127.0.0.1 (PostgreSQL) cannot be reached: "
            "is it running, and is FOCALPOINT_DATABASE_URL right?\n",
        )


# Questionnaires


def test_a_good_questionnaire_is_called_good() -> None:
    result = focalpoint("check", "msq-2020")

    assert result.exit_code == 0
    assert re.fullmatch(r"msq-2020 \(version 1\): 10 sections, \d+ questions, no defects\.\n", result.stdout)


def test_all_defects_of_a_questionnaire_are_listed_with_their_places() -> None:
    result = focalpoint("check", str(BROKEN))

    defects = result.stdout.splitlines()
    assert result.exit_code == 1
    assert len(defects) > 40
    assert all(re.match(r".+ line \d+: .+[.?)]$", defect) for defect in defects)
    assert result.stderr == f"{BROKEN}: {len(defects)} defects.\n"


def test_the_schema_is_a_json_schema() -> None:
    result = focalpoint("schema")

    assert result.exit_code == 0
    Draft202012Validator.check_schema(json.loads(result.stdout))


# The database


def test_the_schema_is_of_the_questionnaire_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOCALPOINT_QUESTIONNAIRE", str(QUESTIONNAIRES / "questionnaires" / "all-types.yaml"))

    assert "all-types" in json.loads(focalpoint("schema").stdout)["$id"]


def test_migrate_makes_a_database_and_does_nothing_to_one_that_is_up_to_date() -> None:
    assert focalpoint("migrate").stdout == "focalpoint.sqlite (SQLite) has been brought up to date.\n"
    assert focalpoint("migrate").stdout == "focalpoint.sqlite (SQLite) was up to date.\n"


def test_a_database_of_an_older_version_is_not_read() -> None:
    asyncio.run(_migrate_and_back())
    result = focalpoint("export")

    assert result.exit_code == 1
    assert result.stderr == "The database is not of this version: bring it up to date with `focalpoint migrate`.\n"


async def _migrate_and_back() -> None:
    await migrate("sqlite:///focalpoint.sqlite")
    await downgrade("sqlite:///focalpoint.sqlite", "base")


# Export


@pytest.fixture
def answered() -> dict[str, str]:
    """Pakistan has submitted, Portugal has begun, Peru corrects what it submitted; their ids."""
    return asyncio.run(_answered())


async def _answered() -> dict[str, str]:
    url = "sqlite:///focalpoint.sqlite"
    await migrate(url)
    ids = {}
    async with open_storage(url) as storage, storage.work() as work:
        for chat, country, status, revision in (
            (1, "PAK", Status.COMPLETED, 1),
            (2, "PRT", Status.IN_PROGRESS, 0),
            (3, "PER", Status.IN_PROGRESS, 2),
        ):
            respondent = await work.respondents.lock(chat, DAY)
            empty = await work.responses.start(respondent, "msq-2020", "1", DAY)
            response = empty.but(country=country, status=status, revision=revision, language="en", completed_at=DAY)
            await work.responses.save(response, empty, respondent)
            if revision:
                await work.responses.keep_submission(response, _submitted(response))
            ids[country] = response.id
        await work.commit()
    return ids


def _submitted(response: Response) -> dict[str, object]:
    return {"response": {"country": {"code": response.country}, "revision": response.revision}, "title": "٥٧٪"}


def countries(documents: list[dict[str, dict[str, dict[str, str]]]]) -> list[str]:
    return [document["response"]["country"]["code"] for document in documents]


@pytest.mark.parametrize(
    ("status", "exported"),
    [("completed", ["PAK", "PER"]), ("in-progress", ["PRT", "PER"]), ("all", ["PAK", "PRT", "PER"])],
)
def test_responses_are_exported_by_how_far_they_are(answered: dict[str, str], status: str, exported: list[str]) -> None:
    result = focalpoint("export", "--status", status)

    assert result.exit_code == 0
    assert countries(json.loads(result.stdout)) == exported


def test_completed_responses_are_exported_as_they_were_submitted(answered: dict[str, str]) -> None:
    first, second = json.loads(focalpoint("export").stdout)

    assert first == {"response": {"country": {"code": "PAK"}, "revision": 1}, "title": "٥٧٪"}
    assert second["response"]["revision"] == 2


def test_a_response_in_progress_is_exported_as_it_stands(answered: dict[str, str]) -> None:
    result = focalpoint("export", "--country", "prt", "--status", "in-progress")

    assert json.loads(result.stdout)["response"]["status"] == "in-progress"


def test_one_response_is_exported_by_its_id(answered: dict[str, str]) -> None:
    assert json.loads(focalpoint("export", answered["PAK"]).stdout)["response"]["country"]["code"] == "PAK"


def test_one_document_a_line_into_a_file(answered: dict[str, str], tmp_path: Path) -> None:
    result = focalpoint("export", "--status", "all", "--output", "responses.jsonl")

    lines = (tmp_path / "responses.jsonl").read_text(encoding="utf-8").splitlines()
    assert (result.exit_code, result.stdout) == (0, "")
    assert countries([json.loads(line) for line in lines]) == ["PAK", "PRT", "PER"]
    assert "٥٧٪" in lines[0]
    assert [*tmp_path.glob("*.unfinished")] == []


def test_where_nothing_is_completed_an_empty_list_is_exported() -> None:
    focalpoint("migrate")

    assert focalpoint("export").stdout == "[]\n"
    assert focalpoint("export", "--format", "jsonl").stdout == ""


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("json", b"[\n{"),
        ("jsonl", b'{"format":'),
        ("csv", "\ufeffcountry_code,".encode()),
        ("csv-long", "\ufeffcountry_code,".encode()),
        ("xlsx", b"PK"),
        ("zip", b"PK"),
        ("pdf", b"PK"),
        ("docx", b"PK"),
    ],
)
def test_every_format_goes_to_standard_output(answered: dict[str, str], form: str, begins: bytes) -> None:
    result = focalpoint("export", "--status", "in-progress", "--format", form)

    assert (result.exit_code, result.stdout_bytes[: len(begins)]) == (0, begins)


def test_the_name_of_the_file_says_its_format(answered: dict[str, str], tmp_path: Path) -> None:
    for name in ("all.XLSX", "all.csv", "all.zip", "all.json", "all"):
        focalpoint("export", "--status", "in-progress", "--output", name)

    sheet = openpyxl.load_workbook(tmp_path / "all.XLSX")["Responses"]
    assert [cell.value for cell in sheet["A"]] == ["country_code", "PRT", "PER"]
    assert len((tmp_path / "all.csv").read_text(encoding="utf-8-sig").splitlines()) == 3
    assert zipfile.is_zipfile(tmp_path / "all.zip")
    assert (tmp_path / "all.json").read_bytes() == (tmp_path / "all").read_bytes()


def test_an_archive_without_a_file_that_was_sent_is_not_made(answered: dict[str, str], tmp_path: Path) -> None:
    asyncio.run(_attach_to(answered["PRT"]))
    result = focalpoint("export", "--status", "in-progress", "--output", "all.zip")

    assert (result.exit_code, result.stderr) == (
        1,
        "A file that was sent with an answer cannot be read: is FOCALPOINT_FILES where the bot keeps them?\n",
    )
    assert [*tmp_path.glob("all.zip*")] == [*tmp_path.glob("focalpoint-files")] == []


async def _attach_to(response_id: str) -> None:
    async with open_storage("sqlite:///focalpoint.sqlite") as storage, storage.work() as work:
        respondent = await work.respondents.lock(2, DAY)
        response = await work.responses.get(response_id)
        assert response is not None
        attached = Attachment(
            id="1",
            question="q9",
            name="act.pdf",
            media_type=KINDS[".pdf"],
            size=4,
            sha256="a1" * 32,
            chat=2,
            message=1,
            added_at=DAY,
        )
        await work.responses.save(response.but(attachments=(attached,)), response, respondent)
        await work.commit()


@pytest.mark.parametrize(("name", "begins"), [("portugal.pdf", b"%PDF"), ("portugal.docx", b"PK")])
def test_one_country_s_form_is_a_file_of_its_own(
    answered: dict[str, str], tmp_path: Path, name: str, begins: bytes
) -> None:
    result = focalpoint("export", "--country", "PRT", "--status", "in-progress", "--output", name)

    assert (result.exit_code, (tmp_path / name).read_bytes()[: len(begins)]) == (0, begins)


def test_the_forms_of_many_are_not_put_into_one_pdf(answered: dict[str, str], tmp_path: Path) -> None:
    result = focalpoint("export", "--output", "all.pdf")

    assert (result.exit_code, result.stderr.replace("\n", " ").split(". ")[0]) == (
        1,
        "The forms of several responses are a ZIP: --output all.zip --format pdf",
    )
    assert [*tmp_path.glob("all.*")] == []


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [((), b"%PDF"), (("--format", "docx"), b"PK"), (("--language", "fr"), b"%PDF")],
)
def test_a_blank_form_is_printed(arguments: tuple[str, ...], begins: bytes) -> None:
    result = focalpoint("form", *arguments)

    assert (result.exit_code, result.stdout_bytes[: len(begins)]) == (0, begins)


def test_the_name_of_a_blank_form_says_its_format(tmp_path: Path) -> None:
    assert focalpoint("form", "--output", "form.docx").exit_code == 0
    assert zipfile.is_zipfile(tmp_path / "form.docx")


def test_a_form_is_had_in_the_languages_that_are_known() -> None:
    result = focalpoint("form", "--language", "tlh")

    assert (result.exit_code, result.stderr) == (1, "tlh is no language of this form; it is to be had in en, fr.\n")


def test_one_country_is_a_row_of_the_table(answered: dict[str, str]) -> None:
    result = focalpoint("export", "--country", "PRT", "--status", "all", "--format", "csv")

    assert [line.partition(",")[0] for line in result.stdout.splitlines()] == ["\ufeffcountry_code", "PRT"]


def test_a_workbook_is_not_poured_onto_a_screen(answered: dict[str, str]) -> None:
    screen, end = pty.openpty()
    command = [sys.executable, "-c", "from bot.command_line import main; main()", "export", "--format", "xlsx"]
    with os.fdopen(screen), os.fdopen(end) as stdout:
        environment = os.environ | {"PYTHONPATH": str(QUESTIONNAIRES.parent.parent)}
        done = subprocess.run(command, env=environment, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "xlsx is nothing to look at: --output takes the file for it.\n")


@pytest.mark.parametrize(
    ("words", "exported"),
    [
        (["--since", "2019-04-22"], ["PAK", "PER"]),
        (["--since", "2019-04-22T14:05Z"], ["PAK", "PER"]),
        (["--since", "2019-04-22T16:06+02:00"], []),
        (["--started-since", "2019-04-23"], []),
        (["--changed-since", "2019-04-22", "--status", "all"], ["PAK", "PRT", "PER"]),
        (["--changed-since", "2019-04-23", "--status", "all"], []),
    ],
)
def test_responses_are_exported_since_a_moment(answered: dict[str, str], words: list[str], exported: list[str]) -> None:
    assert countries(json.loads(focalpoint("export", *words).stdout)) == exported


def test_a_moment_that_is_none_is_a_mistake_of_usage() -> None:
    result = focalpoint("export", "--since", "yesterday")

    assert result.exit_code == 2
    assert "yesterday is no day or moment" in result.stderr


def test_what_was_exported_is_in_the_audit_log(answered: dict[str, str]) -> None:
    focalpoint("export", "--format", "csv", "--status", "in-progress")
    focalpoint("export", answered["PAK"], "--output", "pak.json")

    notes = [record["note"] for record in json.loads(focalpoint("audit", "--json").stdout)]
    assert notes == ["msq-2020, in-progress, csv", f"msq-2020, {answered['PAK']}, completed, json"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["--country", "PRT"],
            "There is no response of PRT to msq-2020 among those that are completed "
            "(--status all looks at the others too).",
        ),
        (
            ["0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11", "--status", "all"],
            "There is no response with the id 0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11 to msq-2020 "
            "among those that are in progress or completed.",
        ),
        (
            ["rubbish", "--status", "all"],
            "There is no response with the id rubbish to msq-2020 among those that are in progress or completed.",
        ),
        (["--output", "no/such/folder.json"], "no/such/folder.json cannot be written: No such file or directory."),
    ],
)
def test_what_cannot_be_exported_is_told(answered: dict[str, str], words: list[str], sentence: str) -> None:
    result = focalpoint("export", *words)

    assert result.exit_code == 1
    assert result.stderr == f"{sentence}\n"


# What goes on until it is stopped: in processes of their own


@contextmanager
def running(*words: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", "from bot.command_line import main; main()", *words],
        env=os.environ | {"PYTHONPATH": str(QUESTIONNAIRES.parent.parent)} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def lines_of(process: subprocess.Popen[str], number: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().rstrip("\n") for _ in range(number)]


def test_the_simulator_says_where_it_is_and_stops_when_told(tmp_path: Path) -> None:
    with running("simulator", "--port", "0", "--no-open") as simulator:
        page, kept = lines_of(simulator, 2)
        simulator.send_signal(signal.SIGINT)
        rest, errors = simulator.communicate(timeout=20)

    assert re.fullmatch(r"The chat page is http://127\.0\.0\.1:\d+ \(Ctrl\+C stops it\)\.", page)
    assert kept == "Chats and answers are kept in .simulator: the next start goes on with them."
    assert (simulator.returncode, rest, errors) == (0, "", "")
    assert sorted(file.name for file in (tmp_path / ".simulator").iterdir()) == [
        "answers.sqlite",
        "chats.json",
        "files",
    ]


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = focalpoint("simulator", "--port", port, "--no-open")

    assert result.exit_code == 1
    assert result.stderr == f"Port {port} cannot be used: another program has it. Choose another with --port.\n"


def test_a_folder_with_something_else_in_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "trial").mkdir()
    (tmp_path / "trial" / "chats.json").write_text("rubbish")
    result = focalpoint("simulator", "--folder", "trial", "--port", "0", "--no-open")

    assert result.exit_code == 1
    assert result.stderr == "trial/chats.json holds no chats of the simulator. Choose another folder with --folder.\n"


def test_the_bot_says_in_three_lines_what_it_does_and_stops_when_told() -> None:
    with running("simulator", "--port", "0", "--no-open") as simulator:
        address = lines_of(simulator, 2)[0].split()[4]
        variables = {
            "FOCALPOINT_API_URL": address,
            "FOCALPOINT_BOT_TOKEN": "4242:for-the-simulator-only",
            "FOCALPOINT_ADMINISTRATORS": "1001",
        }
        with running("run", **variables) as bot:
            lines = lines_of(bot, 3)
            bot.terminate()
            rest, errors = bot.communicate(timeout=20)

    assert re.fullmatch(r"@simulated_bot asks “.+” \(msq-2020, version 1\) of everyone who was invited\.", lines[0])
    assert lines[1] == f"It receives by polling from {address.removeprefix('http://')}."
    assert lines[2] == "The answers are kept in focalpoint.sqlite (SQLite). Ctrl+C stops it; no answer is lost."
    assert (bot.returncode, rest) == (0, "")
    assert "for-the-simulator-only" not in errors
