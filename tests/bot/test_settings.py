"""Settings: what is taken, what is refused and in which words, and that each is documented."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.settings import PREFIX, Access, DataSettings, Settings, SettingsError, read_settings

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
README = Path(__file__).parent.parent.parent / "README.md"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name}".upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def settings_of(monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str]) -> Settings:
    for name, value in ({"FOCALPOINT_BOT_TOKEN": TOKEN, "FOCALPOINT_ACCESS": "open"} | {**variables}).items():
        monkeypatch.setenv(name, value)
    return read_settings(Settings)


def test_with_a_token_and_open_access_everything_else_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(monkeypatch, {})

    assert settings.database == "sqlite:///focalpoint.sqlite"
    assert settings.questionnaire == "msq-2020"
    assert settings.api_url == "https://api.telegram.org"
    assert settings.admits(4711)


def test_settings_are_also_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"FOCALPOINT_BOT_TOKEN={TOKEN}\nFOCALPOINT_ADMINISTRATORS=4711, 4712\n")

    settings = read_settings(Settings)

    assert settings.access is Access.INVITATION
    assert settings.administrators == {4711, 4712}


def test_by_invitation_only_administrators_are_let_in_for_now(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(monkeypatch, {"FOCALPOINT_ACCESS": "invitation", "FOCALPOINT_ADMINISTRATORS": "4711 4712"})

    assert settings.admits(4712)
    assert not settings.admits(4713)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///answers.sqlite",
        "sqlite+aiosqlite:////var/lib/focalpoint/answers.sqlite",
        "postgresql://focalpoint:secret@db/focalpoint",
        "postgresql+asyncpg://db/focalpoint",
        "postgres://db/focalpoint",
    ],
)
def test_a_database_is_named_as_people_name_it(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert settings_of(monkeypatch, {"FOCALPOINT_DATABASE_URL": url}).database == url


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (
            {"FOCALPOINT_BOT_TOKEN": "hunter2"},
            "FOCALPOINT_BOT_TOKEN is not a bot token; "
            "@BotFather gives one that looks like 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw.",
        ),
        (
            {"FOCALPOINT_API_URL": "api.telegram.org"},
            "FOCALPOINT_API_URL must be an address that begins with http:// or https://.",
        ),
        (
            {"FOCALPOINT_DATABASE_URL": "mysql://db/focalpoint"},
            "FOCALPOINT_DATABASE_URL must begin with sqlite:/// or postgresql:// and name a database.",
        ),
        (
            {"FOCALPOINT_DATABASE_URL": "sqlite:///"},
            "FOCALPOINT_DATABASE_URL must begin with sqlite:/// or postgresql:// and name a database.",
        ),
        ({"FOCALPOINT_ACCESS": "public"}, "FOCALPOINT_ACCESS must be `open` or `invitation`."),
        (
            {"FOCALPOINT_ADMINISTRATORS": "@amina"},
            "FOCALPOINT_ADMINISTRATORS must be Telegram ids (numbers) separated by commas; "
            "@userinfobot tells you yours.",
        ),
        (
            {"FOCALPOINT_ACCESS": "invitation"},
            "FOCALPOINT_ACCESS is `invitation`, and nobody would be let in: "
            "name yourself in FOCALPOINT_ADMINISTRATORS, or set FOCALPOINT_ACCESS=open to let everyone answer.",
        ),
    ],
)
def test_a_wrong_setting_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str], sentence: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        settings_of(monkeypatch, variables)

    assert str(refused.value) == sentence


def test_a_missing_token_is_asked_for() -> None:
    with pytest.raises(SettingsError, match=r"^FOCALPOINT_BOT_TOKEN is not set\. The bot's token, from @BotFather\.$"):
        read_settings(Settings)


def test_who_only_reads_answers_needs_no_token() -> None:
    assert read_settings(DataSettings).database == "sqlite:///focalpoint.sqlite"


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(monkeypatch, {"FOCALPOINT_DATABASE_URL": "postgresql://focalpoint:hunter2@db/answers"})

    assert TOKEN not in repr(settings)
    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_is_for(name: str) -> None:
    assert Settings.model_fields[name].description


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_in_the_readme(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in README.read_text(encoding="utf-8")
