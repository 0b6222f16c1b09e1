"""The files an operator starts from name only what there is: settings, commands, folders."""

from __future__ import annotations

import configparser
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from typer.main import get_command

from bot.command_line import app
from bot.settings import PREFIX, Settings

PROJECT = Path(__file__).parent.parent
FILES = ("Containerfile", "compose.yaml", "deploy/focalpoint.service", "docs/operations.md", "README.md")


def text_of(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def compose() -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe").load(text_of("compose.yaml"))
    return read


@pytest.mark.parametrize("name", FILES)
def test_every_setting_that_is_named_exists(name: str) -> None:
    settings = {f"{PREFIX}{field}".upper() for field in Settings.model_fields}
    assert set(re.findall(rf"{PREFIX}[A-Z_]+[A-Z]", text_of(name))) <= settings


@pytest.mark.parametrize("name", ["docs/operations.md", "README.md"])
def test_every_command_that_is_named_exists(name: str) -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    named = re.findall(r"(?:`|^|bin/)focalpoint ([a-z][a-z-]+)", text_of(name), re.MULTILINE)
    assert named
    assert set(named) <= set(commands)


def test_the_containers_run_commands_that_exist() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    (run,) = re.findall(r'^CMD \["(.+)"\]$', text_of("Containerfile"), re.MULTILINE)
    assert {run, *compose()["services"]["migrate"]["command"]} <= set(commands)


def test_every_room_gets_into_the_container() -> None:
    rooms = {room.parent.name for room in PROJECT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    copied = set(re.findall(r"^COPY ([a-z]+) \1$", text_of("Containerfile"), re.MULTILINE))
    let_in = {line.removeprefix("!") for line in text_of(".dockerignore").splitlines() if line.startswith("!")}

    assert copied == rooms
    assert rooms <= let_in


def test_the_bot_starts_after_its_database_is_of_this_version() -> None:
    services = compose()["services"]
    assert services["bot"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["migrate"]["depends_on"]["database"]["condition"] == "service_healthy"


def test_everywhere_a_stop_has_the_time_it_needs() -> None:
    from bot.application import STOPPING

    unit = configparser.ConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(text_of("deploy/focalpoint.service"))

    assert unit.getint("Service", "TimeoutStopSec") > 2 * STOPPING
    assert int(compose()["services"]["bot"]["stop_grace_period"].removesuffix("s")) > 2 * STOPPING


def test_what_people_send_outlives_the_container() -> None:
    program = compose()
    assert "files:/data" in program["services"]["bot"]["volumes"]
    assert "files" in program["volumes"]
