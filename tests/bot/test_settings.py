"""Settings: what is taken, what is refused and in which words, and that each is documented."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.access import admission
from bot.settings import PREFIX, Access, DataSettings, Settings, SettingsError, read_settings
from flows.administration.roles import Role

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
WEBHOOK = {
    "FOCALPOINT_WEBHOOK_URL": "https://bot.example.org/telegram",
    "FOCALPOINT_WEBHOOK_SECRET": "s3-cret_of-nobody",
    "FOCALPOINT_WEB_PORT": "8080",
}
NOTIFY = {"FOCALPOINT_NOTIFY_SECRET": "a secret of the tests"}
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
    assert admission(settings).admits(4711, None)


MISSPELLED = [
    ("FOCALPOINT_ACESS", "There is no setting FOCALPOINT_ACESS; did you mean FOCALPOINT_ACCESS?"),
    ("FOCALPOINT_DATABASE_ULR", "There is no setting FOCALPOINT_DATABASE_ULR; did you mean FOCALPOINT_DATABASE_URL?"),
]


@pytest.mark.parametrize(("variable", "sentence"), MISSPELLED)
def test_a_misspelled_variable_is_told(monkeypatch: pytest.MonkeyPatch, variable: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_of(monkeypatch, {variable: "open"})
    assert str(caught.value) == sentence


@pytest.mark.parametrize(("variable", "sentence"), MISSPELLED)
def test_a_misspelled_variable_is_told_of_the_env_file_too(tmp_path: Path, variable: str, sentence: str) -> None:
    (tmp_path / ".env").write_text(f"{variable}=open\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(DataSettings)
    assert str(caught.value) == sentence


def test_a_variable_that_is_like_no_setting_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_of(monkeypatch, {"FOCALPOINT_HOME": "/opt"}).access is Access.OPEN


@pytest.mark.parametrize(
    ("variables", "rate"),
    [
        ({}, 30),
        ({"FOCALPOINT_API_URL": "http://127.0.0.1:8081"}, 0),
        ({"FOCALPOINT_SENDING_RATE": "7.5"}, 7.5),
        ({"FOCALPOINT_SENDING_RATE": "0"}, 0),
        ({"FOCALPOINT_API_URL": "http://127.0.0.1:8081", "FOCALPOINT_SENDING_RATE": "10"}, 10),
    ],
)
def test_telegrams_limit_is_kept_at_telegram_alone(
    monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str], rate: float
) -> None:
    assert settings_of(monkeypatch, variables).most_sent_a_second == rate


def test_settings_are_also_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"FOCALPOINT_BOT_TOKEN={TOKEN}\nFOCALPOINT_ADMINISTRATORS=4711, 4712\n")

    settings = read_settings(Settings)

    assert settings.access is Access.INVITATION
    assert settings.administrators == {4711, 4712}


def test_by_invitation_only_administrators_are_let_in_by_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(monkeypatch, {"FOCALPOINT_ACCESS": "invitation", "FOCALPOINT_ADMINISTRATORS": "4711 4712"})

    assert admission(settings).admits(4712, None)
    assert admission(settings).role_of(4712, None) is Role.ADMINISTRATOR
    assert not admission(settings).admits(4713, None)


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
            "FOCALPOINT_API_URL must be an address such as https://api.telegram.org, without ?, # or a password.",
        ),
        *(
            (
                {"FOCALPOINT_CHECK_FILES": command},
                "FOCALPOINT_CHECK_FILES must be a program of this machine, with its options: clamdscan --fdpass.",
            )
            for command in ("no-such-scanner --quick", "sh -c 'true", "''")
        ),
        (
            {"FOCALPOINT_API_URL": "https://api.telegram.org/?proxy=1"},
            "FOCALPOINT_API_URL must be an address such as https://api.telegram.org, without ?, # or a password.",
        ),
        (
            {"FOCALPOINT_API_URL": "https://api.telegram.org#"},
            "FOCALPOINT_API_URL must be an address such as https://api.telegram.org, without ?, # or a password.",
        ),
        (
            {"FOCALPOINT_API_URL": "https://bot:hunter2@api.example.org"},
            "FOCALPOINT_API_URL must be an address such as https://api.telegram.org, without ?, # or a password.",
        ),
        (
            {"FOCALPOINT_API_URL": "http://127.0.0.1:8081?"},
            "FOCALPOINT_API_URL must be an address such as https://api.telegram.org, without ?, # or a password.",
        ),
        (
            {"FOCALPOINT_API_URL": "http://[::1"},
            "FOCALPOINT_API_URL must be an address such as https://api.telegram.org, without ?, # or a password.",
        ),
        (
            {"FOCALPOINT_DATABASE_URL": "mysql://db/focalpoint"},
            "FOCALPOINT_DATABASE_URL must begin with sqlite:/// or postgresql:// and name a database.",
        ),
        (
            {"FOCALPOINT_DATABASE_URL": "sqlite:///"},
            "FOCALPOINT_DATABASE_URL must begin with sqlite:/// or postgresql:// and name a database.",
        ),
        ({"FOCALPOINT_SENDING_RATE": "fast"}, "FOCALPOINT_SENDING_RATE must be a number."),
        ({"FOCALPOINT_SENDING_RATE": "inf"}, "FOCALPOINT_SENDING_RATE must be a number."),
        ({"FOCALPOINT_FLOOD_LIMIT": "many"}, "FOCALPOINT_FLOOD_LIMIT must be a whole number."),
        ({"FOCALPOINT_FLOOD_LIMIT": "-1"}, "FOCALPOINT_FLOOD_LIMIT must be a whole number, not below 0."),
        ({"FOCALPOINT_ACCESS": "public"}, "FOCALPOINT_ACCESS must be `open` or `invitation`."),
        (
            {"FOCALPOINT_ADMINISTRATORS": "@amina"},
            "FOCALPOINT_ADMINISTRATORS must be Telegram ids (numbers) separated by commas; "
            "@userinfobot tells you yours.",
        ),
        (
            {"FOCALPOINT_WEBHOOK_URL": "https://bot.example.org"},
            "FOCALPOINT_WEBHOOK_URL must be an address with a path of its own, "
            "for example https://bot.example.org/telegram.",
        ),
        (
            WEBHOOK | {"FOCALPOINT_WEBHOOK_URL": "http://bot.example.org/telegram"},
            "FOCALPOINT_WEBHOOK_URL must begin with https:// and use port 443, 80, 88 or 8443: "
            "Telegram posts to no other.",
        ),
        (
            WEBHOOK | {"FOCALPOINT_WEBHOOK_URL": "https://bot.example.org:8080/telegram"},
            "FOCALPOINT_WEBHOOK_URL must begin with https:// and use port 443, 80, 88 or 8443: "
            "Telegram posts to no other.",
        ),
        (
            WEBHOOK | {"FOCALPOINT_WEBHOOK_SECRET": ""},
            "FOCALPOINT_WEBHOOK_SECRET is not set, and FOCALPOINT_WEBHOOK_URL needs it. "
            "What Telegram proves with that it is Telegram: 1 to 256 of A-Z a-z 0-9 _ and -.",
        ),
        (
            WEBHOOK | {"FOCALPOINT_WEBHOOK_SECRET": "open sesame"},
            "FOCALPOINT_WEBHOOK_SECRET must be 1 to 256 letters A-Z a-z, digits, _ and -; "
            "`openssl rand -hex 32` makes one.",
        ),
        (
            WEBHOOK | {"FOCALPOINT_WEB_PORT": ""},
            "FOCALPOINT_WEB_PORT is not set, and FOCALPOINT_WEBHOOK_URL needs it. "
            "Its port: pages, API, webhook, health, metrics. Unset: no web application; 0: any free port.",
        ),
        (
            {"FOCALPOINT_NOTIFY_URLS": "https://stats.example.org/"},
            "FOCALPOINT_NOTIFY_SECRET is not set, and FOCALPOINT_NOTIFY_URLS needs it. "
            "What these messages are signed with: at least 16 characters, which the other side knows too.",
        ),
        (
            {"FOCALPOINT_NOTIFY_SECRET": "too short"},
            "FOCALPOINT_NOTIFY_SECRET must have at least 16 characters; `openssl rand -hex 32` makes one.",
        ),
        (
            NOTIFY | {"FOCALPOINT_NOTIFY_URLS": "https://a.example.org/, http://10.0.0.7/"},
            "FOCALPOINT_NOTIFY_URLS must be addresses that begin with https://; "
            "with FOCALPOINT_NOTIFY_PRIVATE=true also http://.",
        ),
        (
            NOTIFY | {"FOCALPOINT_NOTIFY_URLS": "https://stats.example.org:99999/"},
            "FOCALPOINT_NOTIFY_URLS must be addresses that begin with https://; "
            "with FOCALPOINT_NOTIFY_PRIVATE=true also http://.",
        ),
        (
            {"FOCALPOINT_WEB_PORT": "65536"},
            "FOCALPOINT_WEB_PORT must be a port: a number from 0 (any free one) to 65535.",
        ),
        (
            {"FOCALPOINT_WEB_URL": "https://survey.example.org/pages"},
            "FOCALPOINT_WEB_URL must be an address without a path, for example https://survey.example.org.",
        ),
        (
            {"FOCALPOINT_WEB_URL": "https://survey.example.org/?"},
            "FOCALPOINT_WEB_URL must be an address without a path, for example https://survey.example.org.",
        ),
        *(
            (
                {"FOCALPOINT_WEB_URL": address},
                "FOCALPOINT_WEB_URL must be an address without a path, for example https://survey.example.org.",
            )
            for address in (
                "https://survey .example.org",
                "https://survey\n.example.org",
                "https://@survey.example.org",
            )
        ),
        (
            {"FOCALPOINT_FILES": "file://data/files"},
            "FOCALPOINT_FILES must have three slashes as an address, file:///data/files, or be the folder alone.",
        ),
        (
            {"FOCALPOINT_WEB_URL": "survey.example.org"},
            "FOCALPOINT_WEB_URL must be an address without a path, for example https://survey.example.org.",
        ),
        (
            {"FOCALPOINT_FILES": "ftp://files.example.org/answers"},
            "FOCALPOINT_FILES must be a folder, or begin with s3://, gs:// or az:// and name a bucket.",
        ),
        (
            {"FOCALPOINT_FILES": "s3://"},
            "FOCALPOINT_FILES must be a folder, or begin with s3://, gs:// or az:// and name a bucket.",
        ),
        (
            {"FOCALPOINT_WEB_PORT": "http"},
            "FOCALPOINT_WEB_PORT must be a port: a number from 0 (any free one) to 65535.",
        ),
    ],
)
def test_a_wrong_setting_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str], sentence: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        settings_of(monkeypatch, variables)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "url",
    [
        "bot.example.org/telegram",
        "ftp://bot.example.org/telegram",
        "https:///telegram",
        "https://bot.example.org/",
        "https://bot.example.org/telegram/",
        "https://bot.example.org/telegram?secret=1",
        "https://amina:hunter2@bot.example.org/telegram",
        "https://bot.example.org:99999/telegram",
        "https://bot.example.org/metrics",
        "https://bot.example.org/{token}",
    ],
)
def test_an_address_the_web_application_could_not_serve_is_no_webhook(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    with pytest.raises(SettingsError, match=r"^FOCALPOINT_WEBHOOK_URL must be an address with a path of its own"):
        settings_of(monkeypatch, WEBHOOK | {"FOCALPOINT_WEBHOOK_URL": url})


def test_a_webhook_is_set_up_with_an_address_a_secret_and_a_port(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(monkeypatch, WEBHOOK)

    assert settings.webhook_path == "/telegram"
    assert (settings.web_host, settings.web_port) == ("127.0.0.1", 8080)
    assert WEBHOOK["FOCALPOINT_WEBHOOK_SECRET"] not in repr(settings)


ORIGINS = [
    ({}, None),
    ({"FOCALPOINT_WEB_PORT": "0"}, None),
    ({"FOCALPOINT_WEB_PORT": "8080"}, "http://127.0.0.1:8080"),
    ({"FOCALPOINT_WEB_PORT": "8080", "FOCALPOINT_WEB_HOST": "0.0.0.0"}, "http://localhost:8080"),
    ({"FOCALPOINT_WEB_PORT": "8080", "FOCALPOINT_WEB_HOST": "::1"}, "http://[::1]:8080"),
    ({"FOCALPOINT_WEB_URL": "https://survey.example.org:8443/"}, "https://survey.example.org:8443"),
    (WEBHOOK, "https://bot.example.org"),
    (WEBHOOK | {"FOCALPOINT_WEB_URL": "https://survey.example.org"}, "https://survey.example.org"),
]


@pytest.mark.parametrize(("variables", "origin"), ORIGINS)
def test_browsers_find_the_pages_where_it_says_or_else_where_it_follows(
    monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str], origin: str | None
) -> None:
    assert settings_of(monkeypatch, variables).web_origin == origin


def test_a_bot_api_server_of_ones_own_may_post_without_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"FOCALPOINT_API_URL": "http://127.0.0.1:8081", "FOCALPOINT_WEBHOOK_URL": "http://127.0.0.1:8080/telegram"}
    assert settings_of(monkeypatch, WEBHOOK | own).webhook_url == "http://127.0.0.1:8080/telegram"


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(monkeypatch, {"FOCALPOINT_WEBHOOK_URL": "", "FOCALPOINT_WEB_PORT": ""})

    assert (settings.webhook_url, settings.web_port) == (None, None)


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


def test_several_systems_are_told_and_inside_this_network_only_if_that_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside = {"FOCALPOINT_NOTIFY_URLS": "http://10.0.0.7/, https://a.example.org/", "FOCALPOINT_NOTIFY_PRIVATE": "true"}
    settings = settings_of(monkeypatch, NOTIFY | inside)

    assert settings.notify_urls == ("http://10.0.0.7/", "https://a.example.org/")
    assert NOTIFY["FOCALPOINT_NOTIFY_SECRET"] not in repr(settings)


def test_a_program_that_looks_over_files_is_one_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(monkeypatch, {"FOCALPOINT_CHECK_FILES": "sh -c true"})
    assert settings.check_files == "sh -c true"
