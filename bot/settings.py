"""The settings of a bot, read once where the program starts: from the environment and from `.env`. Opens nothing.

Every setting is an environment variable `FOCALPOINT_…`; the README explains each, and a test holds it to that.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.checking import is_runnable
from bot.misspelled import misspelled
from bot.pace import OVERALL
from bot.settable_addresses import (
    is_base,
    is_origin,
    is_postable,
    is_postable_by_telegram,
    is_server,
    origin_on_this_machine,
)
from flows.errors import FocalpointError
from storage.files import SCHEMES

PREFIX: Final = "FOCALPOINT_"
TELEGRAM: Final = "https://api.telegram.org"


class SettingsError(FocalpointError):
    """A setting is wrong or missing; the sentence names its variable and says what would be right."""


class Access(StrEnum):
    OPEN = "open"
    INVITATION = "invitation"


class DataSettings(BaseSettings):
    """What every command needs that reads or changes answers."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    database_url: SecretStr = Field(
        SecretStr("sqlite:///focalpoint.sqlite"),
        description="Where the answers are kept: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE.",
    )
    questionnaire: str = Field("msq-2020", description="A questionnaire shipped with Focalpoint, by name, or a file.")
    files: str = Field(
        "focalpoint-files",
        description="Where files sent with answers are kept: a folder, or a bucket such as s3://BUCKET/PREFIX.",
    )

    @field_validator("database_url")
    @classmethod
    def _is_of_a_known_kind(cls, url: SecretStr) -> SecretStr:
        kind, separator, name = url.get_secret_value().partition("://")
        if not separator or not name.strip("/") or kind not in _DATABASES:
            raise ValueError("must begin with sqlite:/// or postgresql:// and name a database")
        return url

    @field_validator("files")
    @classmethod
    def _is_a_folder_or_a_bucket(cls, files: str) -> str:
        scheme, separator, place = files.partition("://")
        if separator and (scheme.lower() not in SCHEMES or not place.strip("/")):
            raise ValueError("must be a folder, or begin with s3://, gs:// or az:// and name a bucket")
        if separator and scheme.lower() == "file" and not place.startswith("/"):
            raise ValueError("must have three slashes as an address, file:///data/files, or be the folder alone")
        return files

    @property
    def file_store(self) -> str:
        """As an address: file:///…, s3://…"""
        return self.files if "://" in self.files else Path(self.files).absolute().as_uri()

    @property
    def database(self) -> str:
        """The address as it is, password included: for opening the database, never for showing."""
        return self.database_url.get_secret_value()


class WebSettings(DataSettings):
    """Where the web application is to be found."""

    webhook_url: str | None = Field(
        None, description="Where Telegram posts updates to: the public https address, with a path. Unset: polling."
    )
    web_host: str = Field("127.0.0.1", description="The address of this machine on which the web application listens.")
    web_port: int | None = Field(
        None, description="Its port: pages, API, webhook, health, metrics. Unset: no web application; 0: any free port."
    )
    web_url: str | None = Field(
        None, description="The address browsers reach it under, for example https://survey.example.org."
    )

    @field_validator("webhook_url")
    @classmethod
    def _leads_to_a_path(cls, url: str | None) -> str | None:
        if url is not None and not is_postable(url):
            raise ValueError("must be an address with a path of its own, for example https://bot.example.org/telegram")
        return url

    @field_validator("web_port", mode="before")
    @classmethod
    def _is_a_port(cls, port: object) -> object:
        if isinstance(port, str) and not (re.fullmatch("[0-9]{1,5}", port) and int(port) < 2**16):
            raise ValueError("must be a port: a number from 0 (any free one) to 65535")
        return port

    @field_validator("web_url")
    @classmethod
    def _is_an_origin(cls, url: str | None) -> str | None:
        if url is not None and not is_origin(url.rstrip("/")):
            raise ValueError("must be an address without a path, for example https://survey.example.org")
        return url and url.rstrip("/")

    @property
    def web_origin(self) -> str | None:
        """The address browsers use: as it is set, as it follows from the webhook's, or on this machine. None where it
        is not known: there is no web application, or it takes any port."""
        if self.web_url:
            return self.web_url
        if self.webhook_url:
            return self.webhook_url.removesuffix(urlsplit(self.webhook_url).path)
        return origin_on_this_machine(self.web_host, self.web_port) if self.web_port else None


class Settings(WebSettings):
    """What a bot needs."""

    bot_token: SecretStr = Field(description="The bot's token, from @BotFather.")
    api_url: str = Field(TELEGRAM, description="The Bot API server: Telegram's, or any other.")
    access: Access = Field(
        Access.INVITATION,
        description="Who may answer: `invitation` (whoever has a personal link) or `open` (everyone).",
    )
    administrators: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram ids of the survey team, separated by commas. They are always let in."
    )
    reach_addresses: bool = Field(
        False, description="Whether web addresses are called when they are answered, to tell of one that is not there."
    )
    check_files: str | None = Field(
        None,
        description="A program that looks over each file before it is kept, such as clamdscan; exit code 1 refuses.",
    )
    flood_limit: int = Field(
        30, ge=0, description="How many messages of one person are read within half a minute; 0 reads any number."
    )
    sending_rate: float | None = Field(
        None,
        ge=0,
        allow_inf_nan=False,
        description="How many messages this process sends in a second at most; 0 knows no limit. "
        "Unset: 30 at Telegram, no limit elsewhere.",
    )

    webhook_secret: SecretStr | None = Field(
        None, description="What Telegram proves with that it is Telegram: 1 to 256 of A-Z a-z 0-9 _ and -."
    )

    notify_urls: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Where other systems are told of submitted responses: https addresses, separated by commas."
    )
    notify_secret: SecretStr | None = Field(
        None, description="What these messages are signed with: at least 16 characters, which the other side knows too."
    )
    notify_private: bool = Field(
        False, description="Whether these addresses may lie inside this network, and begin with http://."
    )

    @field_validator("bot_token")
    @classmethod
    def _is_a_token(cls, token: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]{20,}", token.get_secret_value()):
            raise ValueError(
                "is not a bot token; @BotFather gives one that looks like 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
            )
        return token

    @field_validator("api_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if not is_base(url):
            raise ValueError("must be an address such as https://api.telegram.org, without ?, # or a password")
        return url.rstrip("/")

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("must be 1 to 256 letters A-Z a-z, digits, _ and -; `openssl rand -hex 32` makes one")
        return secret

    @field_validator("check_files")
    @classmethod
    def _is_a_program_of_this_machine(cls, command: str | None) -> str | None:
        if command is not None and not is_runnable(command):
            raise ValueError("must be a program of this machine, with its options: clamdscan --fdpass")
        return command

    @field_validator("notify_urls", mode="before")
    @classmethod
    def _are_several(cls, urls: object) -> object:
        return tuple(filter(None, re.split(r"[\s,]+", urls))) if isinstance(urls, str) else urls

    @field_validator("notify_secret")
    @classmethod
    def _is_long_enough(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and len(secret.get_secret_value()) < 16:
            raise ValueError("must have at least 16 characters; `openssl rand -hex 32` makes one")
        return secret

    @field_validator("administrators", mode="before")
    @classmethod
    def _are_separated_by_commas(cls, ids: object) -> object:
        if not isinstance(ids, str):
            return ids
        numbers = [number for number in re.split(r"[\s,;]+", ids) if number]
        if not all(re.fullmatch("[0-9]+", number) for number in numbers):
            raise ValueError("must be Telegram ids (numbers) separated by commas; @userinfobot tells you yours")
        return frozenset(map(int, numbers))

    @model_validator(mode="after")
    def _a_webhook_has_what_it_needs(self) -> Settings:
        if self.webhook_url is None:
            return self
        if self.webhook_secret is None or self.web_port is None:
            missing = "WEBHOOK_SECRET" if self.webhook_secret is None else "WEB_PORT"
            field = Settings.model_fields[missing.lower()]
            raise ValueError(f"{PREFIX}{missing} is not set, and {PREFIX}WEBHOOK_URL needs it. {field.description}")
        if self.api_url == TELEGRAM and not is_postable_by_telegram(self.webhook_url):
            raise ValueError(
                f"{PREFIX}WEBHOOK_URL must begin with https:// and use port 443, 80, 88 or 8443: "
                "Telegram posts to no other."
            )
        return self

    @model_validator(mode="after")
    def _others_are_told_safely(self) -> Settings:
        if self.notify_urls and self.notify_secret is None:
            raise ValueError(
                f"{PREFIX}NOTIFY_SECRET is not set, and {PREFIX}NOTIFY_URLS needs it. "
                f"{Settings.model_fields['notify_secret'].description}"
            )
        schemes = frozenset({"https", "http"} if self.notify_private else {"https"})
        if not all(is_server(url, schemes) for url in self.notify_urls):
            raise ValueError(
                f"{PREFIX}NOTIFY_URLS must be addresses that begin with https://; "
                f"with {PREFIX}NOTIFY_PRIVATE=true also http://."
            )
        return self

    @property
    def most_sent_a_second(self) -> float:
        """0: any number."""
        if self.sending_rate is not None:
            return self.sending_rate
        return OVERALL if self.api_url == TELEGRAM else 0.0

    @property
    def webhook_path(self) -> str:
        return urlsplit(self.webhook_url or "").path


_DATABASES = {"sqlite", "sqlite+aiosqlite", "postgresql", "postgresql+asyncpg", "postgres"}

AnySettings = TypeVar("AnySettings", bound=DataSettings)


def read_settings(kind: type[AnySettings], **given: object) -> AnySettings:
    """The settings of the environment, or those given. Raises SettingsError with a sentence on the first wrong one."""
    file = ".env" if "_env_file" not in given else None
    if mistake := misspelled(PREFIX, Settings.model_fields, file):
        raise SettingsError(mistake)
    try:
        return kind(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    wrong = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return wrong
    variable = f"{PREFIX}{first['loc'][0]}".upper()
    if first["type"] == "missing":
        description = Settings.model_fields[str(first["loc"][0])].description
        return f"{variable} is not set. {description}"
    return f"{variable} {_SAID_BY_PYDANTIC.get(first['type'], wrong)}."


_SAID_BY_PYDANTIC = {
    "enum": "must be `open` or `invitation`",
    "int_parsing": "must be a whole number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "greater_than_equal": "must be a whole number, not below 0",
}
